"""What stands in the index of one object: its title, its text, and what only the admin may find."""

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from editorial.search_words import fold

# PostgreSQL holds 1 MB of pairs for one object; no piece comes near.
LONGEST_TEXT = 100_000


class Entry:
    """The folded texts of one object, by Wagtail's three columns: `title` and `body` are what
    search() looks in, `autocomplete` what autocomplete() looks in as well."""

    def __init__(self, obj):
        texts = {"title": [], "body": [], "autocomplete": []}
        for field in obj.get_search_fields():
            for column, value in _values(obj, field):
                texts[column].append(value)
        self.object_id = str(obj.pk)
        self.title = _join(texts["title"])
        self.body = _join(texts["body"])
        # A title that must be found by its beginning is found by any part of it already.
        self.autocomplete = _join([v for v in texts["autocomplete"] if v not in texts["title"]])


def _join(values):
    return fold("\n".join(value[:LONGEST_TEXT] for value in values)[:LONGEST_TEXT])


def _values(obj, field):
    """(column, text) of one search field, those of related objects included."""
    if isinstance(field, SearchField):
        yield "title" if field.field_name == "title" else "body", _as_text(field.get_value(obj))
    elif isinstance(field, AutocompleteField):
        yield "autocomplete", _as_text(field.get_value(obj))
    elif isinstance(field, RelatedFields):
        for related in _related(field.get_value(obj)):
            for sub_field in field.fields:
                yield from _values(related, sub_field)


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _as_text(value):
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return "\n".join(_as_text(item) for item in value)
    return str(value)
