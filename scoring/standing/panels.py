"""The home's cards of a unit's own quarter, one for each unit that the person belongs to."""

from django.urls import reverse

from editorial.people.seats import unit_ids_of
from editorial.people.units import UnitPage
from editorial.screens.cards import Card, Row
from scoring.ledger.tally import quarter_of_today
from scoring.models import ScoreEntry
from scoring.numbers import plain
from scoring.standing.totals import ZERO, standing_of_unit


def score_cards(user):
    unit_ids = unit_ids_of(user)
    quarter = quarter_of_today() if unit_ids else None
    if quarter is None:
        return []
    return [_card(unit, quarter) for unit in UnitPage.objects.filter(pk__in=unit_ids)]


def _card(unit, quarter):
    standing, group_size = standing_of_unit(unit.pk, quarter)
    points = standing.points if standing else ZERO
    rank = standing.rank if standing else None
    lines = ScoreEntry.objects.filter(quarter=quarter, unit=unit.pk).count()
    place = f"，组内第{rank}名（共{group_size}个单位）" if rank else ""
    url = reverse("scoring:unit", args=[unit.pk, quarter.code])
    row = Row(f"{quarter.label}得{plain(points)}分", url, f"{lines}条计分{place}")
    return Card(f"{unit.short_name}的得分", None, [row], "看每一条", url)
