"""PURE: the account of a unit's quarter within one track: its placements' lines, those made on top of
them, and what each is still worth. Who makes which lines is scoring.arithmetic.units' and its steps'."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.facts import Event, Submission, id_order
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY, Line, Step
from scoring.arithmetic.worth import Case, Worth
from scoring.numbers import plain
from scoring.quarter import QuarterSpan

ZERO = Decimal(0)


@dataclass(slots=True)
class Entry:
    """A line and what it is still worth in the unit's and in the person's account, after what was
    wiped, voided or capped. `case` only for placements; `is_plain_loss` for minus points of an event,
    which are not wiped with the rest."""

    line: Line
    case: Case | None = None
    unit_net: Decimal = ZERO
    person_net: Decimal = ZERO
    is_plain_loss: bool = False
    number: int = 0


@dataclass
class QuarterFacts:
    """What happened to a unit in a quarter, within one track. `placed` pairs each of the unit's
    placement lines with the Worth of its placement before the piece was settled."""

    quarter: QuarterSpan
    placed: list[tuple[Line, Worth]] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass
class YearSoFar:
    """What earlier quarters of the year leave for the next: `snapshots` are the entries with their
    worth after their own caps."""

    snapshots: list = field(default_factory=list)
    quarters: list = field(default_factory=list)
    missed: Counter = field(default_factory=Counter)
    met: Counter = field(default_factory=Counter)


class Account:
    """`made` are the lines beyond the placements', `counted` the submissions that count. `through`:
    periods that end later are not judged yet (None: all are)."""

    def __init__(self, unit, track, facts, rules, year, through):
        self.unit, self.track, self.facts = unit, track, facts
        self.rules, self.year, self.through = rules, year, through
        self.quarter = facts.quarter
        self.entries: list[Entry] = []
        self.made: list[Line] = []
        for line, worth in facts.placed:
            self.enter(line, worth.case)
        self.counted = counted_submissions(facts.submissions, rules.submissions)

    @property
    def lines(self):
        """All of the quarter, its placements' first."""
        return [*(line for line, _ in self.facts.placed), *self.made]

    def total(self):
        return sum((line.points for line in self.lines if line.account != PERSON_ONLY), ZERO)

    def make(self, kind, points, day, step_name, law, working, **fields):
        """A new line of the unit; None when it comes to nothing."""
        entry_fields = {
            name: fields.pop(name) for name in ("is_plain_loss", "counts") if name in fields
        }
        points = self.rules.round(points)
        if not points:
            return None
        step = Step(step_name, law.clause, law.text, f"{working} = {plain(points)}", points)
        line = Line(
            kind,
            self.unit.key,
            fields.pop("person", None),
            self.quarter,
            day,
            self.track,
            points,
            law.clause,
            (step,),
            **fields,
        )
        self.made.append(line)
        if kind != kinds.CAP:
            self.enter(line, **entry_fields)
        return line

    def enter(self, line, case=None, is_plain_loss=False, counts=True):
        entry = Entry(line, case, is_plain_loss=is_plain_loss, number=len(self.entries))
        if counts:
            entry.unit_net = line.points if line.account != PERSON_ONLY else ZERO
            if self._is_persons(line):
                entry.person_net = line.points
        self.entries.append(entry)
        return entry

    def _is_persons(self, line):
        has_account = self.rules.persons is not None and line.person is not None
        return has_account and line.account != UNIT_ONLY


def counted_submissions(submissions, rule):
    """Those that count, by day and id: of each week, month or quarter only the first few."""
    ordered = sorted(submissions, key=lambda s: (s.sent_on, id_order(s.id)))
    if rule is None or rule.limit is None:
        return ordered
    seen: Counter = Counter()
    counted = []
    for submission in ordered:
        key = _limit_key(submission.sent_on, rule.limit.per)
        seen[key] += 1
        if seen[key] <= rule.limit.items:
            counted.append(submission)
    return counted


def _limit_key(day, per):
    if per == "week":
        return day.isocalendar()[:2]
    return month_of(day) if per == "month" else ""


def month_of(day):
    return (day.year, day.month)
