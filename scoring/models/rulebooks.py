"""Rule books (计分办法) with the day from which each is in force. Their JSON is scoring.book's;
adopting one is scoring.books.actions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from editorial.record.seals import declare
from scoring.book import RuleBookFaulty, parse
from scoring.models.seals import book_seals
from scoring.quarter import QuarterSpan


class RuleBookState(models.TextChoices):
    DRAFT = "draft", "草稿"
    ADOPTED = "adopted", "施行"
    REPLACED = "replaced", "已被替换"


class RuleBook(models.Model):
    name = models.CharField("名称", max_length=80)
    valid_from = models.DateField("施行日期", help_text="一个季度的第一天")
    rules = models.JSONField("内容")
    state = models.CharField(
        "状态", max_length=10, choices=RuleBookState.choices, default=RuleBookState.DRAFT
    )
    adopted_at = models.DateTimeField("施行时间", null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField("最近修改", auto_now=True)

    class Meta:
        verbose_name = "计分办法"
        verbose_name_plural = "计分办法"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            # Which book counts on a day must have one answer.
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=models.Q(state=RuleBookState.ADOPTED),
                name="one_adopted_book_a_day",
                violation_error_message="这一天起已有施行的计分办法。",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.valid_from and QuarterSpan.of(self.valid_from).first_day != self.valid_from:
            raise ValidationError({"valid_from": "计分办法从一个季度的第一天起施行，如1月1日。"})
        try:
            parse(self.rules)
        except RuleBookFaulty as faulty:
            raise ValidationError({"rules": faulty.faults}) from faulty

    @property
    def is_draft(self):
        return self.state == RuleBookState.DRAFT

    @property
    def parsed(self):
        return parse(self.rules)

    @property
    def version_before(self):
        """What this one was made from: the newest book that was in force from the same day or an
        earlier one."""
        older = RuleBook.objects.filter(pk__lt=self.pk, valid_from__lte=self.valid_from)
        return older.exclude(state=RuleBookState.DRAFT).order_by("-pk").first()


declare(*book_seals())
