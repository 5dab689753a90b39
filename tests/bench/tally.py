"""`python -m tests.bench.tally [--placements N] [--only sqlite|postgresql]`: a full count of a quarter
beside one raw SQL statement that gives the same totals for the simplest book (best per piece), and
beside the bare writing of its lines by another; its memory, a second count over lines that stand, and
one placement counted anew, on SQLite and PostgreSQL."""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal

import django

from tests import servers

UNITS, OUTLETS, PER_PIECE = 2000, 60, 2.5
POINTS = {"national": 20, "province": 10, "city": 5, "county": 2, "system": 3}
TIMES_OF_SQL, MEMORY_MB, ONE_MS = 4, 500, 20


def main():
    options = arguments()
    if options.worker:
        return work(options.placements)
    for name in ("sqlite", "postgresql"):
        if options.only in (None, name):
            for placements in (
                options.placements // 100,
                options.placements // 2,
                options.placements,
            ):
                try:
                    measure_on(name, placements)
                except servers.Missing as missing:
                    print(f"!!! {name} was not measured: {missing} !!!", flush=True)
                    break


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--placements", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure_on(name, placements):
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            return run(name, placements, {"VAR_DIR": folder})
        with servers.postgres() as url:
            return run(name, placements, {"VAR_DIR": folder, "DATABASE_URL": url})


def run(name, placements, environment):
    """In a process of its own, so that its memory is its own."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.tally",
        "--worker",
        "--placements",
        str(placements),
    ]
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    done = subprocess.run(
        command, env=os.environ | settings | environment, stdout=subprocess.PIPE, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{name:10} {placements:>9,}: SQL {found['sql']:7.2f} s, count {found['count']:7.2f} s "
        f"(× {found['count'] / found['sql']:.1f}, aim {TIMES_OF_SQL}), again {found['again']:7.2f} s, "
        f"its lines alone {found['bare']:7.2f} s (× {found['bare'] / found['sql']:.1f}), "
        f"memory {found['memory']:.0f} MB (aim {MEMORY_MB}), "
        f"one placement {found['one']:.1f} ms (aim {ONE_MS}), same totals: {found['same']}",
        flush=True,
    )


def work(placements):
    django.setup()
    quarter = build(placements)
    started = time.perf_counter()
    expected = totals_by_sql(quarter)
    sql = time.perf_counter() - started
    count = timed_count(quarter)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    analyze()
    found = {
        "sql": sql,
        "count": count,
        "memory": memory,
        "again": timed_count(quarter),
        "bare": bare_writing(quarter),
        "same": totals_of_ledger(quarter) == expected,
        "one": time_of_one(),
    }
    print(json.dumps(found))


def timed_count(quarter):
    from scoring.ledger.tally import retally_quarter

    started = time.perf_counter()
    retally_quarter(quarter)
    return time.perf_counter() - started


def bare_writing(quarter):
    """The seconds that the database takes for the ledger's lines alone, copied from a table without an
    index or a key by one statement."""
    from django.db import connection, transaction

    from scoring.ledger.writing import COLUMNS, TABLE

    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bare AS SELECT {names} FROM {TABLE} WHERE quarter_id = {quarter.pk}"
        )
        cursor.execute(f"DELETE FROM {TABLE} WHERE quarter_id = {quarter.pk}")
        started = time.perf_counter()
        cursor.execute(f"INSERT INTO {TABLE} ({names}) SELECT {names} FROM bare")
        if connection.vendor == "postgresql":
            connection.check_constraints()  # it looks at the foreign keys of new rows at the end
        taken = time.perf_counter() - started
        cursor.execute("DROP TABLE bare")
    return taken


def totals_by_sql(quarter):
    from django.db import connection

    worth = " ".join(f"WHEN '{level}' THEN {points}" for level, points in POINTS.items())
    statement = f"""
        SELECT unit, SUM(best) FROM (
            SELECT p.piece_id, MIN(c.unit_id) AS unit, MAX(CASE o.level {worth} END) AS best
            FROM editorial_placement p
            JOIN editorial_outlet o ON o.id = p.outlet_id
            JOIN editorial_placementcredit c ON c.placement_id = p.id
            WHERE p.state = 'verified' AND p.published_on BETWEEN %s AND %s
            GROUP BY p.piece_id
        ) AS pieces GROUP BY unit"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [quarter.span.first_day, quarter.span.last_day])
        return {unit: Decimal(best) for unit, best in cursor.fetchall()}


def totals_of_ledger(quarter):
    from scoring.standing.totals import SumOfPoints, of_units

    rows = of_units(quarter).values_list("unit").annotate(total=SumOfPoints()).order_by()
    return {unit: total for unit, total in rows if total}


def time_of_one():
    """The median ms of counting one piece again after one of its placements changed."""
    analyze()
    from editorial.placements.models import Placement
    from scoring.ledger.tally import retally_piece

    times = []
    for placement in Placement.objects.filter(piece__isnull=False).order_by("pk")[100:400:6]:
        level = "front" if placement.position == "inner" else "inner"
        Placement.objects.filter(pk=placement.pk).update(position=level)
        started = time.perf_counter()
        retally_piece(placement.piece_id, placement.pk)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


# -- a big city ------------------------------------------------------------------------------------


def build(placements):
    from django.conf import settings
    from django.core.management import call_command

    from editorial.outlets.models import Outlet
    from editorial.people.units import UnitPage
    from editorial.pieces.page import PiecePage
    from scoring.ledger.tally import ensure_quarter
    from scoring.models import RuleBook
    from scoring.quarter import QuarterSpan
    from tests.small_world import fill

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    fill()
    quarter = ensure_quarter(QuarterSpan(2027, 1))
    RuleBook.objects.create(
        name="最简办法",
        valid_from=quarter.span.first_day,
        state="adopted",
        rules=simplest_book(),
    )
    Outlet.objects.bulk_create(
        [
            Outlet(code=f"o{n}", name=f"媒体{n}", kind="paper", level=list(POINTS)[n % 5])
            for n in range(OUTLETS)
        ]
    )
    outlet = Outlet.objects.get(code="o0").pk
    pieces = int(placements / PER_PIECE)
    unit, piece = UnitPage.objects.first(), PiecePage.objects.first()
    first_unit = clone_pages("editorial_unitpage", unit.pk, UNITS, 1)
    first_piece = clone_pages("editorial_piecepage", piece.pk, pieces, 2)
    insert(
        "editorial_placement",
        placements,
        {
            "id": "n + 1000000",
            "piece_id": f"{first_piece} + (n * 7919) % {pieces}",
            "outlet_id": f"{outlet} + (n * 31) % {OUTLETS}",
            "published_on": day_of(quarter),
            "headline": "'老干部重阳登高'",
            "genre": "'news'",
            "position": "'inner'",
            "page": "'第3版'",
            "url": "''",
            "journalists": "0",
            "use": "'sole'",
            "state": "'verified'",
            "recorded_by_id": str(piece.owner_id),
            "recorded_at": "'2027-02-20 08:00:00+00:00'",
            "reason": "''",
        },
    )
    insert(
        "editorial_placementcredit",
        placements,
        {
            "placement_id": "n + 1000000",
            "unit_id": f"{first_unit} + ((n * 7919) % {pieces}) % {UNITS}",
            "share": "1",
            "sort_order": "0",
        },
    )
    analyze()
    return quarter


def day_of(quarter):
    """SQL for one of the quarter's days."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return f"DATE '{quarter.span.first_day}' + CAST(n * 13 % 90 AS integer)"
    return f"date('{quarter.span.first_day}', '+' || (n * 13 % 90) || ' days')"


def analyze():
    """As either database does by itself in the course of a day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def simplest_book():
    """Best per piece, nothing else."""
    rates = [
        {"clause": "一", "text": "按级别", "level": level, "points": str(points)}
        for level, points in POINTS.items()
    ]
    return {"rates": rates, "same_piece": {"mode": "highest", "clause": "二", "text": "就高"}}


def clone_pages(table, pk, number, kind):
    """So many pages like one that exists, rows and no more; the first id."""
    from django.db import connection

    first = kind * 1_000_000
    is_sqlite = connection.vendor == "sqlite"
    key = (
        f"printf('%032x', {first} + n)"
        if is_sqlite
        else f"lpad(to_hex({first} + n), 32, '0')::uuid"
    )
    page = {
        "id": f"{first} + n",
        "path": f"'{kind}' || CAST(n AS TEXT)",
        "translation_key": key,
        "slug": f"'p' || CAST({first} + n AS TEXT)",
        "latest_revision_id": "NULL",
        "live_revision_id": "NULL",
    }
    copy_row("wagtailcore_page", "id", pk, number, page)
    copy_row(table, "page_ptr_id", pk, number, {"page_ptr_id": f"{first} + n"})
    return first + 1


def copy_row(table, key, pk, number, changed):
    from django.db import connection

    with connection.cursor() as cursor:
        columns = [c.name for c in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(changed.get(name, f'm."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"{numbers(number)} INSERT INTO {table} ({names}) SELECT {values} FROM seq, "
            f"(SELECT * FROM {table} WHERE {key} = {pk}) AS m"
            if connection.vendor == "postgresql"
            else f"INSERT INTO {table} ({names}) {numbers(number)} SELECT {values} FROM seq, "
            f"(SELECT * FROM {table} WHERE {key} = {pk}) AS m"
        )


def insert(table, number, values):
    from django.db import connection

    names = ", ".join(f'"{name}"' for name in values)
    select = f"SELECT {', '.join(values.values())} FROM seq"
    if connection.vendor == "postgresql":
        types = _types(table)
        casts = ", ".join(f"CAST({v} AS {types[k]})" for k, v in values.items())
        select = f"SELECT {casts} FROM seq"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {numbers(number)} {select}")


def _types(table):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        return dict(cursor.fetchall())


def numbers(count):
    return f"WITH RECURSIVE seq(n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM seq WHERE n < {count})"


if __name__ == "__main__":
    main()
