"""A mail that somebody is to get about one act of the review. Who may send it, and when it is tried
again, is editorial.jobs'."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from editorial.jobs import Job


class NoticeState(models.TextChoices):
    WAITING = "waiting", "待发"
    SENDING = "sending", "正在发"
    SENT = "sent", "已发"
    FAILED = "failed", "未发成"


class Notice(Job):
    """One act told to one person. `due` is when the next try is open."""

    DOING = NoticeState.SENDING
    DONE = NoticeState.SENT
    FAILED = NoticeState.FAILED
    REASON = "error"
    LEASE = timedelta(minutes=10)
    BACK_OFF = (
        timedelta(minutes=2),
        timedelta(minutes=10),
        timedelta(hours=1),
        timedelta(hours=6),
    )
    GAVE_UP = "发送时程序几次中断，已经停下。"

    act = models.ForeignKey("editorial.ReviewAct", models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING
    )
    # The verbs set it by themselves; the column has been declared so since its first migration.
    since = models.DateTimeField(auto_now=True)
    due = models.DateTimeField("可发时间")
    error = models.CharField("未发成的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "办理邮件"
        verbose_name_plural = "办理邮件"
        constraints = [
            models.UniqueConstraint(
                fields=["act", "recipient"], name="one_notice_an_act_and_person"
            )
        ]
        indexes = [
            # The sweep: what waits or hangs, the longest due first.
            models.Index(fields=["state", "due"], name="notices_to_send")
        ]

    def __str__(self):
        return f"{self.recipient}：{self.act}"
