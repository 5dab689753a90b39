"""The pages for what went wrong. They need neither the database nor a context processor, so they can
be shown when nothing else can."""

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from cms.door.faults import number_of

# What Django refuses to read, each with what was too much.
TOO_MUCH = {
    RequestDataTooBig: "文字超过了一次能提交的2.5兆字节。",
    TooManyFieldsSent: "表单里的格子超过了一次能提交的一万个。",
    TooManyFilesSent: "文件超过了一次能提交的100个。",
}

logger = logging.getLogger(__name__)


def answer_with(template, status, **context):
    return HttpResponse(render_to_string(f"errors/{template}.html", context), status=status)


def bad_request(request, exception):
    for kind, said in TOO_MUCH.items():
        if isinstance(exception, kind):
            return answer_with("413", 413, said=said)
    return answer_with("400", 400)


def too_long_address():
    return answer_with("414", 414)


def forbidden(request, exception):
    return answer_with("403", 403)


def not_found(request, exception):
    return answer_with("404", 404)


def server_error(request):
    return answer_with("500", 500, number=number_of(request))


def only_for_buttons(request):
    """An address that takes a press of a button was opened, e.g. by the log-in that came between."""
    return answer_with("405", 405, back=_page_above(request.path))


def _page_above(path):
    """The nearest page that the address stands below: of a step, the piece."""
    parts = path.rstrip("/").split("/")
    while len(parts) > 3:
        parts.pop()
        above = "/".join(parts) + "/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return ""


def expired_form(request, reason=""):
    """A form whose token is missing or old: the session ended, or the page was open for too long."""
    request.token_refused = True
    logger.warning("expired form at %s: %s", request.path, reason)
    return answer_with("expired", 403)
