"""A draft from a pasted text with photos, and the captions of a draft's photos."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from editorial.assets.models import PhotoAsset
from editorial.files.photos import PhotoRefused, clean_photo
from editorial.intake.drafting import draft_of
from editorial.intake.uploads import NotYourUnit
from editorial.manuscripts.word_in.reading import manuscript_of_text
from editorial.people.seats import unit_ids_of
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.rules import may_edit
from editorial.refused import Refused


class NotNow(Refused):
    """The piece is with somebody else at the moment."""

    def __init__(self):
        super().__init__("这篇稿件现在不由您修改，图片说明没有保存。请看最新状态。")


@transaction.atomic
def draft_from_text(user, unit, text, photo_files):
    """(the draft, a sentence for each photo that was refused)."""
    if unit.pk not in unit_ids_of(user):
        raise NotYourUnit
    piece, _ = draft_of(manuscript_of_text(text), unit, user, {})
    refusals = []
    for number, file in enumerate(photo_files, 1):
        try:
            photo = _photo_of(file, unit, user, f"{piece.title[:60]} 照片{number}")
        except PhotoRefused as refusal:
            refusals.append(f"照片“{Path(file.name).name[:60]}”没有收下：{refusal}")
        else:
            piece.body.append(("photo", {"photo": photo, "caption": "", "photographer": ""}))
    unit.add_child(instance=piece)
    piece.save_revision(user=user, log_action="wagtail.create")
    return piece, refusals


def _photo_of(file, unit, user, title):
    clean = clean_photo(file)
    photo = PhotoAsset(title=title, collection=unit.image_collection, uploaded_by_user=user)
    stem = Path(file.name).stem[:60] or "photo"
    photo.file = ContentFile(clean.data, name=f"{stem}.{clean.filename_ext}")
    photo.width, photo.height = clean.width, clean.height
    photo.save(clean_copy=clean)
    return photo


def photo_blocks(piece):
    """The photos of the latest text, in order: stream children, each with its id and value."""
    return [block for block in piece.body if block.block_type == "photo"]


@transaction.atomic
def write_captions(piece_id, user, captions):
    """`captions` is {block id: (caption, photographer)}. Blocks that are gone meanwhile are left out,
    others keep what they have."""
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    if not may_edit(piece, user, stage_of_piece(piece_id)):
        raise NotNow
    latest = piece.get_latest_revision_as_object()
    changed = False
    for block in photo_blocks(latest):
        as_it_is = (block.value["caption"], block.value["photographer"])
        if captions.get(block.id, as_it_is) != as_it_is:
            block.value["caption"], block.value["photographer"] = captions[block.id]
            changed = True
    if changed:
        latest.save_revision(user=user, log_action="wagtail.edit")
