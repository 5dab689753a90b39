"""Pieces as rows with the words that a test gives them, live at once; the review is other tests'."""

import pytest
from wagtail.search.backends import get_search_backend

from editorial.pieces.page import PiecePage


@pytest.fixture
def live_piece(cast):
    def make(title="无关的标题", text="无关的正文", **fields):
        body = [("paragraph", f"<p>{text}</p>")]
        piece = PiecePage(title=title, body=body, owner=cast.tongxun, live=True, **fields)
        return cast.duchang.add_child(instance=piece)

    return make


@pytest.fixture
def find():
    """The ids that a search finds, in its order."""

    def search(query, queryset=None, **options):
        pieces = PiecePage.objects.all() if queryset is None else queryset
        return [piece.pk for piece in get_search_backend().search(query, pieces, **options)]

    return search


@pytest.fixture
def find_in_admin():
    def search(query):
        return [piece.pk for piece in get_search_backend().autocomplete(query, PiecePage)]

    return search


@pytest.fixture
def first_hits():
    def search(query, most=500, queryset=None):
        pieces = PiecePage.objects.all() if queryset is None else queryset
        return get_search_backend().query_compiler_class(pieces, query).first_hits(most)

    return search
