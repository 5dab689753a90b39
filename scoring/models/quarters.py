"""A quarter's row: open or closed. A quarter is kept when it has one; what was published in a quarter
that nobody kept counts in the next that is. Closing is scoring.actions.close; the database itself
refuses to change a closed one (scoring.seals)."""

from datetime import date

from django.conf import settings
from django.db import models

from scoring.quarter import Quarter as Span


class QuarterState(models.TextChoices):
    OPEN = "open", "登记中"
    CLOSED = "closed", "已关账"


class Quarter(models.Model):
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveSmallIntegerField("季度")
    state = models.CharField(
        "状态", max_length=10, choices=QuarterState.choices, default=QuarterState.OPEN
    )
    closed_at = models.DateTimeField("关账时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
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
        return Span(self.year, self.number)

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
    def counts_from(self):
        """The day after the kept quarter before this one; everything older counts in the first."""
        before = models.Q(year__lt=self.year) | models.Q(year=self.year, number__lt=self.number)
        last = Quarter.objects.filter(before).order_by("year", "number").last()
        return last.span.next.first_day if last else date.min
