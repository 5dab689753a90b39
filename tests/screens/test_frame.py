"""What stands on every page of the admin, for one of those who may open it: a title of its own, help that
leads to a place in the manual, the size of the text. Read from the HTML; what only a browser can show is
test_screens.py's."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from cms.manual import pages as manual
from tests.screens.pages import addresses_of, fetch, openers
from tests.walls.markers import SEATED

pytestmark = pytest.mark.django_db

TITLE = re.compile(r"<title>(.*?)</title>", re.S)
HELP = re.compile(r'class="tools__one" href="(/admin/manual/([\w-]+)/(?:#([^"]+))?)"')
HOUSE = re.compile(r"\s*[-·]\s*秉笔亮烛\s*$")


@pytest.fixture(scope="module")
def shown(world, django_db_blocker):
    """One reader's answer of each address of the admin."""
    wanted = [
        (openers(address, sorted(SEATED))[0], address.path, is_stock)
        for address, is_stock in addresses_of(world)
        if address.path.startswith("/admin/") and openers(address, sorted(SEATED))
    ]
    return fetch(world, wanted)


def words_of_title(page):
    found = TITLE.search(page.body.decode())
    return HOUSE.sub("", " ".join(unescape(found[1]).split())) if found else ""


def test_every_page_of_the_admin_has_a_title_of_its_own(shown):
    """26 of 34 screens were called “- 秉笔亮烛”."""
    assert len(shown) > 100
    assert [page.path for page in shown if not words_of_title(page)] == []


def test_no_two_screens_of_a_piece_have_one_title(shown):
    """The title says what of the piece the page is, too."""
    by_title = {}
    for page in shown:
        if not page.is_stock and (
            found := re.match(r"/admin/(?:routing/)?pieces/(\d+)/", page.path)
        ):
            by_title.setdefault((found[1], words_of_title(page)), set()).add(page.path)
    assert [paths for paths in by_title.values() if len(paths) > 1] == []


def test_help_on_every_page_leads_to_a_place_in_the_manual(shown):
    lost = []
    for page in shown:
        found = HELP.search(page.body.decode())
        if not found and b'class="sidebar' not in page.body and b"wagtail-sidebar" not in page.body:
            continue
        if not found or found[2] not in manual.page_names():
            lost.append(page.path)
        elif found[3] and unquote(unescape(found[3])) not in manual.anchors_of(found[2]):
            lost.append((page.path, found[3]))
    assert lost == []


def test_every_page_has_the_sizes_of_the_text_and_a_button_that_prints(shown):
    framed = [page for page in shown if b"wagtail-sidebar" in page.body]
    assert len(framed) > 100
    lacking = [
        page.path
        for page in framed
        if b'data-size="larger"' not in page.body or b"data-print" not in page.body
    ]
    assert lacking == []
