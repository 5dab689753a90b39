"""A closed quarter for the assessment as a workbook: the digest, the standing and the marks, from the same
frozen content as the feed."""

from decimal import Decimal

from editorial.files.sheets_out import AMOUNT, Cell, Sheet, book_of, head_of
from editorial.vocabulary import LEVELS
from scoring.feed import content

STANDING = (
    ("组别", "group_name", 10),
    ("排名", "rank", 6),
    ("单位", "unit", 30),
    ("报送", "submitted", 8),
    ("采用", "placed", 8),
    *((word, level, 8) for level, word in LEVELS.items()),
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
    marks = content.marks(quarter)
    sheets = [
        _head(quarter, marks),
        _table("得分排名", STANDING, content.standings(quarter)["standings"]),
    ]
    if marks:
        sheets.append(_table("考核分", MARKS, [_mark(row) for row in marks["marks"]]))
    return book_of(sheets)


def _head(quarter, marks):
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
    return Sheet("说明", [(Cell(name), Cell(value)) for name, value in rows], (14, 80))


def _mark(row):
    return row | {
        "minima": "达到" if row["meets_minima"] else "没有达到",
        "award": "不参加评先" if row["disqualified"] else AWARD_NAMES[row["award"]],
        "working": "；".join(step["working"] for step in row["steps"]),
    }


def _table(title, columns, rows):
    if any(row["track"] for row in rows):
        columns = (("类别", "track", 10), *columns)
    lines = ([_cell(row, key) for _, key, _ in columns] for row in rows)
    return Sheet(
        title,
        [head_of(name for name, _, _ in columns), *lines],
        [width for _, _, width in columns],
        keeps_head_in_view=True,
    )


def _cell(row, key):
    """Empty where a unit has no rank."""
    value = row[key]
    return Cell(Decimal(value), AMOUNT) if key in AMOUNTS else Cell(value)
