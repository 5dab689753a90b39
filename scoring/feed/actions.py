"""Tokens of the assessment feed and which closed quarters it may show: opt-in, quarter by quarter, by
whoever keeps the scores."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_keep_scores
from editorial.refused import Refused
from scoring.feed.access import digest_of
from scoring.feed.content import why_not_release
from scoring.models import FeedRelease, FeedToken, Quarter
from scoring.models.feed import Scope

MAX_DAYS = 400
PREFIX = "bbl_"


def make_token(user, *, consumer, purpose, scopes, expires_at):
    """(FeedToken, the token itself), which is kept nowhere."""
    _refuse_others(user, "读取凭证")
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Refused("请选这个读取凭证可以读什么。")
    now = timezone.now()
    if not now < expires_at <= now + timedelta(days=MAX_DAYS):
        raise Refused(f"有效期要在今天以后，最长{MAX_DAYS}天。")
    secret = PREFIX + secrets.token_urlsafe(32)
    row = FeedToken.objects.create(
        consumer=consumer,
        purpose=purpose,
        scopes=[scope for scope in Scope.values if scope in scopes],
        digest=digest_of(secret),
        created_by=user,
        expires_at=expires_at,
    )
    return row, secret


@transaction.atomic
def revoke_token(pk, user):
    """From the next request on."""
    _refuse_others(user, "读取凭证")
    row = FeedToken.objects.select_for_update().get(pk=pk)
    if row.is_revoked:
        raise Refused("这个读取凭证刚刚已由他人停用。")
    row.revoked_at, row.revoked_by = timezone.now(), user
    row.save()
    return row


@transaction.atomic
def release_quarter(quarter, user, *, understood, note=""):
    """`understood`: the releaser has ticked that the rule of 2024 was weighed."""
    _refuse_others(user, "季度")
    quarter = Quarter.objects.select_for_update().get(pk=quarter.pk)
    if why := why_not_release(quarter):
        raise Refused(why)
    if not understood:
        raise Refused("请先勾选确认，再开放。")
    if release_of(quarter):
        raise Refused("这个季度已经开放。")
    return FeedRelease.objects.create(quarter=quarter, released_by=user, note=note)


@transaction.atomic
def withdraw_release(quarter, user, *, reason):
    _refuse_others(user, "季度")
    row = FeedRelease.objects.select_for_update().filter(quarter=quarter, withdrawn_at=None).first()
    if row is None:
        raise Refused("这个季度没有开放，或刚刚已由他人收回。")
    if not reason.strip():
        raise Refused("请写明收回的理由。")
    row.withdrawn_at, row.withdrawn_by, row.reason = timezone.now(), user, reason.strip()
    row.save()
    return row


def release_of(quarter):
    """The release in force, or None."""
    return FeedRelease.objects.filter(quarter=quarter, withdrawn_at=None).first()


def _refuse_others(user, what):
    if not may_keep_scores(user):
        raise Refused(f"考核接口的{what}由计分人员管理。")
