"""Strings that stand in one place only, who may read each, and what a reader gets out of an answer."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

UNIT = frozenset({"tongxun", "tongshi", "fuze"})
OUTSIDERS = frozenset({"waidi", "waifuze"})
BUREAU = frozenset({"bianji", "fushen", "zhongshen", "jifen", "zhuanlan", "guanli", "admin"})
SEATED = UNIT | OUTSIDERS | BUREAU
ANONYMOUS = "anonymous"
PEOPLE = (
    "tongxun",
    "tongshi",
    "fuze",
    "waidi",
    "waifuze",
    "bianji",
    "fushen",
    "zhongshen",
    "jifen",
    "zhuanlan",
    "guanli",
    "admin",
    ANONYMOUS,
)


@dataclass(frozen=True)
class Marker:
    """`owner` reads `text` at `path`; whoever is not in `readers` reads it nowhere."""

    text: str
    readers: frozenset
    owner: str
    path: str


def foreign_to(person, markers):
    return [marker for marker in markers if person not in marker.readers]


def read(response):
    """Everything an answer says, as text: headers, and the body with its escapes undone (a leak in
    JSON, in an address or inside a Word file would hide behind them)."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = b"".join(response) if response.streaming else response.content
    return unquote(headers) + "\n" + plain(body)


def plain(body):
    if body.startswith(b"PK\x03\x04"):
        return "\n".join(unzipped(body))
    text = unescape(body.decode("utf-8", errors="replace"))
    # JSON within JSON within HTML: the backslashes add up.
    text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return text + unquote(text) if "%" in text else text


def links(text):
    """The addresses of the admin that a page leads to by a GET, without what follows `#`."""
    found = re.findall(r'<a\b[^>]*?\bhref="(/admin/[^"#]*)', text)
    return {address for address in found if not address.startswith("/admin/logout/")}


def forms_without_token(text):
    """The forms of a page that would be refused for want of Django's token. Wagtail's list of who else
    has the page open is sent by a script, which puts the token into a header."""
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", text, re.S | re.I)
    return [
        attributes.strip()
        for attributes, inside in forms
        if re.search(r"method=.?post", attributes, re.I)
        and "csrfmiddlewaretoken" not in inside
        and "w-editing-sessions" not in attributes
    ]


def unzipped(body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            yield name
            yield plain(archive.read(name))


def sample(text):
    """A text in each disguise that `read` undoes."""
    return [text, json.dumps(text), json.dumps(json.dumps(text))]
