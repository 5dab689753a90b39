"""PURE: units and people from the rows of a spreadsheet, with faults per row in Chinese. Reads no
database: what exists already is handed in. The file is read by editorial.files.sheets_in, the right
rows are written by editorial.people.importing."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from editorial import roles
from editorial.files.sheets_in import SCIENTIFIC, is_scientific
from editorial.folding import compared, stored
from editorial.people.names import suggest_username

UNIT_COLUMNS = ("单位名称", "简称", "排名组", "任务类别")
PEOPLE_COLUMNS = ("姓名", "单位", "角色", "用户名", "邮箱", "电话")
# The short form is what older sheets and people in a hurry write.
RANKING_GROUPS = {"县（市、区）": "county", "县市区": "county", "市直单位": "city"}
USERNAME = re.compile(r"^[\w.@+-]{1,150}$", re.ASCII)
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
SEPARATORS = re.compile(r"[、，,；;/\s]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell and what to do about it."""

    column: str
    text: str


@dataclass
class Row:
    """A row of the sheet: its number there, its cells as typed, what it means, what is wrong."""

    number: int
    cells: dict
    values: dict
    faults: list = field(default_factory=list)

    @property
    def is_right(self):
        return not self.faults

    def blame(self, column, text):
        self.faults.append(Fault(column, text))


@dataclass(frozen=True)
class Known:
    """What exists already: open units by every name they go by, names and log-ins that are taken,
    {(name, unit id): log-in} of the people who have one, and the roles that this manager may hand
    out. Asked for by a name however it is spelled."""

    units: dict = field(default_factory=dict)
    retired_units: frozenset = frozenset()
    unit_names: frozenset = frozenset()
    usernames: frozenset = frozenset()
    people: dict = field(default_factory=dict)
    grantable: frozenset = frozenset()

    @cached_property
    def units_by_name(self):
        return {compared(name): unit_id for name, unit_id in self.units.items()}

    @cached_property
    def retired_names(self):
        return {compared(name) for name in self.retired_units}

    @cached_property
    def titles(self):
        """{as compared: as written}"""
        return {compared(name): name for name in self.unit_names}

    @cached_property
    def log_ins(self):
        return {(compared(name), unit): log_in for (name, unit), log_in in self.people.items()}


def check_units(table, known):
    """A Row per unit to open; values are the arguments of open_unit."""
    rows: list[Row] = []
    seen: set[str] = set()
    for number, cells in table:
        values = {
            "title": stored(cells.get("单位名称", "")),
            "short_name": stored(cells.get("简称", "")),
            "ranking_group": RANKING_GROUPS.get(cells.get("排名组", ""), ""),
            "quota_class": stored(cells.get("任务类别", "")).rstrip("类") or "1",
        }
        row = Row(number, cells, values)
        _check_unit(row, known, seen)
        seen.add(compared(values["title"]))
        rows.append(row)
    return rows


def _check_unit(row, known, seen):
    title, short = row.values["title"], row.values["short_name"]
    _check_length(row, "单位名称", title, 60)
    _check_length(row, "简称", short, 20)
    alike = compared(title)
    if taken := known.titles.get(alike):
        row.blame("单位名称", f"已经有叫“{taken}”的单位，请删去这一行")
    elif title and alike in seen:
        row.blame("单位名称", "表里前面已有同名单位，请删去一行")
    if not row.values["ranking_group"]:
        row.blame("排名组", "应填“县（市、区）”或“市直单位”")
    if row.values["quota_class"] not in ("1", "2", "3", "4"):
        row.blame("任务类别", "应填1到4")
    else:
        row.values["quota_class"] = int(row.values["quota_class"])


def _check_length(row, column, value, limit):
    if not value:
        row.blame(column, "没有填，请补上")
    elif len(value) > limit:
        row.blame(column, f"超过{limit}个字，请改短")


def check_people(table, known):
    """A Row per person to add; values are the arguments of add_person, the unit by its id."""
    rows, taken = [], set(known.usernames)
    before: dict = {}
    for number, cells in table:
        row = Row(number, cells, {"name": stored(cells.get("姓名", ""))})
        _check_length(row, "姓名", row.values["name"], 40)
        _read_roles(row, cells.get("角色", ""), known)
        _read_unit(row, cells.get("单位", ""), known)
        _refuse_a_known_person(row, known)
        _refuse_a_person_on_two_rows(row, before)
        _read_contact(row, cells)
        _read_username(row, cells.get("用户名", ""), taken)
        rows.append(row)
    return rows


def _read_roles(row, text, known):
    by_name = {name: role for role, name in roles.ROLE_NAMES.items()}
    names = [name for name in SEPARATORS.split(text) if name]
    row.values["roles"] = sorted({by_name[name] for name in names if name in by_name})
    if not names:
        row.blame("角色", "没有填，请补上")
    for name in names:
        if name not in by_name:
            row.blame("角色", f"没有“{name}”这个角色，可填：{'、'.join(by_name)}")
        elif by_name[name] not in known.grantable:
            row.blame("角色", f"“{name}”由系统管理员授予，请从表里去掉")


def _read_unit(row, name, known):
    alike = compared(name)
    row.values["unit_id"] = known.units_by_name.get(alike)
    needs_one = set(row.values["roles"]) & set(roles.UNIT_ROLES)
    if not name and needs_one:
        row.blame("单位", "通讯员和单位负责人要填单位，请补上")
    elif alike in known.retired_names:
        row.blame("单位", f"“{name}”已停用，不能再安排人员，请先恢复它或换一个单位")
    elif name and row.values["unit_id"] is None:
        row.blame("单位", f"没有叫“{name}”的单位，请先开设，或改成单位的全称、简称")


def _refuse_a_known_person(row, known):
    """The commonest slip is the same file twice. A namesake is told apart by a log-in of his own."""
    username = known.log_ins.get(_who(row))
    if username and not row.cells.get("用户名"):
        row.blame(
            "姓名",
            f"已有账号（用户名 {username}），请删去这一行；如是同名的另一人，请填上他自己的用户名",
        )


def _refuse_a_person_on_two_rows(row, before):
    """`before` is {who: number of the row}; it learns of this one."""
    first = before.setdefault(_who(row), row.number)
    if row.values["name"] and first != row.number and not row.cells.get("用户名"):
        row.blame(
            "姓名",
            f"和第{first}行是同一个人，请删去一行；如是同名的另一人，请填上他自己的用户名",
        )


def _who(row):
    return compared(row.values["name"]), row.values["unit_id"]


def _read_contact(row, cells):
    row.values["email"] = stored(cells.get("邮箱", ""))
    row.values["phone"] = stored(cells.get("电话", ""))
    if row.values["email"] and not EMAIL.match(row.values["email"]):
        row.blame("邮箱", "写法不对，应如 name@example.cn；没有就空着")
    if is_scientific(row.values["phone"]):
        row.blame("电话", SCIENTIFIC)
    elif len(row.values["phone"]) > 30:
        row.blame("电话", "超过30个字，只填一个号码")


def _read_username(row, username, taken):
    username = stored(username)
    if is_scientific(username):
        row.blame("用户名", SCIENTIFIC)
    elif username and not USERNAME.match(username):
        row.blame("用户名", "只能用字母、数字和 . _ - @ +；空着就按姓名拼音自动取")
    elif username.lower() in taken:
        row.blame("用户名", f"“{username}”已有人用，请换一个，或空着自动取")
    row.values["username"] = username or suggest_username(row.values["name"], taken)
    taken.add(row.values["username"].lower())
