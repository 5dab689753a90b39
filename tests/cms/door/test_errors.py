"""The pages for what went wrong: right status, Chinese only, what to do next."""

import logging
import re
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from cms.door import errors as views_errors

TAG = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)


def words_of(response):
    return TAG.sub(" ", response.content.decode())


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (lambda r: views_errors.bad_request(r, ValueError()), 400, "没能看懂"),
        (lambda r: views_errors.forbidden(r, PermissionDenied()), 403, "没有办理这一项的权限"),
        (lambda r: views_errors.not_found(r, ValueError()), 404, "没有找到这一页"),
        (lambda r: views_errors.server_error(r), 500, "数据没有改动"),
        (lambda r: views_errors.expired_form(r, "token"), 403, "表单已过期"),
    ],
)
def test_error_page_speaks_chinese_without_a_database(answer, status, says):
    response = answer(RequestFactory().get("/x/"))
    assert response.status_code == status
    assert says in words_of(response)
    assert re.findall(r"[A-Za-z]{2,}", words_of(response)) == []


def test_unknown_address_gets_the_404_page(client, site):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到这一页" in words_of(response)


def test_wrong_host_gets_the_400_page(client, settings):
    settings.ALLOWED_HOSTS = ["bbl.example.org"]
    response = client.get("/healthz", headers={"host": "evil.example"}, follow=False)
    # healthz itself asks for no host; the admin does.
    response = client.get("/admin/login", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "没能看懂" in words_of(response)


def test_form_without_a_token_is_told_that_it_expired(cast):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/admin/login/", {"username": "tongxun", "password": cast.password})
    assert response.status_code == 403
    assert "表单已过期" in words_of(response)
    assert "sessionid" not in strict.cookies


def test_failing_view_gets_the_500_page(cast, client, monkeypatch):
    client.raise_request_exception = False
    client.force_login(cast.tongxun)
    monkeypatch.setattr("django.contrib.auth.forms.AuthenticationForm.clean", lambda form: 1 / 0)
    client.logout()
    response = client.post("/admin/login/", {"username": "tongxun", "password": cast.password})
    assert response.status_code == 500
    assert "系统出了点故障" in words_of(response)


def test_the_number_on_the_500_page_stands_at_the_traceback_in_the_log(
    site, client, monkeypatch, capsys
):
    client.raise_request_exception = False
    monkeypatch.setattr("cms.models.HomePage.serve", lambda page, request: 1 / 0)
    stderr = next(h for h in logging.getLogger().handlers if h.get_name() == "stderr")
    monkeypatch.setattr(stderr, "stream", sys.stderr)
    number = re.search(r"故障编号：\s*(\d{6})", words_of(client.get("/")))[1]
    logged = capsys.readouterr().err
    assert f"fault {number}: Internal Server Error: /" in logged
    assert "ZeroDivisionError" in logged


def test_pages_of_faults_keep_the_sizes_the_menu_and_the_search(client, site):
    """They lost all three, so that whoever had lost the way had no way left."""
    page = client.get("/nothing/").content.decode()
    assert 'data-size="larger"' in page
    assert "/static/js/text-size.js" in page
    assert 'action="/search/"' in page
    for address in ("/", f"/{site.series.slug}/", f"/{site.units.slug}/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
