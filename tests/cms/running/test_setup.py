"""`manage.py setup`: an empty database becomes usable, and the second run changes nothing."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from cms.models import HomePage
from cms.running import installation
from editorial import setup_lists
from editorial.outlets.models import Outlet
from editorial.people.models import RoleGroup, User
from editorial.pieces.models import Topic
from editorial.roles import BUREAU_ROLES
from editorial.series.models import SeriesPage

pytestmark = pytest.mark.django_db
COUNTED = (Page, Site, HomePage, RoleGroup, Workflow, Outlet, SeriesPage, Topic, User)


def set_up(*arguments):
    out = StringIO()
    call_command("setup", *arguments, stdout=out)
    return out.getvalue()


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_setup_makes_site_roles_workflow_and_lists():
    set_up()
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage
    assert Page.objects.filter(depth=2).count() == 1
    assert set(RoleGroup.objects.values_list("role", flat=True)) == set(BUREAU_ROLES)
    assert Workflow.objects.filter(active=True).count() == 1
    assert Outlet.objects.count() == len(setup_lists.OUTLETS)
    assert list(Topic.objects.values_list("name", flat=True)) == list(setup_lists.TOPICS)


def test_setup_twice_equals_once():
    set_up("--admin", "gly")
    before = counts()
    set_up("--admin", "gly")
    assert counts() == before


def test_setup_leaves_lists_that_the_bureau_changed():
    set_up()
    Outlet.objects.exclude(code="site").delete()
    Outlet.objects.update(name="我们的网站")
    set_up()
    assert list(Outlet.objects.values_list("name", flat=True)) == ["我们的网站"]


def test_first_administrator_gets_a_password_once_and_must_change_it():
    said = set_up("--admin", "gly")
    admin = User.objects.get(username="gly")
    password = said.split("首次密码：")[1].split()[0]
    assert admin.is_superuser and admin.must_change_password and admin.check_password(password)
    again = set_up("--admin", "gly")
    assert "没有改动" in again and "首次密码" not in again
    assert User.objects.get(username="gly").check_password(password)


def test_setup_without_an_administrator_says_how_to_make_one():
    assert "setup --admin" in set_up()


def test_home_answers_after_setup(client):
    set_up()
    assert client.get("/").status_code == 200


def test_the_administrators_first_password_is_made_as_everybodys(monkeypatch):
    monkeypatch.setattr(installation, "first_password", lambda: "abcd-efgh-2345")
    assert "首次密码：abcd-efgh-2345" in set_up("--admin", "gly")
    assert User.objects.get(username="gly").check_password("abcd-efgh-2345")


def test_canonical_address_follows_the_port(client):
    """It once named localhost without the port, wherever the demo was started."""
    set_up()
    installation.stand_at("127.0.0.1", 8080)
    page = client.get("/series/").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8080/series/">' in page
