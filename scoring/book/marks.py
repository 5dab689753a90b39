"""PURE: from points to assessment marks (考核分): the method that the book names, minima, and who stands
within the quota of awards. Read from JSON by scoring.book.mark_rules; computed by
scoring.arithmetic.marks.

    "marks":  {"clause", "text", "method": "linear", "full": "5", "period": "quarter" | "year"}
            | {…, "method": "thresholds", "rows": [{"at_least": "20", "marks": "5"}], "rest": "0"}
            | {…, "method": "bands", "rows": [{"to_rank": 3, "marks": "5"}], "rest": "2"}
            | {…, "method": "fixed", "full": "5"}          every method: "below": "0", "scale": 2
    "minima": [{"clause", "text", "points": "20"}, {"clause", "text", "points": "8", "levels": ["national"]}]
    "awards": {"clause", "text", "units": 15, "persons": 30}

All three may be missing. Numbers are strings, so that no float creeps in.
"""

from dataclasses import dataclass
from decimal import Decimal

LINEAR, THRESHOLDS, BANDS, FIXED = "linear", "thresholds", "bands", "fixed"
METHOD_NAMES = {
    LINEAR: "按本组最高分折算",
    THRESHOLDS: "按得分分档",
    BANDS: "按名次分档",
    FIXED: "达到要求即得",
}
PERIOD_NAMES = {"quarter": "本季度", "year": "本年累计"}
ZERO = Decimal(0)


@dataclass(frozen=True)
class Threshold:
    at_least: Decimal
    marks: Decimal


@dataclass(frozen=True)
class Band:
    to_rank: int
    marks: Decimal


@dataclass(frozen=True)
class Method:
    """`rows` from the best down; `rest` is for whoever reaches none of them, `below` for whoever
    misses a minimum."""

    name: str
    clause: str
    text: str
    period: str = "quarter"
    full: Decimal = ZERO
    rows: tuple = ()
    rest: Decimal = ZERO
    below: Decimal = ZERO
    scale: int = 2


@dataclass(frozen=True)
class Minimum:
    """`levels` empty: of all points."""

    clause: str
    text: str
    points: Decimal
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Awards:
    clause: str
    text: str
    units: int = 0
    persons: int = 0


@dataclass(frozen=True)
class MarkRules:
    """The three parts of a book together; `method` is None in a book that gives no marks."""

    method: Method | None = None
    minima: tuple[Minimum, ...] = ()
    awards: Awards | None = None
