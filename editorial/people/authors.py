"""Finding the author or the account that a typed name means."""

from editorial.folding import stored
from editorial.names import called
from editorial.people.models import Contributor, User


def known_author(name, unit):
    """The contributor of this name in this unit however it is spelled, somebody in office first, then
    the very spelling; None when there is none."""
    people = called(Contributor.objects.filter(unit=unit), name, "name")
    exact = stored(name)
    first = sorted(people, key=lambda one: (not one.is_active, one.name != exact, one.pk))[:1]
    return next((one.merged_into or one for one in first), None)


def accounts_called(name, unit):
    """Who in this unit, or in the bureau, logs in under this name however it is spelled."""
    seats = {"groups__role_group__isnull": False, "groups__role_group__unit": unit}
    return called(User.objects.filter(is_active=True, **seats).distinct(), name, "name")


def merged_among(ids):
    """Whether one of these authors was made one with another."""
    return Contributor.objects.filter(pk__in=ids, merged_into__isnull=False).exists()
