"""The frame of the admin: home, stylesheet and manual. What of the stock menu is hidden is editorial.walls'."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html_join
from wagtail import hooks

from cms.home.cards import WorkPanel
from cms.manual import views as manual

STYLESHEETS = (
    "base",
    "components",
    "tools",
    "home",
    "desk",
    "writing",
    "routing",
    "compare",
    "wordlists",
    "scoring",
    "books",
    "manual",
    "phone",
)


@hooks.register("register_admin_urls")
def manual_addresses():
    return [
        path("manual/", manual.first, name="manual_first"),
        path("manual/<slug:name>/", manual.page, name="manual"),
    ]


@hooks.register("construct_homepage_panels")
def only_what_waits_for_me(request, panels):
    """The stock moderators' panel loads every queued object (2,000 queries with 1,000 queued)."""
    panels[:] = [WorkPanel(request)]


@hooks.register("construct_homepage_summary_items")
def no_site_summary(request, items):
    items[:] = []


@hooks.register("insert_global_admin_css")
def admin_stylesheet():
    """In this order: what is shared first, then each room's own."""
    sheets = ((static(f"css/{name}.css"),) for name in STYLESHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("construct_search")
def no_stock_search(request, search_areas):
    """Each list has its own search; the stock one is the explorer's."""
    search_areas[:] = []
