"""The sentences of docs/scoring.md on the order of the sum over which two readers could differ, each worked by
hand. The features themselves are in test_features.py."""

from datetime import date
from decimal import Decimal as D

import pytest

from tests.scoring.arithmetic.book_facts import (
    book,
    by_quarter,
    credit,
    errors,
    event,
    persons,
    placement,
    rule,
    submission,
    totals,
    unit,
)

ORDER = "base genre position length use same_piece split bonus caps tasks floor"
END_OF_JULY = date(2026, 7, 31)


def in_order(data, order):
    return {**data, "order": order.split()}


# -- a placement -------------------------------------------------------------------------------------


def test_order_of_the_steps_of_a_placement_changes_what_it_is_worth():
    multipliers = [rule(position="front_lead", factor="2"), rule(use="composite", add="1")]
    both = book(multipliers=multipliers)
    rows = [placement("1", position="front_lead", use="composite")]
    assert totals(rows, in_order(both, ORDER)) == {"甲": D(11)}  # 5 × 2 + 1
    turned = "base use genre position length same_piece split bonus caps tasks floor"
    assert totals(rows, in_order(both, turned)) == {"甲": D(12)}  # (5 + 1) × 2


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # What is named first in outlet, level, genre, use, position, kind decides, not how much is named.
        (
            {"outlet": "jjrb"},
            {"level": "city", "genre": "news", "use": "sole", "position": "inner"},
            "1",
        ),
        ({"level": "city", "kind": "paper"}, {"genre": "news", "use": "sole"}, "1"),
        (
            {"level": "city", "genre": "news"},
            {"level": "city", "use": "sole", "position": "inner"},
            "1",
        ),
        (
            {"level": "city", "use": "sole"},
            {"level": "city", "position": "inner", "kind": "paper"},
            "1",
        ),
        ({"level": "city", "position": "inner"}, {"level": "city", "kind": "paper"}, "1"),
    ],
)
def test_most_specific_rate_is_found_in_the_order_of_the_fields(first, second, expected):
    rates = [rule(**first, points="1"), rule(**second, points="9")]
    assert totals([placement("1")], book(rates=rates)) == {"甲": D(expected)}
    assert totals([placement("1")], book(rates=rates[::-1])) == {"甲": D(expected)}


def test_rate_that_names_the_genre_is_not_discounted_for_it_again():
    rates = [
        rule(level="city", points="5"),
        rule(level="city", genre="picture", points="4"),
    ]
    multipliers = [
        rule(genre="picture", kind="web", factor="0.5"),
        rule(kind="web", factor="0.1"),
    ]
    # The first multiplier is left out, the second names no genre: 4 × 0.1.
    rows = [placement("1", genre="picture", kind="web")]
    assert totals(rows, book(rates=rates, multipliers=multipliers)) == {"甲": D("0.4")}


def test_rate_that_names_the_use_is_not_discounted_for_it_again():
    rates = [rule(level="city", points="5"), rule(level="city", use="composite", points="4")]
    discounts = {"uses": {"composite": rule(factor="0.5")}}
    discounts["multipliers"] = [rule(use="composite", factor="0.1")]
    rows = [placement("1", use="composite")]
    assert totals(rows, book(rates=rates, **discounts)) == {"甲": D(4)}
    assert totals(rows, book(**discounts)) == {"甲": D("0.25")}  # 5 × 0.1 × 0.5


@pytest.mark.parametrize("later", [{"genre": "news"}, {"kind": "paper"}, {"position": "inner"}])
def test_multiplier_of_the_level_comes_before_the_others_wherever_it_stands(later):
    multipliers = [rule(**later, factor="2"), rule(level="city", add="1")]
    # (5 + 1) × 2, not 5 × 2 + 1.
    assert totals([placement("1")], book(multipliers=multipliers)) == {"甲": D(12)}


def test_genre_by_length_holds_for_every_later_rule():
    by_length = book(
        length={"as_genre": [rule(genre="research", **{"from": 800})]},
        multipliers=[rule(genre="research", factor="3")],
        tracks=[rule(code="research", genre="research"), rule(code="rest")],
    )
    rows = [placement("1", length=900), placement("2", length=100)]
    assert totals(rows, by_length, track="research") == {"甲": D(15)}
    assert totals(rows, by_length, track="rest") == {"甲": D(5)}


def test_value_is_rounded_before_the_split():
    thirds = book(
        uses={"composite": rule(factor="0.333")}, rounding={"scale": 2, "mode": "half_up"}
    )
    # 5 × 0.333 = 1.665, half up 1.67 (half even would be 1.66); 1.67 ÷ 2 = 0.83 and the cent.
    rows = [placement("1", credits=[credit("甲"), credit("乙")], use="composite")]
    assert totals(rows, thirds) == {"甲": D("0.84"), "乙": D("0.83")}


def test_placement_is_never_worth_less_than_nothing():
    less = book(multipliers=[rule(use="composite", add="-9")])
    assert totals([placement("1", use="composite"), placement("2")], less) == {"甲": D(5)}


@pytest.mark.parametrize(
    ("evidence_on", "expected"),
    [
        (date(2027, 1, 5), {("甲", "2026Q4"): D(5)}),  # the tally day itself
        (date(2027, 1, 6), {("甲", "2027Q1"): D(5)}),
        (None, {("甲", "2026Q4"): D(5)}),
    ],
)
def test_moved_placement_counts_in_the_year_of_its_evidence(evidence_on, expected):
    moved = book(deadline=rule(day=5, after="quarter", then="move"))
    row = placement("1", date=date(2026, 12, 30), evidence_on=evidence_on)
    assert by_quarter([row], moved) == expected


# -- a piece -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "other"),
    [
        ({"id": "2", "date": date(2026, 7, 5)}, {"id": "1", "date": date(2026, 7, 6)}),  # earlier
        ({"id": "9"}, {"id": "10"}),  # digits compare as numbers
        ({"id": "99"}, {"id": "A1"}),  # and before all others
        ({"id": "A1"}, {"id": "B1"}),
    ],
)
def test_equal_points_are_settled_by_date_and_id(better, other):
    rows = [
        placement(credits="甲", piece="a", **better),
        placement(credits="乙", piece="a", **other),
    ]
    assert totals(rows, book()) == totals(rows[::-1], book()) == {"甲": D(5)}


def test_what_is_worth_nothing_does_not_stand_in_for_its_piece():
    evidence = [rule(level="national", any_of=["original"])]
    rows = [placement("1", "national", piece="a", evidence=[]), placement("2", piece="a")]
    assert totals(rows, book(requires={"evidence": evidence})) == {"甲": D(5)}


def test_fraction_of_the_rest_is_rounded_for_each():
    plus = book(same_piece=rule(mode="highest_plus", fraction="0.333"))
    rows = [placement("1", "national", piece="a"), placement("2", piece="a")]
    # 20 + 1.665, half up 1.67.
    assert totals(rows, plus) == {"甲": D("21.67")}


def test_own_carriers_come_before_the_fraction_of_the_rest():
    plus = book(
        same_piece=rule(mode="highest_plus", fraction="0.5"), own_carriers=rule(level="system")
    )
    rows = [
        placement("1", "national", piece="a"),
        placement("2", "system", piece="a"),
        placement("3", "system", outlet="site", piece="a"),
    ]
    # 20 + 3 ÷ 2, the second own one is nothing.
    assert totals(rows, plus) == {"甲": D("21.5")}


def test_window_of_a_year_gives_the_difference_over_what_was_paid():
    plus = book(same_piece=rule(mode="highest_plus", fraction="0.5", window="year"))
    rows = [
        placement("1", "city", piece="a", date=date(2026, 2, 1)),
        placement("2", "national", piece="a", date=date(2026, 5, 1)),
        placement("3", "province", piece="a", date=date(2026, 8, 1)),
    ]
    # Q1: 5 paid. Q2: the settlement 20 + 2.5 keeps 2.5 of them, 2.5 too much were paid: 20 − 2.5.
    # Q3: 20 + 2.5 + 5; of the earlier 22.5 are kept and 22.5 were paid: 5.
    assert by_quarter(rows, plus) == {
        ("甲", "2026Q1"): D(5),
        ("甲", "2026Q2"): D("17.5"),
        ("甲", "2026Q3"): D(5),
    }


def test_window_of_a_year_counts_one_level_once():
    top = book(same_piece=rule(mode="top_levels", levels=1, window="year"))
    rows = [
        placement("1", "city", piece="a", date=date(2026, 2, 1)),
        placement("2", "city", outlet="xywb", piece="a", date=date(2026, 5, 1)),
        placement("3", "national", piece="a", date=date(2026, 5, 2)),
    ]
    # Q1 5; Q2 the national 20 takes the place of all, 5 of it were paid.
    assert by_quarter(rows, top) == {("甲", "2026Q1"): D(5), ("甲", "2026Q2"): D(15)}


@pytest.mark.parametrize(("window", "second"), [("year", "20"), ("always", "15")])
def test_window_ends_with_the_year_or_never(window, second):
    rows = [
        placement("1", "city", piece="a", date=date(2026, 11, 1)),
        placement("2", "national", piece="a", date=date(2027, 1, 2)),
    ]
    assert by_quarter(rows, book(same_piece=rule(mode="highest", window=window))) == {
        ("甲", "2026Q4"): D(5),
        ("甲", "2027Q1"): D(second),
    }


def test_placements_without_a_piece_are_never_the_same_piece():
    assert totals([placement("1"), placement("2"), placement("3", "national")], book()) == {
        "甲": D(30)
    }


# -- the split ---------------------------------------------------------------------------------------

ONE, TWO = [credit("甲")], [credit("甲"), credit("乙")]


@pytest.mark.parametrize(
    ("split", "credits", "expected"),
    [
        ({"mode": "ratio", "ratio": ["3", "2"]}, ONE, {"甲": "6"}),  # the journalist is second
        ({"mode": "ratio", "ratio": ["3", "2"]}, TWO, {"甲": "6", "乙": "4"}),  # or behind the list
        ({"mode": "each"}, TWO, {"甲": "10", "乙": "10"}),
        ({"mode": "equal"}, TWO, {"甲": "3.34", "乙": "3.33"}),
        ({}, [credit("甲", share="3"), credit("乙")], {"甲": "6", "乙": "2"}),  # 3 : 1 : 1
        ({"mode": "equal", "units": rule(mode="half")}, TWO, {"甲": "2.5", "乙": "2.5"}),
    ],
)
def test_journalist_is_one_more_name_behind_the_others(split, credits, expected):
    rows = [placement("1", "province", credits, journalists=1)]
    assert totals(rows, book(split=rule(**split))) == {
        name: D(points) for name, points in expected.items()
    }


@pytest.mark.parametrize(
    ("remainder", "shares", "expected"),
    [
        # 10 by 1 : 2 : 4 is 1.42…, 2.85…, 5.71…; two cents remain.
        ("first", "124", ["1.44", "2.85", "5.71"]),
        ("largest", "124", ["1.42", "2.85", "5.73"]),
        ("largest", "111", ["3.34", "3.33", "3.33"]),  # the first of equals
        ("first", "012", ["0", "3.34", "6.66"]),  # a weight of zero takes nothing
    ],
)
def test_remainder_goes_where_the_book_says(remainder, shares, expected):
    credits = [credit(name, share=share) for name, share in zip("甲乙丙", shares, strict=True)]
    rows = [placement("1", "province", credits)]
    found = totals(rows, book(split=rule(remainder=remainder)))
    assert [found.get(name, D(0)) for name in "甲乙丙"] == [D(points) for points in expected]


@pytest.mark.parametrize(
    "credits", [[], [credit(share="0")], [credit(share="-1"), credit("乙", share="3")]]
)
def test_placement_that_cannot_be_split_is_an_error(credits):
    assert errors([placement("1", credits=credits), placement("2")], book()) == {("placement", "1")}


def test_composite_in_full_comes_before_half_for_joint_units():
    data = book(
        split=rule(mode="equal", units=rule(mode="half"), each_in=["composite"]), persons=rule()
    )
    credits = [credit("甲", "张三"), credit("甲", "李四"), credit("乙", "王五")]
    composite = [placement("1", "province", credits, use="composite")]
    assert totals(composite, data) == {"甲": D(10), "乙": D(10)}
    assert persons(composite, data) == {
        ("甲", "张三"): D(5),
        ("甲", "李四"): D(5),
        ("乙", "王五"): D(10),
    }
    assert totals([placement("1", "province", credits)], data) == {"甲": D(5), "乙": D(5)}


def test_two_authors_of_one_unit_are_no_joint_units():
    halved = book(split=rule(units=rule(mode="half")))
    rows = [placement("1", "province", [credit("甲", "张三"), credit("甲", "李四")])]
    assert totals(rows, halved) == {"甲": D(10)}


# -- a unit's quarter --------------------------------------------------------------------------------


def test_caps_may_come_before_the_bonus():
    capped = book(
        caps=[rule(of="all", period="quarter", points="10")],
        events={"good": rule(name="好稿", points="5")},
    )
    rows = [placement("1", "national"), event("e", "good")]
    assert totals(rows, in_order(capped, ORDER)) == {"甲": D(10)}
    turned = "base genre position length use same_piece split caps bonus tasks floor"
    assert totals(rows, in_order(capped, turned)) == {"甲": D(15)}


def test_tasks_may_come_after_the_floor():
    floored = book(
        floor=rule(points="0"),
        events={"bad": rule(name="通报", points="-3")},
        tasks=[
            rule(period="month", what="submissions", units={"甲": "6"}, shortfall={"each": "-1"})
        ],
    )
    rows = [event("e", "bad")]
    assert totals(rows, floored, through=END_OF_JULY) == {}
    turned = "base genre position length use same_piece split bonus caps floor tasks"
    assert totals(rows, in_order(floored, turned), through=END_OF_JULY) == {"甲": D(-6)}


def test_void_and_times_follow_the_days_of_the_events():
    data = book(
        same_piece=rule(mode="cumulative"),
        events={"void": rule(name="失实", void=True), "times": rule(name="加倍", times="3")},
    )
    placements = [placement("1", "national", piece="a"), placement("2", piece="a")]
    early, late = date(2026, 7, 7), date(2026, 7, 8)
    void_first = [
        event("1", "void", placement="1", day=early),
        event("2", "times", piece="a", day=late),
    ]
    times_first = [
        event("1", "void", placement="1", day=late),
        event("2", "times", piece="a", day=early),
    ]
    # 25 − 20, then twice the 5 that is left.
    assert totals([*placements, *void_first], data) == {"甲": D(15)}
    # 25 + 2 × 25, then the national line's own 20.
    assert totals([*placements, *times_first], data) == {"甲": D(55)}


@pytest.mark.parametrize("kind", ["void", "times"])
def test_event_that_must_name_what_it_is_about_and_does_not_is_an_error(kind):
    data = book(
        events={"void": rule(name="失实", void=True), "times": rule(name="加倍", times="3")}
    )
    assert errors([placement("1"), event("e", kind)], data) == {("event", "e")}


def test_percent_comes_last_and_only_from_a_positive_total():
    data = book(
        events={"half": rule(name="事故", percent="-50"), "bad": rule(name="通报", points="-2")}
    )
    later = event("2", "bad", day=date(2026, 9, 9))
    assert totals([placement("1", "national"), event("1", "half"), later], data) == {"甲": D(9)}
    assert totals([event("1", "half"), later], data) == {"甲": D(-2)}


@pytest.mark.parametrize(("wipe", "expected"), [("month", {"甲": D(10)}), ("quarter", {})])
def test_wipe_takes_the_month_or_the_whole_quarter(wipe, expected):
    data = book(events={"wipe": rule(name="清零", wipe=wipe)})
    rows = [
        placement("1", "province", date=date(2026, 8, 3)),
        placement("2", "city", date=date(2026, 7, 31)),
        event("e", "wipe", day=date(2026, 7, 1)),
    ]
    assert totals(rows, data) == expected


def test_wipe_is_the_units_alone():
    data = book(
        persons=rule(),
        events={
            "good": rule(name="好稿", points="2"),
            "set": rule(name="酌情", range=["1", "5"]),
            "wipe": rule(name="清零", wipe="quarter"),
        },
    )
    rows = [
        placement("1", "province", [credit("甲", "张三")]),
        event("1", "good", person="张三"),
        event("2", "wipe", person="张三"),
        event("3", "set", person="张三", amount=D(5)),
        event("4", "set", amount=D(6)),
    ]
    # 10 + 2 + 5 − 17; the person keeps 17.
    assert totals(rows, data) == {}
    assert persons(rows, data) == {("甲", "张三"): D(17)}
    assert errors(rows, data) == {("event", "4")}


def test_caps_see_what_the_caps_before_them_left():
    capped = book(
        caps=[rule(level="city", period="quarter", points="7"), rule(period="quarter", points="12")]
    )
    # The city's 10 → 7, with the province's 10 17 → 12.
    rows = [placement("1"), placement("2"), placement("3", "province")]
    assert totals(rows, capped) == {"甲": D(12)}


@pytest.mark.parametrize(("first", "second", "expected"), [("1", "2", "6"), ("3", "2", "4")])
def test_cap_takes_from_the_latest_line_first(first, second, expected):
    capped = book(
        caps=[
            rule(period="month", points="6"),
            rule(outlet="xywb", period="quarter", points="3"),
        ]
    )
    rows = [placement(first), placement(second, outlet="xywb")]
    # 10 → 6. If 浔阳晚报 has the higher id it is cut to 1, below its own cap; else it keeps 5 → 3.
    assert totals(rows, capped) == {"甲": D(expected)}


def test_first_and_last_day_belong_to_the_month():
    capped = book(caps=[rule(period="month", points="8")])
    rows = [placement("1", date=date(2026, 7, 1)), placement("2", date=date(2026, 7, 31))]
    assert totals(rows, capped) == {"甲": D(8)}
    rows = [placement("1", date=date(2026, 7, 31)), placement("2", date=date(2026, 8, 1))]
    assert totals(rows, capped) == {"甲": D(10)}


def test_cap_on_events_is_on_their_sum():
    capped = book(
        caps=[rule(of="events", period="quarter", points="4")],
        events={"good": rule(name="好稿", points="3"), "bad": rule(name="通报", points="-2")},
    )
    two_good = [placement("1"), event("1", "good"), event("2", "good")]
    assert totals(two_good, capped) == {"甲": D(9)}  # 5 + 6 → 4
    assert totals([*two_good, event("3", "bad")], capped) == {"甲": D(9)}  # 5 + 3 + 3 − 2


def test_week_is_cut_at_the_edge_of_the_quarter():
    limited = book(submissions=rule(points="1", limit=rule(items=1, per="week")))
    # Tuesday, Wednesday and Thursday of one week; the quarter begins on Wednesday.
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)]
    rows = [submission(str(day), day=day) for day in days]
    assert by_quarter(rows, limited) == {("甲", "2026Q2"): D(1), ("甲", "2026Q3"): D(1)}


def test_adopted_submission_takes_a_place_within_the_limit():
    limited = book(submissions=rule(points="1", limit=rule(items=1, per="week")))
    assert totals([submission("1", adopted=True), submission("2")], limited) == {}
    assert totals([submission("1"), submission("2", adopted=True)], limited) == {"甲": D(1)}


def test_task_counts_placements_before_the_piece_is_settled():
    data = book(
        tasks=[rule(period="month", what="placements", units={"甲": "2"}, shortfall={"each": "-1"})]
    )
    rows = [placement("1", piece="a"), placement("2", "national", piece="a")]
    assert totals(rows, data, through=END_OF_JULY) == {"甲": D(20)}
    assert totals(rows[:1], data, through=END_OF_JULY) == {"甲": D(4)}


def test_task_of_the_unit_is_over_that_of_its_class():
    task = {"units": {"甲": "1"}, "classes": {"1": "3"}, "shortfall": {"each": "-1"}}
    data = book(tasks=[rule(period="month", what="submissions", **task)])
    rows = [
        unit("甲", class_="1"),
        unit("乙", class_="1"),
        submission("1", "甲"),
        submission("2", "乙"),
    ]
    assert totals(rows, data, through=END_OF_JULY) == {"乙": D(-2)}


def test_unit_that_does_nothing_is_gone_through_up_to_the_last_day():
    task = {"units": {"甲": "1"}, "shortfall": {"each": "-1"}}
    data = book(tasks=[rule(period="month", what="submissions", **task)])
    # August and September, then three months without any fact.
    assert by_quarter([submission("1")], data, through=date(2026, 12, 31)) == {
        ("甲", "2026Q3"): D(-2),
        ("甲", "2026Q4"): D(-3),
    }


def test_late_line_is_for_each_unit():
    late = book(late=rule(days=10, points="-1"))
    rows = [placement("1", "province", TWO, recorded_on=date(2026, 8, 1))]
    assert totals(rows, late) == {"甲": D(4), "乙": D(4)}
