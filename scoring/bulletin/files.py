"""The circular's large files: asked for by a person, made by the worker, kept until the circular says
something else. The row is the truth, not the broker: what is lost on the way the sweep makes."""

import logging
from datetime import timedelta

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from editorial.record.canonical import digest
from editorial.refused import Refused
from scoring.bulletin.actions import content_of
from scoring.bulletin.excel import bulletin_xlsx
from scoring.bulletin.pdf import bulletin_pdf
from scoring.bulletin.word import bulletin_docx
from scoring.models import BulletinFile
from scoring.models.bulletins import FileKind, FileState

logger = logging.getLogger(__name__)
MAKERS = {FileKind.PDF: bulletin_pdf, FileKind.WORD: bulletin_docx, FileKind.EXCEL: bulletin_xlsx}
# Beyond so many annex rows a file takes more than a few seconds.
ROWS_AT_ONCE = {FileKind.PDF: 300, FileKind.WORD: 20_000, FileKind.EXCEL: 20_000}
# A worker shows that it is alive with each stretch of rows; a dead one's row is free after this.
LEASE = timedelta(minutes=3)
MAX_ATTEMPTS = 3
GAVE_UP = "制作时程序几次中断，已经停下。请联系管理员。"
WENT_WRONG = "制作时出了错。请再试一次；还不行，请联系管理员。"


class TakenOver(Exception):
    """Another worker holds the row; what was made is thrown away."""


def rows_of(content):
    return sum(len(annex["rows"]) for annex in content["annexes"])


def is_heavy(kind, content):
    return rows_of(content) > ROWS_AT_ONCE[kind]


def ready_file(quarter, kind, content):
    """The row whose file says just this, or None."""
    row = BulletinFile.objects.filter(quarter=quarter, kind=kind, state=FileState.DONE).first()
    return row if row is not None and row.fingerprint == digest(content) else None


@transaction.atomic
def ask_for(quarter, kind, content):
    """Have a file made, unless it is made or being made."""
    start = {"since": timezone.now(), "fingerprint": ""}
    BulletinFile.objects.get_or_create(quarter=quarter, kind=kind, defaults=start)
    row = BulletinFile.objects.select_for_update().get(quarter=quarter, kind=kind)
    wanted = digest(content)
    if row.fingerprint == wanted and row.state != FileState.FAILED:
        return row
    row.fingerprint, row.state, row.since = wanted, FileState.WAITING, timezone.now()
    row.done, row.total, row.attempts, row.refusal = 0, rows_of(content), 0, ""
    row.save()
    transaction.on_commit(lambda: _ask_the_worker(row.pk))
    return row


def _ask_the_worker(pk):
    """A broker that does not answer loses nothing: the sweep comes by anyway."""
    try:
        make_file.apply_async((pk,), retry=False)
    except Exception:
        logger.exception("the broker did not take the circular's file %s; the sweep will", pk)


@shared_task(name="scoring.tasks.make_waiting_bulletin_files")
def make_due(limit=10):
    """Make what waits, also what a dead worker left; how many were made."""
    now = timezone.now()
    # A fresh row is on its way to a worker by itself.
    waiting = Q(state=FileState.WAITING, since__lte=now - timedelta(seconds=30))
    left_behind = Q(state=FileState.MAKING, since__lte=now - LEASE)
    rows = BulletinFile.objects.filter(waiting | left_behind).order_by("pk")
    return sum(make_file(pk) for pk in list(rows.values_list("pk", flat=True)[:limit]))


@shared_task(name="scoring.tasks.make_bulletin_file")
def make_file(pk):
    """True when the file was made. Two workers can't both hold the row."""
    row = _claimed(pk)
    if row is None:
        return False
    if row.attempts > MAX_ATTEMPTS:
        return _fail(row, GAVE_UP)
    try:
        return _make(row)
    except TakenOver:
        return False
    except Refused as refusal:
        return _fail(row, str(refusal))
    except Exception:
        logger.exception("the circular's file %s", pk)
        return _fail(row, WENT_WRONG)


def _claimed(pk):
    now = timezone.now()
    free = Q(state=FileState.WAITING) | Q(state=FileState.MAKING, since__lte=now - LEASE)
    mine = BulletinFile.objects.filter(free, pk=pk)
    if not mine.update(state=FileState.MAKING, since=now, done=0):
        return None
    row = BulletinFile.objects.select_related("quarter").get(pk=pk)
    row.attempts += 1
    row.save(update_fields=["attempts"])
    return row


def _make(row):
    # What it says by now, should it have changed since it was asked for.
    content = content_of(row.quarter)
    data = MAKERS[row.kind](content, progress=lambda done, total: _alive(row, done, total))
    with transaction.atomic():
        if not _still_mine(row).select_for_update().exists():
            raise TakenOver
        old = row.file.name
        row.file.save(f"{row.quarter.code}.{row.kind}", ContentFile(data), save=False)
        row.fingerprint, row.state, row.since = digest(content), FileState.DONE, timezone.now()
        row.done = row.total = rows_of(content)
        row.save()
        if old:
            transaction.on_commit(lambda: row.file.storage.delete(old))
    return True


def _alive(row, done, total):
    now = timezone.now()
    if not _still_mine(row).update(done=done, total=total, since=now):
        raise TakenOver
    row.since = now


def _still_mine(row):
    return BulletinFile.objects.filter(pk=row.pk, state=FileState.MAKING, since=row.since)


def _fail(row, reason):
    _still_mine(row).update(state=FileState.FAILED, refusal=reason, since=timezone.now())
    return False
