"""Closed quarters for the tests of the feed: frozen with a book that gives marks, and tokens to ask with."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from editorial.record.seals import unsealed
from scoring.arithmetic.closing import digest
from scoring.feed.actions import make_token
from scoring.models import FrozenQuarter, Quarter

LINEAR = {"clause": "第九条", "text": "按本组最高分折算，满分5分", "method": "linear", "full": "5"}
MINIMUM = {"clause": "第十条", "text": "总分不少于4分", "points": "4"}
AWARDS = {"clause": "第十一条", "text": "先进单位1个、个人1名", "units": 1, "persons": 1}


def freeze_rules(quarter, **rules):
    """As if the quarter had been closed on a book with these rules too."""
    frozen = FrozenQuarter.objects.get(quarter=quarter)
    book = frozen.content["in_force"][quarter.code]
    frozen.content["books"][str(book)]["rules"] |= rules
    refreeze(frozen)


def refreeze(frozen):
    """Write a frozen row anew, with its digest."""
    connection.check_constraints()
    with unsealed():
        FrozenQuarter.objects.filter(pk=frozen.pk).update(content=frozen.content)
        Quarter.objects.filter(pk=frozen.quarter_id).update(digest=digest(frozen.content))


def token_for(user, *scopes, days=30, consumer="市委考核办"):
    """(row, the token itself)."""
    return make_token(
        user,
        consumer=consumer,
        purpose="年度综合考核",
        scopes=scopes,
        expires_at=timezone.now() + timedelta(days=days),
    )


def ask(client, path, secret=None, method="get", **headers):
    """An answer of the feed; `path` below its root."""
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    return getattr(client, method)(f"/api/assessment/v1/{path}", headers=headers)
