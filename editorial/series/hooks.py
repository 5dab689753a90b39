"""Series in the admin: the list's address, the menu item, and the way back to the list."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem
from editorial.series.models import SeriesPage
from editorial.series.views import SeriesListView


@hooks.register("register_admin_urls")
def series_urls():
    return of_room("series", list_paths("series/", SeriesListView, "series_list"))


@hooks.register("register_admin_menu_item")
def series_menu():
    return AllowedMenuItem(
        "专栏",
        reverse("series:series_list"),
        icon_name="list-ul",
        order=400,
        name="series",
        allowed=lambda user: has_role(user, roles.SERIES),
    )


@hooks.register("after_create_page")
@hooks.register("after_publish_page")
@hooks.register("after_unpublish_page")
def back_to_the_series(request, page):
    """Stock goes on to the page tree, which is closed."""
    return redirect("series:series_list") if isinstance(page.specific, SeriesPage) else None
