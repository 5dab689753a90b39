"""Django's flush empties the whole database, closed quarters included: the seals are lifted for it."""

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from scoring import seals


class Command(Flush):
    def handle(self, **options):
        connection = connections[options["database"]]
        if not seals.tables_exist(connection):
            return super().handle(**options)
        with seals.lifted(connection):
            return super().handle(**options)
