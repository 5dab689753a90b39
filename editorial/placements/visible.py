"""Who sees which placements, and which wait for whom."""

from django.db.models import Exists, OuterRef, Q

from editorial.people.seats import is_bureau, may_verify_placements, seats_of, unit_ids_of
from editorial.placements.models import Placement, PlacementAct, PlacementCredit, PlacementState


def placements_visible_to(user):
    """The bureau sees all; a unit's people those that credit the unit or that they recorded."""
    if is_bureau(user):
        return Placement.objects.all()
    if not seats_of(user):
        return Placement.objects.none()
    of_unit = PlacementCredit.objects.filter(unit__in=unit_ids_of(user)).values("placement")
    return Placement.objects.filter(Q(pk__in=of_unit) | Q(recorded_by=user))


def placements_to_verify(user):
    """待核实 that this user may decide, the longest waiting first: not what they wrote themselves, nor
    what credits them (editorial.placements.rules asks the same for one placement)."""
    if not may_verify_placements(user):
        return Placement.objects.none()
    wrote = PlacementAct.objects.filter(
        placement=OuterRef("pk"), actor=user, act__in=PlacementAct.WRITING
    )
    credited = PlacementCredit.objects.filter(placement=OuterRef("pk"), contributor__user=user)
    waiting = Placement.objects.filter(state=PlacementState.RECORDED).exclude(recorded_by=user)
    return waiting.filter(~Exists(wrote), ~Exists(credited)).order_by("recorded_at", "pk")


def placements_turned_down(user):
    """未通过 of what this user recorded, to mend, the newest first."""
    mine = Placement.objects.filter(state=PlacementState.REJECTED, recorded_by=user)
    return mine.order_by("-decided_at", "-pk")
