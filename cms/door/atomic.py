"""Makes a refused admin request leave nothing behind; the atomic block itself is the middleware's."""

from functools import wraps

from django.db import transaction
from wagtail.admin import auth


def roll_back_on_admin_denial():
    """Wagtail's admin turns PermissionDenied into a redirect *inside* the view, so an atomic
    request would commit what was written before the refusal. Mark it for rollback first."""
    answer = auth.permission_denied

    @wraps(answer)
    def roll_back_and_answer(request):
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return answer(request)

    auth.permission_denied = roll_back_and_answer
