"""PURE: from points to assessment marks (考核分): the method that the book names, minima, and who stands
within the quota of awards. Rule books parse their part of the form here, so this imports none of
theirs; points themselves are scoring.arithmetic's.

    "marks":  {"clause", "text", "method": "linear", "full": "5", "period": "quarter" | "year"}
            | {…, "method": "thresholds", "rows": [{"at_least": "20", "marks": "5"}], "rest": "0"}
            | {…, "method": "bands", "rows": [{"to_rank": 3, "marks": "5"}], "rest": "2"}
            | {…, "method": "fixed", "full": "5"}          every method: "below": "0", "scale": 2
    "minima": [{"clause", "text", "points": "20"}, {"clause", "text", "points": "8", "levels": ["national"]}]
    "awards": {"clause", "text", "units": 15, "persons": 30}

All three may be missing. Numbers are strings, so that no float creeps in.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

LINEAR, THRESHOLDS, BANDS, FIXED = "linear", "thresholds", "bands", "fixed"
METHOD_NAMES = {
    LINEAR: "按本组最高分折算",
    THRESHOLDS: "按得分分档",
    BANDS: "按名次分档",
    FIXED: "达到要求即得",
}
PERIOD_NAMES = {"quarter": "本季度", "year": "本年累计"}
LEVEL_NAMES = {
    "national": "国家级",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "system": "系统内",
}
MAX_MARKS, MAX_POINTS, MAX_QUOTA, MAX_SCALE = Decimal(1000), Decimal(100_000), 10_000, 4
ZERO = Decimal(0)
CLAUSE_KEYS = {"clause", "text"}
METHOD_KEYS = CLAUSE_KEYS | {"method", "period", "below", "scale"}
OWN_KEYS = {
    LINEAR: {"full"},
    FIXED: {"full"},
    THRESHOLDS: {"rows", "rest"},
    BANDS: {"rows", "rest"},
}


@dataclass(frozen=True)
class Threshold:
    at_least: Decimal
    marks: Decimal


@dataclass(frozen=True)
class Band:
    to_rank: int
    marks: Decimal


@dataclass(frozen=True)
class Method:
    """`rows` from the best down; `rest` is for whoever reaches none of them, `below` for whoever
    misses a minimum."""

    name: str
    clause: str
    text: str
    period: str = "quarter"
    full: Decimal = ZERO
    rows: tuple = ()
    rest: Decimal = ZERO
    below: Decimal = ZERO
    scale: int = 2


@dataclass(frozen=True)
class Minimum:
    """`levels` empty: of all points."""

    clause: str
    text: str
    points: Decimal
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Awards:
    clause: str
    text: str
    units: int = 0
    persons: int = 0


@dataclass(frozen=True)
class MarkRules:
    """The three parts of a book together; `method` is None in a book that gives no marks."""

    method: Method | None = None
    minima: tuple[Minimum, ...] = ()
    awards: Awards | None = None


# -- the JSON form -----------------------------------------------------------------------------------


def parse(marks, minima, awards, fault, levels=frozenset(LEVEL_NAMES)):
    """MarkRules of the three parts as the book has them, None for one that is missing. `fault` is
    called with a sentence for whatever is wrong; what is then returned is not to be used."""
    return MarkRules(
        None if marks is None else _parse_method(marks, fault),
        () if minima is None else _parse_minima(minima, fault, levels),
        None if awards is None else _parse_awards(awards, fault),
    )


def _parse_method(data, fault):
    where = "考核分换算"
    if not _is_object(data, where, fault):
        return None
    name = data.get("method")
    if not isinstance(name, str) or name not in METHOD_NAMES:
        fault(f"{where}：请选换算方法（{'、'.join(METHOD_NAMES)}）")
        return None
    _refuse_unknown(data, METHOD_KEYS | OWN_KEYS[name], where, fault)
    period = data.get("period", "quarter")
    if not isinstance(period, str) or period not in PERIOD_NAMES:
        fault(f"{where}：按本季度（quarter）还是本年累计（year），请选一样")
    scale = data.get("scale", 2)
    if not _is_whole(scale, 0, MAX_SCALE):
        fault(f"{where}：小数位数应是0到{MAX_SCALE}之间的整数")
    own = {}
    if "full" in OWN_KEYS[name]:
        own["full"] = _number(data.get("full"), f"{where}：满分", MAX_MARKS, fault)
    else:
        own["rows"] = _parse_rows(data.get("rows"), name, where, fault)
        own["rest"] = _number(data.get("rest", "0"), f"{where}：各档之外的得分", MAX_MARKS, fault)
    below = _number(data.get("below", "0"), f"{where}：未达最低要求的得分", MAX_MARKS, fault)
    clause = _clause(data, where, fault)
    return Method(name, **clause, period=period, scale=scale, below=below, **own)


def _parse_rows(data, method, where, fault):
    if not isinstance(data, list) or not data:
        fault(f"{where}：至少要有一档")
        return ()
    key = "at_least" if method == THRESHOLDS else "to_rank"
    rows = {}
    for number, row in enumerate(data, start=1):
        at = f"{where}第{number}档"
        if not _is_object(row, at, fault):
            continue
        _refuse_unknown(row, {key, "marks"}, at, fault)
        edge = row.get(key)
        if method == THRESHOLDS:
            edge = _number(edge, f"{at}：起点分", MAX_POINTS, fault)
        elif not _is_whole(edge, 1, MAX_QUOTA):
            fault(f"{at}：名次应是1到{MAX_QUOTA}之间的整数")
            continue
        if edge in rows:
            fault(f"{at}：与前面一档的起点相同")
        rows[edge] = _number(row.get("marks"), f"{at}：考核分", MAX_MARKS, fault)
    if method == THRESHOLDS:
        return tuple(Threshold(edge, rows[edge]) for edge in sorted(rows, reverse=True))
    return tuple(Band(edge, rows[edge]) for edge in sorted(rows))


def _parse_minima(data, fault, levels):
    if not isinstance(data, list):
        fault("最低要求应是一个列表")
        return ()
    minima = []
    for number, row in enumerate(data, start=1):
        where = f"最低要求第{number}行"
        if not _is_object(row, where, fault):
            continue
        _refuse_unknown(row, CLAUSE_KEYS | {"points", "levels"}, where, fault)
        points = _number(row.get("points"), f"{where}：分值", MAX_POINTS, fault)
        named = _parse_levels(row.get("levels", []), where, fault, levels)
        minima.append(Minimum(**_clause(row, where, fault), points=points, levels=named))
    return tuple(minima)


def _parse_levels(data, where, fault, levels):
    if not isinstance(data, list) or not all(isinstance(level, str) for level in data):
        fault(f"{where}：级别应是代码的列表")
        return ()
    for level in data:
        if level not in levels:
            fault(f"{where}：没有这个级别“{level}”")
    if len(set(data)) < len(data):
        fault(f"{where}：同一级别写了两次")
    return tuple(data)


def _parse_awards(data, fault):
    where = "评先名额"
    if not _is_object(data, where, fault):
        return None
    _refuse_unknown(data, CLAUSE_KEYS | {"units", "persons"}, where, fault)
    quotas = {}
    for key, name in (("units", "单位"), ("persons", "个人")):
        quotas[key] = data.get(key, 0)
        if not _is_whole(quotas[key], 0, MAX_QUOTA):
            fault(f"{where}：{name}名额应是0到{MAX_QUOTA}之间的整数")
    return Awards(**_clause(data, where, fault), **quotas)


def _is_object(data, where, fault):
    if not isinstance(data, dict):
        fault(f"{where}：应是一个对象")
    return isinstance(data, dict)


def _refuse_unknown(data, known, where, fault):
    if unknown := sorted(str(key) for key in set(data) - known):
        fault(f"{where}：不认识的项目：{'、'.join(unknown)}")


def _clause(data, where, fault):
    found = {key: str(data.get(key) or "").strip() for key in ("clause", "text")}
    if not found["clause"]:
        fault(f"{where}：请写明依据条款，单位会问分是怎么来的")
    return found


def _is_whole(value, least, most):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _number(value, what, most, fault):
    """A Decimal, zero after a fault: floats are one, they are not what was written."""
    number = None
    if isinstance(value, str | int) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            pass
    if number is None or not number.is_finite() or not 0 <= number <= most:
        fault(f"{what}应是0到{most}之间的数")
        return ZERO
    if number != number.quantize(Decimal("0.0001")):
        fault(f"{what}最多四位小数")
    return number
