"""A browser on every address of the walls' list that a person may open. The suite looks on a phone in the
standard size, each address as one of those who may open it, all people in turn; axe once a kind of screen.
`SCREENS=all` (make drill) looks as every person, in both windows and in the largest size.
What is Wagtail's own is listed and not held."""

import os
from collections import Counter

import pytest

from tests.screens.crawl import AXE, DESK, PHONE, Crawler
from tests.screens.pages import addresses_of, fetch, openers
from tests.services import skip_or_fail
from tests.told import TOLD
from tests.walls.markers import PEOPLE
from tests.walls.test_walls import kind_of

pytestmark = pytest.mark.journey

ALL = os.environ.get("SCREENS") == "all"
# The window and the size of the text.
VIEWS = ((PHONE, ""), (PHONE, "larger"), (DESK, ""), (DESK, "larger")) if ALL else ((PHONE, ""),)


@pytest.fixture(scope="module")
def shown(world):
    """The pages, fetched before the browser starts: while Playwright's loop runs, Django refuses every query."""
    wanted = []
    for turn, (address, is_stock) in enumerate(addresses_of(world)):
        people = openers(address, PEOPLE)
        chosen = (
            people if ALL else people[turn % len(people) : turn % len(people) + 1] if people else []
        )
        wanted += [(person, address.path, is_stock) for person in chosen]
    return fetch(world, wanted)


def test_every_screen_holds(shown, browser, record_property):
    if not AXE.exists():
        skip_or_fail("axe-core (npm --prefix tests/lint ci)")
    found, stock, looked, examined = [], Counter(), 0, set()
    for window, size in VIEWS:
        crawler = Crawler(browser, window, size)
        for page in shown:
            faults = crawler.look_at(page)
            if kind_of(page.path) not in examined or ALL:
                examined.add(kind_of(page.path))
                faults += crawler.serious()
            looked += 1
            if page.is_stock:
                stock.update(fault.kind for fault in faults)
            else:
                where = f"{page.path} {page.person} {window[0]} {size or 'standard'}"
                found += [f"{where}: {fault.kind}: {fault.what}" for fault in faults]
    people = len({page.person for page in shown})
    addresses = len({page.path for page in shown})
    told = f"SCREENS: {addresses} addresses, {people} people, {looked} looks, {len(found)} faults of ours"
    record_property(TOLD, f"{told}; Wagtail's own: {dict(stock)}")
    assert found == []
