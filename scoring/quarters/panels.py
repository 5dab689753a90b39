"""The home's card of the score keeper's quarter: what stands in the way of closing it."""

from django.urls import reverse

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.cards import URGENT, Card, Row
from scoring.quarters.gates import quarter_gates
from scoring.quarters.reading import quarter_to_work_on


def quarter_cards(user):
    quarter = quarter_to_work_on() if has_role(user, roles.SCORER) else None
    if quarter is None:
        return []
    url = reverse("scoring:quarter", args=[quarter.code])
    gates = quarter_gates(quarter)
    rows = [Row(gate.text, gate.url or url) for gate in gates][:URGENT]
    return [
        Card(
            quarter.label,
            len(gates),
            rows,
            "去办理",
            url,
            "都办完了，可以关账。",
            unit="件待办",
        )
    ]
