"""The address of letting a finding pass."""

from django.urls import path
from wagtail import hooks

from editorial.proofs.views import waive_finding
from editorial.screens.addresses import of_room


@hooks.register("register_admin_urls")
def proofs_urls():
    return of_room("proofs", [path("pieces/<int:pk>/waive/", waive_finding, name="waive_finding")])
