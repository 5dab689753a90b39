"""What the worker does for editorial. Every task may be lost or run twice: the rows know."""

from celery import shared_task

from editorial.actions import uploads
from editorial.actions.notices import send_due


@shared_task
def send_waiting_notices():
    """Asked for after each act that somebody is to hear of, and by beat in case that was lost."""
    return send_due()


@shared_task
def read_upload(pk):
    """Asked for after each upload."""
    uploads.read_upload(pk)


@shared_task
def read_waiting_uploads():
    """By beat: what was lost on the way, or left behind by a worker that died."""
    return uploads.read_due()
