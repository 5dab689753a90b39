"""PURE: what placements earn. Facts and rules in, lines with every step of the sum out; where the
facts come from is scoring.facts, where the lines go is scoring.actions.tally."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from scoring.rulebook import CUMULATIVE

USE_NAMES = {"sole": "单独", "composite": "综合", "reprint": "转载", "excerpt": "摘选"}


@dataclass(frozen=True)
class Credit:
    """`share` weighs the split: 1 and 1 are halves, 3 and 2 three fifths and two."""

    unit_id: int
    contributor_id: int | None
    share: Decimal


@dataclass(frozen=True)
class Fact:
    """A verified placement. `piece_id` is None for one that an outlet wrote on its own; the names
    are for the explanation only."""

    placement_id: int
    piece_id: int | None
    outlet: str
    level: str
    genre: str
    position: str
    use: str
    published_on: date
    credits: tuple[Credit, ...]
    outlet_name: str = ""
    case_name: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the sum: which clause it follows, its operands written out, what came out."""

    name: str
    clause: str
    text: str
    working: str
    value: Decimal


@dataclass(frozen=True)
class Line:
    placement_id: int
    piece_id: int | None
    unit_id: int
    contributor_id: int | None
    points: Decimal
    clause: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class RateError:
    """A placement that can't be counted until somebody settles it; never read as zero."""

    placement_id: int
    message: str


@dataclass(frozen=True)
class Tally:
    lines: tuple[Line, ...]
    errors: tuple[RateError, ...]


@dataclass(frozen=True)
class _Worth:
    """A placement's worth before the split."""

    fact: Fact
    clause: str
    steps: tuple[Step, ...]

    @property
    def value(self):
        return self.steps[-1].value


def tally(facts, rules):
    """The lines of one quarter's facts, or of all the facts of one piece in it. The order of the
    facts does not matter."""
    worths, errors = [], []
    for fact in facts:
        fault = _fault(fact, rules)
        if fault:
            errors.append(RateError(fact.placement_id, fault))
        else:
            worths.append(_worth(fact, rules))
    lines = [line for worth in _settle_same_piece(worths, rules) for line in _split(worth, rules)]
    return Tally(
        tuple(sorted(lines, key=lambda line: line.placement_id)),
        tuple(sorted(errors, key=lambda error: error.placement_id)),
    )


def plain(number):
    """A Decimal as people write it: 10, 3.34, 0.5; never 1E+1."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fault(fact, rules):
    if rules.rate_for(fact) is None:
        return f"计分办法里没有“{fact.case_name or fact.level}”的分值"
    if not fact.credits:
        return "这次刊发没有写明计入哪个单位"
    if sum(credit.share for credit in fact.credits) <= 0:
        return "计入各单位的份额加起来是零"
    if any(credit.share < 0 for credit in fact.credits):
        return "计入单位的份额不能是负数"
    return None


def _worth(fact, rules):
    rate = rules.rate_for(fact)
    steps = [Step("基础分", rate.clause, rate.text, f"{plain(rate.points)} 分", rate.points)]
    for multiplier in rules.multipliers_for(fact, rate):
        steps.append(_times("加倍", multiplier, steps[-1].value))
    use = rules.use_factor(fact.use)
    if use:
        name = USE_NAMES.get(fact.use, fact.use)
        steps.append(_times(f"采用方式（{name}）", use, steps[-1].value))
    rounded = rules.round(steps[-1].value)
    if rounded != steps[-1].value:
        working = f"{plain(steps[-1].value)} 取 {rules.scale} 位小数 = {plain(rounded)}"
        steps.append(Step("取整", "", "", working, rounded))
    return _Worth(fact, rate.clause, tuple(steps))


def _times(name, factor, value):
    product = value * factor.factor
    working = f"{plain(value)} × {plain(factor.factor)} = {plain(product)}"
    return Step(name, factor.clause, factor.text, working, product)


def _settle_same_piece(worths, rules):
    """Under 就高 only the best placement of a piece keeps its points, the earliest of equals; the
    others stay as lines of zero that say why."""
    if rules.same_piece == CUMULATIVE:
        return worths
    by_piece = defaultdict(list)
    for worth in worths:
        alone = worth.fact.piece_id is None
        by_piece[("placement", worth.fact.placement_id) if alone else worth.fact.piece_id].append(
            worth
        )
    return [settled for group in by_piece.values() for settled in _keep_best(group, rules)]


def _keep_best(group, rules):
    best = min(group, key=lambda w: (-w.value, w.fact.published_on, w.fact.placement_id))
    return [worth if worth is best else _outdone(worth, best, rules) for worth in group]


def _outdone(worth, best, rules):
    clause = rules.same_piece_clause
    working = (
        f"同一稿件在{best.fact.outlet_name or '另一媒体'}得 {plain(best.value)} 分，"
        f"本次 {plain(worth.value)} 分不再计"
    )
    step = Step("同稿就高", clause.clause, clause.text, working, Decimal(0))
    return replace(worth, steps=(*worth.steps, step))


def _split(worth, rules):
    """A line per credit. Parts are cut, not rounded up, so that what remains is never negative."""
    credits = worth.fact.credits
    if len(credits) == 1:
        return [_line(worth, credits[0], worth.value, worth.steps)]
    total = sum(credit.share for credit in credits)
    parts = [
        (worth.value * credit.share / total).quantize(rules.unit, rounding=ROUND_DOWN)
        for credit in credits
    ]
    remainder, heir = worth.value - sum(parts), _heir(credits, rules)
    lines = []
    for index, (credit, part) in enumerate(zip(credits, parts, strict=True)):
        extra = remainder if index == heir else Decimal(0)
        step = _split_step(worth, credit, total, part, extra, rules)
        lines.append(_line(worth, credit, step.value, (*worth.steps, step)))
    return lines


def _heir(credits, rules):
    """Whose the remainder is: the first named, or the first of those with the largest share."""
    if rules.remainder == "first":
        return next(i for i, credit in enumerate(credits) if credit.share > 0)
    return max(range(len(credits)), key=lambda i: (credits[i].share, -i))


def _split_step(worth, credit, total, part, extra, rules):
    working = f"{plain(worth.value)} × {plain(credit.share)}/{plain(total)} = {plain(part)}"
    if extra:
        working += f"，加余数 {plain(extra)} = {plain(part + extra)}"
    clause = rules.split_clause
    return Step("联合署名分摊", clause.clause, clause.text, working, part + extra)


def _line(worth, credit, points, steps):
    return Line(
        worth.fact.placement_id,
        worth.fact.piece_id,
        credit.unit_id,
        credit.contributor_id,
        points,
        worth.clause,
        steps,
    )
