"""PURE: what the lines of a closed quarter add up to: standings, persons, summary."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from editorial.vocabulary import LEVELS
from scoring.arithmetic.closing.file import ZERO, ClosingFile, money
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY
from scoring.arithmetic.standings import rank
from scoring.quarter import QuarterSpan


def ranked_with(rules, group):
    """The key of the list in which a group's units are ranked."""
    alone = rules is None or rules.ranking.by == "group" or group in rules.ranking.apart
    return group if alone else ""


def standings(file: ClosingFile, rows):
    if file.content["mode"] == "off":
        return []
    submitted: dict[object, int] = defaultdict(int)
    for row in file.content["submissions"]:
        if QuarterSpan.of(date.fromisoformat(row["sent_on"])) == file.quarter:
            submitted[row["unit"]] += 1
    found = []
    tracks = [track.code for track in file.rules.tracks] if file.rules else []
    for track in tracks or [""]:
        found += _standing(file, track, rows, submitted)
    return found


def _standing(file: ClosingFile, track, rows, submitted):
    by_unit = defaultdict(list)
    for row in rows:
        if row["track"] == track and row["account"] != PERSON_ONLY:
            by_unit[row["unit"]].append(row)
    groups = defaultdict(list)
    for unit in file.units:
        row = _unit_row(file, unit, track, by_unit[unit.key], submitted[unit.key])
        groups[ranked_with(file.rules, unit.group)].append(row)
    ties = file.rules.ranking.ties if file.rules else ()
    for group in groups.values():
        rank(group, lambda row: (row.points, *(getattr(row, level) for level in ties)))
    ordered = sorted(
        (row for group in groups.values() for row in group),
        key=lambda row: (row.group, row.rank, row.unit_title, row.unit),
    )
    return [_row_as_json(row) for row in ordered]


def _unit_row(file: ClosingFile, unit, track, rows, submitted):
    own = [row for row in rows if row["kind"] == "line"]
    points = sum((Decimal(row["points"]) for row in rows), ZERO)
    corrections = sum((Decimal(row["points"]) for row in rows if row["kind"] != "line"), ZERO)
    before = Decimal(file.content["year_points"].get(f"{unit.key}:{track}", "0"))
    return SimpleNamespace(
        key=unit.key,
        unit=unit.key,
        unit_title=unit.name,
        group=unit.group,
        track=track,
        rank=0,
        points=points,
        corrections=corrections,
        year_points=before + points,
        submitted=submitted,
        quota=file.rules.quota(unit.quota_class, unit.name) if file.rules else None,
        placed=len({row["placement"] for row in own}),
        wechat=len({row["placement"] for row in own if row["kind_of_outlet"] == "wechat"}),
        **{
            level: len({row["placement"] for row in own if row["level"] == level})
            for level in LEVELS
        },
    )


def _row_as_json(row):
    fields = (
        "unit", "unit_title", "group", "track", "rank", "submitted", "quota", "placed", *LEVELS,
        "wechat",
    )  # fmt: skip
    amounts = {name: money(getattr(row, name)) for name in ("points", "corrections", "year_points")}
    return {**{name: getattr(row, name) for name in fields}, **amounts}


def persons(file: ClosingFile, rows):
    """Each person's points, in the order of unit and person."""
    if file.rules is None or file.rules.persons is None or file.content["mode"] == "off":
        return []
    sums: dict[tuple, list] = defaultdict(lambda: [ZERO, set()])
    for row in rows:
        if row["person"] is not None and row["account"] != UNIT_ONLY:
            entry = sums[row["track"], row["unit"], row["person"]]
            entry[0] += Decimal(row["points"])
            if row["kind"] == "line":
                entry[1].add(row["placement"])
    names = file.content["persons_named"]
    return [
        {
            "track": track,
            "unit": unit,
            "person": person,
            "name": names[str(person)],
            "points": money(points),
            "placed": len(placed),
        }
        for (track, unit, person), (points, placed) in sorted(sums.items())
    ]


def summary(file: ClosingFile, rows):
    own = [row for row in rows if row["kind"] == "line"]
    sent = [
        row
        for row in file.content["submissions"]
        if QuarterSpan.of(date.fromisoformat(row["sent_on"])) == file.quarter
    ]
    counted = {row["piece"] for row in rows if row["piece"] is not None}
    total = sum((Decimal(row["points"]) for row in rows if row["account"] != PERSON_ONLY), ZERO)
    return {
        "placed": len({row["placement"] for row in own}),
        **{
            level: len({row["placement"] for row in own if row["level"] == level})
            for level in LEVELS
        },
        "submitted": len(sent),
        "submitted_and_placed": len({row["piece"] for row in sent} & counted),
        "points": money(total),
    }
