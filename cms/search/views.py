"""The public search page: pieces that are live and open to everybody, by the words that are live."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from wagtail.search.backends import get_search_backend

from cms.search.text import mark, snippet
from cms.site import front
from editorial.pieces.words import live_words
from editorial.search_words import LONGEST_SEARCH, TOO_LONG, read_query

# Nobody reads further; who finds so many writes another word.
MOST_HITS = 500


@require_safe
def search(request):
    query = request.GET.get("q", "").replace("\0", "").strip()
    is_too_long = len(query) > LONGEST_SEARCH
    words = read_query(query)
    hits = [] if is_too_long else find_pieces(query)
    numbered = Paginator(hits, front.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "words": words,
        "too_long": TOO_LONG if is_too_long else "",
        "typed": query.split(),
        "numbered": numbered,
        "pieces": [shown(piece, words) for piece in read_pieces(numbered.object_list)],
        "places": [] if is_too_long else front.places_named(words),
        "is_cut": len(hits) == MOST_HITS,
        "address": urlencode({"q": query}) + "&",
        "own_search": True,
    }
    return render(request, "cms/search/search.html", context)


def find_pieces(query):
    """The ids of the first pieces that contain all the words, titles first, the newest first."""
    compiler = get_search_backend().query_compiler_class(front.public_pieces(), query)
    return compiler.first_hits(MOST_HITS, newest="first_published_at")


def read_pieces(ids):
    pieces = front.public_pieces().select_related("series", "status_row__unit")
    found = pieces.prefetch_related("bylines__contributor").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def shown(piece, words):
    # Both escape what they mark.
    piece.marked_title = mark_safe(mark(piece.title, words))
    piece.snippet = mark_safe(snippet(live_words(piece), words))
    return piece
