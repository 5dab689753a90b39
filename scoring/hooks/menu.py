"""The count in the admin: its addresses and the menu group 计分."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.hooks.menus import AllowedMenuItem
from scoring.querysets import sees_all_scores
from scoring.views import books, bulletins, problems, quarters

ADDRESSES = [
    path("", quarters.this_quarter, name="this_quarter"),
    path("problems/", problems.problems, name="problems"),
    path("problems/<int:pk>/rate/", problems.add_rate, name="add_rate"),
    path("books/", books.books, name="books"),
    path("books/<int:pk>/", books.book, name="book"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("lines/<int:pk>/", quarters.line, name="line"),
    path("units/<int:unit_id>/<slug:code>/", quarters.unit, name="unit"),
    path("<slug:code>/", quarters.quarter, name="quarter"),
    path("<slug:code>/close/", quarters.close, name="close"),
    path("<slug:code>/standing/", quarters.standing, name="standing"),
    path("<slug:code>/bulletin/", bulletins.bulletin, name="bulletin"),
    path("<slug:code>/bulletin/word/", bulletins.bulletin_word, name="bulletin_word"),
]


@hooks.register("register_admin_urls")
def scoring_urls():
    return [path("scoring/", include((ADDRESSES, "scoring")))]


@hooks.register("register_admin_menu_item")
def scoring_menu():
    entries = [
        ("本季度", "scoring:this_quarter", "date"),
        ("计分问题", "scoring:problems", "warning"),
        ("计分办法", "scoring:books", "list-ol"),
        ("通报", "scoring:bulletins", "doc-full"),
    ]
    items = [
        AllowedMenuItem(label, reverse(name), icon_name=icon, order=order, allowed=sees_all_scores)
        for order, (label, name, icon) in enumerate(entries)
    ]
    return SubmenuMenuItem("计分", Menu(items=items), icon_name="order", order=500, name="scoring")
