"""A place to type in: the small world's web process, what a test does to a session or a connection, and
what stands in the rows. Read from SQLite as it is: while a browser runs, Django may not ask."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import datetime

from tests.journeys.people import Person
from tests.journeys.place import Place

EDITOR = ".public-DraftEditor-content"
MESSAGE = ".keeping"


class Desk:
    """The web process and its rows."""

    def __init__(self, folder, tables):
        self.place = Place(folder, tables)
        command = [sys.executable, "-m", "tests.journeys.count"]
        subprocess.run(command, env=self.place.environment, check=True)

    @contextmanager
    def open(self):
        with self.place.serving(datetime.now()) as self.address:
            yield self

    def rows(self, statement, *values):
        path = self.place.folder / "var" / "db.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as rows:
            return rows.execute(statement, values).fetchall()

    def newest_text(self):
        """Headline and body of the newest revision of a piece, as one string; "" without one."""
        found = self.rows(
            "SELECT content FROM wagtailcore_revision ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        if not found:
            return ""
        content = json.loads(found[0][0])
        body = json.loads(content.get("body") or "[]")
        return content["title"] + json.dumps(body, ensure_ascii=False)

    def all_texts(self):
        return "".join(row[0] for row in self.rows("SELECT content FROM wagtailcore_revision"))


class Writer(Person):
    """Somebody who types, in a window whose session may be taken away."""

    def start_piece(self, headline=""):
        self.go("/admin/pieces/write/")
        self.page.locator(EDITOR).first.wait_for()
        if headline:
            self.page.locator("[name=title]").fill(headline)
        return self

    def type(self, text, delay=20):
        self.page.locator(EDITOR).first.click()
        self.page.keyboard.type(text, delay=delay)

    def save(self):
        self.page.get_by_role("button", name="保存草稿").click()

    def message(self):
        place = self.page.locator(MESSAGE)
        return place.first.inner_text() if place.count() else ""

    def says(self, words):
        try:
            self.page.locator(MESSAGE).filter(has_text=words).first.wait_for(timeout=10_000)
        except Exception:
            self._picture("instead", "desk")
            raise AssertionError(f"not {words!r} but {self.message()!r}") from None

    def body(self):
        return self.page.locator(EDITOR).first.inner_text().strip()

    def end_session(self):
        self.page.context.clear_cookies(name="sessionid")

    def second_tab(self, username=None):
        """Log out and in again in another tab, maybe as somebody else."""
        here = Writer.__new__(type(self))
        here.__dict__ = dict(self.__dict__)
        here.page = self.page.context.new_page()
        here._asked = set()
        here.username = username or self.username
        here.page.context.clear_cookies(name="sessionid")
        here.log_in()
        return here

    def log_in_within_the_layer(self, username=None):
        frame = self.page.frame_locator(".keeping-layer iframe")
        frame.locator("[name=username]").fill(username or self.username)
        frame.locator("[name=password]").fill("laoganbu-2026")
        frame.get_by_role("button", name="登录").click()
