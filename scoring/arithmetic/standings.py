"""PURE: who stands where, from lines: units and persons, by quarter and year, track and group. Ties: more
placements at the levels that the book names, then the same rank, and the next rank is skipped (no real
rule says, so this is the house's default)."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.arithmetic import lines as kinds

ZERO = Decimal(0)


@dataclass
class Row:
    """`key` is the unit, or (unit, person). `levels`: placements by level; `points_by_level`: what
    their lines came to."""

    key: object
    group: str
    points: Decimal = ZERO
    levels: dict = field(default_factory=lambda: defaultdict(set))
    points_by_level: dict = field(default_factory=lambda: defaultdict(lambda: ZERO))
    rank: int = 0

    def placed(self, level):
        return len(self.levels.get(level, ()))


@dataclass
class Standing:
    """`period` is 2026Q3 or 2026, `of` unit or person, `group` the group ranked, "" for all."""

    period: str
    track: str
    of: str
    group: str
    rows: list[Row]


def rank(rows, merit):
    """Sets each row's rank by `merit(row)`, a tuple in which more is better; returns them sorted, equals
    in the order of their key."""
    rows = sorted(rows, key=lambda row: (tuple(-m for m in merit(row)), str(row.key)))
    for n, row in enumerate(rows):
        equal = n and merit(rows[n - 1]) == merit(row)
        row.rank = rows[n - 1].rank if equal else n + 1
    return rows


def standings(count, rules_of):
    """All standings of a Count, by period, track and group. `rules_of(quarter)` gives the book."""
    by_place = defaultdict(list)
    for line in count.lines:
        by_place[line.quarter, line.track].append(line)
    found = []
    years = defaultdict(list)
    for quarter in count.quarters:
        if rules := rules_of(quarter):
            years[quarter.year].append(quarter)
            for track in _tracks(rules):
                lines = by_place[quarter, track]
                personal = {quarter} if rules.persons else set()
                found += _of_period(quarter.code, track, lines, count, rules, personal)
    for year, quarters in years.items():
        rules = rules_of(quarters[-1])
        tracks = dict.fromkeys(track for q in quarters for track in _tracks(rules_of(q)))
        personal = {q for q in quarters if rules.persons and rules_of(q).persons}
        for track in tracks:
            lines = [line for quarter in quarters for line in by_place[quarter, track]]
            found += _of_period(str(year), track, lines, count, rules, personal)
    return found


def _tracks(rules):
    return [track.code for track in rules.tracks] or [""]


def _of_period(period, track, lines, count, rules, personal):
    """`personal`: the quarters in which persons have an account."""
    units = {unit.key: Row(unit.key, unit.group) for unit in count.units.values()}
    persons: dict[tuple, Row] = {}
    for line in lines:
        if line.account != kinds.PERSON_ONLY:
            _add(units[line.unit], line, count)
        has_person = line.person is not None and line.account != kinds.UNIT_ONLY
        if has_person and line.quarter in personal:
            key = (line.unit, line.person)
            row = persons.setdefault(key, Row(key, count.units[line.unit].group))
            _add(row, line, count)
    return [
        Standing(period, track, of, group, rank(rows, lambda row: _merit(row, rules)))
        for of, found in (("unit", units), ("person", persons))
        for group, rows in _groups(found.values(), rules.ranking).items()
    ]


def _add(row, line, count):
    row.points += line.points
    if line.kind == kinds.PLACEMENT:
        level = count.worths[line.source].case.level
        row.levels[level].add(line.source)
        row.points_by_level[level] += line.points


def _merit(row, rules):
    return (row.points, *(row.placed(level) for level in rules.ranking.ties))


def _groups(rows, ranking):
    groups = defaultdict(list)
    for row in rows:
        alone = ranking.by == "group" or row.group in ranking.apart
        groups[row.group if alone else ""].append(row)
    return groups
