"""What the worker does for scoring. Every task may be lost or run twice: the rows know."""

from celery import shared_task
from django.utils import timezone

from scoring.actions import bulletin_files
from scoring.actions.close import recount
from scoring.models import Quarter
from scoring.models.quarters import QuarterState


@shared_task
def make_bulletin_file(pk):
    """Asked for by somebody who waits for a circular's file."""
    bulletin_files.make_file(pk)


@shared_task
def make_waiting_bulletin_files():
    """By beat: what was lost on the way, or left behind by a worker that died."""
    return bulletin_files.make_due()


@shared_task
def recount_open_quarters():
    """By beat, each night: the ledger of every quarter that is not closed against a count from nothing;
    what differs is recorded on the quarter and mended."""
    today = timezone.localdate()
    quarters = Quarter.objects.exclude(state=QuarterState.CLOSED).order_by("year", "number")
    return {quarter.code: len(recount(quarter, today)) for quarter in quarters}
