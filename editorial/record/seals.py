"""Triggers in the database that refuse a change whatever path it takes: ORM, raw SQL, another program.
A module of rows declares its tables' seals below their models; all are made after every migrate (Django's
alter_field on SQLite drops them) and editorial.record.check reports missing ones."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection as default_connection
from django.db import transaction

LEDGER = "{}只能添加，不能修改或删除"


@dataclass(frozen=True)
class Seal:
    """Refuse `event` on `table` where `condition` holds: SQL for both engines, with OLD and NEW as the
    event has them. `reads` is another table that the condition asks. `replaced` holds where SQLite's OR
    REPLACE would delete a row for the new one without asking the delete trigger; PostgreSQL has no
    such statement, and asking there for each new row made a count of 50,000 lines last minutes."""

    table: str
    event: str
    condition: str
    message: str
    reads: str = ""
    replaced: str = ""

    @property
    def name(self):
        return f"seal_{self.table}_{self.event}"

    @property
    def tables(self):
        return {self.table, self.reads or self.table}

    def condition_on(self, vendor):
        """SQL; empty where this engine needs no such seal."""
        if self.event == "truncate" and vendor != "postgresql":
            return ""
        asked = (self.condition, self.replaced if vendor == "sqlite" else "")
        return " OR ".join(filter(None, asked))


_declared = {}


def declare(*seals):
    _declared.update((seal.name, seal) for seal in seals)


def ledger(table, what, same="id = NEW.id"):
    """The seals of a table that is only ever added to. `same` finds the rows that an INSERT OR REPLACE
    would delete for a new one."""
    message = LEDGER.format(what)
    return (
        Seal(table, "insert", "", message, replaced=f"EXISTS (SELECT 1 FROM {table} WHERE {same})"),
        Seal(table, "update", "1 = 1", message),
        Seal(table, "delete", "1 = 1", message),
        Seal(table, "truncate", f"EXISTS (SELECT 1 FROM {table})", message),
    )


def install(connection=default_connection):
    """Idempotent; what has no tables yet is left for a later migrate."""
    with transaction.atomic(using=connection.alias):
        _run(connection, _drop, _on_tables(connection))
        _run(connection, _create, _wanted(connection))


def lift(connection=default_connection):
    """Until the end of a migration; the check reports what a broken one leaves behind."""
    with transaction.atomic(using=connection.alias):
        _run(connection, _drop, _on_tables(connection))


@contextmanager
def unsealed(connection=default_connection):
    """For emptying a whole database and for the demo's made-up past; nothing that people do needs it.
    One transaction, so nobody else ever meets the database without its seals."""
    with transaction.atomic(using=connection.alias):
        _run(connection, _drop, _wanted(connection))
        yield
        _run(connection, _create, _wanted(connection))


def missing(connection=default_connection):
    """The names of seals that should be in force and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return {seal.name for seal in _wanted(connection)} - present


def _wanted(connection):
    return [seal for seal in _on_tables(connection) if seal.condition_on(connection.vendor)]


def _on_tables(connection):
    tables = set(connection.introspection.table_names())
    return [seal for seal in _declared.values() if seal.tables <= tables]


def _run(connection, statements_of, seals):
    if connection.vendor == "postgresql":
        # It changes no table's triggers while foreign keys of new rows are still to be checked.
        connection.check_constraints()
    with connection.cursor() as cursor:
        for seal in seals:
            for statement in statements_of(connection, seal):
                cursor.execute(statement)


def _drop(connection, seal):
    on = f" ON {seal.table}" if connection.vendor == "postgresql" else ""
    yield f"DROP TRIGGER IF EXISTS {seal.name}{on}"


def _create(connection, seal):
    yield from _drop(connection, seal)
    create = _postgresql if connection.vendor == "postgresql" else _sqlite
    yield from create(seal, seal.condition_on(connection.vendor))


def _sqlite(seal, condition):
    yield (
        f"CREATE TRIGGER {seal.name} BEFORE {seal.event} ON {seal.table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{seal.message}'); END"
    )


def _postgresql(seal, condition):
    """A trigger's own WHEN may not ask other rows, hence a function for each."""
    answer = {"delete": "OLD", "truncate": "NULL"}.get(seal.event, "NEW")
    each = "STATEMENT" if seal.event == "truncate" else "ROW"
    yield f"""
        CREATE OR REPLACE FUNCTION {seal.name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION USING MESSAGE = '{seal.message}',
                    ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {answer};
        END $$"""
    yield (
        f"CREATE TRIGGER {seal.name} BEFORE {seal.event} ON {seal.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {seal.name}()"
    )
