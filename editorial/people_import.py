"""PURE: units and people from the rows of a spreadsheet, with faults per row in Chinese. Reads no
database: what exists already is handed in. Writing the right rows is editorial.actions.imports."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

from editorial import roles
from editorial.usernames import suggest_username

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 2000
MAX_COLUMNS = 50

UNIT_COLUMNS = ("单位名称", "简称", "排名组", "任务类别")
PEOPLE_COLUMNS = ("姓名", "单位", "角色", "用户名", "邮箱", "电话")
RANKING_GROUPS = {"县市区": "county", "市直单位": "city"}
USERNAME = re.compile(r"^[\w.@+-]{1,150}$", re.ASCII)
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
SEPARATORS = re.compile(r"[、，,；;/\s]+")


class FileRefused(ValueError):
    """The file can't be read at all; str() says why and what to do."""


@dataclass
class Row:
    """A row of the sheet: its number there, what it means, and what is wrong with it."""

    number: int
    values: dict
    faults: list = field(default_factory=list)

    @property
    def is_right(self):
        return not self.faults


@dataclass(frozen=True)
class Known:
    """What exists already: open units by every name they go by, names and log-ins that are taken,
    and the roles that this manager may hand out."""

    units: dict = field(default_factory=dict)
    retired_units: frozenset = frozenset()
    unit_names: frozenset = frozenset()
    usernames: frozenset = frozenset()
    grantable: frozenset = frozenset()


def read_table(data, columns):
    """[(number in the sheet, {column: text})] of the first sheet or of a CSV file; empty rows are
    left out. Raises FileRefused."""
    if len(data) > MAX_BYTES:
        raise FileRefused("文件超过5 MB，没有读取。请分成几个文件导入。")
    table = _xlsx_rows(data) if data.startswith(b"PK\x03\x04") else _csv_rows(data)
    rows = [(number, [_text(cell) for cell in row]) for number, row in enumerate(table, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise FileRefused("表里没有内容。请下载模板，照着填好再导入。")
    places = _places_of(rows[0][1], columns)
    if len(rows) - 1 > MAX_ROWS:
        raise FileRefused(f"表里有{len(rows) - 1}行，一次最多{MAX_ROWS}行。请分成几个文件导入。")
    if len(rows) == 1:
        raise FileRefused("表里只有表头。请从第二行起填写，再导入。")
    return [
        (number, {name: row[at] if at < len(row) else "" for name, at in places.items()})
        for number, row in rows[1:]
    ]


def _places_of(header, columns):
    names = [cell.rstrip("*＊ ") for cell in header]
    missing = [name for name in columns[:3] if name not in names]
    if missing:
        raise FileRefused(f"第一行应是表头，缺少“{'”“'.join(missing)}”。请用模板填写。")
    return {name: names.index(name) for name in columns if name in names}


def _xlsx_rows(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise FileRefused("这个表格解开后太大，没有读取。请只留要导入的内容。")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    except (zipfile.BadZipFile, CalamineError, ValueError, OSError, IndexError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("这个文件打不开，可能已损坏。请另存为 .xlsx 再导入。") from error
    if sheet.total_width > MAX_COLUMNS:
        raise FileRefused(f"表里有{sheet.total_width}列，太多了。请用模板填写。")
    return sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1000)


def _csv_rows(data):
    """WPS and Excel write CSV in GB 18030, everything else in UTF-8."""
    if b"\x00" in data or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("只收 .xlsx 和 .csv 表格。旧的 .xls 请另存为 .xlsx 再导入。")
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


def _text(cell):
    """Excel hands numbers over as floats: a telephone number is not 1.3e10."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def check_units(table, known):
    """A Row per unit to open; values are the arguments of open_unit."""
    rows, seen = [], set()
    for number, cells in table:
        values = {
            "title": cells.get("单位名称", ""),
            "short_name": cells.get("简称", ""),
            "ranking_group": RANKING_GROUPS.get(cells.get("排名组", ""), ""),
            "quota_class": cells.get("任务类别", "").rstrip("类") or "1",
        }
        row = Row(number, values)
        _check_unit(row, known, seen)
        seen.add(values["title"])
        rows.append(row)
    return rows


def _check_unit(row, known, seen):
    title, short = row.values["title"], row.values["short_name"]
    _check_length(row, "单位名称", title, 60)
    _check_length(row, "简称", short, 20)
    if title in known.unit_names:
        row.faults.append(f"已经有叫“{title}”的单位")
    elif title and title in seen:
        row.faults.append("表里前面已有同名单位")
    if not row.values["ranking_group"]:
        row.faults.append("排名组应填“县市区”或“市直单位”")
    if row.values["quota_class"] not in ("1", "2", "3", "4"):
        row.faults.append("任务类别应是1到4")
    else:
        row.values["quota_class"] = int(row.values["quota_class"])


def _check_length(row, name, value, limit):
    if not value:
        row.faults.append(f"{name}没有填")
    elif len(value) > limit:
        row.faults.append(f"{name}超过{limit}个字")


def check_people(table, known):
    """A Row per person to add; values are the arguments of add_person, the unit by its id."""
    rows, taken = [], set(known.usernames)
    for number, cells in table:
        row = Row(number, {"name": "".join(cells.get("姓名", "").split())})
        _check_length(row, "姓名", row.values["name"], 40)
        _read_roles(row, cells.get("角色", ""), known)
        _read_unit(row, cells.get("单位", ""), known)
        _read_contact(row, cells)
        _read_username(row, cells.get("用户名", ""), taken)
        rows.append(row)
    return rows


def _read_roles(row, text, known):
    by_name = {name: role for role, name in roles.ROLE_NAMES.items()}
    names = [name for name in SEPARATORS.split(text) if name]
    row.values["roles"] = sorted({by_name[name] for name in names if name in by_name})
    if not names:
        row.faults.append("角色没有填")
    for name in names:
        if name not in by_name:
            row.faults.append(f"没有“{name}”这个角色，可填：{'、'.join(by_name)}")
        elif by_name[name] not in known.grantable:
            row.faults.append(f"“{name}”由系统管理员授予，不能在这里导入")


def _read_unit(row, name, known):
    row.values["unit_id"] = known.units.get(name)
    needs_one = set(row.values["roles"]) & set(roles.UNIT_ROLES)
    if not name and needs_one:
        row.faults.append("通讯员和负责人要填单位")
    elif name in known.retired_units:
        row.faults.append(f"“{name}”已停用，不能再安排人员")
    elif name and row.values["unit_id"] is None:
        row.faults.append(f"没有叫“{name}”的单位，请先建单位或改成全称、简称")


def _read_contact(row, cells):
    row.values["email"], row.values["phone"] = cells.get("邮箱", ""), cells.get("电话", "")
    if row.values["email"] and not EMAIL.match(row.values["email"]):
        row.faults.append("邮箱写法不对")
    if len(row.values["email"]) > 254 or len(row.values["phone"]) > 30:
        row.faults.append("邮箱或电话太长")


def _read_username(row, username, taken):
    if username and not USERNAME.match(username):
        row.faults.append("用户名只能用字母、数字和 . _ - @ +")
    elif username.lower() in taken:
        row.faults.append(f"用户名“{username}”已有人用")
    row.values["username"] = username or suggest_username(row.values["name"], taken)
    taken.add(row.values["username"].lower())
