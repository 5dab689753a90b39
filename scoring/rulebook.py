"""PURE: a rule book as data: its JSON form, what is wrong with one in Chinese, and which rate fits.
What a placement then earns is scoring.points; docs/scoring.md shows the form with an example.

    {"rates": [{"clause": "第三条（三）", "text": "市级媒体采用，每篇5分",
                "level": "city" | "outlet": "jiujiang-daily",
                "genre": "brief"?, "position": "front_lead"?, "points": "5"}],
     "multipliers": [{"clause", "text", "position"? "genre"? "level"? "outlet"?, "factor": "2"}],
     "uses": {"composite": {"clause", "text", "factor": "0.5"}},
     "same_piece": {"mode": "highest" | "cumulative", "clause", "text"},
     "split": {"clause", "text", "remainder": "first" | "largest"},
     "rounding": {"scale": 2, "mode": "half_up" | "down"},
     "tasks": {"clause", "text", "submissions": {"1": 6}}}

All but `rates` and `same_piece` may be missing. Numbers are strings, so that no float creeps in.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

HIGHEST, CUMULATIVE = "highest", "cumulative"
SAME_PIECE_NAMES = {HIGHEST: "就高（只计得分最高的一次）", CUMULATIVE: "累加（每次都计）"}
ROUNDINGS = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN}
ROUNDING_NAMES = {"half_up": "四舍五入", "down": "舍去尾数"}
REMAINDERS = {"first": "余数归第一署名", "largest": "余数归份额最大者"}
MAX_POINTS, MAX_FACTOR, MAX_SCALE = Decimal(10_000), Decimal(100), 2
TOP_KEYS = {"rates", "multipliers", "uses", "same_piece", "split", "rounding", "tasks"}


class RuleBookFaulty(ValueError):
    """`faults` says in Chinese what is wrong, one sentence each."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("；".join(self.faults))


@dataclass(frozen=True)
class Vocabulary:
    """The codes that rules may name; None means anything goes (the pure tests, a retired outlet)."""

    levels: frozenset | None = None
    genres: frozenset | None = None
    positions: frozenset | None = None
    uses: frozenset | None = None
    outlets: frozenset | None = None


@dataclass(frozen=True)
class Condition:
    """To which placements something applies; None is "any"."""

    outlet: str | None = None
    level: str | None = None
    genre: str | None = None
    position: str | None = None

    def fits(self, fact):
        wanted = (self.outlet, self.level, self.genre, self.position)
        given = (fact.outlet, fact.level, fact.genre, fact.position)
        return all(want in (None, have) for want, have in zip(wanted, given, strict=True))

    @property
    def specificity(self):
        """A named outlet beats a level; then genre with position, genre, position, neither."""
        return (self.outlet is not None, self.genre is not None, self.position is not None)


@dataclass(frozen=True)
class Rate:
    condition: Condition
    points: Decimal
    clause: str
    text: str


@dataclass(frozen=True)
class Factor:
    condition: Condition
    factor: Decimal
    clause: str
    text: str


@dataclass(frozen=True)
class Clause:
    clause: str = ""
    text: str = ""


@dataclass(frozen=True)
class Rules:
    """A parsed rule book."""

    rates: tuple[Rate, ...]
    same_piece: str
    same_piece_clause: Clause
    multipliers: tuple[Factor, ...] = ()
    uses: tuple[tuple[str, Factor], ...] = ()
    split_clause: Clause = Clause()
    remainder: str = "first"
    scale: int = 2
    rounding: str = "half_up"
    submissions: tuple[tuple[int, int], ...] = ()
    # Rates of a later book, for what these leave open: a late entry of a closed quarter.
    later_rates: tuple[Rate, ...] = ()

    def rate_for(self, fact):
        """The most specific rate that fits, or None. Parsing refuses two for the same case, so
        that the order of the rates never matters."""
        return _most_specific(self.rates, fact) or _most_specific(self.later_rates, fact)

    def multipliers_for(self, fact, rate):
        """All that fit, except those for a position or genre that the rate itself has priced: a
        fixed pair (内页4分、头版头条8分) is not doubled again."""
        return [
            multiplier
            for multiplier in self.multipliers
            if multiplier.condition.fits(fact)
            and not (multiplier.condition.position and rate.condition.position)
            and not (multiplier.condition.genre and rate.condition.genre)
        ]

    def use_factor(self, use):
        return dict(self.uses).get(use)

    def round(self, value):
        return value.quantize(self.unit, rounding=ROUNDINGS[self.rounding])

    @property
    def unit(self):
        """The smallest amount of points, 0.01 by default."""
        return Decimal(1).scaleb(-self.scale)

    def quota(self, quota_class):
        """How many pieces a unit of this class has to send in a quarter; None without a task."""
        return dict(self.submissions).get(quota_class)


def _most_specific(rates, fact):
    fitting = [rate for rate in rates if rate.condition.fits(fact)]
    return max(fitting, key=lambda rate: rate.condition.specificity, default=None)


def parse(data, vocabulary=None):
    """Rules from the JSON form; RuleBookFaulty with every fault at once."""
    return _Parser(vocabulary or Vocabulary()).parse(data)


class _Parser:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.faults = []

    def parse(self, data):
        if not isinstance(data, dict):
            raise RuleBookFaulty(["计分办法应是一个对象"])
        if unknown := sorted(set(data) - TOP_KEYS):
            self.faults.append(f"不认识的项目：{'、'.join(unknown)}")
        fields = self._fields(data)
        if self.faults:
            raise RuleBookFaulty(self.faults)
        return Rules(**fields)

    def _fields(self, data):
        split = self._object(data, "split", "联合署名")
        return {
            "rates": self._rates(data.get("rates")),
            "multipliers": self._multipliers(data.get("multipliers", [])),
            "uses": self._uses(self._object(data, "uses", "采用方式系数")),
            "split_clause": _clause(split),
            "remainder": self._one_of(split.get("remainder", "first"), REMAINDERS, "余数归属"),
            "submissions": self._submissions(self._object(data, "tasks", "报送任务")),
            **self._same_piece(data.get("same_piece")),
            **self._rounding(self._object(data, "rounding", "取整")),
        }

    def _rates(self, rows):
        if not isinstance(rows, list) or not rows:
            self.faults.append("至少要有一条分值")
            return ()
        rates, seen = [], set()
        for number, row in enumerate(rows, start=1):
            where = f"分值第{number}行"
            if not self._is_object(row, where):
                continue
            condition = self._condition(row, where)
            if not condition.outlet and not condition.level:
                self.faults.append(f"{where}：请选媒体或级别")
            if condition.outlet and condition.level:
                self.faults.append(f"{where}：媒体和级别只选一样")
            if condition in seen:
                self.faults.append(f"{where}：与前面一行的适用范围相同")
            seen.add(condition)
            points = self._number(row.get("points"), where, "分值", MAX_POINTS)
            rates.append(Rate(condition, points, **self._named_clause(row, where)))
        return tuple(rates)

    def _multipliers(self, rows):
        if not isinstance(rows, list):
            self.faults.append("倍数应是一个列表")
            return ()
        factors = []
        for number, row in enumerate(rows, start=1):
            where = f"倍数第{number}行"
            if self._is_object(row, where):
                condition = self._condition(row, where)
                if condition == Condition():
                    self.faults.append(f"{where}：请选适用的级别、媒体、体裁或位置")
                factors.append(self._factor(row, where, condition))
        return tuple(factors)

    def _uses(self, rows):
        uses = []
        for use, row in rows.items():
            where = "采用方式系数"
            self._known(use, self.vocabulary.uses, where, "采用方式")
            if self._is_object(row, where):
                uses.append((use, self._factor(row, where, Condition())))
        return tuple(sorted(uses, key=lambda pair: pair[0]))

    def _factor(self, row, where, condition):
        factor = self._number(row.get("factor"), where, "系数", MAX_FACTOR)
        return Factor(condition, factor, **self._named_clause(row, where))

    def _same_piece(self, row):
        row = row if isinstance(row, dict) else {}
        mode = self._one_of(row.get("mode"), SAME_PIECE_NAMES, "同一稿件多处刊发")
        return {"same_piece": mode, "same_piece_clause": _clause(row)}

    def _rounding(self, row):
        scale = row.get("scale", 2)
        if not isinstance(scale, int) or isinstance(scale, bool) or not 0 <= scale <= MAX_SCALE:
            self.faults.append(f"小数位数应是0到{MAX_SCALE}之间的整数")
        mode = self._one_of(row.get("mode", "half_up"), ROUNDINGS, "取整方式")
        return {"scale": scale, "rounding": mode}

    def _submissions(self, tasks):
        pairs = tasks.get("submissions", {}) if tasks else {}
        good = isinstance(pairs, dict) and all(
            str(key).isdecimal() and isinstance(n, int) and not isinstance(n, bool) and n > 0
            for key, n in pairs.items()
        )
        if not good:
            self.faults.append("报送任务应写明每类单位每季度的篇数")
            return ()
        return tuple(sorted((int(key), n) for key, n in pairs.items()))

    def _condition(self, row, where):
        names = {"outlet": "媒体", "level": "级别", "genre": "体裁", "position": "位置"}
        values = {}
        for key, name in names.items():
            values[key] = row.get(key) or None
            if values[key] is not None:
                self._known(values[key], getattr(self.vocabulary, key + "s"), where, name)
        return Condition(**values) if not self._unhashable(values, where) else Condition()

    def _unhashable(self, values, where):
        wrong = any(not isinstance(v, str | None) for v in values.values())
        if wrong:
            self.faults.append(f"{where}：适用范围应是代码")
        return wrong

    def _known(self, value, allowed, where, name):
        if allowed is not None and (not isinstance(value, str) or value not in allowed):
            self.faults.append(f"{where}：没有这个{name}“{value}”")

    def _number(self, value, where, name, limit):
        number = to_decimal(value)
        if number is None or not 0 <= number <= limit:
            self.faults.append(f"{where}：{name}应是0到{limit}之间的数")
        elif number != number.quantize(Decimal("0.0001")):
            self.faults.append(f"{where}：{name}最多四位小数")
        return number

    def _named_clause(self, row, where):
        clause = _clause(row)
        if not clause.clause:
            self.faults.append(f"{where}：请写明依据条款，单位会问分是怎么来的")
        return {"clause": clause.clause, "text": clause.text}

    def _one_of(self, value, allowed, name):
        if not isinstance(value, str) or value not in allowed:
            self.faults.append(f"请选择“{name}”怎样办")
        return value

    def _object(self, data, key, name):
        value = data.get(key) or {}
        if not isinstance(value, dict):
            self.faults.append(f"{name}应是一个对象")
            return {}
        return value

    def _is_object(self, row, where):
        if not isinstance(row, dict):
            self.faults.append(f"{where}：应是一个对象")
        return isinstance(row, dict)


def to_decimal(value):
    """A finite Decimal from a string or an integer; None for anything else, floats included."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _clause(row):
    return Clause(str(row.get("clause") or "").strip(), str(row.get("text") or "").strip())
