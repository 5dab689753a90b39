"""The addresses of the feed. Each asks in this order: method, token, how often, scope, quarter; so what
a token may not read, it can't find out the existence of. Every error is JSON with a code."""

import hashlib
import json
from functools import wraps

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from scoring.feed import access, content
from scoring.feed.openapi import document
from scoring.models.feed import Scope

JSON_TYPE = "application/json; charset=utf-8"
ERRORS = {
    "method_not_allowed": (405, "这个接口只能读取，请用 GET。"),
    "token_missing": (401, "请在 Authorization 头里给出读取凭证：Bearer 读取凭证。"),
    "token_unknown": (401, "没有这个读取凭证。"),
    "token_expired": (401, "这个读取凭证已过有效期，请向宣传信息管理单位申请新的。"),
    "token_revoked": (401, "这个读取凭证已停用。"),
    "too_many_requests": (429, "请求太频繁，请稍后再试。"),
    "scope_missing": (403, "这个读取凭证不能读取这项内容。"),
    "not_found": (404, "没有这个地址，或这个季度没有开放。"),
    "no_marks": (404, "这个季度的计分办法没有规定考核分怎样换算。"),
}
# For 304 of what has no digest of its own.
VERSION = "1"


class Fault(Exception):
    def __init__(self, code):
        self.code = code


def endpoint(view):
    """The guard of every address: the view is only asked for a usable token within its limit."""

    @csrf_exempt  # without cookies there is nothing to forge; and a POST gets its answer in JSON
    @wraps(view)
    def guarded(request, code=""):
        if request.method not in ("GET", "HEAD"):
            return _fault("method_not_allowed", Allow="GET, HEAD")
        secret = access.presented(request)
        token = access.token_of(secret) if secret else None
        if token is None:
            return _unauthorised("token_unknown" if secret else "token_missing")
        if excess := access.requests_too_many(token):
            response = _fault("too_many_requests", **{"Retry-After": access.seconds_to_wait()})
            if excess > 1:  # the first refusal is on record, a storm of them is not
                return response
        else:
            response = _answer(view, request, token, code)
        access.record(token, request, code, response.status_code)
        return response

    return guarded


def _answer(view, request, token, code):
    if not token.is_usable:
        return _unauthorised("token_revoked" if token.is_revoked else "token_expired")
    access.note_use(token)
    try:
        return view(request, token, code)
    except Fault as fault:
        return _fault(fault.code)


@endpoint
def quarters(request, token, code):
    return _tagged_by_body(request, content.quarters())


@endpoint
def openapi(request, token, code):
    return _tagged_by_body(request, document())


@endpoint
def unknown(request, token, code):
    raise Fault("not_found")


def of_quarter(scope, compose):
    """The address of one kind of content of a released quarter."""

    @endpoint
    def view(request, token, code):
        if scope not in token.scopes:
            raise Fault("scope_missing")
        quarter = content.released(code)
        if quarter is None:
            raise Fault("not_found")
        etag = f'"{VERSION}-{scope}-{quarter.digest}"'
        # Frozen for good, so the digest answers before anything is read.
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None and unchanged.status_code == 304:
            return _headed(unchanged, etag)
        found = compose(quarter)
        if found is None:
            raise Fault("no_marks")
        return _headed(_json(found), etag)

    return view


standings = of_quarter(Scope.STANDINGS, content.standings)
marks = of_quarter(Scope.MARKS, content.marks)
lines = of_quarter(Scope.LINES, content.lines)
persons = of_quarter(Scope.PERSONS, content.persons)


def _tagged_by_body(request, data):
    response = _json(data)
    etag = f'"{VERSION}-{hashlib.sha256(response.content).hexdigest()}"'
    return _headed(get_conditional_response(request, etag=etag, response=response), etag)


def _json(data, status=200):
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type=JSON_TYPE, status=status)
    response["Vary"] = "Authorization"
    response["Cache-Control"] = "private, no-cache"
    return response


def _headed(response, etag):
    response["ETag"] = etag
    response["Vary"] = "Authorization"
    response["Cache-Control"] = "private, no-cache"
    return response


def _fault(code, **headers):
    status, text = ERRORS[code]
    response = _json({"error": {"code": code, "message": text}}, status)
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response[name] = value
    return response


def _unauthorised(code):
    return _fault(code, **{"WWW-Authenticate": 'Bearer realm="assessment"'})
