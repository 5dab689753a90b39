"""PURE: what the sum leaves behind: steps with clause and operands, lines, and what could not be
counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from scoring.quarter import QuarterSpan

PLACEMENT, SUBMISSION, LATE, EVENT = "placement", "submission", "late", "event"
CAP, TASK, ADOPTION, FLOOR = "cap", "task", "adoption", "floor"
# Whose account a line stands in.
BOTH, UNIT_ONLY, PERSON_ONLY = "both", "unit", "person"


class Step(NamedTuple):
    """One step of the sum: which clause it follows, its operands written out, what came out."""

    name: str
    clause: str
    text: str
    working: str
    value: Decimal


class Line(NamedTuple):
    """`source` is the id of the placement, submission or event it comes from, None for caps, tasks and
    floors; `day` decides month and quarter."""

    kind: str
    unit: object
    person: object
    quarter: QuarterSpan
    day: date
    track: str
    points: Decimal
    clause: str
    steps: tuple[Step, ...]
    source: object = None
    piece: object = None
    account: str = BOTH


@dataclass(frozen=True, slots=True)
class Fault:
    """A fact that can't be counted until somebody settles it; never read as zero. `row` is the kind of
    fact: placement, submission or event."""

    row: str
    id: object
    message: str
