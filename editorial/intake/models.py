"""A Word file that somebody sent in, and what became of it. Who may read it, and how often, is
editorial.jobs'."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from editorial.jobs import Job


class UploadState(models.TextChoices):
    WAITING = "waiting", "排队中"
    READING = "reading", "正在读"
    DONE = "done", "已成稿"
    REFUSED = "refused", "没有读成"


# What a guess is about, in the words of the form.
GUESSED = {
    "original": "原稿",
    "headline": "标题",
    "kicker": "引题",
    "subtitle": "副题",
    "bylines": "署名",
    "photos": "照片",
    "subheadings": "小标题",
}


class ManuscriptUpload(Job):
    """`batch` is what was sent at once. `guesses` and `losses` are lists of the importer's own rows
    (docs/formats/manuscript.md), shown until the correspondent has confirmed them."""

    DOING = UploadState.READING
    DONE = UploadState.DONE
    FAILED = UploadState.REFUSED
    REASON = "refusal"
    # A file takes two minutes at most.
    LEASE = timedelta(minutes=5)
    GAVE_UP = "读这个文件时程序几次中断，已经停下。原稿还在，请联系管理员，或把文字粘贴过来。"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads")
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="+")
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField("文件名", max_length=200)
    # Empty when the file was turned away at the door.
    original = models.ForeignKey(
        "editorial.Attachment", models.PROTECT, null=True, related_name="uploads"
    )
    piece = models.ForeignKey(
        "editorial.PiecePage", models.SET_NULL, null=True, related_name="uploads"
    )
    state = models.CharField(
        "状态", max_length=10, choices=UploadState.choices, default=UploadState.WAITING
    )
    refusal = models.CharField("没有读成的原因", max_length=300, blank=True)
    guesses = models.JSONField("请核对", default=list)
    losses = models.JSONField("没有放进稿件的", default=list)
    confirmed_at = models.DateTimeField("核对时间", null=True)
    sent_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = "上传的文稿"
        verbose_name_plural = "上传的文稿"
        ordering = ["-pk"]
        indexes = [
            # The sweep: what waits or hangs.
            models.Index(fields=["state", "since"], name="uploads_to_read"),
            # A person's own results, the newest first.
            models.Index(fields=["user", "-id"], name="uploads_of_a_person"),
        ]

    def __str__(self):
        return self.name

    @property
    def to_confirm(self):
        """(what, the words, why) of each guess."""
        return [(GUESSED[row["about"]], row["text"], row["why"]) for row in self.guesses]
