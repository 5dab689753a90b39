"""Which quarter an address means."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from scoring.models import Quarter


def quarter_of_code(code):
    """'2026Q3' → the Quarter row, else 404."""
    year, _, number = code.partition("Q")
    if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) == 1):
        raise Http404
    return get_object_or_404(Quarter, year=int(year), number=int(number))
