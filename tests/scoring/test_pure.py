"""Quarters and ranks, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.quarter import Quarter
from scoring.standing import Score, rank


def test_quarter_knows_its_days_and_neighbours():
    q = Quarter.of(date(2026, 12, 31))
    assert (q.code, q.label) == ("2026Q4", "2026年第四季度")
    assert (q.first_day, q.last_day) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (q.previous.code, q.next.code) == ("2026Q3", "2027Q1")
    assert Quarter.of(date(2026, 9, 30)).code == "2026Q3"


@pytest.mark.parametrize("code", ["2026Q5", "2026q1", "26Q1", "2026Q1 ", "", "0000Q1"])
def test_quarter_refuses_what_is_none(code):
    with pytest.raises(ValueError):
        Quarter.parse(code)


def test_equal_points_are_told_apart_by_national_then_provincial_then_city():
    ten = Decimal(10)
    scores = [Score(1, ten, 0, 1, 9), Score(2, ten, 0, 2, 0), Score(3, ten, 1, 0, 0)]
    assert [(n, s.unit_id) for n, s in rank(scores)] == [(1, 3), (2, 2), (3, 1)]


def test_equal_in_everything_share_a_rank_and_the_next_is_skipped():
    scores = [
        Score(1, Decimal(5)),
        Score(2, Decimal(8)),
        Score(3, Decimal(5)),
        Score(4, Decimal(1)),
    ]
    assert [(n, s.unit_id) for n, s in rank(scores)] == [(1, 2), (2, 1), (2, 3), (4, 4)]
