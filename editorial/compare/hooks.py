"""The addresses of what is set side by side."""

from django.urls import path
from wagtail import hooks

from editorial.compare.changes_views import changes
from editorial.compare.likeness_views import likeness
from editorial.screens.addresses import of_room


@hooks.register("register_admin_urls")
def compare_urls():
    return of_room(
        "compare",
        [
            path("pieces/<int:pk>/changes/", changes, name="piece_changes"),
            path("pieces/<int:pk>/likeness/<int:other>/", likeness, name="likeness"),
        ],
    )
