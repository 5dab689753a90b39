"""The frame of a quarter's screens: who may look, and which quarter an address means."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from scoring.models import Quarter


def screen(request, template, title="", trail=(), **context):
    """A screen of 计分; `trail` are (address, words) before its own title."""
    items = [{"url": url, "label": words} for url, words in trail]
    context |= {
        "page_title": title,
        "header_icon": "order",
        "breadcrumbs_items": [*items, {"url": "", "label": title}],
    }
    return render(request, f"scoring/{template}.html", context)


def quarter_of_code(code):
    """'2026Q3' → the Quarter row, else 404."""
    year, _, number = code.partition("Q")
    if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) == 1):
        raise Http404
    return get_object_or_404(Quarter, year=int(year), number=int(number))
