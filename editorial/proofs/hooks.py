"""The addresses of the buttons beside what the checks found."""

from django.urls import path
from wagtail import hooks

from editorial.proofs.views import waive_finding, widen_marks
from editorial.screens.addresses import of_room


@hooks.register("register_admin_urls")
def proofs_urls():
    paths = [
        path("pieces/<int:pk>/waive/", waive_finding, name="waive_finding"),
        path("pieces/<int:pk>/widen/", widen_marks, name="widen_marks"),
    ]
    return of_room("proofs", paths)
