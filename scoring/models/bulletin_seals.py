"""What keeps an issued circular as it was issued, and its record of who did what, whatever path a write
takes: the seals of their tables, made and checked by editorial.record.seals."""

from editorial.record.seals import Seal, declare, ledger

MESSAGE = "已印发的通报不能改"
TABLE = "scoring_bulletin"


def bulletin_seals():
    # SQLite's OR REPLACE deletes the row of the same key without asking the delete trigger.
    replaces = (
        f"EXISTS (SELECT 1 FROM {TABLE} WHERE issued_at IS NOT NULL AND (id = NEW.id OR "
        "quarter_id = NEW.quarter_id OR (number <> '' AND number = NEW.number)))"
    )
    conditions = {
        "insert": replaces,
        "update": f"OLD.issued_at IS NOT NULL OR {replaces}",
        "delete": "OLD.issued_at IS NOT NULL",
        "truncate": f"EXISTS (SELECT 1 FROM {TABLE} WHERE issued_at IS NOT NULL)",
    }
    return [Seal(TABLE, event, condition, MESSAGE) for event, condition in conditions.items()]


declare(*bulletin_seals(), *ledger("scoring_bulletinact", "通报记录"))
