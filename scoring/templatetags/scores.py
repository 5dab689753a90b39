"""Points in a sentence; in tables they stand with their two places."""

from django import template

from scoring.appeals.reading import appeals_about
from scoring.numbers import plain, signed

register = template.Library()
register.filter("plain", plain)
register.filter("signed", signed)


@register.simple_tag
def appeals_of(unit, quarter, user):
    """For scoring/appeals/_of_unit.html."""
    return appeals_about(unit, quarter, user)
