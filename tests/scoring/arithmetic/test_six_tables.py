"""Six real rules typed in as books (docs/rulebooks, with what they leave open in its README), each worked by
hand on a small file of facts, and the cases over which units argue. No figure here comes from the program."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.core.management import call_command

from scoring.arithmetic.check import score
from scoring.arithmetic.csv_facts import read_facts
from tests.scoring.arithmetic.book_facts import (
    book,
    by_quarter,
    credit,
    event,
    instead,
    placement,
    ranks,
    rule,
    submissions,
    totals,
    without,
)

BOOKS = Path(__file__).parents[3] / "docs" / "rulebooks"
FACTS = Path(__file__).parents[1] / "facts"
END_OF_JULY, END_OF_Q3 = date(2026, 7, 31), date(2026, 9, 30)


def paper_rule(name):
    return json.loads((BOOKS / f"{name}.json").read_text(encoding="utf-8"))


def scored(name, facts_name=None, **options):
    """{unit: points} of the third quarter and the errors, by the real rule over its file of facts."""
    facts = read_facts((FACTS / f"{facts_name or name}.csv").read_bytes())
    result = score(facts, [paper_rule(name)], **options)
    units = {
        name: points for (_, name, when), points in result["units"].items() if when == "2026Q3"
    }
    return units, result["errors"]


# -- the six tables ----------------------------------------------------------------------------------


def test_gaoan_worked_by_hand():
    # 农业农村局: g1 国家单独 20 + g2 国家综合 10 + g3 省头版头条 20.
    # 教体局: g4 省综合, on the front page as composite still 5 + g6 《老区建设》 8, over the 10 of its level
    #   + g7 市头版 8 + g9 市其他 3.
    # 水利局: p1 ran in the province (g5, 10) and in the city (g8, 5): the higher, 10.
    # g10, a reprint in the province, has no rate.
    assert scored("gaoan-2023", "gaoan") == (
        {"农业农村局": D(50), "教体局": D(24), "水利局": D(10)},
        {("placement", "g10")},
    )


def test_renshe_worked_by_hand():
    # 就业局: July r1 6 of two units 3; August r2 市头版头条 8, r3 without the original 0; September r4 came
    #   on the 6th of October 0, r5 国家头版头条 on the 5th 40. Task 6 a month: July −2 × 3. 3+8+40−6.
    # 社保局: July r1 3, r6 4; e1 false content −4 −5, e2 invited and missed −5. Task 4 a month, r6 counts
    #   no more: July −2 × 1, August −2 × 4, September −2 × 4. 3+4−4−5−5−2−8−8.
    assert scored("renshe", through=END_OF_Q3) == ({"就业局": D(45), "社保局": D(-25)}, set())


def test_lianyungang_worked_by_hand():
    # 海州区: p1 50 + 10 + 3, cumulative, and 批示 6 of 5–10: 69. i4 wants 12 and is an error.
    # 赣榆区: 省调研 30 + 省专报 20 + 市调研 20 + 市简讯 1 = 71, and 批示 100 + 50: 221.
    # l8, 省简讯, has no rate.
    assert scored("lianyungang") == (
        {"海州区": D(69), "赣榆区": D(221)},
        {("placement", "l8"), ("event", "i4")},
    )


def test_lianyungang_without_instructions():
    # 《整治形式主义为基层减负若干规定》: the quarter's switch is off.
    assert scored("lianyungang", instructions=False)[0] == {"海州区": D(63), "赣榆区": D(71)}


def test_zheky_worked_by_hand():
    # 作物所: p1 国家头版 800 × 2 = 1600, and the city's 200 ÷ 5 = 40.
    # 畜牧所: z3 1250 字, four full hundreds over 800: 500 × 1.4 = 700; z4 网络图片 500 × 60 % = 300.
    # 蔬菜所: z5 市头版 200 × 1.3 = 260, 3000 字 would be × 3.2, at most × 3 = 780; z6 half of 50.
    # 花卉所: z6 half of 50, z7 a picture in a paper 500.
    assert scored("zheky") == (
        {"作物所": D(1640), "畜牧所": D(1000), "蔬菜所": D(805), "花卉所": D(525)},
        set(),
    )


def test_xumu_worked_by_hand():
    # 畜牧站: x1 2; x2 900 字 counts as 调研 and 上级 6 × 2 = 12, first of 3:2 7.2.
    # 疫控中心: x2 4.8; x3 转发 6 ÷ 2 = 3.
    # 饲料站: third in x2 0; p1 ran at 国家 4, 省 4 twice and 市 2: two levels, one each, 4 + 4.
    assert scored("xumu") == ({"畜牧站": D("9.2"), "疫控中心": D("7.8"), "饲料站": D(8)}, set())


def shengzhou_facts():
    """教育局, class 2: nine pieces sent in each of January to April, eight in each later month = 100; adopted
    3 national, 4 provincial, 3 city, 1 county. 司法局, class 4: one sent in each month, none adopted."""
    lines = ["row,id,unit,class,date,piece,outlet,level,credits,adopted"]
    lines += ["unit,,教育局,2,,,,,,", "unit,,司法局,4,,,,,,"]
    for month in range(1, 13):
        for number in range(9 if month <= 4 else 8):
            lines.append(f"submission,a{month}-{number},教育局,,2026-{month:02}-10,,,,,no")
        lines.append(f"submission,b{month},司法局,,2026-{month:02}-11,,,,,no")
    adopted = [
        ("02", "national", 3),
        ("05", "province", 4),
        ("08", "city", 3),
        ("11", "county", 1),
    ]
    for month, level, count in adopted:
        for number in range(count):
            name = f"{level}{number}"
            lines.append(f"placement,{name},,,2026-{month}-20,,{level},{level},教育局,")
    return "\n".join(lines).encode()


def test_shengzhou_class_2_unit_with_items_met_and_points_missed():
    # Assumed (the source gives no points and no consequence): 10 / 5 / 3 / 1 and −1 for each that is missing.
    # 教育局: five a month met in each month, 100 items of the year met. Points 30 + 20 + 9 + 1 = 60 of 80:
    #   −20 in the fourth quarter, beside the 1 earned there.
    # 司法局: one of two each month −1; of the year 12 of 50 −38, and 0 of 40 points −40.
    result = score(read_facts(shengzhou_facts()), [paper_rule("shengzhou")])
    assert {key[1:]: points for key, points in result["units"].items()} == {
        ("教育局", "2026Q1"): D(30),
        ("教育局", "2026Q2"): D(20),
        ("教育局", "2026Q3"): D(9),
        ("教育局", "2026Q4"): D(-19),
        ("司法局", "2026Q1"): D(-3),
        ("司法局", "2026Q2"): D(-3),
        ("司法局", "2026Q3"): D(-3),
        ("司法局", "2026Q4"): D(-81),
    }
    assert result["errors"] == set()


# -- the cases over which units argue ----------------------------------------------------------------

ONE_PIECE = [
    placement("1", "national", outlet="rmrb", kind="client", piece="a"),  # 人民日报客户端 20
    placement("2", "city", outlet="jjrb", piece="a"),  # 九江日报 5
    placement("3", "system", outlet="jjlgb", kind="wechat", piece="a"),  # 九江老干部微讯 3
]


@pytest.mark.parametrize(
    ("same_piece", "expected"),
    [
        ({"mode": "highest"}, "20"),
        ({"mode": "cumulative"}, "28"),  # 20 + 5 + 3
        ({"mode": "highest_plus", "fraction": "0.2"}, "21.6"),  # 20 + 5 ÷ 5 + 3 ÷ 5
        ({"mode": "top_levels", "levels": 2}, "25"),  # 20 + 5
    ],
)
def test_one_piece_in_three_outlets(same_piece, expected):
    assert totals(ONE_PIECE, book(same_piece=rule(**same_piece))) == {"甲": D(expected)}


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ({"mode": "equal"}, ("5", "5")),
        ({"mode": "ratio", "ratio": ["3", "2"]}, ("6", "4")),
        ({"mode": "each"}, ("10", "10")),
    ],
)
def test_two_authors_of_two_units_share_ten_points(split, expected):
    rows = [placement("1", "province", [credit("甲", "张三"), credit("乙", "李四")])]
    first, second = map(D, expected)
    assert totals(rows, book(split=rule(**split))) == {"甲": first, "乙": second}


def test_month_with_3_of_6_task_points_costs_6():
    # 人社局: half of a provincial 6 is 3; 3 of 就业局's 6 are missing, twice that is −6.
    shared = [credit("就业局"), credit("外单位")]
    rows = [placement("1", "province", shared)]
    renshe = paper_rule("renshe")
    assert totals(rows, renshe, through=END_OF_JULY)["就业局"] == D(3) - D(6)
    assert totals(rows, without(renshe, "tasks"), through=END_OF_JULY)["就业局"] == D(3)


def test_misses_cost_1_2_4_8():
    task = rule(
        period="month",
        what="submissions",
        units={"甲": "2"},
        shortfall={"growing": ["-1", "-2", "-4", "-8"]},
    )
    months = [date(2026, month, 10) for month in (1, 2, 3, 4, 5, 6)]
    # January, February, March and May are missed with one of two each; April and June are met.
    rows = [row for day in months for row in submissions(2 if day.month in (4, 6) else 1, day=day)]
    assert by_quarter(rows, book(tasks=[task]), through=date(2026, 6, 30)) == {
        ("甲", "2026Q1"): D(-1) - D(2) - D(4),
        ("甲", "2026Q2"): D(-8),
    }


def test_quarter_cap_of_10_with_12_5_earned():
    capped = book(
        rates=[rule(level="city", points="2.5")],
        caps=[rule("第八条", "每季度最高10分", period="quarter", points="10")],
    )
    rows = [placement(str(number)) for number in range(5)]
    assert totals(rows, capped) == {"甲": D(10)}
    assert totals(rows, without(capped, "caps")) == {"甲": D("12.5")}


def test_incident_takes_half_of_the_total():
    events = {
        "incident": rule("第九条", "发生责任事故的，扣总分的50%", name="责任事故", percent="-50")
    }
    rows = [placement("1", "national"), placement("2", "city"), event("e", "incident")]
    # 20 + 5 − 12.5.
    assert totals(rows, book(events=events)) == {"甲": D("12.5")}


def test_tie_is_broken_by_level_and_else_shares_the_rank():
    four_city = [placement(f"a{number}", "city", "甲") for number in range(4)]
    one_national = [placement("b1", "national", "乙")]
    two_province = [
        placement(f"{name}{number}", "province", name) for name in "丙丁" for number in (1, 2)
    ]
    last = [placement("e1", "city", "戊")]
    # All but 戊 have 20: first the national one; then two provincial ones, equal in all; then the city's.
    rows = [*four_city, *one_national, *two_province, *last]
    ranked = {("", "乙"): 1, ("", "丙"): 2, ("", "丁"): 2, ("", "甲"): 4, ("", "戊"): 5}
    assert ranks(rows, book()) == ranked
    # A book may ask for other levels: by city placements 甲 is first, the others are equal.
    by_city = book(ranking=rule(by="all", ties=["city"]))
    assert ranks(rows, by_city) == {
        ("", "甲"): 1,
        ("", "乙"): 2,
        ("", "丙"): 2,
        ("", "丁"): 2,
        ("", "戊"): 5,
    }


def test_book_that_changes_in_mid_year():
    first = book(rates=[rule(level="city", points="5")])
    second = book(valid_from="2026-07-01", rates=[rule(level="city", points="8")])
    rows = [placement("1", date=date(2026, 6, 30)), placement("2", date=date(2026, 7, 1))]
    expected = {("甲", "2026Q2"): D(5), ("甲", "2026Q3"): D(8)}
    assert by_quarter(rows, first, second) == expected
    assert by_quarter(rows, second, first) == expected


def test_book_that_changes_keeps_the_value_of_the_publication_date():
    # Published under the first book, counted under the second, which asks for evidence in time no more.
    deadline = rule(day=5, after="quarter", then="move")
    first = book(rates=[rule(level="city", points="5")], deadline=deadline)
    second = book(
        valid_from="2026-04-01",
        rates=[rule(level="city", points="8")],
        caps=[rule(period="quarter", points="12")],
    )
    rows = [
        placement("1", date=date(2026, 3, 20), evidence_on=date(2026, 4, 20)),
        placement("2", date=date(2026, 4, 2)),
    ]
    # 5 by the first book and 8 by the second, in the second quarter with its cap of 12.
    assert by_quarter(rows, first, second) == {("甲", "2026Q2"): D(12)}
    assert by_quarter(rows, first, without(second, "caps")) == {("甲", "2026Q2"): D(13)}


def test_published_in_the_first_quarter_with_evidence_in_the_second():
    published, proved = date(2026, 3, 20), date(2026, 4, 20)
    row = placement("1", "province", date=published, evidence_on=proved)
    deadline = rule(
        "第十条", "季后5日前报送佐证，逾期计入下季度", day=5, after="quarter", then="move"
    )
    moved = book(deadline=deadline)
    assert by_quarter([row], moved) == {("甲", "2026Q2"): D(10)}
    assert by_quarter([row], instead(moved, "deadline.then", "zero")) == {}
    assert by_quarter([row], without(moved, "deadline")) == {("甲", "2026Q1"): D(10)}


def test_later_and_higher_placement_earns_the_difference_in_its_own_quarter():
    for_ever = book(same_piece=rule(mode="highest", window="always"))
    rows = [
        placement("1", "city", piece="a", date=date(2026, 6, 1)),
        placement("2", "national", outlet="rmrb", piece="a", date=date(2026, 8, 1)),
        placement("3", "province", outlet="jxrb", piece="a", date=date(2026, 10, 10)),
    ]
    # 5, then 20 − 5, then nothing, since 20 is the highest; by the quarter 5, 20, 10.
    assert by_quarter(rows, for_ever) == {("甲", "2026Q2"): D(5), ("甲", "2026Q3"): D(15)}
    assert by_quarter(rows, book()) == {
        ("甲", "2026Q2"): D(5),
        ("甲", "2026Q3"): D(20),
        ("甲", "2026Q4"): D(10),
    }


def test_decimals_to_half_a_point():
    halves = book(
        rounding={"scale": 1, "step": "0.5", "mode": "half_up"},
        multipliers=[rule(use="composite", factor="0.75")],
    )
    # 5 × 0.75 = 3.75 → 4; 3 × 0.75 = 2.25 → 2.5; 2 × 0.75 = 1.5.
    rows = [
        placement("1", "city", "甲", use="composite"),
        placement("2", "system", "乙", use="composite"),
        placement("3", "county", "丙", use="composite"),
    ]
    assert totals(rows, halves) == {"甲": D(4), "乙": D("2.5"), "丙": D("1.5")}
    cut = instead(halves, "rounding.mode", "down")
    assert totals(rows, cut) == {"甲": D("3.5"), "乙": D(2), "丙": D("1.5")}


def test_decimals_to_half_a_point_are_shared_in_halves():
    halves = book(rounding={"scale": 1, "step": "0.5", "mode": "half_up"}, split=rule(mode="equal"))
    rows = [placement("1", "city", [credit("甲"), credit("乙"), credit("丙")])]
    # 5 ÷ 3 = 1.66…, cut to 1.5 each; the half that remains goes to the first.
    assert totals(rows, halves) == {"甲": D(2), "乙": D("1.5"), "丙": D("1.5")}


# -- the command -------------------------------------------------------------------------------------


def test_command_prints_what_was_worked_by_hand(capsys):
    call_command("score", FACTS / "xumu.csv", "--book", BOOKS / "xumu.json")
    printed = json.loads(capsys.readouterr().out)
    tables = [
        table
        for table in printed["standings"]
        if (table["period"], table["of"]) == ("2026Q3", "unit")
    ]
    assert [
        [(row["rank"], row["name"], D(row["points"])) for row in table["rows"]] for table in tables
    ] == [[(1, "畜牧站", D("9.2")), (2, "饲料站", D(8)), (3, "疫控中心", D("7.8"))]]
    assert printed["errors"] == []
    assert all(line["clause"] for line in printed["lines"])
    assert all(step["clause"] for line in printed["lines"] for step in line["steps"])


def test_command_takes_several_books(capsys, tmp_path):
    later = tmp_path / "later.json"
    doubled = {**paper_rule("xumu"), "valid_from": "2026-07-01"}
    doubled["rates"] = [{**rate, "points": "4"} for rate in doubled["rates"]]
    later.write_text(json.dumps(doubled), encoding="utf-8")
    call_command("score", FACTS / "xumu.csv", "--book", BOOKS / "xumu.json", "--book", later)
    lines = json.loads(capsys.readouterr().out)["lines"]
    # x1, 信息 of 300 字 on the 2nd of July: 4 by the later book.
    assert [D(line["points"]) for line in lines if line["placement"] == "x1"] == [D(4)]
