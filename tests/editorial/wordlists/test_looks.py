"""通看: each word list says when it was last read through, and asks for it after a year; a list that a
new version brings is filled in where the others were long ago."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.checks.lists import COLUMNS
from editorial.wordlists import actions as word_lists
from editorial.wordlists import views
from editorial.wordlists.in_force import current_lists
from editorial.wordlists.models import ListedWord

TOO_OLD = "超过一年没有通看"


@pytest.fixture
def keeper(cast, client):
    client.force_login(cast.bianji)
    return client


def test_list_says_when_it_was_last_read_through(keeper, cast):
    listed = reverse("wordlists:words", args=("titles",))
    page = keeper.get(listed).content.decode()
    assert "最近通看：2026年11月30日（初始词表）" in " ".join(page.split())
    page = keeper.post(reverse("wordlists:look_through", args=("titles",)), follow=True)
    today = timezone.localdate()
    said = f"最近通看：{today.year}年{today.month}月{today.day}日（徐静）"
    assert said in " ".join(page.content.decode().split())


def test_list_that_nobody_read_for_a_year_asks_for_it(keeper, monkeypatch):
    listed = reverse("wordlists:words", args=("titles",))
    today = timezone.localdate()
    monkeypatch.setattr(views, "STARTERS_LOOKED_AT", today - timedelta(days=365))
    assert TOO_OLD not in keeper.get(listed).content.decode()
    monkeypatch.setattr(views, "STARTERS_LOOKED_AT", today - timedelta(days=366))
    assert TOO_OLD in keeper.get(listed).content.decode()
    keeper.post(reverse("wordlists:look_through", args=("titles",)))
    assert TOO_OLD not in keeper.get(listed).content.decode()


def test_new_list_is_filled_where_the_others_were_long_ago(cast, monkeypatch):
    """As where the site was set up before there was a list of misspellings."""
    before = {name: columns for name, columns in COLUMNS.items() if name != "typos"}
    monkeypatch.setattr(word_lists, "COLUMNS", before)
    word_lists.ensure_filled()
    ListedWord.objects.filter(list="careful").delete()
    assert current_lists().typos == ()
    monkeypatch.setattr(word_lists, "COLUMNS", COLUMNS)
    word_lists.ensure_filled()
    assert current_lists().careful == ()
    assert "按装" in {word.word for word in current_lists().typos}
