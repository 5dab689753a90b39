"""Plain functions for whoever composes scores into pages (cms): a unit's quarter, what waits for the score
keeper and what for the chief. No requests, no templates."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from editorial.people.seats import may_confirm_scores, may_keep_scores, unit_ids_of
from scoring.bulletin.actions import acts_of_writing, may_sign_bulletins
from scoring.ledger.tally import quarter_for
from scoring.models import Adjustment, Appeal, Bulletin, BulletinAct, Quarter, ScoreEntry
from scoring.models.adjustments import AdjustmentState, AppealState
from scoring.models.bulletins import BulletinMove
from scoring.models.quarters import QuarterState
from scoring.quarter import Quarter as Span
from scoring.quarters.gates import quarter_gates
from scoring.standing.totals import ZERO, standing_of_unit, summary_of

__all__ = [
    "UnitScore",
    "quarter_card",
    "quarter_gates",
    "quarter_of_today",
    "unit_quarter_score",
]


@dataclass(frozen=True)
class UnitScore:
    """`rank` is None where the unit does not stand; `url` opens the lines."""

    points: Decimal
    lines: int
    rank: int | None
    group_size: int
    url: str


def unit_quarter_score(unit_id, quarter):
    row, size = standing_of_unit(unit_id, quarter)
    return UnitScore(
        points=row.points if row else ZERO,
        lines=ScoreEntry.objects.filter(quarter=quarter, unit=unit_id).count(),
        rank=row.rank if row else None,
        group_size=size,
        url=reverse("scoring:unit", args=[unit_id, quarter.code]),
    )


def quarter_of_today(today=None):
    """The quarter that people work in; a new one begins when first asked for. None before setup."""
    if not Quarter.objects.exists():
        return None
    return quarter_for(Span.of(today or timezone.localdate()))


def adjustments_to_confirm(user):
    """加减分 that this user may decide, the longest waiting first."""
    if not may_confirm_scores(user):
        return Adjustment.objects.none()
    waiting = Adjustment.objects.filter(state=AdjustmentState.WAITING).exclude(entered_by=user)
    return waiting.select_related("unit").order_by("pk")


def appeals_to_answer(user):
    """申诉 that wait for this user's answer, the longest waiting first."""
    if not may_keep_scores(user):
        return Appeal.objects.none()
    return Appeal.objects.filter(state=AppealState.OPEN).select_related("unit").order_by("pk")


def appeals_answered_for(user):
    """The answers that a unit's people are told, as long as the quarter is not closed."""
    answered = Appeal.objects.filter(unit__in=unit_ids_of(user)).exclude(state=AppealState.OPEN)
    return answered.exclude(quarter__state=QuarterState.CLOSED).order_by("-answered_at")


def bulletins_to_sign(user):
    """通报 that this user may sign, the longest waiting first."""
    if not may_sign_bulletins(user):
        return Bulletin.objects.none()
    waiting = Bulletin.objects.filter(handed_in_at__isnull=False, issued_at__isnull=True)
    others = waiting.exclude(pk__in=acts_of_writing(user).values("bulletin"))
    return others.select_related("quarter").order_by("handed_in_at")


def bulletins_to_mend(user):
    """通报 that came back with a `reason` and were not handed in again."""
    if not may_keep_scores(user):
        return Bulletin.objects.none()
    moves = BulletinAct.objects.filter(bulletin=OuterRef("pk")).exclude(move=BulletinMove.WRITTEN)
    last = moves.order_by("-pk")
    drafts = Bulletin.objects.filter(handed_in_at__isnull=True).annotate(
        last_move=Subquery(last.values("move")[:1]), reason=Subquery(last.values("reason")[:1])
    )
    returned = drafts.filter(last_move=BulletinMove.RETURNED)
    return returned.select_related("quarter").order_by("pk")


def quarter_card(quarter):
    """The score keeper's card: the quarter's figures, what stands in the way, where to go."""
    return {
        "quarter": quarter,
        "summary": summary_of(quarter),
        "gates": quarter_gates(quarter),
        "url": reverse("scoring:quarter", args=[quarter.code]),
    }
