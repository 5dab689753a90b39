"""What a piece must have before it is submitted, in the words of the form. Drafts save without."""

from editorial.models.pieces import Source


def missing_in(piece):
    """The missing parts of a piece as Chinese names, in the order of the form; empty when complete."""
    return [name for name, is_there in _requirements(piece) if not is_there]


def _requirements(piece):
    photos = [block for block in piece.body if block.block_type == "photo"]
    yield "标题", bool(piece.title.strip()) and piece.title != UNTITLED
    yield "正文", any(block.block_type == "paragraph" and _has_text(block) for block in piece.body)
    yield "署名", piece.bylines.exists() if not piece.bylines.all() else True
    yield "事件日期", piece.event_date is not None
    if piece.source == Source.REPRINT:
        yield "转载出处", bool(piece.source_note.strip())
    yield "保密审查声明", piece.is_secret_free
    if photos:
        yield "照片中的人同意公开的声明", piece.people_consent
        yield "每张照片的图片说明", all(photo.value["caption"].strip() for photo in photos)


def _has_text(block):
    from editorial.manuscripts.sanitise import plain_text

    return bool(plain_text(str(block.value)).strip())


UNTITLED = "（无标题）"
