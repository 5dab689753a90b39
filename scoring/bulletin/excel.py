"""The circular's annexes as a spreadsheet to reckon with: numbers are numbers, everything else is text and
never a formula."""

import io
import re
from decimal import Decimal

import xlsxwriter

NUMBER = re.compile(r"-?\d+(\.\d+)?")
PER_CENT = re.compile(r"(\d+(?:\.\d+)?)%")
WIDTHS = {"单位": 24, "标题": 48, "版面/链接": 30, "媒体": 16, "日期": 12, "依据条款": 20}
RANK = "排名"
SHEETS = ("县市区得分", "市直得分", "采用明细", "未完成任务")
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def bulletin_xlsx(content, progress=None):
    """The bytes of the workbook; `content` is scoring.bulletin.content.compose's."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": content["title"], "author": content["issuer"]})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#f2efe9"}),
            "text": book.add_format({"num_format": "@"}),
            "number": book.add_format({"num_format": "General"}),
            "share": book.add_format({"num_format": "0%"}),
        }
        for name, annex in zip(SHEETS, content["annexes"], strict=True):
            _write_sheet(book.add_worksheet(name), annex, formats)
        _write_source(book.add_worksheet("出处"), content, formats)
    return out.getvalue()


def _write_sheet(sheet, annex, formats):
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(annex["columns"]):
        sheet.set_column(place, place, WIDTHS.get(name, 10))
        sheet.write_string(0, place, name, formats["head"])
    numeric = {*annex["numeric"], *(n for n, name in enumerate(annex["columns"]) if name == RANK)}
    for line, row in enumerate(annex["rows"], 1):
        for place, text in enumerate(row):
            _write_cell(sheet, line, place, text, place in numeric, formats)
    if annex["rows"]:
        sheet.autofilter(0, 0, len(annex["rows"]), len(annex["columns"]) - 1)


def _write_cell(sheet, line, place, text, is_numeric, formats):
    if is_numeric and NUMBER.fullmatch(text):
        sheet.write_number(line, place, Decimal(text), formats["number"])
    elif is_numeric and (share := PER_CENT.fullmatch(text)):
        sheet.write_number(line, place, Decimal(share[1]) / 100, formats["share"])
    else:
        sheet.write_string(line, place, text, formats["text"])


def _write_source(sheet, content, formats):
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 80)
    rows = (
        ("标题", content["title"]),
        ("文号", content["number"]),
        ("落款单位", content["issuer"]),
        ("日期", content["date"]),
        ("校验码", content.get("digest") or "季度还没有关账"),
    )
    for line, (name, value) in enumerate(rows):
        sheet.write_string(line, 0, name, formats["head"])
        sheet.write_string(line, 1, value, formats["text"])
