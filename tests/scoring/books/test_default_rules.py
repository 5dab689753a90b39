"""The book that a new installation starts with: what it gives, and how a count under it explains itself."""

from decimal import Decimal as D

import pytest

from scoring.arithmetic.check import score_all
from scoring.book import parse
from scoring.setup import default_rules
from tests.scoring.arithmetic.book_facts import book, credit, facts, placement, totals, without
from tests.scoring.book.test_schema import SCHEMA
from tests.scoring.json_schema import Schema


def counted(*rows, data=None):
    return score_all(facts(rows), [data or default_rules()])


def test_default_book_is_as_the_form_says():
    assert parse(default_rules())
    assert Schema(SCHEMA).accepts(default_rules())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"level": "national"}, "20"),  # 第三条（一）
        ({"level": "province"}, "10"),
        ({"level": "city"}, "5"),
        ({"level": "county"}, "2"),
        ({"level": "system"}, "3"),
        ({"position": "front_lead"}, "10"),  # 第四条: the pair 5 → 10
        ({"genre": "brief"}, "3"),  # 第五条
        ({"genre": "brief", "position": "front_lead"}, "3"),  # genre is over position
        ({"use": "composite"}, "2.5"),  # 5 × 0.5
        ({"level": "national", "position": "front_lead", "use": "reprint"}, "20"),  # 40 × 0.5
    ],
)
def test_placement_earns_what_its_clause_says(fields, expected):
    assert totals([placement("1", **fields)], default_rules()) == {"甲": D(expected)}


def test_every_line_names_its_clause_and_operands():
    (line,) = counted(placement("1", position="front_lead", use="reprint"))["lines"]
    assert line["clause"] == "第四条"
    assert [(step["clause"], step["working"], step["value"]) for step in line["steps"]] == [
        ("第四条", "10 分", "10"),
        ("第六条（二）", "10 × 0.5 = 5", "5"),
    ]


def test_the_lower_placement_of_a_piece_says_why_it_is_nothing():
    lines = counted(placement("1", piece="a"), placement("2", "province", piece="a"))["lines"]
    assert [(line["placement"], line["points"]) for line in lines] == [("1", "0"), ("2", "10")]
    last = lines[0]["steps"][-1]
    assert (last["clause"], last["value"]) == ("第七条", "0")
    assert "10 分" in last["working"]


def test_the_part_of_a_split_says_what_was_divided_and_who_got_the_rest():
    # 10 ÷ 3 = 3.33 cut; 10 − 3 × 3.33 = 0.01 to the first.
    three = [credit("甲"), credit("乙"), credit("丙")]
    lines = counted(placement("1", "province", three))["lines"]
    assert [line["points"] for line in lines] == ["3.34", "3.33", "3.33"]
    assert lines[0]["steps"][-1]["working"] == "10 × 1/3 = 3.33，加余数 0.01 = 3.34"
    assert lines[1]["steps"][-1]["working"] == "10 × 1/3 = 3.33"


def test_missing_rate_is_an_error_that_says_what_is_missing_and_no_line():
    without_county = without(default_rules(), "rates.3")
    result = counted(placement("1"), placement("2", "county"), data=without_county)
    assert [line["placement"] for line in result["lines"]] == ["1"]
    (error,) = result["errors"]
    assert (error["row"], error["id"]) == ("placement", "2")
    assert "县级" in error["message"] and "分值" in error["message"]


def test_a_placement_before_the_first_book_is_an_error():
    (error,) = counted(placement("1"), data=book(valid_from="2026-10-01"))["errors"]
    assert error == {"row": "placement", "id": "1", "message": "这一天没有施行的计分办法"}
