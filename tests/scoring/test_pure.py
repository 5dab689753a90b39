"""Quarters, rule books and ranks, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.actions.setup import default_rules
from scoring.quarter import Quarter
from scoring.rulebook import RuleBookFaulty, Vocabulary, parse
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


def faults_of(**changes):
    with pytest.raises(RuleBookFaulty) as caught:
        parse({**default_rules(), **changes}, Vocabulary(levels=frozenset({"city"})))
    return caught.value.faults


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"clause": "一", "points": "5"}, "请选媒体或级别"),
        ({"clause": "一", "level": "city", "outlet": "x", "points": "5"}, "只选一样"),
        ({"clause": "一", "level": "city", "points": "five"}, "分值应是"),
        ({"clause": "一", "level": "city", "points": 0.1}, "分值应是"),
        ({"clause": "一", "level": "city", "points": "NaN"}, "分值应是"),
        ({"clause": "一", "level": "city", "points": "-1"}, "分值应是"),
        ({"clause": "一", "level": "moon", "points": "5"}, "没有这个级别“moon”"),
        ({"level": "city", "points": "5"}, "请写明依据条款"),
        ("oops", "应是一个对象"),
    ],
)
def test_faulty_rate_is_named_by_its_row(row, fault):
    (found,) = [f for f in faults_of(rates=[row]) if fault in f]
    assert found.startswith("分值第1行")


def test_two_rates_for_the_same_case_are_refused():
    row = {"clause": "一", "level": "city", "points": "5"}
    assert faults_of(rates=[row, {**row, "points": "6"}]) == ["分值第2行：与前面一行的适用范围相同"]


@pytest.mark.parametrize(
    "changes",
    [
        {"same_piece": {}},
        {"rounding": {"scale": 9}},
        {"rounding": {"mode": "guess"}},
        {"split": {"remainder": "nobody"}},
        {"tasks": {"submissions": {"1": "many"}}},
        {"uses": {"composite": {"clause": "六", "factor": "x"}}},
        {"whatever": 1},
        {"rates": []},
    ],
)
def test_faulty_rule_book_is_refused(changes):
    with pytest.raises(RuleBookFaulty):
        parse({**default_rules(), **changes})


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
