"""The home's card of adjustments that wait for the chief."""

from django.urls import reverse

from editorial.people.seats import may_confirm_scores
from editorial.screens.cards import Row, cards_of_any
from scoring.models import Adjustment
from scoring.models.adjustments import AdjustmentState


def adjustment_cards(user):
    return cards_of_any(
        "等您确认的加减分",
        adjustments_to_confirm(user),
        lambda row: Row(
            f"{row.kind_name}：{row.reason}",
            reverse("scoring:adjustment", args=(row.pk,)),
            row.unit.title,
        ),
        "去确认",
        address := reverse("scoring:adjustments") + "?waits=me",
        whole=address,
    )


def adjustments_to_confirm(user):
    """加减分 that this user may decide, the longest waiting first."""
    if not may_confirm_scores(user):
        return Adjustment.objects.none()
    waiting = Adjustment.objects.filter(state=AdjustmentState.WAITING).exclude(entered_by=user)
    return waiting.select_related("unit").order_by("pk")
