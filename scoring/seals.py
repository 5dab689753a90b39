"""Triggers that keep a closed quarter closed, whatever path a write takes: ORM, raw SQL, another
program. Installed after every migrate (Django's alter_field on SQLite drops them); scoring.checks
reports when one is missing. Closing itself is scoring.actions.close."""

from contextlib import contextmanager

from django.db import connection as default_connection

MESSAGE = "已关账的季度不能改"
QUARTERS = "scoring_quarter"
# Tables whose rows belong to a quarter by quarter_id.
KEPT = ("scoring_scoreentry", "scoring_frozenquarter", "scoring_frozenstanding")
EVENTS = ("insert", "update", "delete")


def names():
    """The trigger names that must be there."""
    return {f"seal_{table}_{event}" for table in (QUARTERS, *KEPT) for event in EVENTS}


def install(connection=default_connection):
    """Idempotent; does nothing before the tables are there."""
    if not tables_exist(connection):
        return
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection=default_connection):
    with connection.cursor() as cursor:
        for name in sorted(present(connection)):
            table = name.removeprefix("seal_").rsplit("_", 1)[0]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def lifted(connection=default_connection):
    """For emptying or restoring a whole database, never for a change of a closed quarter."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def present(connection=default_connection):
    """The names of our triggers in the database now."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'seal_%%' AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'seal_%%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return {row[0] for row in cursor.fetchall()}


def tables_exist(connection=default_connection):
    return {QUARTERS, *KEPT} <= set(connection.introspection.table_names())


def _sqlite():
    for table in (QUARTERS, *KEPT):
        for event in EVENTS:
            name = f"seal_{table}_{event}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {_touches(table, event)} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def _touches(table, event):
    """An SQLite condition. The insert looks at the row of the same id too: INSERT OR REPLACE
    deletes it without asking the delete trigger."""
    if table == QUARTERS:
        if event == "insert":
            return (
                f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND "
                "(id = NEW.id OR (year = NEW.year AND number = NEW.number)))"
            )
        return "OLD.state = 'closed'"
    ids = {
        "insert": f"NEW.quarter_id, (SELECT quarter_id FROM {table} WHERE id = NEW.id)",
        "update": "OLD.quarter_id, NEW.quarter_id",
        "delete": "OLD.quarter_id",
    }[event]
    return f"EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND id IN ({ids}))"


def _postgresql():
    yield f"""
        CREATE OR REPLACE FUNCTION seal_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' AND OLD.state = 'closed' THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION seal_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE touched bigint[];
        BEGIN
            IF TG_OP <> 'INSERT' THEN touched := touched || OLD.quarter_id::bigint; END IF;
            IF TG_OP <> 'DELETE' THEN touched := touched || NEW.quarter_id::bigint; END IF;
            IF EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed' AND id = ANY(touched)) THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION seal_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM {QUARTERS} WHERE state = 'closed') THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$"""
    for table in (QUARTERS, *KEPT):
        function = "seal_quarter" if table == QUARTERS else "seal_kept"
        for event in EVENTS:
            yield f"DROP TRIGGER IF EXISTS seal_{table}_{event} ON {table}"
            yield (
                f"CREATE TRIGGER seal_{table}_{event} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {function}()"
            )
        yield f"DROP TRIGGER IF EXISTS seal_{table}_truncate ON {table}"
        yield (
            f"CREATE TRIGGER seal_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION seal_truncate()"
        )
