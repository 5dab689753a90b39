"""Who sees which units, authors and users."""

from editorial.people.models import Contributor, User
from editorial.people.seats import is_bureau, may_manage_people, seats_of, unit_ids_of
from editorial.people.units import UnitPage


def units_visible_to(user):
    """Units are public by name; whose *inside* one sees is unit_ids_of."""
    return UnitPage.objects.all() if seats_of(user) else UnitPage.objects.none()


def contributors_visible_to(user):
    """Whom one may credit: the bureau anybody, a unit's people their own unit and, since joint
    bylines are common, whoever is active elsewhere by exact name (the chooser asks for it)."""
    if is_bureau(user):
        return Contributor.objects.all()
    return Contributor.objects.filter(unit__in=unit_ids_of(user))


def people_visible_to(user):
    if may_manage_people(user):
        return User.objects.all()
    return User.objects.filter(pk=user.pk)
