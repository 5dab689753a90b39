"""Points as marks (得分换算) and awards by rank; what a book says of them is scoring.book.marks."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from editorial import vocabulary
from scoring.arithmetic.lines import Step
from scoring.book.marks import BANDS, FIXED, LINEAR, THRESHOLDS, ZERO
from scoring.numbers import plain


@dataclass(frozen=True)
class Row:
    """Whoever gets marks: the points of the period, also by level, and the rank within the group."""

    key: object
    group: object
    points: Decimal
    points_by_level: dict
    rank: int
    disqualified: bool = False


@dataclass(frozen=True)
class Mark:
    marks: Decimal
    steps: tuple[Step, ...]
    meets_minima: bool


@dataclass(frozen=True)
class Award:
    """`undecided`: more are equal than places are left, a person decides among them."""

    key: object
    undecided: bool


def compute(rows, rules):
    """{key: Mark}; empty when the book gives no marks. The order of the rows does not matter."""
    rows = list(rows)
    if rules.method is None:
        return {}
    best: dict[object, Decimal] = {}
    for row in rows:
        best[row.group] = max(row.points, best.get(row.group, row.points))
    return {row.key: _mark(row, best[row.group], rules) for row in rows}


def awarded(rows, quota):
    """The first `quota` of those with points who are not disqualified. Across groups only the points
    compare; within one group equal points stand in the order of their rank."""
    able = [row for row in rows if row.points > 0 and not row.disqualified]
    able.sort(key=lambda row: (-row.points, row.rank, str(row.key)))
    if not quota or not able:
        return ()
    edge = able[min(quota, len(able)) - 1]
    equals = [row for row in able if row.points == edge.points]
    if len({row.group for row in equals}) == 1:
        equals = [row for row in equals if row.rank == edge.rank]
    ahead = able[: able.index(equals[0])]
    undecided = len(ahead) + len(equals) > quota
    return (
        *(Award(row.key, False) for row in ahead),
        *(Award(row.key, undecided) for row in equals),
    )


def _mark(row, best, rules):
    method = rules.method
    steps = [_minimum_step(row, minimum) for minimum in rules.minima]
    missed = [m for m in rules.minima if _counted(row, m) < m.points]
    if missed:
        marks = _rounded(method.below, method.scale)
        working = f"有 {len(missed)} 项最低要求没有达到，记 {plain(marks)} 分"
        steps.append(Step("未达最低要求", missed[0].clause, missed[0].text, working, marks))
    else:
        working, exact = CONVERTING[method.name](row, best, method)
        marks = _rounded(exact, method.scale)
        if marks != exact:
            working += f"，取 {method.scale} 位小数 = {plain(marks)}"
        steps.append(Step("换算考核分", method.clause, method.text, working, marks))
    return Mark(marks, tuple(steps), not missed)


def _counted(row, minimum):
    """The points that a minimum asks for."""
    if not minimum.levels:
        return row.points
    return sum((row.points_by_level.get(level, ZERO) for level in minimum.levels), ZERO)


def _minimum_step(row, minimum):
    has = _counted(row, minimum)
    of = "、".join(vocabulary.LEVELS.get(level, level) for level in minimum.levels) or "总分"
    met = has >= minimum.points
    verdict = f"≥ {plain(minimum.points)}，达到" if met else f"< {plain(minimum.points)}，没有达到"
    working = f"{of} {plain(has)} {verdict}"
    return Step("最低要求", minimum.clause, minimum.text, working, has)


def _linear(row, best, method):
    if row.points <= 0:
        return f"得分 {plain(row.points)}，记 0 分", ZERO
    exact = row.points * method.full / best
    return (
        f"{plain(row.points)} ÷ 本组最高 {plain(best)} × {plain(method.full)} "
        f"= {_cut(exact, method.scale + 2)}",
        exact,
    )


def _thresholds(row, best, method):
    for threshold in method.rows:
        if row.points >= threshold.at_least:
            words = f"{plain(row.points)} ≥ {plain(threshold.at_least)}"
            return f"{words}，得 {plain(threshold.marks)} 分", threshold.marks
    return f"{plain(row.points)} 不到最低一档，得 {plain(method.rest)} 分", method.rest


def _bands(row, best, method):
    for band in method.rows:
        if row.rank <= band.to_rank:
            words = f"组内第 {row.rank} 名，在前 {band.to_rank} 名以内"
            return f"{words}，得 {plain(band.marks)} 分", band.marks
    return f"组内第 {row.rank} 名，在各档之外，得 {plain(method.rest)} 分", method.rest


def _fixed(row, best, method):
    return f"达到要求，得 {plain(method.full)} 分", method.full


CONVERTING = {LINEAR: _linear, THRESHOLDS: _thresholds, BANDS: _bands, FIXED: _fixed}


def _rounded(value, scale):
    return value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)


def _cut(value, places):
    """A quotient that may not end: so many places, and … when there is more."""
    short = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    return plain(short) + ("" if short == value else "…")
