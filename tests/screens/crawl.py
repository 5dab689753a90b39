"""The browser that is shown the fetched pages: what it finds on each (look.js), what its console says, and
what axe finds."""

import json
from collections import namedtuple
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.factories import jpeg
from tests.walls.markers import PEOPLE

HERE = Path(__file__).parent
LOOK = (HERE / "look.js").read_text(encoding="utf-8").rstrip().rstrip(";")
AXE = HERE.parent / "lint" / "node_modules" / "axe-core" / "axe.min.js"
HOST = "http://screens.test"
PHONE, DESK = (390, 844), (1366, 900)
# Words in Latin letters that stand on a screen by right: kinds of files, encodings, and what the walls' world
# calls its people and things.
KNOWN = [
    *(
        "Word",
        "Excel",
        "PDF",
        "JPG",
        "JPEG",
        "PNG",
        "WebP",
        "WEBP",
        "HEIC",
        "WPS",
        "CSV",
        "JSON",
        "UTF",
        "SHA",
    ),
    *("duchang", "hukou", "paper", "login", "admin", *PEOPLE),
]

# What a script finds where the page fetched no words of Django's catalogue.
CATALOGUE = "window.gettext = window.gettext || ((words) => words);"
# Wagtail's own parts that stand on screens of ours.
STOCK_PARTS = {".w-dropdown__toggle"}
Fault = namedtuple("Fault", "kind what")


class Crawler:
    """One window of one width and one size of text."""

    def __init__(self, browser, window=PHONE, size=""):
        context = browser.new_context(
            viewport={"width": window[0], "height": window[1]},
            has_touch=window is PHONE,
            locale="zh-CN",
        )
        context.add_init_script(f"try {{ localStorage.setItem('text-size', '{size}') }} catch {{}}")
        context.route("**/*", self._answer)
        self.tab = context.new_page()
        self.tab.on("console", self._heard)
        self.tab.on("pageerror", lambda error: self._errors.append(str(error)))
        self.tab.on("dialog", lambda dialog: dialog.accept())
        self._shown, self._errors, self._files = None, [], {}
        self._photo = jpeg(size=(800, 600))

    def _heard(self, message):
        if message.type == "error":
            self._errors.append(message.text)

    def _answer(self, route):
        path = route.request.url.removeprefix(HOST).split("#")[0]
        if self._shown and route.request.is_navigation_request():
            return route.fulfill(body=self._shown.body, content_type="text/html; charset=utf-8")
        if path.startswith("/static/"):
            return self._file(route, path.split("?")[0].removeprefix("/static/"))
        if path.startswith("/media/"):
            return route.fulfill(body=self._photo, content_type="image/jpeg")
        if "sprite" in path:
            return route.fulfill(
                body="<svg xmlns='http://www.w3.org/2000/svg'></svg>", content_type="text/html"
            )
        if "jsi18n" in path:
            return route.fulfill(body=CATALOGUE, content_type="text/javascript")
        # Who else has the page open, and the like: nobody.
        return route.fulfill(
            body='{"html": "", "ping_url": "", "release_url": ""}', content_type="application/json"
        )

    def _file(self, route, name):
        if name not in self._files:
            found = finders.find(name)
            self._files[name] = Path(found).read_bytes() if found else None
        if self._files[name] is None:
            return route.fulfill(status=404)
        kind = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
        return route.fulfill(
            body=self._files[name],
            content_type=kind.get(name.rpartition(".")[2], "application/octet-stream"),
        )

    def look_at(self, page):
        self._shown, self._errors = page, []
        self.tab.goto(HOST + page.path, wait_until="load")
        options = {"known": KNOWN, "isFront": page.path == "/"}
        found = [
            Fault(one["kind"], one["what"])
            for one in self.tab.evaluate(f"({LOOK})({json.dumps(options)})")
        ]
        return found + [Fault("console", error) for error in self._errors]

    def serious(self):
        """[(rule, where)] that axe calls serious or critical on the page that is shown."""
        self.tab.evaluate(AXE.read_text(encoding="utf-8"))
        run = "axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        found = self.tab.evaluate(f"{run}.then((all) => all.violations)")
        return [
            Fault("axe", f"{one['id']}: {node['target'][0]}")
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
            if node["target"][0] not in STOCK_PARTS
        ]
