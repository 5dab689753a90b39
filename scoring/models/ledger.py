"""The ledger: a line per credit of each verified placement, what could not be counted, and what
closing a quarter froze. Lines are written by scoring.ledger.tally and scoring.quarters.close only."""

from django.db import models

from editorial.outlets.models import Kind, Level
from editorial.people.units import RankingGroup
from editorial.record.seals import declare
from scoring.models.seals import kept_seals


class EntryKind(models.TextChoices):
    """`line` is of a placement; the first three are what a piece earns, the rest what is done to a
    unit's quarter."""

    LINE = "line", "计分"
    REVERSAL = "reversal", "更正：减原分"
    REPLACEMENT = "replacement", "更正：补新分"
    SUBMISSION = "submission", "报送"
    LATE = "late", "迟报"
    EVENT = "event", "加减分"
    CAP = "cap", "封顶"
    TASK = "task", "任务"
    ADOPTION = "adoption", "采用率"
    FLOOR = "floor", "保底"


OF_PLACEMENTS = (EntryKind.LINE, EntryKind.REVERSAL, EntryKind.REPLACEMENT)


class Account(models.TextChoices):
    """In whose sum a line stands."""

    BOTH = "both", "单位和个人"
    UNIT = "unit", "单位"
    PERSON = "person", "个人"


class ScoreEntry(models.Model):
    """`quarter` is where the points count, `origin` the quarter of publication: they differ only
    for corrections of a closed quarter, which point at the line that they correct. What the
    placement looked like when it was counted is copied, since the placement stays editable: `worth` is
    its value before its piece was settled, `genre` the one that the book counted it as. Lines of a
    unit's quarter (caps, tasks …) have no placement; `published_on` is then the day they stand on. `place`
    is the line's among those of its placement, in the order of naming, or of its unit's quarter, in the
    order of the sum."""

    quarter = models.ForeignKey(
        "scoring.Quarter", models.PROTECT, related_name="entries", db_index=False
    )
    origin = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(
        "种类", max_length=12, choices=EntryKind.choices, default=EntryKind.LINE
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        db_index=False,
    )
    account = models.CharField(max_length=6, choices=Account.choices, default=Account.BOTH)
    track = models.CharField("类别", max_length=20, blank=True)
    placement = models.ForeignKey(
        "editorial.Placement", models.PROTECT, null=True, blank=True, related_name="score_entries"
    )
    adjustment = models.ForeignKey(
        "scoring.Adjustment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="score_entries",
        db_index=False,
    )
    piece = models.ForeignKey(
        "editorial.PiecePage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="score_entries",
        db_index=False,
    )
    unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, related_name="score_entries", db_index=False
    )
    contributor = models.ForeignKey(
        "editorial.Contributor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="score_entries",
        db_index=False,
    )
    book = models.ForeignKey(
        "scoring.RuleBook", models.PROTECT, related_name="entries", db_index=False
    )
    points = models.DecimalField("分值", max_digits=10, decimal_places=2)
    clause = models.CharField("依据条款", max_length=80)
    steps = models.JSONField("计算过程", default=list)
    headline = models.CharField("刊发标题", max_length=120)
    outlet_name = models.CharField("媒体", max_length=40, blank=True)
    outlet_code = models.CharField(max_length=40, blank=True)
    outlet_level = models.CharField("级别", max_length=10, choices=Level.choices, blank=True)
    outlet_kind = models.CharField("类别", max_length=10, choices=Kind.choices, blank=True)
    genre = models.CharField(max_length=10, blank=True)
    position = models.CharField(max_length=12, blank=True)
    use = models.CharField(max_length=10, blank=True)
    worth = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    recorded_on = models.DateField(null=True)
    counts_on = models.DateField("计分日期", null=True)
    published_on = models.DateField("刊发日期")
    where = models.CharField("版面/链接", max_length=500, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "计分"
        verbose_name_plural = "计分"
        ordering = ["published_on", "place", "pk"]
        # Each costs every line of a count; hence none for a key that nothing is looked up by.
        indexes = [
            # A unit's lines of a quarter, and the sums by unit.
            models.Index(fields=["quarter", "unit", "published_on"], name="entry_of_unit"),
            # One piece's lines, replaced whenever one of its placements changes.
            models.Index(fields=["piece", "origin"], name="entry_of_piece"),
            models.Index(
                fields=["corrects"],
                condition=models.Q(corrects__isnull=False),
                name="entry_that_corrects",
            ),
            models.Index(
                fields=["adjustment"],
                condition=models.Q(adjustment__isnull=False),
                name="entry_of_adjustment",
            ),
        ]

    def __str__(self):
        return f"{self.headline} {self.points}"

    @property
    def is_correction(self):
        return self.kind in (EntryKind.REVERSAL, EntryKind.REPLACEMENT)


class RateProblem(models.Model):
    """A verified placement that the rules can't count; the quarter can't close while one stands."""

    quarter = models.ForeignKey("scoring.Quarter", models.CASCADE, related_name="problems")
    placement = models.OneToOneField(
        "editorial.Placement", models.CASCADE, related_name="rate_problem"
    )
    message = models.CharField("问题", max_length=200)
    found_at = models.DateTimeField("发现时间", auto_now_add=True)

    class Meta:
        verbose_name = "计分问题"
        verbose_name_plural = "计分问题"
        ordering = ["pk"]

    def __str__(self):
        return self.message


class FrozenQuarter(models.Model):
    """Everything a quarter was closed on: facts, books, lines and standing. The quarter's digest is
    the SHA-256 of this content's canonical form."""

    quarter = models.OneToOneField("scoring.Quarter", models.PROTECT, related_name="frozen")
    content = models.JSONField()

    class Meta:
        verbose_name = "定稿存档"


class FrozenStanding(models.Model):
    """One unit's row of the standing as it was when the quarter was closed."""

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="standings")
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="+")
    unit_title = models.CharField(max_length=255)
    group = models.CharField(max_length=10, choices=RankingGroup.choices)
    track = models.CharField(max_length=20, blank=True)
    rank = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=10, decimal_places=2)
    corrections = models.DecimalField(max_digits=10, decimal_places=2)
    year_points = models.DecimalField(max_digits=10, decimal_places=2)
    submitted = models.PositiveIntegerField()
    quota = models.PositiveIntegerField(null=True)
    placed = models.PositiveIntegerField()
    national = models.PositiveIntegerField()
    province = models.PositiveIntegerField()
    city = models.PositiveIntegerField()
    county = models.PositiveIntegerField()
    system = models.PositiveIntegerField()
    wechat = models.PositiveIntegerField()

    class Meta:
        verbose_name = "定稿排名"
        ordering = ["group", "rank", "unit_title"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "unit", "track"], name="one_standing_a_unit")
        ]


declare(
    *kept_seals("scoring_scoreentry"),
    *kept_seals("scoring_frozenquarter"),
    *kept_seals("scoring_frozenstanding"),
)
