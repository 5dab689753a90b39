"""Who can log in at all: active people with a seat. What they may do then is editorial.people.seats."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from editorial.folding import stored
from editorial.people.models import User
from editorial.people.seats import seats_of


class SeatedBackend(ModelBackend):
    """Somebody retired, or whose only unit was retired, is logged out at the next click: Django asks
    this on every request."""

    def authenticate(self, request, username=None, **kwargs):
        return super().authenticate(request, username and _log_in_of(username), **kwargs)

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and bool(seats_of(user))


def _log_in_of(typed):
    """The log-in that was meant: phones begin with a capital, input methods write wide letters and
    add blanks. The very spelling goes first, since old accounts may differ by it alone."""
    meant = Q(username=typed) | Q(username__iexact=stored(typed))
    found = list(User.objects.filter(meant).values_list("username", flat=True)[:3])
    return found[0] if len(found) == 1 else typed
