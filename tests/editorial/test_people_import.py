"""Units and people from spreadsheets: what is read, what is wrong with it, what is written."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.actions import imports
from editorial.models import RoleGroup, UnitPage, User
from editorial.people_import import (
    MAX_ROWS,
    PEOPLE_COLUMNS,
    UNIT_COLUMNS,
    FileRefused,
    Known,
    check_people,
    check_units,
    read_table,
)
from editorial.roles import GRANTABLE_BY_MANAGER
from editorial.sheets import workbook

KNOWN = Known(
    units={"都昌县委老干部局": 7, "都昌": 7},
    retired_units=frozenset({"老单位"}),
    unit_names=frozenset({"都昌县委老干部局"}),
    usernames=frozenset({"chenming"}),
    grantable=GRANTABLE_BY_MANAGER,
)


def people(*rows):
    return check_people(read_table(workbook(PEOPLE_COLUMNS, rows), PEOPLE_COLUMNS), KNOWN)


def units(*rows):
    return check_units(read_table(workbook(UNIT_COLUMNS, rows), UNIT_COLUMNS), KNOWN)


def test_a_right_row_becomes_the_arguments_of_adding():
    (row,) = people(("李 梅", "都昌", "通讯员、负责人", "", "a@b.cn", "13800000000"))
    assert row.faults == []
    assert row.values == {
        "name": "李梅",
        "roles": ["correspondent", "head"],
        "unit_id": 7,
        "email": "a@b.cn",
        "phone": "13800000000",
        "username": "limei",
    }


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "都昌", "通讯员"), "姓名没有填"),
        (("李梅", "都昌", ""), "角色没有填"),
        (("李梅", "", "通讯员"), "通讯员和负责人要填单位"),
        (("李梅", "无此单位", "通讯员"), "没有叫“无此单位”的单位，请先建单位或改成全称、简称"),
        (("李梅", "老单位", "通讯员"), "“老单位”已停用，不能再安排人员"),
        (("李梅", "", "终审"), "“终审”由系统管理员授予，不能在这里导入"),
        (("李梅", "", "编辑", "CHENMING"), "用户名“CHENMING”已有人用"),
        (("李梅", "", "编辑", "李 梅"), "用户名只能用字母、数字和 . _ - @ +"),
        (("李梅", "", "编辑", "", "不是邮箱"), "邮箱写法不对"),
        (("李" * 41, "", "编辑"), "姓名超过40个字"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row, fault):
    assert people(row)[0].faults == [fault]


def test_usernames_are_unique_within_the_sheet_too():
    rows = people(("陈明", "", "编辑"), ("陈明", "", "编辑"), ("陈鸣", "", "编辑", "chenming2"))
    assert [row.values["username"] for row in rows[:2]] == ["chenming2", "chenming3"]
    assert rows[2].faults == ["用户名“chenming2”已有人用"]


def test_units_are_checked_against_what_exists_and_the_rows_before():
    rows = units(
        ("市教育局", "教育", "市直单位", "2类"),
        ("市教育局", "教育", "市直单位", ""),
        ("都昌县委老干部局", "都昌", "县", "9"),
    )
    assert rows[0].values["quota_class"] == 2
    assert rows[0].faults == []
    assert rows[1].faults == ["表里前面已有同名单位"]
    assert rows[2].faults == [
        "已经有叫“都昌县委老干部局”的单位",
        "排名组应填“县市区”或“市直单位”",
        "任务类别应是1到4",
    ]


def test_rows_keep_their_number_of_the_sheet():
    table = read_table("姓名,单位,角色\n\n李梅,都昌,通讯员\n".encode("gb18030"), PEOPLE_COLUMNS)
    assert [number for number, _ in table] == [3]


def test_csv_is_read_in_both_encodings():
    for encoding in ("utf-8-sig", "gb18030"):
        data = "姓名*,单位,角色\n李梅,都昌,通讯员\n".encode(encoding)
        assert read_table(data, PEOPLE_COLUMNS)[0][1]["姓名"] == "李梅"


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "没有内容"),
        (b"PK\x03\x04 broken", "打不开"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "xlsx"),
        ("姓名,单位,角色".encode(), "只有表头"),
        ("名字,单位\n李梅,都昌".encode(), "缺少“姓名”“角色”"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        (("姓名,单位,角色\n" + "李梅,都昌,通讯员\n" * (MAX_ROWS + 1)).encode(), "最多2000行"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(data, words):
    with pytest.raises(FileRefused, match=words):
        read_table(data, PEOPLE_COLUMNS)


def test_a_sheet_that_unpacks_without_end_is_refused():
    with pytest.raises(FileRefused, match="太大"):
        read_table(bomb(), PEOPLE_COLUMNS)


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(data):
    try:
        read_table(data, PEOPLE_COLUMNS)
    except FileRefused:
        pass


def test_what_looks_like_a_formula_stays_text():
    data = workbook(PEOPLE_COLUMNS, [("=1+1", "@SUM(A1)", "+1")])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert read_table(data, PEOPLE_COLUMNS)[0][1]["姓名"] == "=1+1"


def people_table(*rows):
    return read_table(workbook(PEOPLE_COLUMNS, rows), PEOPLE_COLUMNS)


def test_nothing_is_written_while_a_row_is_wrong(cast):
    table = people_table(("李梅", "都昌", "通讯员"), ("张三", "无此单位", "通讯员"))
    with pytest.raises(imports.SheetHasFaults) as refusal:
        imports.import_people(cast.guanli, table)
    assert [row.is_right for row in refusal.value.rows] == [True, False]
    assert not User.objects.filter(name__in=["李梅", "张三"]).exists()


def test_the_right_rows_alone_are_written_when_asked(cast, client):
    table = people_table(("李梅", "都昌", "通讯员"), ("张三", "无此单位", "通讯员"))
    ((user, password),) = imports.import_people(cast.guanli, table, only_right=True)
    assert client.login(username="limei", password=password)
    assert user.contributors.get().unit == cast.duchang
    assert not User.objects.filter(name="张三").exists()


def test_units_are_opened_with_their_groups(cast):
    table = read_table(
        workbook(UNIT_COLUMNS, [("市教育局", "教育", "市直单位", "3")]), UNIT_COLUMNS
    )
    imports.import_units(cast.guanli, table)
    unit = UnitPage.objects.get(title="市教育局")
    assert (unit.slug, unit.quota_class, unit.ranking_group) == ("jiaoyu", 3, "city")
    assert RoleGroup.objects.filter(unit=unit).count() == 2


def test_a_correspondent_imports_nothing(cast):
    with pytest.raises(imports.Refused):
        imports.import_people(cast.tongxun, people_table(("李梅", "都昌", "通讯员")))
    assert not User.objects.filter(name="李梅").exists()
