"""PURE: the cells of the rule book editor. A sheet is flat, as a browser posts it: {name: [texts]}; each
cell knows its way from the JSON form to there and back, and nothing that was typed gets lost on it."""

import re
import unicodedata
from dataclasses import dataclass, field

SEPARATORS = re.compile(r"[\s,，、;；:：/]+")


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Cell:
    """`path` is its dotted place within its part; `wide` ones take a line of their own."""

    path: str
    label: str
    help: str = ""
    wide: bool = False
    kind = "text"
    default = ()

    def show(self, data):
        """Texts from the object of the part."""
        value = dig(data, self.path)
        return [] if value is None else [str(value)]

    def write(self, data, texts):
        value = self.value([text.strip() for text in texts if text.strip()])
        if value is not None:
            put(data, self.path, value)

    def value(self, texts):
        return texts[0] if texts else None

    def is_blank(self, texts):
        return [text for text in texts if text.strip()] == list(self.default)

    def options(self, texts, lists):
        return []


Text = Cell


@dataclass(frozen=True)
class Law(Cell):
    """The words of the clause."""

    kind = "long"


@dataclass(frozen=True)
class Hidden(Cell):
    kind = "hidden"

    def is_blank(self, texts):
        return True


@dataclass(frozen=True)
class Number(Cell):
    kind = "number"

    def value(self, texts):
        return plain_digits(texts[0]) if texts else None


@dataclass(frozen=True)
class Whole(Cell):
    """An integer; what is none stays as typed for the parser to refuse."""

    kind = "number"

    def value(self, texts):
        if not texts:
            return None
        text = plain_digits(texts[0])
        return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text


@dataclass(frozen=True)
class Numbers(Cell):
    """A list of numbers in one line: 3：2."""

    between: str = "、"

    def show(self, data):
        value = dig(data, self.path)
        return [self.between.join(map(str, value))] if value else []

    def value(self, texts):
        parts = SEPARATORS.split(texts[0]) if texts else []
        return [plain_digits(part) for part in parts if part] or None


@dataclass(frozen=True)
class Flag(Cell):
    kind = "flag"

    def show(self, data):
        return ["on"] if dig(data, self.path) is True else []

    def value(self, texts):
        return True if texts else None


@dataclass(frozen=True)
class Choice(Cell):
    """`of`: the name of a list of (code, label), or the pairs themselves. Without `first` there is an
    empty choice; with it that code is meant when nothing is written."""

    of: object = ()
    first: str = ""
    empty: str = "请选择"
    kind = "choice"

    @property
    def default(self):
        return (self.first,) if self.first else ()

    def show(self, data):
        value = dig(data, self.path)
        if isinstance(value, list):
            value = value[0] if value else None
        return list(self.default) if value is None else [str(value)]

    def options(self, texts, lists):
        chosen = texts[0] if texts else self.first
        pairs = ([] if self.first else [("", self.empty)]) + with_strangers(
            pairs_of(self.of, lists), [chosen]
        )
        return [Option(code, label, code == chosen) for code, label in pairs]


@dataclass(frozen=True)
class WholeChoice(Choice):
    """The code is an integer in the form."""

    def value(self, texts):
        return int(texts[0]) if texts and texts[0].isdecimal() else None


@dataclass(frozen=True)
class Where(Choice):
    """An outlet or a level in one choice."""

    empty: str = "不限"

    def show(self, data):
        for key in ("level", "outlet"):
            if data.get(key):
                return [f"{key}:{data[key]}"]
        return []

    def write(self, data, texts):
        key, _, code = (texts[0] if texts else "").partition(":")
        if code:
            data[key] = code

    def options(self, texts, lists):
        chosen = texts[0] if texts else ""
        pairs = [("", self.empty)]
        pairs += [(f"level:{code}", f"所有{label}") for code, label in lists["level"]]
        pairs += [(f"outlet:{code}", label) for code, label in lists["outlet"]]
        return [Option(c, label, c == chosen) for c, label in with_strangers(pairs, [chosen])]


@dataclass(frozen=True)
class Many(Cell):
    """Several codes. A condition writes one of them as itself; `always` writes a list also of none."""

    of: object = ()
    first: tuple = ()
    empty: str = "不限"
    as_list: bool = False
    always: bool = False
    kind = "many"

    @property
    def default(self):
        return self.first

    def show(self, data):
        value = dig(data, self.path)
        if value is None:
            return list(self.first)
        return [str(code) for code in (value if isinstance(value, list) else [value])]

    def value(self, texts):
        if self.as_list:
            return texts if texts or self.always else None
        return (texts[0] if len(texts) == 1 else texts) or None

    def options(self, texts, lists):
        pairs = with_strangers(pairs_of(self.of, lists), texts)
        return [Option(code, label, code in texts) for code, label in pairs]


@dataclass(frozen=True)
class Pairs(Cell):
    """Names with a number each, one in a line: 都昌县 8."""

    kind = "lines"

    def show(self, data):
        value = dig(data, self.path) or {}
        return ["\n".join(f"{who} {number}" for who, number in value.items())] if value else []

    def value(self, texts):
        found = {}
        for line in texts[0].splitlines() if texts else ():
            who, number = self.split(line)
            if who:
                found[who] = number
        return found or None

    def split(self, line):
        parts = line.replace("：", " ").replace(":", " ").split()
        if len(parts) < 2:
            return "".join(parts), ""
        return " ".join(parts[:-1]), plain_digits(parts[-1])

    def doubled(self, texts):
        """Names that stand in two lines: the form can hold only one of them."""
        names = [self.split(line)[0] for line in (texts[0].splitlines() if texts else ())]
        return sorted({name for name in names if name and names.count(name) > 1})


@dataclass(frozen=True)
class Fields:
    """A part that is there or not: any cell filled makes it be there."""

    path: str
    title: str
    cells: tuple
    help: str = ""
    is_table = False

    def load(self, rules):
        found = dig(rules, self.path)
        return found if isinstance(found, dict) else {}

    def store(self, parts, found):
        put(parts, self.path, found)


@dataclass(frozen=True)
class Steps(Fields):
    """The order of the sum: the steps whose place is fixed are not asked for."""

    names: tuple = ()

    def load(self, rules):
        order = rules.get(self.path) or self.names
        return {str(place): name for place, name in enumerate(order)}

    def store(self, parts, found):
        order = [found.get(str(place), name) for place, name in enumerate(self.names)]
        if order != list(self.names):
            put(parts, self.path, order)


@dataclass(frozen=True)
class Table:
    """A part of rows. `keyed`: the cell whose value is the key of the row in the form, else a list;
    `ordered`: the order of the rows has a meaning."""

    path: str
    title: str
    cells: tuple
    help: str = ""
    row: str = "行"
    keyed: str = ""
    prefix: str = ""
    ordered: bool = False
    dense: bool = False
    is_table = True

    def load(self, rules):
        """The rows, the key of each as its cell; no database keeps the order of an object's keys."""
        found = dig(rules, self.path) or []
        if isinstance(found, dict):
            found = [
                {**row, self.keyed: key}
                for key, row in sorted(found.items())
                if isinstance(row, dict)
            ]
        return [row for row in found if isinstance(row, dict)]

    def store(self, parts, rows):
        """Sentences about rows that can't both stand in the form."""
        if self.prefix:
            number_codes(rows, self.prefix)
        if not self.keyed:
            put(parts, self.path, rows)
            return []
        keys = [row.pop(self.keyed, "") for row in rows]
        put(parts, self.path, dict(zip(keys, rows, strict=True)))
        cell = next(cell for cell in self.cells if cell.path == self.keyed)
        return [
            f"{self.title}：{cell.label}不能写两行（第{n}行）"
            if key
            else f"{self.title}：请选{cell.label}（第{n}行）"
            for n, key in enumerate(keys, start=1)
            if not key or key in keys[: n - 1]
        ]


@dataclass(frozen=True)
class Section:
    """One page of the editor. `faults`: how the parser's sentences about it begin."""

    slug: str
    title: str
    parts: tuple
    summaries: tuple
    faults: tuple = field(default=())


def dig(data, path):
    """The value at a dotted path, or None."""
    for key in path.split("."):
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def put(data, path, value):
    *before, last = path.split(".")
    for key in before:
        data = data.setdefault(key, {})
    data[last] = value


def number_codes(rows, prefix):
    """A code for each new row: people write names."""
    taken = {row.get("code") for row in rows}
    free = (f"{prefix}{n}" for n in range(1, len(rows) * 2 + 1) if f"{prefix}{n}" not in taken)
    for row in rows:
        if not row.get("code"):
            row["code"] = next(free)


def plain_digits(text):
    """１．５ and −1 as people's keyboards write them are 1.5 and -1."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def pairs_of(of, lists):
    return list(lists[of] if isinstance(of, str) else of)


def with_strangers(pairs, codes):
    """A code that is on no list (an outlet that was deleted) stays to be seen and kept."""
    known = {code for code, _ in pairs}
    return pairs + [
        (code, f"{code}（已不在列表里）") for code in codes if code and code not in known
    ]
