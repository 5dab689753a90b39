"""Wagtail's search backend for Chinese: the one for the database in use, as settings name this module."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params):
    if connection.vendor == "sqlite":
        from cms.search.sqlite import SQLiteBackend as Backend  # noqa: PLC0415  (each imports its database alone)
    elif connection.vendor == "postgresql":
        from cms.search.postgres import PostgresBackend as Backend  # noqa: PLC0415  (as above)
    else:
        raise ImproperlyConfigured("Search knows SQLite and PostgreSQL only.")
    return Backend(params)
