"""The number of a fault: one for a request that failed, on the page that its reader gets and at the
traceback in the log, so that who is told of it can find it."""

import logging
import secrets


def number_of(request):
    """Six digits; the same each time for one request."""
    if not hasattr(request, "fault_number"):
        request.fault_number = f"{secrets.randbelow(10**6):06}"
    return request.fault_number


class Numbered(logging.Filter):
    """Puts the number before what is logged of a request's exception."""

    def filter(self, record):
        request = getattr(record, "request", None)
        if record.exc_info and hasattr(request, "META"):
            record.msg = f"fault {number_of(request)}: {record.msg}"
        return True
