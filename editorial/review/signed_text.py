"""The one bridge from a signed text to the pure manuscript: ApprovedVersion → document.Manuscript.
Reads the signed copy alone, never the page, and only photos that still are what was signed."""

import hashlib
from html.parser import HTMLParser

from django.utils.timezone import localdate

from editorial.files.markup import clean_html
from editorial.manuscripts import blocks, document
from editorial.people.models import Contributor
from editorial.record.canonical import digest
from editorial.refused import Refused


class NotAsSigned(Refused):
    """What is stored is no longer what was signed; nothing goes out."""


def refuse_unless_as_signed(version):
    """The stored copy must still have the hash that was taken when it was signed."""
    if digest(version.content) != version.sha256:
        raise NotAsSigned("审定稿与终审时的内容不一致，不能送出。请联系管理员查明原因。")


def manuscript_of(version):
    """The signed text as plain data with its photos' bytes; raises NotAsSigned."""
    refuse_unless_as_signed(version)
    signed = signed_piece(version)
    return document.Manuscript(
        headline=signed.title,
        kicker=signed.kicker,
        subtitle=signed.subtitle,
        genre=signed.get_genre_display(),
        unit=version.piece.status_row.unit.title,
        bylines=tuple(_bylines(version.content)),
        blocks=tuple(_blocks(signed.body)),
        series=signed.series.title if signed.series else "",
        source=signed.source_note or signed.get_source_display(),
        event_date=signed.event_date,
        approved_on=localdate(version.approved_at),
    )


def signed_photo(version, number):
    """The photo of that number, from 1, alone; None where there is none."""
    refuse_unless_as_signed(version)
    photos = [block for block in signed_piece(version).body if block.block_type == "photo"]
    return _photo(photos[number - 1].value) if 1 <= number <= len(photos) else None


def signed_piece(version):
    """The piece as the signed copy has it, for reading: saving it is nobody's business."""
    return version.piece.with_content_json(version.content)


def signed_text(version):
    """(headline, the body's words) for counting and checking; reads no photo."""
    signed = signed_piece(version)
    words = []
    for block in signed.body:
        if block.block_type == "paragraph":
            words += [_text_of(part) for part in rich_text_parts(str(block.value))]
        elif block.block_type == "subheading":
            words.append(block.value)
        elif block.block_type == "quote":
            words.append(block.value["text"])
    return signed.title, "\n".join(words)


def _text_of(part):
    return part.text if isinstance(part, blocks.Paragraph) else "\n".join(part.items)


def _bylines(content):
    rows = sorted(content.get("bylines", []), key=lambda row: row.get("sort_order") or 0)
    people = Contributor.objects.select_related("unit").in_bulk(row["contributor"] for row in rows)
    for row in rows:
        person = people[row["contributor"]]
        yield blocks.Byline(person.name, row["role"], person.unit.title)


def _blocks(body):
    readers = {"photo": _photo, "table": _table, "quote": _quote}
    for block in body:
        if block.block_type == "paragraph":
            yield from rich_text_parts(str(block.value))
        elif block.block_type == "subheading":
            yield blocks.Subheading(block.value)
        else:
            yield readers[block.block_type](block.value)


def _quote(value):
    return blocks.Quote(value["text"], value["attribution"] or "")


def _table(value):
    rows = value.get("data") or []
    cells = (tuple(str(cell or "") for cell in row) for row in rows)
    return blocks.Table(tuple(cells), tuple(_merged_cells(value)), value.get("table_caption") or "")


def _merged_cells(value):
    """As the editor's table keeps them; what a form forged is left out."""
    for cell in value.get("mergeCells") or []:
        at = [cell.get(name) for name in ("row", "col", "rowspan", "colspan")]
        if all(type(number) is int for number in at):
            yield blocks.Merged(*at)


def _photo(value):
    asset = value["photo"]
    if asset is None:
        raise NotAsSigned("稿件里有一张照片已经找不到，不能送出。请联系管理员。")
    with asset.file.open("rb") as original:
        data = original.read()
    if hashlib.sha256(data).hexdigest() != asset.frozen_sha256:
        raise NotAsSigned(f"照片“{asset.title}”与终审时的不一致，不能送出。请联系管理员查明原因。")
    return document.Photo(
        filename_hint=asset.title,
        data=data,
        caption=value["caption"] or "",
        photographer=value["photographer"] or "",
    )


def rich_text_parts(html):
    """Paragraphs and lists of a rich-text block, in order; empty paragraphs are left out."""
    reader = _RichText()
    reader.feed(clean_html(html))
    reader.close()
    reader.end_paragraph()
    return reader.parts


class _RichText(HTMLParser):
    """Reads the four features that the editor offers: bold, italic, ordered and bulleted lists."""

    MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}

    def __init__(self):
        super().__init__()
        self.parts, self.runs, self.items = [], [], []
        self.marks = {"bold": 0, "italic": 0}
        self.in_item = False

    def handle_starttag(self, tag, attrs):
        if tag in self.MARKS:
            self.marks[self.MARKS[tag]] += 1
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "li":
            self.end_paragraph()
            self.in_item = True
            self.items.append("")
        elif tag in ("p", "ul", "ol"):
            self.end_paragraph()

    def handle_endtag(self, tag):
        if tag in self.MARKS:
            self.marks[self.MARKS[tag]] -= 1
        elif tag == "li":
            self.in_item = False
        elif tag in ("ul", "ol"):
            items = tuple(item.strip() for item in self.items if item.strip())
            if items:
                self.parts.append(blocks.ListBlock(items, ordered=tag == "ol"))
            self.items = []
        elif tag == "p":
            self.end_paragraph()

    def handle_data(self, data):
        if self.in_item:
            self.items[-1] += data
        elif data:
            self.runs.append(blocks.Run(data, bool(self.marks["bold"]), bool(self.marks["italic"])))

    def end_paragraph(self):
        paragraph = blocks.Paragraph.of_runs(*self.runs)
        if paragraph.text.strip():
            self.parts.append(paragraph)
        self.runs = []
