"""The 44 features of real rules (docs/scoring.md), each with its rule and with the rule taken out of the
book. The figures are worked by hand: a city placement is 5, a provincial 10, a national 20, an own one 3,
and the facts lie on Monday 2026-07-06 unless a test says otherwise."""

from datetime import date
from decimal import Decimal as D

from tests.scoring.arithmetic.book_facts import (
    book,
    both,
    by_quarter,
    credit,
    errors,
    event,
    instead,
    marks,
    persons,
    placement,
    ranks,
    rule,
    submission,
    submissions,
    totals,
    unit,
    without,
)

JULY, AUGUST, SEPTEMBER = date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 16)
END_OF_JULY, END_OF_Q3 = date(2026, 7, 31), date(2026, 9, 30)
THREE_OUTLETS = [  # one piece, worth 20, 5 and 3
    placement("1", "national", outlet="rmrb", kind="client", piece="a"),
    placement("2", "city", outlet="jjrb", piece="a"),
    placement("3", "system", outlet="jjlgb", kind="wechat", piece="a"),
]
THREE_UNITS = [credit("甲", "张三"), credit("乙", "李四"), credit("丙", "王五")]


# -- what one placement is worth ---------------------------------------------------------------------


def test_feature_01_points_follow_the_level_of_the_outlet():
    rates = [
        rule(level="national", points="30"),
        rule(level="province", points="15"),
        rule(level="city", points="5"),
    ]
    rows = [placement("n", "national"), placement("p", "province"), placement("c", "city")]
    # 30 + 15 + 5; without the first rate the national one is an error, not a zero: 15 + 5.
    assert both(rows, book(rates=rates), "rates.0") == ({"甲": D(50)}, {"甲": D(20)})
    assert errors(rows, book(rates=rates)) == set()
    assert errors(rows, without(book(rates=rates), "rates.0")) == {("placement", "n")}


def test_feature_02_a_named_outlet_is_over_its_level():
    rates = [rule(outlet="lqjs", points="8"), rule(level="province", points="10")]
    rows = [placement("1", "province", outlet="lqjs"), placement("2", "province", outlet="jxrb")]
    # 8 + 10; without the named one 10 + 10.
    assert both(rows, book(rates=rates), "rates.0") == ({"甲": D(18)}, {"甲": D(20)})


def test_feature_03_points_follow_the_genre():
    rates = [
        rule(level="city", points="3"),
        rule(level="city", genre="brief", points="1"),
        rule(level="city", genre="research", points="20"),
    ]
    rows = [placement(genre, genre=genre) for genre in ("news", "brief", "research")]
    # 3 + 1 + 20; a brief without its rate is 3, research without its rate is 3.
    assert both(rows, book(rates=rates), "rates.1") == ({"甲": D(24)}, {"甲": D(26)})
    assert both(rows, book(rates=rates), "rates.2") == ({"甲": D(24)}, {"甲": D(7)})


def test_feature_04_position_multiplies():
    doubled = book(multipliers=[rule(position="front_lead", factor="2")])
    rows = [placement("1", position="front_lead"), placement("2", position="front")]
    # 5 × 2 + 5; without 5 + 5.
    assert both(rows, doubled, "multipliers") == ({"甲": D(15)}, {"甲": D(10)})


def test_feature_04_position_is_a_fixed_pair_that_is_not_doubled_again():
    rates = [
        rule(level="province", points="6"),
        rule(level="city", points="4"),
        rule(level="city", position="front_lead", points="10"),
    ]
    paired = book(rates=rates, multipliers=[rule(position="front_lead", factor="2")])
    rows = [placement(level, level, position="front_lead") for level in ("city", "province")]
    # The pair 4→10 stands, the province has none: 10 + 6 × 2. Without the pair 4 × 2 + 6 × 2.
    assert both(rows, paired, "rates.2") == ({"甲": D(22)}, {"甲": D(20)})
    # Without the multiplier 10 + 6.
    assert totals(rows, without(paired, "multipliers")) == {"甲": D(16)}


def test_feature_04_position_adds_a_percentage_by_level():
    front = ["front", "front_lead"]
    by_level = book(
        rates=[rule(level=level, points="100") for level in ("national", "province", "city")],
        multipliers=[
            rule(level="national", position=front, factor="2"),
            rule(level="province", position=front, factor="1.5"),
            rule(level="city", position=front, factor="1.3"),
        ],
    )
    rows = [placement(level, level, position="front") for level in ("national", "province", "city")]
    # 200 + 150 + 130; without the province's 200 + 100 + 130.
    assert both(rows, by_level, "multipliers.1") == ({"甲": D(480)}, {"甲": D(430)})


def test_feature_05_a_long_piece_counts_as_research():
    rates = [rule(genre="news", points="3"), rule(genre="research", points="20")]
    as_research = rule(genre="research", of=["news"], **{"from": 800})
    long = book(rates=rates, length={"as_genre": [as_research]})
    rows = [placement("1", length=800), placement("2", length=799), placement("3")]
    # 20 + 3 + 3 (no length is not long); without 3 each.
    assert both(rows, long, "length.as_genre") == ({"甲": D(26)}, {"甲": D(9)})


def test_feature_05_points_grow_with_the_length():
    growth = rule(step=100, per_step="0.1", max="3", **{"from": 800})
    grown = book(length={"growth": growth})
    rows = [placement(str(length), length=length) for length in (899, 900, 1000, 2950)]
    # 899: no full hundred: 5. 900: n = 1, × 1.1 = 5.5. 1000: n = 2, × 1.2 = 6.
    # 2950: n = 21, 3.1 but at most × 3 = 15.
    assert both(rows, grown, "length") == ({"甲": D("31.5")}, {"甲": D(20)})


def test_feature_06_pictures_and_video_have_their_own_value():
    own = book(
        multipliers=[
            rule(genre="picture", kind="web", factor="0.6"),
            rule(genre="video", add="2"),
        ]
    )
    rows = [
        placement("1", genre="picture", kind="web"),
        placement("2", genre="picture", kind="paper"),
        placement("3", genre="video", kind="web"),
    ]
    # 5 × 0.6 + 5 + (5 + 2); without the picture's 5 + 5 + 7, without the video's 3 + 5 + 5.
    assert both(rows, own, "multipliers.0") == ({"甲": D(15)}, {"甲": D(17)})
    assert both(rows, own, "multipliers.1") == ({"甲": D(15)}, {"甲": D(13)})


def test_feature_07_sole_and_composite_are_rated_apart():
    rates = [
        rule(level="national", use="sole", points="20"),
        rule(level="national", use="composite", points="10"),
    ]
    rows = [placement("1", "national"), placement("2", "national", use="composite")]
    assert both(rows, book(rates=rates), "rates.1") == ({"甲": D(30)}, {"甲": D(20)})
    assert errors(rows, without(book(rates=rates), "rates.1")) == {("placement", "2")}


def test_feature_07_composite_counts_a_part():
    half = book(uses={"composite": rule(factor="0.5")})
    rows = [placement("1", use="composite")]
    assert both(rows, half, "uses") == ({"甲": D("2.5")}, {"甲": D(5)})


def test_feature_07_in_a_composite_each_unit_gets_it_in_full():
    each = book(
        rates=[rule(level="city", use="composite", points="3"), rule(level="city", points="6")],
        split=rule(each_in=["composite"]),
    )
    rows = [
        placement("1", use="composite", credits=THREE_UNITS),
        placement("2", credits=THREE_UNITS),
    ]
    # 3 each and a third of 6; without a third of 3 and a third of 6.
    assert both(rows, each, "split.each_in") == (
        {"甲": D(5), "乙": D(5), "丙": D(5)},
        {"甲": D(3), "乙": D(3), "丙": D(3)},
    )


# -- one piece in several outlets --------------------------------------------------------------------


def test_feature_08_only_the_highest_counts():
    highest = book(same_piece=rule(mode="highest"))
    assert totals(THREE_OUTLETS, highest) == {"甲": D(20)}
    # A book cannot be silent about it: taken out means that every one counts, 20 + 5 + 3.
    assert totals(THREE_OUTLETS, instead(highest, "same_piece.mode", "cumulative")) == {"甲": D(28)}


def test_feature_09_all_add_up():
    cumulative = book(same_piece=rule(mode="cumulative"))
    assert totals(THREE_OUTLETS, cumulative) == {"甲": D(28)}
    assert totals(THREE_OUTLETS, instead(cumulative, "same_piece.mode", "highest")) == {"甲": D(20)}


def test_feature_10_the_highest_and_a_fraction_of_the_rest():
    plus = book(same_piece=rule(mode="highest_plus", fraction="0.2"))
    # 20 + 5 ÷ 5 + 3 ÷ 5 = 20 + 1 + 0.6.
    assert totals(THREE_OUTLETS, plus) == {"甲": D("21.6")}
    assert totals(THREE_OUTLETS, book(same_piece=rule(mode="highest"))) == {"甲": D(20)}


def test_feature_11_the_top_two_levels_count_once_each():
    top = book(same_piece=rule(mode="top_levels", levels=2))
    second_national = placement("4", "national", outlet="xxqg", kind="client", piece="a")
    rows = [*THREE_OUTLETS, second_national]
    # One national 20 and the city's 5; all together 20 + 20 + 5 + 3.
    assert totals(rows, top) == {"甲": D(25)}
    assert totals(rows, book(same_piece=rule(mode="cumulative"))) == {"甲": D(48)}
    # Three levels: 20 + 5 + 3.
    assert totals(rows, instead(top, "same_piece.levels", 3)) == {"甲": D(28)}


def test_feature_12_own_carriers_count_once():
    once = book(same_piece=rule(mode="cumulative"), own_carriers=rule(level="system"))
    rows = [
        placement("1", "city", piece="a"),
        placement("2", "system", outlet="jjlgb", kind="wechat", piece="a"),
        placement("3", "system", outlet="site", kind="web", piece="a"),
        placement("4", "system", outlet="site", kind="web", piece="b"),
    ]
    # 5 + 3 and another piece's 3; without 5 + 3 + 3 + 3.
    assert both(rows, once, "own_carriers") == ({"甲": D(11)}, {"甲": D(14)})


def test_feature_13_reprint_and_excerpt_count_less():
    less = book(
        uses={"reprint": rule(factor="0.5")}, multipliers=[rule(use="excerpt", factor="0.1")]
    )
    rows = [placement("1", use="reprint"), placement("2", use="excerpt"), placement("3")]
    # 2.5 + 0.5 + 5; without the first 5 + 0.5 + 5, without the second 2.5 + 5 + 5.
    assert both(rows, less, "uses") == ({"甲": D(8)}, {"甲": D("10.5")})
    assert both(rows, less, "multipliers") == ({"甲": D(8)}, {"甲": D("12.5")})


# -- several names -----------------------------------------------------------------------------------


def test_feature_14_joint_bylines_share_equally():
    equal = book(split=rule(mode="equal"))
    authors = [credit("甲", "张三", "2"), credit("甲", "李四"), credit("乙", "王五")]
    rows = [placement("1", "province", credits=authors)]
    # 10 ÷ 3 = 3.33, the cent that remains to the first: 3.34 + 3.33 and 3.33.
    # Without, by the recorded shares 2 : 1 : 1: 5 + 2.5 and 2.5.
    assert both(rows, equal, "split") == (
        {"甲": D("6.67"), "乙": D("3.33")},
        {"甲": D("7.5"), "乙": D("2.5")},
    )


def test_feature_15_joint_bylines_have_a_fixed_ratio_and_a_last_name():
    ratio = book(split=rule(mode="ratio", ratio=["3", "2"]))
    rows = [placement("1", "province", credits=THREE_UNITS)]
    # 10 × 3/5, 10 × 2/5, the third has nothing; without 3.34 + 3.33 + 3.33.
    assert both(rows, ratio, "split") == (
        {"甲": D(6), "乙": D(4)},
        {"甲": D("3.34"), "乙": D("3.33"), "丙": D("3.33")},
    )


def test_feature_16_joint_units_have_half_each():
    half = book(split=rule(units=rule(mode="half")))
    authors = [credit("甲", "张三"), credit("甲", "李四"), credit("乙", "王五")]
    rows = [placement("1", "province", credits=authors), placement("2", "province")]
    # 甲 5 and alone 10, 乙 5; without by three names 6.67 + 10 and 3.33.
    assert both(rows, half, "split.units") == (
        {"甲": D(15), "乙": D(5)},
        {"甲": D("16.67"), "乙": D("3.33")},
    )


def test_feature_16_joint_units_have_it_in_full_each():
    each = book(split=rule(units=rule(mode="each")))
    rows = [placement("1", "province", credits=THREE_UNITS)]
    assert both(rows, each, "split.units") == (
        {"甲": D(10), "乙": D(10), "丙": D(10)},
        {"甲": D("3.34"), "乙": D("3.33"), "丙": D("3.33")},
    )


def test_feature_17_beside_a_journalist_the_correspondent_takes_all():
    takes_all = book(split=rule(mode="equal", journalists=rule()))
    rows = [placement("1", "province", journalists=1)]
    # Without the rule the journalist is a second name, whose half is lost.
    assert both(rows, takes_all, "split.journalists") == ({"甲": D(10)}, {"甲": D(5)})


def test_feature_18_a_placement_counts_for_the_unit_and_for_the_person():
    two = book(persons=rule())
    rows = [
        placement("1", "province", credits=[credit("甲", "张三", "3"), credit("甲", None, "2")])
    ]
    # The unit has 6 + 4, the person 6.
    assert both(rows, two, "persons") == ({"甲": D(10)}, {"甲": D(10)})
    assert persons(rows, two) == {("甲", "张三"): D(6)}
    assert persons(rows, without(two, "persons")) == {}


# -- what is added and taken by hand -----------------------------------------------------------------


def test_feature_19_an_instruction_adds_by_level_or_doubles():
    instructed = book(
        events={
            "city": rule(name="市领导批示", points="10", instruction=True),
            "province": rule(name="省领导批示", points="20", instruction=True),
            "doubled": rule(name="批示加倍", times="2", instruction=True),
        }
    )
    rows = [
        placement("1", "province"),
        placement("2", "city"),
        event("e1", "city"),
        event("e2", "province"),
        event("e3", "doubled", placement="1"),
    ]
    # 10 + 5, then 10 + 20, then (2 − 1) × 10.
    assert both(rows, instructed, "events.province") == ({"甲": D(55)}, {"甲": D(35)})
    assert both(rows, instructed, "events.doubled") == ({"甲": D(55)}, {"甲": D(45)})
    assert errors(rows, without(instructed, "events.city")) == {("event", "e1")}
    # A quarter whose 批示 switch is off.
    assert totals(rows, instructed, instructions=False) == {"甲": D(15)}


def test_feature_20_what_was_sent_and_not_adopted_has_points():
    sent = book(submissions=rule(points="1"))
    rows = submissions(3, adopted=1)
    assert both(rows, sent, "submissions") == ({"甲": D(2)}, {})


def test_feature_21_the_quota_goes_by_class_month_and_items():
    task = rule(
        period="month",
        what="submissions",
        classes={"1": "6", "2": "5", "3": "3", "4": "2"},
        shortfall={"each": "-1"},
    )
    rows = [
        unit("甲", class_="1"),
        unit("乙", class_="4"),
        unit("丙"),
        *submissions(4, "甲"),
        *submissions(1, "乙"),
        *submissions(1, "丙"),
    ]
    # 6 − 4 = 2 missing, 2 − 1 = 1 missing, no class no task.
    assert both(rows, book(tasks=[task]), "tasks", through=END_OF_JULY) == (
        {"甲": D(-2), "乙": D(-1)},
        {},
    )
    # Before the month is over nothing is missing.
    assert totals(rows, book(tasks=[task]), through=date(2026, 7, 30)) == {}


def test_feature_21_the_quota_goes_by_quarter_and_placements():
    task = rule(
        period="quarter",
        what="placements",
        level=["national", "province"],
        classes={"1": "3"},
        shortfall={"each": "-2"},
    )
    rows = [unit("甲", class_="1"), placement("1", "province"), placement("2", "city")]
    rows += [placement("3", "national", date=date(2026, 5, 8))]  # of the quarter before
    # 10 + 5, and two of three upper-level placements missing.
    assert both(rows, book(tasks=[task]), "tasks", through=END_OF_Q3) == (
        {"甲": D(11)},
        {"甲": D(15)},
    )


def test_feature_21_the_quota_goes_by_year_and_points():
    task = rule(
        period="year",
        what="points",
        classes={"1": "100", "2": "80", "3": "60", "4": "40"},
        shortfall={"each": "-1"},
    )
    quota = book(tasks=[task])
    november = date(2026, 11, 2)
    rows = [
        unit("甲", class_="2"),
        *(placement(str(number), "national") for number in (1, 2, 3)),
        placement("4", "city", date=november),
    ]
    # 60 in the third quarter; 5 in the fourth, and 80 − 65 = 15 missing there.
    assert by_quarter(rows, quota) == {("甲", "2026Q3"): D(60), ("甲", "2026Q4"): D(-10)}
    assert by_quarter(rows, without(quota, "tasks")) == {
        ("甲", "2026Q3"): D(60),
        ("甲", "2026Q4"): D(5),
    }


def test_feature_22_a_met_quota_gives_a_base_score_up_to_a_cap():
    task = rule(
        period="month",
        what="submissions",
        classes={"1": "1"},
        met={"points": "10", "year_cap": "25"},
    )
    met = book(tasks=[task])
    rows = [unit("甲", class_="1")]
    rows += [submission(str(day), day=day) for day in (JULY, AUGUST, SEPTEMBER)]
    # 10 + 10 + 5 of at most 25 a year; without the cap 30.
    assert both(rows, met, "tasks", through=END_OF_Q3) == ({"甲": D(25)}, {})
    assert totals(rows, without(met, "tasks.0.met.year_cap"), through=END_OF_Q3) == {"甲": D(30)}


def shortfall_book(what, **shortfall):
    return book(tasks=[rule(period="month", what=what, units={"甲": "6"}, shortfall=shortfall)])


def test_feature_23_a_shortfall_costs_so_much_for_each():
    linear = shortfall_book("submissions", each="-1")
    # 3 of 6 sent.
    assert both(submissions(3), linear, "tasks", through=END_OF_JULY) == ({"甲": D(-3)}, {})


def test_feature_23_a_shortfall_costs_a_multiple_of_what_is_missing():
    twice = shortfall_book("points", times="2")
    rows = [placement("1", "system")]
    # 3 of 6 points: −2 × 3, and the 3 that were earned.
    assert both(rows, twice, "tasks", through=END_OF_JULY) == ({"甲": D(-3)}, {"甲": D(3)})


def test_feature_23_a_shortfall_costs_more_each_time():
    growing = shortfall_book("submissions", growing=["-1", "-2", "-4", "-8"])
    rows = [submission("1", day=date(2026, 1, 8)), submission("2", day=date(2026, 4, 8))]
    # Missed in January, February, March: −1 − 2 − 4; in April, May, June: −8 − 8 − 8.
    assert by_quarter(rows, growing, through=date(2026, 6, 30)) == {
        ("甲", "2026Q1"): D(-7),
        ("甲", "2026Q2"): D(-24),
    }
    assert by_quarter(rows, without(growing, "tasks"), through=date(2026, 6, 30)) == {}


# -- caps and floors ---------------------------------------------------------------------------------


def test_feature_24_a_cap_on_one_placement():
    capped = book(
        multipliers=[rule(position="front_lead", factor="2")],
        caps=[rule(per="placement", points="15")],
    )
    rows = [placement("1", "province", position="front_lead"), placement("2", "city")]
    # 10 × 2 is cut to 15; 5 stays.
    assert both(rows, capped, "caps") == ({"甲": D(20)}, {"甲": D(25)})


def test_feature_24_a_cap_on_an_outlet_in_a_year():
    capped = book(caps=[rule(per="outlet", period="year", points="12")])
    rows = [placement(str(number)) for number in (1, 2, 3, 4)]
    rows.append(placement("5", outlet="xywb"))
    # 九江日报 20 → 12, 浔阳晚报 5.
    assert both(rows, capped, "caps") == ({"甲": D(17)}, {"甲": D(25)})


def test_feature_24_a_cap_on_an_outlet_remembers_the_quarters_before():
    capped = book(caps=[rule(per="outlet", period="year", points="12")])
    rows = [placement("1"), placement("2")]
    rows += [placement(number, date=date(2026, 10, 8)) for number in ("3", "4")]
    # 10 of 12 in the third quarter, 2 are left for the fourth.
    assert by_quarter(rows, capped) == {("甲", "2026Q3"): D(10), ("甲", "2026Q4"): D(2)}
    assert by_quarter(rows, without(capped, "caps"))[("甲", "2026Q4")] == D(10)


def test_feature_24_a_cap_on_a_unit_in_a_month_and_in_a_quarter():
    capped = book(
        caps=[rule(period="month", points="8"), rule(of="all", period="quarter", points="12")],
        events={"good": rule(name="好稿", points="2")},
    )
    rows = [placement("1"), placement("2"), placement("3", date=AUGUST), event("e", "good")]
    # July 10 → 8, August 5, and 2 by hand: 15, of the quarter 12.
    assert totals(rows, capped) == {"甲": D(12)}
    assert totals(rows, without(capped, "caps.1")) == {"甲": D(15)}
    assert totals(rows, without(capped, "caps")) == {"甲": D(17)}


def test_feature_24_a_cap_on_a_person_is_the_persons_alone():
    capped = book(persons=rule(), caps=[rule(per="person", period="quarter", points="8")])
    rows = [placement("1", "province", credits=[credit("甲", "张三")])]
    assert both(rows, capped, "caps") == ({"甲": D(10)}, {"甲": D(10)})
    assert persons(rows, capped) == {("甲", "张三"): D(8)}
    assert persons(rows, without(capped, "caps")) == {("甲", "张三"): D(10)}


def test_feature_25_only_so_many_submissions_a_week_count():
    limited = book(submissions=rule(points="1", limit=rule(items=2, per="week")))
    # Monday, Wednesday and Sunday of one week, Monday of the next: 2 + 1.
    days = [date(2026, 7, 6), date(2026, 7, 8), date(2026, 7, 12), date(2026, 7, 13)]
    rows = [submission(str(day), day=day) for day in days]
    assert both(rows, limited, "submissions.limit") == ({"甲": D(3)}, {"甲": D(4)})


def test_feature_25_only_so_many_submissions_a_month_or_a_quarter_count():
    monthly = book(submissions=rule(points="1", limit=rule(items=2, per="month")))
    quarterly = book(submissions=rule(points="1", limit=rule(items=3, per="quarter")))
    rows = [*submissions(3), *submissions(3, day=AUGUST)]
    # 2 in July and 2 in August; 3 in all.
    assert both(rows, monthly, "submissions.limit") == ({"甲": D(4)}, {"甲": D(6)})
    assert both(rows, quarterly, "submissions.limit") == ({"甲": D(3)}, {"甲": D(6)})


def test_feature_26_a_floor():
    floored = book(floor=rule(points="0"), events={"bad": rule(name="通报", points="-5")})
    rows = [placement("1", "system"), event("e", "bad")]
    # 3 − 5 = −2, lifted to 0.
    assert both(rows, floored, "floor") == ({}, {"甲": D(-2)})


# -- late, invited, false, incidents -----------------------------------------------------------------


def test_feature_27_a_late_report_costs_a_point():
    late = book(late=rule(days=30, points="-1"))
    rows = [
        placement("1", date=date(2026, 7, 1), recorded_on=date(2026, 7, 31)),  # the 30th day
        placement("2", date=date(2026, 7, 1), recorded_on=date(2026, 8, 1)),
        placement("3", date=date(2026, 7, 1)),
    ]
    assert both(rows, late, "late") == ({"甲": D(14)}, {"甲": D(15)})


def test_feature_27_a_late_report_counts_nothing():
    late = book(late=rule(days=30, zero=True))
    rows = [
        placement("1", date=date(2026, 7, 1), recorded_on=date(2026, 7, 31)),
        placement("2", date=date(2026, 7, 1), recorded_on=date(2026, 8, 1)),
    ]
    assert both(rows, late, "late") == ({"甲": D(5)}, {"甲": D(10)})


def test_feature_28_an_invited_piece_adds_and_a_missed_one_costs():
    invited = book(
        events={
            "done": rule(name="约稿完成", points="2"),
            "missed": rule(name="约稿未完成", points="-5"),
        }
    )
    rows = [event("e1", "done", count=3), event("e2", "missed")]
    # 3 × 2 − 5.
    assert both(rows, invited, "events.done") == ({"甲": D(1)}, {"甲": D(-5)})
    assert both(rows, invited, "events.missed") == ({"甲": D(1)}, {"甲": D(6)})
    assert errors(rows, without(invited, "events.done")) == {("event", "e1")}


def test_feature_29_false_content_counts_nothing_and_costs():
    false = book(events={"false": rule(name="失实", void=True, points="-5")})
    rows = [
        placement("1", "province"),
        placement("2", "system"),
        event("e", "false", placement="1"),
    ]
    # 10 + 3 − 10 − 5; without `void` 13 − 5; without the rule 13 and an error to settle.
    assert both(rows, false, "events.false.void") == ({"甲": D(-2)}, {"甲": D(8)})
    assert totals(rows, without(false, "events.false")) == {"甲": D(13)}
    assert errors(rows, without(false, "events.false")) == {("event", "e")}


def test_feature_29_false_content_costs_what_is_set_within_a_range():
    ranged = book(events={"false": rule(name="失实", range=["-100", "-50"])})
    rows = [
        placement("1", "province"),
        event("e1", "false", amount=D(-60)),
        event("e2", "false", amount=D(-101)),
    ]
    assert both(rows, ranged, "events.false") == ({"甲": D(-50)}, {"甲": D(10)})
    assert errors(rows, ranged) == {("event", "e2")}


def test_feature_30_an_incident_wipes_the_month():
    wiped = book(
        events={
            "incident": rule(name="责任事故", wipe="month", points="-10"),
            "good": rule(name="好稿", points="2"),
        }
    )
    rows = [
        placement("1", date=JULY),
        placement("2", "province", date=AUGUST),
        event("e1", "good", day=AUGUST),
        event("e2", "incident", day=date(2026, 8, 20)),
    ]
    # July 5; August 10 + 2 − 12; and −10. Without `wipe` 5 + 12 − 10.
    assert both(rows, wiped, "events.incident.wipe") == ({"甲": D(-5)}, {"甲": D(7)})


def test_feature_30_an_incident_takes_half_of_the_total():
    halved = book(events={"incident": rule(name="责任事故", percent="-50")})
    rows = [placement("1", "province"), placement("2", "county"), event("e", "incident")]
    # 12 − 6.
    assert both(rows, halved, "events.incident") == ({"甲": D(6)}, {"甲": D(12)})
    assert errors(rows, without(halved, "events.incident")) == {("event", "e")}


def test_feature_31_a_low_rate_of_adoption_costs():
    low = book(adoption=rule(below="0.3", points="-1", period="month"))
    rows = [
        *submissions(4, "甲", adopted=1),  # 0.25
        *submissions(10, "乙", adopted=3),  # 0.3 is not below
        *submissions(3, "甲", day=AUGUST),  # 0
    ]
    # By the end of July one month, by the end of the quarter two; none was sent in September.
    assert both(rows, low, "adoption", through=END_OF_JULY) == ({"甲": D(-1)}, {})
    assert totals(rows, low, through=END_OF_Q3) == {"甲": D(-2)}


def test_feature_32_named_in_a_circular_costs_each_time():
    named = book(events={"named": rule(name="质量通报", points="-2")})
    rows = [placement("1", "province"), event("e", "named", count=2)]
    assert both(rows, named, "events.named") == ({"甲": D(6)}, {"甲": D(10)})
    assert errors(rows, without(named, "events.named")) == {("event", "e")}


# -- what has to be shown ----------------------------------------------------------------------------


def test_feature_33_only_what_went_through_the_bureau_counts():
    through = book(requires={"bureau": rule()})
    rows = [placement("1", "province"), placement("2", bureau=False)]
    assert both(rows, through, "requires.bureau") == ({"甲": D(10)}, {"甲": D(15)})


def test_feature_34_evidence_is_required_by_kind():
    evidence = [
        rule(kind="paper", any_of=["original"]),
        rule(kind="broadcast", any_of=["broadcast"]),
        rule(kind=["web", "client"], any_of=["screenshot", "link"]),
    ]
    shown = book(requires={"evidence": evidence})
    rows = [
        placement("1", kind="paper", evidence=["screenshot"]),
        placement("2", kind="broadcast", evidence=["slip"]),
        placement("3", kind="web", evidence=["link", "other"]),
        placement("4", kind="magazine", evidence=[]),
    ]
    # The last two; the first without the first entry, the second without the second.
    assert both(rows, shown, "requires.evidence.0") == ({"甲": D(10)}, {"甲": D(15)})
    assert both(rows, shown, "requires.evidence.1") == ({"甲": D(10)}, {"甲": D(15)})
    assert both(rows, shown, "requires") == ({"甲": D(10)}, {"甲": D(20)})


def test_feature_35_what_comes_after_the_tally_day_counts_nothing():
    tallied = book(deadline=rule(day=5, after="month", then="zero"))
    rows = [
        placement("1", evidence_on=date(2026, 8, 5)),
        placement("2", evidence_on=date(2026, 8, 6)),
        placement("3"),
    ]
    assert both(rows, tallied, "deadline") == ({"甲": D(10)}, {"甲": D(15)})


def test_feature_35_what_comes_after_the_tally_day_counts_when_it_comes():
    moved = book(deadline=rule(day=5, after="quarter", then="move"))
    published = date(2026, 3, 20)
    rows = [
        placement("1", date=published, evidence_on=date(2026, 4, 5)),
        placement("2", "province", date=published, evidence_on=date(2026, 4, 20)),
    ]
    assert by_quarter(rows, moved) == {("甲", "2026Q1"): D(5), ("甲", "2026Q2"): D(10)}
    assert by_quarter(rows, without(moved, "deadline")) == {("甲", "2026Q1"): D(15)}


# -- standings and marks -----------------------------------------------------------------------------

FOUR_UNITS = [
    unit("甲", "county"),
    unit("乙", "county"),
    unit("丙", "city"),
    unit("丁", "own"),
    placement("1", "province", "甲"),
    placement("2", "city", "乙"),
    placement("3", "national", "丙"),
    placement("4", "national", "丁"),
    placement("5", "city", "丁"),
]  # 甲 10, 乙 5, 丙 20, 丁 25


def test_feature_36_groups_are_ranked_apart():
    grouped = book(ranking=rule(by="group"))
    assert ranks(FOUR_UNITS, grouped) == {
        ("county", "甲"): 1,
        ("county", "乙"): 2,
        ("city", "丙"): 1,
        ("own", "丁"): 1,
    }
    assert ranks(FOUR_UNITS, without(grouped, "ranking")) == {
        ("", "丁"): 1,
        ("", "丙"): 2,
        ("", "甲"): 3,
        ("", "乙"): 4,
    }


def test_feature_36_the_bureaus_own_offices_stand_apart():
    apart = book(ranking=rule(by="all", apart=["own"]))
    assert ranks(FOUR_UNITS, apart) == {
        ("", "丙"): 1,
        ("", "甲"): 2,
        ("", "乙"): 3,
        ("own", "丁"): 1,
    }
    assert ranks(FOUR_UNITS, without(apart, "ranking.apart"))[("", "丙")] == 2


TWENTY_AND_TEN = [placement("1", "national", "甲"), placement("2", "province", "乙")]


def test_feature_37_marks_are_linear_to_the_best():
    linear = book(marks=rule(method="linear", full="5"))
    # 5 × 20 ÷ 20 and 5 × 10 ÷ 20.
    assert marks(TWENTY_AND_TEN, linear) == {"甲": D(5), "乙": D("2.5")}
    assert marks(TWENTY_AND_TEN, without(linear, "marks")) == {}


def test_feature_37_marks_are_linear_to_the_best_of_the_group():
    linear = book(ranking=rule(by="group"), marks=rule(method="linear", full="5"))
    # 县（市、区）: 甲 is the best with 10, 乙 has half of it; the others are the best of theirs.
    assert marks(FOUR_UNITS, linear) == {"甲": D(5), "乙": D("2.5"), "丙": D(5), "丁": D(5)}
    # Together the best has 25: 5 × 10, 5, 20, 25 ÷ 25.
    assert marks(FOUR_UNITS, without(linear, "ranking")) == {
        "甲": D(2),
        "乙": D(1),
        "丙": D(4),
        "丁": D(5),
    }


def test_feature_37_marks_go_by_thresholds():
    rows = [{"at_least": "20", "marks": "5"}, {"at_least": "10", "marks": "3"}]
    steps = book(marks=rule(method="thresholds", rows=rows, rest="1"))
    three = [*TWENTY_AND_TEN, placement("3", "city", "丙")]
    assert marks(three, steps) == {"甲": D(5), "乙": D(3), "丙": D(1)}
    # Without the first row 20 is only at least 10.
    assert marks(three, without(steps, "marks.rows.0")) == {"甲": D(3), "乙": D(3), "丙": D(1)}


def test_feature_37_marks_go_by_bands_of_rank():
    rows = [{"to_rank": 1, "marks": "5"}, {"to_rank": 2, "marks": "4"}]
    bands = book(marks=rule(method="bands", rows=rows, rest="2"))
    three = [*TWENTY_AND_TEN, placement("3", "city", "丙")]
    assert marks(three, bands) == {"甲": D(5), "乙": D(4), "丙": D(2)}
    assert marks(three, without(bands, "marks.rows.1")) == {"甲": D(5), "乙": D(2), "丙": D(2)}


def test_feature_37_marks_are_fixed():
    fixed = book(marks=rule(method="fixed", full="3"))
    assert marks(TWENTY_AND_TEN, fixed) == {"甲": D(3), "乙": D(3)}
    assert marks(TWENTY_AND_TEN, without(fixed, "marks")) == {}


def test_feature_38_two_minima_hold_at_once():
    minima = [rule(points="20"), rule(points="8", levels=["national", "province"])]
    both_minima = book(marks=rule(method="fixed", full="3"), minima=minima)
    rows = [
        placement("1", "national", "甲"),  # 20, of them 20 upper
        *(placement(f"2{number}", "city", "乙") for number in range(4)),  # 20, none upper
        placement("3", "province", "丙"),  # 10, of them 10 upper
    ]
    assert marks(rows, both_minima) == {"甲": D(3), "乙": D(0), "丙": D(0)}
    assert marks(rows, both_minima, "meets_minima") == {"甲": True, "乙": False, "丙": False}
    # Without the second 乙 meets what is left, without the first 丙 does.
    assert marks(rows, without(both_minima, "minima.1")) == {"甲": D(3), "乙": D(3), "丙": D(0)}
    assert marks(rows, without(both_minima, "minima.0")) == {"甲": D(3), "乙": D(0), "丙": D(3)}


def test_feature_39_an_event_disqualifies_from_awards():
    struck = book(
        marks=rule(method="fixed", full="3"),
        awards=rule(units=1),
        events={"incident": rule(name="责任事故", points="-1", disqualify=True)},
    )
    rows = [*TWENTY_AND_TEN, event("e", "incident", unit="甲")]
    # 甲 is still first with 19, the one award goes to 乙.
    assert marks(rows, struck, "disqualified") == {"甲": True, "乙": False}
    assert marks(rows, struck, "award") == {"甲": False, "乙": True}
    spared = without(struck, "events.incident.disqualify")
    assert marks(rows, spared, "disqualified") == {"甲": False, "乙": False}
    assert marks(rows, spared, "award") == {"甲": True, "乙": False}


def test_feature_39_an_event_of_a_person_disqualifies_the_person():
    struck = book(
        marks=rule(method="fixed", full="3"),
        persons=rule(),
        awards=rule(units=1, persons=1),
        events={"false": rule(name="失实", disqualify=True)},
    )
    rows = [
        placement("1", "national", [credit("甲", "张三")]),
        placement("2", "province", [credit("甲", "李四")]),
        event("e", "false", person="张三"),
    ]
    people = {"甲 张三": True, "甲 李四": False}
    assert marks(rows, struck, "disqualified", of="person") == people
    assert marks(rows, struck, "award", of="person") == {"甲 张三": False, "甲 李四": True}
    spared = instead(struck, "events.false", rule(name="失实", points="-1"))
    assert marks(rows, spared, "award", of="person") == people


def test_feature_40_awards_have_a_quota():
    quota = book(
        marks=rule(method="fixed", full="3"), persons=rule(), awards=rule(units=2, persons=1)
    )
    rows = [
        placement("1", "national", [credit("甲", "张三")]),
        placement("2", "province", [credit("乙", "李四")]),
        placement("3", "city", [credit("丙", "王五")]),
    ]
    assert marks(rows, quota, "award") == {"甲": True, "乙": True, "丙": False}
    people = {"甲 张三": True, "乙 李四": False, "丙 王五": False}
    assert marks(rows, quota, "award", of="person") == people
    none = without(quota, "awards")
    assert marks(rows, none, "award") == {"甲": False, "乙": False, "丙": False}


# -- lists, tracks, equivalents, versions ------------------------------------------------------------


def test_feature_41_an_unlisted_outlet_counts_as_its_level():
    listed = book(listed=rule(outlets=["jjrb"], unlisted=rule()))
    rows = [placement("1", outlet="jjrb"), placement("2", outlet="jjfb")]
    assert both(rows, listed, "listed.unlisted") == ({"甲": D(10)}, {"甲": D(5)})
    assert errors(rows, without(listed, "listed.unlisted")) == {("placement", "2")}
    assert errors(rows, without(listed, "listed")) == set()


def test_feature_42_tracks_are_not_mixed():
    tracks = [
        rule(code="info", name="政务信息", kind="internal"),
        rule(code="news", name="新闻宣传"),
    ]
    apart = book(tracks=tracks, caps=[rule(period="quarter", points="8")])
    rows = [
        placement("1", "province", kind="internal"),
        placement("2", "city"),
        placement("3", "county"),
    ]
    # 10 → 8 in the one track, 5 + 2 in the other; mixed 17 → 8.
    assert totals(rows, apart, track="info") == {"甲": D(8)}
    assert totals(rows, apart, track="news") == {"甲": D(7)}
    assert totals(rows, without(apart, "tracks")) == {"甲": D(8)}
    assert totals(rows, without(apart, "tracks"), track="info") == {}


def test_feature_43_a_prize_is_worth_three_items():
    prize = book(
        tasks=[
            rule(period="month", what="submissions", units={"甲": "6"}, shortfall={"each": "-1"})
        ],
        events={"prize": rule(name="获奖", items=3)},
    )
    rows = [*submissions(2), event("e", "prize")]
    # 2 + 3 of 6; without it the event is unknown and 4 are missing.
    assert both(rows, prize, "events.prize", through=END_OF_JULY) == ({"甲": D(-1)}, {"甲": D(-4)})
    assert errors(rows, prize) == set()
    assert errors(rows, without(prize, "events.prize")) == {("event", "e")}


def test_feature_44_the_publication_date_picks_the_book():
    later = book(valid_from="2026-07-01", rates=[rule(level="city", points="8")])
    rows = [
        placement("1", date=date(2026, 6, 30)),
        placement("2", date=date(2026, 7, 1)),
        placement("3", date=date(2025, 12, 31)),
    ]
    books = [later, book()]
    assert by_quarter(rows, *books) == {("甲", "2026Q2"): D(5), ("甲", "2026Q3"): D(8)}
    assert errors(rows, *books) == {("placement", "3")}
    # With only the first, and with only the later one.
    assert by_quarter(rows, book()) == {("甲", "2026Q2"): D(5), ("甲", "2026Q3"): D(5)}
    assert errors(rows, later) == {("placement", "1"), ("placement", "3")}
