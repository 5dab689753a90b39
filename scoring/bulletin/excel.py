"""The circular's annexes as a spreadsheet to reckon with: numbers are numbers, everything else is text."""

import re
from decimal import Decimal

from editorial.files.sheets_out import HEAD, NUMBER, SHARE, TEXT, Cell, Sheet, book_of, head_of

PLAIN = re.compile(r"-?\d+(\.\d+)?")
PER_CENT = re.compile(r"(\d+(?:\.\d+)?)%")
WIDTHS = {"单位": 24, "标题": 48, "版面/链接": 30, "媒体": 16, "日期": 12, "依据条款": 20}
RANK = "排名"
SHEETS = ("县（市、区）得分", "市直得分", "采用明细", "未完成任务")


def bulletin_xlsx(content, progress=None):
    """The bytes of the workbook; `content` is scoring.bulletin.content.compose's."""
    annexes = zip(SHEETS, content["annexes"], strict=True)
    sheets = [_sheet(name, annex) for name, annex in annexes]
    return book_of([*sheets, _source(content)], title=content["title"], author=content["issuer"])


def _sheet(name, annex):
    columns = annex["columns"]
    numeric = {*annex["numeric"], *(n for n, column in enumerate(columns) if column == RANK)}
    rows = (
        [_cell(text, place in numeric) for place, text in enumerate(row)] for row in annex["rows"]
    )
    return Sheet(
        name,
        [head_of(columns), *rows],
        [WIDTHS.get(column, 10) for column in columns],
        keeps_head_in_view=True,
        has_filter=True,
    )


def _cell(text, is_numeric):
    if is_numeric and PLAIN.fullmatch(text):
        return Cell(Decimal(text), NUMBER)
    if is_numeric and (share := PER_CENT.fullmatch(text)):
        return Cell(Decimal(share[1]) / 100, SHARE)
    return Cell(text, TEXT)


def _source(content):
    rows = (
        ("标题", content["title"]),
        ("文号", content["number"]),
        ("落款单位", content["issuer"]),
        ("日期", content["date"]),
        ("校验码", content.get("digest") or "季度还没有定稿"),
    )
    return Sheet("出处", [(Cell(name, HEAD), Cell(value, TEXT)) for name, value in rows], (12, 80))
