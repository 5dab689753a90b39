"""Spreadsheets out: text is never a formula or a link, so that a name that begins with = does nothing on
the desk of whoever opens the file. Which cells a sheet has is said by the room that makes it."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
A4 = 9
# A footer holds 255 characters, the page's number among them.
LONGEST_FOOTER = 220
HEAD = "head"
BOLD = "bold"
TEXT = "text"
NUMBER = "number"
SHARE = "share"
AMOUNT = "amount"
STYLES = {
    HEAD: {"bold": True, "bottom": 1, "bg_color": "#f2efe9"},
    BOLD: {"bold": True},
    TEXT: {"num_format": "@"},
    NUMBER: {"num_format": "General"},
    SHARE: {"num_format": "0%"},
    AMOUNT: {"num_format": "0.00"},
}


class Cell(NamedTuple):
    """A string is written as text, a number as a number; None leaves the cell empty."""

    value: str | int | Decimal | None
    style: str | None = None


@dataclass(frozen=True)
class Sheet:
    """`rows` are of cells. `column_style` is for what somebody types below the last row, `note` hangs on
    the first cell as a comment, `footer` stands under each printed page beside its number."""

    name: str
    rows: Iterable[Iterable[Cell]]
    widths: Sequence[int] = ()
    column_style: str | None = None
    keeps_head_in_view: bool = False
    has_filter: bool = False
    note: str = ""
    footer: str = ""


def book_of(sheets, **properties):
    """The bytes of a workbook; `properties` are what it says of itself, such as its title."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties(properties)
        styles = {name: book.add_format(style) for name, style in STYLES.items()} | {None: None}
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, styles)
    return out.getvalue()


def _write(page, sheet, styles):
    for at, width in enumerate(sheet.widths):
        page.set_column(at, at, width, styles[sheet.column_style])
    last = width = 0
    for last, row in enumerate(sheet.rows):
        for width, cell in enumerate(row):
            _write_cell(page, last, width, cell, styles)
    if sheet.note:
        page.write_comment(0, 0, sheet.note, {"x_scale": 2, "y_scale": 2})
    if sheet.keeps_head_in_view:
        page.freeze_panes(1, 0)
    if sheet.has_filter and last:
        page.autofilter(0, 0, last, width)
    if sheet.footer:
        _print_on_pages(page, sheet.footer)


def _print_on_pages(page, footer):
    """Lying, as wide as the paper, the head again on each page. & would be a command."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    said = footer.replace("&", "&&")[:LONGEST_FOOTER].rstrip("&")
    page.set_footer(f"&L{said}&R第&P页，共&N页")


def _write_cell(page, line, column, cell, styles):
    if isinstance(cell.value, str):
        page.write_string(line, column, cell.value, styles[cell.style])
    elif cell.value is not None:
        page.write_number(line, column, cell.value, styles[cell.style])


def head_of(names, style=HEAD):
    return [Cell(name, style) for name in names]


def workbook(columns, rows, widths=(), note=""):
    """The bytes of one sheet of text with a head."""
    texts = ([Cell(str(value), TEXT) for value in row] for row in rows)
    given = [*widths, *[14] * (len(columns) - len(widths))]
    sheet = Sheet(
        "表",
        [head_of(columns), *texts],
        given[: len(columns)],
        column_style=TEXT,
        keeps_head_in_view=True,
        note=note,
    )
    return book_of([sheet])
