"""Finding the author whom a typed name means."""

from editorial.folding import stored
from editorial.names import called
from editorial.people.models import Contributor


def known_author(name, unit):
    """The contributor of this name in this unit however it is spelled, somebody in office first, then
    the very spelling; None when there is none."""
    people = called(Contributor.objects.filter(unit=unit), name, "name")
    exact = stored(name)
    return min(people, key=lambda one: (not one.is_active, one.name != exact, one.pk), default=None)
