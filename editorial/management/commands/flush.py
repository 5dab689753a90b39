"""Django's flush empties the whole database, ledgers and closed quarters included: for it the seals are
lifted."""

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from editorial.record.seals import unsealed


class Command(Flush):
    def handle(self, **options):
        with unsealed(connections[options["database"]]):
            return super().handle(**options)
