"""Hands to the public templates of editorial's pages what cms.site.front finds: editorial itself may not
import cms, so these pages have no get_context of ours."""

from django import template
from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.models import Site

from cms.site import front

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context):
    """The home page, both indexes and the series for the head and the foot of every page. Pages
    without a `page`, such as the 404, have it too."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    home = site.root_page if site else None
    page = context.get("page")
    return {
        "home": home,
        "is_front": bool(home and page and page.pk == home.pk),
        "series": front.public_series(),
        **front.indexes(),
    }


def _once(page, make):
    """Blocks of a template share no variables: what one found is kept on the page for the next."""
    if not hasattr(page, "_shown"):
        page._shown = make()
    return page._shown


@register.simple_tag
def piece_story(piece):
    """All that the page of a piece shows beside its own columns."""
    return _once(piece, lambda: _story(piece))


def _story(piece):
    photos = front.photo_blocks(piece)
    older, newer = front.neighbours(piece)
    return {
        "photo": photos[0]["photo"] if photos else None,
        "series": front.series_of(piece),
        "unit": front.unit_of(piece),
        "credits": front.credits_of(piece),
        "published_at": piece.first_published_at or timezone.now(),
        "reviewers": front.reviewers_of(piece),
        "printed_in": front.printed_in(piece),
        "older": older,
        "newer": newer,
        "excerpt": front.excerpt(piece),
    }


@register.simple_tag(takes_context=True)
def pieces_in_series(context, series):
    return _once(series, lambda: _numbered(context, front.pieces_of_series(series)))


@register.simple_tag(takes_context=True)
def pieces_in_unit(context, unit):
    return _once(unit, lambda: _numbered(context, front.pieces_of_unit(unit)))


def _numbered(context, pieces):
    """The page of the list that the address asks for; a number that makes no sense gets the
    nearest page there is."""
    return Paginator(pieces, front.PER_PAGE).get_page(context["request"].GET.get("page"))


@register.simple_tag
def all_series():
    return front.series_with_counts()


@register.simple_tag
def all_units():
    return front.units_by_group()


@register.filter
def opening(piece):
    return front.excerpt(piece)


@register.simple_tag(takes_context=True)
def absolute(context, address):
    """A whole address, which cards in WeChat and canonical links need."""
    return context["request"].build_absolute_uri(address)
