"""The arithmetic, each figure worked by hand in a comment."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.actions.setup import default_rules
from scoring.points import Credit, Fact, tally
from scoring.rulebook import parse

RULES = parse(default_rules())


def fact(placement_id=1, level="city", credits=((1, "1"),), **fields):
    defaults = {
        "piece_id": None,
        "outlet": "jiujiang-daily",
        "genre": "news",
        "position": "inner",
        "use": "sole",
        "published_on": date(2026, 9, 3),
    }
    credits = tuple(Credit(unit, None, Decimal(share)) for unit, share in credits)
    return Fact(placement_id=placement_id, level=level, credits=credits, **{**defaults, **fields})


def rules(**changes):
    return parse({**default_rules(), **changes})


def points_of(facts, book=RULES):
    return [(line.placement_id, line.unit_id, line.points) for line in tally(facts, book).lines]


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
    assert points_of([fact(**fields)]) == [(1, 1, Decimal(expected))]


def test_named_outlet_is_over_its_level_even_with_a_position():
    book = rules(
        rates=[
            {"clause": "一", "level": "city", "position": "front_lead", "points": "10"},
            {"clause": "二", "outlet": "jiujiang-daily", "points": "8"},
        ]
    )
    assert points_of([fact(position="front_lead")], book) == [(1, 1, Decimal(8))]


def test_multiplier_does_not_double_a_fixed_pair():
    double = [{"clause": "九", "position": "front_lead", "factor": "2"}]
    # 省 has the pair 20, 县 4 in the book; a system magazine has none: 3 × 2 = 6.
    book = rules(multipliers=double)
    lead = {"position": "front_lead"}
    facts = [fact(1, "province", **lead), fact(2, "system", **lead)]
    assert points_of(facts, book) == [(1, 1, Decimal(20)), (2, 1, Decimal(6))]


def test_highest_counts_a_piece_once_and_says_why():
    facts = [fact(1, "city", piece_id=7), fact(2, "province", piece_id=7)]
    lines = tally(facts, RULES).lines
    assert [line.points for line in lines] == [Decimal(0), Decimal(10)]
    last = lines[0].steps[-1]
    assert (last.clause, last.value) == ("第七条", Decimal(0))
    assert "10 分" in last.working


def test_highest_of_equals_is_the_earliest():
    facts = [
        fact(1, piece_id=7, published_on=date(2026, 9, 5)),
        fact(2, piece_id=7, published_on=date(2026, 9, 4)),
    ]
    assert points_of(facts) == [(1, 1, Decimal(0)), (2, 1, Decimal(5))]


def test_cumulative_counts_each_placement():
    book = rules(same_piece={"mode": "cumulative"})
    facts = [fact(1, "city", piece_id=7), fact(2, "province", piece_id=7)]
    assert points_of(facts, book) == [(1, 1, Decimal(5)), (2, 1, Decimal(10))]


def test_placements_without_a_piece_are_never_the_same_piece():
    assert points_of([fact(1), fact(2)]) == [(1, 1, Decimal(5)), (2, 1, Decimal(5))]


def test_equal_split_gives_the_remainder_to_the_first_named():
    # 10 / 3 = 3.33 cut; 10 − 3 × 3.33 = 0.01 to the first: 3.34 + 3.33 + 3.33 = 10.
    lines = tally([fact(1, "province", credits=((5, "1"), (4, "1"), (3, "1")))], RULES).lines
    assert [(line.unit_id, line.points) for line in lines] == [
        (5, Decimal("3.34")),
        (4, Decimal("3.33")),
        (3, Decimal("3.33")),
    ]
    assert lines[0].steps[-1].working == "10 × 1/3 = 3.33，加余数 0.01 = 3.34"


def test_split_by_shares_three_to_two():
    # 5 × 3/5 = 3 and 5 × 2/5 = 2.
    assert points_of([fact(credits=((1, "3"), (2, "2")))]) == [
        (1, 1, Decimal(3)),
        (1, 2, Decimal(2)),
    ]


def test_remainder_may_go_to_the_largest_share():
    book = rules(split={"remainder": "largest"})
    # 2 × 1/3 = 0.66, 2 × 2/3 = 1.33; the remainder 0.01 goes to the second: 1.34.
    lines = points_of([fact(1, "county", credits=((1, "1"), (2, "2")))], book)
    assert lines == [(1, 1, Decimal("0.66")), (1, 2, Decimal("1.34"))]


def test_half_up_rounds_the_piece_before_the_split():
    # 5 × 0.333 = 1.665, to two places half up 1.67 (half even would be 1.66).
    book = rules(uses={"composite": {"clause": "六", "factor": "0.333"}})
    assert points_of([fact(use="composite")], book) == [(1, 1, Decimal("1.67"))]


def test_missing_rate_is_an_error_and_no_line():
    book = rules(rates=[{"clause": "一", "level": "national", "points": "20"}])
    counted = tally([fact(1, "national"), fact(2, "city", case_name="九江日报 · 市级")], book)
    assert [line.placement_id for line in counted.lines] == [1]
    assert [(e.placement_id, e.message) for e in counted.errors] == [
        (2, "计分办法里没有“九江日报 · 市级”的分值")
    ]


@pytest.mark.parametrize("credits", [(), ((1, "0"), (2, "0")), ((1, "2"), (2, "-1"))])
def test_credits_that_can_not_be_split_are_an_error(credits):
    counted = tally([fact(credits=credits)], RULES)
    assert (counted.lines, len(counted.errors)) == ((), 1)


def test_every_line_names_its_clause_and_operands():
    (line,) = tally([fact(position="front_lead", use="reprint")], RULES).lines
    assert [(s.clause, s.working) for s in line.steps] == [
        ("第四条", "10 分"),
        ("第六条（二）", "10 × 0.5 = 5"),
    ]
