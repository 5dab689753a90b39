"""Quarters and ranks, without a database."""

from dataclasses import dataclass
from datetime import date

import pytest

from scoring.arithmetic.standings import rank
from scoring.arithmetic.worth import Case, case_in_words
from scoring.quarter import QuarterSpan


def test_quarter_knows_its_days_and_neighbours():
    q = QuarterSpan.of(date(2026, 12, 31))
    assert (q.code, q.label) == ("2026Q4", "2026年第四季度")
    assert (q.first_day, q.last_day) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (q.previous.code, q.next.code) == ("2026Q3", "2027Q1")
    assert QuarterSpan.of(date(2026, 9, 30)).code == "2026Q3"


@pytest.mark.parametrize("code", ["2026Q5", "2026q1", "26Q1", "2026Q1 ", "", "0000Q1"])
def test_quarter_refuses_what_is_none(code):
    with pytest.raises(ValueError):
        QuarterSpan.parse(code)


def ranked(*merits):
    """[(rank, number of the row)] of rows with these merits."""
    rows = [Row(number) for number in range(1, len(merits) + 1)]
    by_key = dict(zip((row.key for row in rows), merits, strict=True))
    found = rank(rows, lambda row: by_key[row.key])
    return [(row.rank, row.key) for row in found]


@dataclass
class Row:
    key: int
    rank: int = 0


def test_equal_points_are_told_apart_by_national_then_provincial_then_city():
    assert ranked((10, 0, 1, 9), (10, 0, 2, 0), (10, 1, 0, 0)) == [(1, 3), (2, 2), (3, 1)]


def test_equal_in_everything_share_a_rank_and_the_next_is_skipped():
    assert ranked((5,), (8,), (5,), (1,)) == [(1, 2), (2, 1), (2, 3), (4, 4)]


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("sole", "市级 · 消息 · 内页"),
        ("reprint", "市级 · 消息 · 内页 · 转载"),
        ("composite", "市级 · 消息 · 内页 · 综合"),
    ],
)
def test_a_case_in_words_says_how_it_was_used_where_that_is_not_the_usual_way(use, said):
    assert case_in_words(Case("", "city", "news", use, "inner", "paper")) == said
