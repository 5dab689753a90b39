"""PURE: the same piece in several outlets: which of its placements count, in the quarter, the year or
for ever. Dividing what counts is scoring.arithmetic.split."""

from collections import defaultdict
from decimal import Decimal

from editorial import vocabulary
from scoring.arithmetic.facts import id_order
from scoring.arithmetic.lines import Step
from scoring.arithmetic.worth import Worth
from scoring.numbers import plain

ZERO = Decimal(0)
NAMES = {"highest": "同稿就高", "highest_plus": "同稿其余按比例", "top_levels": "同稿限级别"}
HEIGHT = {level: n for n, level in enumerate(vocabulary.LEVELS)}


def settle_piece(worths, rules_of):
    """The worths of one piece, each as it counts in its own quarter. `rules_of(quarter)` gives the book
    in force there. The order of the worths does not matter."""
    if len(worths) == 1:
        return list(worths)
    by_quarter = defaultdict(list)
    for worth in worths:
        by_quarter[worth.quarter].append(worth)
    settled: list[Worth] = []
    given: dict = {}
    for quarter in sorted(by_quarter):
        rules = rules_of(quarter)
        earlier = [
            worth
            for before, group in by_quarter.items()
            if before < quarter and _in_window(before, quarter, rules.same_piece.window)
            for worth in group
        ]
        now = _settle(by_quarter[quarter] + earlier, rules)
        own = [now[worth.fact.id] for worth in by_quarter[quarter]]
        if earlier:
            own = _charge(own, earlier, now, given, rules)
        given.update({worth.fact.id: worth.value for worth in own})
        settled += own
    return settled


def _in_window(before, quarter, window):
    return window == "always" or (window == "year" and before.year == quarter.year)


def _settle(worths, rules):
    """{id: worth}, as if all of them counted together."""
    if len(worths) == 1:
        return {worths[0].fact.id: worths[0]}
    now = {worth.fact.id: worth for worth in worths}
    if rules.own_carriers:
        law, condition = rules.own_carriers
        own = [w for w in _counting(now) if condition.fits(w.case)]
        for worth in sorted(own, key=_better)[1:]:
            best = min(own, key=_better)
            now[worth.fact.id] = _outdone(worth, best, law, "自有载体不重复计分")
    rule = rules.same_piece
    alive = sorted(_counting(now), key=_better)
    if rule.mode == "cumulative" or len(alive) < 2:
        return now
    keeping = _highest_levels(alive, rule.levels) if rule.mode == "top_levels" else alive[:1]
    kept = {worth.fact.id for worth in keeping}
    for worth in alive:
        if worth.fact.id in kept:
            continue
        if rule.mode == "highest_plus":
            now[worth.fact.id] = _in_part(worth, rule, rules)
        else:
            now[worth.fact.id] = _outdone(worth, keeping[0], rule.law, NAMES[rule.mode])
    return now


def _counting(now):
    return [worth for worth in now.values() if worth.value > 0]


def _better(worth: Worth):
    return (-worth.value, worth.fact.published_on, id_order(worth.fact.id))


def _highest_levels(alive, levels):
    """The best of each of the highest levels that appear; `alive` has the best first."""
    best: dict[str, Worth] = {}
    for worth in alive:
        best.setdefault(worth.case.level, worth)
    order = sorted(best, key=lambda level: (HEIGHT.get(level, len(HEIGHT)), level))
    return [best[level] for level in order[:levels]]


def _outdone(worth, best, law, name):
    where = best.fact.outlet_name or best.fact.outlet or "另一媒体"
    working = f"同一稿件在{where}得 {plain(best.value)} 分，本次 {plain(worth.value)} 分不再计"
    step = Step(name, law.clause, law.text, working, ZERO)
    return worth.then(step)


def _in_part(worth, rule, rules):
    value = rules.round(worth.value * rule.fraction)
    working = f"{plain(worth.value)} × {plain(rule.fraction)} = {plain(value)}"
    step = Step(NAMES[rule.mode], rule.law.clause, rule.law.text, working, value)
    return worth.then(step)


def _charge(own, earlier, now, given, rules):
    """What earlier quarters gave beyond what the piece is now allowed there is taken from this
    quarter's placements, the best first: a later, higher placement earns the difference."""
    paid = sum(given[worth.fact.id] for worth in earlier)
    kept = sum(now[worth.fact.id].value for worth in earlier)
    left = max(ZERO, paid - kept)
    law = rules.same_piece.law
    charged = {}
    for worth in sorted(own, key=_better):
        part = min(left, worth.value)
        if part > 0:
            value = worth.value - part
            working = f"{plain(worth.value)} − 前期已计 {plain(part)} = {plain(value)}"
            step = Step("补差", law.clause, law.text, working, value)
            charged[worth.fact.id] = worth.then(step)
            left -= part
    return [charged.get(worth.fact.id, worth) for worth in own]
