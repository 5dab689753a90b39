"""PURE: what a check is given and what it answers, and the few ways all families look at a text.

Knows no rule; a family says what is wrong, a `Kind` makes the finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from editorial.manuscripts.blocks import Table

BLOCK, WARN, NOTE = "block", "warn", "note"
# Every ideograph that has its own character, the rare ones of names too; for a class in a pattern.
HAN = "\u3400-\u4dbf一-鿿\uf900-\ufaff\U00020000-\U0003fffd"

# The signs that stand inside numbers, typed by an input method in full width. One character for one,
# so that a place in the folded text is the same place in the text; letters, digits and blanks are
# folded before (editorial.checks.copy), and here for the words of the lists.
_SIGNS = {"．": ".", "－": "-", "‐": "-", "‑": "-", "–": "-", "＋": "+", "％": "%", "／": "/"}
_BLANKS = {"\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\t": " "}
_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}
FOLD = str.maketrans(_WIDE | _SIGNS | _BLANKS)

SENTENCE = re.compile(r"[^。！？!?；;\n]+")


@dataclass(frozen=True)
class Caption:
    text: str = ""
    photographer: str = ""
    has_photo: bool = True


@dataclass(frozen=True)
class Article:
    """A piece as plain text; paragraphs of the body are parted by line feeds, and so are the credits:
    who is named beside the text. `length` is how many characters count for an outlet, where the body
    holds more: a subtitle, the joints of a table. `is_news` is whether it grows old."""

    headline: str = ""
    body: str = ""
    captions: tuple[Caption, ...] = ()
    event_date: date | None = None
    today: date | None = None
    length: int | None = None
    credits: str = ""
    is_news: bool = True

    def texts(self) -> Iterator[tuple[str, str]]:
        """(where, text) of everything that is printed, in reading order."""
        yield "headline", self.headline
        yield "body", self.body
        for number, caption in enumerate(self.captions, 1):
            yield f"photo {number}", caption.text
        yield "credits", "\n".join((self.credits, *(c.photographer for c in self.captions)))


@dataclass(frozen=True)
class Outlet:
    """What an outlet asks for; a limit it does not set is None."""

    name: str = ""
    headline_max: int | None = None
    length_min: int | None = None
    length_max: int | None = None
    photos_min: int | None = None
    photos_max: int | None = None


@dataclass(frozen=True)
class Finding:
    kind: str
    family: str
    where: str
    start: int
    end: int
    text: str
    severity: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True)
class Kind:
    """One thing that can be wrong; `label` is its Chinese name."""

    name: str
    label: str
    family: str
    severity: str = WARN

    def at(
        self,
        where: str,
        text: str,
        start: int,
        end: int,
        message: str,
        suggestion: str = "",
        severity: str = "",
    ) -> Finding:
        """The finding of text[start:end]."""
        severity = severity or self.severity
        words = text[start:end]
        return Finding(
            self.name, self.family, where, start, end, words, severity, message, suggestion
        )

    def whole(self, where: str, message: str, suggestion: str = "", severity: str = "") -> Finding:
        """The finding of a text as a whole."""
        return self.at(where, "", 0, 0, message, suggestion, severity)


def lines_of(block) -> list[str]:
    """What the checks read in a block of a text; a row of a table is a line, parted like a sentence."""
    if isinstance(block, Table):
        rows = ("，".join(cell for cell in row if cell) for row in block.rows)
        return [line for line in (block.caption, *rows) if line]
    return list(block.words)


# Every family asks for the same few texts.
@lru_cache(maxsize=64)
def fold(text: str) -> str:
    return text.translate(FOLD)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(start, sentence) without its closing mark."""
    for match in SENTENCE.finditer(text):
        yield match.start(), match[0]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in text.split("\n"):
        yield start, paragraph
        start += len(paragraph) + 1


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end]."""
    left = max((text.rfind(mark, 0, start) for mark in "。！？；\n"), default=-1) + 1
    rights = [place for mark in "。！？；\n" if (place := text.find(mark, end)) >= 0]
    return text[left : min(rights, default=len(text))]


def once_a_piece(
    kind: Kind, article: Article, pattern: re.Pattern, message: str, suggestion: str
) -> Iterator[Finding]:
    """One finding, at the first place, that says how many there are ({count}): a piece typed in
    another habit is one remark, not forty."""
    hits = [
        (where, text, match)
        for where, text in article.texts()
        for match in pattern.finditer(fold(text))
    ]
    if hits:
        where, text, match = hits[0]
        words = message.format(count=len(hits))
        yield kind.at(where, text, match.start(), match.end(), words, suggestion)
