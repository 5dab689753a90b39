"""Two counts of the same quarters side by side: units, persons, and the lines of each. What was counted on
either side is the content of scoring.arithmetic.closing."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from editorial.vocabulary import LEVELS
from scoring.arithmetic import closing
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY
from scoring.arithmetic.standings import rank

ZERO = Decimal("0.00")
LOOKED_AT = ("quarter", "units", "lines", "standings", "persons")


@dataclass
class Row:
    """A unit, or a person of it, in one track before and after; a rank is None where it did not stand."""

    track: str
    unit: int
    person: int | None
    unit_title: str
    group: str
    name: str = ""
    old_points: Decimal = ZERO
    new_points: Decimal = ZERO
    old_rank: int | None = None
    new_rank: int | None = None

    @property
    def title(self):
        return self.name or self.unit_title

    @property
    def account(self):
        return self.unit, self.person

    @property
    def difference(self):
        return self.new_points - self.old_points

    @property
    def climb(self):
        """Places won, negative for places lost."""
        if self.old_rank is None or self.new_rank is None:
            return 0
        return self.old_rank - self.new_rank

    @property
    def fall(self):
        return -self.climb

    @property
    def is_moved(self):
        return bool(self.difference or self.climb)


@dataclass(frozen=True)
class LineRow:
    """A line that differs, on either side or on both."""

    old: dict | None
    new: dict | None

    @property
    def either(self):
        return self.new or self.old

    @property
    def difference(self):
        return _points(self.new) - _points(self.old)


@dataclass(frozen=True)
class Side:
    """The contents of the quarters in their order, and the rules of the latest, which rank them all."""

    contents: list
    rules: object

    @classmethod
    def of(cls, contents, rules):
        """Lets go of the facts: the collector would have to look through them all."""
        return cls([{name: content[name] for name in LOOKED_AT} for content in contents], rules)

    def units(self):
        """The units of each track over all contents, ranked."""
        found = {}
        for content in self.contents:
            for row in content["standings"]:
                key = (row["track"], row["unit"], None)
                if (summed := found.get(key)) is None:
                    summed = found[key] = _Summed(key, row["unit_title"], row["group"])
                summed.add(row["points"], {level: row[level] for level in LEVELS})
        ties = self.rules.ranking.ties if self.rules else ()
        return _ranked(
            found.values(),
            lambda one: closing.ranked_with(self.rules, one.group),
            lambda one: (one.points, *(one.placed[level] for level in ties)),
        )

    def persons(self):
        """The same of persons, all in one list as on 得分排名; none where the rules give them no points."""
        found = {}
        if self.rules is None or self.rules.persons is None:
            return []
        for content in self.contents:
            units = {unit["id"]: unit for unit in content["units"]}
            for row in content["persons"]:
                key = (row["track"], row["unit"], row["person"])
                if (summed := found.get(key)) is None:
                    unit = units[row["unit"]]
                    summed = _Summed(key, unit["title"], unit["group"], row["name"])
                    found[key] = summed
                summed.add(row["points"], {"all": row["placed"]})
        return _ranked(found.values(), lambda one: "", lambda one: (one.points, one.placed["all"]))

    def lines(self, unit, person):
        """{what a line is about: line} of a unit's account or a person's; credited twice in one placement
        has two, told by number."""
        other = PERSON_ONLY if person is None else UNIT_ONLY
        found, seen = {}, Counter()
        for content in self.contents:
            for line in content["lines"]:
                if line["unit"] != unit or line["account"] == other:
                    continue
                if person is not None and line["person"] != person:
                    continue
                about = line["placement"] or line["adjustment"] or line["clause"]
                key = (content["quarter"], line["kind"], line["track"], about, line["person"])
                seen[key] += 1
                found[*key, seen[key]] = {**line, "quarter": content["quarter"]}
        return found


@dataclass
class _Summed:
    key: tuple
    unit_title: str
    group: str
    name: str = ""
    points: Decimal = ZERO
    placed: Counter = field(default_factory=Counter)
    rank: int = 0

    def add(self, points, placed):
        self.points += Decimal(points)
        self.placed.update(placed)


def _ranked(found, ranked_with, merit):
    lists = defaultdict(list)
    for one in found:
        lists[one.key[0], ranked_with(one)].append(one)
    for rows in lists.values():
        rank(rows, merit)
    return list(found)


def side_by_side(old, new):
    """A Row for whatever stands on either side."""
    rows = {}
    for side, standing in (("old", old), ("new", new)):
        for one in standing:
            if (row := rows.get(one.key)) is None:
                row = rows[one.key] = Row(*one.key, one.unit_title, one.group, one.name)
            setattr(row, f"{side}_points", one.points)
            setattr(row, f"{side}_rank", one.rank)
    return list(rows.values())


def differing(old, new):
    """LineRows of two {what it is about: line}, the largest difference first."""
    rows = [
        LineRow(old.get(key), new.get(key))
        for key in dict.fromkeys([*old, *new])
        if _points(old.get(key)) != _points(new.get(key)) or (key in old) != (key in new)
    ]
    return sorted(rows, key=lambda row: -abs(row.difference))


def _points(line):
    return ZERO if line is None else Decimal(line["points"])
