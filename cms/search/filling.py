"""Fills an empty index at the end of a migrate: a new backend's migration empties it. Later every save
keeps it, and `manage.py update_index` makes it anew."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor


def fill_empty_index(using, verbosity, **kwargs):
    if using == DEFAULT_DB_ALIAS and _is_migrated() and _is_empty():
        if verbosity:
            print("正在建立查找索引……", flush=True)
        call_command("update_index", verbosity=0)


def _is_migrated():
    """Whether the tables are those of the models: a migrate may stop half way or go back."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _is_empty():
    from wagtail.models import Page  # noqa: PLC0415  (this module loads before models)
    from wagtail.search.models import IndexEntry  # noqa: PLC0415  (as above)

    # Below the home page: before `setup` there is nothing that anybody wrote.
    return not IndexEntry.objects.exists() and Page.objects.filter(depth__gt=2).exists()
