"""The manual's pages as they lie in docs/manual/, read once a process."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe

from cms.manual.markdown import anchor_of, headings_of, html_of

FOLDER = settings.BASE_DIR / "docs" / "manual"
FIRST = "README"


@cache
def page_names():
    return frozenset(path.stem for path in FOLDER.glob("*.md"))


@cache
def title_of(name):
    return headings_of(_text_of(name))[0][1]


@cache
def anchors_of(name):
    return frozenset(anchor_of(words) for _, words in headings_of(_text_of(name)))


@cache
def body_of(name):
    """The page without its title, which the frame of the screen shows."""
    _, _, body = _text_of(name).partition("\n")
    return mark_safe(html_of(body, _address_of))


def address_of_page(name, anchor=""):
    address = reverse("manual", args=[name])
    return f"{address}#{anchor}" if anchor else address


def _text_of(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def _address_of(link):
    """A link of the manual leads to a page of it or to a place on its own."""
    file, _, anchor = link.partition("#")
    return address_of_page(file.removesuffix(".md"), anchor) if file else f"#{anchor}"
