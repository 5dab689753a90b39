"""PURE: plain facts and books as JSON in, standings and lines ready for JSON out: what `manage.py score`
prints, so that anyone can check a book or a circular without a database."""

from dataclasses import asdict
from decimal import Decimal

from scoring.arithmetic import count as counting
from scoring.arithmetic import marks
from scoring.arithmetic.facts import Credit, Event, Placement, Submission, Unit
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY
from scoring.arithmetic.standings import standings
from scoring.book import RuleBookFaulty, parse
from scoring.book.marks import MarkRules
from scoring.numbers import plain
from scoring.quarter import QuarterSpan

ZERO = Decimal(0)


def score(facts, books, through=None, instructions=True):
    """Totals only: {"units": {(track, unit, quarter): Decimal}, "persons": {(track, unit, person,
    quarter): Decimal}, "ranks": {(period, track, group, unit): rank}, "errors": {(row, id)}}."""
    count, force = _count(facts, books, through, instructions)
    units: dict[tuple, Decimal] = {}
    persons: dict[tuple, Decimal] = {}
    for line in count.lines:
        code = line.quarter.code
        if line.account != PERSON_ONLY:
            key = (line.track, line.unit, code)
            units[key] = units.get(key, ZERO) + line.points
        counts = line.person is not None and line.account != UNIT_ONLY
        if counts and force.of(line.quarter).persons:
            own = (line.track, line.unit, line.person, code)
            persons[own] = persons.get(own, ZERO) + line.points
    ranks = {
        (standing.period, standing.track, standing.group, row.key): row.rank
        for standing in standings(count, force.of)
        if standing.of == "unit"
        for row in standing.rows
    }
    errors = {(fault.row, fault.id) for fault in count.faults}
    return {"units": units, "persons": persons, "ranks": ranks, "errors": errors}


def score_all(facts, books, through=None, instructions=True):
    """Everything as plain data: errors, lines with their steps, standings, marks."""
    count, force = _count(facts, books, through, instructions)
    found = standings(count, force.of)
    return {
        "errors": [asdict(fault) for fault in count.faults],
        "lines": [_line(line) for line in count.lines],
        "standings": [_standing(standing) for standing in found],
        "marks": [part for standing in found for part in _marks(standing, count, facts, force)],
    }


def _count(facts, books, through, instructions):
    parsed = [parse(book) for book in books]
    if len({book.valid_from for book in parsed}) < len(parsed):
        raise RuleBookFaulty(["两份计分办法的施行日期相同，不知道用哪一份"])
    count = counting.count(to_facts(facts), parsed, through, instructions)
    return count, counting.Books(parsed)


def to_facts(data):
    """Facts from plain dicts; the keys are the columns of docs/scoring.md."""
    return counting.Facts(
        units=[Unit(u["name"], u["name"], u["group"], str(u["class"])) for u in data["units"]],
        placements=[_placement(row) for row in data["placements"]],
        submissions=[
            Submission(
                row["id"],
                row["unit"],
                row["person"],
                row["date"],
                row["piece"],
                row["genre"],
                row["adopted"],
            )
            for row in data["submissions"]
        ],
        events=[
            Event(
                row["id"],
                row["kind"],
                row["unit"],
                row["date"],
                row["person"],
                row["count"],
                row["amount"],
                row["placement"],
                row["piece"],
                row["track"],
            )
            for row in data["events"]
        ],
    )


def _placement(row):
    return Placement(
        id=row["id"],
        piece=row["piece"],
        published_on=row["date"],
        outlet=row["outlet"],
        level=row["level"],
        genre=row["genre"],
        credits=tuple(Credit(c["unit"], c["person"], c["share"]) for c in row["credits"]),
        kind=row["kind"],
        position=row["position"],
        use=row["use"],
        length=row["length"],
        journalists=row["journalists"],
        via_bureau=row["bureau"],
        evidence=tuple(row["evidence"]),
        evidence_on=row["evidence_on"],
        recorded_on=row["recorded_on"],
    )


def _line(line):
    return {
        "kind": line.kind,
        "account": line.account,
        "unit": line.unit,
        "person": line.person,
        "quarter": line.quarter.code,
        "day": line.day.isoformat(),
        "track": line.track,
        "source": line.source,
        "placement": line.source if line.kind == "placement" else None,
        "piece": line.piece,
        "points": plain(line.points),
        "clause": line.clause,
        "steps": [{**step._asdict(), "value": plain(step.value)} for step in line.steps],
    }


def _name(key):
    return key if isinstance(key, str) else " ".join(key)


def _standing(standing):
    return {
        "period": standing.period,
        "track": standing.track,
        "of": standing.of,
        "group": standing.group,
        "rows": [
            {
                "rank": row.rank,
                "name": _name(row.key),
                "points": plain(row.points),
                "placements": {level: len(ids) for level, ids in sorted(row.levels.items())},
            }
            for row in standing.rows
        ],
    }


def _marks(standing, count, facts, force):
    """The marks of a standing, if its book converts this kind of period."""
    is_quarter = "Q" in standing.period
    quarters = [q for q in count.quarters if standing.period in (q.code, str(q.year))]
    rules = force.of(quarters[-1]).conversion
    period = rules.method.period if rules.method else "year"
    if rules == MarkRules() or (period == "quarter") != is_quarter:
        return []
    out = _disqualified(standing, quarters, facts, force)
    rows = [
        marks.Row(
            _name(row.key),
            standing.group,
            row.points,
            dict(row.points_by_level),
            row.rank,
            _name(row.key) in out,
        )
        for row in standing.rows
    ]
    given = marks.compute(rows, rules) if standing.of == "unit" else {}
    quota = rules.awards and (rules.awards.units if standing.of == "unit" else rules.awards.persons)
    awards = {award.key: award for award in (marks.awarded(rows, quota) if quota else ())}
    return [
        {
            "period": standing.period,
            "track": standing.track,
            "of": standing.of,
            "group": standing.group,
            "rows": [
                {
                    "name": row.key,
                    "marks": plain(given[row.key].marks) if row.key in given else None,
                    "meets_minima": given[row.key].meets_minima if row.key in given else None,
                    "award": row.key in awards,
                    "undecided": row.key in awards and awards[row.key].undecided,
                    "disqualified": row.disqualified,
                }
                for row in rows
            ],
        }
    ]


def _disqualified(standing, quarters, facts, force):
    """Names that an event of the period keeps from awards."""
    names = set()
    for event in facts["events"]:
        rules = force.on(event["date"])
        rule = rules and rules.event_rules.get(event["kind"])
        if rule and rule.disqualify and QuarterSpan.of(event["date"]) in quarters:
            named = (event["unit"], event["person"])
            names.add(event["unit"] if standing.of == "unit" else " ".join(filter(None, named)))
    return names
