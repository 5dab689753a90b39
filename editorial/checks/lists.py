"""PURE: the bureau's word lists: their CSV files, and the automata that find ten thousand words in one
pass. What a hit means is said in `words`, `bodies` and `titles`."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from editorial.checks.article import fold
from editorial.checks.names import is_whole

STARTER_LISTS = Path(__file__).parent / "starter_lists"
# When the starter lists were last held against their sources (docs/formats/findings.md).
STARTERS_LOOKED_AT = date(2026, 11, 30)
MAX_WORD = 60
FORBIDDEN_LEVELS = ("", "慎重", "禁止")

WORD_COLUMNS = ("word", "instead", "note")
COLUMNS: dict[str, tuple[str, ...]] = {
    "forbidden": (*WORD_COLUMNS, "level"),
    "careful": WORD_COLUMNS,
    "typos": WORD_COLUMNS,
    "bodies": WORD_COLUMNS,
    "titles": WORD_COLUMNS,
    "people": ("name", "title", "rank"),
    "places": ("word",),
    "exempt": ("word",),
}
LIST_NAMES = {
    "forbidden": "禁用词",
    "careful": "慎用词",
    "typos": "错别字",
    "bodies": "机构名称",
    "titles": "职务称谓",
    "people": "人员排序",
    "places": "地名",
    "exempt": "放过的词",
}
HEADINGS = {
    "word": "词语",
    "instead": "改为",
    "note": "说明",
    "level": "级别",
    "name": "姓名",
    "title": "职务",
    "rank": "排序",
}
_COLUMN_OF = {heading: column for column, heading in HEADINGS.items()}
# The lists whose words are looked for in the text, in the order of who wins where two hold a word.
SEARCHED = ("forbidden", "bodies", "titles", "careful", "typos")


class BadLists(ValueError):
    """A list that can't be read; `problems` are Chinese sentences for its editor."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Word:
    word: str
    instead: str = ""
    note: str = ""
    level: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    title: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Hit:
    """A listed word in a text; `list` names the list."""

    list: str
    row: Word
    start: int
    end: int


@dataclass(frozen=True)
class Lists:
    """All lists of one moment. The automata are built at the first use and live as long as it does:
    keep one until a row changes."""

    forbidden: tuple[Word, ...] = ()
    careful: tuple[Word, ...] = ()
    typos: tuple[Word, ...] = ()
    bodies: tuple[Word, ...] = ()
    titles: tuple[Word, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()

    @classmethod
    def from_rows(cls, rows: Mapping[str, Iterable[Mapping[str, str]]]) -> "Lists":
        """From {list: rows}, each row a mapping of that list's columns; a bad row is BadLists."""
        kept: dict[str, Any] = {}
        problems: list[str] = []
        for name, given in rows.items():
            good, found = checked_rows(name, list(given))
            kept[name] = tuple(_thing(name, row) for row in good)
            problems += found
        if problems:
            raise BadLists(problems)
        return cls(**kept)

    @cached_property
    def _rows(self) -> list[tuple[str, Word]]:
        rows: dict[str, tuple[str, Word]] = {}
        for name in SEARCHED:
            for row in getattr(self, name):
                rows.setdefault(fold(row.word), (name, row))
        return list(rows.values())

    @cached_property
    def _finder(self) -> AhoCorasick:
        return _automaton([fold(row.word) for _name, row in self._rows])

    @cached_property
    def _shelter(self) -> AhoCorasick:
        """Words that are right, with the right form of every wrong word."""
        right = [fold(row.instead) for _name, row in self._rows if row.instead]
        return _automaton([fold(word) for word in (*self.exempt, *self.places)] + right)

    @cached_property
    def _exempter(self) -> AhoCorasick:
        return _automaton([fold(word) for word in (*self.exempt, *self.places)])

    @cached_property
    def _people_finder(self) -> AhoCorasick:
        return AhoCorasick([p.name for p in self.people], matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _namer(self) -> AhoCorasick:
        bodies = [row.instead for row in self.bodies]
        return _automaton([*bodies, *(person.name for person in self.people), *self.places])

    def hits(self, text: str) -> list[Hit]:
        """Listed words, leftmost and longest; one that lies inside an exempt word is none. The
        exempt go first, so that a sheltered word hides no other that overlaps it."""
        folded = fold(text)
        found = self._finder.find_matches_as_indexes(folded, overlapping=True)
        if not found:
            return []
        shelters = _spans(self._shelter, folded)
        hits: list[Hit] = []
        end = 0
        for index, start, stop in sorted(found, key=lambda hit: (hit[1], -hit[2])):
            name, row = self._rows[index]
            if name == "bodies" and not is_whole(folded, start, stop):
                continue
            if start >= end and not _is_inside(start, stop, shelters):
                hits.append(Hit(name, row, start, stop))
                end = stop
        return hits

    def exempt_spans(self, text: str) -> list[tuple[int, int]]:
        return _spans(self._exempter, fold(text))

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Where names of bodies, people and places stand."""
        return _spans(self._namer, text)

    def people_in(self, text: str) -> list[tuple[Person, int, int]]:
        found = self._people_finder.find_matches_as_indexes(text)
        return [(self.people[index], start, stop) for index, start, stop in found]


def _automaton(words: list[str]) -> AhoCorasick:
    return AhoCorasick([word for word in words if word], matchkind=MatchKind.Standard)


def _spans(automaton: AhoCorasick, text: str) -> list[tuple[int, int]]:
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    return [(start, stop) for _index, start, stop in found]


def _is_inside(start: int, stop: int, spans: list[tuple[int, int]]) -> bool:
    return any(left <= start and stop <= right for left, right in spans)


def _thing(name: str, row: dict[str, str]) -> Word | Person | str:
    if name == "people":
        return Person(row["name"], row["title"], int(row["rank"] or 0))
    if name in ("places", "exempt"):
        return row["word"]
    return Word(**row)


def checked_rows(
    name: str, rows: Sequence[Mapping[str, str]], first: int = 1
) -> tuple[list[dict[str, str]], list[str]]:
    """(good rows with all columns, Chinese sentences about the others); `first` is the first row's
    number. Empty rows are passed over, the second of two equal words too."""
    good: list[dict[str, str]] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, given in enumerate(rows, first):
        row = {column: str(given.get(column) or "").strip() for column in COLUMNS[name]}
        if not any(row.values()):
            continue
        if wrong := _wrong_with(name, row):
            problems.append(f"{LIST_NAMES[name]}第{number}行：{wrong}")
        elif (word := fold(row[COLUMNS[name][0]])) not in seen:
            seen.add(word)
            good.append(row)
    return good, problems


def _wrong_with(name: str, row: dict[str, str]) -> str:
    key = COLUMNS[name][0]
    word = row[key]
    if not word:
        return f"没有填“{HEADINGS[key]}”。"
    if len(word) > MAX_WORD:
        return f"“{word[:10]}……”超过{MAX_WORD}个字。"
    if name != "people" and len(word) < 2 and name not in ("places", "exempt"):
        return f"“{word}”只有一个字，会处处报出。"
    if any(ord(sign) < 32 for sign in word):
        return "词语里有换行或控制字符。"
    if row.get("instead") == word:
        return f"“{word}”改为的是它自己。"
    if name == "people" and not (row["rank"] == "" or _is_rank(row["rank"])):
        return f"排序“{row['rank']}”不是数字。"
    if row.get("level", "") not in FORBIDDEN_LEVELS:
        return f"级别“{row['level']}”不认识，只能是“禁止”或“慎重”。"
    return ""


def _is_rank(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def parse_csv(name: str, text: str) -> tuple[list[dict[str, str]], list[str]]:
    """(rows, problems) of a list's file; headings in English or Chinese, the line number counts the
    heading as 1."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error:
        return [], [f"{LIST_NAMES[name]}第{reader.line_num}行：引号没有配对，读不下去。"]
    if not lines:
        return [], []
    heading = [_COLUMN_OF.get(cell.strip(), cell.strip()) for cell in lines[0]]
    key = COLUMNS[name][0]
    if key not in heading:
        return [], [f"{LIST_NAMES[name]}第1行：缺“{key}”（{HEADINGS[key]}）一列。"]
    rows = [dict(zip(heading, line, strict=False)) for line in lines[1:]]
    return checked_rows(name, rows, first=2)


def serialise_csv(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The file of a list; `parse_csv` reads it back the same."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS[name], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read_lists(folder: str | Path = STARTER_LISTS) -> Lists:
    """The lists of a folder; a file that is missing is an empty list, a bad one is BadLists."""
    folder = Path(folder)
    if not folder.is_dir():
        raise BadLists([f"找不到词库文件夹“{folder.name}”。"])
    rows, problems = {}, []
    for name, file in _files(folder):
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError):
            problems.append(f"{LIST_NAMES[name]}：文件“{file.name}”读不了，须为UTF-8编码的CSV。")
            continue
        rows[name], found = parse_csv(name, text)
        problems += found
    if problems:
        raise BadLists(problems)
    return Lists.from_rows(rows)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in COLUMNS:
        if (file := folder / f"{name}.csv").exists():
            yield name, file
