"""A piece (稿件): the page that is drafted, its bylines and topics, and beside it the PieceStatus
row that holds its stage (decision 11). Who may do what to it is in editorial.people.seats."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from editorial import stages
from editorial.names import NameField
from editorial.pieces.terms import BylineRole


class Topic(models.Model):
    """What a piece tells of, e.g. 养老防诈 or one of the bureau's four projects."""

    name = NameField("主题", max_length=40, unique=True)
    sort_order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = "主题"
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name


class Byline(Orderable):
    """One credited person of a piece, with what they did and their share of the credit. A name that
    no contributor has is text until the piece is submitted (editorial.review.authors)."""

    piece = ParentalKey("editorial.PiecePage", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "editorial.Contributor",
        models.PROTECT,
        null=True,
        related_name="bylines",
        verbose_name="作者",
    )
    typed_name = NameField("姓名", max_length=40, blank=True)
    # Empty for the piece's own unit.
    typed_unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    role = models.CharField(
        "分工", max_length=5, choices=BylineRole.choices, default=BylineRole.TEXT
    )
    share = models.DecimalField("份额", max_digits=5, decimal_places=2, default=1)

    class Meta(Orderable.Meta):
        verbose_name = "署名"
        verbose_name_plural = "署名"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contributor__isnull=False) | ~models.Q(typed_name=""),
                name="byline_names_somebody",
            )
        ]

    @property
    def name(self):
        return self.name_on(None)

    def name_on(self, moment):
        return self.contributor.name_on(moment) if self.contributor_id else self.typed_name


class PieceStatus(models.Model):
    """The stage of a piece, kept beside it so that lists filter fast. One writer:
    editorial.review.status.refresh_status. `submitted_at` is the first submission."""

    piece = models.OneToOneField(
        "editorial.PiecePage", models.CASCADE, primary_key=True, related_name="status_row"
    )
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stage = models.CharField("阶段", max_length=10, choices=list(stages.STAGE_NAMES.items()))
    since = models.DateTimeField("进入本阶段")
    submitted_at = models.DateTimeField("首次提交", null=True, blank=True)
    # The signed text that may go out; empty unless the stage is `approved`.
    approved_version = models.ForeignKey(
        "editorial.ApprovedVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "稿件阶段"
        indexes = [
            # An editor's queue: all pieces at a stage, the longest waiting first.
            models.Index(fields=["stage", "since"], name="status_queue"),
            # A unit's own list, the newest first.
            models.Index(fields=["unit", "stage", "since"], name="status_of_unit"),
            # 我的稿件.
            models.Index(fields=["owner", "since"], name="status_of_owner"),
            # 全部稿件, the newest first.
            models.Index(fields=["since"], name="status_by_time"),
        ]

    def __str__(self):
        return self.get_stage_display()


def stage_of_piece(piece_id):
    """The stored stage; a page that is being created has none yet and counts as a draft."""
    row = PieceStatus.objects.filter(pk=piece_id).values_list("stage", flat=True).first()
    return row or stages.DRAFT
