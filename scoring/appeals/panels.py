"""The home's cards of appeals: what the score keeper is to answer, and what a unit was answered."""

from django.urls import reverse

from editorial.people.seats import may_keep_scores, unit_ids_of
from editorial.screens.cards import URGENT, Card, Row, cards_of_any
from scoring.models import Appeal
from scoring.models.adjustments import AppealState
from scoring.models.quarters import QuarterState


def appeal_cards(user):
    return cards_of_any(
        "等您答复的异议",
        appeals_to_answer(user),
        lambda row: _row(row, row.unit.title),
        "去答复",
        address := reverse("scoring:appeals") + "?state=open",
        whole=address,
    )


def answer_cards(user):
    """What the bureau said to the unit's appeals; no card when there is none."""
    if not unit_ids_of(user):
        return []
    rows = [
        _row(row, f"{row.get_state_display()}：{row.answer}")
        for row in appeals_answered_for(user)[:URGENT]
    ]
    if not rows:
        return []
    return [Card("异议的答复", None, rows, "看全部", reverse("scoring:appeals"))]


def _row(appeal, note):
    url = reverse("scoring:appeal", args=(appeal.pk,))
    return Row(appeal.about or appeal.reason, url, note)


def appeals_to_answer(user):
    """异议 that wait for this user's answer, the longest waiting first."""
    if not may_keep_scores(user):
        return Appeal.objects.none()
    return Appeal.objects.filter(state=AppealState.OPEN).select_related("unit").order_by("pk")


def appeals_answered_for(user):
    """The answers that a unit's people are told, as long as the quarter is not closed."""
    answered = Appeal.objects.filter(unit__in=unit_ids_of(user)).exclude(state=AppealState.OPEN)
    return answered.exclude(quarter__state=QuarterState.CLOSED).order_by("-answered_at")
