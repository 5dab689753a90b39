"""A browser and a fresh place for the journeys."""

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.place import Place


@pytest.fixture(scope="module")
def browser(chromium):
    """No longer than a module: while Playwright's loop runs, Django refuses every query."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=arguments)


@pytest.fixture
def place(tmp_path, empty_tables):
    return Place(tmp_path, empty_tables)
