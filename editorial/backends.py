"""Who can log in at all: active people with a seat. What they may do then is editorial.people.seats."""

from django.contrib.auth.backends import ModelBackend

from editorial.people.seats import seats_of


class SeatedBackend(ModelBackend):
    """Somebody retired, or whose only unit was retired, is logged out at the next click: Django asks
    this on every request."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and bool(seats_of(user))
