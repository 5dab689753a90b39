"""PURE: a book's rules on assessment marks, read from their JSON form: method, minima, awards. What they
mean is scoring.book.marks."""

from decimal import Decimal

from scoring.book.marks import (
    BANDS,
    FIXED,
    LINEAR,
    METHOD_NAMES,
    PERIOD_NAMES,
    THRESHOLDS,
    Awards,
    Band,
    MarkRules,
    Method,
    Minimum,
    Threshold,
)
from scoring.book.parser import LAW

KEYS = frozenset(("marks", "minima", "awards"))
METHOD_KEYS = LAW | {"method", "period", "below", "scale"}
# What a method is told beside them.
OWN_KEYS = {
    LINEAR: {"full"},
    FIXED: {"full"},
    THRESHOLDS: {"rows", "rest"},
    BANDS: {"rows", "rest"},
}
MAX_MARKS = Decimal(1000)
# Of a quarter's or a year's points together, where the parser's own limit is one rule's.
MAX_TOTAL = Decimal(100_000)
MAX_QUOTA = 10_000
MAX_SCALE = 4


def read(parser, data):
    """These parts of the book, as fields of form.Rules."""
    return {
        "conversion": MarkRules(
            parser.part(data, "marks", "考核分换算", _method),
            parser.rows(data, "minima", "最低要求", _minimum),
            parser.part(data, "awards", "评先名额", _awards),
        )
    }


def _method(parser, row, where):
    name = row.get("method")
    if not isinstance(name, str) or name not in METHOD_NAMES:
        parser.fault(f"{where}：请选换算方法（{'、'.join(METHOD_NAMES)}）")
        return None
    parser.refuse_unknown(row, METHOD_KEYS | OWN_KEYS[name], where)
    period = row.get("period", "quarter")
    if not isinstance(period, str) or period not in PERIOD_NAMES:
        parser.fault(f"{where}：按本季度（quarter）还是本年累计（year），请选一样")
    scale = parser.whole(row.get("scale", 2), where, "小数位数", 0, MAX_SCALE)
    own = {}
    if "full" in OWN_KEYS[name]:
        own["full"] = _marks(parser, row.get("full"), where, "满分")
    else:
        own["rows"] = _steps(parser, row.get("rows"), name, where)
        own["rest"] = _marks(parser, row.get("rest", "0"), where, "各档之外的得分")
    below = _marks(parser, row.get("below", "0"), where, "未达最低要求的得分")
    clause = _clause(parser, row, where)
    return Method(name, **clause, period=period, scale=scale, below=below, **own)


def _steps(parser, data, method, where):
    if not isinstance(data, list) or not data:
        parser.fault(f"{where}：至少要有一档")
        return ()
    key = "at_least" if method == THRESHOLDS else "to_rank"
    steps = {}
    for number, row in enumerate(data, start=1):
        at = f"{where}第{number}档"
        if not parser.is_object(row, at):
            continue
        parser.refuse_unknown(row, {key, "marks"}, at)
        edge = _edge(parser, row.get(key), method, at)
        if edge in steps:
            parser.fault(f"{at}：与前面一档的起点相同")
        marks = _marks(parser, row.get("marks"), at, "考核分")
        # A faulty edge is None, and is compared with no other.
        if edge is not None:
            steps[edge] = marks
    if method == THRESHOLDS:
        return tuple(Threshold(edge, steps[edge]) for edge in sorted(steps, reverse=True))
    return tuple(Band(edge, steps[edge]) for edge in sorted(steps))


def _edge(parser, value, method, at):
    """Where a step begins; None after a fault."""
    faults = len(parser.faults)
    if method == THRESHOLDS:
        edge = parser.number(value, at, "起点分", most=MAX_TOTAL)
    else:
        edge = parser.whole(value, at, "名次", 1, MAX_QUOTA)
    return edge if len(parser.faults) == faults else None


def _minimum(parser, row, where):
    parser.refuse_unknown(row, LAW | {"points", "levels"}, where)
    points = parser.number(row.get("points"), where, "分值", most=MAX_TOTAL)
    levels = _levels(parser, row.get("levels", []), where)
    return Minimum(**_clause(parser, row, where), points=points, levels=levels)


def _levels(parser, data, where):
    """Always a list, unlike a condition's: its levels are added up."""
    if not isinstance(data, list) or not all(isinstance(level, str) for level in data):
        parser.fault(f"{where}：级别应是代码的列表")
        return ()
    for level in data:
        parser.known(level, "level", where)
    if len(set(data)) < len(data):
        parser.fault(f"{where}：同一级别写了两次")
    return tuple(data)


def _awards(parser, row, where):
    parser.refuse_unknown(row, LAW | {"units", "persons"}, where)
    quotas = {
        key: parser.whole(row.get(key, 0), where, f"{name}名额", 0, MAX_QUOTA)
        for key, name in (("units", "单位"), ("persons", "个人"))
    }
    return Awards(**_clause(parser, row, where), **quotas)


def _marks(parser, value, where, name):
    return parser.number(value, where, name, most=MAX_MARKS)


def _clause(parser, row, where):
    law = parser.law(row, where)
    return {"clause": law.clause, "text": law.text}
