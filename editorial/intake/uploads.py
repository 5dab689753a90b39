"""A Word file from its arrival to a draft: kept as it came, read by the worker, one result a file."""

import logging
import tempfile
import uuid
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from editorial.assets.models import Attachment, PhotoAsset
from editorial.files.photos import CleanPhoto
from editorial.intake.drafting import draft_of
from editorial.intake.models import ManuscriptUpload, UploadState
from editorial.manuscripts.word_in import ManuscriptRefused, limits, read_manuscript
from editorial.manuscripts.word_in.gate import kind_of
from editorial.people.seats import unit_ids_of
from editorial.refused import Refused

logger = logging.getLogger(__name__)
# A file takes two minutes at most; a worker that died leaves its row behind for this long.
LEASE = timedelta(minutes=5)
# A file that ends the whole worker each time must not do so for ever.
MAX_ATTEMPTS = 3
GAVE_UP = "读这个文件时程序几次中断，已经停下。原稿还在，请联系管理员，或把文字粘贴过来。"
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
        upload.save()
        transaction.on_commit(lambda: _ask_the_worker(upload.pk))
    return upload


def _name_of(file):
    """Keeps the end, where the kind of a long name stands."""
    name = Path(file.name).name
    return name if len(name) <= 200 else f"{name[:150]}…{name[-40:]}"


def _ask_the_worker(pk):
    """A broker that does not answer costs nobody their file: the sweep comes by anyway."""
    try:
        read_upload.apply_async((pk,), retry=False)
    except Exception:
        logger.exception("the broker did not take upload %s; the sweep will", pk)


@shared_task(name="editorial.tasks.read_waiting_uploads")
def read_due(limit=50):
    """Read what waits, also what a dead worker left; how many became drafts."""
    now = timezone.now()
    # A fresh row is on its way to a worker by itself.
    waiting = Q(state=UploadState.WAITING, since__lte=now - timedelta(seconds=30))
    left_behind = Q(state=UploadState.READING, since__lte=now - LEASE)
    rows = ManuscriptUpload.objects.filter(waiting | left_behind).order_by("pk")
    return sum(read_upload(pk) for pk in list(rows.values_list("pk", flat=True)[:limit]))


@shared_task(name="editorial.tasks.read_upload")
def read_upload(pk):
    """True when a draft came of it. Two workers can't both hold the row."""
    upload = _claimed(pk)
    if upload is None:
        return False
    if upload.attempts > MAX_ATTEMPTS:
        _refuse(upload, GAVE_UP)
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="upload-") as folder:
            return _read(upload, Path(folder))
    except Exception:
        # One file that nobody foresaw must not keep the others waiting, nor be tried for ever.
        logger.exception("upload %s", pk)
        _refuse(upload, WENT_WRONG)
        return False


def _claimed(pk):
    now = timezone.now()
    mine = ManuscriptUpload.objects.filter(pk=pk).filter(
        Q(state=UploadState.WAITING) | Q(state=UploadState.READING, since__lte=now - LEASE)
    )
    if not mine.update(state=UploadState.READING, since=now):
        return None
    upload = ManuscriptUpload.objects.select_related("original", "unit", "user").get(pk=pk)
    upload.attempts += 1
    upload.save(update_fields=["attempts"])
    return upload


def _read(upload, folder):
    path = folder / f"original{Path(upload.name).suffix.lower()}"
    with upload.original.file.open("rb") as stored, path.open("wb") as copy:
        for chunk in iter(lambda: stored.read(1 << 20), b""):
            copy.write(chunk)
    made = read_manuscript(path, name=upload.name, keep_photos_in=folder)
    if made.refusal:
        _refuse(upload, made.refusal)
        return False
    with transaction.atomic():
        still_mine = ManuscriptUpload.objects.select_for_update().filter(
            pk=upload.pk, state=UploadState.READING, since=upload.since
        )
        if not still_mine.exists():
            return False  # another worker took it over; this reading is thrown away
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
    upload.guesses = [asdict(row) for row in [*made.guesses, *guesses]]
    upload.losses = [asdict(row) for row in made.losses]
    upload.state, upload.since = UploadState.DONE, timezone.now()
    upload.save()


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


def _refuse(upload, reason):
    upload.state, upload.refusal, upload.since = UploadState.REFUSED, reason, timezone.now()
    upload.save(update_fields=["state", "refusal", "since"])


def confirm(piece_id, user):
    """The correspondent has looked at what was guessed and what was left out."""
    ManuscriptUpload.objects.filter(piece_id=piece_id, user=user, confirmed_at__isnull=True).update(
        confirmed_at=timezone.now()
    )
