"""加减分 by hand (批示, 约稿, 失实 …) and appeals (异议). What a kind of adjustment does is the rule book's;
entering, confirming and answering is scoring.adjustments.actions and scoring.appeals.actions."""

from django.conf import settings
from django.db import models

from editorial.placements.models import evidence_path
from editorial.record.seals import declare
from scoring.models.seals import kept_seals


class AdjustmentState(models.TextChoices):
    WAITING = "waiting", "待确认"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Adjustment(models.Model):
    """`kind` is a code of the book's events. It counts in `quarter` once a second person confirmed it;
    the quarter is the one of `happened_on`, or the next open one when that was closed."""

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="adjustments")
    kind = models.CharField("种类", max_length=40)
    kind_name = models.CharField(max_length=80)
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="adjustments")
    contributor = models.ForeignKey(
        "editorial.Contributor", models.PROTECT, null=True, blank=True, related_name="+"
    )
    placement = models.ForeignKey(
        "editorial.Placement", models.PROTECT, null=True, blank=True, related_name="adjustments"
    )
    happened_on = models.DateField("日期")
    count = models.PositiveSmallIntegerField("次数", default=1)
    amount = models.DecimalField("分值", max_digits=10, decimal_places=2, null=True, blank=True)
    track = models.CharField("类别", max_length=20, blank=True)
    reason = models.CharField("理由", max_length=300)
    basis = models.CharField("依据文件", max_length=200)
    file = models.FileField(
        "依据文件扫描件", upload_to=evidence_path, max_length=100, blank=True, db_index=True
    )
    file_name = models.CharField(max_length=200, blank=True)
    appeal = models.ForeignKey(
        "scoring.Appeal", models.PROTECT, null=True, blank=True, related_name="adjustments"
    )
    state = models.CharField(
        "状态", max_length=10, choices=AdjustmentState.choices, default=AdjustmentState.WAITING
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    decision = models.CharField("确认意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "加减分"
        verbose_name_plural = "加减分"
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["quarter", "unit"], name="adjustment_of_unit")]

    def __str__(self):
        return f"{self.kind_name} {self.unit}"


class AppealState(models.TextChoices):
    OPEN = "open", "待答复"
    ACCEPTED = "accepted", "属实，更正"
    DECLINED = "declined", "维持原计分"


class Appeal(models.Model):
    """An objection of a unit to its points while the quarter is published (公示)."""

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="appeals")
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="appeals")
    entry = models.ForeignKey(
        "scoring.ScoreEntry", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about = models.CharField("关于", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=500)
    file = models.FileField(
        "佐证材料", upload_to=evidence_path, max_length=100, blank=True, db_index=True
    )
    file_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=AppealState.choices, default=AppealState.OPEN
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField("提出时间", auto_now_add=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.unit} {self.quarter}"


declare(*kept_seals("scoring_adjustment"), *kept_seals("scoring_appeal"))
