"""Points in a sentence; in tables they stand with their two places."""

from django import template

from scoring.arithmetic import lines

register = template.Library()


@register.filter
def plain(number):
    """10, 3.34 or 0.5."""
    return lines.plain(number)
