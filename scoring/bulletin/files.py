"""The circular's large files: asked for by a person, made by the worker, kept until the circular says
something else. Which worker may make one, and how often, is editorial.jobs'."""

import logging

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from editorial.jobs import TakenOver, ask
from editorial.record.canonical import digest
from editorial.refused import NotAllowed, Refused
from scoring.bulletin.actions import content_of
from scoring.bulletin.excel import bulletin_xlsx
from scoring.bulletin.pdf import bulletin_pdf
from scoring.bulletin.word import bulletin_docx
from scoring.models import BulletinFile
from scoring.models.bulletins import FileKind, FileState
from scoring.visible import sees_all_scores

logger = logging.getLogger(__name__)
MAKERS = {FileKind.PDF: bulletin_pdf, FileKind.WORD: bulletin_docx, FileKind.EXCEL: bulletin_xlsx}
# Beyond so many annex rows a file takes more than a few seconds.
ROWS_AT_ONCE = {FileKind.PDF: 300, FileKind.WORD: 20_000, FileKind.EXCEL: 20_000}
WENT_WRONG = "制作时出了错。请再试一次；还不行，请联系管理员。"


def rows_of(content):
    return sum(len(annex["rows"]) for annex in content["annexes"])


def is_heavy(kind, content):
    return rows_of(content) > ROWS_AT_ONCE[kind]


def ready_file(quarter, kind, content):
    """The row whose file says just this, or None."""
    row = BulletinFile.objects.filter(quarter=quarter, kind=kind, state=FileState.DONE).first()
    return row if row is not None and row.fingerprint == digest(content) else None


@transaction.atomic
def ask_for(quarter, user, kind, content):
    """Have a file made, unless it is made or being made; by whoever may read the circular."""
    if not sees_all_scores(user):
        raise NotAllowed("通报只供老干部局查看，您没有这项权限。")
    start = {"since": timezone.now(), "fingerprint": ""}
    BulletinFile.objects.get_or_create(quarter=quarter, kind=kind, defaults=start)
    row = BulletinFile.objects.select_for_update().get(quarter=quarter, kind=kind)
    wanted = digest(content)
    if row.fingerprint == wanted and row.state != FileState.FAILED:
        return row
    row.fingerprint, row.state, row.since = wanted, FileState.WAITING, timezone.now()
    row.done, row.total, row.attempts, row.refusal = 0, rows_of(content), 0, ""
    row.save()
    ask(make_file, row.pk)
    return row


@shared_task(name="scoring.tasks.make_waiting_bulletin_files")
def make_due(limit=10):
    """Make what waits, also what a dead worker left; how many were made."""
    return sum(make_file(pk) for pk in BulletinFile.objects.due(limit))


@shared_task(name="scoring.tasks.make_bulletin_file")
def make_file(pk):
    """True when the file was made."""
    row = BulletinFile.objects.select_related("quarter").claim(pk, done=0)
    if row is None:
        return False
    try:
        _make(row)
    except TakenOver:
        return False
    except Refused as refusal:
        row.fail(str(refusal))
        return False
    except Exception:
        logger.exception("the circular's file %s", pk)
        row.fail(WENT_WRONG)
        return False
    return True


def _make(row):
    # What it says by now, should it have changed since it was asked for.
    content = content_of(row.quarter)
    data = MAKERS[row.kind](
        content, progress=lambda done, total: row.show_life(done=done, total=total)
    )
    with row.finishing():
        old = row.file.name
        row.file.save(f"{row.quarter.code}.{row.kind}", ContentFile(data), save=False)
        row.fingerprint = digest(content)
        row.done = row.total = rows_of(content)
        if old:
            transaction.on_commit(lambda: row.file.storage.delete(old))
