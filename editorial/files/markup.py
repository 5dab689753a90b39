"""The one gate for foreign markup: what HTML from outside may keep. Built on bleach, which is slow:
editorial.pieces.rich_text passes here what holds anything but its own few tags."""

import re
import unicodedata

from bleach import html5lib_shim
from bleach.sanitizer import Cleaner

KEPT_TAGS = frozenset(
    ("p", "br", "h2", "h3", "h4", "blockquote", "a")
    + ("b", "strong", "i", "em", "ul", "ol", "li")
    + ("table", "thead", "tbody", "tr", "th", "td")
)
# Elements that go with all they contain: their content is code, metadata or a stand-in, never
# prose. bleach alone removes only the tags, and the script's text would stand in the article.
DROPPED_TAGS = frozenset(
    ("script", "style", "noscript", "template", "title", "head", "xml", "svg")
    + ("iframe", "frameset", "noframes", "noembed", "object", "applet")
    + ("audio", "video", "canvas")
)
PROTOCOLS = frozenset(("http", "https", "mailto"))
LINK = re.compile(r"\s*(https?://|mailto:)\S", re.IGNORECASE)
SPAN = re.compile(r"[1-9]\d?")
REL = "nofollow noopener noreferrer"


def clean_html(html: str) -> str:
    """The markup with only the kept elements; `<`, `&` and quotes that are text stay text."""
    return _cleaner().clean(_without_control_characters(html)).strip()


def _cleaner() -> Cleaner:
    """A new one each time: bleach's cleaner holds the parser's state and isn't safe among threads."""
    return Cleaner(
        # The dropped ones are "allowed" up to the filter, so that the parser sees them as what
        # they are and knows where their content ends.
        tags=KEPT_TAGS | DROPPED_TAGS,
        attributes={"a": _is_link, "th": _is_span, "td": _is_span},
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
        filters=[_WithoutDropped, _TidyLinks],
    )


def _is_link(tag: str, name: str, value: str) -> bool:
    """Only whole addresses: a relative one would point into whatever site shows the text."""
    return name == "href" and bool(LINK.match(value))


def _is_span(tag: str, name: str, value: str) -> bool:
    return name in ("colspan", "rowspan") and bool(SPAN.fullmatch(value))


def _without_control_characters(html: str) -> str:
    """Word's soft breaks become spaces; other control characters go (bleach would make them "?")."""
    html = re.sub(r"[\x0b\x0c]", " ", html)
    return "".join(c for c in html if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cs"))


class _WithoutDropped(html5lib_shim.Filter):
    """Leaves out whole elements. The tokens come from a tree, so starts and ends always match."""

    def __iter__(self):
        depth = 0
        for token in super().__iter__():
            dropped = token.get("name") in DROPPED_TAGS and token["type"] != "Entity"
            if dropped and token["type"] == "StartTag":
                depth += 1
            elif dropped and token["type"] == "EndTag":
                depth -= 1
            elif not depth and not dropped:
                yield token


class _TidyLinks(html5lib_shim.Filter):
    """Adds rel to links, and removes the `a` around words whose address was not allowed."""

    def __iter__(self):
        kept = []
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                kept.append((None, "href") in token["data"])
                if kept[-1]:
                    yield {**token, "data": {**token["data"], (None, "rel"): REL}}
            elif token["type"] == "EndTag" and token["name"] == "a":
                if kept.pop():
                    yield token
            else:
                yield token
