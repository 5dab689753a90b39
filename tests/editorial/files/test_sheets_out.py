"""Spreadsheets out, read back: text stays text, numbers are numbers, the look is the one asked for."""

import io
import zipfile
from decimal import Decimal

import pytest
from python_calamine import load_workbook

from editorial.files.sheets_out import AMOUNT, SHARE, TEXT, Cell, Sheet, book_of, head_of, workbook

TRAPS = ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.cn", "007"]


def sheets_of(data):
    book = load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(f"xl/{name}.xml").decode()


@pytest.mark.parametrize("style", [None, TEXT])
def test_text_is_never_a_formula_a_link_or_a_number(style):
    data = book_of([Sheet("表", [[Cell(trap, style) for trap in TRAPS]])])
    assert sheets_of(data) == {"表": [TRAPS]}
    assert "<f>" not in part(data, "worksheets/sheet1")
    assert "hyperlink" not in part(data, "worksheets/sheet1")


def test_numbers_can_be_reckoned_with_and_nothing_leaves_no_cell():
    row = [Cell(3), Cell(Decimal("2.50"), AMOUNT), Cell(Decimal("0.5"), SHARE), Cell(None), Cell(0)]
    data = book_of([Sheet("表", [row])])
    assert sheets_of(data) == {"表": [[3, 2.5, 0.5, "", 0]]}
    sheet = part(data, "worksheets/sheet1")
    assert 'r="D1"' not in sheet and 'r="E1"' in sheet
    styles = part(data, "styles")
    assert 'formatCode="0%"' in styles
    assert 'formatCode="0.00"' in styles


def test_a_sheet_has_the_look_that_was_asked_for():
    rows = [head_of(["单位", "得分"]), [Cell("都昌"), Cell(8)]]
    plain = Sheet("一", rows)
    full = Sheet("二", rows, (30, 8), keeps_head_in_view=True, has_filter=True)
    data = book_of([plain, full], title="通报")
    assert list(sheets_of(data)) == ["一", "二"]
    assert "pane" not in part(data, "worksheets/sheet1")
    sheet = part(data, "worksheets/sheet2")
    assert '<pane ySplit="1"' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet
    assert 'width="30.7109375"' in sheet
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert "通报" in parts.read("docProps/core.xml").decode()


def test_a_head_alone_has_no_filter():
    data = book_of([Sheet("表", [head_of(["单位"])], has_filter=True)])
    assert "autoFilter" not in part(data, "worksheets/sheet1")


def test_a_form_to_fill_in_is_text_below_its_last_row_too():
    data = workbook(["单位", "电话"], [["都昌", 123]], widths=(30,), note="从这里填起")
    assert sheets_of(data) == {"表": [["单位", "电话"], ["都昌", "123"]]}
    sheet = part(data, "worksheets/sheet1")
    assert 'width="30.7109375" style="' in sheet and 'width="14.7109375" style="' in sheet
    assert "从这里填起" in part(data, "comments1")
