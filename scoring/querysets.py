"""Who sees which lines of the ledger: lists, single lines and exports all ask here."""

from editorial.permissions import is_bureau, unit_ids_of
from scoring.models import RateProblem, ScoreEntry


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


def problems_visible_to(user):
    return RateProblem.objects.all() if is_bureau(user) else RateProblem.objects.none()
