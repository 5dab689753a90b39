"""What a piece must have before it is submitted, in the words of the form. Drafts save without."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from editorial.pieces.body import parts_of, photos_in, prose_in
from editorial.pieces.terms import TELLS_NO_EVENT, UNTITLED, Source

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Missing:
    """`field` is where the form shows it, `name` what the sentence calls it; `wrong` says what is
    wrong with something that is there."""

    field: str
    name: str
    wrong: str = ""

    @property
    def text(self):
        return self.wrong or f"还缺：{self.name}"


def missing_in(piece):
    """The missing and wrong parts of a piece in the order of the form; empty when it is complete."""
    parts = [Missing(field, name) for field, name, is_there in _requirements(piece) if not is_there]
    if wrong := _wrong_day(piece.event_date):
        parts.append(Missing("event_date", "事件日期", wrong))
    return parts


def refusal_of(parts):
    """One answer to whoever submits: what is missing, what is wrong, and that nothing is lost."""
    names = "、".join(part.name for part in parts if not part.wrong)
    sentences = [f"还缺：{names}。"] if names else []
    sentences += [part.wrong for part in parts if part.wrong]
    last = "稿件已保存，补齐后再提交。" if names else "稿件已保存，改好后再提交。"
    return "".join([*sentences, last])


def _wrong_day(day):
    if day is None:
        return ""
    if day > localdate():
        return "事件日期在今天之后，请核对。还没发生的事，等发生后再报。"
    if day < EARLIEST:
        return "事件日期早于2000年，请核对年份。"
    return ""


def _requirements(piece):
    photos = photos_in(piece.body.raw_data)
    yield "title", "标题", piece.title.strip() not in ("", UNTITLED)
    yield "body", "正文", any(prose_in(parts_of(piece.body.raw_data)))
    if photos:
        captioned = all(photo.caption.strip() for photo in photos)
        yield "body", "每张照片的图片说明", captioned
    yield "bylines", "署名", bool(piece.bylines.all())
    if piece.genre not in TELLS_NO_EVENT:
        yield "event_date", "事件日期", piece.event_date is not None
    if piece.source == Source.REPRINT:
        yield "source_note", "转载出处", bool(piece.source_note.strip())
    yield "is_secret_free", "保密审查声明", piece.is_secret_free
    if photos:
        yield "people_consent", "照片中的人同意公开的声明", piece.people_consent
