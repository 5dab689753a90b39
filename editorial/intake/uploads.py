"""A Word file from its arrival to a draft: kept as it came, read by the worker, one result a file."""

import logging
import tempfile
import uuid
from dataclasses import asdict
from pathlib import Path

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from editorial.assets.models import Attachment, PhotoAsset
from editorial.files.photos import CleanPhoto
from editorial.intake.drafting import draft_of
from editorial.intake.models import ManuscriptUpload, UploadState
from editorial.jobs import TakenOver, ask
from editorial.manuscripts.word_in import ManuscriptRefused, limits, read_manuscript
from editorial.manuscripts.word_in.manuscript import Guess
from editorial.manuscripts.word_in.opening import kind_of
from editorial.people.seats import unit_ids_of
from editorial.refused import NotAllowed, Refused
from editorial.screens.moments import short_moment

logger = logging.getLogger(__name__)
WENT_WRONG = "读这个文件时出了错，没有成稿。原稿还在，请联系管理员，或把文字粘贴过来。"


class NotYourUnit(Refused):
    """Somebody writes for a unit that is not theirs."""

    def __init__(self):
        super().__init__("只能给自己的单位上传文稿。")


def take_uploads(user, unit, files):
    """The rows of files that were sent at once."""
    batch = uuid.uuid4()
    return [take_upload(user, unit, file, batch) for file in files]


def take_upload(user, unit, file, batch):
    """Keep the file and ask for its reading; one that is no manuscript is turned away with its row, so
    that its sender sees the reason beside the others' results."""
    if unit.pk not in unit_ids_of(user):
        raise NotYourUnit
    upload = ManuscriptUpload(
        user=user, unit=unit, batch=batch, name=_name_of(file), since=timezone.now()
    )
    try:
        kind_of(file.name, file.read(limits.MAX_BYTES + 1))
    except ManuscriptRefused as refusal:
        upload.state, upload.refusal = UploadState.REFUSED, str(refusal)
        upload.save()
        return upload
    file.seek(0)
    with transaction.atomic():
        upload.original = Attachment.objects.create(
            title=upload.name,
            file=file,
            collection=unit.document_collection,
            uploaded_by_user=user,
        )
        upload.original.get_file_hash()
        upload.save()
        ask(read_upload, upload.pk)
    return upload


def _name_of(file):
    """Keeps the end, where the kind of a long name stands."""
    name = Path(file.name).name
    return name if len(name) <= 200 else f"{name[:150]}…{name[-40:]}"


@shared_task(name="editorial.tasks.read_waiting_uploads")
def read_due(limit=50):
    """Read what waits, also what a dead worker left; how many became drafts."""
    return sum(read_upload(pk) for pk in ManuscriptUpload.objects.due(limit))


@shared_task(name="editorial.tasks.read_upload")
def read_upload(pk):
    """True when a draft came of it."""
    upload = ManuscriptUpload.objects.select_related("original", "unit", "user").claim(pk)
    if upload is None:
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="upload-") as folder:
            return _read(upload, Path(folder))
    except TakenOver:
        return False
    except Exception:
        # One file that nobody foresaw must not keep the others waiting, nor be tried for ever.
        logger.exception("upload %s", pk)
        upload.fail(WENT_WRONG)
        return False


def _read(upload, folder):
    path = folder / f"original{Path(upload.name).suffix.lower()}"
    with upload.original.file.open("rb") as stored, path.open("wb") as copy:
        for chunk in iter(lambda: stored.read(1 << 20), b""):
            copy.write(chunk)
    made = read_manuscript(path, name=upload.name, keep_photos_in=folder)
    if made.refusal:
        upload.fail(made.refusal)
        return False
    with upload.finishing():
        _make_draft(upload, made)
    return True


def _make_draft(upload, made):
    photos = {
        place: _photo_asset(upload, block)
        for place, block in enumerate(made.blocks)
        if block.kind == "photo"
    }
    piece, guesses = draft_of(made, upload.unit, upload.user, photos)
    upload.unit.add_child(instance=piece)
    piece.save_revision(user=upload.user, log_action="wagtail.create")
    upload.piece = piece
    # Whoever wrote and photographed is named twice, and what is said of them once.
    told = dict.fromkeys([*_sent_before(upload), *made.guesses, *guesses])
    upload.guesses = [asdict(row) for row in told]
    upload.losses = [asdict(row) for row in dict.fromkeys(made.losses)]


def _sent_before(upload):
    """A word on each draft that the same file of the same person has become; sending it again on purpose is
    possible, by mistake it would be two pieces."""
    same = ManuscriptUpload.objects.filter(
        user=upload.user, piece__isnull=False, original__file_hash=upload.original.get_file_hash()
    ).exclude(pk=upload.pk)
    for earlier in same.select_related("piece"):
        title = earlier.piece.draft_title or earlier.piece.title
        why = f"这个文件{short_moment(earlier.sent_at)}已经上传过，成了另一篇草稿。只要一篇的，请删掉多的。"
        yield Guess("original", title[:30], why)


def _photo_asset(upload, block):
    data = block.path.read_bytes()
    suffix = block.path.suffix.lstrip(".")
    clean = CleanPhoto(data, block.format, block.width, block.height, block.sha256, suffix)
    title = block.caption or f"{Path(upload.name).stem} {block.name}"
    photo = PhotoAsset(
        title=title[:200], collection=upload.unit.image_collection, uploaded_by_user=upload.user
    )
    photo.file = ContentFile(data, name=f"{Path(block.name).stem}.{suffix}")
    photo.width, photo.height = block.width, block.height
    photo.save(clean_copy=clean)
    return photo


def confirm(piece_id, user):
    """The correspondent has looked at what was guessed and what was left out; only who sent the file."""
    if not ManuscriptUpload.objects.filter(piece_id=piece_id, user=user).exists():
        raise NotAllowed("只有上传这个文稿的人可以确认核对。")
    confirm_own(piece_id, user)


def confirm_own(piece_id, user):
    """As `confirm`, for a piece that somebody else may have sent in: then there is nothing to do."""
    ManuscriptUpload.objects.filter(piece_id=piece_id, user=user, confirmed_at__isnull=True).update(
        confirmed_at=timezone.now()
    )
