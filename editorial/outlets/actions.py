"""Changing an outlet's profile. Its level is what a rule book may go by, so a new level is news for
every placement there."""

from django.db import transaction

from editorial.outlets.models import Outlet
from editorial.signals import placement_changed


@transaction.atomic
def save_outlet(outlet):
    before = Outlet.objects.filter(pk=outlet.pk).values_list("level", flat=True).first()
    outlet.save()
    if before is not None and before != outlet.level:
        for pk, piece_id in outlet.placements.values_list("pk", "piece_id"):
            placement_changed.send(sender=Outlet, placement_id=pk, piece_id=piece_id)
    return outlet


@transaction.atomic
def set_active(outlet_id, is_active):
    """停用 keeps what was routed and placed there; it only stops further routings."""
    Outlet.objects.filter(pk=outlet_id).update(is_active=is_active)
