"""PURE: what is counted: placements, submissions, events (加减分) and units. Ids and keys are whatever
the caller uses, numbers of rows or names from a file. What a count makes by the hundred thousand is a
NamedTuple, which costs a third of a frozen dataclass."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Credit(NamedTuple):
    """`share` weighs the split: 1 and 1 are halves, 3 and 2 three fifths and two."""

    unit: object
    person: object
    share: Decimal


class Placement(NamedTuple):
    """A verified placement. `piece` is None for one that an outlet wrote on its own; `evidence_on` and
    `recorded_on` are None when nothing was late; the names are for the explanation only."""

    id: object
    piece: object
    published_on: date
    outlet: str
    level: str
    genre: str
    credits: tuple[Credit, ...]
    kind: str = ""
    position: str = "inner"
    use: str = "sole"
    length: int | None = None
    journalists: int = 0
    via_bureau: bool = True
    evidence: tuple[str, ...] = ()
    evidence_on: date | None = None
    recorded_on: date | None = None
    outlet_name: str = ""
    case_name: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A piece that a unit handed in; `adopted` when any outlet printed it."""

    id: object
    unit: object
    person: object
    sent_on: date
    piece: object
    genre: str
    adopted: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An adjustment (批示, 约稿, 失实 …) of the kind `kind` in the book's events."""

    id: object
    kind: str
    unit: object
    happened_on: date
    person: object = None
    count: int = 1
    amount: Decimal | None = None
    placement: object = None
    piece: object = None
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    key: object
    name: str = ""
    group: str = ""
    quota_class: str = ""


def id_order(value):
    """Numbers by their size, before everything else by its letters."""
    text = str(value)
    return (0, int(text), text) if text.isdecimal() else (1, 0, text)
