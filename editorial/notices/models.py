"""A mail that somebody is to get about one act of the review. The row is the truth, not the broker:
what Celery loses, the sweep of editorial.tasks finds."""

from django.conf import settings
from django.db import models


class NoticeState(models.TextChoices):
    WAITING = "waiting", "待发"
    SENDING = "sending", "正在发"
    SENT = "sent", "已发"
    FAILED = "failed", "未发成"


class Notice(models.Model):
    """One act told to one person. `since` is when the row took its state; `due` when the next try is
    open."""

    act = models.ForeignKey("editorial.ReviewAct", models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING
    )
    attempts = models.PositiveSmallIntegerField("次数", default=0)
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
