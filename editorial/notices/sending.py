"""Who is told by mail of an act of the review, and the sending with its retries. Whoever has no address,
or does not want such mail, sees the same on the home page."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from editorial import stages
from editorial.notices.models import Notice, NoticeState

logger = logging.getLogger(__name__)
# Minutes until the next try; after the last one a notice has failed for good.
BACK_OFF = (2, 10, 60, 360)
# A worker that died while sending leaves its row behind for this long.
LEASE = timedelta(minutes=10)


def _ask_the_worker():
    """A broker that does not answer costs nobody their piece: the sweep comes by anyway."""
    try:
        send_due.apply_async(retry=False)
    except Exception:
        logger.exception("the broker did not take the notices; the sweep will")


@shared_task(name="editorial.tasks.send_waiting_notices")
def send_due(limit=200):
    """Send what is due, also what a dead worker left; how many went out."""
    now = timezone.now()
    waiting = Q(state=NoticeState.WAITING, due__lte=now)
    left_behind = Q(state=NoticeState.SENDING, since__lte=now - LEASE)
    rows = Notice.objects.filter(waiting | left_behind).order_by("due")
    return sum(_send(pk) for pk in list(rows.values_list("pk", flat=True)[:limit]))


def _send(pk):
    """True when it went out. Two workers can't both hold the row."""
    now = timezone.now()
    mine = Notice.objects.filter(pk=pk).filter(
        Q(state=NoticeState.WAITING) | Q(state=NoticeState.SENDING, since__lte=now - LEASE)
    )
    if not mine.update(state=NoticeState.SENDING, since=now):
        return False
    notice = Notice.objects.select_related("act__piece", "act__actor", "recipient").get(pk=pk)
    notice.attempts += 1
    try:
        _mail(notice)
    except Exception as error:
        # Whatever the mail server says, the answer is the same: later again, and at last a person.
        logger.warning("notice %s: %s", pk, error)
        _put_off(notice, error)
        return False
    notice.state, notice.error = NoticeState.SENT, ""
    notice.save()
    return True


def _put_off(notice, error):
    notice.error = str(error)[:200]
    if notice.attempts > len(BACK_OFF):
        notice.state = NoticeState.FAILED
    else:
        notice.state = NoticeState.WAITING
        notice.due = timezone.now() + timedelta(minutes=BACK_OFF[notice.attempts - 1])
    notice.save()


def _mail(notice):
    act = notice.act
    context = {
        "notice": notice,
        "act": act,
        "title": act.revision.content["title"],
        "url": settings.WAGTAILADMIN_BASE_URL + reverse("desk:piece", args=(act.piece_id,)),
        "to_sign": act.act == stages.SUBMIT,
    }
    subject = render_to_string("editorial/notices/notice_subject.txt", context).strip()
    text = render_to_string("editorial/notices/notice.txt", context)
    send_mail(subject, text, None, [notice.recipient.email])
