"""PURE: a book's rules on a unit's quarter beyond its placements, read from their JSON form: submissions,
events, caps, tasks, rate of adoption, floor."""

from scoring.book import form, words
from scoring.book.parser import CONDITION, LAW, MAX_FACTOR, MAX_ITEMS, MAX_POINTS

KEYS = frozenset(("submissions", "events", "caps", "tasks", "adoption", "floor"))


def read(parser, data):
    """These parts of the book, as fields of form.Rules."""
    return {
        "submissions": parser.part(data, "submissions", "报送计分", _submissions),
        "events": _events(parser, parser.object(data, "events", "加减分")),
        "caps": parser.rows(data, "caps", "封顶", _cap),
        "tasks": parser.rows(data, "tasks", "任务", _task),
        "adoption": parser.part(data, "adoption", "采用率", _adoption),
        "floor": parser.part(data, "floor", "保底", _floor),
    }


def _submissions(parser, row, where):
    parser.refuse_unknown(row, LAW | {"points", "limit"}, where)
    points = None
    if "points" in row:
        points = parser.points(row, where)
    limit = parser.part(row, "limit", "报送篇数上限", _limit)
    return form.SubmissionRule(parser.law(row, where), points, limit)


def _limit(parser, row, where):
    parser.refuse_unknown(row, LAW | {"items", "per"}, where)
    per = parser.one_of(row.get("per"), {"week": 0, "month": 0, "quarter": 0}, where)
    return form.Limit(parser.law(row, where), parser.whole(row.get("items"), where, "篇数"), per)


def _events(parser, data):
    events = []
    for code, row in data.items():
        where = f"加减分“{code}”"
        if parser.is_object(row, where):
            events.append((code, _event(parser, row, where)))
    return tuple(sorted(events, key=lambda pair: pair[0]))


def _event(parser, row, where):
    flags = ("void", "disqualify", "instruction")
    known = {"name", "points", "range", "times", "wipe", "percent", "items", *flags}
    parser.refuse_unknown(row, LAW | known, where)
    if "points" in row and "range" in row:
        parser.fault(f"{where}：“分值”和“分值范围”填一样")
    for flag in flags:
        if not isinstance(row.get(flag, False), bool):
            parser.fault(f"{where}：{flag} 应是 true 或 false")
    points = times = percent = between = wipe = None
    if "points" in row:
        points = parser.number(row["points"], where, "分值", -MAX_POINTS, MAX_POINTS)
    if "range" in row:
        between = parser.numbers(row["range"], where, "分值范围", -MAX_POINTS)
        if len(between) != 2 or between[0] > between[1]:
            parser.fault(f"{where}：分值范围应写最低和最高两个数")
            between = None
    if "times" in row:
        times = parser.number(row["times"], where, "倍数", 0, MAX_FACTOR)
    if "percent" in row:
        percent = parser.number(row["percent"], where, "百分比", -100, 1000)
    if "wipe" in row:
        wipe = parser.one_of(row["wipe"], {"month": 0, "quarter": 0}, f"{where}：清零范围")
    items = parser.whole(row["items"], where, "折合篇数") if "items" in row else 0
    if not (set(row) & (known - {"name", "instruction"})):
        parser.fault(f"{where}：没有写明怎样加减分")
    return form.EventRule(
        parser.law(row, where),
        str(row.get("name") or "").strip(),
        points=points,
        between=between,
        times=times,
        wipe=wipe,
        percent=percent,
        items=items,
        **{flag: row.get(flag) is True for flag in flags},
    )


def _cap(parser, row, where):
    parser.refuse_unknown(row, LAW | CONDITION | {"of", "per", "period", "points"}, where)
    of = parser.one_of(row.get("of", "placements"), words.CAP_OF, where)
    per = parser.one_of(row.get("per", "unit"), words.CAP_PER, where)
    condition = parser.condition(row, where)
    if of != "placements" and (condition != form.ANYTHING or per in ("placement", "outlet")):
        parser.fault(f"{where}：媒体、级别等条件只用于刊发得分")
    if per == "placement":
        if row.get("period") is not None:
            parser.fault(f"{where}：每次刊发的上限不分时间")
        period = ""
    else:
        period = parser.one_of(row.get("period"), words.PERIODS, f"{where}：时间范围")
    return form.Cap(parser.law(row, where), condition, of, per, period, parser.points(row, where))


def _task(parser, row, where):
    known = {"period", "what", "classes", "units", "met", "shortfall"}
    parser.refuse_unknown(row, LAW | CONDITION | known, where)
    what = parser.one_of(row.get("what"), words.TASK_OF, where)
    condition = parser.condition(row, where)
    if what == "submissions" and condition != form.ANYTHING:
        parser.fault(f"{where}：报送任务不能限定媒体、级别等条件")
    targets = {}
    for key, name in (("classes", "各类单位"), ("units", "各单位")):
        pairs = parser.object(row, key, f"{where}：{name}的任务")
        targets[key] = tuple(
            (str(who), parser.number(n, where, f"{who}的任务", 0, MAX_ITEMS))
            for who, n in sorted(pairs.items())
        )
    if not any(targets.values()):
        parser.fault(f"{where}：请写明每类单位或每个单位的任务")
    met = parser.object(row, "met", f"{where}：完成任务")
    parser.refuse_unknown(met, {"points", "year_cap"}, where)
    cap = met.get("year_cap")
    return form.Task(
        parser.law(row, where),
        condition,
        parser.one_of(row.get("period"), words.PERIODS, f"{where}：时间范围"),
        what,
        targets["classes"],
        targets["units"],
        met=parser.points(met, where) if met else None,
        met_year_cap=None if cap is None else parser.number(cap, where, "全年上限"),
        **_shortfall(parser, parser.object(row, "shortfall", f"{where}：未完成"), where),
    )


def _shortfall(parser, row, where):
    parser.refuse_unknown(row, {"each", "times", "growing"}, where)
    if len(row) > 1:
        parser.fault(f"{where}：未完成的扣分办法只选一样")
    found = {}
    if "each" in row:
        found["each"] = parser.number(row["each"], where, "每缺一项扣分", -MAX_POINTS, 0)
    if "times" in row:
        found["times"] = parser.number(row["times"], where, "缺额倍数", 0, MAX_FACTOR)
    if "growing" in row:
        found["growing"] = parser.numbers(row["growing"], where, "递增扣分", -MAX_POINTS, 0)
    return found


def _adoption(parser, row, where):
    parser.refuse_unknown(row, LAW | {"below", "points", "period"}, where)
    return form.Adoption(
        parser.law(row, where),
        parser.number(row.get("below"), where, "采用率", 0, 1),
        parser.number(row.get("points"), where, "扣分", -MAX_POINTS, 0),
        parser.one_of(row.get("period"), words.PERIODS, f"{where}：时间范围"),
    )


def _floor(parser, row, where):
    parser.refuse_unknown(row, LAW | {"points"}, where)
    points = parser.number(row.get("points"), where, "最低分", -MAX_POINTS, MAX_POINTS)
    return form.Floor(parser.law(row, where), points)
