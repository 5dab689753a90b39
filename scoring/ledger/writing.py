"""Makes ledger lines what a count found, by the hundred thousand and without a model object for each: a
line that is as it was stays untouched, a changed one keeps its number, so that links and appeals go on
pointing at it. What was found is scoring.ledger.tally's and scoring.ledger.periods'."""

import json
from collections import Counter
from functools import lru_cache

from django.db import connection

from scoring.ledger.entries import step_as_json
from scoring.models import Appeal, ScoreEntry

# Whose line it is; a unit named twice in one placement has two, told by their order.
KEY = ("kind", "account", "track", "placement_id", "adjustment_id", "unit_id", "contributor_id")
COLUMNS = (
    *KEY, "quarter_id", "origin_id", "corrects_id", "piece_id", "book_id", "points", "clause", "steps",
    "headline", "outlet_name", "outlet_code", "outlet_level", "outlet_kind", "genre", "position", "use",
    "worth", "recorded_on", "counts_on", "published_on", "where", "place",
)  # fmt: skip
POINTS, WORTH, STEPS = map(COLUMNS.index, ("points", "worth", "steps"))
DAYS = tuple(map(COLUMNS.index, ("recorded_on", "counts_on", "published_on")))
TABLE = ScoreEntry._meta.db_table
# SQLite copies every page that a statement touches, in case it fails: one statement a line took five
# times as long. More lines than this make it no faster.
LINES_A_STATEMENT = 200


def renew(standing, wanted):
    """Replace the lines of a queryset by `wanted`, rows of COLUMNS as row_of_line and row_of_entry make
    them."""
    old = _numbered(_read(standing), lambda found: found[1])
    new, changed = [], []
    for key, row in _numbered(wanted, lambda row: row).items():
        pk, before = old.pop(key, (None, None))
        if pk is None:
            new.append(row)
        elif before != row:
            changed.append((pk, *row))
    gone = [pk for pk, _ in old.values()]
    if gone:
        remove(ScoreEntry.objects.filter(pk__in=gone))
    if changed:
        _delete(ScoreEntry.objects.filter(pk__in=[row[0] for row in changed]))
        _insert(("id", *COLUMNS), changed)
    _insert(COLUMNS, new)


def remove(entries):
    """Delete lines of an open quarter; no line is read for it. Nothing but an appeal ever points at
    one, save the corrections, whose key the database itself holds."""
    Appeal.objects.filter(entry__in=entries.order_by()).update(entry=None)
    _delete(entries)


def _delete(entries):
    entries.order_by()._raw_delete(entries.db)


def _numbered(items, row_of):
    seen = Counter()
    found = {}
    for item in items:
        key = row_of(item)[: len(KEY)]
        seen[key] += 1
        found[*key, seen[key]] = item
    return found


# -- rows as the database's driver takes and gives them --------------------------------------------


def row_of_line(counted, quarter, placement):
    """The row of a placement's line in its own quarter, from a tally.CountedLine and a PlacementRow."""
    line, worth, book, place = counted
    case = worth.case
    return (
        "line", "both", line.track, line.source, None, line.unit, line.person,
        quarter.pk, quarter.pk, None, line.piece, book.pk,
        _decimal(line.points, 2), line.clause, _steps(line.steps),
        placement.headline, placement.outlet_name, placement.outlet_code, placement.outlet_level,
        placement.outlet_kind, case.genre, case.position, case.use, _decimal(worth.value, 4),
        _day(worth.fact.recorded_on), _day(line.day), _day(placement.published_on), placement.where,
        place,
    )  # fmt: skip


def row_of_entry(entry):
    """The row of a ScoreEntry that is not saved."""
    values = (getattr(entry, name) for name in COLUMNS)
    return _as_wire(json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in values)


def _read(standing):
    """[(pk, row)] in the form of `wanted`; past the model's converters, which cost more than the rest."""
    if standing.query.is_empty():
        return []
    sql, params = standing.order_by("pk").values_list("pk", *COLUMNS).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [(pk, _as_wire(values)) for pk, *values in cursor.fetchall()]


def _as_wire(values):
    row = list(values)
    row[:2] = map(str, row[:2])  # an entry's own choices are more than strings
    row[POINTS] = _decimal(row[POINTS], 2)
    if row[WORTH] is not None:
        row[WORTH] = _decimal(row[WORTH], 4)
    for place in DAYS:
        row[place] = _day(row[place])
    row[STEPS] = _spelled_alike(row[STEPS])
    return tuple(row)


@lru_cache(maxsize=4096)
def _decimal(value, places):
    return f"{value + 0:.{places}f}"  # a loss × 0 is 0, not -0


@lru_cache(maxsize=4096)
def _day(day):
    return None if day is None else str(day)


@lru_cache(maxsize=4096)
def _spelled_alike(text):
    """Steps as this program writes them: PostgreSQL keeps an object's keys in an order of its own."""
    return _list_of([_as_text(step) for step in json.loads(text)])


def _steps(steps):
    return _list_of([_step(step) for step in steps])


@lru_cache(maxsize=4096)
def _step(step):
    return _as_text(step_as_json(step))


def _as_text(step):
    return json.dumps(step, ensure_ascii=False, sort_keys=True)


def _list_of(texts):
    return f"[{', '.join(texts)}]"


# -- the two databases -----------------------------------------------------------------------------


def _insert(columns, rows):
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        full = len(rows) - len(rows) % LINES_A_STATEMENT
        marks = f"({', '.join(['%s'] * len(columns))})"
        for some, size in ((rows[:full], LINES_A_STATEMENT), (rows[full:], len(rows) - full)):
            if some:
                sql = f"INSERT INTO {TABLE} ({names}) VALUES {', '.join([marks] * size)}"
                cursor.executemany(sql, _joined(some, size))


def _joined(rows, size):
    for start in range(0, len(rows), size):
        yield [value for row in rows[start : start + size] for value in row]
