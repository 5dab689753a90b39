"""Where Celery looks for what the worker does for the count. Each task stands in its room; it may be
lost or run twice: the rows know."""

from scoring.bulletin.files import make_due, make_file
from scoring.quarters.close import recount_open_quarters

__all__ = ["make_due", "make_file", "recount_open_quarters"]
