"""Multiplies what the product made: reads all rows of one object and writes them again many times with
new ids, addresses, people and times. So a mass of rows looks like rows that people's acts leave."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Max
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

GENERIC_KEYS = {
    "object_id": "content_type_id",
    "to_object_id": "to_content_type_id",
}


def space_of(model):
    """Ids are unique among the rows of the topmost table: a piece's id is a page's."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


@dataclass
class Copy:
    """One copy: what differs from the original. `swaps` is {(model, old id): new id} for rows that
    are not copied (people, units); `parent` the page under which it stands."""

    number: int
    parent: "Parent"
    swaps: dict
    earlier: timedelta
    days: dict = field(default_factory=dict)
    path: str = ""
    url_path: str = ""
    slug: str = ""


class Parent:
    """A page that gets children: hands out the next path."""

    def __init__(self, page):
        self.pk, self.path, self.depth, self.url_path = (
            page.pk,
            page.path,
            page.depth,
            page.url_path,
        )
        self.children = page.numchild

    def next_path(self):
        self.children += 1
        return Page._get_path(self.path, self.depth + 1, self.children)


def write_numbers_of_children(parents):
    for parent in parents:
        Page.objects.filter(pk=parent.pk).update(numchild=parent.children)


class Table:
    """The original's rows of one table, raw as the database has them."""

    def __init__(self, model, rows):
        self.model = model
        self.fields = model._meta.local_concrete_fields
        self.columns = [f.column for f in self.fields]
        self.rows = [dict(zip(self.columns, row, strict=True)) for row in self._read(rows)]
        self.pk = model._meta.pk.column
        self.has_own_ids = not model._meta.pk.is_relation
        self.times = {
            f.column: [row[f.column] for row in self.rows]
            for f in self.fields
            if isinstance(f, models.DateTimeField)
        }

    def _read(self, rows):
        quoted = ", ".join(f'"{column}"' for column in self.columns)
        pk = self.model._meta.pk.column
        ids = (
            ", ".join(str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)) or "NULL"
        )
        with connection.cursor() as cursor:
            table = self.model._meta.db_table
            cursor.execute(
                f'SELECT {quoted} FROM "{table}" WHERE "{pk}" IN ({ids}) ORDER BY "{pk}"'
            )
            return cursor.fetchall()


class Original:
    """One object with its rows in all tables. `querysets` come in an order in which later tables may
    point at earlier ones."""

    def __init__(self, page, querysets):
        self.page_id, self.page_model = page.pk, type(page)
        self.tables = [Table(rows.model, rows) for rows in querysets]
        self.tables = [table for table in self.tables if table.rows]
        self.kinds = {
            kind.pk: space_of(kind.model_class())
            for kind in ContentType.objects.all()
            if kind.model_class()
        }

    def multiply(self, copies):
        """Write all copies; returns {number: new page id}."""
        for copy in copies:
            copy.path = copy.parent.next_path()
            copy.slug = f"{self.page_id}-{copy.number}"
            copy.url_path = f"{copy.parent.url_path}{copy.slug}/"
        self.first, self.index = {}, {}
        for table in self.tables:
            if table.has_own_ids:
                last = table.model.objects.aggregate(n=Max("pk"))["n"] or 0
                self.first[table.model] = last + 1
                self.index[table.model] = {row[table.pk]: i for i, row in enumerate(table.rows)}
        for table in self.tables:
            self._write(table, copies)
        return {
            copy.number: self._new_id(Page, self.page_id, place, copy)
            for place, copy in enumerate(copies)
        }

    def _write(self, table, copies):
        marks = ", ".join(["%s"] * len(table.columns))
        names = ", ".join(f'"{column}"' for column in table.columns)
        sql = f'INSERT INTO "{table.model._meta.db_table}" ({names}) VALUES ({marks})'
        makers = [self._maker(table, f) for f in table.fields]
        rows = (
            [make(place, copy, number, row) for make in makers]
            for place, copy in enumerate(copies)
            for number, row in enumerate(table.rows)
        )
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def _maker(self, table, column_field):
        """How the value of one column is made for a copy."""
        name, model = column_field.column, table.model
        if special := SPECIAL.get((model._meta.label, name)):
            return lambda place, copy, number, row: special(self, place, copy, row)
        if column_field.primary_key and table.has_own_ids:
            return lambda place, copy, number, row: self._new_id(model, row[name], place, copy)
        if column_field.is_relation:
            space = space_of(column_field.related_model)
            return lambda place, copy, number, row: self._new_id(space, row[name], place, copy)
        if name in GENERIC_KEYS and GENERIC_KEYS[name] in table.columns:
            kind = GENERIC_KEYS[name]
            return lambda place, copy, number, row: str(
                self._new_id(self.kinds[row[kind]], int(row[name]), place, copy)
            )
        if name in table.times:
            moments = table.times[name]
            return lambda place, copy, number, row: (
                moments[number] and str(moments[number] - copy.earlier)
            )
        label = f"{model._meta.label}.{name}"
        return lambda place, copy, number, row: copy.days.get(label, row[name])

    def _new_id(self, space, old, place, copy):
        if old is None:
            return None
        index = self.index.get(space, {})
        if old in index:
            return self.first[space] + place * len(index) + index[old]
        return copy.swaps.get((space, old), old)

    def content(self, place, copy, text):
        """A revision's content as if it were the copy's."""
        content = json.loads(text)
        self._swap_relations(self.page_model, content, place, copy)
        for relation in get_all_child_relations(self.page_model):
            for child in content.get(relation.get_accessor_name(), []):
                child["pk"] = self._new_id(relation.related_model, child["pk"], place, copy)
                self._swap_relations(relation.related_model, child, place, copy)
        return content | {
            "pk": self._new_id(Page, content["pk"], place, copy),
            "path": copy.path,
            "url_path": copy.url_path,
            "slug": copy.slug,
            "title": numbered(content["title"], copy),
            "draft_title": numbered(content["draft_title"], copy),
            "translation_key": translation_key(copy),
        }

    def _swap_relations(self, model, values, place, copy):
        for f in model._meta.concrete_fields:
            if f.is_relation and f.name in values:
                space = space_of(f.related_model)
                values[f.name] = self._new_id(space, values[f.name], place, copy)


def numbered(title, copy):
    return f"{title}（{copy.number}）"


def translation_key(copy):
    return hashlib.md5(copy.path.encode()).hexdigest()


def _content(original, place, copy, row):
    return json.dumps(original.content(place, copy, row["content"]))


def _digest(original, place, copy, row):
    from editorial.record.canonical import digest

    return digest(original.content(place, copy, row["content"]))


# What only a page, a revision and a signed text have.
SPECIAL = {
    ("wagtailcore.Page", "path"): lambda o, p, c, row: c.path,
    ("wagtailcore.Page", "url_path"): lambda o, p, c, row: c.url_path,
    ("wagtailcore.Page", "slug"): lambda o, p, c, row: c.slug,
    ("wagtailcore.Page", "title"): lambda o, p, c, row: numbered(row["title"], c),
    ("wagtailcore.Page", "draft_title"): lambda o, p, c, row: numbered(row["draft_title"], c),
    ("wagtailcore.Page", "translation_key"): lambda o, p, c, row: translation_key(c),
    ("wagtailcore.Revision", "content"): _content,
    ("editorial.ApprovedVersion", "content"): _content,
    ("editorial.ApprovedVersion", "sha256"): _digest,
}
