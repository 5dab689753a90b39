"""Compares what an importer made of the corpus with its truth, part by part and habit by habit, and prints the
table and the misses. A blank is a blank, full or half width."""

import json
from collections import Counter
from dataclasses import dataclass

ASSERTED = ("headline", "bylines", "photos", "tables", "paragraphs")
ALSO = ("kicker", "subtitle", "units", "marks", "order")
ROLES = ("text", "photo", "video")
SHOWN = 40


@dataclass(frozen=True)
class Miss:
    case: str
    part: str
    habits: tuple
    expected: object
    got: object


def _of(answer, kind):
    return [block for block in answer["blocks"] if block["kind"] == kind]


def _line(text):
    return text.replace("　", " ").replace("\xa0", " ")


def headline(answer):
    return _line(answer["headline"])


def kicker(answer):
    return _line(answer["kicker"])


def subtitle(answer):
    return _line(answer["subtitle"])


def bylines(answer):
    """(name, role) in order; the order between roles says nothing where one form names both at once."""
    rows = [(row["name"], row["role"]) for row in answer["bylines"]]
    return sorted(rows, key=lambda row: ROLES.index(row[1]))


def units(answer):
    return sorted((row["name"], row["unit"]) for row in answer["bylines"])


def photos(answer):
    return [
        (photo["width"], photo["height"], _line(photo["caption"]), photo["photographer"])
        for photo in _of(answer, "photo")
    ]


def tables(answer):
    return [
        (table["rows"], [tuple(sorted(cell.items())) for cell in table["merged"]], table["caption"])
        for table in _of(answer, "table")
    ]


def paragraphs(answer):
    """Every block of text in order: paragraphs, sub-headings with their level, lists with their kind."""
    seen = []
    for block in answer["blocks"]:
        if block["kind"] == "paragraph":
            seen.append(_line(block["text"]))
        elif block["kind"] == "subheading":
            seen.append((block["level"], _line(block["text"])))
        elif block["kind"] == "list":
            seen.append((block["ordered"], *map(_line, block["items"])))
    return seen


def marks(answer):
    return [
        [(mark["start"], mark["end"], mark["mark"]) for mark in block.get("marks", ())]
        for block in _of(answer, "paragraph")
    ]


def order(answer):
    """What kinds of block follow each other."""
    return [block["kind"] for block in answer["blocks"]]


PARTS = {
    part.__name__: part
    for part in (
        headline,
        bylines,
        photos,
        tables,
        paragraphs,
        kicker,
        subtitle,
        units,
        marks,
        order,
    )
}


def tells(part, truth, answer):
    """Photos and tables are counted in the manuscripts that hold some, or were said to."""
    return part not in ("photos", "tables") or PARTS[part](truth) or PARTS[part](answer)


class Score:
    def __init__(self):
        self.right, self.total, self.misses = Counter(), Counter(), []

    def add(self, case, answer):
        answer = json.loads(json.dumps({**EMPTY, **answer}))
        for part, view in PARTS.items():
            if not tells(part, case.truth, answer):
                continue
            expected, got = view(case.truth), view(answer)
            self._count(case.habits, part, expected == got)
            if expected != got:
                got = answer.get("refusal") or got
                self.misses.append(Miss(case.name, part, case.habits, expected, got))

    def _count(self, habits, part, right):
        for habit in ("all", *habits):
            self.total[habit, part] += 1
            self.right[habit, part] += right

    def share(self, part):
        return self.right["all", part] / self.total["all", part]

    def table(self):
        habits = sorted({habit for habit, _ in self.total} - {"all"})
        head = f"{'habit':<62}" + "".join(f"{part:>16}" for part in PARTS)
        return "\n".join([head, *(self._row(habit) for habit in ("all", *habits))])

    def _row(self, habit):
        return f"{habit:<62}" + "".join(f"{self._figure(habit, part):>16}" for part in PARTS)

    def _figure(self, habit, part):
        total, right = self.total[habit, part], self.right[habit, part]
        return f"{right}/{total} {100 * right // total:>3}%" if total else "-"

    def told_misses(self, parts=ASSERTED, most=SHOWN):
        told = [miss for miss in self.misses if miss.part in parts]
        lines = [told_miss(miss) for miss in told[:most]]
        return "\n".join([f"{len(told)} misses in {', '.join(parts)}", *lines])


EMPTY = {"kicker": "", "headline": "", "subtitle": "", "bylines": [], "blocks": []}


def told_miss(miss):
    expected, got = _differing(miss.expected, miss.got)
    return f"- {miss.case} {miss.part}\n    expected {expected}\n    got      {got}\n    habits   {'; '.join(miss.habits)}"


def _differing(expected, got):
    """Both sides without what they begin and end with in common, where they are lists."""
    if not (isinstance(expected, list) and isinstance(got, list)):
        return expected, got
    start = 0
    while start < min(len(expected), len(got)) and expected[start] == got[start]:
        start += 1
    end = 0
    while end < min(len(expected), len(got)) - start and expected[-1 - end] == got[-1 - end]:
        end += 1
    return tuple(
        json.dumps(side[start : len(side) - end], ensure_ascii=False) for side in (expected, got)
    )
