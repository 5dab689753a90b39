"""The home's card of signed pieces that stand at no outlet."""

from django.urls import reverse

from editorial.people.seats import may_route
from editorial.routing.visible import routable_statuses
from editorial.screens.cards import URGENT, Card, Row


def routing_cards(user):
    if not may_route(user):
        return []
    ready = routable_statuses(user)
    rows = [
        Row(row.piece.draft_title, reverse("desk:piece", args=(row.pk,)), row.unit.title)
        for row in ready.select_related("piece", "unit")[:URGENT]
    ]
    return [
        Card(
            "审定了、还没选媒体的稿件",
            ready.count(),
            rows,
            "去送稿",
            reverse("routing:routable_pieces"),
            "审定的稿件都选好媒体了。",
            whole=reverse("routing:routable_pieces"),
        )
    ]
