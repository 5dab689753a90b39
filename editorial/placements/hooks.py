"""Placements in the admin: their addresses and the menu group 刊发."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people.seats import may_record_placements, may_verify_placements, seats_of
from editorial.placements import lists
from editorial.placements import views as placements
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def placement_urls():
    paths = [
        *list_paths("placements/to-verify/", lists.ToVerifyView, "placements_to_verify"),
        *list_paths("placements/", lists.PlacementsView, "placements"),
        path("placements/record/", placements.record, name="record_placement"),
        path("placements/<int:pk>/", placements.placement, name="placement"),
        path("placements/<int:pk>/edit/", placements.edit, name="edit_placement"),
        path("placements/<int:pk>/decide/", placements.decide, name="decide_placement"),
    ]
    return of_room("placements", paths)


@hooks.register("register_admin_menu_item")
def placements_menu():
    entries = [
        ("登记刊发", "placements:record_placement", "plus", may_record_placements),
        ("待核实", "placements:placements_to_verify", "check", may_verify_placements),
        ("刊发台账", "placements:placements", "list-ul", lambda user: bool(seats_of(user))),
    ]
    items = [
        AllowedMenuItem(label, reverse(name), icon_name=icon, order=order, allowed=allowed)
        for order, (label, name, icon, allowed) in enumerate(entries)
    ]
    menu = Menu(items=items)
    return SubmenuMenuItem("刊发", menu, icon_name="doc-full-inverse", order=300, name="placements")
