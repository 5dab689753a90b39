"""Placements for the tests of the count, verified as people would have them."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from editorial.outlets.models import Outlet
from editorial.people.models import Contributor
from editorial.placements.models import Placement, PlacementCredit, PlacementState
from editorial.signals import placement_changed
from scoring.quarters.close import close_quarter, publish_quarter

Q3_DAY = date(2026, 9, 3)
Q4_DAY = date(2026, 10, 21)


def make_outlet(code, level="city", kind="paper", name=None):
    return Outlet.objects.get_or_create(
        code=code, defaults={"name": name or code, "level": level, "kind": kind}
    )[0]


def make_placement(cast, outlet, unit=None, *, credits=None, piece=None, day=Q3_DAY, **fields):
    """A verified placement, told to scoring by the signal that editorial's actions send."""
    placement = Placement.objects.create(
        piece=piece,
        outlet=outlet,
        published_on=day,
        headline=fields.pop("headline", "老干部重阳登高"),
        state=fields.pop("state", PlacementState.VERIFIED),
        recorded_by=cast.tongxun,
        decided_by=cast.bianji,
        **fields,
    )
    for order, (who, share) in enumerate(credits or [(unit or cast.duchang, 1)]):
        person = who if isinstance(who, Contributor) else None
        PlacementCredit.objects.create(
            placement=placement,
            unit=person.unit if person else who,
            contributor=person,
            share=Decimal(share),
            sort_order=order,
        )
    tell(placement)
    return placement


def tell(placement):
    placement_changed.send(sender=Placement, placement_id=placement.pk, piece_id=placement.piece_id)


def change(placement, **fields):
    for name, value in fields.items():
        setattr(placement, name, value)
    placement.save()
    tell(placement)


def shut(quarter, user, today=None):
    """公示 with its time over, then 季度定稿."""
    today = today or localdate()
    publish_quarter(quarter, user, today - timedelta(days=1), today)
    return close_quarter(quarter, user, today)
