"""计分办法 as people read it: which books there are and what each one says."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from editorial.outlets.models import Outlet
from editorial.people.seats import may_keep_scores
from editorial.screens.pages import screen
from scoring.book import RuleBookFaulty, parse
from scoring.book.changes import changes_between
from scoring.book.summary import summary
from scoring.books.reading import faults_of
from scoring.editor.layout import place_of
from scoring.models import RuleBook
from scoring.visible import sees_all_scores


def _check(request):
    if not sees_all_scores(request.user):
        raise Http404


def books(request):
    _check(request)
    return screen(
        request,
        "scoring/books/books.html",
        "计分办法",
        "order",
        books=RuleBook.objects.select_related("adopted_by"),
        may_edit=may_keep_scores(request.user),
    )


def book(request, pk):
    """The book in plain Chinese, each row with its clause, and how it differs from the one before."""
    _check(request)
    row = get_object_or_404(RuleBook.objects.select_related("adopted_by"), pk=pk)
    outlets = dict(Outlet.objects.values_list("code", "name"))
    sections = sections_of(row, outlets)
    before = row.version_before
    changes = (
        changes_between(sections_of(before, outlets), sections) if before and sections else None
    )
    return screen(
        request,
        "scoring/books/book.html",
        row.name,
        "order",
        [(reverse("scoring:books"), "计分办法")],
        book=row,
        may_edit=may_keep_scores(request.user),
        faults=placed_faults(row) if row.is_draft else [],
        sections=sections,
        before=before,
        changes=changes,
    )


def placed_faults(book):
    """[(the editor's section or None, sentence, id of the place in the section)]"""
    found = []
    for fault in faults_of(book):
        section, place = place_of(fault)
        found.append((section, fault, place))
    return found


def sections_of(book, outlets):
    """Empty for a draft with faults: they are told instead."""
    try:
        return summary(parse(book.rules), outlets)
    except RuleBookFaulty:
        return []
