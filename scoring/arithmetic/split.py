"""PURE: one placement's points divided among those it is credited to: a line per credit, also of zero."""

from decimal import Decimal

from scoring.arithmetic.lines import PLACEMENT, Line, Step
from scoring.numbers import plain

ZERO = Decimal(0)


def lines_of(worth, rules, track=""):
    """The lines of a settled worth, in the order of naming."""
    fact = worth.fact
    if len(fact.credits) == 1 and not fact.journalists:
        return [_line(worth, fact.credits[0], worth.value, worth.steps, track, rules)]
    shared = _shared_amount(worth, rules)
    if shared is None:
        return [
            _line(worth, credit, points, _with(worth.steps, step), track, rules)
            for credit, points, step in _divided(worth.value, fact.credits, worth, rules)
        ]
    amount, unit_step = shared
    lines = {}
    for unit in dict.fromkeys(credit.unit for credit in fact.credits):
        own = [(n, credit) for n, credit in enumerate(fact.credits) if credit.unit == unit]
        steps = (*worth.steps, unit_step)
        parts = _divided(amount, [credit for _, credit in own], worth, rules)
        for (n, credit), (_, points, step) in zip(own, parts, strict=True):
            lines[n] = _line(worth, credit, points, _with(steps, step), track, rules)
    return [lines[n] for n in sorted(lines)]


def _shared_amount(worth, rules):
    """(what every unit gets, the step that says so), or None where the names divide it."""
    split, fact = rules.split, worth.fact
    units = {credit.unit for credit in fact.credits}
    if fact.use in split.each_in and len(units) > 1:
        return worth.value, _unit_step(split.law, f"各单位都计 {plain(worth.value)}", worth.value)
    if split.units is None or len(units) < 2:
        return None
    if split.units.mode == "each":
        words = f"{len(units)}个单位，各计 {plain(worth.value)}"
        return worth.value, _unit_step(split.units.law, words, worth.value)
    half = rules.round(worth.value / 2)
    words = f"{len(units)}个单位，各计一半：{plain(worth.value)} ÷ 2 = {plain(half)}"
    return half, _unit_step(split.units.law, words, half)


def _unit_step(law, working, value):
    return Step("单位联合", law.clause, law.text, working, value)


def _divided(value, credits, worth, rules):
    """[(credit, points, step or None)]. Parts are cut, so that what remains is never negative."""
    split = rules.split
    if split.mode == "each":
        return [(credit, value, _each_step(value, credits, split)) for credit in credits]
    strangers = 0 if split.journalists else worth.fact.journalists
    weights = _weights(credits, strangers, split)
    own, total = weights[: len(credits)], sum(weights)
    if len(weights) == 1 and total:
        return [(credits[0], value, _journalist_step(value, worth, split))]
    if not sum(own):
        return [
            (credit, ZERO, _part_step(value, ZERO, total, ZERO, ZERO, split)) for credit in credits
        ]
    cut = [rules.cut(value * weight / total) for weight in weights]
    remainder, heir = value - sum(cut), _heir(own, split.remainder)
    parts = []
    for n, credit in enumerate(credits):
        extra = remainder if n == heir else ZERO
        step = _part_step(value, own[n], total, cut[n], extra, split)
        parts.append((credit, cut[n] + extra, step))
    return parts


def _weights(credits, strangers, split):
    """The weights of the names, then of the journalists who take their part along."""
    names = len(credits) + strangers
    if split.mode == "ratio":
        return [split.ratio[n] if n < len(split.ratio) else ZERO for n in range(names)]
    if split.mode == "equal":
        return [Decimal(1)] * names
    return [credit.share for credit in credits] + [Decimal(1)] * strangers


def _heir(weights, remainder):
    """Whose the remainder is: the first named, or the first of those with the largest weight."""
    if remainder == "first":
        return next(n for n, weight in enumerate(weights) if weight > 0)
    return max(range(len(weights)), key=lambda n: (weights[n], -n))


def _each_step(value, credits, split):
    if len(credits) == 1:
        return None
    working = f"{len(credits)}人署名，每人都计 {plain(value)}"
    return Step("联合署名", split.law.clause, split.law.text, working, value)


def _journalist_step(value, worth, split):
    if not (worth.fact.journalists and split.journalists):
        return None
    law = split.journalists
    return Step("与记者合写", law.clause, law.text, f"全部计给通讯员：{plain(value)}", value)


def _part_step(value, weight, total, part, extra, split):
    working = f"{plain(value)} × {plain(weight)}/{plain(total)} = {plain(part)}"
    if extra:
        working += f"，加余数 {plain(extra)} = {plain(part + extra)}"
    return Step("联合署名分摊", split.law.clause, split.law.text, working, part + extra)


def _with(steps, step):
    return steps if step is None else (*steps, step)


def _line(worth, credit, value, steps, track, rules):
    """The book of the counting quarter may round more coarsely than the one that valued it."""
    fact, points = worth.fact, rules.round(value)
    if points != value:
        working = f"{plain(value)} 按 {plain(rules.unit)} 取整 = {plain(points)}"
        steps = (*steps, Step("取整", "", "", working, points))
    return Line(
        PLACEMENT,
        credit.unit,
        credit.person,
        worth.quarter,
        worth.counts_on,
        track,
        points,
        worth.clause,
        steps,
        fact.id,
        fact.piece,
    )
