"""PURE: the lines of a closed quarter again, from the facts of its file and in the file's order."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import QuarterFacts, YearSoFar
from scoring.arithmetic.closing.file import (
    ClosingFile,
    carried_of,
    event_of,
    money,
    placement_of,
    submission_of,
)
from scoring.arithmetic.count import (
    event_fault,
    piece_key,
    track_of_case,
    track_of_event,
    track_of_submission,
)
from scoring.arithmetic.facts import id_order
from scoring.arithmetic.pieces import settle_piece
from scoring.arithmetic.split import lines_of
from scoring.arithmetic.units import settle_unit
from scoring.numbers import plain
from scoring.quarter import QuarterSpan

CORRECTIONS = ("reversal", "replacement")


def rows_of(file: ClosingFile):
    """The lines as the file has them."""
    lines = _lines(file) if file.rules and file.content["mode"] != "off" else []
    rows = [_line(file, line, kind) for kind, line in lines] + _corrections(file)
    rows.sort(key=_line_order)
    return rows


def _lines(file: ClosingFile):
    placed = _placed(file)
    lines = [("line", line) for line, _ in placed]
    sheets = _sheets(file, placed)
    for unit in file.units:
        for line in _settle(file, unit, sheets):
            lines.append((line.kind, line))
    return lines


def _placed(file: ClosingFile):
    """(line, worth) of the quarter's own placements."""
    pieces, tracks = defaultdict(list), {}
    for row in file.content["placements"]:
        fact = placement_of(row)
        worth = file.books[str(row["book"])].value(fact)
        kept = QuarterSpan.parse(row["counts_in"])
        if worth.counts_on < kept.first_day:
            worth = worth._replace(counts_on=kept.first_day)
        tracks[fact.id] = track_of_case(worth.case, file.in_force[worth.quarter])
        pieces[piece_key(fact)].append(worth)
    placed = []
    for group in pieces.values():
        before = {worth.fact.id: worth for worth in group}
        for settled in settle_piece(group, file.in_force.get):
            if settled.quarter == file.quarter:
                own = lines_of(settled, file.rules, tracks[settled.fact.id])
                placed += [(line, before[settled.fact.id]) for line in own]
    return placed


def _sheets(file: ClosingFile, placed):
    sheets: dict[tuple, tuple[list, list, list]] = defaultdict(lambda: ([], [], []))
    for line, worth in placed:
        sheets[line.unit, file.quarter, line.track][0].append((line, worth))
    for row in file.content["carried"]:
        span = QuarterSpan.parse(row["quarter"])
        sheets[row["unit"], span, row["track"]][0].append(carried_of(row, span))
    for row in file.content["submissions"]:
        submission = submission_of(row)
        span = QuarterSpan.of(submission.sent_on)
        rules = file.in_force.get(span)
        track = rules and track_of_submission(submission.genre, rules)
        if track is not None:
            sheets[submission.unit, span, track][1].append(submission)
    for row in file.content["events"]:
        event, span = event_of(row), QuarterSpan.parse(row["quarter"])
        rules = file.in_force[span]
        if event_fault(event, rules) is None and not _is_switched_off(row, rules):
            sheets[event.unit, span, track_of_event(event, rules)][2].append(event)
    return sheets


def _is_switched_off(row, rules):
    return rules.event_rules[row["kind"]].instruction and not row["instructions"]


def _settle(file: ClosingFile, unit, sheets):
    years: dict[str, YearSoFar] = defaultdict(YearSoFar)
    made = []
    for code, through in sorted(file.content["judged"].items()):
        span = QuarterSpan.parse(code)
        rules = file.in_force[span]
        for track in [track.code for track in rules.tracks] or [""]:
            placed, submissions, events = sheets.get((unit.key, span, track), ([], [], []))
            placed = sorted(placed, key=lambda pair: (pair[0].day, id_order(pair[0].source)))
            facts = QuarterFacts(span, placed, submissions, events)
            through_day = date.fromisoformat(through)
            lines = settle_unit(unit, track, facts, rules, years[track], through_day)
            if span == file.quarter:
                made += lines[len(placed) :]
    return made


def _line(file: ClosingFile, line, kind):
    is_event = kind == kinds.EVENT
    placement = line.source if kind in ("line", kinds.LATE) else None
    described = placement if kind == "line" else None
    row = {
        "kind": kind,
        "account": line.account,
        "track": line.track,
        "placement": placement,
        "piece": line.piece,
        "adjustment": line.source if is_event else None,
        "unit": line.unit,
        "person": line.person,
        "points": money(line.points),
        "clause": line.clause,
        "counts_on": line.day.isoformat(),
        "steps": [
            {
                "name": step.name,
                "clause": step.clause,
                "text": step.text,
                "working": step.working,
                "value": plain(step.value),
            }
            for step in line.steps
        ],
    }
    name = file.headlines[line.source] if is_event else row["steps"][0]["name"]
    return {**row, **_described(file, described, name)}


def _described(file: ClosingFile, placement, name):
    """What the placement looked like when it was closed."""
    fields = ("headline", "outlet_name", "level", "kind_of_outlet", "published_on", "where")
    if placement is None:
        return {**dict.fromkeys(fields, ""), "headline": name}
    row = file.placements[placement]
    return {
        "headline": row["headline"],
        "outlet_name": row["outlet_name"],
        "level": row["level"],
        "kind_of_outlet": row["kind"],
        "published_on": row["published_on"],
        "where": row["where"],
    }


def _corrections(file: ClosingFile):
    """Reversals and replacements are facts of the quarter where they stand."""
    own = [row for row in file.content["carried"] if row["quarter"] == file.content["quarter"]]
    names = {"value", "genre", "position", "use", "quarter", "outlet", "recorded_on"}
    return [
        {key: value for key, value in row.items() if key not in names}
        for row in own
        if row["kind"] in CORRECTIONS
    ]


def _line_order(row):
    def key(value):
        return (value is not None, value if value is not None else 0)

    return (
        row["kind"],
        row["counts_on"],
        key(row["placement"]),
        key(row["adjustment"]),
        row["unit"],
        key(row["person"]),
        row["account"],
        row["clause"],
        Decimal(row["points"]),
    )
