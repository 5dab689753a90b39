"""How each database engine is dumped to a file and loaded from it: SQLite by its own online backup,
PostgreSQL by pg_dump and psql. Both give one consistent snapshot while people go on working."""

import os
import shutil
import sqlite3
import subprocess

from django.db import connection


class ToolFailed(Exception):
    """pg_dump or psql is missing or said no."""


def dump_database(path):
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _copy_sqlite(connection.connection, path)
    else:
        command = ["pg_dump", "--no-owner", "--no-privileges", "--encoding=UTF8", "--schema=public"]
        _run([*command, f"--file={path}"])


def load_database(path):
    """Replace what the database holds, all or nothing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(path) as source:
            source.backup(connection.connection)
        source.close()
    else:
        connection.close()
        _load_postgres(path)


def has_people():
    """Whether the database is in use; one without tables is not."""
    if "editorial_user" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM editorial_user")
        return cursor.fetchone()[0] > 0


def _copy_sqlite(live, path):
    """A second connection would miss an in-memory database; the live one sees what is committed."""
    copy = sqlite3.connect(path)
    live.backup(copy)
    copy.close()


def _load_postgres(path):
    """Everything in one transaction: on any error the old content stands."""
    script = path.with_name("load.sql")
    with script.open("wb") as sink, path.open("rb") as dump:
        sink.write(b"DROP SCHEMA IF EXISTS public CASCADE;\n")
        text = dump.read(1 << 20)
        # pg_dump itself creates the schema when asked for it by name.
        if b"CREATE SCHEMA public;" not in text:
            sink.write(b"CREATE SCHEMA public;\n")
        sink.write(text)
        shutil.copyfileobj(dump, sink)
    options = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run(["psql", *options, f"--file={script}"])


def _run(command):
    """The address travels in the environment, so that no password stands in the process list."""
    settings = connection.settings_dict
    address = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    environment = os.environ | {key: value for key, value in address.items() if value}
    try:
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise ToolFailed(f"没有找到 {command[0]}，请安装 postgresql-client。") from error
    except subprocess.CalledProcessError as error:
        raise ToolFailed(f"{command[0]} 没有成功：{error.stderr.strip()[-500:]}") from error
