"""What the frame's own templates ask for: the demo's log-ins, where they may be shown."""

from django import template
from django.conf import settings

from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD

register = template.Library()


@register.simple_tag
def demo_logins():
    """The demo's log-ins, empty outside demo mode."""
    return DEMO_LOGINS if settings.DEMO_MODE else ()


@register.simple_tag
def demo_password():
    return DEMO_PASSWORD if settings.DEMO_MODE else ""
