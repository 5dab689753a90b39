"""Search on SQLite: pairs of characters in FTS5, a word as a phrase of them, which is exact. The table
is made by cms's migration."""

from django.db.models import ExpressionWrapper, F, IntegerField, Lookup
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)

from cms.search.compiler import TITLE, WRITTEN, EntryIndex, WordQueries
from cms.search.text import tokens, word_tokens


class Match(Lookup):
    """FTS5's MATCH on the whole table; it has no left side that Django could compile."""

    lookup_name = "match"

    def __init__(self, expression):
        self.expression = expression
        super().__init__(None, None)

    def as_sql(self, compiler, connection):
        return f"{SQLiteFTSIndexEntry._meta.db_table} MATCH %s", [self.expression]


# Stands before each token of a title, so that a frequent word of the bodies costs a title nothing.
# Private use: see text.BREAK.
IN_TITLE = "\ue001"


def phrase(word, mark=""):
    """Folded words are letters and digits, so nothing in them needs escaping."""
    pairs, is_beginning = word_tokens(word)
    return f'"{" ".join(mark + pair for pair in pairs)}"' + ("*" if is_beginning else "")


def expression(words, columns):
    mark = IN_TITLE if columns == TITLE else ""
    phrases = " AND ".join(phrase(word, mark) for word in words)
    return f"{{{' '.join(columns)}}} : ({phrases})"


class SQLiteWords(WordQueries):
    def ids_with(self, words, columns):
        return self.as_ids(self._found(words, columns), "index_entry__object_id")

    def newest_entries(self, words, columns, before, number):
        found = self._found(words, columns)
        if before:
            found = found.filter(index_entry__lt=before)
        ids = found.order_by("-index_entry").values_list("index_entry", "index_entry__object_id")
        return list(ids[:number])

    def _found(self, words, columns):
        # A sum is no index: SQLite would go through all entries of the type and ask FTS5 about each.
        kind = ExpressionWrapper(F("index_entry__content_type") + 0, output_field=IntegerField())
        found = SQLiteFTSIndexEntry.objects.filter(Match(expression(words, columns)))
        return found.alias(kind=kind).filter(kind__in=self.content_types)


class SQLiteWordsIndex(EntryIndex, SQLiteIndex):
    def row_of(self, entry):
        return {
            "title": " ".join(IN_TITLE + token for token in tokens(entry.title)),
            "body": " ".join(tokens(f"{entry.title}\n{entry.body}")),
            "autocomplete": " ".join(tokens(entry.autocomplete)),
        }


class QueryCompiler(SQLiteWords, SQLiteSearchQueryCompiler):
    pass


class AdminQueryCompiler(SQLiteWords, SQLiteAutocompleteQueryCompiler):
    COLUMNS = WRITTEN


class SQLiteBackend(SQLiteSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AdminQueryCompiler
    index_class = SQLiteWordsIndex
    results_class = SQLiteSearchResults
