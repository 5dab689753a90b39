"""PURE: a whole rule book from its JSON form, or every fault of it at once in Chinese. The form is
docs/scoring.md; what a parsed book can answer is scoring.book.form."""

from datetime import date
from decimal import Decimal

from scoring.book import form, mark_rules, piece_rules, placement_rules, quarter_rules, words
from scoring.book.parser import CONDITION, LAW, MAX_SCALE, Parser, Vocabulary

OWN_KEYS = frozenset(("name", "valid_from", "tracks", "ranking", "rounding", "order"))
TOP_KEYS = OWN_KEYS | placement_rules.KEYS | piece_rules.KEYS | quarter_rules.KEYS | mark_rules.KEYS


class RuleBookFaulty(ValueError):
    """`faults` says in Chinese what is wrong, one sentence each."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("；".join(self.faults))


def parse(data, vocabulary=None):
    """Rules from the JSON form; RuleBookFaulty with every fault at once."""
    if not isinstance(data, dict):
        raise RuleBookFaulty(["计分办法应是一个对象"])
    parser = Parser(vocabulary or Vocabulary())
    parser.refuse_unknown(data, TOP_KEYS, "计分办法")
    rules = _rules(parser, data)
    if parser.faults:
        raise RuleBookFaulty(parser.faults)
    return form.Rules(**rules)


def _rules(parser, data):
    scale, step, rounding = _rounding(parser, parser.object(data, "rounding", "取整"))
    tracks = parser.rows(data, "tracks", "类别", _track)
    if len({track.code for track in tracks}) < len(tracks):
        parser.fault("类别：代码不能重复")
    return {
        "name": str(data.get("name") or ""),
        "valid_from": _day(parser, data.get("valid_from")),
        **placement_rules.read(parser, data),
        **piece_rules.read(parser, data),
        **quarter_rules.read(parser, data),
        "tracks": tracks,
        "ranking": parser.part(data, "ranking", "排名", _ranking) or form.Ranking(),
        **mark_rules.read(parser, data),
        "scale": scale,
        "step": step,
        "rounding": rounding,
        "order": _order(parser, data.get("order")),
    }


def _track(parser, row, where):
    parser.refuse_unknown(row, LAW | CONDITION | {"code", "name"}, where)
    code = str(row.get("code") or "")
    if not code:
        parser.fault(f"{where}：请写代码")
    name = str(row.get("name") or code)
    return form.Track(parser.law(row, where), code, name, parser.condition(row, where))


def _ranking(parser, row, where):
    parser.refuse_unknown(row, LAW | {"by", "apart", "ties"}, where)
    apart, ties = row.get("apart", []), row.get("ties", list(words.TIES))
    if not isinstance(apart, list) or not all(isinstance(group, str) for group in apart):
        parser.fault(f"{where}：单独排名的组应是一个列表")
        apart = ()
    return form.Ranking(
        parser.law(row, where),
        parser.one_of(row.get("by", "all"), {"group": 0, "all": 0}, where),
        tuple(apart),
        parser.codes(ties, "level", where),
    )


def _rounding(parser, row):
    where = "取整"
    parser.refuse_unknown(row, {"scale", "step", "mode"}, where)
    scale = row.get("scale", 2)
    if not isinstance(scale, int) or isinstance(scale, bool) or not 0 <= scale <= MAX_SCALE:
        parser.fault(f"小数位数应是0到{MAX_SCALE}之间的整数")
        scale = MAX_SCALE
    step = None
    if "step" in row:
        step = parser.number(row["step"], where, "最小单位", Decimal("0.01"), 100)
        if step != step.quantize(Decimal(1).scaleb(-scale)):
            parser.fault("最小单位的小数位数不能多于取整的位数")
    mode = parser.one_of(row.get("mode", "half_up"), words.ROUNDINGS, "取整方式")
    return scale, step, mode


def _order(parser, order):
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
        parser.fault("计算次序应把十一个步骤各写一次，并只在允许的范围内调换")
    return tuple(order) if good else names


def _day(parser, value):
    if value in (None, ""):
        return None
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        parser.fault("施行日期应写成 2026-01-01")
        return None
    if day.day != 1 or day.month % 3 != 1:
        parser.fault("计分办法从一个季度的第一天起施行，如2026-01-01")
    return day
