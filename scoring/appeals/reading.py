"""What a unit's score page says about appeals. Raising and answering is scoring.appeals.actions."""

from editorial.people.seats import unit_ids_of
from scoring.visible import appeals_visible_to


def may_appeal(user, unit, quarter):
    """One of the unit's own people, while the quarter is published."""
    return quarter.is_public and unit.pk in unit_ids_of(user)


def appeals_about(unit, quarter, user):
    """Whether to offer one, and those that there are."""
    return {
        "may_appeal": may_appeal(user, unit, quarter),
        "rows": appeals_visible_to(user).filter(unit=unit, quarter=quarter),
    }
