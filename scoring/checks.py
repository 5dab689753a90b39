"""System check of the database: reports when a closed quarter is not protected."""

from django.core.checks import Error, Tags, register
from django.db import connections

from scoring import seals


@register(Tags.database)
def closed_quarters_are_sealed(app_configs=None, databases=None, **kwargs):
    return [
        Error(
            f"The triggers that keep closed quarters closed are missing: {', '.join(missing)}.",
            hint="Run manage.py migrate; it puts them back.",
            id="scoring.E001",
        )
        for alias in databases or []
        if (missing := sorted(_missing(connections[alias])))
    ]


def _missing(connection):
    if not seals.tables_exist(connection):
        return set()
    return seals.names() - seals.present(connection)
