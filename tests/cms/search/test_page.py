"""The public search page as a reader meets it."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.search.views import MOST_HITS
from editorial import stages
from editorial.pieces.page import PiecePage
from tests.factories import bring_to, make_piece


def ask(client, query, **more):
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def titles(page):
    return [re.sub("</?mark>", "", t) for t in re.findall(r'row__headline" [^>]*>(.*?)</a>', page)]


def test_hits_are_marked_in_title_and_snippet(cast, client, live_piece):
    live_piece(title="老干部重阳登高", text="十月廿一，<b>重</b>陽登高 & 赏菊。")
    page = ask(client, "重阳")
    assert "老干部<mark>重阳</mark>登高" in page
    assert "十月廿一，<mark>重陽</mark>登高 &amp; 赏菊。" in page
    assert "找到1篇。" in page


def test_what_a_reader_types_is_escaped(client, live_piece):
    live_piece(title="script重阳")
    page = ask(client, '<script>alert("重阳")</script>')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&quot;重阳&quot;)" in page


def test_only_what_is_live_and_open_is_found(cast, client, live_piece):
    live_piece(title="重阳公开")
    restricted = live_piece(title="重阳内部")
    make_piece(cast.duchang, cast.tongxun, title="重阳草稿")
    assert sorted(titles(ask(client, "重阳"))) == ["重阳公开", "重阳内部"]
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert titles(ask(client, "重阳")) == ["重阳公开"]


def test_words_of_a_newer_draft_do_not_find_the_live_piece(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, title="已登的题目")
    bring_to(stages.APPROVED, piece, cast)
    PiecePage.objects.get(pk=piece.pk).get_latest_revision().publish()
    draft = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    draft.title = "秘密的题目"
    draft.save_revision()
    assert titles(ask(client, "题目")) == ["已登的题目"]
    page = ask(client, "秘密")
    assert titles(page) == [] and "没有找到" in page


def test_pages_go_on_with_the_words(client, live_piece):
    for number in range(25):
        live_piece(title=f"重阳第{number}篇", first_published_at=timezone.now())
    first = ask(client, "重阳 第")
    assert len(titles(first)) == 20
    assert 'rel="next" href="?q=%E9%87%8D%E9%98%B3+%E7%AC%AC&amp;page=2"' in first
    second = ask(client, "重阳 第", page="2")
    assert len(set(titles(first) + titles(second))) == 25
    assert titles(ask(client, "重阳 第", page="九")) == titles(first)
    assert titles(ask(client, "重阳 第", page="99")) == titles(second)


def test_hits_stand_by_the_day_they_were_published(client, live_piece):
    days = {"重阳甲": 2, "重阳乙": 3, "重阳丙": 1}
    for title, day in days.items():
        live_piece(title=title, first_published_at=datetime(2026, 10, day, tzinfo=UTC))
    assert titles(ask(client, "重阳")) == ["重阳乙", "重阳甲", "重阳丙"]


def test_more_hits_than_anybody_reads_are_cut_and_said(client, live_piece, monkeypatch):
    assert MOST_HITS > 3
    monkeypatch.setattr("cms.search.views.MOST_HITS", 3)
    for _ in range(4):
        live_piece(title="重阳")
    page = ask(client, "重阳")
    assert len(titles(page)) == 3 and "这里是前3篇" in page


EMPTY = {"": "写标题、正文", "😀": "没有可以查找的字", "没有的词": "没有找到", "\0": "写标题、正文"}


@pytest.mark.parametrize(("query", "says"), EMPTY.items())
def test_an_empty_answer_says_what_to_do(query, says, cast, client, live_piece):
    live_piece(title="重阳")
    page = ask(client, query)
    assert titles(page) == [] and says in page


def test_search_without_a_query_is_a_page(cast, client):
    assert client.get("/search/").status_code == 200


def test_every_public_page_has_the_search_box_once(cast, client, live_piece):
    piece = live_piece(title="重阳")
    for address in ("/", piece.get_url(), "/search/?q=重阳"):
        assert client.get(address).content.decode().count('role="search"') == 1


def test_a_page_of_results_costs_the_same_whatever_their_number(client, live_piece):
    def queries():
        ask(client, "重阳")
        with CaptureQueriesContext(connection) as context:
            ask(client, "重阳")
        return len(context)

    live_piece(title="重阳")
    few = queries()
    for _ in range(10):
        live_piece(title="重阳", text="重阳登高")
    assert queries() == few
