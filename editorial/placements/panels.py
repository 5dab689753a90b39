"""The home's cards of placements: what waits for verifying, and what did not pass."""

from django.urls import reverse

from editorial.people.seats import may_record_placements, may_verify_placements
from editorial.placements.visible import placements_to_verify, placements_turned_down
from editorial.screens.cards import URGENT, Card, Row, cards_of_any


def verify_cards(user):
    if not may_verify_placements(user):
        return []
    waiting = placements_to_verify(user)
    rows = [
        _row(placement, f"{placement.outlet.name} · {placement.published_on}")
        for placement in waiting.select_related("outlet")[:URGENT]
    ]
    return [
        Card(
            "等您核实的刊发",
            waiting.count(),
            rows,
            "去核实",
            reverse("placements:placements_to_verify"),
            "没有等着核实的刊发。",
            unit="条",
            whole=reverse("placements:placements_to_verify"),
        )
    ]


def turned_down_cards(user):
    """Placements that did not pass, for whoever recorded them."""
    if not may_record_placements(user):
        return []
    return cards_of_any(
        "请您改正的刊发",
        placements_turned_down(user),
        lambda placement: _row(placement, f"未通过：{placement.reason}"),
        "看全部",
        address := reverse("placements:placements") + "?state=rejected&mine=me",
        whole=address,
    )


def _row(placement, note):
    return Row(
        f"《{placement.headline}》", reverse("placements:placement", args=(placement.pk,)), note
    )
