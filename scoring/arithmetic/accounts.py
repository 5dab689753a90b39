"""PURE: a unit's quarter within one track: bonus, caps, tasks, floor on top of its placements' lines, in
the order of the book. What the lines of one placement are is scoring.arithmetic.split's."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.facts import Event, Submission, Unit, id_order
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY, Line, Step, plain
from scoring.arithmetic.worth import Case, Worth, is_late
from scoring.book import words
from scoring.book.form import Rules
from scoring.quarter import Quarter

ZERO = Decimal(0)
# On one day, which of the lines a cap takes from first.
KIND_ORDER = {
    kinds.PLACEMENT: 0,
    kinds.SUBMISSION: 1,
    kinds.EVENT: 2,
    kinds.LATE: 3,
    kinds.TASK: 4,
    kinds.ADOPTION: 5,
    kinds.FLOOR: 6,
}
OF_KINDS = {
    "placements": (kinds.PLACEMENT,),
    "submissions": (kinds.SUBMISSION,),
    "events": (kinds.EVENT,),
    "all": tuple(KIND_ORDER),
}


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

    quarter: Quarter
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


def settle_unit(
    unit: Unit, track: str, facts: QuarterFacts, rules: Rules, year: YearSoFar, through
):
    """All lines of the unit's quarter, its placements' first. `through`: periods that end later are
    not judged yet (None: all are)."""
    account = _Account(unit, track, facts, rules, year, through)
    return account.settle()


class _Account:
    def __init__(self, unit, track, facts, rules, year, through):
        self.unit, self.track, self.facts = unit, track, facts
        self.rules, self.year, self.through = rules, year, through
        self.quarter = facts.quarter
        self.entries: list[Entry] = []
        self.made: list[Line] = []

    def settle(self):
        for line, worth in self.facts.placed:
            self._enter(line, worth.case)
        self.counted = counted_submissions(self.facts.submissions, self.rules.submissions)
        self._reward_submissions()
        steps = {
            words.BONUS: self._bonus,
            words.CAPS: self._caps,
            words.TASKS: self._tasks,
            words.FLOOR: self._floor,
        }
        for name in self.rules.order[7:]:
            steps[name]()
        self.year.quarters.append(self)
        return [*(line for line, _ in self.facts.placed), *self.made]

    # -- lines

    def _enter(self, line, case=None, is_plain_loss=False, counts=True):
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

    def _make(self, kind, points, day, step_name, law, working, **fields):
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
            self._enter(line, **entry_fields)
        return line

    def _total(self):
        lines = (*(line for line, _ in self.facts.placed), *self.made)
        return sum((line.points for line in lines if line.account != PERSON_ONLY), ZERO)

    def _reward_submissions(self):
        rule = self.rules.submissions
        if rule is None or rule.points is None:
            return
        for submission in self.counted:
            if not submission.adopted:
                self._make(
                    kinds.SUBMISSION,
                    rule.points,
                    submission.sent_on,
                    "报送计分",
                    rule.law,
                    "报送未采用",
                    person=submission.person,
                    source=submission.id,
                    piece=submission.piece,
                )

    # -- bonus

    def _bonus(self):
        self._late()
        events = [
            (event, self.rules.event_rules[event.kind])
            for event in sorted(self.facts.events, key=lambda e: (e.happened_on, id_order(e.id)))
        ]
        for event, rule in events:
            self._add(event, rule)
            if rule.needs_target:
                self._touch_lines(event, rule)
        for event, rule in events:
            if rule.wipe:
                self._wipe(event, rule)
        for event, rule in events:
            if rule.percent is not None:
                self._percent(event, rule)

    def _late(self):
        late = self.rules.late
        if late is None or late.points is None:
            return
        seen = set()
        for line, worth in self.facts.placed:
            if line.source in seen or not is_late(worth.fact, late):
                continue
            seen.add(line.source)
            self._make(
                kinds.LATE,
                late.points,
                line.day,
                "迟报",
                late.law,
                f"刊发后超过{late.days}天才登记",
                source=line.source,
                piece=line.piece,
                account=UNIT_ONLY,
            )

    def _add(self, event, rule):
        amount, working = None, ""
        if rule.points is not None:
            amount = rule.points * event.count
            working = f"{plain(rule.points)} × {event.count}"
        elif rule.between is not None:
            low, high = rule.between
            amount, working = event.amount, f"在{plain(low)}到{plain(high)}之间定为"
        if amount is not None:
            self._event_line(
                event, rule, amount, working, person=event.person, is_plain_loss=amount < 0
            )

    def _event_line(self, event, rule, amount, working, **fields):
        return self._make(
            kinds.EVENT,
            amount,
            event.happened_on,
            rule.name or "加减分",
            rule.law,
            working,
            source=event.id,
            **fields,
        )

    def _touch_lines(self, event, rule):
        """`times` and `void`: a line for each line of the placement or piece that it names."""
        for entry in [entry for entry in self.entries if _is_about(entry.line, event)]:
            worth, person = entry.unit_net, entry.line.person
            fields = {"person": person, "piece": entry.line.piece}
            if rule.times is not None:
                working = f"{plain(worth)} × ({plain(rule.times)} − 1)"
                self._event_line(event, rule, worth * (rule.times - 1), working, **fields)
            if rule.void:
                self._event_line(event, rule, -worth, f"0 − {plain(worth)}", counts=False, **fields)
                entry.unit_net = entry.person_net = ZERO

    def _wipe(self, event, rule):
        inside = [
            entry
            for entry in self.entries
            if entry.line.kind in (kinds.PLACEMENT, kinds.SUBMISSION, kinds.EVENT)
            and not entry.is_plain_loss
            and (rule.wipe == "quarter" or _month(entry.line.day) == _month(event.happened_on))
        ]
        total = sum((entry.unit_net for entry in inside), ZERO)
        if total <= 0:
            return
        name = "当月" if rule.wipe == "month" else "当季"
        self._event_line(
            event,
            rule,
            -total,
            f"{name}得分清零：0 − {plain(total)}",
            account=UNIT_ONLY,
            counts=False,
        )
        for entry in inside:
            entry.unit_net = ZERO

    def _percent(self, event, rule):
        total = self._total()
        if total > 0:
            working = f"{plain(total)} × {plain(rule.percent)}%"
            self._event_line(event, rule, total * rule.percent / 100, working, account=UNIT_ONLY)

    # -- caps

    def _caps(self):
        for cap in self.rules.caps:
            if cap.per == "placement" or (cap.per == "person" and self.rules.persons is None):
                continue
            own = [entry for entry in self.entries if _matches(cap, entry)]
            earlier = []
            if cap.period == "year":
                earlier = [pair for pair in self.year.snapshots if _matches(cap, pair[0])]
            for key, group in _grouped(cap, own).items():
                before = sum(
                    (_net(cap, nets) for entry, nets in earlier if _key(cap, entry)[1:] == key[1:]),
                    ZERO,
                )
                self._cut(cap, group, before)
        self.year.snapshots += [(e, (e.unit_net, e.person_net)) for e in self.entries]

    def _cut(self, cap, group, before):
        of_person = cap.per == "person"
        nets = {id(e): e.person_net if of_person else e.unit_net for e in group}
        total = sum(nets.values(), before)
        available = sum((net for net in nets.values() if net > 0), ZERO)
        excess = min(self.rules.round(total - cap.points), available)
        if excess <= 0:
            return
        last = group[-1].line
        name = "封顶"
        working = (
            f"{plain(total)} 超过上限 {plain(cap.points)}，减 {plain(excess)}：0 − {plain(excess)}"
        )
        self._make(
            kinds.CAP,
            -excess,
            max(entry.line.day for entry in group),
            name,
            cap.law,
            working,
            person=last.person if of_person else None,
            account=PERSON_ONLY if of_person else UNIT_ONLY,
        )
        for entry in sorted(group, key=_latest_first):
            part = min(excess, max(nets[id(entry)], ZERO))
            if of_person:
                entry.person_net -= part
            else:
                entry.unit_net -= part
            excess -= part

    # -- tasks

    def _tasks(self):
        for task in self.rules.tasks:
            target = task.target(self.unit.name, self.unit.quota_class)
            if target is not None:
                for first, last in self._periods(task.period):
                    self._judge(task, target, first, last)
        if self.rules.adoption:
            for first, last in self._periods(self.rules.adoption.period):
                self._judge_adoption(first, last)

    def _periods(self, period):
        """(first, last day) of those that end in this quarter and have ended."""
        year, number = self.quarter.year, self.quarter.number
        if period == "month":
            periods = [_month_span(year, number * 3 - n) for n in (2, 1, 0)]
        elif period == "quarter":
            periods = [(self.quarter.first_day, self.quarter.last_day)]
        else:
            periods = [(date(year, 1, 1), self.quarter.last_day)] if number == 4 else []
        return [p for p in periods if self.through is None or p[1] <= self.through]

    def _judge(self, task, target, first, last):
        have = sum((_done(task, part, first, last) for part in self._parts(first)), ZERO)
        missing = max(ZERO, target - have)
        if missing:
            self._shortfall(task, target, have, missing, last)
        elif task.met is not None:
            self._reward(task, target, have, last)

    def _parts(self, first):
        """The accounts that a period reaches: this one, and for a year those before it."""
        return [*self.year.quarters, self] if first < self.quarter.first_day else [self]

    def _shortfall(self, task, target, have, missing, last):
        what = words.TASK_OF[task.what]
        self.year.missed[task.key] += 1
        base = f"任务{plain(target)}，{what}{plain(have)}，缺{plain(missing)}"
        if task.each is not None:
            points, working = task.each * missing, f"{base}：{plain(task.each)} × {plain(missing)}"
        elif task.times is not None:
            points = -task.times * missing
            working = f"{base}：−{plain(task.times)} × {plain(missing)}"
        elif task.growing:
            n = self.year.missed[task.key]
            points = task.growing[min(n, len(task.growing)) - 1]
            working = f"{base}；本年第{n}次未完成"
        else:
            return
        self._make(kinds.TASK, points, last, "任务未完成", task.law, working, account=UNIT_ONLY)

    def _reward(self, task, target, have, last):
        points = task.met
        working = f"任务{plain(target)}，完成{plain(have)}"
        if task.met_year_cap is not None:
            left = max(ZERO, task.met_year_cap - self.year.met[task.key])
            if left < points:
                points, working = left, f"{working}，全年最多{plain(task.met_year_cap)}"
        line = self._make(
            kinds.TASK, points, last, "完成任务", task.law, working, account=UNIT_ONLY
        )
        self.year.met[task.key] += line.points if line else ZERO

    def _judge_adoption(self, first, last):
        rule = self.rules.adoption
        inside = [
            submission
            for part in self._parts(first)
            for submission in part.counted
            if first <= submission.sent_on <= last
        ]
        adopted = sum(submission.adopted for submission in inside)
        if inside and Decimal(adopted) / len(inside) < rule.below:
            working = f"报送{len(inside)}，采用{adopted}，低于{plain(rule.below * 100)}%"
            self._make(
                kinds.ADOPTION, rule.points, last, "采用率", rule.law, working, account=UNIT_ONLY
            )

    # -- floor

    def _floor(self):
        rule = self.rules.floor
        if rule is None:
            return
        total = self._total()
        if total < rule.points:
            working = (
                f"合计 {plain(total)}，不低于 {plain(rule.points)}：补 {plain(rule.points - total)}"
            )
            self._make(
                kinds.FLOOR,
                rule.points - total,
                self.quarter.last_day,
                "保底",
                rule.law,
                working,
                account=UNIT_ONLY,
            )


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
    return _month(day) if per == "month" else ""


def _is_about(line, event):
    if line.kind != kinds.PLACEMENT:
        return False
    if event.placement is not None:
        return line.source == event.placement
    return line.piece is not None and line.piece == event.piece


def _done(task, account, first, last):
    """How much of the task an account brings between two days."""
    if task.what == "points":
        return sum(
            (
                entry.unit_net
                for entry in account.entries
                if entry.line.kind == kinds.PLACEMENT
                and first <= entry.line.day <= last
                and task.condition.fits(entry.case)
            ),
            ZERO,
        )
    if task.what == "submissions":
        found = sum(first <= submission.sent_on <= last for submission in account.counted)
    else:
        found = len(
            {
                line.source
                for line, worth in account.facts.placed
                if first <= line.day <= last and worth.value > 0 and task.condition.fits(worth.case)
            }
        )
    equivalents = sum(
        account.rules.event_rules[event.kind].items * event.count
        for event in account.facts.events
        if first <= event.happened_on <= last
    )
    return Decimal(found + equivalents)


def _matches(cap, entry):
    if entry.line.kind not in OF_KINDS[cap.of]:
        return False
    if cap.per == "person" and (entry.line.person is None or entry.line.account == UNIT_ONLY):
        return False
    if cap.per != "person" and entry.line.account == PERSON_ONLY:
        return False
    return cap.of != "placements" or cap.condition.fits(entry.case)


def _key(cap, entry):
    """(month, outlet or person): which sum an entry belongs to."""
    who = None
    if cap.per == "outlet":
        who = entry.case.outlet
    elif cap.per == "person":
        who = entry.line.person
    return (_month(entry.line.day) if cap.period == "month" else None, who)


def _grouped(cap, entries):
    groups = defaultdict(list)
    for entry in entries:
        groups[_key(cap, entry)].append(entry)
    return groups


def _net(cap, nets):
    return nets[1] if cap.per == "person" else nets[0]


def _latest_first(entry):
    line = entry.line
    number = tuple(-n for n in _sortable(line.source))
    return (-line.day.toordinal(), KIND_ORDER[line.kind], number, -entry.number)


def _sortable(source):
    """An id as numbers, so that the order can be turned round."""
    kind, number, text = id_order("" if source is None else source)
    return (kind, number, *(ord(letter) + 1 for letter in text), 0)


def _month(day):
    return (day.year, day.month)


def _month_span(year, month):
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)
