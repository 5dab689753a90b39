"""图表: a quarter in pictures for the bureau, and a unit's own for whoever sees its score."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from editorial.people.units import UnitPage
from editorial.screens.pages import screen
from scoring.charts import charts_of_quarter, charts_of_unit
from scoring.models import Quarter
from scoring.screens.pages import quarter_of_code
from scoring.visible import sees_all_scores, sees_unit_score


def quarter_charts(request, code):
    if not sees_all_scores(request.user):
        raise Http404
    row = quarter_of_code(code)
    title = f"{row.label}图表"
    back = reverse("scoring:quarter", args=[code])
    return _screen(request, title, row.label, back, quarter=row, charts=charts_of_quarter(row))


def unit_charts(request, unit_id, code):
    if not sees_unit_score(request.user, unit_id):
        raise Http404
    unit, row = get_object_or_404(UnitPage, pk=unit_id), quarter_of_code(code)
    title = f"{unit.title} {row.label}图表"
    back = reverse("scoring:unit", args=[unit_id, code])
    charts = charts_of_unit(unit, row)
    return _screen(request, title, f"{row.label}得分", back, quarter=row, charts=charts, unit=unit)


def _screen(request, title, came_from, back, **context):
    return screen(
        request,
        "scoring/charts/charts.html",
        title,
        "order",
        [(back, came_from)],
        quarters=Quarter.objects.all()[:12],
        **context,
    )
