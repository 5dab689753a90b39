"""Who is told by mail of an act of the review, and the sending with its retries. Whoever has no address,
or does not want such mail, sees the same on the home page."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from editorial import stages
from editorial.models import Notice, PieceStatus
from editorial.models.notices import NoticeState
from editorial.review_rules import eligible_heads

logger = logging.getLogger(__name__)
# Minutes until the next try; after the last one a notice has failed for good.
BACK_OFF = (2, 10, 60, 360)
# A worker that died while sending leaves its row behind for this long.
LEASE = timedelta(minutes=10)

# What the author hears of, with the choice of the account page that it falls under.
TOLD_TO_AUTHOR = {
    stages.RETURN: "rejected_notifications",
    stages.SPIKE: "rejected_notifications",
    stages.REOPEN: "rejected_notifications",
    stages.APPROVE: "approved_notifications",
}


def notify_of(act):
    """Rows for whoever is to hear of this act; sent when the transaction is done."""
    notices = [Notice(act=act, recipient=user, due=timezone.now()) for user in _recipients_of(act)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if notices:
        transaction.on_commit(_ask_the_worker)


def _recipients_of(act):
    """The author of what came back or was signed, the unit's heads of what they are to sign."""
    if act.act == stages.SUBMIT:
        return _heads_to_sign(act)
    choice = TOLD_TO_AUTHOR.get(act.act)
    if choice is None or (act.act == stages.APPROVE and act.step != stages.FINAL):
        return []
    author = act.piece.owner
    is_told = author and author.pk != act.actor_id and _wants(author, choice)
    return [author] if is_told else []


def _heads_to_sign(act):
    stage, unit_id = PieceStatus.objects.filter(pk=act.piece_id).values_list("stage", "unit").get()
    if stage != stages.UNIT:
        return []
    heads = eligible_heads(act.piece, unit_id)
    return [head for head in heads if _wants(head, "submitted_notifications")]


def _wants(user, choice):
    return user.is_active and bool(user.email) and getattr(UserProfile.get_for_user(user), choice)


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
        "url": settings.WAGTAILADMIN_BASE_URL + reverse("piece", args=(act.piece_id,)),
        "to_sign": act.act == stages.SUBMIT,
    }
    subject = render_to_string("editorial/mail/notice_subject.txt", context).strip()
    text = render_to_string("editorial/mail/notice.txt", context)
    send_mail(subject, text, None, [notice.recipient.email])
