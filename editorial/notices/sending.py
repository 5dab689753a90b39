"""Sends the mails about acts of the review, and tries again what a mail server did not take. Who is told
is said by the room that knows the act."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from editorial import stages
from editorial.jobs import TakenOver
from editorial.notices.models import Notice

logger = logging.getLogger(__name__)


@shared_task(name="editorial.tasks.send_waiting_notices")
def send_due(limit=200):
    """Send what is due, also what a dead worker left; how many went out."""
    return sum(_send(pk) for pk in Notice.objects.due(limit))


def _send(pk):
    """True when it went out."""
    notice = Notice.objects.select_related("act__piece", "act__actor", "recipient").claim(pk)
    if notice is None:
        return False
    try:
        _mail(notice)
    except Exception as error:
        # Whatever the mail server says, the answer is the same: later again, and at last a person.
        logger.warning("notice %s: %s", pk, error)
        notice.put_off(str(error))
        return False
    return _sent(notice)


def _sent(notice):
    """A worker that was so slow that another took the row leaves the end to that one."""
    try:
        with notice.finishing():
            return True
    except TakenOver:
        return False


def _mail(notice):
    act = notice.act
    context = {
        "notice": notice,
        "act": act,
        "title": act.revision.content["title"],
        "url": settings.WAGTAILADMIN_BASE_URL + reverse("desk:piece", args=(act.piece_id,)),
        "to_sign": act.act == stages.SUBMIT,
    }
    # A header holds one line, whatever stands in the headline.
    subject = " ".join(render_to_string("editorial/notices/notice_subject.txt", context).split())
    text = render_to_string("editorial/notices/notice.txt", context)
    send_mail(subject, text, None, [notice.recipient.email])
