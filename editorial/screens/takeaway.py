"""A list as a spreadsheet to take away: the rows as they are shown, and a second sheet that says which they
are, when and by whom they were taken. Who may see which rows is the list's own question."""

import re
import unicodedata

from django.http import HttpResponse
from django.utils.timezone import localtime

from editorial.files.sheets_out import NUMBER, TEXT, XLSX, Cell, Sheet, book_of, head_of
from editorial.screens.downloads import named

ORIGIN = "说明"
NARROWEST, WIDEST = 8, 60
LONGEST_SHEET_NAME = 31
# A cell of Excel holds no more.
LONGEST_CELL = 32_767
EMPTY = ("", "—")


def taken_away(request, title, plain, heads, rows, conditions=()):
    """The answer with the file. `rows` are of values, `conditions` [(what, which)] of how they were chosen."""
    rows = [[_cell(value) for value in row] for row in rows]
    origin = [
        ("表格", title),
        *(conditions or [("范围", "全部，没有筛选")]),
        ("行数", len(rows)),
        ("导出时间", f"{localtime():%Y-%m-%d %H:%M}"),
        ("导出人", request.user.name or request.user.get_username()),
    ]
    sheets = [
        Sheet(
            _sheet_name(title),
            [head_of(heads), *rows],
            _widths(heads, rows),
            keeps_head_in_view=True,
            has_filter=True,
            footer=_in_one_line(origin),
        ),
        Sheet(ORIGIN, [[_cell(value) for value in row] for row in origin], (12, WIDEST)),
    ]
    book = book_of(sheets, title=title, comments=_in_one_line(origin))
    return named(HttpResponse(book, content_type=XLSX), f"{title}.xlsx", plain)


def _cell(value):
    if value is None or value in EMPTY:
        return Cell(None)
    if isinstance(value, str):
        return Cell(value[:LONGEST_CELL], TEXT)
    return Cell(value, NUMBER)


def _widths(heads, rows):
    """As wide as what stands there, a Chinese character counting for two."""
    widths = [_width(head) + 4 for head in heads]
    for row in rows:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], _width(str(cell.value or "")))
    return [min(WIDEST, max(NARROWEST, width + 1)) for width in widths]


def _width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[:WIDEST])


def _sheet_name(title):
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:LONGEST_SHEET_NAME]


def _in_one_line(origin):
    return "；".join(f"{what}：{which}" for what, which in origin)
