"""The circular (通报) of a closed quarter, on its way from the score keeper's draft over the chief's
signature to what was issued, and its large files. What it says is scoring.bulletin.content; the moves are
scoring.bulletin.actions; what was issued the database itself keeps."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from editorial.jobs import Job
from editorial.record.seals import Seal, declare, ledger

TABLE = "scoring_bulletin"
ISSUED = "已印发的通报不能改"


class Bulletin(models.Model):
    """`content` is the whole circular as it was handed in for signing (None before); issuing adds the
    day alone. `edits` are the sections that somebody wrote: {key: {text, instead_of}}, where
    `instead_of` is what the figures said at the time."""

    quarter = models.OneToOneField("scoring.Quarter", models.PROTECT, related_name="bulletin")
    number = models.CharField(
        "文号", max_length=40, blank=True, help_text="如：九老干通〔2026〕3号"
    )
    issuer = models.CharField("落款单位", max_length=40, default="中共九江市委老干部局")
    addressees = models.CharField(
        "主送", max_length=200, default="各县（市、区）委老干部局，市直各单位老干部工作部门"
    )
    edits = models.JSONField(default=dict, blank=True)
    content = models.JSONField(null=True, blank=True)
    handed_in_at = models.DateTimeField("送签时间", null=True, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "通报"
        verbose_name_plural = "通报"
        ordering = ["-quarter__year", "-quarter__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~models.Q(number=""),
                name="one_bulletin_a_number",
                violation_error_message="这个文号已经用在另一份通报上。",
            )
        ]

    def __str__(self):
        return f"{self.quarter.label}通报"

    @property
    def is_issued(self):
        return self.issued_at is not None

    @property
    def is_handed_in(self):
        """Waits for the chief: what it says is fixed until it comes back."""
        return self.handed_in_at is not None and not self.is_issued

    @property
    def is_draft(self):
        return self.handed_in_at is None and not self.is_issued


class BulletinMove(models.TextChoices):
    WRITTEN = "written", "改稿"
    HANDED_IN = "handed_in", "送签"
    TAKEN_BACK = "taken_back", "撤回"
    RETURNED = "returned", "退回"
    SIGNED = "signed", "签发"


class BulletinAct(models.Model):
    """Who did what with a circular; only ever added to. Nobody signs what they wrote."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="acts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    move = models.CharField("做了什么", max_length=12, choices=BulletinMove.choices)
    reason = models.CharField("原因", max_length=300, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "通报记录"
        verbose_name_plural = "通报记录"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.user.name} {self.get_move_display()}"


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"


class FileState(models.TextChoices):
    WAITING = "waiting", "排队中"
    MAKING = "making", "正在制作"
    DONE = "done", "做好了"
    FAILED = "failed", "没有做成"


class BulletinFile(Job):
    """A file that takes long to make, one of each kind a quarter. `fingerprint` tells the content that it
    was asked for; another content asks for it anew."""

    DOING = FileState.MAKING
    DONE = FileState.DONE
    FAILED = FileState.FAILED
    REASON = "refusal"
    # A worker shows that it lives with each stretch of rows.
    LEASE = timedelta(minutes=3)
    GAVE_UP = "制作时程序几次中断，已经停下。请联系管理员。"

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="bulletin_files")
    kind = models.CharField("格式", max_length=4, choices=FileKind.choices)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(
        "状态", max_length=10, choices=FileState.choices, default=FileState.WAITING
    )
    done = models.PositiveIntegerField("已排行数", default=0)
    total = models.PositiveIntegerField("总行数", default=0)
    refusal = models.CharField("没有做成的原因", max_length=300, blank=True)
    file = models.FileField("文件", upload_to="bulletins/", blank=True)

    class Meta:
        verbose_name = "通报文件"
        verbose_name_plural = "通报文件"
        constraints = [models.UniqueConstraint(fields=["quarter", "kind"], name="one_file_a_kind")]

    def __str__(self):
        return f"{self.quarter.label}通报 {self.get_kind_display()}"


def bulletin_seals():
    # SQLite's OR REPLACE deletes the row of the same key without asking the delete trigger.
    replaces = (
        f"EXISTS (SELECT 1 FROM {TABLE} WHERE issued_at IS NOT NULL AND (id = NEW.id OR "
        "quarter_id = NEW.quarter_id OR (number <> '' AND number = NEW.number)))"
    )
    conditions = {
        "insert": replaces,
        "update": f"OLD.issued_at IS NOT NULL OR {replaces}",
        "delete": "OLD.issued_at IS NOT NULL",
        "truncate": f"EXISTS (SELECT 1 FROM {TABLE} WHERE issued_at IS NOT NULL)",
    }
    return [Seal(TABLE, event, condition, ISSUED) for event, condition in conditions.items()]


declare(*bulletin_seals(), *ledger("scoring_bulletinact", "通报记录"))
