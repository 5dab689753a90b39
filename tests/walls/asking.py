"""One request by one person, undone afterwards: its answer and which tables it changed."""

import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import SimpleCookie
from django.test import Client

from tests.walls.markers import ANONYMOUS, read

WRITE = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I
)
# What the admin keeps of a visit: no part of the work, and told to nobody else.
FLEETING = frozenset(
    {
        "django_session",
        "editorial_photorendition",
        "wagtailadmin_editingsession",
        "wagtailadmin_formstate",
        "wagtailcore_pagesubscription",
    }
)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    changed: frozenset

    def got(self, expected):
        """The status, or where a redirect leads to when an address is expected."""
        if isinstance(expected, str) and self.status == 302:
            return self.location.split("?")[0]
        return self.status


class PlainClient(Client):
    """Keeps no copy of every template's context, which is a fifth of the time; a crash is a 500."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


class Visitor:
    """One of the cast (or nobody) with a browser that is as fresh at every request."""

    def __init__(self, world, name):
        self.client = PlainClient()
        if name != ANONYMOUS:
            self.client.force_login(getattr(world, name))
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method, path, data=None):
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            with written_tables() as tables:
                response = getattr(self.client, method)(path, data or {})
                text = read(response)
            after = {table: rows_of(table) for table in tables - FLEETING}
            transaction.set_rollback(True)
        changed = frozenset(table for table, rows in after.items() if rows != rows_of(table))
        return Answer(response.status_code, response.get("Location", ""), text, changed)


@contextmanager
def written_tables():
    """The names of the tables that a statement wrote to, as a set that fills meanwhile."""
    tables = set()

    def note(execute, sql, params, many, context):
        if found := WRITE.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(repr(row) for row in cursor.fetchall())
