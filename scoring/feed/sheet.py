"""A closed quarter for the assessment as a workbook: the digest, the standing and the marks, from the same
frozen content as the feed."""

import io
from decimal import Decimal

import xlsxwriter

from scoring.feed import content

STANDING = (
    ("组别", "group_name", 10),
    ("排名", "rank", 6),
    ("单位", "unit", 30),
    ("报送", "submitted", 8),
    ("采用", "placed", 8),
    ("国家级", "national", 8),
    ("省级", "province", 8),
    ("市级", "city", 8),
    ("县级", "county", 8),
    ("系统内", "system", 8),
    ("加减分", "corrections", 10),
    ("得分", "points", 10),
    ("累计", "year_points", 10),
)
MARKS = (
    ("组别", "group_name", 10),
    ("排名", "rank", 6),
    ("单位", "unit", 30),
    ("得分", "points", 10),
    ("考核分", "marks", 10),
    ("最低要求", "minima", 10),
    ("评先", "award", 16),
    ("怎么算", "working", 80),
)
AWARD_NAMES = {"none": "", "named": "名额以内", "undecided": "并列，待定"}
AMOUNTS = {"corrections", "points", "year_points", "marks"}


def workbook(quarter):
    """The bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    marks = content.marks(quarter)
    with xlsxwriter.Workbook(out, options) as book:
        _write_head(book, quarter, marks)
        _write_table(book, "得分排名", STANDING, content.standings(quarter)["standings"])
        if marks:
            _write_table(book, "考核分", MARKS, [_mark(row) for row in marks["marks"]])
    return out.getvalue()


def _write_head(book, quarter, marks):
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    method = marks and marks["method"]
    rows = [
        ("季度", quarter.label),
        ("校验码", quarter.digest),
        ("换算方法", method["name"] if method else "计分办法没有规定考核分怎样换算"),
        *([("依据", f"{method['clause']} {method['text']}")] if method else []),
        *(
            ("最低要求", f"{row['clause']} {row['text']}")
            for row in (marks or {}).get("minima", [])
        ),
    ]
    for at, (name, value) in enumerate(rows):
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, value)


def _mark(row):
    return row | {
        "minima": "达到" if row["meets_minima"] else "没有达到",
        "award": "不参加评先" if row["disqualified"] else AWARD_NAMES[row["award"]],
        "working": "；".join(step["working"] for step in row["steps"]),
    }


def _write_table(book, title, columns, rows):
    sheet = book.add_worksheet(title)
    if any(row["track"] for row in rows):
        columns = (("类别", "track", 10), *columns)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f2efe9"})
    amount = book.add_format({"num_format": "0.00"})
    for at, (name, _, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(rows, 1):
        for at, (_, key, _) in enumerate(columns):
            value = row[key]
            if key in AMOUNTS:
                sheet.write_number(number, at, Decimal(value), amount)
            elif isinstance(value, int):
                sheet.write_number(number, at, value)
            elif value is not None:  # no rank where none is shown
                sheet.write_string(number, at, value)
    sheet.freeze_panes(1, 0)
