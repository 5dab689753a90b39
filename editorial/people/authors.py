"""Finding the author whom a typed name means."""

from editorial.people.models import Contributor


def known_author(name, unit):
    """The contributor of this name in this unit, somebody in office first; None when there is none."""
    people = Contributor.objects.filter(name=name, unit=unit)
    return people.order_by("-is_active", "pk").first()
