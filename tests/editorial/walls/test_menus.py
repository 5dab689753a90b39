"""What of Wagtail's menu is left to whom, decided in one place."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu

ROOT = Path(__file__).parents[3]
STOCK = {"explorer", "images", "documents", "reports", "settings", "help"}


def menu_of(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return {item.name for item in admin_menu.menu_items_for_request(request)}


@pytest.mark.parametrize(
    ("who", "left"), [("admin", {"explorer", "settings"}), ("guanli", set()), ("tongxun", set())]
)
def test_the_stock_menu_is_the_superusers_and_short(cast, who, left):
    assert menu_of(getattr(cast, who)) & STOCK == left


def test_only_the_walls_hide_what_wagtail_shows():
    sources = [
        path for app in ("editorial", "scoring", "cms") for path in (ROOT / app).rglob("*.py")
    ]
    homes = [
        path for path in sources if '"construct_main_menu"' in path.read_text(encoding="utf-8")
    ]
    assert [path.relative_to(ROOT).as_posix() for path in homes] == ["editorial/walls/hooks.py"]
