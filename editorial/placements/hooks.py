"""Placements in the admin: their addresses and the menu group 刊发."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people.seats import may_record_placements, may_verify_placements, seats_of
from editorial.placements import lists as placement_lists
from editorial.placements import views as placements
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def placement_urls():
    lists = [
        ("placements/to-verify/", placement_lists.ToVerifyView, "placements_to_verify"),
        ("placements/", placement_lists.PlacementsView, "placements"),
    ]
    urls = []
    for address, view, name in lists:
        urls.append(path(address, view.as_view(), name=name))
        urls.append(
            path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results")
        )
    return urls + [
        path("placements/record/", placements.record, name="record_placement"),
        path("placements/export/", placement_lists.export, name="export_placements"),
        path("placements/<int:pk>/", placements.placement, name="placement"),
        path("placements/<int:pk>/edit/", placements.edit, name="edit_placement"),
        path("placements/<int:pk>/decide/", placements.decide, name="decide_placement"),
    ]


@hooks.register("register_admin_menu_item")
def placements_menu():
    entries = [
        ("登记刊发", "record_placement", "plus", may_record_placements),
        ("待核实", "placements_to_verify", "check", may_verify_placements),
        ("刊发台账", "placements", "list-ul", lambda user: bool(seats_of(user))),
    ]
    items = [
        AllowedMenuItem(label, reverse(name), icon_name=icon, order=order, allowed=allowed)
        for order, (label, name, icon, allowed) in enumerate(entries)
    ]
    menu = Menu(items=items)
    return SubmenuMenuItem("刊发", menu, icon_name="doc-full-inverse", order=300, name="placements")
