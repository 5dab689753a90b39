"""Ledger rows from the lines of the arithmetic and back. Which rows stand is scoring.ledger.tally's and
scoring.ledger.periods'."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.lines import Line
from scoring.arithmetic.worth import Case
from scoring.models import ScoreEntry
from scoring.models.ledger import EntryKind
from scoring.numbers import plain

ZERO = Decimal(0)


class Recorded(NamedTuple):
    """What the rule about late reports asks of a placement."""

    published_on: date
    recorded_on: date | None


class RememberedWorth(NamedTuple):
    """What a ledger row remembers of its placement's worth before the piece was settled."""

    fact: Recorded
    case: Case
    value: Decimal


def entry_of(line, worth, quarter, origin, book, placement, **fields):
    """An entry for a placement's line. `worth` is the placement's before its piece was settled,
    `placement` a PlacementRow."""
    return ScoreEntry(
        quarter=quarter,
        origin=origin,
        track=line.track,
        placement_id=line.source,
        piece_id=line.piece,
        unit_id=line.unit,
        contributor_id=line.person,
        book=book,
        points=line.points,
        clause=line.clause,
        steps=steps_as_json(line.steps),
        counts_on=line.day,
        genre=worth.case.genre,
        position=worth.case.position,
        use=worth.case.use,
        worth=worth.value,
        headline=placement.headline,
        outlet_name=placement.outlet_name,
        outlet_code=placement.outlet_code,
        outlet_level=placement.outlet_level,
        outlet_kind=placement.outlet_kind,
        published_on=placement.published_on,
        recorded_on=worth.fact.recorded_on,
        where=placement.where,
        **fields,
    )


def period_entry_of(line, quarter, book, adjustments, place):
    """A row of what was done to a unit's quarter: its headline is the step's name."""
    is_event = line.kind == kinds.EVENT
    return ScoreEntry(
        quarter=quarter,
        origin=quarter,
        kind=EntryKind(line.kind),
        account=line.account,
        track=line.track,
        placement_id=line.source if line.kind == kinds.LATE else None,
        adjustment_id=line.source if is_event else None,
        piece_id=line.piece,
        unit_id=line.unit,
        contributor_id=line.person,
        book=book,
        points=line.points,
        clause=line.clause,
        steps=steps_as_json(line.steps),
        headline=adjustments.get(line.source, line.steps[0].name)
        if is_event
        else line.steps[0].name,
        published_on=line.day,
        counts_on=line.day,
        place=place,
    )


def headline_of(adjustment):
    """How an adjustment's lines are headed."""
    return f"{adjustment.kind_name}：{adjustment.reason}"[:120]


def steps_as_json(steps):
    return [step_as_json(step) for step in steps]


def step_as_json(step):
    return {
        "name": step.name,
        "clause": step.clause,
        "text": step.text,
        "working": step.working,
        "value": plain(step.value),
    }


def placed_of(entry, span):
    """(Line, RememberedWorth) of a placement's row, for the rules about a unit's quarter. A correction is worth
    its points, but is no placement of its own: it was counted in the quarter that it corrects."""
    own = entry.kind == EntryKind.LINE
    line = Line(
        kinds.PLACEMENT,
        entry.unit_id,
        entry.contributor_id,
        span,
        max(entry.counts_on or entry.published_on, span.first_day),
        entry.track,
        entry.points,
        entry.clause,
        (),
        # An adjustment of its placement must not undo a correction.
        entry.placement_id if own else None,
        entry.piece_id if own else None,
    )
    case = Case(
        entry.outlet_code,
        entry.outlet_level,
        entry.genre,
        entry.use,
        entry.position,
        entry.outlet_kind,
    )
    recorded = Recorded(entry.published_on, entry.recorded_on if own else None)
    return line, RememberedWorth(
        recorded, case, entry.worth if own and entry.worth is not None else ZERO
    )
