"""PURE: a book's rules on what one placement is worth, read from their JSON form: rates, multipliers,
length, conditions and days."""

from editorial import vocabulary
from scoring.book import form, words
from scoring.book.parser import CONDITION, LAW, MAX_FACTOR, MAX_POINTS, Parser

KEYS = frozenset(
    ("rates", "listed", "multipliers", "uses", "length", "requires", "deadline", "late")
)


def read(parser, data):
    """These parts of the book, as fields of form.Rules."""
    return {
        "rates": _rates(parser, data),
        "listed": parser.part(data, "listed", "媒体名录", _listed),
        "multipliers": parser.rows(data, "multipliers", "倍数", _multiplier),
        "uses": _uses(parser, data),
        **_length(parser, parser.object(data, "length", "篇幅")),
        **_requires(parser, parser.object(data, "requires", "计分条件")),
        "deadline": parser.part(data, "deadline", "截止日", _deadline),
        "late": parser.part(data, "late", "迟报", _late),
    }


def _rates(parser, data):
    rows = data.get("rates")
    if not isinstance(rows, list) or not rows:
        parser.fault("至少要有一条分值")
        return ()
    rates, seen = [], set()
    for number, row in enumerate(rows, start=1):
        where = f"分值第{number}行"
        if not parser.is_object(row, where):
            continue
        parser.refuse_unknown(row, LAW | CONDITION | {"points"}, where)
        if any(isinstance(row.get(name), list) for name in words.FIELDS):
            parser.fault(f"{where}：每一格只能写一个代码")
        condition = parser.condition(row, where)
        if not (condition.outlet or condition.level or condition.genre):
            parser.fault(f"{where}：请选媒体、级别或体裁")
        if condition.outlet and condition.level:
            parser.fault(f"{where}：媒体和级别只选一样")
        if condition in seen:
            parser.fault(f"{where}：与前面一行的适用范围相同")
        seen.add(condition)
        points = parser.points(row, where)
        rates.append(form.Rate(condition, points, parser.law(row, where)))
    return tuple(rates)


def _listed(parser, row, where):
    parser.refuse_unknown(row, LAW | {"outlets", "unlisted"}, where)
    outlets = parser.codes(row.get("outlets"), "outlet", where)
    if not outlets:
        parser.fault(f"{where}：至少写一家媒体")
    unlisted = row.get("unlisted")
    law = None
    if unlisted is not None and parser.is_object(unlisted, where):
        law = parser.only_law(unlisted, where + "（名录外）")
    return form.Listed(parser.law(row, where), frozenset(outlets), law)


def _multiplier(parser, row, where, on_use=False):
    known = LAW | {"factor", "add"} | (frozenset() if on_use else CONDITION)
    parser.refuse_unknown(row, known, where)
    condition = form.ANYTHING if on_use else parser.condition(row, where)
    if not on_use and condition == form.ANYTHING:
        parser.fault(f"{where}：请选适用的媒体、级别、体裁、位置、采用方式或媒体类别")
    if ("factor" in row) == ("add" in row):
        parser.fault(f"{where}：“倍数”和“加分”填一样")
    factor = add = None
    if "add" in row:
        add = parser.number(row["add"], where, "加分", -MAX_POINTS, MAX_POINTS)
    else:
        factor = parser.number(row.get("factor"), where, "系数", 0, MAX_FACTOR)
    return form.Multiplier(condition, parser.law(row, where), factor, add)


def _uses(parser, data):
    uses = []
    for use, row in parser.object(data, "uses", "采用方式系数").items():
        where = "采用方式系数"
        parser.known(use, "use", where)
        if parser.is_object(row, where):
            uses.append((use, _multiplier(parser, row, where, on_use=True)))
    return tuple(sorted(uses, key=lambda pair: pair[0]))


def _length(parser, data):
    parser.refuse_unknown(data, {"as_genre", "growth"}, "篇幅")
    return {
        "as_genre": parser.rows(data, "as_genre", "篇幅折算体裁", _as_genre),
        "growth": parser.part(data, "growth", "篇幅加分", _growth),
    }


def _as_genre(parser, row, where):
    parser.refuse_unknown(row, LAW | {"from", "genre", "of"}, where)
    parser.known(row.get("genre"), "genre", where)
    return form.AsGenre(
        parser.law(row, where),
        parser.whole(row.get("from"), where, "字数"),
        row.get("genre"),
        parser.codes(row.get("of"), "genre", where),
    )


def _growth(parser, row, where):
    parser.refuse_unknown(row, LAW | {"from", "step", "per_step", "max"}, where)
    return form.Growth(
        parser.law(row, where),
        parser.whole(row.get("from"), where, "起算字数", least=0),
        parser.whole(row.get("step"), where, "每多少字"),
        parser.number(row.get("per_step"), where, "每次增加", 0, MAX_FACTOR),
        parser.number(row.get("max"), where, "最多倍数", 1, MAX_FACTOR),
    )


def _requires(parser, data):
    parser.refuse_unknown(data, {"bureau", "evidence"}, "计分条件")
    return {
        "bureau": parser.part(data, "bureau", "须经本局报送", Parser.only_law),
        "evidence": parser.rows(data, "evidence", "须有佐证材料", _evidence),
    }


def _evidence(parser, row, where):
    parser.refuse_unknown(row, LAW | CONDITION | {"any_of"}, where)
    any_of = row.get("any_of")
    if (
        not isinstance(any_of, list)
        or not any_of
        or set(map(str, any_of)) - set(vocabulary.EVIDENCE)
    ):
        parser.fault(f"{where}：请选至少一种佐证材料")
        any_of = ()
    return form.EvidenceRule(parser.law(row, where), parser.condition(row, where), tuple(any_of))


def _deadline(parser, row, where):
    parser.refuse_unknown(row, LAW | {"day", "after", "then"}, where)
    return form.Deadline(
        parser.law(row, where),
        parser.whole(row.get("day"), where, "日期", most=28),
        parser.one_of(row.get("after"), {"month": 0, "quarter": 0}, f"{where}：从哪里算起"),
        parser.one_of(row.get("then"), {"zero": 0, "move": 0}, f"{where}：过期以后"),
    )


def _late(parser, row, where):
    parser.refuse_unknown(row, LAW | {"days", "zero", "points"}, where)
    zero = row.get("zero", False)
    if not isinstance(zero, bool) or zero == ("points" in row):
        parser.fault(f"{where}：“不计分”和“扣分”选一样")
    points = None
    if "points" in row:
        points = parser.number(row["points"], where, "扣分", -MAX_POINTS, 0)
    days = parser.whole(row.get("days"), where, "天数", least=0)
    return form.Late(parser.law(row, where), days, points)
