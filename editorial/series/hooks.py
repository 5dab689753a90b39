"""Series in the admin: the list's address, the menu item, and the way back to the list."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.menus import AllowedMenuItem
from editorial.series.models import SeriesPage
from editorial.series.views import SeriesListView


@hooks.register("register_admin_urls")
def series_urls():
    return [
        path("series/", SeriesListView.as_view(), name="series_list"),
        path(
            "series/results/",
            SeriesListView.as_view(results_only=True),
            name="series_list_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def series_menu():
    return AllowedMenuItem(
        "专栏",
        reverse("series_list"),
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
    return redirect("series_list") if isinstance(page.specific, SeriesPage) else None
