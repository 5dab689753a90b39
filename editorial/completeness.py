"""What a piece must have before it is submitted, in the words of the form. Drafts save without."""

from dataclasses import dataclass

from editorial.manuscripts.sanitise import plain_text
from editorial.models.pieces import UNTITLED, Source


@dataclass(frozen=True)
class Missing:
    """`field` is where the form shows it, `name` what the sentence calls it."""

    field: str
    name: str


def missing_in(piece):
    """The missing parts of a piece in the order of the form; empty when it is complete."""
    return [Missing(field, name) for field, name, is_there in _requirements(piece) if not is_there]


def _requirements(piece):
    photos = [block for block in piece.body if block.block_type == "photo"]
    yield "title", "标题", piece.title.strip() not in ("", UNTITLED)
    yield "body", "正文", any(_has_text(block) for block in piece.body)
    if photos:
        captioned = all(photo.value["caption"].strip() for photo in photos)
        yield "body", "每张照片的图片说明", captioned
    yield "bylines", "署名", bool(piece.bylines.all())
    yield "event_date", "事件日期", piece.event_date is not None
    if piece.source == Source.REPRINT:
        yield "source_note", "转载出处", bool(piece.source_note.strip())
    yield "is_secret_free", "保密审查声明", piece.is_secret_free
    if photos:
        yield "people_consent", "照片中的人同意公开的声明", piece.people_consent


def _has_text(block):
    return block.block_type == "paragraph" and bool(plain_text(str(block.value)).strip())
