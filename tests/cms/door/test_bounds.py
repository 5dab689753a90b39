"""Bounds answer in plain sentences: 460 characters in 查找 were a bare English page of the server's."""

import re
import socket

import pytest
from django.test import override_settings
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine

from cms.running.web import LONGEST_REQUEST_LINE, STATUS_LINES, refuse
from editorial.search_words import LONGEST_SEARCH

TAG = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)


def words_of(response):
    return TAG.sub(" ", response.content.decode())


def test_460_characters_in_the_public_search_are_told(client, site):
    answer = client.get("/search/", {"q": "重阳" * 230})
    assert answer.status_code == 200
    assert f"最多{LONGEST_SEARCH}个字" in words_of(answer)
    assert len(answer.request["QUERY_STRING"]) < LONGEST_REQUEST_LINE


@pytest.mark.parametrize("address", ["/search/", "/"])
def test_the_field_of_the_public_search_is_bound(client, site, address):
    fields = re.findall(r'<input type="search"[^>]*>', client.get(address).content.decode())
    assert fields
    assert all(f'maxlength="{LONGEST_SEARCH}"' in field for field in fields)


def test_a_longer_address_is_answered_in_chinese(client, site):
    answer = client.get("/search/", {"q": "重" * 800})
    assert answer.status_code == 414
    assert "地址太长" in words_of(answer)
    assert re.findall(r"[A-Za-z]{2,}", words_of(answer)) == []


@pytest.mark.parametrize("error", [LimitRequestLine, LimitRequestHeaders])
def test_what_gunicorn_refuses_by_itself_is_answered_with_our_page(error):
    ours, theirs = socket.socketpair()
    theirs.sendall(b"rest of the request")
    theirs.shutdown(socket.SHUT_WR)
    refuse(ours, STATUS_LINES[error])
    ours.close()
    answer = theirs.makefile("rb").read()
    head, _, page = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 4")
    assert f"Content-Length: {len(page)}".encode() in head
    assert "地址太长" in page.decode()


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"DATA_UPLOAD_MAX_MEMORY_SIZE": 100}, "2.5兆字节"),
        ({"DATA_UPLOAD_MAX_NUMBER_FIELDS": 3}, "一万个"),
    ],
)
def test_too_much_at_once_is_told_with_what_is_kept(client, cast, limits, says):
    client.raise_request_exception = False
    client.force_login(cast.guanli)
    with override_settings(**limits):
        answer = client.post("/admin/people/add/", {f"field{n}": "字" * 40 for n in range(9)})
    assert answer.status_code == 413
    assert says in words_of(answer) and "以前保存过的都在" in words_of(answer)
    assert re.findall(r"[A-Za-z]{2,}", words_of(answer)) == []


def test_too_many_files_are_told(client, cast, tmp_path):
    client.raise_request_exception = False
    client.force_login(cast.guanli)
    files = []
    for name in ("a.txt", "b.txt", "c.txt"):
        path = tmp_path / name
        path.write_text("字")
        files.append(path.open("rb"))
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2):
        answer = client.post("/admin/people/add/", {"files": files})
    assert answer.status_code == 413
    assert "100个" in words_of(answer)
