"""System check of the database: reports what is declared in editorial.record.seals and not in force. A warning,
since an error would stop the very migrate that puts it back."""

from django.core.checks import Tags, Warning, register
from django.db import connections

from editorial.record import seals


@register(Tags.database)
def seals_are_in_force(app_configs=None, databases=None, **kwargs):
    return [
        Warning(
            f"数据库缺少防改动的触发器：{'、'.join(names)}。",
            hint="请运行 manage.py migrate，它会补上。",
            id="editorial.W001",
        )
        for alias in databases or []
        if (names := sorted(seals.missing(connections[alias])))
    ]
