"""Points in a sentence; in tables they stand with their two places."""

from django import template

from scoring.appealing import appeals_about
from scoring.arithmetic import lines

register = template.Library()


@register.filter
def plain(number):
    """10, 3.34 or 0.5."""
    return lines.plain(number)


@register.filter
def signed(number):
    """+10 or −0.5: what is added or taken away."""
    return f"−{lines.plain(-number)}" if number < 0 else f"+{lines.plain(number)}"


@register.simple_tag
def appeals_of(unit, quarter, user):
    """For scoring/_appeal.html."""
    return appeals_about(unit, quarter, user)
