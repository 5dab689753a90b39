"""Small sums of docs/scoring.md worked out by hand, each in the comment above its numbers; asked of the naive
implementation and of the real one."""

import datetime
from decimal import Decimal

import pytest

from scoring.arithmetic import check
from tests.scoring.naive import score as naive

LEVELS = {"national": "20", "province": "10", "city": "4", "county": "2", "system": "1"}


@pytest.fixture(params=[naive.score, check.score], ids=["naive", "real"])
def score(request):
    return request.param


def rule(**given):
    return {"clause": "第一条", "text": "原文", **given}


def book(valid_from="2026-01-01", points=LEVELS, rates=(), **more):
    by_level = [rule(level=level, points=number) for level, number in points.items()]
    return {
        "name": valid_from,
        "valid_from": valid_from,
        "rates": [*by_level, *rates],
        "same_piece": rule(mode="cumulative"),
        **more,
    }


def day(text):
    return datetime.date.fromisoformat(text)


def credit(unit="都昌", person=None, share="1"):
    return {"unit": unit, "person": person, "share": Decimal(share)}


def placement(given_id, date="2026-08-10", level="city", **more):
    given = {
        "id": given_id,
        "piece": None,
        "date": day(date),
        "outlet": "jjrb",
        "level": level,
        "kind": "paper",
        "genre": "news",
        "position": "inner",
        "use": "sole",
        "length": None,
        "credits": [credit()],
        "journalists": 0,
        "bureau": True,
        "evidence": [],
        "evidence_on": None,
        "recorded_on": None,
    }
    return given | more


def submission(given_id, date="2026-08-10", adopted=False, **more):
    given = {"id": given_id, "unit": "都昌", "person": None, "date": day(date), "piece": None}
    return given | {"genre": "news", "adopted": adopted} | more


def event(given_id, kind, date="2026-08-20", **more):
    given = {"id": given_id, "kind": kind, "unit": "都昌", "person": None, "date": day(date)}
    empty = {"count": 1, "amount": None, "placement": None, "piece": None, "track": None}
    return given | empty | more


def facts(placements=(), submissions=(), events=(), units=()):
    named = [dict(zip(("name", "group", "class"), unit, strict=True)) for unit in units]
    return {
        "units": named,
        "placements": list(placements),
        "submissions": list(submissions),
        "events": list(events),
    }


def numbers(points):
    return {key: f"{value.normalize():f}" for key, value in points.items() if value}


def units(result):
    """{(unit, quarter): points} of the only track."""
    return {key[1:]: points for key, points in numbers(result["units"]).items()}


def persons(result):
    return {key[1:]: points for key, points in numbers(result["persons"]).items()}


def only(result):
    """The points of a case with one unit and one quarter."""
    return list(units(result).values())


def test_the_most_specific_rate_wins(score):
    rates = [
        rule(level="province", genre="research", position="front", points="30"),
        rule(outlet="laoqu", points="8"),
        rule(level="province", use="composite", points="5"),
    ]
    # The outlet's own 8 stands before everything that names a level; use comes before position.
    rows = [
        placement("1", level="province", outlet="laoqu", genre="research", position="front"),
        placement("2", level="province", use="composite", date="2026-01-05"),
        placement("3", level="province", genre="research", position="front", date="2026-04-05"),
    ]
    result = score(facts(rows), [book(rates=rates)], None)
    assert units(result) == {
        ("都昌", "2026Q3"): "8",
        ("都昌", "2026Q1"): "5",
        ("都昌", "2026Q2"): "30",
    }


def test_no_rate_is_an_error_and_takes_no_part(score):
    rows = [placement("1", level="county"), placement("2")]
    result = score(facts(rows), [book(points={"city": "4"})], None)
    assert (only(result), result["errors"]) == (["4"], {("placement", "1")})


def test_multipliers_go_step_by_step_in_the_books_order(score):
    multipliers = [
        rule(use="sole", add="1"),
        rule(position="front_lead", factor="2"),
        rule(level="city", add="1"),
        rule(kind="paper", factor="3"),
    ]
    # base 4 + 1 = 5, genre step (kind) × 3 = 15, position × 2 = 30, use + 1 = 31.
    row = placement("1", position="front_lead")
    result = score(facts([row]), [book(multipliers=multipliers)], None)
    assert only(result) == ["31"]


def test_steps_go_in_the_order_of_the_book(score):
    multipliers = [rule(use="sole", add="1"), rule(position="front_lead", factor="2")]
    last = ["same_piece", "split", "bonus", "caps", "tasks", "floor"]
    order = ["base", "use", "length", "position", "genre", *last]
    # (4 + 1) × 2 = 10; in the usual order it would be 4 × 2 + 1 = 9.
    row = placement("1", position="front_lead")
    assert only(score(facts([row]), [book(multipliers=multipliers)], None)) == ["9"]
    turned = book(multipliers=multipliers, order=order)
    assert only(score(facts([row]), [turned], None)) == ["10"]


def test_a_fixed_pair_is_not_doubled_again(score):
    rates = [rule(level="city", position="front_lead", points="8")]
    multipliers = [rule(position="front_lead", factor="2"), rule(level="city", add="1")]
    # The rate names the position: 8, no × 2; the multiplier of the level stays: + 1.
    row = placement("1", position="front_lead")
    result = score(facts([row]), [book(rates=rates, multipliers=multipliers)], None)
    assert only(result) == ["9"]


def test_a_long_news_counts_as_research_and_grows(score):
    length = {
        "as_genre": [rule(**{"from": 800}, genre="research", of=["news"])],
        "growth": rule(**{"from": 800}, step=100, per_step="0.1", max="1.3"),
    }
    rates = [rule(level="city", genre="research", points="6")]
    # 1050: n = 2, 6 × 1.2 = 7.2; 2000: n = 12, at most × 1.3 = 7.8; 899: n = 0, 6; 799: 4.
    for characters, expected in ((1050, "7.2"), (2000, "7.8"), (899, "6"), (799, "4")):
        row = placement("1", length=characters)
        assert only(score(facts([row]), [book(rates=rates, length=length)], None)) == [expected]


def test_use_factor_is_left_out_when_the_rate_names_the_use(score):
    uses = {"reprint": rule(factor="0.5")}
    rates = [rule(level="national", use="reprint", points="7")]
    # 4 × 0.5 = 2 in the city; the country's 7 is already that of a reprint.
    rows = [placement("1", use="reprint"), placement("2", level="national", use="reprint")]
    result = score(facts(rows), [book(rates=rates, uses=uses)], None)
    assert only(result) == ["9"]


def test_what_is_missing_makes_it_worth_nothing(score):
    requires = {
        "bureau": rule(),
        "evidence": [rule(kind=["paper"], any_of=["original", "slip"])],
    }
    rows = [
        placement("1", evidence=["slip"], bureau=False),
        placement("2", evidence=["screenshot"]),
        placement("3", kind="web"),
        placement("4", evidence=["screenshot", "slip"], level="province"),
    ]
    # 1 did not go through the bureau, 2 has no original or slip: 0 + 0 + 4 + 10.
    assert only(score(facts(rows), [book(requires=requires)], None)) == ["14"]


def test_tally_day_moves_or_makes_nothing(score):
    rows = [
        placement("1", date="2026-09-30", evidence_on=day("2026-10-05")),
        placement("2", date="2026-09-30", evidence_on=day("2026-10-06"), level="province"),
    ]
    # By the 5th is in time; the 6th is a day late.
    moved = score(facts(rows), [book(deadline=rule(day=5, after="month", then="move"))], None)
    assert units(moved) == {("都昌", "2026Q3"): "4", ("都昌", "2026Q4"): "10"}
    zero = score(facts(rows), [book(deadline=rule(day=5, after="month", then="zero"))], None)
    assert units(zero) == {("都昌", "2026Q3"): "4"}


def test_tally_day_after_the_quarter(score):
    # Of January: the 5th of April. The 6th moves it into the second quarter.
    rows = [
        placement("1", date="2026-01-10", evidence_on=day("2026-04-05")),
        placement("2", date="2026-01-10", evidence_on=day("2026-04-06"), level="province"),
    ]
    result = score(facts(rows), [book(deadline=rule(day=5, after="quarter", then="move"))], None)
    assert units(result) == {("都昌", "2026Q1"): "4", ("都昌", "2026Q2"): "10"}


def test_late_report_costs_every_unit_named(score):
    both = [credit("都昌"), credit("湖口")]
    rows = [
        placement("1", recorded_on=day("2026-08-20"), credits=both),
        placement("2", recorded_on=day("2026-08-21"), credits=both),
    ]
    # The 20th is ten days after, the 21st one more: 2 + 2 − 1 for each unit.
    result = score(facts(rows), [book(late=rule(days=10, points="-1"))], None)
    assert units(result) == {("都昌", "2026Q3"): "3", ("湖口", "2026Q3"): "3"}
    # With zero only the first is left.
    result = score(facts(rows), [book(late=rule(days=10, zero=True))], None)
    assert units(result) == {("都昌", "2026Q3"): "2", ("湖口", "2026Q3"): "2"}


def test_unlisted_outlet_is_an_error_or_its_level(score):
    row = placement("1", outlet="xiaobao")
    strict = book(listed=rule(outlets=["jjrb"]))
    assert score(facts([row]), [strict], None)["errors"] == {("placement", "1")}
    mild = book(listed=rule(outlets=["jjrb"], unlisted=rule()))
    assert only(score(facts([row]), [mild], None)) == ["4"]


def four_placements():
    """20, 10 and 4 of one piece, and another 4 from the system's own paper (1)."""
    return [
        placement("1", piece="g", level="city"),
        placement("2", piece="g", level="national"),
        placement("3", piece="g", level="province"),
        placement("4", piece="g", level="city", outlet="jjwb"),
        placement("5", level="system"),
    ]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # 20 + 10 + 4 + 4, and 1 of the placement without a piece.
        ({"mode": "cumulative"}, "39"),
        ({"mode": "highest"}, "21"),
        # 20 + 2 + 0.8 + 0.8 + 1.
        ({"mode": "highest_plus", "fraction": "0.2"}, "24.6"),
        # 20 + 10 + 1: two levels, one of each.
        ({"mode": "top_levels"}, "31"),
        # 20 + 10 + 4 + 1.
        ({"mode": "top_levels", "levels": 3}, "35"),
    ],
)
def test_same_piece(score, mode, expected):
    result = score(facts(four_placements()), [book(same_piece=rule(**mode))], None)
    assert only(result) == [expected]


def test_own_carriers_come_before_the_mode(score):
    # Of 10 and 4 in these outlets only 10 is left; then 20 + 10 × 0.5 = 25.
    rows = [
        placement("1", piece="g", level="national"),
        placement("2", piece="g", level="province", outlet="weixun"),
        placement("3", piece="g", level="city", outlet="xiangbao"),
    ]
    given = book(
        own_carriers=rule(outlet=["weixun", "xiangbao"]),
        same_piece=rule(mode="highest_plus", fraction="0.5"),
    )
    assert only(score(facts(rows), [given], None)) == ["25"]


def test_in_a_year_a_later_higher_placement_earns_the_difference(score):
    rows = [
        placement("1", "2026-02-01", "city", piece="g"),
        placement("2", "2026-05-01", "national", piece="g"),
        placement("3", "2026-08-01", "province", piece="g"),
        placement("4", "2027-02-01", "city", piece="g"),
    ]
    given = book(same_piece=rule(mode="highest", window="year"))
    # Q1 4. Q2: 20 is the best, the first would keep 0 but was paid 4: 20 − 4 = 16.
    # Q3: 10 is not the best and becomes 0; paid 4 + 16, kept 20. A new year begins anew with 4.
    expected = {("都昌", "2026Q1"): "4", ("都昌", "2026Q2"): "16", ("都昌", "2027Q1"): "4"}
    assert units(score(facts(rows), [given], None)) == expected
    given["same_piece"]["window"] = "always"
    del expected["都昌", "2027Q1"]
    assert units(score(facts(rows), [given], None)) == expected


def test_equal_split_leaves_the_rest_with_the_first(score):
    three = [credit("都昌"), credit("湖口"), credit("彭泽")]
    row = placement("1", level="province", credits=three)
    # 10 / 3 = 3.33 each, 0.01 is over.
    result = score(facts([row]), [book(split=rule(mode="equal"))], None)
    expected = {("都昌", "2026Q3"): "3.34", ("湖口", "2026Q3"): "3.33", ("彭泽", "2026Q3"): "3.33"}
    assert units(result) == expected


def test_shares_leave_the_rest_with_the_largest(score):
    shares = [credit("都昌", share="1"), credit("湖口", share="2")]
    row = placement("1", level="province", credits=shares)
    # 3.3 and 6.6, one tenth is over, for the larger share.
    given = book(split=rule(remainder="largest"), rounding={"scale": 1})
    result = score(facts([row]), [given], None)
    assert units(result) == {("都昌", "2026Q3"): "3.3", ("湖口", "2026Q3"): "6.7"}


def test_ratio_is_for_the_first_names_only(score):
    three = [credit("都昌"), credit("湖口"), credit("彭泽")]
    row = placement("1", level="province", credits=three)
    result = score(facts([row]), [book(split=rule(mode="ratio", ratio=["3", "2"]))], None)
    assert units(result) == {("都昌", "2026Q3"): "6", ("湖口", "2026Q3"): "4"}


def test_journalists_take_their_part_or_not(score):
    row = placement("1", journalists=1, credits=[credit("都昌"), credit("湖口")])
    # 4 in three parts of 1.33; what is cut off (0.01) stays with the first.
    result = score(facts([row]), [book(split=rule(mode="equal"))], None)
    assert units(result) == {("都昌", "2026Q3"): "1.34", ("湖口", "2026Q3"): "1.33"}
    result = score(facts([row]), [book(split=rule(mode="equal", journalists=rule()))], None)
    assert units(result) == {("都昌", "2026Q3"): "2", ("湖口", "2026Q3"): "2"}


def test_joint_units_get_half_each_or_in_full(score):
    names = [credit("都昌", "张三"), credit("都昌", "李四"), credit("湖口", "王五")]
    row = placement("1", level="province", credits=names, use="composite")
    half = book(split=rule(mode="equal", units=rule(mode="half")), persons=rule())
    result = score(facts([row]), [half], None)
    assert units(result) == {("都昌", "2026Q3"): "5", ("湖口", "2026Q3"): "5"}
    # Within 都昌 its own two divide the 5.
    assert persons(result) == {
        ("都昌", "张三", "2026Q3"): "2.5",
        ("都昌", "李四", "2026Q3"): "2.5",
        ("湖口", "王五", "2026Q3"): "5",
    }
    full = book(split=rule(mode="equal", units=rule(mode="half"), each_in=["composite"]))
    result = score(facts([row]), [full], None)
    assert units(result) == {("都昌", "2026Q3"): "10", ("湖口", "2026Q3"): "10"}


@pytest.mark.parametrize("shares", [[], ["0", "0"], ["1", "-1"], ["3", "-1"]])
def test_shares_that_cannot_be_are_errors(score, shares):
    row = placement("1", credits=[credit(share=share) for share in shares])
    result = score(facts([row]), [book(split=rule(mode="equal"))], None)
    assert (units(result), result["errors"]) == ({}, {("placement", "1")})


def test_submissions_of_a_week_are_limited_and_cut_at_the_quarter(score):
    # Monday 28 September to Sunday 4 October 2026; the quarter ends on the Wednesday.
    dates = ["2026-09-27", "2026-09-28", "2026-09-30", "2026-10-01", "2026-10-04", "2026-10-05"]
    rows = [submission(str(nth), date) for nth, date in enumerate(dates)]
    rule_ = rule(points="1", limit=rule(items=1, per="week"))
    # Q3: the 27th, and one of 28th and 30th. Q4: one of 1st and 4th, and the 5th.
    result = score(facts(submissions=rows), [book(submissions=rule_)], None)
    assert units(result) == {("都昌", "2026Q3"): "2", ("都昌", "2026Q4"): "2"}


def test_an_adopted_submission_earns_nothing_but_counts(score):
    rows = [submission("1"), submission("2", adopted=True), submission("3")]
    given = book(submissions=rule(points="1", limit=rule(items=2, per="month")))
    assert only(score(facts(submissions=rows), [given], None)) == ["1"]


def test_events_add_double_and_void(score):
    events = {
        "pishi": rule(name="批示", times="2"),
        "yuegao": rule(name="约稿", points="2"),
        "shishi": rule(name="失实", void=True, points="-5"),
    }
    rows = [placement("1", level="province", piece="g"), placement("2")]
    happened = [
        event("1", "pishi", "2026-08-20", placement="1"),
        event("2", "yuegao", "2026-08-21", count=3),
        event("3", "shishi", "2026-08-22", piece="g"),
    ]
    given = [book(events=events)]
    # 10 + 4; then + 10, + 6, and − 10 − 5 = 15.
    sums = [only(score(facts(rows, events=happened[:n]), given, None)) for n in range(4)]
    assert sums == [["14"], ["24"], ["30"], ["15"]]


def test_an_instruction_is_left_out_when_the_switch_is_off(score):
    events = {"pishi": rule(name="批示", instruction=True, range=["5", "10"])}
    inside = event("1", "pishi", amount=Decimal("10"))
    outside = event("2", "pishi", amount=Decimal("10.5"))
    given = (facts([placement("1")], events=[inside, outside]), [book(events=events)], None)
    on, off = score(*given), score(*given, instructions=False)
    assert (only(on), on["errors"]) == (["14"], {("event", "2")})
    assert only(off) == ["4"]


def test_a_left_out_instruction_names_no_unit_and_no_quarter(score):
    events = {"pishi": rule(name="批示", instruction=True, points="10")}
    told = event("1", "pishi", "2027-01-05", unit="湖口")
    given = (facts([placement("1")], events=[told]), [book(events=events)], None)
    periods_and_units = {(key[0], key[3]) for key in score(*given, instructions=False)["ranks"]}
    assert periods_and_units == {("2026Q3", "都昌"), ("2026", "都昌")}


def test_an_incident_wipes_the_month_and_costs_ten(score):
    events = {
        "shigu": rule(name="事故", wipe="month", points="-10"),
        "jiangli": rule(name="奖励", points="3"),
    }
    rows = [placement("1", "2026-08-01", "province"), placement("2", "2026-07-31")]
    happened = [event("1", "jiangli", "2026-08-31"), event("2", "shigu", "2026-08-15")]
    # August: 10 + 3 go, the incident's own −10 stays; July's 4 stay. 4 − 10 = −6.
    result = score(facts(rows, events=happened), [book(events=events)], None)
    assert only(result) == ["-6"]


def test_percent_takes_half_of_the_running_total(score):
    events = {"half": rule(name="减半", percent="-50")}
    rows = [placement("1", level="province")]
    # 10 − 5, then − 2.5.
    happened = [event("1", "half"), event("2", "half")]
    result = score(facts(rows, events=happened), [book(events=events)], None)
    assert only(result) == ["2.5"]


def test_caps_take_from_the_latest_and_make_it_worth_less(score):
    rows = [
        placement("1", "2026-07-10", "province"),
        placement("2", "2026-08-10", "province", outlet="jxrb"),
    ]
    first = rule(period="quarter", points="12")
    second = rule(outlet="jxrb", period="month", points="5")
    # 20 − 8 = 12, all taken from August's (2 left): the second cap finds nothing over 5.
    assert only(score(facts(rows), [book(caps=[first, second])], None)) == ["12"]
    # The other way round: 10 → 5, then 15 → 12: the same sum, in two lines.
    assert only(score(facts(rows), [book(caps=[second, first])], None)) == ["12"]
    third = rule(outlet="jxrb", period="month", points="1")
    # 12, of which August's 2 are one too many: 11.
    assert only(score(facts(rows), [book(caps=[first, third])], None)) == ["11"]


def test_a_cap_of_the_year_stands_where_it_is_passed(score):
    rows = [
        placement("1", "2026-02-10", "province"),
        placement("2", "2026-05-10", "province"),
        placement("3", "2026-08-10", "province"),
        placement("4", "2027-01-01", "province"),
    ]
    # 10, then 15 − 10 = 5, then nothing; the next year begins anew.
    result = score(facts(rows), [book(caps=[rule(period="year", points="15")])], None)
    expected = {("都昌", "2026Q1"): "10", ("都昌", "2026Q2"): "5", ("都昌", "2027Q1"): "10"}
    assert units(result) == expected


def test_caps_per_placement_outlet_and_person(score):
    names = [credit("都昌", "张三"), credit("都昌", "李四")]
    rows = [
        placement("1", level="national", credits=names),
        placement("2", level="province", outlet="jxrb", credits=[credit("都昌", "张三")]),
    ]
    # Each placement is worth 8 at most: 8 + 8.
    caps = [rule(per="placement", points="8")]
    assert only(score(facts(rows), [book(caps=caps)], None)) == ["16"]
    # Each outlet gives 15 at most: 15 + 10.
    caps = [rule(per="outlet", period="quarter", points="15")]
    assert only(score(facts(rows), [book(caps=caps)], None)) == ["25"]
    # 张三 has 10 + 10, of which 12 stay his; the unit keeps its 30.
    caps = [rule(per="person", period="quarter", points="12")]
    result = score(facts(rows), [book(caps=caps, persons=rule())], None)
    assert only(result) == ["30"]
    assert persons(result) == {("都昌", "张三", "2026Q3"): "12", ("都昌", "李四", "2026Q3"): "10"}


def test_shortfall_grows_month_by_month(score):
    task = rule(
        period="month",
        what="submissions",
        classes={"1": "2"},
        shortfall={"growing": ["-1", "-2", "-4"]},
    )
    unit = ("都昌", "county", "1")
    rows = [
        submission("1", "2026-01-10"),
        submission("2", "2026-02-10"),
        submission("3", "2026-02-11"),
    ]
    # January missed −1, February met, March −2; April −4, May −4, June −4.
    given = (facts(submissions=rows, units=[unit]), [book(tasks=[task])], day("2026-06-30"))
    assert units(score(*given)) == {("都昌", "2026Q1"): "-3", ("都昌", "2026Q2"): "-12"}
    # June is not over on the 29th.
    given = (*given[:2], day("2026-06-29"))
    assert units(score(*given)) == {("都昌", "2026Q1"): "-3", ("都昌", "2026Q2"): "-8"}


def test_what_is_missing_costs_linear_or_double(score):
    unit = ("都昌", "county", "1")
    for shortfall, expected in (({"each": "-1"}, []), ({"times": "2"}, ["-4"])):
        task = rule(period="quarter", what="points", units={"都昌": "8"}, shortfall=shortfall)
        # 4 points of 8: 4 missing; 4 − 4 = 0 or 4 − 8 = −4.
        result = score(facts([placement("1")], units=[unit]), [book(tasks=[task])], None)
        assert only(result) == expected


def test_a_task_met_gives_points_up_to_the_years_cap(score):
    task = rule(
        period="month",
        what="placements",
        level=["city"],
        classes={"1": "1"},
        met={"points": "10", "year_cap": "15"},
    )
    rows = [placement(str(month), f"2026-{month:02}-10") for month in (1, 2, 4)]
    # Q1: 8 + 10 + 5; Q2: 4 and nothing more.
    result = score(facts(rows, units=[("都昌", "county", "1")]), [book(tasks=[task])], None)
    assert units(result) == {("都昌", "2026Q1"): "23", ("都昌", "2026Q2"): "4"}


def test_the_cap_of_the_year_is_on_the_lines_as_rounded(score):
    task = rule(
        period="month",
        what="submissions",
        classes={"1": "0"},
        met={"points": "0.5", "year_cap": "2"},
    )
    given = book(tasks=[task], rounding={"scale": 0})
    # Each month's line is 0.5 rounded to 1; two of them make the year's 2.
    unit = ("都昌", "county", "1")
    result = score(facts(submissions=[submission("1")], units=[unit]), [given], None)
    assert only(result) == ["2"]


def test_a_prize_counts_as_three_items(score):
    task = rule(period="quarter", what="placements", classes={"1": "5"}, shortfall={"each": "-1"})
    events = {"jiang": rule(name="获奖", items=3)}
    # 1 placement + 3 = 4 of 5: 4 − 1.
    given = facts([placement("1")], events=[event("1", "jiang")], units=[("都昌", "county", "1")])
    assert only(score(given, [book(tasks=[task], events=events)], None)) == ["3"]


def test_adoption_below_thirty_percent(score):
    rows = [submission(str(nth), adopted=nth < 3) for nth in range(10)]
    adoption = rule(below="0.3", points="-1", period="quarter")
    # 3 of 10 is not below; 3 of 11 is.
    assert only(score(facts(submissions=rows), [book(adoption=adoption)], None)) == []
    rows.append(submission("10"))
    assert only(score(facts(submissions=rows), [book(adoption=adoption)], None)) == ["-1"]


def test_floor_lifts_the_quarter(score):
    events = {"guo": rule(name="过错", points="-10")}
    given = facts([placement("1")], events=[event("1", "guo")])
    assert only(score(given, [book(events=events)], None)) == ["-6"]
    assert only(score(given, [book(events=events, floor=rule(points="0"))], None)) == []


def test_tracks_are_not_mixed(score):
    tracks = [
        rule(code="info", name="政务信息", genre=["research"]),
        rule(code="news", name="新闻宣传"),
    ]
    rows = [placement("1"), placement("2", level="province", genre="research")]
    events = {"tong": rule(name="通报", points="-2")}
    given = facts(rows, events=[event("1", "tong"), event("2", "tong", track="news")])
    result = score(given, [book(tracks=tracks, events=events)], None)
    expected = {("info", "都昌", "2026Q3"): "8", ("news", "都昌", "2026Q3"): "2"}
    assert numbers(result["units"]) == expected


def test_a_placement_is_worth_what_the_book_of_its_day_says(score):
    new = book("2026-10-01", points={"city": "6"}, deadline=rule(day=5, after="month", then="move"))
    old = book(deadline=rule(day=5, after="month", then="move"))
    rows = [
        placement("1", "2026-09-30"),
        placement("2", "2026-10-01"),
        placement("3", "2026-09-30", evidence_on=day("2026-10-06")),
    ]
    # The third counts in the new quarter with the old book's 4.
    result = score(facts(rows), [new, old], None)
    assert units(result) == {("都昌", "2026Q3"): "4", ("都昌", "2026Q4"): "10"}


def test_rounding_halves_and_steps(score):
    for rounding, expected in (
        ({"scale": 1}, "0.7"),
        ({"scale": 1, "mode": "down"}, "0.6"),
        ({"scale": 1, "step": "0.5"}, "0.5"),
        ({"scale": 0}, "1"),
        ({"scale": 0, "mode": "down"}, None),
    ):
        given = book(points={"city": "0.65"}, rounding=rounding)
        result = score(facts([placement("1")]), [given], None)
        assert only(result) == ([expected] if expected else [])


def test_ranks_by_points_then_levels_and_skip(score):
    named = [
        ("都昌", "county", ""),
        ("湖口", "county", ""),
        ("彭泽", "county", ""),
        ("市局", "own", ""),
    ]
    rows = [
        placement("1", level="province", credits=[credit("都昌")]),
        placement("2", level="province", credits=[credit("彭泽")]),
        placement("3", level="national", credits=[credit("湖口")], use="reprint"),
        placement("4", level="system", credits=[credit("市局")]),
    ]
    # All three have 10 points; 湖口's is a national one, half for the reprint.
    given = book(uses={"reprint": rule(factor="0.5")}, ranking=rule(by="all", apart=["own"]))
    result = score(facts(rows, units=named), [given], None)
    quarter = {key[2:]: rank for key, rank in result["ranks"].items() if key[0] == "2026Q3"}
    expected = {("", "湖口"): 1, ("", "都昌"): 2, ("", "彭泽"): 2, ("own", "市局"): 1}
    assert quarter == expected
    year = {key[2:]: rank for key, rank in result["ranks"].items() if key[0] == "2026"}
    assert year == expected
