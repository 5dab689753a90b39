"""PURE: reads the single values of a rule book's JSON form: rows, numbers, codes, clauses, conditions; and
keeps every fault in Chinese, each with its place. Which rules are made of them is beside it, in
placement_rules, piece_rules, quarter_rules and mark_rules; the whole book is scoring.book.reading's."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from editorial import vocabulary
from scoring.book import form, words

MAX_POINTS, MAX_FACTOR, MAX_SCALE, MAX_ITEMS = Decimal(10_000), Decimal(100), 2, 100_000
LAW = frozenset(("clause", "text"))
CONDITION = frozenset(words.FIELDS)
NO_CLAUSE = "请写明依据条款，单位会问分是怎么来的"


@dataclass(frozen=True)
class Vocabulary:
    """The codes that rules may name. None means anything goes: which outlets there are, only a
    database knows."""

    outlet: frozenset | None = None
    level: frozenset | None = frozenset(vocabulary.LEVELS)
    genre: frozenset | None = frozenset(vocabulary.GENRES)
    use: frozenset | None = frozenset(vocabulary.USES)
    position: frozenset | None = frozenset(vocabulary.POSITIONS)
    kind: frozenset | None = frozenset(vocabulary.KINDS)


def to_decimal(value):
    """A finite Decimal from a string or an integer; None for anything else, floats included."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class Parser:
    """Goes through one book. What is faulty is kept and read as something harmless, so that the rest
    of the book tells its faults too."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.faults = []

    def fault(self, sentence):
        self.faults.append(sentence)

    def rows(self, data, key, name, read):
        """What `read(parser, row, where)` makes of each row."""
        rows = data.get(key)
        if rows is None:
            return ()
        if not isinstance(rows, list):
            self.fault(f"{name}应是一个列表")
            return ()
        numbered = [(row, f"{name}第{number}行") for number, row in enumerate(rows, start=1)]
        return tuple(
            read(self, row, where) for row, where in numbered if self.is_object(row, where)
        )

    def part(self, data, key, name, read):
        row = data.get(key)
        if row is None or not self.is_object(row, name):
            return None
        return read(self, row, name)

    def object(self, data, key, name):
        value = data.get(key)
        return value if value is not None and self.is_object(value, name) else {}

    def is_object(self, row, where):
        if not isinstance(row, dict):
            self.fault(f"{where}：应是一个对象")
        return isinstance(row, dict)

    def refuse_unknown(self, row, known, where):
        if unknown := sorted(set(row) - set(known)):
            self.fault(f"{where}：不认识的项目：{'、'.join(unknown)}")

    def only_law(self, row, where):
        self.refuse_unknown(row, LAW, where)
        return self.law(row, where)

    def law(self, row, where):
        law = form.Clause(*(str(row.get(key) or "").strip() for key in ("clause", "text")))
        if not law.clause:
            self.fault(f"{where}：{NO_CLAUSE}")
        return law

    def condition(self, row, where):
        return form.Condition(
            **{name: self.codes(row.get(name), name, where) for name in words.FIELDS}
        )

    def codes(self, value, field, where):
        """A code or a list of codes as a tuple, each once, in the order written."""
        if value is None or value == "" or value == []:
            return ()
        codes = value if isinstance(value, list) else [value]
        if not all(isinstance(code, str) and code for code in codes):
            self.fault(f"{where}：适用范围应是代码")
            return ()
        for code in codes:
            self.known(code, field, where)
        return tuple(dict.fromkeys(codes))

    def known(self, value, field, where):
        allowed = getattr(self.vocabulary, field)
        if not isinstance(value, str) or (allowed is not None and value not in allowed):
            self.fault(f"{where}：没有这个{words.FIELD_NAMES[field]}“{value}”")

    def points(self, row, where):
        return self.number(row.get("points"), where, "分值")

    def number(self, value, where, name, least=Decimal(0), most=MAX_POINTS):
        number = to_decimal(value)
        if number is None or not least <= number <= most:
            self.fault(f"{where}：{name}应是{least}到{most}之间的数")
            return Decimal(0)
        if number != number.quantize(Decimal("0.0001")):
            self.fault(f"{where}：{name}最多四位小数")
        return number

    def numbers(self, values, where, name, least=Decimal(0), most=MAX_POINTS):
        if not isinstance(values, list) or not values:
            self.fault(f"{where}：{name}应是一个数的列表")
            return ()
        numbers = tuple(self.number(value, where, name, least, most) for value in values)
        if name == "比例" and not numbers[0]:
            self.fault(f"{where}：第一署名的{name}要大于零")
        return numbers

    def whole(self, value, where, name, least=1, most=MAX_ITEMS):
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not least <= value <= most:
            self.fault(f"{where}：{name}应是{least}到{most}之间的整数")
            return least
        return value

    def one_of(self, value, allowed, name):
        if not isinstance(value, str) or value not in allowed:
            self.fault(f"请选择“{name}”怎样办")
            return next(iter(allowed))
        return value
