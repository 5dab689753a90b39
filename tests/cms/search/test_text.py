"""Folding, cutting, reading a query and marking, without a database."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.text import (
    BREAK,
    _fold_with_places,
    is_exact,
    mark,
    snippet,
    tokens,
    word_tokens,
)
from editorial.search_words import contains, fold, read_query

SAME = [
    ("老幹部", "老干部"),
    ("發展與頭髮", "发展与头发"),
    ("臺灣裏裡", "台湾里里"),
    ("ＥＴＣ高速", "etc高速"),
    ("5Ｇ", "5g"),
    ("２０２６年", "2026年"),
    ("ﾃｽﾄ", "テスト"),
    ("café", "cafe"),
    ("cafe\u0301", "cafe"),
    ("①㎡", "1m2"),
    ("重\u200b阳", "重阳"),
    ("重\u00ad阳\ufeff", "重阳"),
    ("STRASSE", "straße"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_fold_makes_one_form(one, other):
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("干部", "于部"), ("未", "末"), ("5G", "5"), ("A", "B")]
)
def test_fold_keeps_different_words_apart(one, other):
    assert fold(one) != fold(other)


def test_fold_converts_a_character_the_same_beside_any_other():
    assert fold("乾") + fold("坤") == fold("乾坤")


def test_fold_leaves_blanks_where_punctuation_stood_and_the_lines():
    assert fold("“两优一先”表彰！\n\n 5G-A，3.5%\t好") == "两优一先 表彰\n5g a 3 5 好"


@given(st.text())
def test_fold_is_done_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_leaves_letters_and_digits_alone(text):
    assert all(char.isalnum() or char in " \n" for char in fold(text))


@given(st.text(st.characters(exclude_characters="\n")))
def test_places_are_those_of_the_folded_text(text):
    folded, places = _fold_with_places(text)
    assert folded.strip() == fold(text)
    assert len(places) == len(folded) and places == sorted(places)


def test_tokens_are_pairs_and_the_last_of_a_run():
    assert tokens("etc高速 甲\n乙丙") == [
        "et",
        "tc",
        "c高",
        "高速",
        "速",
        "甲",
        BREAK,
        "乙丙",
        "丙",
    ]


def test_word_tokens_end_where_the_text_may_go_on():
    assert word_tokens("重阳节") == (["重阳", "阳节"], False)
    assert word_tokens("重") == (["重"], True)
    assert word_tokens("两优 表") == (["两优", "优", "表"], True)


def test_one_token_is_exact_and_two_are_not():
    assert [is_exact(word) for word in ("重", "重阳", "重阳节", "重 阳")] == [
        True,
        True,
        False,
        False,
    ]


QUERIES = [
    ("重阳 登高", ["重阳", "登高"]),
    ("　重陽　登高　重阳 ", ["重阳", "登高"]),
    ("“两优一先”表彰", ["两优一先 表彰"]),
    ('"', []),
    ("", []),
    ("😀 … -- * ( )", []),
    ("NOT 5G*", ["not", "5g"]),
    ("重" * 2000, ["重" * 1000]),
]


@pytest.mark.parametrize(("typed", "words"), QUERIES)
def test_read_query_takes_any_input(typed, words):
    assert read_query(typed) == words


def test_contains_asks_for_all_words():
    assert contains(fold("老干部重阳登高"), ["重阳", "登高"])
    assert not contains(fold("老干部重阳登高"), ["重阳", "爬山"])


def test_mark_escapes_what_it_marks_and_what_not():
    marked = mark("<b>ＥＴＣ高速</b> & “老幹部”", read_query("etc 老干"))
    assert marked == ("&lt;b&gt;<mark>ＥＴＣ</mark>高速&lt;/b&gt; &amp; “<mark>老幹</mark>部”")


def test_mark_joins_hits_that_overlap_or_touch():
    assert mark("重阳登高", ["重阳", "阳登", "高"]) == "<mark>重阳登高</mark>"


def test_mark_reaches_over_punctuation_that_the_word_has():
    assert mark("获“两优一先”表彰。", read_query("两优一先”表彰")) == (
        "获“<mark>两优一先”表彰</mark>。"
    )


def test_snippet_stands_around_the_first_hit():
    text = "开头。" * 50 + "十月二十一日，老同志重阳登高。" + "结尾。" * 50
    found = snippet(text, ["登高"], length=30)
    assert found == "……老同志重阳<mark>登高</mark>。" + "结尾。" * 7 + "结……"


def test_snippet_without_a_hit_is_the_beginning():
    assert snippet("一二三四五", ["六"], length=3) == "一二三……"
    assert snippet("一二三", [], length=3) == "一二三"


@given(st.text(), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_mark_changes_nothing_but_the_marks(text, typed):
    marked = mark(text, read_query(" ".join(typed)))
    assert "<" not in re.sub("</?mark>", "", marked)
    assert html.unescape(re.sub("</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert marked.count("<mark>") == marked.count("</mark>")


@given(st.text(), st.text(max_size=4))
def test_snippet_marks_whenever_the_text_has_the_word(text, typed):
    words = read_query(typed)
    line = " ".join(text.split())
    if words and any(word in fold(line) for word in words):
        assert "<mark>" in snippet(text, words)
