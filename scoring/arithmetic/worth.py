"""PURE: what one placement is worth by itself: base, genre, position, length, use, in the order of its
book. What then happens to it among its piece's other placements is scoring.arithmetic.pieces."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from editorial import vocabulary
from scoring.arithmetic.facts import Placement
from scoring.arithmetic.lines import Fault, Step
from scoring.book import words
from scoring.book.form import Rules
from scoring.numbers import plain
from scoring.quarter import QuarterSpan

ZERO = Decimal(0)


@lru_cache(maxsize=4096)
def quarter_of(day):
    """QuarterSpan.of, asked a million times for a few hundred days."""
    return QuarterSpan.of(day)


class Case(NamedTuple):
    """What the rates and conditions look at; placements of one case are worth the same."""

    outlet: str
    level: str
    genre: str
    use: str
    position: str
    kind: str


class Worth(NamedTuple):
    """A placement's value with its steps. `counts_on` decides month and quarter."""

    fact: Placement
    case: Case
    value: Decimal
    clause: str
    steps: tuple[Step, ...]
    counts_on: date

    @property
    def quarter(self):
        return quarter_of(self.counts_on)

    def then(self, step):
        """Worth what one more step leaves of it."""
        return Worth(
            self.fact, self.case, step.value, self.clause, (*self.steps, step), self.counts_on
        )


class Valuer:
    """Values placements by one book. Each case is worked out once, since a year's placements are a few
    hundred cases."""

    def __init__(self, rules: Rules):
        self.rules = rules
        self._cases: dict = {}

    def value(self, fact):
        """Worth, or Fault when the book has no answer."""
        rules = self.rules
        case = self._case(fact)
        length = fact.length if rules.growth else None
        key = (case, length)
        found = self._cases.get(key)
        if found is None:
            found = self._cases[key] = self._work_out(case, length)
        value, clause, steps = found
        if steps is None:
            return Fault("placement", fact.id, self._unrated(fact, case))
        if fault := _credit_fault(fact):
            return Fault("placement", fact.id, fault)
        if void := self._void(fact, case):
            value, steps = ZERO, (*steps, void)
        return Worth(fact, case, value, clause, steps, self._counting_day(fact))

    def _case(self, fact):
        genre = fact.genre
        if self.rules.as_genre and fact.length is not None:
            for rule in self.rules.as_genre:
                if fact.length >= rule.at_least and (not rule.of or genre in rule.of):
                    genre = rule.genre
                    break
        return Case(fact.outlet, fact.level, genre, fact.use, fact.position, fact.kind)

    def _unrated(self, fact, case):
        listed = self.rules.listed
        if listed and case.outlet not in listed.outlets and listed.unlisted is None:
            return f"媒体“{fact.outlet_name or fact.outlet}”不在计分办法的名录里"
        return f"计分办法里没有“{fact.case_name or case_in_words(case)}”的分值"

    def _work_out(self, case, length):
        """(value, clause, steps); steps None without a rate."""
        rules = self.rules
        steps = []
        if listed := self._listed_step(case):
            steps.append(listed)
        rate = None if listed is False else rules.rate_for(case)
        if rate is None:
            return ZERO, "", None
        law = rate.law
        steps.append(Step("基础分", law.clause, law.text, f"{plain(rate.points)} 分", rate.points))
        fitting = [m for m in rules.multipliers if m.condition.fits(case) and _applies(m, rate)]
        for name in rules.order[:5]:
            if name == words.LENGTH:
                self._grow(length, steps)
                continue
            for multiplier in fitting:
                if _step_of(multiplier.condition) == name:
                    steps.append(_changed(STEP_TITLES[name], multiplier, steps[-1].value))
            if name == words.USE and not rate.condition.use:
                self._use(case, steps)
        self._cap(case, steps)
        if steps[-1].value < 0:
            steps.append(Step("不低于零", "", "", f"{plain(steps[-1].value)} 按 0 计", ZERO))
        self._round(steps)
        return steps[-1].value, law.clause, tuple(steps)

    def _listed_step(self, case):
        """None without a list or on it; False when nothing counts; else the step that says why."""
        listed = self.rules.listed
        if listed is None or case.outlet in listed.outlets:
            return None
        if listed.unlisted is None:
            return False
        law = listed.unlisted
        level = vocabulary.LEVELS.get(case.level, case.level)
        return Step("名录外媒体", law.clause, law.text, f"按{level}媒体计", ZERO)

    def _use(self, case, steps):
        multiplier = self.rules.use_multipliers.get(case.use)
        if multiplier:
            name = f"采用方式（{vocabulary.USES.get(case.use, case.use)}）"
            steps.append(_changed(name, multiplier, steps[-1].value))

    def _grow(self, length, steps):
        growth = self.rules.growth
        if growth is None or length is None or length < growth.at_least + growth.step:
            return
        times = (length - growth.at_least) // growth.step
        factor = min(growth.most, 1 + times * growth.per_step)
        value = steps[-1].value * factor
        working = (
            f"{length}字，超过{growth.at_least}字满{growth.step}字{times}次："
            f"{plain(steps[-1].value)} × {plain(factor)} = {plain(value)}"
        )
        steps.append(Step("篇幅", growth.law.clause, growth.law.text, working, value))

    def _cap(self, case, steps):
        for cap in self.rules.caps:
            value = steps[-1].value
            if cap.per == "placement" and cap.condition.fits(case) and value > cap.points:
                working = f"{plain(value)} 超过上限 {plain(cap.points)}，计 {plain(cap.points)}"
                steps.append(Step("每次封顶", cap.law.clause, cap.law.text, working, cap.points))

    def _round(self, steps):
        value = steps[-1].value
        rounded = self.rules.round(value)
        if rounded != value:
            unit = plain(self.rules.unit)
            working = f"{plain(value)} 按 {unit} 取整 = {plain(rounded)}"
            steps.append(Step("取整", "", "", working, rounded))

    def _void(self, fact, case):
        """The step that makes it worth nothing, or None."""
        rules = self.rules
        if rules.bureau and not fact.via_bureau:
            return _nothing("不计分", rules.bureau, "没有经本局报送")
        for rule in rules.evidence:
            if rule.condition.fits(case) and not set(rule.any_of) & set(fact.evidence):
                wanted = "或".join(vocabulary.EVIDENCE[code] for code in rule.any_of)
                return _nothing("缺少佐证", rule.law, f"须有{wanted}")
        deadline = rules.deadline
        if deadline and deadline.then == "zero" and self._misses_deadline(fact):
            return _nothing("过期", deadline.law, f"佐证于{fact.evidence_on}才齐全")
        if rules.late and rules.late.points is None and is_late(fact, rules.late):
            return _nothing("迟报", rules.late.law, f"刊发后超过{rules.late.days}天才登记")
        return None

    def _misses_deadline(self, fact):
        return fact.evidence_on is not None and fact.evidence_on > deadline_of(
            self.rules.deadline, fact.published_on
        )

    def _counting_day(self, fact):
        deadline = self.rules.deadline
        if deadline and deadline.then == "move" and self._misses_deadline(fact):
            return fact.evidence_on
        return fact.published_on


def is_late(fact, late):
    """Whether it was reported more than so many days after publication."""
    if fact.recorded_on is None:
        return False
    return fact.recorded_on - fact.published_on > timedelta(days=late.days)


def deadline_of(deadline, published_on):
    """The last day on which the evidence is in time."""
    end = published_on.month
    if deadline.after == "quarter":
        end = QuarterSpan.of(published_on).last_day.month
    year, month = (published_on.year + 1, 1) if end == 12 else (published_on.year, end + 1)
    return date(year, month, deadline.day)


def case_in_words(case):
    """What a missing rate is about, e.g. 市级 · 消息 · 内页; how it was used where that is not the usual
    way."""
    parts = (
        case.outlet,
        vocabulary.LEVELS.get(case.level, case.level),
        vocabulary.GENRES.get(case.genre, case.genre),
        vocabulary.POSITIONS.get(case.position, case.position),
        "" if case.use == "sole" else vocabulary.USES.get(case.use, case.use),
    )
    return " · ".join(part for part in parts if part)


STEP_TITLES = {
    words.BASE: "级别加倍",
    words.GENRE: "体裁",
    words.POSITION: "位置",
    words.USE: "采用方式",
}


def _step_of(condition):
    if condition.use:
        return words.USE
    if condition.position:
        return words.POSITION
    return words.GENRE if condition.genre or condition.kind else words.BASE


def _applies(multiplier, rate):
    """Not when the rate itself has priced what the multiplier is about: a fixed pair (内页4分、头版
    头条8分) is not doubled again."""
    return not any(
        getattr(multiplier.condition, name) and getattr(rate.condition, name)
        for name in ("position", "genre", "use")
    )


def _changed(name, multiplier, value):
    law = multiplier.law
    if multiplier.factor is None:
        result = value + multiplier.add
        sign, operand = ("+", multiplier.add) if multiplier.add >= 0 else ("−", -multiplier.add)
    else:
        result = value * multiplier.factor + 0  # a loss × 0 is 0, not -0
        sign, operand = "×", multiplier.factor
    working = f"{plain(value)} {sign} {plain(operand)} = {plain(result)}"
    return Step(name, law.clause, law.text, working, result)


def _nothing(name, law, why):
    return Step(name, law.clause, law.text, f"{why}，计 0 分", ZERO)


def _credit_fault(fact):
    if not fact.credits:
        return "这次刊发没有写明计入哪个单位"
    if any(credit.share < 0 for credit in fact.credits):
        return "计入单位的份额不能是负数"
    if sum(credit.share for credit in fact.credits) <= 0:
        return "计入各单位的份额加起来是零"
    return None
