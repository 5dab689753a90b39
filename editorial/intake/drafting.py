"""The one bridge from a manuscript that was read to a draft: its blocks as the editor's blocks, its
names as bylines. What is too long for its field is kept in the text and said."""

import html

from editorial.folding import stored, stored_names
from editorial.manuscripts.blocks import ListBlock, Paragraph
from editorial.manuscripts.word_in.head import DASH
from editorial.manuscripts.word_in.manuscript import Guess
from editorial.names import called
from editorial.people.authors import known_author
from editorial.people.units import UnitPage
from editorial.pieces.models import Byline
from editorial.pieces.page import PiecePage
from editorial.pieces.rich_text import markup_of
from editorial.pieces.terms import UNTITLED

# A longer line of its own is no sub-heading of ours; it stays as a bold paragraph.
MAX_SUBHEADING, MAX_NAME = 60, 40


def draft_of(manuscript, unit, user, photos):
    """(an unsaved piece, guesses that were made here). `photos` are PhotoAssets by block index."""
    piece = PiecePage(title=UNTITLED, owner=user, live=False)
    guesses, overlong = [], []
    for field in ("headline", "kicker", "subtitle"):
        name = "title" if field == "headline" else field
        text = getattr(manuscript, field)
        if field == "subtitle":
            text = DASH.sub("", text)  # the page and the Word file set their own
        limit = PiecePage._meta.get_field(name).max_length
        if len(text) > limit:
            overlong.append(Paragraph(text))
            guesses.append(Guess(field, text[:30], f"太长，超过{limit}字，放在正文开头，请整理。"))
        elif text:
            setattr(piece, name, text)
    piece.body = [*body_of(overlong, {}), *body_of(manuscript.blocks, photos)]
    piece.bylines, about_units = _bylines(manuscript.bylines, unit)
    return piece, guesses + about_units


def body_of(blocks, photos):
    """StreamField rows. Paragraphs and lists that follow each other share one block of the editor."""
    rows, words = [], ""
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph | ListBlock):
            words += f"<p>{markup_of(block)}</p>" if isinstance(block, Paragraph) else _list(block)
            continue
        if words:
            rows.append(("paragraph", words))
            words = ""
        row = _row(block, photos.get(place))
        if row[0] == "paragraph":
            words = row[1]
        else:
            rows.append(row)
    return [*rows, ("paragraph", words)] if words else rows


def _row(block, photo):
    if block.kind == "subheading":
        if len(block.text) > MAX_SUBHEADING:
            return "paragraph", f"<p><b>{html.escape(block.text)}</b></p>"
        return "subheading", block.text
    if block.kind == "photo":
        return "photo", {
            "photo": photo,
            "caption": block.caption,
            "photographer": stored_names(block.photographer),
        }
    return "table", _table(block)


def _list(block):
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{html.escape(item)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _table(block):
    return {
        "data": [list(row) for row in block.rows],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": block.caption,
        "mergeCells": [
            {"row": m.row, "col": m.column, "rowspan": m.rows, "colspan": m.columns}
            for m in block.merged
        ],
        "cell": [
            {"row": row, "col": column, "hidden": True}
            for m in block.merged
            for row in range(m.row, m.row + m.rows)
            for column in range(m.column, m.column + m.columns)
            if (row, column) != (m.row, m.column)
        ],
    }


def _bylines(names, own_unit):
    bylines, guesses = [], []
    for byline in names:
        unit = _unit_called(byline.unit)
        if byline.unit and unit is None:
            guesses.append(
                Guess("bylines", byline.name, f"单位“{byline.unit}”不在单位名单里，请核对。")
            )
        if unit == own_unit:
            unit = None
        name = stored(byline.name)[:MAX_NAME]
        person = known_author(name, unit or own_unit)
        bylines.append(
            Byline(
                contributor=person,
                typed_name="" if person else name,
                typed_unit=None if person else unit,
                role=byline.role,
            )
        )
    return bylines, guesses


def _unit_called(name):
    """A unit by its full or short name; None for none or for a name that two share."""
    if not name:
        return None
    found = called(UnitPage.objects.filter(retired_on__isnull=True), name, "title", "short_name")
    return found[0] if len(found) == 1 else None
