"""A closed quarter's frozen content with what the feed asks of it: its book, and the rows that marks and
awards are given by, for the quarter or for the year so far."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from editorial.people.units import RankingGroup
from editorial.vocabulary import LEVELS
from scoring.arithmetic import closing
from scoring.arithmetic import marks as marking
from scoring.arithmetic import standings as ranking
from scoring.book import Rules, parse
from scoring.models import FrozenQuarter

# The lines whose points belong to a level.
OF_PLACEMENTS = ("line", *closing.CORRECTIONS)
ZERO = Decimal("0.00")


def closed_of(quarter):
    content = FrozenQuarter.objects.values_list("content", flat=True).get(quarter=quarter)
    return Closed(quarter, content)


@dataclass
class _Ranked:
    """What a ranking needs of a unit or a person; `rank` is set by it."""

    key: tuple
    merit: tuple
    rank: int = 0


class Closed:
    """A frozen content with the questions that the answers ask of it."""

    def __init__(self, quarter, content):
        self.quarter, self.content = quarter, content
        self.units = {unit["id"]: unit for unit in content["units"]}

    @cached_property
    def rules(self):
        """The book in force in the quarter; an empty one for a quarter without."""
        pk = self.content["in_force"].get(self.content["quarter"])
        book = self.content["books"].get(str(pk))
        return parse(book["rules"]) if book else Rules((), None)

    @property
    def shows_ranking(self):
        return self.content["ranking"]

    @property
    def rows(self):
        """The standings as they were frozen, track by track."""
        return self.content["standings"]

    def named(self, row):
        return {
            "unit_id": row["unit"],
            "unit": row["unit_title"],
            "group": row["group"],
            "group_name": RankingGroup(row["group"]).label,
            "track": row["track"],
        }

    def list_of(self, track, group):
        """The list in which a group's units are ranked; the best of it is worth the full marks."""
        return (track, closing.ranked_with(self.rules, group))

    def unit_rows(self, period):
        """{(track, unit): marking.Row} of the quarter, or of the year so far."""
        whole_year = period == "year"
        contents = self._year() if whole_year else [self.content]
        by_level, placed, out = _levels_of_units(contents), _placed(contents), set()
        for content in contents:
            out |= {unit for unit, _ in self._struck(content)}
        rows = {
            (row["track"], row["unit"]): marking.Row(
                key=(row["track"], row["unit"]),
                group=self.list_of(row["track"], row["group"]),
                points=Decimal(row["year_points" if whole_year else "points"]),
                points_by_level=dict(by_level[row["track"], row["unit"]]),
                rank=row["rank"],
                disqualified=row["unit"] in out,
            )
            for row in self.rows
        }
        return self._ranked(rows, placed) if whole_year else rows

    def person_rows(self):
        """{(track, unit, person): marking.Row} of the quarter."""
        out = self._struck(self.content)
        placed = defaultdict(lambda: defaultdict(set))
        for line in self.content["lines"]:
            if line["kind"] == "line" and line["account"] != "unit":
                key = (line["track"], line["unit"], line["person"])
                placed[key][line["level"]].add(line["placement"])
        counts = {
            key: {level: len(found) for level, found in levels.items()}
            for key, levels in placed.items()
        }
        rows = {
            (row["track"], row["unit"], row["person"]): marking.Row(
                key=(row["track"], row["unit"], row["person"]),
                group=self.list_of(row["track"], self.units[row["unit"]]["group"]),
                points=Decimal(row["points"]),
                points_by_level={},
                rank=0,
                disqualified=(row["unit"], row["person"]) in out,
            )
            for row in self.content["persons"]
        }
        return self._ranked(rows, counts)

    def _ranked(self, rows, placed):
        """The rows with the ranks that their points and the book's ties give them."""
        lists = defaultdict(list)
        for key, row in rows.items():
            ties = (placed.get(key, {}).get(level, 0) for level in self.rules.ranking.ties)
            lists[row.group].append(_Ranked(key, (row.points, *ties)))
        found = {}
        for ranked in lists.values():
            for place in ranking.rank(ranked, lambda one: one.merit):
                row = rows[place.key]
                found[place.key] = marking.Row(
                    row.key,
                    row.group,
                    row.points,
                    row.points_by_level,
                    place.rank,
                    row.disqualified,
                )
        return found

    def _year(self):
        """The contents of the year's quarters up to this one; those closed before are all closed."""
        earlier = FrozenQuarter.objects.filter(
            quarter__year=self.quarter.year,
            quarter__number__lt=self.quarter.number,
            content__format=closing.FORMAT,
        )
        contents = earlier.order_by("quarter__number").values_list("content", flat=True)
        return [*contents, self.content]

    def _struck(self, content):
        """(unit, person) of the events that keep from awards in a content's own quarter."""
        rules = self.rules if content is self.content else Closed(self.quarter, content).rules
        return {
            (event["unit"], event["person"])
            for event in content["events"]
            if event["quarter"] == content["quarter"]
            and (rule := rules.event_rules.get(event["kind"]))
            and rule.disqualify
        }


def _levels_of_units(contents):
    """{(track, unit): {level: points of placements}}"""
    found = defaultdict(lambda: defaultdict(lambda: ZERO))
    for content in contents:
        for line in content["lines"]:
            if line["kind"] in OF_PLACEMENTS and line["account"] != "person":
                found[line["track"], line["unit"]][line["level"]] += Decimal(line["points"])
    return found


def _placed(contents):
    """{(track, unit): {level: number of placements}}"""
    found = defaultdict(lambda: defaultdict(int))
    for content in contents:
        for row in content["standings"]:
            for level in LEVELS:
                found[row["track"], row["unit"]][level] += row[level]
    return found
