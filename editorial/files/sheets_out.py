"""Spreadsheets out: cells are text, never formulas, so that a name that begins with = does nothing on
the desk of whoever opens the file."""

import io

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(columns, rows, widths=(), note=""):
    """The bytes of one sheet with a header row; `note` hangs on the first cell as a comment."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("表")
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f2efe9"})
        text = book.add_format({"num_format": "@"})
        for at, name in enumerate(columns):
            sheet.set_column(at, at, widths[at] if at < len(widths) else 14, text)
            sheet.write_string(0, at, name, head)
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                sheet.write_string(number, at, str(value), text)
        if note:
            sheet.write_comment(0, 0, note, {"x_scale": 2, "y_scale": 2})
        sheet.freeze_panes(1, 0)
    return out.getvalue()
