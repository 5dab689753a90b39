"""PURE: a parsed rule book. What each part means is docs/scoring.md; reading one from JSON is
scoring.book.reading."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cached_property

from editorial.folding import compared
from scoring.book.marks import MarkRules
from scoring.book.words import FIELDS, ORDER, TIES

ROUNDING_MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN}


@dataclass(frozen=True)
class Clause:
    """Which clause of the paper rule, in its own words."""

    clause: str = ""
    text: str = ""


@dataclass(frozen=True)
class Condition:
    """To what a rule applies: each field holds the codes that fit, none of them means any."""

    outlet: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    @cached_property
    def named(self):
        """(field, codes) of the fields that it names."""
        return tuple((name, codes) for name in FIELDS if (codes := getattr(self, name)))

    def fits(self, case):
        """`case` has the six fields as codes."""
        return all(getattr(case, name) in codes for name, codes in self.named)

    @property
    def specificity(self):
        return tuple(bool(getattr(self, name)) for name in FIELDS)


ANYTHING = Condition()


@dataclass(frozen=True)
class Rate:
    condition: Condition
    points: Decimal
    law: Clause


@dataclass(frozen=True)
class Multiplier:
    """`factor` multiplies, else `add` adds."""

    condition: Condition
    law: Clause
    factor: Decimal | None = None
    add: Decimal | None = None


@dataclass(frozen=True)
class Listed:
    law: Clause
    outlets: frozenset[str]
    unlisted: Clause | None


@dataclass(frozen=True)
class AsGenre:
    law: Clause
    at_least: int
    genre: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Growth:
    law: Clause
    at_least: int
    step: int
    per_step: Decimal
    most: Decimal


@dataclass(frozen=True)
class EvidenceRule:
    law: Clause
    condition: Condition
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Deadline:
    """Day `day` of the month after the month or the quarter of publication."""

    law: Clause
    day: int
    after: str
    then: str


@dataclass(frozen=True)
class Late:
    law: Clause
    days: int
    points: Decimal | None = None


@dataclass(frozen=True)
class SamePiece:
    law: Clause
    mode: str
    fraction: Decimal = Decimal(0)
    levels: int = 2
    window: str = "quarter"


@dataclass(frozen=True)
class ForUnits:
    law: Clause
    mode: str


@dataclass(frozen=True)
class Split:
    law: Clause = Clause()
    mode: str = "shares"
    ratio: tuple[Decimal, ...] = ()
    remainder: str = "first"
    units: ForUnits | None = None
    each_in: tuple[str, ...] = ()
    journalists: Clause | None = None


@dataclass(frozen=True)
class Limit:
    law: Clause
    items: int
    per: str


@dataclass(frozen=True)
class SubmissionRule:
    law: Clause
    points: Decimal | None = None
    limit: Limit | None = None


@dataclass(frozen=True)
class EventRule:
    """What an adjustment of this kind (批示, 约稿, 失实 …) does; None where it does not."""

    law: Clause
    name: str
    points: Decimal | None = None
    between: tuple[Decimal, Decimal] | None = None
    times: Decimal | None = None
    void: bool = False
    wipe: str | None = None
    percent: Decimal | None = None
    items: int = 0
    disqualify: bool = False
    instruction: bool = False

    @property
    def needs_target(self):
        """Whether it must say which placement or piece it is about."""
        return self.times is not None or self.void


@dataclass(frozen=True)
class Cap:
    law: Clause
    condition: Condition
    of: str
    per: str
    period: str
    points: Decimal


@dataclass(frozen=True)
class Task:
    """`classes` and `units` hold the target; one of the three shortfalls or none."""

    law: Clause
    condition: Condition
    period: str
    what: str
    classes: tuple[tuple[str, Decimal], ...] = ()
    units: tuple[tuple[str, Decimal], ...] = ()
    met: Decimal | None = None
    met_year_cap: Decimal | None = None
    each: Decimal | None = None
    times: Decimal | None = None
    growing: tuple[Decimal, ...] = ()

    def target(self, unit_name, unit_class):
        """How much is wanted of a unit; None without a task."""
        by_name = {compared(name): count for name, count in self.units}.get(compared(unit_name))
        return dict(self.classes).get(str(unit_class or "")) if by_name is None else by_name

    @property
    def key(self):
        """The same task in the next quarter's book."""
        return (self.law.clause, self.period, self.what)


@dataclass(frozen=True)
class Adoption:
    law: Clause
    below: Decimal
    points: Decimal
    period: str


@dataclass(frozen=True)
class Floor:
    law: Clause
    points: Decimal


@dataclass(frozen=True)
class Track:
    law: Clause
    code: str
    name: str
    condition: Condition


@dataclass(frozen=True)
class Ranking:
    law: Clause = Clause()
    by: str = "all"
    apart: tuple[str, ...] = ()
    ties: tuple[str, ...] = TIES


@dataclass(frozen=True)
class Rules:
    rates: tuple[Rate, ...]
    same_piece: SamePiece
    name: str = ""
    valid_from: date | None = None
    listed: Listed | None = None
    multipliers: tuple[Multiplier, ...] = ()
    uses: tuple[tuple[str, Multiplier], ...] = ()
    as_genre: tuple[AsGenre, ...] = ()
    growth: Growth | None = None
    bureau: Clause | None = None
    evidence: tuple[EvidenceRule, ...] = ()
    deadline: Deadline | None = None
    late: Late | None = None
    own_carriers: tuple[Clause, Condition] | None = None
    split: Split = Split()
    persons: Clause | None = None
    submissions: SubmissionRule | None = None
    events: tuple[tuple[str, EventRule], ...] = ()
    caps: tuple[Cap, ...] = ()
    tasks: tuple[Task, ...] = ()
    adoption: Adoption | None = None
    floor: Floor | None = None
    tracks: tuple[Track, ...] = ()
    ranking: Ranking = Ranking()
    conversion: MarkRules = MarkRules()
    scale: int = 2
    step: Decimal | None = None
    rounding: str = "half_up"
    order: tuple[str, ...] = ORDER
    # Rates of a later book, for what these leave open: a late entry of a closed quarter.
    later_rates: tuple[Rate, ...] = field(default=())

    def rate_for(self, case):
        """The most specific rate that fits, or None."""
        return _most_specific(self.rates, case) or _most_specific(self.later_rates, case)

    @cached_property
    def unit(self):
        """The smallest amount of points, 0.01 by default."""
        return self.step or Decimal(1).scaleb(-self.scale)

    def round(self, value):
        return _to_multiple(value, self.unit, ROUNDING_MODES[self.rounding])

    def cut(self, value):
        return _to_multiple(value, self.unit, ROUND_DOWN)

    @cached_property
    def event_rules(self):
        return dict(self.events)

    @cached_property
    def use_multipliers(self):
        return dict(self.uses)

    def quota(self, unit_class, unit_name=""):
        """How many pieces a unit has to send in a quarter; None without such a task."""
        times = {"month": 3, "quarter": 1}
        for task in self.tasks:
            if task.what == "submissions" and task.period in times:
                target = task.target(unit_name, unit_class)
                return None if target is None else int(target) * times[task.period]
        return None

    @cached_property
    def settles_periods(self):
        """Whether anything is done to a unit's quarter beyond adding up its placements' lines."""
        rest = (self.late, self.submissions, self.adoption, self.floor)
        caps = [cap for cap in self.caps if cap.per != "placement"]
        return bool(self.events or caps or self.tasks or any(rest))


def _most_specific(rates, case):
    fitting = [rate for rate in rates if rate.condition.fits(case)]
    return max(fitting, key=lambda rate: rate.condition.specificity, default=None)


def _to_multiple(value, unit, mode):
    # A power of ten needs no division: 0.01, not 0.5.
    if unit.as_tuple().digits == (1,):
        return value.quantize(unit, rounding=mode)
    return (value / unit).quantize(Decimal(1), rounding=mode) * unit
