"""PURE: what the body of a piece says, part by part, read from its blocks as they are stored. Only
this module knows how they are stored; which parts are counted, searched, checked or compared is for
its readers to say."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from editorial.manuscripts.blocks import Merged, Paragraph, Quote, Subheading, Table
from editorial.pieces.rich_text import RichList, read_rich_text, rewritten_markup
from editorial.storable import storable_data


@dataclass(frozen=True)
class PhotoPart:
    """`photo_id` is the PhotoAsset's; None where no photo was chosen."""

    photo_id: int | None
    caption: str = ""
    photographer: str = ""
    kind: ClassVar[str] = "photo"

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(text for text in (self.caption, self.photographer) if text)


Part = Paragraph | RichList | Subheading | Quote | Table | PhotoPart


def parts_of(raw) -> list[Part]:
    """`raw` is a body's raw_data, or the JSON of it that a revision holds. A block of a kind that
    there is no more is left out, as on the page."""
    return [
        part
        for stored in _stored_blocks(raw)
        if stored["type"] in READERS
        for part in READERS[stored["type"]](stored["value"])
    ]


def photos_in(raw) -> list[PhotoPart]:
    """The photos alone, in the order of the text."""
    return [
        photo
        for stored in _stored_blocks(raw)
        if stored["type"] == PhotoPart.kind
        for photo in _photo(stored["value"])
    ]


def prose_in(parts: Iterable[Part]) -> Iterator[Paragraph | RichList]:
    """The running text: paragraphs and lists."""
    return (part for part in parts if isinstance(part, Paragraph | RichList))


def rewritten(raw, rewrite: Callable[[str], str]) -> list[dict]:
    """The blocks with the words of each text as `rewrite` gives them back, one character for one; who
    took a photo stays as it is."""
    return [
        {**stored, "value": REWRITERS[stored["type"]](stored["value"], rewrite)}
        if stored["type"] in REWRITERS
        else stored
        for stored in _stored_blocks(raw)
    ]


def _stored_blocks(raw) -> Iterable[dict]:
    return storable_data(json.loads(raw or "[]")) if isinstance(raw, str) else raw


def _rich_text(markup):
    return read_rich_text(markup or "")


def _subheading(text):
    yield Subheading(_text(text))


def _quote(value):
    yield Quote(_text(value.get("text")), _text(value.get("attribution")))


def _photo(value):
    yield PhotoPart(
        value.get("photo"), _text(value.get("caption")), _text(value.get("photographer"))
    )


def _table(value):
    value = value or {}  # an empty table is stored as nothing
    rows = (tuple(_text(cell) for cell in row) for row in value.get("data") or [])
    yield Table(tuple(rows), tuple(_merged_cells(value)), _text(value.get("table_caption")))


def _merged_cells(value):
    """As the editor's table keeps them; what a form forged is left out."""
    for cell in value.get("mergeCells") or []:
        at = [cell.get(name) for name in ("row", "col", "rowspan", "colspan")]
        if all(type(number) is int for number in at):
            yield Merged(*at)


def _text(value) -> str:
    """A cell may hold a number; 0 is one too."""
    return "" if value is None else str(value)


READERS: dict[str, Callable[[Any], Iterable[Part]]] = {
    "paragraph": _rich_text,
    "subheading": _subheading,
    "photo": _photo,
    "table": _table,
    "quote": _quote,
}


def _fields_rewritten(*names):
    def rewritten_in(value, rewrite):
        return {**value, **{name: rewrite(_text(value.get(name))) for name in names}}

    return rewritten_in


def _table_rewritten(value, rewrite):
    if not value:
        return value
    rows = [
        [rewrite(cell) if isinstance(cell, str) else cell for cell in row]
        for row in value.get("data") or []
    ]
    return {**value, "data": rows, "table_caption": rewrite(_text(value.get("table_caption")))}


REWRITERS: dict[str, Callable[[Any, Callable[[str], str]], Any]] = {
    "paragraph": lambda markup, rewrite: rewritten_markup(markup or "", rewrite),
    "subheading": lambda text, rewrite: rewrite(_text(text)),
    "photo": _fields_rewritten("caption"),
    "table": _table_rewritten,
    "quote": _fields_rewritten("text", "attribution"),
}
