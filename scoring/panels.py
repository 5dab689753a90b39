"""Plain functions for whoever composes scores into pages (cms): a unit's quarter and what the score
keeper has to do. No requests, no templates."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from scoring.actions.tally import quarter_for
from scoring.gates import quarter_gates
from scoring.models import Quarter, ScoreEntry
from scoring.quarter import Quarter as Span
from scoring.totals import ZERO, standing_of_unit, summary_of

__all__ = [
    "UnitScore",
    "quarter_card",
    "quarter_gates",
    "quarter_of_today",
    "quarter_to_work_on",
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


def quarter_to_work_on():
    """The oldest open quarter: what the score keeper closes next; None before setup."""
    return Quarter.objects.filter(state="open").order_by("year", "number").first()


def quarter_card(quarter):
    """The score keeper's card: the quarter's figures, what stands in the way, where to go."""
    return {
        "quarter": quarter,
        "summary": summary_of(quarter),
        "gates": quarter_gates(quarter),
        "url": reverse("scoring:quarter", args=[quarter.code]),
    }
