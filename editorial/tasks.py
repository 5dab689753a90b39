"""Where Celery looks for what the worker does for the work. Each task stands in its room; it may be lost
or run twice: the rows know."""

from editorial.intake.uploads import read_due, read_upload
from editorial.notices.sending import send_due

__all__ = ["read_due", "read_upload", "send_due"]
