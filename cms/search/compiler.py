"""What the two databases share: a search as a condition on the model's own queryset, titles first, and
the first hits of a public search without looking at them all."""

from django.db.models import Case, FloatField, Q, Value, When
from django.db.models.functions import Cast
from modelsearch.query import And, Boost, MatchAll, Not, Or
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from cms.search.entries import Entry
from editorial.search_words import read_query

# Where one looks, as columns of the index; a body has its title in it.
TITLE = ("title",)
TEXT = ("body",)
WRITTEN = ("body", "autocomplete")
BATCH = 500


class WordQueries:
    """Mixed into Wagtail's compiler of a database, which says in `ids_with` how one finds words."""

    DEFAULT_OPERATOR = "and"
    COLUMNS = TEXT

    def ids_with(self, words, columns):
        """A queryset of one column: which objects of the model contain all the words."""
        raise NotImplementedError

    def newest_entries(self, words, columns, before, number):
        """[(id of the entry, id of the object)] that may contain all the words, the newest first."""
        raise NotImplementedError

    def checked(self, entries, words, columns):
        """Those of the entries that do contain them."""
        return entries

    def first_hits(self, most, newest="pk"):
        """The ids of the first objects of the queryset, and no more than `most`: those with all words
        in the title first, then the rest, each by what `newest` names. It costs the same however many
        there are, as long as most objects of the index are in the queryset: it reads the index from
        its newest entry and stops."""
        words = read_query(self.query.query_string)
        in_title = self._seen(words, TITLE, most, newest, {})
        in_text = self._seen(words, TEXT, most - len(in_title), newest, in_title)
        return [*_latest_first(in_title), *_latest_first(in_text)]

    def _seen(self, words, columns, most, newest, besides):
        """{id: what `newest` names} of the first objects, those besides left out."""
        seen = {}
        for ids in self._batches(words, columns, most + len(besides)) if words and most else ():
            rows = dict(self.queryset.filter(pk__in=ids).values_list("pk", newest))
            seen |= {pk: rows[pk] for pk in ids if pk in rows and pk not in besides}
            if len(seen) >= most:
                break
        return dict(list(seen.items())[:most])

    def _batches(self, words, columns, number):
        before = None
        while True:
            entries = self.newest_entries(words, columns, before, number)
            key = _key_of(self.queryset.model)
            yield [key.to_python(pk) for _, pk in self.checked(entries, words, columns)]
            if len(entries) < number:
                return
            before, number = entries[-1][0], number * 4

    def check(self):
        """Stock refuses a queryset that filters by what is no FilterField, for the sake of search
        servers; here any queryset is the database's own."""

    def search(self, config, start, stop, score_field=None, backend=None):
        if isinstance(self.query, MatchAll):
            return self.queryset[start:stop]
        queryset = self.queryset.filter(self._condition(self.query, self._columns()))
        titles = Case(
            When(self._condition(self.query, TITLE), then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: titles})
        if self.order_by_relevance:
            queryset = queryset.order_by(titles.desc(), "-pk")
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def _columns(self):
        if self.fields is None:
            return self.COLUMNS
        return TITLE if set(self.fields) == {"title"} else TEXT

    def _condition(self, query, columns):
        if isinstance(query, MatchAll):
            return Q()
        if isinstance(query, Not):
            if isinstance(query.subquery, MatchAll):
                return Q(pk__in=[])
            return ~self._condition(query.subquery, columns)
        if isinstance(query, Boost):
            return self._condition(query.subquery, columns)
        if isinstance(query, (And, Or)):
            parts = [self._condition(part, columns) for part in query.subqueries]
            return _all(parts) if isinstance(query, And) else _any(parts)
        words = read_query(query.query_string)
        if not words:
            return Q(pk__in=[])
        if getattr(query, "operator", "and") == "or":
            return _any([self._contains([word], columns) for word in words])
        return self._contains(words, columns)

    def _contains(self, words, columns):
        return Q(pk__in=self.ids_with(words, columns))

    def as_ids(self, entries, name="object_id"):
        """The ids of index entries in the type of the model's key."""
        return entries.values_list(Cast(name, _key_of(self.queryset.model)), flat=True)

    @property
    def content_types(self):
        return get_descendants_content_types_pks(self.queryset.model)


def _key_of(model):
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return key


def _latest_first(hits):
    """What was never published has no day and stands last."""
    return sorted(hits, key=lambda pk: (hits[pk] is not None, hits[pk] or pk, pk), reverse=True)


def _all(conditions):
    result = Q()
    for condition in conditions:
        result &= condition
    return result


def _any(conditions):
    result = Q(pk__in=[])
    for condition in conditions:
        result |= condition
    return result


class EntryIndex:
    """Mixed into Wagtail's index of a database, which says in `row_of` how it keeps an entry."""

    # The columns of IndexEntry that hold an entry.
    KEPT = ("title", "body", "autocomplete")

    def row_of(self, entry):
        """{column: value} of an Entry."""
        raise NotImplementedError

    def add_items(self, model, objs):
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        # The last of an object that stands twice: one statement can't write a row twice.
        entries = {entry.object_id: entry for entry in map(Entry, objs)}
        rows = [
            self.entries.model(
                content_type_id=content_type, object_id=entry.object_id, **self.row_of(entry)
            )
            for entry in entries.values()
        ]
        self.entries.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.KEPT,
        )

    def _refresh_title_norms(self, full=False):
        """Stock reads the whole index for it at every save; nothing here is ranked by it."""
