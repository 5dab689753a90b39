"""PURE: a rule book from its JSON form, or every fault of it at once in Chinese, each with its place.
The form is docs/scoring.md; what a parsed book can answer is scoring.book.form."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from scoring import marks
from scoring.book import form, words

MAX_POINTS, MAX_FACTOR, MAX_SCALE, MAX_ITEMS = Decimal(10_000), Decimal(100), 2, 100_000
TOP_KEYS = frozenset(
    [
        "name",
        "valid_from",
        "rates",
        "listed",
        "multipliers",
        "uses",
        "length",
        "requires",
        "deadline",
        "late",
        "own_carriers",
        "same_piece",
        "split",
        "persons",
        "submissions",
        "events",
        "caps",
        "tasks",
        "adoption",
        "floor",
        "tracks",
        "ranking",
        "marks",
        "minima",
        "awards",
        "rounding",
        "order",
    ]
)
LAW = frozenset(("clause", "text"))
CONDITION = frozenset(words.FIELDS)
NO_CLAUSE = "请写明依据条款，单位会问分是怎么来的"


class RuleBookFaulty(ValueError):
    """`faults` says in Chinese what is wrong, one sentence each."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("；".join(self.faults))


@dataclass(frozen=True)
class Vocabulary:
    """The codes that rules may name. None means anything goes: which outlets there are, only a
    database knows."""

    outlet: frozenset | None = None
    level: frozenset | None = frozenset(words.LEVELS)
    genre: frozenset | None = frozenset(words.GENRES)
    use: frozenset | None = frozenset(words.USES)
    position: frozenset | None = frozenset(words.POSITIONS)
    kind: frozenset | None = frozenset(words.KINDS)


def parse(data, vocabulary=None):
    """Rules from the JSON form; RuleBookFaulty with every fault at once."""
    return _Parser(vocabulary or Vocabulary()).parse(data)


def to_decimal(value):
    """A finite Decimal from a string or an integer; None for anything else, floats included."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class _Parser:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.faults = []

    def parse(self, data):
        if not isinstance(data, dict):
            raise RuleBookFaulty(["计分办法应是一个对象"])
        self._refuse_unknown(data, TOP_KEYS, "计分办法")
        rules = self._rules(data)
        if self.faults:
            raise RuleBookFaulty(self.faults)
        return form.Rules(**rules)

    def _rules(self, data):
        scale, step, rounding = self._rounding(self._object(data, "rounding", "取整"))
        tracks = self._rows(data, "tracks", "类别", self._track)
        if len({track.code for track in tracks}) < len(tracks):
            self.fault("类别：代码不能重复")
        return {
            "name": str(data.get("name") or ""),
            "valid_from": self._day(data.get("valid_from")),
            "rates": self._rates(data),
            "listed": self._part(data, "listed", "媒体名录", self._listed),
            "multipliers": self._rows(data, "multipliers", "倍数", self._multiplier),
            "uses": self._uses(data),
            **self._length(self._object(data, "length", "篇幅")),
            **self._requires(self._object(data, "requires", "计分条件")),
            "deadline": self._part(data, "deadline", "截止日", self._deadline),
            "late": self._part(data, "late", "迟报", self._late),
            "own_carriers": self._part(data, "own_carriers", "自有载体", self._own_carriers),
            "same_piece": self._same_piece(data.get("same_piece")),
            "split": self._part(data, "split", "联合署名", self._split) or form.Split(),
            "persons": self._part(data, "persons", "个人得分", self._only_law),
            "submissions": self._part(data, "submissions", "报送计分", self._submissions),
            "events": self._events(self._object(data, "events", "加减分")),
            "caps": self._rows(data, "caps", "封顶", self._cap),
            "tasks": self._rows(data, "tasks", "任务", self._task),
            "adoption": self._part(data, "adoption", "采用率", self._adoption),
            "floor": self._part(data, "floor", "保底", self._floor),
            "tracks": tracks,
            "ranking": self._part(data, "ranking", "排名", self._ranking) or form.Ranking(),
            "conversion": marks.parse(
                data.get("marks"), data.get("minima"), data.get("awards"), self.fault
            ),
            "scale": scale,
            "step": step,
            "rounding": rounding,
            "order": self._order(data.get("order")),
        }

    # -- what a placement is worth

    def _rates(self, data):
        rows = data.get("rates")
        if not isinstance(rows, list) or not rows:
            self.fault("至少要有一条分值")
            return ()
        rates, seen = [], set()
        for number, row in enumerate(rows, start=1):
            where = f"分值第{number}行"
            if not self._is_object(row, where):
                continue
            self._refuse_unknown(row, LAW | CONDITION | {"points"}, where)
            if any(isinstance(row.get(name), list) for name in words.FIELDS):
                self.fault(f"{where}：每一格只能写一个代码")
            condition = self._condition(row, where)
            if not (condition.outlet or condition.level or condition.genre):
                self.fault(f"{where}：请选媒体、级别或体裁")
            if condition.outlet and condition.level:
                self.fault(f"{where}：媒体和级别只选一样")
            if condition in seen:
                self.fault(f"{where}：与前面一行的适用范围相同")
            seen.add(condition)
            points = self._points(row, where)
            rates.append(form.Rate(condition, points, self._law(row, where)))
        return tuple(rates)

    def _listed(self, row, where):
        self._refuse_unknown(row, LAW | {"outlets", "unlisted"}, where)
        outlets = self._codes(row.get("outlets"), "outlet", where)
        if not outlets:
            self.fault(f"{where}：至少写一家媒体")
        unlisted = row.get("unlisted")
        law = None
        if unlisted is not None and self._is_object(unlisted, where):
            law = self._only_law(unlisted, where + "（名录外）")
        return form.Listed(self._law(row, where), frozenset(outlets), law)

    def _multiplier(self, row, where, on_use=False):
        known = LAW | {"factor", "add"} | (frozenset() if on_use else CONDITION)
        self._refuse_unknown(row, known, where)
        condition = form.ANYTHING if on_use else self._condition(row, where)
        if not on_use and condition == form.ANYTHING:
            self.fault(f"{where}：请选适用的媒体、级别、体裁、位置、采用方式或媒体类别")
        if ("factor" in row) == ("add" in row):
            self.fault(f"{where}：“倍数”和“加分”填一样")
        factor = add = None
        if "add" in row:
            add = self._number(row["add"], where, "加分", -MAX_POINTS, MAX_POINTS)
        else:
            factor = self._number(row.get("factor"), where, "系数", 0, MAX_FACTOR)
        return form.Multiplier(condition, self._law(row, where), factor, add)

    def _uses(self, data):
        uses = []
        for use, row in self._object(data, "uses", "采用方式系数").items():
            where = "采用方式系数"
            self._known(use, "use", where)
            if self._is_object(row, where):
                uses.append((use, self._multiplier(row, where, on_use=True)))
        return tuple(sorted(uses, key=lambda pair: pair[0]))

    def _length(self, data):
        self._refuse_unknown(data, {"as_genre", "growth"}, "篇幅")
        return {
            "as_genre": self._rows(data, "as_genre", "篇幅折算体裁", self._as_genre),
            "growth": self._part(data, "growth", "篇幅加分", self._growth),
        }

    def _as_genre(self, row, where):
        self._refuse_unknown(row, LAW | {"from", "genre", "of"}, where)
        self._known(row.get("genre"), "genre", where)
        return form.AsGenre(
            self._law(row, where),
            self._whole(row.get("from"), where, "字数"),
            row.get("genre"),
            self._codes(row.get("of"), "genre", where),
        )

    def _growth(self, row, where):
        self._refuse_unknown(row, LAW | {"from", "step", "per_step", "max"}, where)
        return form.Growth(
            self._law(row, where),
            self._whole(row.get("from"), where, "起算字数", least=0),
            self._whole(row.get("step"), where, "每多少字"),
            self._number(row.get("per_step"), where, "每次增加", 0, MAX_FACTOR),
            self._number(row.get("max"), where, "最多倍数", 1, MAX_FACTOR),
        )

    def _requires(self, data):
        self._refuse_unknown(data, {"bureau", "evidence"}, "计分条件")
        return {
            "bureau": self._part(data, "bureau", "须经本局报送", self._only_law),
            "evidence": self._rows(data, "evidence", "须有佐证", self._evidence),
        }

    def _evidence(self, row, where):
        self._refuse_unknown(row, LAW | CONDITION | {"any_of"}, where)
        any_of = row.get("any_of")
        if (
            not isinstance(any_of, list)
            or not any_of
            or set(map(str, any_of)) - set(words.EVIDENCE)
        ):
            self.fault(f"{where}：请选至少一种佐证")
            any_of = ()
        return form.EvidenceRule(self._law(row, where), self._condition(row, where), tuple(any_of))

    def _deadline(self, row, where):
        self._refuse_unknown(row, LAW | {"day", "after", "then"}, where)
        return form.Deadline(
            self._law(row, where),
            self._whole(row.get("day"), where, "日期", most=28),
            self._one_of(row.get("after"), {"month": 0, "quarter": 0}, f"{where}：从哪里算起"),
            self._one_of(row.get("then"), {"zero": 0, "move": 0}, f"{where}：过期以后"),
        )

    def _late(self, row, where):
        self._refuse_unknown(row, LAW | {"days", "zero", "points"}, where)
        zero = row.get("zero", False)
        if not isinstance(zero, bool) or zero == ("points" in row):
            self.fault(f"{where}：“不计分”和“扣分”选一样")
        points = None
        if "points" in row:
            points = self._number(row["points"], where, "扣分", -MAX_POINTS, 0)
        days = self._whole(row.get("days"), where, "天数", least=0)
        return form.Late(self._law(row, where), days, points)

    # -- pieces, units and persons

    def _own_carriers(self, row, where):
        self._refuse_unknown(row, LAW | CONDITION, where)
        condition = self._condition(row, where)
        if condition == form.ANYTHING:
            self.fault(f"{where}：请选哪些媒体")
        return (self._law(row, where), condition)

    def _same_piece(self, row):
        where = "同一稿件多处刊发"
        row = row if isinstance(row, dict) else {}
        self._refuse_unknown(row, LAW | {"mode", "fraction", "levels", "window"}, where)
        mode = self._one_of(row.get("mode"), words.SAME_PIECE, where)
        fraction = Decimal(0)
        if mode == "highest_plus" or "fraction" in row:
            fraction = self._number(row.get("fraction"), where, "其余的比例", 0, 1)
        return form.SamePiece(
            self._law(row, where),
            mode,
            fraction,
            self._whole(row.get("levels", 2), where, "级别数", most=5),
            self._one_of(row.get("window", "quarter"), words.WINDOWS, f"{where}：时间范围"),
        )

    def _split(self, row, where):
        known = {"mode", "ratio", "remainder", "units", "each_in", "journalists"}
        self._refuse_unknown(row, LAW | known, where)
        mode = self._one_of(row.get("mode", "shares"), words.SPLITS, where)
        remainder = self._one_of(row.get("remainder", "first"), words.REMAINDERS, "余数归属")
        if mode != "ratio" and "ratio" in row:
            self.fault(f"{where}：比例只用于按固定比例")
        return form.Split(
            self._law(row, where),
            mode,
            self._numbers(row.get("ratio"), where, "比例") if mode == "ratio" else (),
            remainder,
            self._part(row, "units", "几个单位联合", self._for_units),
            self._codes(row.get("each_in"), "use", where),
            self._part(row, "journalists", "与记者合写", self._only_law),
        )

    def _for_units(self, row, where):
        self._refuse_unknown(row, LAW | {"mode"}, where)
        mode = self._one_of(row.get("mode"), {"each": 0, "half": 0}, where)
        return form.ForUnits(self._law(row, where), mode)

    # -- a unit's quarter

    def _submissions(self, row, where):
        self._refuse_unknown(row, LAW | {"points", "limit"}, where)
        points = None
        if "points" in row:
            points = self._points(row, where)
        limit = self._part(row, "limit", "报送篇数上限", self._limit)
        return form.SubmissionRule(self._law(row, where), points, limit)

    def _limit(self, row, where):
        self._refuse_unknown(row, LAW | {"items", "per"}, where)
        per = self._one_of(row.get("per"), {"week": 0, "month": 0, "quarter": 0}, where)
        return form.Limit(self._law(row, where), self._whole(row.get("items"), where, "篇数"), per)

    def _events(self, data):
        events = []
        for code, row in data.items():
            where = f"加减分“{code}”"
            if self._is_object(row, where):
                events.append((code, self._event(row, where)))
        return tuple(sorted(events, key=lambda pair: pair[0]))

    def _event(self, row, where):
        flags = ("void", "disqualify", "instruction")
        known = {"name", "points", "range", "times", "wipe", "percent", "items", *flags}
        self._refuse_unknown(row, LAW | known, where)
        if "points" in row and "range" in row:
            self.fault(f"{where}：“分值”和“分值范围”填一样")
        for flag in flags:
            if not isinstance(row.get(flag, False), bool):
                self.fault(f"{where}：{flag} 应是 true 或 false")
        points = times = percent = between = wipe = None
        if "points" in row:
            points = self._number(row["points"], where, "分值", -MAX_POINTS, MAX_POINTS)
        if "range" in row:
            between = self._numbers(row["range"], where, "分值范围", -MAX_POINTS)
            if len(between) != 2 or between[0] > between[1]:
                self.fault(f"{where}：分值范围应写最低和最高两个数")
                between = None
        if "times" in row:
            times = self._number(row["times"], where, "倍数", 0, MAX_FACTOR)
        if "percent" in row:
            percent = self._number(row["percent"], where, "百分比", -100, 1000)
        if "wipe" in row:
            wipe = self._one_of(row["wipe"], {"month": 0, "quarter": 0}, f"{where}：清零范围")
        items = self._whole(row["items"], where, "折合篇数") if "items" in row else 0
        if not (set(row) & (known - {"name", "instruction"})):
            self.fault(f"{where}：没有写明怎样加减分")
        return form.EventRule(
            self._law(row, where),
            str(row.get("name") or "").strip(),
            points=points,
            between=between,
            times=times,
            wipe=wipe,
            percent=percent,
            items=items,
            **{flag: row.get(flag) is True for flag in flags},
        )

    def _cap(self, row, where):
        self._refuse_unknown(row, LAW | CONDITION | {"of", "per", "period", "points"}, where)
        of = self._one_of(row.get("of", "placements"), words.CAP_OF, where)
        per = self._one_of(row.get("per", "unit"), words.CAP_PER, where)
        condition = self._condition(row, where)
        if of != "placements" and (condition != form.ANYTHING or per in ("placement", "outlet")):
            self.fault(f"{where}：媒体、级别等条件只用于刊发得分")
        if per == "placement":
            if row.get("period") is not None:
                self.fault(f"{where}：每次刊发的上限不分时间")
            period = ""
        else:
            period = self._one_of(row.get("period"), words.PERIODS, f"{where}：时间范围")
        return form.Cap(self._law(row, where), condition, of, per, period, self._points(row, where))

    def _task(self, row, where):
        known = {"period", "what", "classes", "units", "met", "shortfall"}
        self._refuse_unknown(row, LAW | CONDITION | known, where)
        what = self._one_of(row.get("what"), words.TASK_OF, where)
        condition = self._condition(row, where)
        if what == "submissions" and condition != form.ANYTHING:
            self.fault(f"{where}：报送任务不能限定媒体、级别等条件")
        targets = {}
        for key, name in (("classes", "各类单位"), ("units", "各单位")):
            pairs = self._object(row, key, f"{where}：{name}的任务")
            targets[key] = tuple(
                (str(who), self._number(n, where, f"{who}的任务", 0, MAX_ITEMS))
                for who, n in sorted(pairs.items())
            )
        if not any(targets.values()):
            self.fault(f"{where}：请写明每类单位或每个单位的任务")
        met = self._object(row, "met", f"{where}：完成任务")
        self._refuse_unknown(met, {"points", "year_cap"}, where)
        cap = met.get("year_cap")
        return form.Task(
            self._law(row, where),
            condition,
            self._one_of(row.get("period"), words.PERIODS, f"{where}：时间范围"),
            what,
            targets["classes"],
            targets["units"],
            met=self._points(met, where) if met else None,
            met_year_cap=None if cap is None else self._number(cap, where, "全年上限"),
            **self._shortfall(self._object(row, "shortfall", f"{where}：未完成"), where),
        )

    def _shortfall(self, row, where):
        self._refuse_unknown(row, {"each", "times", "growing"}, where)
        if len(row) > 1:
            self.fault(f"{where}：未完成的扣分办法只选一样")
        found = {}
        if "each" in row:
            found["each"] = self._number(row["each"], where, "每缺一项扣分", -MAX_POINTS, 0)
        if "times" in row:
            found["times"] = self._number(row["times"], where, "缺额倍数", 0, MAX_FACTOR)
        if "growing" in row:
            found["growing"] = self._numbers(row["growing"], where, "递增扣分", -MAX_POINTS, 0)
        return found

    def _adoption(self, row, where):
        self._refuse_unknown(row, LAW | {"below", "points", "period"}, where)
        return form.Adoption(
            self._law(row, where),
            self._number(row.get("below"), where, "采用率", 0, 1),
            self._number(row.get("points"), where, "扣分", -MAX_POINTS, 0),
            self._one_of(row.get("period"), words.PERIODS, f"{where}：时间范围"),
        )

    def _floor(self, row, where):
        self._refuse_unknown(row, LAW | {"points"}, where)
        points = self._number(row.get("points"), where, "最低分", -MAX_POINTS, MAX_POINTS)
        return form.Floor(self._law(row, where), points)

    def _track(self, row, where):
        self._refuse_unknown(row, LAW | CONDITION | {"code", "name"}, where)
        code = str(row.get("code") or "")
        if not code:
            self.fault(f"{where}：请写代码")
        name = str(row.get("name") or code)
        return form.Track(self._law(row, where), code, name, self._condition(row, where))

    def _ranking(self, row, where):
        self._refuse_unknown(row, LAW | {"by", "apart", "ties"}, where)
        apart, ties = row.get("apart", []), row.get("ties", ["national", "province", "city"])
        if not isinstance(apart, list) or not all(isinstance(group, str) for group in apart):
            self.fault(f"{where}：单独排名的组应是一个列表")
            apart = ()
        return form.Ranking(
            self._law(row, where),
            self._one_of(row.get("by", "all"), {"group": 0, "all": 0}, where),
            tuple(apart),
            self._codes(ties, "level", where),
        )

    def _rounding(self, row):
        where = "取整"
        self._refuse_unknown(row, {"scale", "step", "mode"}, where)
        scale = row.get("scale", 2)
        if not isinstance(scale, int) or isinstance(scale, bool) or not 0 <= scale <= MAX_SCALE:
            self.fault(f"小数位数应是0到{MAX_SCALE}之间的整数")
            scale = MAX_SCALE
        step = None
        if "step" in row:
            step = self._number(row["step"], where, "最小单位", Decimal("0.01"), 100)
            if step != step.quantize(Decimal(1).scaleb(-scale)):
                self.fault("最小单位的小数位数不能多于取整的位数")
        mode = self._one_of(row.get("mode", "half_up"), words.ROUNDINGS, "取整方式")
        return scale, step, mode

    def _order(self, order):
        if order is None:
            return words.ORDER
        names = words.ORDER
        good = (
            isinstance(order, list)
            and order[:1] == [words.BASE]
            and sorted(map(str, order[1:5])) == sorted(names[1:5])
            and order[5:7] == list(names[5:7])
            and sorted(map(str, order[7:])) == sorted(names[7:])
        )
        if not good:
            self.fault("计算次序应把十一个步骤各写一次，并只在允许的范围内调换")
        return tuple(order) if good else names

    # -- small readers

    def fault(self, sentence):
        self.faults.append(sentence)

    def _rows(self, data, key, name, read):
        rows = data.get(key)
        if rows is None:
            return ()
        if not isinstance(rows, list):
            self.fault(f"{name}应是一个列表")
            return ()
        numbered = [(row, f"{name}第{number}行") for number, row in enumerate(rows, start=1)]
        return tuple(read(row, where) for row, where in numbered if self._is_object(row, where))

    def _part(self, data, key, name, read):
        row = data.get(key)
        if row is None or not self._is_object(row, name):
            return None
        return read(row, name)

    def _object(self, data, key, name):
        value = data.get(key)
        return value if value is not None and self._is_object(value, name) else {}

    def _is_object(self, row, where):
        if not isinstance(row, dict):
            self.fault(f"{where}：应是一个对象")
        return isinstance(row, dict)

    def _refuse_unknown(self, row, known, where):
        if unknown := sorted(set(row) - set(known)):
            self.fault(f"{where}：不认识的项目：{'、'.join(unknown)}")

    def _only_law(self, row, where):
        self._refuse_unknown(row, LAW, where)
        return self._law(row, where)

    def _law(self, row, where):
        law = form.Clause(*(str(row.get(key) or "").strip() for key in ("clause", "text")))
        if not law.clause:
            self.fault(f"{where}：{NO_CLAUSE}")
        return law

    def _condition(self, row, where):
        return form.Condition(
            **{name: self._codes(row.get(name), name, where) for name in words.FIELDS}
        )

    def _codes(self, value, field, where):
        """A code or a list of codes as a tuple in the order of the alphabet, ties keep theirs."""
        if value is None or value == "" or value == []:
            return ()
        codes = value if isinstance(value, list) else [value]
        if not all(isinstance(code, str) and code for code in codes):
            self.fault(f"{where}：适用范围应是代码")
            return ()
        for code in codes:
            self._known(code, field, where)
        return tuple(dict.fromkeys(codes))

    def _known(self, value, field, where):
        allowed = getattr(self.vocabulary, field)
        if not isinstance(value, str) or (allowed is not None and value not in allowed):
            self.fault(f"{where}：没有这个{words.FIELD_NAMES[field]}“{value}”")

    def _points(self, row, where):
        return self._number(row.get("points"), where, "分值")

    def _number(self, value, where, name, least=Decimal(0), most=MAX_POINTS):
        number = to_decimal(value)
        if number is None or not least <= number <= most:
            self.fault(f"{where}：{name}应是{least}到{most}之间的数")
            return Decimal(0)
        if number != number.quantize(Decimal("0.0001")):
            self.fault(f"{where}：{name}最多四位小数")
        return number

    def _numbers(self, values, where, name, least=Decimal(0), most=MAX_POINTS):
        if not isinstance(values, list) or not values:
            self.fault(f"{where}：{name}应是一个数的列表")
            return ()
        numbers = tuple(self._number(value, where, name, least, most) for value in values)
        if name == "比例" and not numbers[0]:
            self.fault(f"{where}：第一署名的{name}要大于零")
        return numbers

    def _whole(self, value, where, name, least=1, most=MAX_ITEMS):
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not least <= value <= most:
            self.fault(f"{where}：{name}应是{least}到{most}之间的整数")
            return least
        return value

    def _one_of(self, value, allowed, name):
        if not isinstance(value, str) or value not in allowed:
            self.fault(f"请选择“{name}”怎样办")
            return next(iter(allowed))
        return value

    def _day(self, value):
        if value in (None, ""):
            return None
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault("施行日期应写成 2026-01-01")
            return None
        if day.day != 1 or day.month % 3 != 1:
            self.fault("计分办法从一个季度的第一天起施行，如2026-01-01")
        return day
