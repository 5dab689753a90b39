"""A file of facts as docs/scoring.md has it: what is empty, what is read, and that all that is wrong is told at
once with its line."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.arithmetic.csv_facts import FactsFaulty, read_facts

PLACEMENT = "row,id,date,outlet,level,credits\nplacement,p1,2026-07-01,jjrb,city,{}\n"


def faults_of(text):
    with pytest.raises(FactsFaulty) as refused:
        read_facts(text.encode() if isinstance(text, str) else text)
    return refused.value.faults


def test_empty_cells_and_missing_columns_have_their_defaults():
    assert read_facts(PLACEMENT.format("甲").encode())["placements"] == [
        {
            "id": "p1",
            "piece": None,
            "date": date(2026, 7, 1),
            "outlet": "jjrb",
            "level": "city",
            "kind": "",
            "genre": "news",
            "position": "inner",
            "use": "sole",
            "length": None,
            "credits": [{"unit": "甲", "person": None, "share": Decimal(1)}],
            "journalists": 0,
            "bureau": True,
            "evidence": [],
            "evidence_on": None,
            "recorded_on": None,
        }
    ]


def test_credits_name_unit_person_and_share_in_their_order():
    placement = read_facts(PLACEMENT.format("都昌局/张三*3; 湖口局*0.5；瑞昌局").encode())[
        "placements"
    ][0]
    assert [tuple(credit.values()) for credit in placement["credits"]] == [
        ("都昌局", "张三", Decimal(3)),
        ("湖口局", None, Decimal("0.5")),
        ("瑞昌局", None, Decimal(1)),
    ]


def test_byte_order_mark_and_order_of_columns_do_not_matter():
    turned = "credits,level,outlet,date,id,row\n甲,city,jjrb,2026-07-01,p1,placement\n"
    assert read_facts(("\ufeff" + turned).encode()) == read_facts(PLACEMENT.format("甲").encode())


def test_submission_and_event_are_read():
    facts = read_facts(
        b"row,id,unit,person,date,piece,placement,adopted,kind_of_event,count,amount,track\n"
        b"submission,s1,A,B,2026-07-01,x,,yes,,,,\n"
        b"event,e1,A,,2026-07-02,,p1,,prize,2,-0.5,news\n"
    )
    assert facts["submissions"] == [
        {
            "id": "s1",
            "unit": "A",
            "person": "B",
            "date": date(2026, 7, 1),
            "piece": "x",
            "genre": "news",
            "adopted": True,
        }
    ]
    assert facts["events"] == [
        {
            "id": "e1",
            "kind": "prize",
            "unit": "A",
            "person": None,
            "date": date(2026, 7, 2),
            "count": 2,
            "amount": Decimal("-0.5"),
            "placement": "p1",
            "piece": None,
            "track": "news",
        }
    ]


def test_all_that_is_wrong_is_told_at_once_with_its_line():
    faults = faults_of(
        "row,id,unit,date,outlet,level,credits,count,kind_of_event\n"
        "placement,p1,,2026-13-01,jjrb,village,甲,,\n"
        "placement,p1,,2026-07-01,jjrb,city,甲*x,,\n"
        "article,,,,,,,,\n"
        "event,e1,甲,2026-07-01,,,,-1,\n"
    )
    assert [fault.split("：")[0] for fault in faults] == [
        "第2行",  # the date
        "第2行",  # the level
        "第3行",  # the id once more
        "第3行",  # the share
        "第4行",
        "第5行",  # no kind of event
        "第5行",  # the count
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unit,id\n甲,1\n",  # without the column `row`
        "row,unit,colour\nunit,甲,red\n",
        "row,unit,unit\nunit,甲,乙\n",
        "row,unit\nunit,甲,乙\n",
        "row,unit\nunit,\n",
        "row,unit\nunit,甲\nunit,甲\n",
        "row,unit\nunit," + "甲" * 140_000 + "\n",  # more than a cell may hold
        "row,unit\nunit,甲\x00\n",
        "row,unit\nunit,甲\n".encode("gbk"),
    ],
    ids=range(10),
)
def test_broken_file_is_refused_in_words(text):
    faults = faults_of(text)
    assert faults and all(faults)


@pytest.mark.parametrize("day", ["2026/9/3", "2026-9-3", "2026.09.03", "2026年9月3日"])
def test_a_day_is_read_as_a_spreadsheet_writes_it(day):
    """Excel saves 2026-09-03 as 2026/9/3; the file was refused."""
    text = PLACEMENT.format("甲").replace("2026-07-01", day)
    assert read_facts(text.encode())["placements"][0]["date"] == date(2026, 9, 3)


def test_a_day_that_is_none_is_still_a_fault():
    assert len(faults_of(PLACEMENT.format("甲").replace("2026-07-01", "2026/9/31"))) == 1


def test_empty_columns_at_the_end_are_dropped():
    """They were told as unknown columns without a name: 不认识的列：、、"""
    text = PLACEMENT.format("甲").replace("\n", ",,,\n")
    assert read_facts(text.encode()) == read_facts(PLACEMENT.format("甲").encode())
    assert "格子比列名多" in faults_of(PLACEMENT.format("甲,,x"))[0]


def test_an_id_that_the_spreadsheet_shortened_is_a_fault():
    assert "科学记数法" in faults_of(PLACEMENT.format("甲").replace("p1", "2.0261E+11"))[0]


def test_names_are_read_as_they_are_kept():
    (placement,) = read_facts(PLACEMENT.format("都昌\u200b局/买买提•艾力").encode())["placements"]
    assert placement["credits"] == [
        {"unit": "都昌局", "person": "买买提·艾力", "share": Decimal(1)}
    ]
