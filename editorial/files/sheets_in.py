"""Spreadsheets in: the rows of an .xlsx, .xls or .csv file as text, bound in size and told by content,
never by name. Workbooks are parsed in a process of their own: a crafted one makes the parser abort,
and the whole web worker with it (measured). What rows mean is editorial.people.sheet's."""

import csv
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from datetime import date

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
# One transaction: 500 people take some ten seconds, and nobody else writes meanwhile on SQLite.
MAX_ROWS = 500
MAX_COLUMNS = 50
MAX_CELL = 200
SECONDS, MEMORY = 20, 1024 * 1024 * 1024
XLSX_START, XLS_START = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOO_BIG = "文件超过5 MB，没有读取。请分成几个文件导入。"
UNREADABLE = "这个文件打不开，可能已损坏。请另存为 .xlsx 再导入。"
SCIENTIFIC = "像是被表格改成了科学记数法，请把这一列设成“文本”格式，重新填完整的号码"
NO_TABLE = "这不是表格。只收 .xlsx、.xls 和 .csv，请用模板填好再导入。"


DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")


class FileRefused(ValueError):
    """The file can't be read at all; str() says why and what to do."""


def read_table(data, columns):
    """[(number in the sheet, {column: text})] of the first sheet or of a CSV file; empty rows are
    left out. Raises FileRefused."""
    if len(data) > MAX_BYTES:
        raise FileRefused(TOO_BIG)
    is_workbook = data.startswith((XLSX_START, XLS_START))
    table = _workbook_rows(data) if is_workbook else _csv_rows(data)
    rows = [(number, [_text(cell) for cell in row]) for number, row in enumerate(table, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise FileRefused("表里没有内容。请下载模板，照着填好再导入。")
    places = _places_of(rows[0][1], columns)
    if len(rows) - 1 > MAX_ROWS:
        raise FileRefused(f"表里有{len(rows) - 1}行，一次最多{MAX_ROWS}行。请分成几个文件导入。")
    if len(rows) == 1:
        raise FileRefused("表里只有表头。请从第二行起填写，再导入。")
    table = [
        (number, {name: row[at] if at < len(row) else "" for name, at in places.items()})
        for number, row in rows[1:]
    ]
    _refuse_long_cells(table)
    return table


def _refuse_long_cells(table):
    for number, cells in table:
        for name, text in cells.items():
            if len(text) > MAX_CELL:
                raise FileRefused(
                    f"第{number}行的“{name}”有{len(text)}个字，最多{MAX_CELL}个。请改短再导入。"
                )


def _places_of(header, columns):
    names = [cell.rstrip("*＊ ") for cell in header]
    missing = [name for name in columns[:3] if name not in names]
    if missing:
        raise FileRefused(f"第一行应是表头，缺少“{'”“'.join(missing)}”。请用模板填写。")
    return {name: names.index(name) for name in columns if name in names}


def _csv_rows(data):
    """WPS and Excel write CSV in GB 18030, everything else in UTF-8."""
    if b"\x00" in data or data.startswith(b"%PDF-"):
        raise FileRefused(NO_TABLE)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline="")))
        except csv.Error as error:
            raise FileRefused("这个 .csv 文件读不懂。请另存为 .xlsx 再导入。") from error
    raise FileRefused("认不出这个文件的文字。请另存为 .xlsx 再导入。")


def day_of(text):
    """A day as people and spreadsheets write it: 2026-09-03, 2026/9/3, 2026年9月3日; else None."""
    if not (match := DAY.fullmatch(text)):
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def is_scientific(text):
    """1.38001E+10: what a spreadsheet makes of a long number, whose last digits are lost."""
    return bool(re.fullmatch(r"\d(?:\.\d+)?[Ee]\+\d+", text))


def _text(cell):
    """Excel hands numbers over as floats: a telephone number is not 1.3e10."""
    from editorial.storable import storable  # noqa: PLC0415  (the child has no project)

    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(storable(str(cell)).split())


# -- workbooks, in a process of their own ----------------------------------------------------------


def _workbook_rows(data):
    if data.startswith(XLSX_START):
        _refuse_a_bomb(data)
    try:
        child = subprocess.run(
            [sys.executable, "-I", __file__], input=data, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(UNREADABLE) from error
    if child.returncode:
        raise FileRefused(UNREADABLE)
    answer = json.loads(child.stdout)
    if answer["width"] > MAX_COLUMNS:
        raise FileRefused(f"表里有{answer['width']}列，太多了。请用模板填写。")
    return answer["rows"]


def _refuse_a_bomb(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileRefused(UNREADABLE) from error
    if unpacked > MAX_UNPACKED:
        raise FileRefused("这个表格解开后太大，没有读取。请只留要导入的内容。")


def _parse_for_the_parent():
    """Standard input to standard output; whatever goes wrong ends with a code other than 0."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  (in the child alone)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = io.BytesIO(sys.stdin.buffer.read())
    sheet = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0)
    width, rows = sheet.total_width, []
    if width <= MAX_COLUMNS:
        rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1000)
    json.dump({"width": width, "rows": rows}, sys.stdout, default=str)


if __name__ == "__main__":
    _parse_for_the_parent()
