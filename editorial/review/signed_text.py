"""The one bridge from a signed text to the pure manuscript: ApprovedVersion → document.Manuscript.
Reads the signed copy alone, never the page, and only photos that still are what was signed."""

import hashlib

from django.utils.timezone import localdate

from editorial.assets.models import PhotoAsset
from editorial.manuscripts import blocks, document
from editorial.manuscripts.blocks import counted_words
from editorial.people.models import Contributor
from editorial.pieces.body import PhotoPart, parts_of, photos_in
from editorial.pieces.rich_text import RichList
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
        bylines=tuple(_bylines(version)),
        blocks=tuple(_blocks(version.content)),
        series=signed.series.title if signed.series else "",
        source=signed.source_note or signed.get_source_display(),
        event_date=signed.event_date,
        approved_on=localdate(version.approved_at),
    )


def signed_photo(version, number):
    """The photo of that number, from 1, alone; None where there is none."""
    refuse_unless_as_signed(version)
    photos = photos_in(version.content["body"])
    if not 1 <= number <= len(photos):
        return None
    part = photos[number - 1]
    return _photo(part, PhotoAsset.objects.filter(pk=part.photo_id).first())


def signed_piece(version):
    """The piece as the signed copy has it, for reading: saving it is nobody's business."""
    piece = version.piece.with_content_json(version.content)
    piece.signed_at = version.approved_at
    return piece


def signed_text(version):
    """(headline, the words of the body that count for an outlet's limits); reads no photo."""
    return version.content["title"], counted_words(parts_of(version.content["body"]))


def _bylines(version):
    rows = sorted(version.content.get("bylines", []), key=lambda row: row.get("sort_order") or 0)
    people = Contributor.objects.select_related("unit").in_bulk(row["contributor"] for row in rows)
    for row in rows:
        person = people[row["contributor"]]
        yield blocks.Byline(person.name_on(version.approved_at), row["role"], person.unit.title)


def _blocks(content):
    parts = parts_of(content["body"])
    ids = [part.photo_id for part in parts if isinstance(part, PhotoPart)]
    assets = PhotoAsset.objects.in_bulk(ids) if ids else {}
    for part in parts:
        if isinstance(part, PhotoPart):
            yield _photo(part, assets.get(part.photo_id))
        elif isinstance(part, RichList):
            yield blocks.ListBlock(tuple(item.text.strip() for item in part.items), part.ordered)
        else:
            yield part


def _photo(part, asset):
    if asset is None:
        raise NotAsSigned("稿件里有一张照片已经找不到，不能送出。请联系管理员。")
    with asset.file.open("rb") as original:
        data = original.read()
    if hashlib.sha256(data).hexdigest() != asset.frozen_sha256:
        raise NotAsSigned(f"照片“{asset.title}”与终审时的不一致，不能送出。请联系管理员查明原因。")
    return document.Photo(
        filename_hint=asset.title,
        data=data,
        caption=part.caption,
        photographer=part.photographer,
    )
