"""The mail about acts of the review, over a real SMTP server: who is told, what it says, and that a
server or a worker that is away loses nothing."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import timezone
from wagtail.users.models import UserProfile

from editorial import stages
from editorial.notices import sending as notices
from editorial.notices.models import Notice, NoticeState
from editorial.review import moves as review
from tests import servers
from tests.factories import bring_to, make_piece, pass_step, seen


class Box:
    """Keeps what arrives."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def box(settings):
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=servers.free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield box
    controller.stop()


@pytest.fixture
def addressed(cast):
    """The cast with addresses for the author and both heads."""
    for username in ("tongxun", "fuze", "fuze2"):
        user = getattr(cast, username)
        user.email = f"{username}@example.org"
        user.save()
    return cast


@pytest.fixture
def doing(django_capture_on_commit_callbacks):
    """What is done inside is followed by what its transaction asked for."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def returned(cast, reason="第二段数字与附表不符"):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    Notice.objects.all().delete()
    review.return_to_author(piece.pk, cast.bianji, seen_revision=seen(piece), comment=reason)
    return piece


def test_the_reason_of_a_return_reaches_the_author_by_mail(addressed, box, doing):
    with doing():
        piece = returned(addressed)
    (letter,) = box.mails
    assert letter["To"] == "tongxun@example.org"
    assert letter["Subject"] == "退回：老干部重阳登高"
    text = letter.get_content()
    assert "徐静的意见：第二段数字与附表不符" in text
    assert f"/admin/pieces/{piece.pk}/" in text
    assert Notice.objects.get().state == NoticeState.SENT


def test_a_subject_is_plain_text_in_one_line(addressed, box, doing):
    title = "A&B\n“重阳”<登高>"
    piece = bring_to(
        stages.FIRST, make_piece(addressed.duchang, addressed.tongxun, title=title), addressed
    )
    Notice.objects.all().delete()
    with doing():
        review.return_to_author(
            piece.pk, addressed.bianji, seen_revision=seen(piece), comment="请改"
        )
    assert [letter["Subject"] for letter in box.mails] == ["退回：A&B “重阳”<登高>"]


def test_both_heads_hear_of_a_piece_to_sign(addressed, box, doing):
    piece = make_piece(addressed.duchang, addressed.tongxun)
    with doing():
        review.submit(piece.pk, addressed.tongxun)
    assert sorted(letter["To"] for letter in box.mails) == [
        "fuze2@example.org",
        "fuze@example.org",
    ]
    assert {letter["Subject"] for letter in box.mails} == {"请您审签：老干部重阳登高"}


def test_the_author_hears_of_the_final_approval_only(addressed, box, doing):
    piece = bring_to(stages.FINAL, make_piece(addressed.duchang, addressed.tongxun), addressed)
    Notice.objects.all().delete()
    with doing():
        pass_step(piece, addressed.zhongshen)
    assert [letter["Subject"] for letter in box.mails] == ["已审定：老干部重阳登高"]


def test_whoever_wants_no_mail_gets_none(addressed):
    profile = UserProfile.get_for_user(addressed.tongxun)
    profile.rejected_notifications = False
    profile.save()
    returned(addressed)
    assert not Notice.objects.exists()


def test_wagtails_own_mail_is_silent(addressed, doing):
    with doing():
        returned(addressed)
    assert [message.subject for message in mail.outbox if "退回" not in message.subject] == []
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_costs_nothing_but_time(addressed, settings, box, doing):
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, servers.free_port()
    with doing():
        returned(addressed)
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts) == (NoticeState.WAITING, 1)
    assert notice.error
    settings.EMAIL_PORT = up
    assert notices.send_due() == 0  # not before its time
    Notice.objects.update(due=timezone.now())
    assert notices.send_due() == 1
    assert len(box.mails) == 1


def test_after_the_last_try_a_notice_has_failed(addressed, settings, doing):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", servers.free_port()
    with doing():
        returned(addressed)
    for _ in Notice.BACK_OFF:
        Notice.objects.update(due=timezone.now())
        notices.send_due()
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts) == (NoticeState.FAILED, len(Notice.BACK_OFF) + 1)


def test_the_sweep_sends_what_a_dead_worker_left(addressed, box):
    returned(addressed)
    Notice.objects.update(state=NoticeState.SENDING, since=timezone.now())
    assert notices.send_due() == 0  # somebody is at it
    Notice.objects.update(since=timezone.now() - Notice.LEASE - timedelta(seconds=1))
    assert notices.send_due() == 1
    assert notices.send_due() == 0
    assert len(box.mails) == 1


def test_a_notice_that_ends_its_worker_each_time_fails_at_last(addressed, box):
    returned(addressed)
    for _ in range(len(Notice.BACK_OFF) + 1):
        assert Notice.objects.claim(Notice.objects.get().pk)
        Notice.objects.update(since=timezone.now() - Notice.LEASE)
    assert notices.send_due() == 0
    assert (Notice.objects.get().state, box.mails) == (NoticeState.FAILED, [])


def test_who_looked_before_another_put_it_off_does_not_try_at_once(addressed, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", servers.free_port()
    returned(addressed)
    pk = Notice.objects.get().pk
    assert notices._send(pk) is False
    assert notices._send(pk) is False
    assert Notice.objects.get().attempts == 1


@pytest.mark.parametrize("goes_out", [True, False])
def test_who_was_too_slow_leaves_the_row_to_the_next(addressed, monkeypatch, goes_out):
    def overtaken(notice):
        Notice.objects.update(since=timezone.now() + timedelta(seconds=1))
        if not goes_out:
            raise OSError

    monkeypatch.setattr(notices, "_mail", overtaken)
    returned(addressed)
    assert notices.send_due() == 0
    assert Notice.objects.get().state == NoticeState.SENDING
