"""The words of a piece for the search index, line by line: what a reader of the public page sees, and
what was last written, which only the admin may find. Reads stored JSON, so no photo is fetched."""

import json
import re
from html import unescape

from django.utils.html import strip_tags

from editorial.people.models import Contributor
from editorial.pieces.terms import Source

END_OF_LINE = re.compile(r"</(?:p|li)>|<br\s*/?>")


def live_words(piece):
    """Kicker, subtitle, bylines and body as they stand on the public page; nothing of a draft."""
    if not piece.live:
        return ""
    return _lines(
        piece.kicker,
        piece.subtitle,
        *_lines_of_blocks(piece.body.raw_data),
        *[byline.name for byline in piece.bylines.all()],
        piece.source_note if piece.source == Source.REPRINT else "",
    )


def latest_words(piece):
    """Headline and all of the latest revision; nothing where that is what is live."""
    if piece.live and not piece.has_unpublished_changes:
        return ""
    revision = piece.latest_revision
    content = revision.content if revision else piece.serializable_data()
    return _lines(
        content["title"],
        content["kicker"],
        content["subtitle"],
        *_lines_of_blocks(json.loads(content["body"])),
        *_names(content.get("bylines", [])),
        content["source_note"] if content["source"] == Source.REPRINT else "",
    )


def words_of(content):
    """Headline and body of a revision's content."""
    return _lines(content["title"], *_lines_of_blocks(json.loads(content["body"])))


def _lines(*lines):
    return "\n".join(line for line in lines if line)


def _names(bylines):
    people = Contributor.objects.in_bulk({row["contributor"] for row in bylines} - {None})
    for row in bylines:
        person = people.get(row["contributor"])
        yield person.name if person else row.get("typed_name", "")


def _lines_of_blocks(blocks):
    for block in blocks:
        value = block["value"]
        if block["type"] == "paragraph":
            yield unescape(strip_tags(END_OF_LINE.sub("\n", value))).strip()
        elif block["type"] == "subheading":
            yield value
        elif block["type"] == "photo":
            yield from (value.get("caption"), value.get("photographer"))
        elif block["type"] == "quote":
            yield from (value.get("text"), value.get("attribution"))
        elif block["type"] == "table" and value:
            yield value.get("table_caption")
            yield from (str(cell or "") for row in value.get("data") or [] for cell in row)
