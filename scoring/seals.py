"""What keeps a closed quarter closed, whatever path a write takes: the seals of its tables, made and
checked by editorial.seals. Closing itself is scoring.actions.close."""

from editorial.seals import Seal, declare, ledger

MESSAGE = "已关账的季度不能改"
QUARTERS = "scoring_quarter"
# Tables whose rows belong to a quarter by quarter_id.
KEPT = (
    "scoring_scoreentry",
    "scoring_frozenquarter",
    "scoring_frozenstanding",
    "scoring_adjustment",
    "scoring_appeal",
)
BOOKS = "scoring_rulebook"
BOOK_MESSAGE = "已用于关账的计分办法不能改"
ANY_CLOSED = f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed')"


def quarter_seals():
    # SQLite's INSERT OR REPLACE deletes the row of the same key without asking the delete trigger.
    replaces = (
        f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND "
        "(id = NEW.id OR (year = NEW.year AND number = NEW.number)))"
    )
    conditions = {
        "insert": replaces,
        "update": "OLD.state = 'closed'",
        "delete": "OLD.state = 'closed'",
        "truncate": ANY_CLOSED,
    }
    return [Seal(QUARTERS, event, condition, MESSAGE) for event, condition in conditions.items()]


def kept_seals(table):
    touched = {
        "insert": f"NEW.quarter_id, (SELECT quarter_id FROM {table} WHERE id = NEW.id)",
        "update": "OLD.quarter_id, NEW.quarter_id",
        "delete": "OLD.quarter_id",
    }
    conditions = {
        event: f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND id IN ({quarters}))"
        for event, quarters in touched.items()
    }
    return [
        Seal(table, event, condition, MESSAGE, reads=QUARTERS)
        for event, condition in (conditions | {"truncate": ANY_CLOSED}).items()
    ]


def book_seals():
    """A book is frozen by the first closed quarter that used it."""
    used = f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND book_id = {{}})"
    conditions = {
        "insert": used.format("NEW.id"),
        "update": used.format("OLD.id"),
        "delete": used.format("OLD.id"),
        "truncate": ANY_CLOSED,
    }
    return [
        Seal(BOOKS, event, condition, BOOK_MESSAGE, reads=QUARTERS)
        for event, condition in conditions.items()
    ]


declare(*quarter_seals(), *book_seals(), *ledger("scoring_quarteract", "季度记录"))
for _table in KEPT:
    declare(*kept_seals(_table))
