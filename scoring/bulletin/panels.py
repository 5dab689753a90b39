"""The home's cards of circulars: what the chief is to sign, and what came back to be mended."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from editorial.people.seats import may_keep_scores
from editorial.screens.cards import Row, cards_of_any
from scoring.bulletin.actions import acts_of_writing, may_sign_bulletins
from scoring.bulletin.content import chinese_date
from scoring.models import Bulletin, BulletinAct
from scoring.models.bulletins import BulletinMove


def signing_cards(user):
    return cards_of_any(
        "等您签发的通报",
        bulletins_to_sign(user),
        lambda row: _row(
            row, f"{row.number} · {chinese_date(timezone.localdate(row.handed_in_at))}送签"
        ),
        "去签发",
        reverse("scoring:bulletins"),
        unit="份",
    )


def mending_cards(user):
    """Circulars that the chief returned, for whoever writes them."""
    return cards_of_any(
        "请您修改的通报",
        bulletins_to_mend(user),
        lambda row: _row(row, f"理由：{row.reason}"),
        "去修改",
        reverse("scoring:bulletins"),
        unit="份",
    )


def _row(bulletin, note):
    return Row(str(bulletin), reverse("scoring:bulletin", args=(bulletin.quarter.code,)), note)


def bulletins_to_sign(user):
    """通报 that this user may sign, the longest waiting first."""
    if not may_sign_bulletins(user):
        return Bulletin.objects.none()
    waiting = Bulletin.objects.filter(handed_in_at__isnull=False, issued_at__isnull=True)
    others = waiting.exclude(pk__in=acts_of_writing(user).values("bulletin"))
    return others.select_related("quarter").order_by("handed_in_at")


def bulletins_to_mend(user):
    """通报 that came back with a `reason` and were not handed in again."""
    if not may_keep_scores(user):
        return Bulletin.objects.none()
    moves = BulletinAct.objects.filter(bulletin=OuterRef("pk")).exclude(move=BulletinMove.WRITTEN)
    last = moves.order_by("-pk")
    drafts = Bulletin.objects.filter(handed_in_at__isnull=True).annotate(
        last_move=Subquery(last.values("move")[:1]), reason=Subquery(last.values("reason")[:1])
    )
    returned = drafts.filter(last_move=BulletinMove.RETURNED)
    return returned.select_related("quarter").order_by("pk")
