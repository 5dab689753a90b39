"""单位与人员 in Wagtail's admin: addresses and the menu group, for managers."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people import import_views as people_imports
from editorial.people import views as people
from editorial.people.seats import may_manage_people
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def people_urls():
    urls = []
    for address, view, name in (
        ("people/", people.PeopleView, "people"),
        ("units/", people.UnitsView, "units"),
    ):
        urls.append(path(address, view.as_view(), name=name))
        urls.append(
            path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results")
        )
    for kind in people_imports.KINDS:
        for address, view, name in (
            ("", people_imports.upload, "import"),
            ("confirm/", people_imports.confirm, "confirm_import"),
            ("template/", people_imports.template, "import_template"),
        ):
            urls.append(path(f"{kind}/import/{address}", view, {"kind": kind}, f"{name}_{kind}"))
    return urls + [
        path("people/add/", people.add_person, name="add_person"),
        path("people/<int:pk>/", people.person, name="person"),
        path("people/<int:pk>/password/", people.reset_password, name="reset_password"),
        path("people/<int:pk>/retire/", people.retire_person, name="retire_person"),
        path("units/open/", people.open_unit, name="open_unit"),
        path("units/<int:pk>/", people.unit, name="unit"),
        path("units/<int:pk>/retire/", people.retire_unit, name="retire_unit"),
    ]


@hooks.register("register_admin_menu_item")
def people_menu():
    entries = [
        ("单位", "units", "group"),
        ("人员", "people", "user"),
        ("导入", "import_people", "upload"),
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
