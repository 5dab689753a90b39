"""Changing an outlet's profile. Its level is what a rule book may go by, so a new level is news for
every placement there."""

from django.db import transaction

from editorial.outlets.models import Outlet
from editorial.people.seats import may_route
from editorial.refused import NotAllowed
from editorial.signals import placement_changed

EDITORS_KEEP_THEM = "媒体由编辑维护，您没有这项权限。"


@transaction.atomic
def save_outlet(outlet, user):
    _refuse_others(user)
    before = Outlet.objects.filter(pk=outlet.pk).values_list("level", flat=True).first()
    outlet.save()
    if before is not None and before != outlet.level:
        for pk, piece_id in outlet.placements.values_list("pk", "piece_id"):
            placement_changed.send(sender=Outlet, placement_id=pk, piece_id=piece_id)
    return outlet


@transaction.atomic
def set_active(outlet_id, user, is_active):
    """停用 keeps what was routed and placed there; it only stops further routings."""
    _refuse_others(user)
    Outlet.objects.filter(pk=outlet_id).update(is_active=is_active)


def _refuse_others(user):
    if not may_route(user):
        raise NotAllowed(EDITORS_KEEP_THEM)
