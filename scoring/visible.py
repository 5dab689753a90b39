"""Who sees which lines of the ledger, adjustments and appeals: lists, single rows, files and exports all
ask here."""

from editorial.people.seats import is_bureau, unit_ids_of
from editorial.placements.models import Placement, PlacementCredit, PlacementState
from scoring.models import Adjustment, Appeal, RateProblem, ScoreEntry
from scoring.models.adjustments import AdjustmentState


def entries_visible_to(user):
    """The bureau sees every line; a unit's people their own unit's."""
    if is_bureau(user):
        return ScoreEntry.objects.all()
    return ScoreEntry.objects.filter(unit__in=unit_ids_of(user))


def sees_unit_score(user, unit_id):
    return is_bureau(user) or unit_id in unit_ids_of(user)


def sees_all_scores(user):
    """Totals of all units, the standing, the circular and the rule books."""
    return is_bureau(user)


def adjustments_visible_to(user):
    """The bureau sees every one, a unit's people what counts for their own unit."""
    if is_bureau(user):
        return Adjustment.objects.all()
    return Adjustment.objects.filter(unit__in=unit_ids_of(user), state=AdjustmentState.CONFIRMED)


def placements_to_adjust(unit):
    """What an adjustment of a unit may be about: its verified placements, the newest first."""
    credited = PlacementCredit.objects.filter(unit=unit).values("placement")
    rows = Placement.objects.filter(pk__in=credited, state=PlacementState.VERIFIED)
    return rows.order_by("-published_on", "-pk")


def appeals_visible_to(user):
    """The bureau sees every one, a unit's people their own unit's."""
    if is_bureau(user):
        return Appeal.objects.all()
    return Appeal.objects.filter(unit__in=unit_ids_of(user))


def problems_visible_to(user):
    return RateProblem.objects.all() if is_bureau(user) else RateProblem.objects.none()
