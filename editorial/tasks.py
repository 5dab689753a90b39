"""Where Celery looks for what the worker does for the work. Each task stands in its room; it may be lost
or run twice: the rows know."""

from editorial.actions.notices import send_due
from editorial.actions.uploads import read_due, read_upload

__all__ = ["read_due", "read_upload", "send_due"]
