"""What stands in the test database before any test: the tables, migrated once a run, and the cast. The
first worker leaves both for the others; a test that empties the tables gets them back at its end."""

import pickle
import sqlite3
from contextlib import closing, contextmanager

from django.db import connection, transaction
from django.test import TransactionTestCase
from filelock import FileLock


class Standing:
    """`folder` is one for all workers of a run; `make` makes the cast and returns it."""

    def __init__(self, folder, make):
        self.folder, self.make = folder, make
        self.lock = FileLock(folder / "standing.lock")
        self.is_there = False
        self.engine = (PostgreSQL if connection.vendor == "postgresql" else SQLite)(folder)

    def cast(self):
        """A copy of its own for a test: the objects as they were when they had been made."""
        return pickle.loads(self.pickled)

    def before_migrating(self):
        """With what another worker left, migrating finds nothing to do."""
        if self._file.exists():
            self.engine.take_over()

    def after_migrating(self):
        if not self._file.exists():
            self._file.write_bytes(pickle.dumps(self._fill()))
        self.pickled, self.without = pickle.loads(self._file.read_bytes())
        self.is_there = True
        TransactionTestCase._fixture_teardown = lambda test: self.engine.restore()

    @property
    def _file(self):
        return self.folder / "standing.pickle"

    def _fill(self):
        """(the cast, {table: the rows it had without the cast})."""
        self.engine.keep_empty()
        before = contents()
        with transaction.atomic():
            pickled = pickle.dumps(self.make())
            # In a test nothing is ever committed, and so nothing of this has ever run.
            connection.run_on_commit = []
        after = contents()
        self.without = {table: rows for table, rows in before.items() if rows != after[table]}
        with transaction.atomic():
            self.clear()
            assert contents() == before
            transaction.set_rollback(True)
        self.engine.keep()
        return pickled, self.without

    def clear(self):
        """Inside a test's transaction: the tables as migrating left them."""
        with connection.cursor() as cursor:
            for table, rows in self.without.items():
                cursor.execute(f'DELETE FROM "{table}"')
                if rows:
                    places = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)

    @contextmanager
    def away(self):
        """A transaction without the cast, for what several tests share."""
        with transaction.atomic():
            self.clear()
            self.is_there = False
            try:
                yield
            finally:
                self.is_there = True
                transaction.set_rollback(True)


def contents():
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    if connection.vendor == "sqlite":
        tables = [*tables, "sqlite_sequence"]  # where numbering goes on
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in tables if not table.endswith("_fts")}


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(cursor.fetchall(), key=repr)


class SQLite:
    """In memory; the kept databases are files."""

    def __init__(self, folder):
        self.empty, self.full = folder / "empty.sqlite3", folder / "full.sqlite3"

    def keep_empty(self):
        self._save(self.empty)

    def keep(self):
        self._save(self.full)

    def take_over(self):
        # Stays open: the database in memory is there as long as somebody has it open.
        name = connection.creation._get_test_db_name()
        self.opened = sqlite3.connect(name, uri=True)
        self._load(self.opened)

    def restore(self):
        connection.ensure_connection()
        self._load(connection.connection)

    def _save(self, path):
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)

    def _load(self, target):
        with closing(sqlite3.connect(self.full)) as source:
            source.backup(target)


class PostgreSQL:
    """The kept database is a template beside the workers' own."""

    def __init__(self, folder):
        self.name = connection.settings_dict["NAME"] + "_standing"

    def keep_empty(self):
        pass

    def keep(self):
        self._drop(self.name)
        self._copy(connection.settings_dict["NAME"], self.name)

    def take_over(self):
        connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def restore(self):
        own = connection.settings_dict["NAME"]
        self._drop(own)
        self._copy(self.name, own)

    def _drop(self, name):
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, source, target):
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
