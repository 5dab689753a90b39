"""The seals that keep a closed quarter closed, whatever path a write takes. The modules of the rows declare
them; they are made and checked by editorial.record.seals. Closing itself is scoring.quarters.close."""

from editorial.record.seals import Seal

MESSAGE = "已定稿的季度不能改"
QUARTERS = "scoring_quarter"
BOOKS = "scoring_rulebook"
BOOK_MESSAGE = "已用于定稿的计分办法不能改"


def quarter_seals():
    same = _closed("id = NEW.id OR (year = NEW.year AND number = NEW.number)")
    return _seals(QUARTERS, "OLD.state = 'closed'", MESSAGE, same)


def kept_seals(table):
    """Of a table whose rows belong to a quarter by quarter_id: neither a row of a closed quarter changes nor
    one comes into it."""
    of_same_id = _closed(f"id = (SELECT quarter_id FROM {table} WHERE id = NEW.id)")
    old, new = _closed("id = OLD.quarter_id"), _closed("id = NEW.quarter_id")
    return _seals(table, old, MESSAGE, of_same_id, into=new)


def book_seals():
    """A book is frozen by the first closed quarter that used it."""
    return _seals(BOOKS, _closed("book_id = OLD.id"), BOOK_MESSAGE, _closed("book_id = NEW.id"))


def _closed(condition):
    return f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND ({condition}))"


def _seals(table, kept, message, replaced, into=""):
    """`kept` says of OLD that it stays, `replaced` that a kept row is in the way of NEW, `into` that NEW
    may not come."""
    changed = " OR ".join(filter(None, (kept, into)))
    conditions = {
        "insert": (into, replaced),
        "update": (changed, replaced),
        "delete": (kept, ""),
        "truncate": (_closed("1 = 1"), ""),
    }
    reads = "" if table == QUARTERS else QUARTERS
    return [
        Seal(table, event, condition, message, reads, replaced)
        for event, (condition, replaced) in conditions.items()
    ]
