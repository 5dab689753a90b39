"""A finding of the proof checks that a reviewer has waved through, with the reason; kept for good and
printed on the sign-off sheet."""

from django.conf import settings
from django.db import models

from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger


class FindingWaiver(InsertOnlyModel):
    """`kind`, `text` and `message` say which finding: the same words in the same piece are not asked
    about again."""

    piece = models.ForeignKey("editorial.PiecePage", models.PROTECT, related_name="waivers")
    kind = models.CharField("检查项", max_length=40)
    text = models.CharField("文字", max_length=200, blank=True)
    message = models.CharField("提示", max_length=300)
    reason = models.CharField("保留原文的理由", max_length=200)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "保留原文"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "kind", "text", "message"], name="one_waiver_a_finding"
            )
        ]

    def __str__(self):
        return f"{self.text or self.message}：{self.reason}"


declare(
    *ledger(
        "editorial_findingwaiver",
        "保留原文",
        "id = NEW.id OR (piece_id = NEW.piece_id AND kind = NEW.kind AND text = NEW.text "
        "AND message = NEW.message)",
    ),
)
