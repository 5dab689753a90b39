"""The addresses of the outlets; their entry stands in the menu group 送稿."""

from django.urls import path
from wagtail import hooks

from editorial.outlets import views
from editorial.screens.addresses import list_paths, of_room


@hooks.register("register_admin_urls")
def outlet_urls():
    return of_room(
        "outlets",
        [
            *list_paths("outlets/", views.OutletsView, "outlets"),
            path("outlets/add/", views.add, name="add_outlet"),
            path("outlets/<int:pk>/", views.edit, name="edit_outlet"),
            path("outlets/<int:pk>/retire/", views.retire, name="retire_outlet"),
        ],
    )
