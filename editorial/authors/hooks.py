"""作者 in Wagtail's admin: its addresses; the menu entry is with 单位与人员."""

from django.urls import path, reverse
from wagtail import hooks

from editorial.authors import views
from editorial.people.seats import may_merge_authors
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def author_urls():
    return of_room(
        "authors",
        [
            *list_paths("authors/", views.AuthorsView, "authors"),
            path("authors/<int:pk>/", views.author, name="author"),
        ],
    )


@hooks.register("register_admin_menu_item")
def author_menu():
    return AllowedMenuItem(
        "作者",
        reverse("authors:authors"),
        icon_name="user",
        order=610,
        name="authors",
        allowed=may_merge_authors,
    )
