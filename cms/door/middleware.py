"""Requests that write are atomic as a whole; a first password must be changed before anything else; a
button's address that is opened, and one that is too long, answer with a page."""

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from cms.door.errors import only_for_buttons, too_long_address

# Below the 8,190 of gunicorn; a list's filters and its longest search together are half of it.
LONGEST_QUERY_STRING = 6000
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class AtomicWritesMiddleware:
    """Wraps unsafe methods only: with SQLite's IMMEDIATE mode, ATOMIC_REQUESTS would make every
    page view take the write lock. Wagtail's cancel and resume are several writes without a
    transaction of their own, so the request is the unit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS or getattr(view, "writes_by_itself", False):
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class LongAddressMiddleware:
    """What the servers before us would still take and a search can't mean."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY_STRING:
            return too_long_address()
        return self.get_response(request)


class ButtonAddressMiddleware:
    """Django answers an address that only takes POST with an empty page; people get a sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            return only_for_buttons(request)
        return response


class FirstPasswordMiddleware:
    """Somebody whose password was set by a manager may only change it or log out."""

    # The last three are what the screen itself loads.
    OPEN_NAMES = (
        "wagtailadmin_logout",
        "wagtailadmin_login",
        "first_password",
        "who_is_here",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if user.is_authenticated and user.must_change_password and self._is_closed(request):
            return redirect("first_password")
        return self.get_response(request)

    def _is_closed(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return False
        return request.path not in {reverse(name) for name in self.OPEN_NAMES}
