"""Empties the search index, which another backend may have filled; what ends a migrate fills it again
(cms.search.filling). On SQLite makes the full-text table anew, so that it knows words of one character
(prefix) and keeps no lengths, which only BM25 needs. Wagtail's triggers stay as they are."""

from django.db import migrations

TABLE = "wagtailsearch_indexentry"


def ours(apps, editor):
    make(editor, ", columnsize=0, prefix='1'")


def stock(apps, editor):
    make(editor, "")


def make(editor, options):
    editor.execute(f"DELETE FROM {TABLE}")
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TABLE {TABLE}_fts")
        editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(autocomplete, body, title{options})"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]
    operations = [migrations.RunPython(ours, stock)]
