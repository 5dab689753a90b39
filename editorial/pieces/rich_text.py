"""PURE: the rich text of a paragraph block, read and written: paragraphs and lists with bold and
italic, which is all that the editor offers. What foreign markup may keep is editorial.files.markup."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar

from editorial.files.markup import clean_html
from editorial.manuscripts.blocks import BOLD, ITALIC, Paragraph, Run

MARKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
# Cleaning is slow, and what the editor and the importer wrote needs none. This finds anything else: a
# tag, a sign or an entity that is not theirs.
FOREIGN = re.compile(
    r"<(?!/?(?:p|b|strong|i|em|ul|ol|li|br)\b[^<>]*>)"
    r"|&(?!(?:amp|lt|gt|quot|nbsp|#39|#x27);)"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
TAG = re.compile(r"(<[^<>]*>)")
INLINE = re.compile(r"</?(?:b|strong|i|em)\b")
# Blanks that a browser shows as one; the full-width blank is a sign like any other.
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class RichList:
    """A list whose items keep their marks."""

    items: tuple[Paragraph, ...]
    ordered: bool = False
    kind: ClassVar[str] = "list"

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(line for item in self.items for line in item.words)


def read_rich_text(markup: str) -> list[Paragraph | RichList]:
    """Paragraphs and lists in their order; those without a word are left out."""
    reader = _Reader()
    reader.feed(clean_html(markup) if FOREIGN.search(markup) else markup)
    reader.close()
    reader.end()
    return reader.parts


def rewritten_markup(markup: str, rewrite: Callable[[str], str]) -> str:
    """The markup with other words, one character for one; a sentence is read through its marks."""
    pieces = TAG.split(markup)
    words = [
        html.unescape(piece) if place % 2 == 0 else "" if INLINE.match(piece) else "\n"
        for place, piece in enumerate(pieces)
    ]
    changed, at, out = rewrite("".join(words)), 0, []
    for place, (piece, said) in enumerate(zip(pieces, words, strict=True)):
        now = changed[at : at + len(said)]
        out.append(piece if place % 2 or now == said else html.escape(now, quote=False))
        at += len(said)
    return "".join(out)


def markup_of(paragraph: Paragraph) -> str:
    """The words with their marks as tags, opened and closed where they begin and end."""
    return "".join(_marked(run) for run in paragraph.runs)


def _marked(run: Run) -> str:
    words = html.escape(run.text)
    if run.italic:
        words = f"<i>{words}</i>"
    return f"<b>{words}</b>" if run.bold else words


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts: list[Paragraph | RichList] = []
        self.runs: list[Run] = []
        self.items: list[Paragraph] = []
        self.open_lists = 0
        self.depths = {BOLD: 0, ITALIC: 0}

    def handle_starttag(self, tag, attrs):
        if tag in MARKS:
            self.depths[MARKS[tag]] += 1
        elif tag == "br":
            self._add("\n")
        else:
            self._end_text()
            self.open_lists += tag in ("ul", "ol")

    def handle_endtag(self, tag):
        if tag in MARKS:
            self.depths[MARKS[tag]] = max(0, self.depths[MARKS[tag]] - 1)
        elif tag != "br":
            self._end_text()
            self.open_lists -= tag in ("ul", "ol") and self.open_lists > 0
            if not self.open_lists:
                self._end_lists(ordered=tag == "ol")

    def handle_data(self, data):
        self._add(BLANKS.sub(" ", data))

    def end(self):
        """What was never closed is closed."""
        self._end_text()
        self._end_lists()

    def _end_text(self):
        """What was read since becomes an item of the list that is open, else a paragraph."""
        paragraph = Paragraph.of_runs(*self.runs)
        if paragraph.text.strip():
            (self.items if self.open_lists else self.parts).append(paragraph)
        self.runs = []

    def _end_lists(self, *, ordered=False):
        """A list inside another added its items to the outer one."""
        if self.items:
            self.parts.append(RichList(tuple(self.items), ordered))
            self.items = []

    def _add(self, text):
        self.runs.append(Run(text, bool(self.depths[BOLD]), bool(self.depths[ITALIC])))
