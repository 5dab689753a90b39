"""What the frame's own templates ask for: the demo's log-ins, where they may be shown, the screen's place in
the manual, and what the scripts of the page need of its reader."""

from django import template
from django.conf import settings
from django.urls import reverse

from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD
from cms.manual.pages import address_of_page
from cms.manual.places import place_of

register = template.Library()


@register.filter
def keeper_of(user):
    """What js/keeping/ needs of the page's reader, in whose name the page writes."""
    return {
        "person": str(user.pk),
        "name": user.name,
        "door": reverse("who_is_here"),
        "login": f"{reverse('wagtailadmin_login')}?next={reverse('who_is_here')}",
        "logout": reverse("wagtailadmin_logout"),
    }


@register.simple_tag
def help_address(request):
    """Where the manual tells of the screen."""
    found = request.resolver_match if request else None
    return address_of_page(*place_of(found.view_name if found else ""))


@register.simple_tag
def demo_logins():
    """The demo's log-ins, empty outside demo mode."""
    return DEMO_LOGINS if settings.DEMO_MODE else ()


@register.simple_tag
def demo_password():
    return DEMO_PASSWORD if settings.DEMO_MODE else ""
