"""How a room's addresses are put into the admin: under the room's own namespace, a list with its results."""

from django.urls import include, path


def of_room(namespace, paths):
    """For Wagtail's register_admin_urls; their names are `namespace:name`."""
    return [path("", include((paths, namespace)))]


def list_paths(address, view, name):
    """A list and, at results/, the rows alone, which its search and filters ask for."""
    return [
        path(address, view.as_view(), name=name),
        path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]
