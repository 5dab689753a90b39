"""单位与人员 in Wagtail's admin: addresses and the menu group, for managers."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people import import_views as people_imports
from editorial.people import views as people
from editorial.people.seats import may_manage_people
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def people_urls():
    paths = [
        *list_paths("people/", people.PeopleView, "people"),
        *list_paths("units/", people.UnitsView, "units"),
    ]
    for kind in people_imports.KINDS:
        for address, view, name in (
            ("", people_imports.upload, "import"),
            ("confirm/", people_imports.confirm, "confirm_import"),
            ("template/", people_imports.template, "import_template"),
        ):
            paths.append(path(f"{kind}/import/{address}", view, {"kind": kind}, f"{name}_{kind}"))
    paths += [
        path("people/add/", people.add_person, name="add_person"),
        path("people/<int:pk>/", people.person, name="person"),
        path("people/<int:pk>/password/", people.reset_password, name="reset_password"),
        path("people/<int:pk>/retire/", people.retire_person, name="retire_person"),
        path("units/open/", people.open_unit, name="open_unit"),
        path("units/<int:pk>/", people.unit, name="unit"),
        path("units/<int:pk>/retire/", people.retire_unit, name="retire_unit"),
    ]
    return of_room("people", paths)


@hooks.register("register_admin_menu_item")
def people_menu():
    entries = [
        ("单位", "people:units", "group"),
        ("人员", "people:people", "user"),
        ("导入", "people:import_people", "upload"),
    ]
    items = [
        AllowedMenuItem(
            label, reverse(name), icon_name=icon, order=order, allowed=may_manage_people
        )
        for order, (label, name, icon) in enumerate(entries)
    ]
    return SubmenuMenuItem(
        "单位与人员", Menu(items=items), icon_name="group", order=600, name="people"
    )
