"""PURE: a file of facts (docs/scoring.md) as plain data, or everything that is wrong with it, each with
its line, in Chinese."""

import csv
import io
import re

from editorial import vocabulary
from editorial.files.sheets_in import SCIENTIFIC, day_of, is_scientific
from editorial.folding import stored
from scoring.book.parser import to_decimal

COLUMNS = (
    "row", "id", "unit", "group", "class", "person", "date", "piece", "placement", "outlet", "level",
    "kind", "genre", "position", "use", "length", "credits", "journalists", "bureau", "evidence",
    "evidence_on", "recorded_on", "adopted", "kind_of_event", "count", "amount", "track",
)  # fmt: skip
ROWS = {"unit": "units", "placement": "placements", "submission": "submissions", "event": "events"}
CODES = {
    "level": vocabulary.LEVELS,
    "kind": vocabulary.KINDS,
    "genre": vocabulary.GENRES,
    "position": vocabulary.POSITIONS,
    "use": vocabulary.USES,
}
NUMBERED = ("id", "piece", "placement", "outlet", "person")
CREDIT = re.compile(r"(?P<unit>[^/*;]+)(?:/(?P<person>[^*;]+))?(?:\*(?P<share>[^;]+))?")


class FactsFaulty(ValueError):
    """`faults` says in Chinese what is wrong, one sentence each."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("；".join(self.faults))


def read_facts(data):
    """{units, placements, submissions, events} from the bytes of a CSV file; each row a dict as
    scoring.arithmetic.check wants it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactsFaulty(["文件不是UTF-8编码，请另存为“CSV UTF-8”再试"]) from None
    if "\0" in text:
        raise FactsFaulty(["文件里有不能读的字符（NUL），请另存为“CSV UTF-8”再试"])
    reader = _Reader()
    try:
        return reader.read(text)
    except csv.Error:
        raise FactsFaulty([f"第{reader.line}行之后有一格太长，读不了"]) from None


class _Reader:
    def __init__(self):
        self.faults = []
        self.facts: dict[str, list] = {name: [] for name in ROWS.values()}
        self.seen = set()
        self.line = 1

    def read(self, text):
        reader = csv.DictReader(io.StringIO(text, newline=""))
        columns = [name.strip() for name in reader.fieldnames or ()]
        while columns and not columns[-1]:  # a spreadsheet saves the empty ones that were touched
            columns.pop()
        reader.fieldnames = columns
        if "row" not in columns:
            raise FactsFaulty(["第1行应是列名，其中要有“row”"])
        if unknown := [name for name in columns if name not in COLUMNS]:
            raise FactsFaulty([f"第1行：不认识的列：{'、'.join(unknown)}"])
        if len(set(columns)) < len(columns):
            raise FactsFaulty(["第1行：有两列的列名相同"])
        for row in reader:
            self.line = reader.line_num
            if any(cell.strip() for cell in row.pop(None, ())):
                self.fault("格子比列名多")
                continue
            self._row({name: stored(row.get(name) or "") for name in COLUMNS})
        if self.faults:
            raise FactsFaulty(self.faults)
        return self.facts

    def fault(self, sentence):
        self.faults.append(f"第{self.line}行：{sentence}")

    def _row(self, row):
        if not any(row.values()):
            return
        for name in NUMBERED:
            if is_scientific(row[name]):
                self.fault(f"{name}“{row[name]}”{SCIENTIFIC}")
        kind = row["row"]
        if kind not in ROWS:
            self.fault(f"row 应是 {'、'.join(ROWS)} 之一，不是“{kind}”")
            return
        read = {
            "unit": self._unit,
            "placement": self._placement,
            "submission": self._submission,
            "event": self._event,
        }
        key = (kind, row["unit"] if kind == "unit" else row["id"])
        if not key[1]:
            self.fault("缺少单位" if kind == "unit" else "缺少 id")
        elif key in self.seen:
            self.fault(f"“{key[1]}”已经出现过")
        self.seen.add(key)
        self.facts[ROWS[kind]].append(read[kind](row))

    def _unit(self, row):
        return {"name": row["unit"], "group": row["group"], "class": row["class"]}

    def _placement(self, row):
        if not row["outlet"]:
            self.fault("缺少 outlet")
        return {
            "id": row["id"],
            "piece": row["piece"] or None,
            "date": self._day(row, "date", must=True),
            "outlet": row["outlet"],
            "level": self._code(row, "level"),
            "kind": self._code(row, "kind", ""),
            "genre": self._code(row, "genre", "news"),
            "position": self._code(row, "position", "inner"),
            "use": self._code(row, "use", "sole"),
            "length": self._whole(row, "length", None),
            "credits": self._credits(row["credits"]),
            "journalists": self._whole(row, "journalists", 0),
            "bureau": self._yes(row, "bureau", True),
            "evidence": self._evidence(row["evidence"]),
            "evidence_on": self._day(row, "evidence_on"),
            "recorded_on": self._day(row, "recorded_on"),
        }

    def _submission(self, row):
        if not row["unit"]:
            self.fault("缺少 unit")
        return {
            "id": row["id"],
            "unit": row["unit"],
            "person": row["person"] or None,
            "date": self._day(row, "date", must=True),
            "piece": row["piece"] or None,
            "genre": self._code(row, "genre", "news"),
            "adopted": self._yes(row, "adopted", False),
        }

    def _event(self, row):
        for name in ("unit", "kind_of_event"):
            if not row[name]:
                self.fault(f"缺少 {name}")
        amount = to_decimal(row["amount"]) if row["amount"] else None
        if row["amount"] and amount is None:
            self.fault(f"amount 应是一个数，不是“{row['amount']}”")
        return {
            "id": row["id"],
            "kind": row["kind_of_event"],
            "unit": row["unit"],
            "person": row["person"] or None,
            "date": self._day(row, "date", must=True),
            "count": self._whole(row, "count", 1),
            "amount": amount,
            "placement": row["placement"] or None,
            "piece": row["piece"] or None,
            "track": row["track"] or None,
        }

    def _credits(self, text):
        credits = []
        for part in filter(None, (part.strip() for part in re.split("[;；]", text))):
            match = CREDIT.fullmatch(part)
            share = to_decimal((match and match["share"] or "1").strip())
            if match is None or share is None:
                self.fault(f"credits 应写成“单位/作者*份额”，不是“{part}”")
                continue
            person = (match["person"] or "").strip() or None
            credits.append({"unit": match["unit"].strip(), "person": person, "share": share})
        return credits

    def _evidence(self, text):
        codes = [part.strip() for part in re.split("[;；]", text) if part.strip()]
        for code in codes:
            if code not in vocabulary.EVIDENCE:
                self.fault(f"evidence 没有“{code}”，可用 {'、'.join(vocabulary.EVIDENCE)}")
        return codes

    def _code(self, row, name, default=None):
        value = row[name] or default
        if value is None:
            self.fault(f"缺少 {name}")
        elif value and value not in CODES[name]:
            self.fault(f"{name} 没有“{value}”，可用 {'、'.join(CODES[name])}")
        return value

    def _day(self, row, name, must=False):
        if not row[name]:
            if must:
                self.fault(f"缺少 {name}")
            return None
        if (day := day_of(row[name])) is None:
            self.fault(f"{name} 应写成 2026-09-03，不是“{row[name]}”")
        return day

    def _whole(self, row, name, default):
        if not row[name]:
            return default
        if not row[name].isdecimal() or len(row[name]) > 9:
            self.fault(f"{name} 应是不小于零的整数，不是“{row[name]}”")
            return default
        return int(row[name])

    def _yes(self, row, name, default):
        if row[name] not in ("", "yes", "no"):
            self.fault(f"{name} 应是 yes 或 no，不是“{row[name]}”")
        return default if row[name] == "" else row[name] == "yes"
