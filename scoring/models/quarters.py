"""A quarter's row: open, published for objections (公示) or closed. A quarter is kept when it has one; what
was published in a quarter that nobody kept counts in the next that is. Moving it on is
scoring.quarters.close; the database itself refuses to change a closed one (scoring.models.seals)."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db import models

from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger
from scoring.models.seals import quarter_seals
from scoring.quarter import QuarterSpan

# A count asks every row again and again; the spans of some decades are all there are.
_span = lru_cache(maxsize=256)(QuarterSpan)


class QuarterState(models.TextChoices):
    OPEN = "open", "进行中"
    PUBLIC = "public", "公示"
    CLOSED = "closed", "已定稿"


class Mode(models.TextChoices):
    """What the quarter's points are for (the rule of 2024 on lightening the load)."""

    ASSESSED = "assessed", "计入考核"
    REPORTED = "reported", "仅统计通报"
    OFF = "off", "关闭"


class Quarter(models.Model):
    """`judged_through`: tasks of periods that ended by then are judged. The two switches are empty as
    long as they follow the mode."""

    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveSmallIntegerField("季度")
    state = models.CharField(
        "状态", max_length=10, choices=QuarterState.choices, default=QuarterState.OPEN
    )
    mode = models.CharField("用途", max_length=10, choices=Mode.choices, default=Mode.ASSESSED)
    ranking_switch = models.BooleanField("排名", null=True, blank=True)
    instruction_switch = models.BooleanField("批示加分", null=True, blank=True)
    judged_through = models.DateField("任务判断到", null=True, blank=True)
    public_at = models.DateTimeField("公示时间", null=True, blank=True)
    public_until = models.DateField("公示到", null=True, blank=True)
    closed_at = models.DateTimeField("定稿时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The book that it was closed on; live quarters ask which one is in force.
    book = models.ForeignKey(
        "scoring.RuleBook", models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField("校验码", max_length=64, blank=True)

    class Meta:
        verbose_name = "季度"
        verbose_name_plural = "季度"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_row_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=4), name="four_quarters_a_year"
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def span(self):
        return _span(self.year, self.number)

    @property
    def label(self):
        return self.span.label

    @property
    def code(self):
        return self.span.code

    @property
    def is_closed(self):
        return self.state == QuarterState.CLOSED

    @property
    def is_public(self):
        return self.state == QuarterState.PUBLIC

    @property
    def is_off(self):
        return self.mode == Mode.OFF

    @property
    def shows_ranking(self):
        return self._switched(self.ranking_switch)

    @property
    def counts_instructions(self):
        return self._switched(self.instruction_switch)

    def _switched(self, switch):
        """Off outside 计入考核 unless somebody set it."""
        return self.mode == Mode.ASSESSED if switch is None else switch

    @property
    def counts_from(self):
        """The day after the kept quarter before this one; everything older counts in the first."""
        before = models.Q(year__lt=self.year) | models.Q(year=self.year, number__lt=self.number)
        last = Quarter.objects.filter(before).order_by("year", "number").last()
        return last.span.next.first_day if last else date.min


class QuarterMove(models.TextChoices):
    PUBLISH = "publish", "公示"
    WITHDRAW = "withdraw", "撤回公示"
    CLOSE = "close", "季度定稿"
    SETTINGS = "settings", "改用途"
    RECOUNT = "recount", "重新计算"


class QuarterAct(InsertOnlyModel):
    """Who moved a quarter on or changed what it is for, and what the nightly recount found."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="acts")
    act = models.CharField("动作", max_length=10, choices=QuarterMove.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    comment = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "季度记录"
        verbose_name_plural = "季度记录"
        ordering = ["pk"]


declare(*quarter_seals(), *ledger("scoring_quarteract", "季度记录"))
