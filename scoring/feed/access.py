"""Who is asking: the token by its hash, how often it may ask, and the record of what it was answered."""

import hashlib
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from scoring.models import FeedAccess, FeedToken
from scoring.quarter import CODE

SCHEME = "bearer"
REQUESTS, SECONDS = 60, 60


def digest_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def presented(request):
    """What stands behind `Authorization: Bearer`, or an empty string."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def token_of(secret):
    """The row of a token whatever its state, or None. Looked up by hash: the time it takes tells
    nothing about the tokens that there are."""
    return FeedToken.objects.filter(digest=digest_of(secret)).first()


def note_use(token):
    FeedToken.objects.filter(pk=token.pk).update(last_used_at=timezone.now())


def requests_too_many(token):
    """By how many this minute's requests exceed what is allowed; zero when they don't. Counted from the
    record, so that it holds for all processes together."""
    now = timezone.now()
    start = now - timedelta(seconds=now.timestamp() % SECONDS)
    own = FeedAccess.objects.filter(token=token, at__gte=start)
    return max(0, own.count() + 1 - REQUESTS)


def seconds_to_wait():
    return SECONDS - int(time.time() % SECONDS)


def record(token, request, code, status):
    FeedAccess.objects.create(
        token=token,
        quarter=code if CODE.fullmatch(code) else "",
        path=request.path[:200],
        remote=_hash_of(_address_of(request)),
        status=status,
    )


def _address_of(request):
    """Behind a proxy, which production presumes, the peer is the proxy: it names the caller last."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return (behind_proxy and forwarded) or request.META.get("REMOTE_ADDR", "")


def _hash_of(address):
    """Enough to see that two requests came from one place, not enough to name it."""
    return salted_hmac("scoring.feed", address, algorithm="sha256").hexdigest() if address else ""
