"""Which quarter people work in."""

from scoring.models import Quarter
from scoring.models.quarters import QuarterState


def quarter_to_work_on():
    """The oldest quarter that is not closed: what the score keeper moves on next; None before setup."""
    rows = Quarter.objects.exclude(state=QuarterState.CLOSED)
    return rows.order_by("year", "number").first()
