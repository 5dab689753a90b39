"""What the feed says of a closed quarter, read from its frozen content (scoring.arithmetic.closing) and
nowhere else. Points and marks are strings as they were frozen, counts and ranks integers; ranks are empty
where the quarter shows no ranking. Who may ask is scoring.feed.views'."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localtime

from editorial.models.units import RankingGroup
from scoring import marks as marking
from scoring.arithmetic import closing
from scoring.arithmetic import standings as ranking
from scoring.book import Rules, parse
from scoring.models import FeedRelease, FrozenQuarter, Quarter
from scoring.models.quarters import Mode, QuarterState
from scoring.quarter import Quarter as Span

COUNTS = ("submitted", "quota", "placed", *closing.LEVELS, "wechat")
AMOUNTS = ("points", "corrections", "year_points")
LINE_FIELDS = ("kind", "account", "track", "points", "clause", "steps", "headline", "where")
# The lines whose points belong to a level.
OF_PLACEMENTS = ("line", *closing.CORRECTIONS)
ZERO = Decimal("0.00")


# -- which quarters ----------------------------------------------------------------------------------


def released_quarters():
    """The newest first, as (quarter, its release)."""
    rows = FeedRelease.objects.filter(withdrawn_at=None, quarter__state=QuarterState.CLOSED)
    rows = rows.select_related("quarter").order_by("-quarter__year", "-quarter__number")
    return [(row.quarter, row) for row in rows]


def released(code):
    """The quarter of a code when it is closed and released, else None: open, unreleased, withdrawn
    and unheard-of are one."""
    try:
        span = Span.parse(code)
    except ValueError:
        return None
    found = Quarter.objects.filter(
        year=span.year,
        number=span.number,
        state=QuarterState.CLOSED,
        releases__isnull=False,
        releases__withdrawn_at=None,
    )
    return found.first()


def why_not_release(quarter):
    """What keeps a quarter from being released at all, in a sentence; empty when nothing does."""
    if not quarter.is_closed:
        return "季度关账以后才能向考核开放。"
    if quarter.mode != Mode.ASSESSED:
        return f"这个季度的用途是“{quarter.get_mode_display()}”，不能向考核开放。"
    if quarter.pk not in readable([quarter]):
        return "这个季度是旧版本关的账，存档里没有接口要的内容。"
    return ""


def readable(quarters):
    """The ids of those that were closed in the form that is read here."""
    pks = [quarter.pk for quarter in quarters]
    frozen = FrozenQuarter.objects.filter(quarter__in=pks, content__format=closing.FORMAT)
    return set(frozen.values_list("quarter", flat=True))


# -- what is said ------------------------------------------------------------------------------------


def quarters():
    return {
        "quarters": [
            head(quarter)
            | {
                "closed_at": localtime(quarter.closed_at).isoformat(timespec="seconds"),
                "released_at": localtime(release.released_at).isoformat(timespec="seconds"),
            }
            for quarter, release in released_quarters()
        ]
    }


def head(quarter):
    return {"quarter": quarter.code, "label": quarter.label, "digest": quarter.digest}


def standings(quarter):
    closed = closed_of(quarter)
    return head(quarter) | {
        "standings": [
            closed.named(row)
            | {"rank": row["rank"] if closed.shows_ranking else None}
            | {name: row[name] for name in (*AMOUNTS, *COUNTS)}
            for row in closed.rows
        ]
    }


def marks(quarter):
    """None when the book of the quarter gives no marks."""
    closed = closed_of(quarter)
    conversion = closed.rules.conversion
    if conversion.method is None:
        return None
    rows = closed.unit_rows(conversion.method.period)
    found = marking.compute(rows.values(), conversion)
    awards = _awards(rows.values(), conversion.awards and conversion.awards.units)
    return (
        head(quarter)
        | _rules(conversion)
        | {
            "marks": [
                closed.named(row)
                | {
                    "rank": rows[key].rank if closed.shows_ranking else None,
                    "points": str(rows[key].points),
                    "marks": str(found[key].marks),
                    "meets_minima": found[key].meets_minima,
                    "disqualified": rows[key].disqualified,
                    "award": awards.get(key, "none"),
                    "steps": [_step(step) for step in found[key].steps],
                }
                for row in closed.rows
                for key in [(row["track"], row["unit"])]
            ]
        }
    )


def lines(quarter):
    closed = closed_of(quarter)
    return head(quarter) | {
        "lines": [
            {
                "unit_id": line["unit"],
                "unit": closed.units[line["unit"]]["title"],
                "person_id": line["person"],
                "person": closed.content["persons_named"].get(str(line["person"])),
                "outlet": line["outlet_name"],
                "level": line["level"],
                "published_on": line["published_on"] or None,
                **{name: line[name] for name in LINE_FIELDS},
            }
            for line in closed.content["lines"]
        ]
    }


def persons(quarter):
    """Whoever is credited by name, if the book counts persons at all."""
    closed = closed_of(quarter)
    rows = closed.person_rows()
    awards = closed.rules.conversion.awards
    awards = _awards(rows.values(), awards and awards.persons)
    return head(quarter) | {
        "persons": [
            {
                "person_id": row["person"],
                "person": row["name"],
                "unit_id": row["unit"],
                "unit": closed.units[row["unit"]]["title"],
                "track": row["track"],
                "rank": rows[key].rank if closed.shows_ranking else None,
                "points": row["points"],
                "placed": row["placed"],
                "disqualified": rows[key].disqualified,
                "award": awards.get(key, "none"),
            }
            for row in closed.content["persons"]
            for key in [(row["track"], row["unit"], row["person"])]
        ]
    }


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
            for level in closing.LEVELS:
                found[row["track"], row["unit"]][level] += row[level]
    return found


def _awards(rows, quota):
    """{key: named or undecided}; each list has its own quota."""
    lists = defaultdict(list)
    for row in rows:
        lists[row.group].append(row)
    return {
        award.key: "undecided" if award.undecided else "named"
        for ranked in lists.values()
        for award in marking.awarded(ranked, quota or 0)
    }


def _rules(conversion):
    method, awards = conversion.method, conversion.awards
    return {
        "method": {
            "method": method.name,
            "name": marking.METHOD_NAMES[method.name],
            "period": method.period,
            "clause": method.clause,
            "text": method.text,
        },
        "minima": [
            {
                "clause": minimum.clause,
                "text": minimum.text,
                "points": str(minimum.points),
                "levels": list(minimum.levels),
            }
            for minimum in conversion.minima
        ],
        "awards": awards
        and {
            "clause": awards.clause,
            "text": awards.text,
            "units": awards.units,
            "persons": awards.persons,
        },
    }


def _step(step):
    return {
        "name": step.name,
        "clause": step.clause,
        "text": step.text,
        "working": step.working,
        "value": str(step.value),
    }
