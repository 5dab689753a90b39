"""The circular (通报) of a closed quarter as it was issued. What it says is scoring.bulletin.content;
issuing it is scoring.actions.bulletins."""

from django.conf import settings
from django.db import models


class Bulletin(models.Model):
    """`content` is the whole circular as composed on the day of issue (None before)."""

    quarter = models.OneToOneField("scoring.Quarter", models.PROTECT, related_name="bulletin")
    number = models.CharField(
        "文号", max_length=40, blank=True, help_text="如：九老干通〔2026〕3号"
    )
    issuer = models.CharField("落款单位", max_length=40, default="中共九江市委老干部局")
    addressees = models.CharField(
        "主送", max_length=200, default="各县（市、区）委老干部局，市直各单位老干部工作部门"
    )
    requirements = models.TextField("下步要求", blank=True)
    content = models.JSONField(null=True, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "通报"
        verbose_name_plural = "通报"
        ordering = ["-quarter__year", "-quarter__number"]

    def __str__(self):
        return f"{self.quarter.label}通报"

    @property
    def is_issued(self):
        return self.issued_at is not None
