"""Assessment marks, each worked by hand in a comment; no database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.arithmetic.marks import Award, Row, awarded, compute
from scoring.book import mark_rules
from scoring.book.marks import MarkRules, Minimum
from scoring.book.parser import Parser, Vocabulary

CLAUSE = {"clause": "第九条", "text": "折算考核分"}
LINEAR = CLAUSE | {"method": "linear", "full": "5"}
TWO_MINIMA = [
    {"clause": "第十条（一）", "text": "总分不少于20分", "points": "20"},
    {
        "clause": "第十条（二）",
        "text": "省级以上不少于8分",
        "points": "8",
        "levels": ["national", "province"],
    },
]


def rules(marks=None, minima=None, awards=None):
    """MarkRules of a form that must have no fault."""
    parsed, faults = read(marks, minima, awards)
    assert faults == []
    return parsed


def faults_of(marks=None, minima=None, awards=None):
    return read(marks, minima, awards)[1]


def read(marks, minima, awards):
    """(MarkRules, faults) of the three parts of a book."""
    parser = Parser(Vocabulary())
    parts = mark_rules.read(parser, {"marks": marks, "minima": minima, "awards": awards})
    return parts["conversion"], parser.faults


def row(key, points, rank=1, group="county", disqualified=False, **by_level):
    levels = {name: Decimal(value) for name, value in by_level.items()}
    return Row(key, group, Decimal(points), levels, rank, disqualified)


def marks_of(rows, conversion):
    return {key: str(mark.marks) for key, mark in compute(rows, conversion).items()}


# -- the four methods --------------------------------------------------------------------------------


def test_linear_is_to_the_best_of_the_own_group():
    # County: best 24, so 24 → 5.00; 10 ÷ 24 × 5 = 2.0833… → 2.08; 2.1 ÷ 24 × 5 = 0.4375 → 0.44.
    # Municipal: best 8, so 8 → 5.00; 5 ÷ 8 × 5 = 3.125 → 3.13, half goes up.
    rows = [
        row("A", "24"),
        row("B", "10", 2),
        row("C", "2.1", 3),
        row("D", "8", group="municipal"),
        row("E", "5", 2, group="municipal"),
    ]
    assert marks_of(rows, rules(LINEAR)) == {
        "A": "5.00",
        "B": "2.08",
        "C": "0.44",
        "D": "5.00",
        "E": "3.13",
    }


def test_linear_says_how():
    # 10 ÷ 24 × 5 = 50 ÷ 24 = 2.083333…
    step = compute([row("A", "24"), row("B", "10", 2)], rules(LINEAR))["B"].steps[-1]
    assert (step.name, step.clause, step.text) == ("换算考核分", "第九条", "折算考核分")
    assert step.working == "10 ÷ 本组最高 24 × 5 = 2.0833…，取 2 位小数 = 2.08"
    assert step.value == Decimal("2.08")


def test_linear_gives_nothing_for_nothing():
    # Nobody in the group has points, and one was deducted below zero: no division, no negative mark.
    rows = [row("A", "0"), row("B", "-3", 2)]
    assert marks_of(rows, rules(LINEAR)) == {"A": "0.00", "B": "0.00"}


def test_linear_takes_the_scale_of_the_book():
    # 10 ÷ 24 × 5 = 2.0833…: one place 2.1, none 2, four 2.0833.
    rows = [row("A", "24"), row("B", "10", 2)]
    found = [marks_of(rows, rules(LINEAR | {"scale": scale}))["B"] for scale in (0, 1, 4)]
    assert found == ["2", "2.1", "2.0833"]


def test_thresholds_give_the_highest_that_is_reached():
    # ≥40 → 5, ≥20 → 3, ≥5 → 1, else 0.5; the rows may stand in any order.
    steps = [("20", "3"), ("40", "5"), ("5", "1")]
    form = CLAUSE | {
        "method": "thresholds",
        "rows": [{"at_least": edge, "marks": marks} for edge, marks in steps],
        "rest": "0.5",
    }
    points = ["40", "39.99", "20", "5", "4.99", "-1"]
    rows = [row(p, p, rank) for rank, p in enumerate(points, start=1)]
    assert marks_of(rows, rules(form)) == dict(
        zip(points, ["5.00", "3.00", "3.00", "1.00", "0.50", "0.50"], strict=True)
    )
    assert compute(rows, rules(form))["39.99"].steps[-1].working == "39.99 ≥ 20，得 3 分"


def test_bands_go_by_the_rank_in_the_group():
    # To rank 3 → 5, to rank 10 → 4, else 2. Two are third, so the next is fifth.
    bands = [{"to_rank": 10, "marks": "4"}, {"to_rank": 3, "marks": "5"}]
    form = CLAUSE | {"method": "bands", "rows": bands, "rest": "2"}
    rows = [row(rank, 50 - rank, rank) for rank in (1, 5, 10, 11)]
    rows += [row("third", 47, 3), row("also third", 47, 3)]
    assert marks_of(rows, rules(form)) == {
        1: "5.00",
        5: "4.00",
        10: "4.00",
        11: "2.00",
        "third": "5.00",
        "also third": "5.00",
    }
    assert compute(rows, rules(form))[11].steps[-1].working == "组内第 11 名，在各档之外，得 2 分"


def test_fixed_gives_all_who_meet_the_minima_the_same():
    form = CLAUSE | {"method": "fixed", "full": "5"}
    minimum = [TWO_MINIMA[0]]
    rows = [row("A", "20"), row("B", "300", 1), row("C", "19.99", 3)]
    found = compute(rows, rules(form, minimum))
    assert {key: str(mark.marks) for key, mark in found.items()} == {
        "A": "5.00",
        "B": "5.00",
        "C": "0.00",
    }


# -- minima ------------------------------------------------------------------------------------------


def test_two_minima_hold_at_once():
    """Total ≥20 and national with provincial ≥8 (feature 38). A has 25 with 3 + 5 = 8: both. B has 25
    with 7.99: misses the second. C has 19 with 12: misses the first. D misses both. Who misses one
    gets the 1 mark of `below`; A is the best that counts with B: 25 ÷ 25 × 5 = 5.00."""
    rows = [
        row("A", "25", national="3", province="5", city="17"),
        row("B", "25", province="7.99", city="17.01"),
        row("C", "19", 3, national="12", city="7"),
        row("D", "2", 4, city="2"),
    ]
    found = compute(rows, rules(LINEAR | {"below": "1"}, TWO_MINIMA))
    assert {key: (str(m.marks), m.meets_minima) for key, m in found.items()} == {
        "A": ("5.00", True),
        "B": ("1.00", False),
        "C": ("1.00", False),
        "D": ("1.00", False),
    }


def test_each_minimum_leaves_its_line_with_clause_and_operands():
    steps = compute([row("B", "25", province="7.99", city="17.01")], rules(LINEAR, TWO_MINIMA))[
        "B"
    ].steps
    assert [(step.name, step.clause, step.working, str(step.value)) for step in steps] == [
        ("最低要求", "第十条（一）", "总分 25 ≥ 20，达到", "25"),
        ("最低要求", "第十条（二）", "国家级、省级 7.99 < 8，没有达到", "7.99"),
        ("未达最低要求", "第十条（二）", "有 1 项最低要求没有达到，记 0 分", "0.00"),
    ]


def test_without_minima_everybody_meets_them():
    assert compute([row("A", "0")], rules(LINEAR))["A"].meets_minima


def test_a_book_without_marks_gives_none():
    assert compute([row("A", "9")], rules(None, TWO_MINIMA)) == {}


# -- disqualification and awards ---------------------------------------------------------------------


def test_the_disqualified_has_marks_and_counts_as_the_best_but_gets_no_award():
    # A, disqualified, has 20: 5.00; B has 15: 15 ÷ 20 × 5 = 3.75. One award: B's.
    rows = [row("A", "20", disqualified=True), row("B", "15", 2), row("C", "1", 3)]
    assert marks_of(rows, rules(LINEAR)) == {"A": "5.00", "B": "3.75", "C": "0.25"}
    assert awarded(rows, 1) == (Award("B", False),)


def test_awards_end_at_the_quota():
    rows = [row(rank, 100 - rank, rank) for rank in (1, 2, 3, 4)]
    assert awarded(rows, 2) == (Award(1, False), Award(2, False))
    assert [award.key for award in awarded(rows, 9)] == [1, 2, 3, 4]
    assert awarded(rows, 0) == ()


def test_all_who_tie_at_the_edge_are_named_for_a_person_to_decide():
    # Two places: A is sure of one, B and C are second together, D is fourth.
    rows = [row("A", "9"), row("B", "7", 2), row("C", "7", 2), row("D", "5", 4)]
    assert awarded(rows, 2) == (Award("A", False), Award("B", True), Award("C", True))
    # Three places take both, nothing is left to decide.
    assert awarded(rows, 3) == (Award("A", False), Award("B", False), Award("C", False))


def test_equal_points_stand_by_their_rank_within_a_group():
    # B and C have 7 each, but C has more national placements and so the better rank.
    rows = [row("A", "9"), row("C", "7", 2), row("B", "7", 3)]
    assert awarded(rows, 2) == (Award("A", False), Award("C", False))


def test_equal_points_of_two_groups_are_a_tie_whatever_the_ranks():
    rows = [row("A", "7", 1), row("B", "7", 4, group="municipal"), row("C", "6", 2)]
    assert awarded(rows, 1) == (Award("A", True), Award("B", True))


def test_nobody_without_points_is_named():
    rows = [row("A", "3"), row("B", "0", 2), row("C", "-1", 3)]
    assert awarded(rows, 3) == (Award("A", False),)


def test_the_order_of_the_rows_does_not_matter():
    rows = [row("A", "9"), row("B", "7", 2), row("C", "7", 2), row("D", "5", 4)]
    for turned in (rows[::-1], rows[2:] + rows[:2]):
        assert compute(turned, rules(LINEAR)) == compute(rows, rules(LINEAR))
        assert awarded(turned, 2) == awarded(rows, 2)


# A busy machine is no fault of the arithmetic.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
points = st.decimals(-50, 500, places=2)
groups = st.sampled_from(["county", "municipal"])
many_rows = st.lists(st.tuples(points, groups, st.booleans()), min_size=1, max_size=12).map(
    lambda found: [
        Row(key, group, value, {}, 1, out) for key, (value, group, out) in enumerate(found)
    ]
)


@patiently
@given(many_rows, st.integers(0, 15))
def test_marks_and_awards_keep_their_bounds(rows, quota):
    """Linear marks lie between nothing and full, more points never give fewer marks in a group; as
    many are sure of an award as there are places at most, and never a disqualified one."""
    found = compute(rows, rules(LINEAR))
    assert all(0 <= mark.marks <= 5 for mark in found.values())
    for one in rows:
        for other in rows:
            if one.group == other.group and one.points >= other.points:
                assert found[one.key].marks >= found[other.key].marks
    awards = awarded(rows, quota)
    assert len([award for award in awards if not award.undecided]) <= quota
    assert len(awards) >= min(quota, sum(r.points > 0 and not r.disqualified for r in rows))
    out = {r.key for r in rows if r.disqualified}
    assert out & {award.key for award in awards} == set()


@patiently
@given(many_rows)
def test_no_line_is_without_its_clause(rows):
    for mark in compute(rows, rules(LINEAR, TWO_MINIMA)).values():
        assert all(step.clause and step.text and step.working for step in mark.steps)
        assert mark.steps[-1].value == mark.marks


# -- the form ----------------------------------------------------------------------------------------


def test_all_parts_may_be_missing():
    assert rules() == MarkRules(None, (), None)


def test_the_parts_are_read_as_written():
    parsed = rules(
        LINEAR | {"period": "year", "below": "0.5", "scale": 1},
        TWO_MINIMA,
        {"clause": "第十一条", "text": "评先", "units": 15, "persons": 30},
    )
    method = parsed.method
    assert (method.full, method.period, method.below, method.scale) == (
        5,
        "year",
        Decimal("0.5"),
        1,
    )
    assert parsed.minima[1] == Minimum(
        "第十条（二）", "省级以上不少于8分", Decimal(8), ("national", "province")
    )
    assert (parsed.awards.units, parsed.awards.persons) == (15, 30)


THRESHOLDS = CLAUSE | {"method": "thresholds"}
BANDS = CLAUSE | {"method": "bands"}


@pytest.mark.parametrize(
    ("marks", "faults"),
    [
        ([], ["考核分换算：应是一个对象"]),
        (
            CLAUSE | {"method": "guess"},
            ["考核分换算：请选换算方法（linear、thresholds、bands、fixed）"],
        ),
        (LINEAR | {"full": 5.0}, ["考核分换算：满分应是0到1000之间的数"]),
        (LINEAR | {"full": "NaN"}, ["考核分换算：满分应是0到1000之间的数"]),
        (LINEAR | {"full": "1.00001"}, ["考核分换算：满分最多四位小数"]),
        (LINEAR | {"full": None}, ["考核分换算：满分应是0到1000之间的数"]),
        (LINEAR | {"scale": True}, ["考核分换算：小数位数应是0到4之间的整数"]),
        (
            LINEAR | {"period": "month"},
            ["考核分换算：按本季度（quarter）还是本年累计（year），请选一样"],
        ),
        (LINEAR | {"rest": "2"}, ["考核分换算：不认识的项目：rest"]),
        (LINEAR | {"clause": " "}, ["考核分换算：请写明依据条款，单位会问分是怎么来的"]),
        (LINEAR | {"below": "-1"}, ["考核分换算：未达最低要求的得分应是0到1000之间的数"]),
        (THRESHOLDS, ["考核分换算：至少要有一档"]),
        (
            THRESHOLDS
            | {"rows": [{"at_least": "5", "marks": "1"}, {"at_least": "5.0", "marks": "2"}]},
            ["考核分换算第2档：与前面一档的起点相同"],
        ),
        (THRESHOLDS | {"rows": ["5"]}, ["考核分换算第1档：应是一个对象"]),
        (
            BANDS | {"rows": [{"to_rank": "3", "marks": "5"}]},
            ["考核分换算第1档：名次应是1到10000之间的整数"],
        ),
        (
            BANDS | {"rows": [{"at_least": 3, "to_rank": 3, "marks": "5"}]},
            ["考核分换算第1档：不认识的项目：at_least"],
        ),
        (
            BANDS | {"rows": [{"to_rank": 0, "marks": "x"}, {"to_rank": 1, "marks": "5"}]},
            [
                "考核分换算第1档：名次应是1到10000之间的整数",
                "考核分换算第1档：考核分应是0到1000之间的数",
            ],
        ),
        (
            THRESHOLDS
            | {"rows": [{"at_least": "x", "marks": "1"}, {"at_least": "0", "marks": "2"}]},
            ["考核分换算第1档：起点分应是0到100000之间的数"],
        ),
    ],
)
def test_what_is_wrong_with_a_conversion_is_said(marks, faults):
    assert faults_of(marks) == faults


@pytest.mark.parametrize(
    ("minima", "faults"),
    [
        ({}, ["最低要求应是一个列表"]),
        ([TWO_MINIMA[0] | {"points": "many"}], ["最低要求第1行：分值应是0到100000之间的数"]),
        ([TWO_MINIMA[0], 3], ["最低要求第2行：应是一个对象"]),
        ([TWO_MINIMA[1] | {"levels": ["world"]}], ["最低要求第1行：没有这个级别“world”"]),
        ([TWO_MINIMA[1] | {"levels": "city"}], ["最低要求第1行：级别应是代码的列表"]),
        ([TWO_MINIMA[1] | {"levels": ["city"] * 2}], ["最低要求第1行：同一级别写了两次"]),
    ],
)
def test_what_is_wrong_with_a_minimum_is_said(minima, faults):
    assert faults_of(None, minima) == faults


@pytest.mark.parametrize(
    ("awards", "faults"),
    [
        (5, ["评先名额：应是一个对象"]),
        (CLAUSE | {"units": "15"}, ["评先名额：单位名额应是0到10000之间的整数"]),
        (CLAUSE | {"persons": -1}, ["评先名额：个人名额应是0到10000之间的整数"]),
        ({"units": 1}, ["评先名额：请写明依据条款，单位会问分是怎么来的"]),
        (CLAUSE | {"teams": 1}, ["评先名额：不认识的项目：teams"]),
    ],
)
def test_what_is_wrong_with_awards_is_said(awards, faults):
    assert faults_of(None, None, awards) == faults


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["clause", "text", "method", "full", "rows", "rest", "points", "levels", "units"]
            ),
            inner | st.sampled_from(["linear", "bands", "thresholds", "fixed"]),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@patiently
@given(json_values, json_values, json_values)
def test_no_form_makes_the_parser_fall(marks, minima, awards):
    parsed, faults = read(marks, minima, awards)
    if not faults:
        rows = [replace(row("A", "3"), points_by_level={"city": Decimal(3)})]
        compute(rows, parsed)
    assert all(isinstance(fault, str) for fault in faults)
