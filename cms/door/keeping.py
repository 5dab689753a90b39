"""The server's half of cms/static/js/keeping/: a form that a script sends is answered with what became of
it, so that the page with the text stays until the text is stored. Nothing that one person typed is ever
taken in another's name: the check comes before the view."""

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.door.faults import number_of
from editorial.screens.kept import is_kept, told

# Who typed; sent with every request that a script of a page makes.
WRITER = "X-Written-By"


class KeepingMiddleware:
    """Stands behind the log-in: it needs the user."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if refusal := self._not_the_writer(request):
            return refusal
        response = self.get_response(request)
        return what_became(request, response) if is_kept(request) else response

    def _not_the_writer(self, request):
        writer = request.headers.get(WRITER)
        if writer is None or writer == str(request.user.pk or ""):
            return None
        if request.user.is_anonymous:
            return told("expired", 401)
        return told("other", 409, name=request.user.name)


def what_became(request, response):
    """Done, refused, an old token or a fault, as data; a page is handed on as it is."""
    if getattr(request, "token_refused", False):
        return told("token", 403)
    if response.status_code >= 500:
        return told("fault", response.status_code, number=number_of(request))
    if 300 <= response.status_code < 400:
        return _whether_done(request, response["Location"])
    return response


def _whether_done(request, address):
    """An action that refuses by itself leaves an error behind and no success; its words are told where
    the text stands."""
    # Those of this request alone; what an earlier page left unread is still to be read.
    said = getattr(messages.get_messages(request), "_queued_messages", [])
    levels = {message.level for message in said}
    if said and messages.SUCCESS not in levels and max(levels) >= messages.WARNING:
        words = " ".join(str(message) for message in said)
        said.clear()
        return told("refused", 409, words=words, to=address)
    return told("done", 200, to=address)


@never_cache
@require_safe
def who_is_here(request):
    """Asked by a page whose session may have ended; sets the token's cookie anew."""
    user = request.user
    get_token(request)
    return JsonResponse(
        {"person": user.pk or "", "name": user.name if user.is_authenticated else ""}
    )
