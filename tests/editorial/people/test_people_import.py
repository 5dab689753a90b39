"""Units and people from spreadsheets: what is read, what is wrong with it, what is written."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from editorial.files.sheets_in import MAX_ROWS, FileRefused, read_table
from editorial.files.sheets_out import workbook
from editorial.people import importing as imports
from editorial.people.models import RoleGroup, User
from editorial.people.sheet import (
    PEOPLE_COLUMNS,
    UNIT_COLUMNS,
    Fault,
    Known,
    check_people,
    check_units,
)
from editorial.people.units import UnitPage
from editorial.roles import GRANTABLE_BY_MANAGER

KNOWN = Known(
    units={"都昌县委老干部局": 7, "都昌": 7},
    retired_units=frozenset({"老单位"}),
    unit_names=frozenset({"都昌县委老干部局"}),
    usernames=frozenset({"chenming"}),
    people={("陈明", 7): "chenming"},
    grantable=GRANTABLE_BY_MANAGER,
)


def people(*rows):
    return check_people(read_table(workbook(PEOPLE_COLUMNS, rows), PEOPLE_COLUMNS), KNOWN)


def units(*rows):
    return check_units(read_table(workbook(UNIT_COLUMNS, rows), UNIT_COLUMNS), KNOWN)


def test_a_right_row_becomes_the_arguments_of_adding():
    (row,) = people(("李 梅", "都昌", "通讯员、单位负责人", "", "a@b.cn", "13800000000"))
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
    ("row", "column", "text"),
    [
        (("", "都昌", "通讯员"), "姓名", "没有填，请补上"),
        (("李梅", "都昌", ""), "角色", "没有填，请补上"),
        (("李梅", "", "通讯员"), "单位", "通讯员和单位负责人要填单位，请补上"),
        (
            ("李梅", "无此单位", "通讯员"),
            "单位",
            "没有叫“无此单位”的单位，请先开设，或改成单位的全称、简称",
        ),
        (
            ("李梅", "老单位", "通讯员"),
            "单位",
            "“老单位”已停用，不能再安排人员，请先恢复它或换一个单位",
        ),
        (("李梅", "", "终审"), "角色", "“终审”由系统管理员授予，请从表里去掉"),
        (
            ("李梅", "", "编辑", "CHENMING"),
            "用户名",
            "“CHENMING”已有人用，请换一个，或空着自动取",
        ),
        (
            ("李梅", "", "编辑", "李 梅"),
            "用户名",
            "只能用字母、数字和 . _ - @ +；空着就按姓名拼音自动取",
        ),
        (
            ("李梅", "", "编辑", "", "不是邮箱"),
            "邮箱",
            "写法不对，应如 name@example.cn；没有就空着",
        ),
        (("李梅", "", "编辑", "", "", "1" * 31), "电话", "超过30个字，只填一个号码"),
        (("李" * 41, "", "编辑"), "姓名", "超过40个字，请改短"),
        (
            ("陈明", "都昌", "通讯员"),
            "姓名",
            "已有账号（用户名 chenming），请删去这一行；如是同名的另一人，请填上他自己的用户名",
        ),
    ],
)
def test_a_wrong_row_says_what_is_wrong_and_what_to_do(row, column, text):
    assert people(row)[0].faults == [Fault(column, text)]


def test_a_namesake_with_a_log_in_of_his_own_is_another_person():
    assert people(("陈明", "都昌", "通讯员", "chenming9"))[0].faults == []


def test_usernames_are_unique_within_the_sheet_too():
    rows = people(("陈明", "", "编辑"), ("陈明", "", "编辑"), ("陈鸣", "", "编辑", "chenming2"))
    assert [row.values["username"] for row in rows[:2]] == ["chenming2", "chenming3"]
    assert rows[2].faults == [Fault("用户名", "“chenming2”已有人用，请换一个，或空着自动取")]


def test_units_are_checked_against_what_exists_and_the_rows_before():
    rows = units(
        ("市教育局", "教育", "市直单位", "2类"),
        ("市教育局", "教育", "市直单位", ""),
        ("都昌县委老干部局", "都昌", "县", "9"),
    )
    assert rows[0].values["quota_class"] == 2
    assert rows[0].faults == []
    assert rows[1].faults == [Fault("单位名称", "表里前面已有同名单位，请删去一行")]
    assert rows[2].faults == [
        Fault("单位名称", "已经有叫“都昌县委老干部局”的单位，请删去这一行"),
        Fault("排名组", "应填“县（市、区）”或“市直单位”"),
        Fault("任务类别", "应填1到4"),
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
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "打不开"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是表格"),
        (b"%PDF-1.7 \xe5", "不是表格"),
        (("姓名,单位,角色\n李梅,都昌," + "长" * 201).encode(), "第2行的“角色”有201个字"),
        ("姓名,单位,角色".encode(), "只有表头"),
        ("名字,单位\n李梅,都昌".encode(), "缺少“姓名”“角色”"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        (("姓名,单位,角色\n" + "李梅,都昌,通讯员\n" * (MAX_ROWS + 1)).encode(), "最多500行"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(data, words):
    with pytest.raises(FileRefused, match=words):
        read_table(data, PEOPLE_COLUMNS)


def corners():
    """Two cells in opposite corners: a parser that fills the 17 billion between aborts its process."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "姓名")
        sheet.write_string(1_048_575, 16_383, "完")
    return out.getvalue()


def test_a_sheet_that_would_end_the_process_is_refused():
    with pytest.raises(FileRefused, match="打不开"):
        read_table(corners(), PEOPLE_COLUMNS)


def test_the_old_excel_format_is_read():
    data = (Path(__file__).parents[1] / "samples" / "people.xls").read_bytes()
    ((number, cells),) = read_table(data, PEOPLE_COLUMNS)
    assert (number, cells["姓名"], cells["单位"], cells["电话"]) == (
        2,
        "李梅",
        "都昌",
        "13800000000",
    )


def test_a_sheet_that_unpacks_without_end_is_refused():
    with pytest.raises(FileRefused, match="太大"):
        read_table(bomb(), PEOPLE_COLUMNS)


def test_one_person_on_two_rows_is_a_fault_on_the_second():
    """The same person twice in one sheet made two accounts, by an invisible sign as well."""
    for other in ("孙小红", "孙 小红", "孙\u200b小红", "孫小紅"):
        first, second = people(("孙小红", "都昌", "通讯员"), (other, " 都昌\u3000", "通讯员"))
        assert first.is_right
        assert [fault.column for fault in second.faults] == ["姓名"]
        assert "和第2行是同一个人" in second.faults[0].text


def test_a_namesake_in_the_same_sheet_is_told_apart_by_a_log_in():
    rows = people(("孙小红", "都昌", "通讯员"), ("孙小红", "都昌", "通讯员", "sunxh"))
    assert all(row.is_right for row in rows)


def test_one_log_in_on_two_rows_is_a_fault_however_it_is_spelled():
    rows = people(("孙小红", "都昌", "通讯员", "sunxh"), ("孙红", "都昌", "通讯员", "ＳｕｎＸＨ"))
    assert [row.is_right for row in rows] == [True, False]


def test_a_known_person_is_found_by_another_spelling():
    (row,) = people(("陳\u3000明", "都昌縣委老干部局", "通讯员"))
    assert "已有账号（用户名 chenming）" in row.faults[0].text
    (row,) = units(("都昌縣委 老干部局", "都昌二", "县市区", "1"))
    assert row.faults == [Fault("单位名称", "已经有叫“都昌县委老干部局”的单位，请删去这一行")]


@pytest.mark.parametrize("number", ["1.38001E+10", "1.38e+10"])
def test_a_number_that_the_spreadsheet_shortened_is_a_fault(number):
    """A phone 1.38001E+10 was taken as it stood."""
    (row,) = people(("王小明", "都昌", "通讯员", "", "", number))
    assert [fault.column for fault in row.faults] == ["电话"]
    assert "像是被表格改成了科学记数法" in row.faults[0].text
    (row,) = people(("王小明", "都昌", "通讯员", number))
    assert "像是被表格改成了科学记数法" in row.faults[0].text


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


def test_an_imported_person_logs_in_and_is_credited_for_the_unit(cast, client):
    ((user, password),) = imports.import_people(
        cast.guanli, people_table(("李梅", "都昌", "通讯员"))
    )
    assert client.login(username="limei", password=password)
    assert user.contributors.get().unit == cast.duchang


def test_the_same_file_twice_adds_nobody_twice(cast):
    table = people_table(("李梅", "都昌", "通讯员"), ("王强", "", "编辑"))
    imports.import_people(cast.guanli, table)
    with pytest.raises(imports.SheetHasFaults) as refusal:
        imports.import_people(cast.guanli, table)
    assert [[fault.column for fault in row.faults] for row in refusal.value.rows] == [
        ["姓名"],
        ["姓名"],
    ]
    assert User.objects.filter(name__in=["李梅", "王强"]).count() == 2


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
