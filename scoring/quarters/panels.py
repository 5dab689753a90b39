"""The home's card of the score keeper's quarter: what stands in the way of closing it."""

from django.urls import reverse

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.cards import URGENT, Card, Row
from scoring.quarters.obstacles import obstacles_told_to
from scoring.quarters.reading import quarter_to_work_on


def quarter_cards(user):
    quarter = quarter_to_work_on() if has_role(user, roles.SCORER) else None
    if quarter is None:
        return []
    url = reverse("scoring:quarter", args=[quarter.code])
    obstacles = obstacles_told_to(user, quarter)
    rows = [Row(obstacle.text, obstacle.url or url) for obstacle in obstacles][:URGENT]
    return [
        Card(
            quarter.label,
            len(obstacles),
            rows,
            "去办理",
            url,
            "都办完了，可以定稿。",
            unit="件待办",
            whole=url,
        )
    ]
