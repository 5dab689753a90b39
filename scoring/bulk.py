"""Writing and removing ledger lines by the hundred thousand, without a model object for each. Which lines
stand is scoring.actions.tally's and scoring.actions.periods'."""

import json

from django.db import connection

from scoring.entries import steps_as_json
from scoring.models import Appeal, ScoreEntry

BATCH = 5000
CONSTANT = {"account": "both", "adjustment_id": None, "corrects_id": None}


def delete_lines(entries):
    """Of an open quarter. No line is read for it: nothing but an appeal ever points at one, save the
    corrections, whose key the database itself holds."""
    Appeal.objects.filter(entry__in=entries.order_by()).update(entry=None)
    entries.order_by()._raw_delete(entries.db)


def insert_lines(quarter, counted, copies):
    """The lines of placements (kind `line`): (line, worth, book) with what each copies of its
    placement."""
    names = [field.column for field in ScoreEntry._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {ScoreEntry._meta.db_table} ({quoted}) VALUES ({marks})"
    money, day = connection.ops.adapt_decimalfield_value, connection.ops.adapt_datefield_value
    dumps = _Steps()
    fixed = {"quarter_id": quarter.pk, "origin_id": quarter.pk, "kind": "line"}

    def row(line, worth, book):
        copy = copies[line.source]
        values = {
            **CONSTANT,
            **copy,
            **fixed,
            "track": line.track,
            "placement_id": line.source,
            "piece_id": line.piece,
            "unit_id": line.unit,
            "contributor_id": line.person,
            "book_id": book.pk,
            "points": money(line.points, 10, 2),
            "clause": line.clause,
            "steps": dumps(line.steps),
            "counts_on": day(line.day),
            "genre": worth.case.genre,
            "position": worth.case.position,
            "use": worth.case.use,
            "worth": money(worth.value, 12, 4),
            "published_on": day(copy["published_on"]),
            "recorded_on": day(copy["recorded_on"]),
        }
        return [values[name] for name in names]

    with connection.cursor() as cursor:
        for start in range(0, len(counted), BATCH):
            rows = [row(*item) for item in counted[start : start + BATCH]]
            if rows:
                cursor.executemany(sql, rows)


class _Steps:
    """Steps as JSON text; those of one case are the same tuple, written once."""

    def __init__(self):
        self._texts = {}

    def __call__(self, steps):
        found = self._texts.get(id(steps))
        if found is None or found[0] is not steps:
            found = (steps, json.dumps(steps_as_json(steps), ensure_ascii=False))
            self._texts[id(steps)] = found
        return found[1]
