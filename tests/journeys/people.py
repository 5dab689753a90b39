"""One person at one browser window: logs in, presses what is on the screen, and looks at every page
for English and for anything that would scroll sideways on a phone."""

import os
import re
from pathlib import Path

from tests.conftest import PASSWORD

DESK, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
LATIN = re.compile(r"[A-Za-z][A-Za-z.'-]+")
# Kinds of files and what an address begins with.
ALLOWED = frozenset(
    [
        "Word",
        "docx",
        "doc",
        "wps",
        "PDF",
        "Excel",
        # How a closed quarter is digested: named, so that anyone can check it.
        "SHA-",
        "JPG",
        "jpg",
        "JPEG",
        "PNG",
        "WebP",
        "WEBP",
        "MB",
        "http",
        "https",
    ]
)
# What a person reads: text, and the words on fields and buttons that only assistive technology speaks.
READ = """() => {
  const seen = [document.title, document.body.innerText];
  for (const element of document.querySelectorAll('[placeholder],[title],[aria-label],[alt]'))
    if (element.checkVisibility())
      for (const name of ['placeholder', 'title', 'aria-label', 'alt'])
        seen.push(element.getAttribute(name) || '');
  return seen.join('\\n');
}"""
# The digest of a closed quarter is no language.
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
# What sticks out on the right where the page scrolls sideways; "" where it does not.
SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return '';
  const out = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > page.clientWidth + 1);
  return out.map((element) => element.tagName + '.' + element.className).join(' ') || 'something';
}"""


class Person:
    """JOURNEY_SHOTS names a folder for pictures of every page looked at, at both sizes."""

    def __init__(self, browser, address, username):
        self.address, self.username = address, username
        self.page = browser.new_context(
            viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        ).new_page()
        self.page.set_default_timeout(20_000)
        self._asked = set()
        self.page.on("request", lambda request: self._asked.add(request))
        for answered in ("requestfinished", "requestfailed"):
            self.page.on(answered, lambda request: self._asked.discard(request))
        self.english, self.sideways = [], []

    def log_in(self):
        self.go("/admin/login/")
        self.page.locator("[name=username]").fill(self.username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("登录")
        return self

    def settle(self):
        """Wait until the page is there and has asked for nothing in a tenth of a second (Playwright's
        `networkidle` waits for half a second, a hundred times in a journey)."""
        self.page.wait_for_load_state()
        quiet = 0
        while quiet < 2:
            self.page.wait_for_timeout(50)
            quiet = 0 if self._asked else quiet + 1

    def go(self, path):
        self.page.goto(self.address + path)
        self.settle()

    def press(self, name):
        """The last button of that name (the menu stands before the page), and wait for what follows."""
        self.page.get_by_role("button", name=name, exact=True).last.click()
        self.settle()

    def fill(self, label, text):
        self.page.get_by_role("textbox", name=label).first.fill(text)

    def choose(self, label, option):
        self.page.get_by_role("combobox", name=label).first.select_option(label=option)

    def tick(self, label):
        self.page.get_by_role("checkbox", name=label).check()

    def follow(self, name):
        """The first link of that name in the page's own part, not in the menu."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.settle()

    def follow_in_row(self, row, name):
        """A link of the first row of a table that says `row`."""
        row = self.page.get_by_role("row").filter(has_text=row).first
        row.get_by_role("link", name=name).first.click()
        self.settle()

    def reads(self, text):
        """Wait until the page says so."""
        try:
            self.page.get_by_text(text).first.wait_for()
        except Exception:
            self._picture("instead", "desk")
            raise

    def save_as(self, name, folder):
        """Follow a link that downloads; the file's path."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name).first.click()
        path = Path(folder) / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def look(self, name):
        """Read the page for English, and see that a phone does not scroll it sideways."""
        words = set(LATIN.findall(DIGEST.sub("", self.page.evaluate(READ)))) - ALLOWED
        self.english += [f"{name}: {word}" for word in sorted(words)]
        self._picture(name, "desk")
        self.page.set_viewport_size(PHONE)
        self.page.wait_for_timeout(150)
        if sticks_out := self.page.evaluate(SIDEWAYS):
            self.sideways.append(f"{name}: {sticks_out[:200]}")
        self._picture(name, "phone")
        self.page.set_viewport_size(DESK)

    def _picture(self, name, size):
        folder = os.environ.get("JOURNEY_SHOTS")
        if folder:
            self.page.screenshot(path=f"{folder}/{name}-{size}.png", full_page=True)
