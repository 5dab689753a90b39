"""计分办法 as people read it: which books there are and what each one says."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from editorial.models import Outlet
from scoring.book.summary import summary
from scoring.models import RuleBook
from scoring.querysets import sees_all_scores


def _check(request):
    if not sees_all_scores(request.user):
        raise Http404


def books(request):
    _check(request)
    context = {
        "books": RuleBook.objects.select_related("adopted_by"),
        "page_title": "计分办法",
        "header_icon": "order",
        "breadcrumbs_items": [{"url": "", "label": "计分办法"}],
    }
    return render(request, "scoring/books.html", context)


def book(request, pk):
    """The book in plain Chinese, each row with its clause, and how it differs from the one before."""
    _check(request)
    row = get_object_or_404(RuleBook.objects.select_related("adopted_by"), pk=pk)
    outlets = dict(Outlet.objects.values_list("code", "name"))
    sections = summary(row.parsed, outlets)
    before = row.version_before
    old = _rows(summary(before.parsed, outlets)) if before else _rows(sections)
    new = _rows(sections)
    context = {
        "book": row,
        "sections": sections,
        "before": before,
        "added": [pair for pair in new if pair not in old],
        "removed": [pair for pair in old if pair not in new],
        "page_title": row.name,
        "header_icon": "order",
        "breadcrumbs_items": [
            {"url": reverse("scoring:books"), "label": "计分办法"},
            {"url": "", "label": row.name},
        ],
    }
    return render(request, "scoring/book.html", context)


def _rows(sections):
    return [row for section in sections for row in section.rows]
