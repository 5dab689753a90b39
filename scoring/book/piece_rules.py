"""PURE: a book's rules on a piece that is printed more than once and on those who share its points, read
from their JSON form."""

from decimal import Decimal

from scoring.book import form, words
from scoring.book.parser import CONDITION, LAW, Parser

KEYS = frozenset(("own_carriers", "same_piece", "split", "persons"))


def read(parser, data):
    """These parts of the book, as fields of form.Rules."""
    return {
        "own_carriers": parser.part(data, "own_carriers", "自有载体", _own_carriers),
        "same_piece": _same_piece(parser, data.get("same_piece")),
        "split": parser.part(data, "split", "联合署名", _split) or form.Split(),
        "persons": parser.part(data, "persons", "个人得分", Parser.only_law),
    }


def _own_carriers(parser, row, where):
    parser.refuse_unknown(row, LAW | CONDITION, where)
    condition = parser.condition(row, where)
    if condition == form.ANYTHING:
        parser.fault(f"{where}：请选哪些媒体")
    return (parser.law(row, where), condition)


def _same_piece(parser, row):
    where = "同一稿件多处刊发"
    row = row if isinstance(row, dict) else {}
    parser.refuse_unknown(row, LAW | {"mode", "fraction", "levels", "window"}, where)
    mode = parser.one_of(row.get("mode"), words.SAME_PIECE, where)
    fraction = Decimal(0)
    if mode == "highest_plus" or "fraction" in row:
        fraction = parser.number(row.get("fraction"), where, "其余的比例", 0, 1)
    return form.SamePiece(
        parser.law(row, where),
        mode,
        fraction,
        parser.whole(row.get("levels", 2), where, "级别数", most=5),
        parser.one_of(row.get("window", "quarter"), words.WINDOWS, f"{where}：时间范围"),
    )


def _split(parser, row, where):
    known = {"mode", "ratio", "remainder", "units", "each_in", "journalists"}
    parser.refuse_unknown(row, LAW | known, where)
    mode = parser.one_of(row.get("mode", "shares"), words.SPLITS, where)
    remainder = parser.one_of(row.get("remainder", "first"), words.REMAINDERS, "余数归属")
    if mode != "ratio" and "ratio" in row:
        parser.fault(f"{where}：比例只用于按固定比例")
    return form.Split(
        parser.law(row, where),
        mode,
        parser.numbers(row.get("ratio"), where, "比例") if mode == "ratio" else (),
        remainder,
        parser.part(row, "units", "几个单位联合", _for_units),
        parser.codes(row.get("each_in"), "use", where),
        parser.part(row, "journalists", "与记者合写", Parser.only_law),
    )


def _for_units(parser, row, where):
    parser.refuse_unknown(row, LAW | {"mode"}, where)
    mode = parser.one_of(row.get("mode"), {"each": 0, "half": 0}, where)
    return form.ForUnits(parser.law(row, where), mode)
