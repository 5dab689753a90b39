"""The home's card of the series that take pieces."""

from django.db.models import Count, Q
from django.urls import reverse

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.cards import URGENT, Card, Row
from editorial.series.models import SeriesPage


def series_cards(user):
    if not has_role(user, roles.SERIES):
        return []
    series = SeriesPage.objects.open().annotate(n=Count("pieces", filter=Q(pieces__live=True)))
    rows = [Row(f"《{s.title}》", s.url, f"已刊出{s.n}篇") for s in series.order_by("-n")[:URGENT]]
    return [
        Card(
            "专栏",
            series.count(),
            rows,
            "去专栏",
            reverse("series:series_list"),
            "还没有专栏。",
            unit="个",
            whole=reverse("series:series_list") + "?live=True",
        )
    ]
