"""What somebody found on looking at a hint of scoring.flags.hints (核对提示): written once, it hides the hint
and changes no score."""

from django.conf import settings
from django.db import models

from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger


class FlagReview(InsertOnlyModel):
    """`key` names what was seen, placements and all: the same hint with one placement more is new.
    `said` keeps the words that stood on the screen."""

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="flag_reviews")
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    said = models.CharField("提示", max_length=400)
    note = models.CharField("核对结果", max_length=200)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField("核对时间", auto_now_add=True)

    class Meta:
        verbose_name = "核对提示"
        verbose_name_plural = "核对提示"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["quarter", "key"], name="one_review_a_flag")]


declare(
    *ledger(
        "scoring_flagreview",
        "核对结果",
        "id = NEW.id OR (quarter_id = NEW.quarter_id AND key = NEW.key)",
    )
)
