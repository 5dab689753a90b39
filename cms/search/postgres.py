"""Search on PostgreSQL: pairs of characters in GIN, and what several pairs only make likely is looked
up in the folded text. Positions would not do: a tsvector counts them to 16,383 and keeps 256 a pair."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)

from cms.search.compiler import TITLE, WRITTEN, EntryIndex, WordQueries
from cms.search.text import is_exact, tokens, word_tokens


class Vector(Func):
    """A set of tokens as PostgreSQL keeps it, its parser left out."""

    function = "array_to_tsvector"
    template = "%(function)s(%(expressions)s::text[])"
    output_field = SearchVectorField()

    def __init__(self, texts):
        super().__init__(Value(sorted({token for text in texts for token in tokens(text)} - {""})))


class Has(Func):
    """Whether a vector has all tokens of a word."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()
    conditional = True

    def __init__(self, column, words):
        super().__init__(column, Value(" & ".join(map(lexemes, words)), output_field=TextField()))


class Contains(Func):
    """Whether a folded text contains a word."""

    function = "strpos"
    template = "(%(function)s(%(expressions)s) > 0)"
    output_field = BooleanField()
    conditional = True


class FirstPart(Func):
    """The title, which is the first part of a body's text."""

    function = "split_part"
    template = "%(function)s(%(expressions)s, E'\\x1f', 1)"
    output_field = TextField()


def lexemes(word):
    """Folded words are letters and digits, so nothing in them needs escaping."""
    pairs, is_beginning = word_tokens(word)
    quoted = [f"'{pair}'" for pair in dict.fromkeys(pairs)]
    if is_beginning:
        quoted[-1] += ":*"
    return " & ".join(quoted)


class PostgresWords(WordQueries):
    def ids_with(self, words, columns):
        found = self._entries().filter(contained(words, columns))
        return self.as_ids(found)

    def newest_entries(self, words, columns, before, number):
        (column,) = columns
        found = self._entries().filter(Has(column, words))
        if before:
            found = found.filter(pk__lt=before)
        # A sum is no index: walking that of the ids backwards would unpack each vector it passes.
        found = found.order_by((F("pk") + 0).desc())
        return list(found.values_list("pk", "object_id")[:number])

    def checked(self, entries, words, columns):
        if all(map(is_exact, words)):
            return entries
        containing = IndexEntry.objects.filter(pk__in=[entry for entry, _ in entries])
        containing = containing.filter(_all_contained(_text_of(columns), words))
        sure = set(containing.values_list("pk", flat=True))
        return [entry for entry in entries if entry[0] in sure]

    def _entries(self):
        return IndexEntry.objects.filter(content_type__in=self.content_types)


SEPARATOR = "\x1f"


def contained(words, columns):
    """For the admin a piece's words may stand some in what is live, some in what was last written."""
    if columns != WRITTEN:
        (column,) = columns
        return Q(Has(column, words)) & _all_contained(_text_of(columns), words)
    condition = Q()
    for word in words:
        shown = Q(Has("body", [word])) & _all_contained("body_text", [word])
        written = Q(Has("autocomplete", [word])) & _all_contained("title_text", [word])
        condition &= shown | written
    return condition


def _text_of(columns):
    return FirstPart("body_text") if columns == TITLE else "body_text"


def _all_contained(text, words):
    """What one token does not say already."""
    condition = Q()
    for word in words:
        if not is_exact(word):
            condition &= Q(Contains(text, Value(word, output_field=TextField())))
    return condition


class PostgresWordsIndex(EntryIndex, PostgresIndex):
    KEPT = ("title", "body", "autocomplete", "title_text", "body_text")

    def row_of(self, entry):
        """Stock's two columns for plain text hold here what each vector was made of: `title_text`
        that of `autocomplete`, `body_text` that of `body` with the title in front."""
        return {
            "title": Vector([entry.title]),
            "body": Vector([entry.title, entry.body]),
            "autocomplete": Vector([entry.autocomplete]),
            "title_text": entry.autocomplete,
            "body_text": f"{entry.title}{SEPARATOR}{entry.body}",
        }


class QueryCompiler(PostgresWords, PostgresSearchQueryCompiler):
    pass


class AdminQueryCompiler(PostgresWords, PostgresAutocompleteQueryCompiler):
    COLUMNS = WRITTEN


class PostgresBackend(PostgresSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AdminQueryCompiler
    index_class = PostgresWordsIndex
    results_class = PostgresSearchResults
