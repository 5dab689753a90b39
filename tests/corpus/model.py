"""A document as the habits compose it and the writers render it: paragraphs of inlines, tables, pictures."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    font: str = ""
    size: int = 0  # half points
    bold: bool = False
    italic: bool = False
    color: str = ""
    hidden: bool = False


@dataclass
class Run:
    """`text` may hold "\\n" (a soft break) and "\\t" (a tab)."""

    text: str
    look: Look = Look()


@dataclass
class Xml:
    """Marks that hold no text: bookmarks, proofErr, the parts of a complex field."""

    xml: str


@dataclass
class Wrap:
    before: str
    inside: list
    after: str


@dataclass
class Link:
    url: str
    inside: list


@dataclass
class Note:
    kind: str  # comment or footnote
    text: str
    inside: list = field(default_factory=list)


@dataclass
class Image:
    picture: object
    how: str = "inline"  # inline, anchor, vml, alternate, group


@dataclass
class TextBox:
    paragraphs: list


@dataclass
class Para:
    inlines: list
    style: str = ""
    align: str = ""
    indent: str = ""  # chars, line
    number: tuple = ()  # (kind, level): bullet, decimal, chinese
    mark: str = ""  # what happened to the paragraph mark: del, ins
    border: bool = False


@dataclass
class Cell:
    content: list
    rows: int = 1
    columns: int = 1


@dataclass
class Table:
    """A dense grid: a place that a merged cell covers holds None."""

    rows: list
    header: bool = False
    lines: bool = True
    deleted_rows: tuple = ()


@dataclass
class Around:
    """Block-level wrapping: a content control, custom XML."""

    before: str
    inside: list
    after: str


@dataclass
class Document:
    body: list
    header: str = ""
    page_numbers: bool = False
    flavour: str = "word"  # word, wps, plain, prefix


def span(text, look=None):
    return [Run(text, look or Look())]
