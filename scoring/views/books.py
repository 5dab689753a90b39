"""计分办法 as people read it: which books there are and what each one says."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from editorial.models import Outlet
from editorial.models.outlets import Level
from editorial.models.pieces import Genre
from editorial.models.placements import Position, Use
from scoring.models import RuleBook
from scoring.querysets import sees_all_scores

SAME_PIECE = {
    "highest": "就高：同一稿件在几家媒体刊发，只计最高的一次",
    "cumulative": "累加：每次刊发都计分",
}


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
    """The book in plain Chinese: a row a rate with its clause."""
    _check(request)
    row = get_object_or_404(RuleBook.objects.select_related("adopted_by"), pk=pk)
    rules = row.parsed
    before = row.version_before
    old_rates = before.parsed.rates if before else rules.rates
    outlets = dict(Outlet.objects.values_list("code", "name"))
    context = {
        "book": row,
        "rates": [(_words(rate.condition, outlets), rate) for rate in rules.rates],
        "before": before,
        "added": [(_words(r.condition, outlets), r) for r in rules.rates if r not in old_rates],
        "removed": [(_words(r.condition, outlets), r) for r in old_rates if r not in rules.rates],
        "multipliers": [(_words(m.condition, outlets), m) for m in rules.multipliers],
        "uses": [(Use(use).label, factor) for use, factor in rules.uses],
        "same_piece": SAME_PIECE[rules.same_piece],
        "same_piece_clause": rules.same_piece_clause,
        "split_clause": rules.split_clause,
        "rules": rules,
        "page_title": row.name,
        "header_icon": "order",
        "breadcrumbs_items": [{"url": "", "label": row.name}],
    }
    return render(request, "scoring/book.html", context)


def _words(condition, outlets):
    """What a condition fits, e.g. 市级 · 消息 · 头版头条."""
    parts = [
        outlets.get(condition.outlet, condition.outlet) if condition.outlet else "",
        Level(condition.level).label if condition.level else "",
        Genre(condition.genre).label if condition.genre else "",
        Position(condition.position).label if condition.position else "",
    ]
    return " · ".join(part for part in parts if part) or "所有刊发"
