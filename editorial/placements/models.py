"""A placement (刊发/采用): one appearance in one outlet, who is credited, and the evidence. Recording
and verifying are editorial.placements.actions; what it earns is scoring's."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from editorial.pieces.terms import Genre
from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger
from editorial.vocabulary import EVIDENCE_FILES, POSITIONS, USES, members

Use = models.TextChoices("Use", members(USES))


Position = models.TextChoices("Position", members(POSITIONS))


class PlacementState(models.TextChoices):
    RECORDED = "recorded", "待核实"
    VERIFIED = "verified", "已核实"
    REJECTED = "rejected", "未通过"


class Placement(models.Model):
    """`piece` and `routing` are empty for one that an outlet wrote on its own."""

    piece = models.ForeignKey(
        "editorial.PiecePage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name="稿件",
    )
    routing = models.ForeignKey(
        "editorial.Routing", models.PROTECT, null=True, blank=True, related_name="placements"
    )
    outlet = models.ForeignKey(
        "editorial.Outlet", models.PROTECT, related_name="placements", verbose_name="媒体"
    )
    published_on = models.DateField("刊发日期")
    headline = models.CharField("刊发标题", max_length=120)
    genre = models.CharField("刊发体裁", max_length=10, choices=Genre.choices, default=Genre.NEWS)
    position = models.CharField(
        "位置", max_length=12, choices=Position.choices, default=Position.INNER
    )
    page = models.CharField("版面", max_length=30, blank=True, help_text="如：第3版")
    url = models.URLField("链接", max_length=500, blank=True)
    length = models.PositiveIntegerField("字数", null=True, blank=True)
    journalists = models.PositiveSmallIntegerField(
        "合写记者", default=0, help_text="署名里有几位是媒体自己的记者，没有就填0"
    )
    use = models.CharField("采用方式", max_length=10, choices=Use.choices, default=Use.SOLE)
    state = models.CharField(
        "状态",
        max_length=10,
        choices=PlacementState.choices,
        default=PlacementState.RECORDED,
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("核实时间", null=True, blank=True)
    reason = models.CharField("未通过的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "刊发"
        verbose_name_plural = "刊发"
        ordering = ["-published_on", "-pk"]
        indexes = [
            # 待核实, the oldest first.
            models.Index(fields=["state", "recorded_at"], name="placement_queue"),
            # A quarter's placements.
            models.Index(fields=["state", "published_on"], name="placement_by_day"),
        ]

    def __str__(self):
        return f"《{self.headline}》 {self.outlet} {self.published_on}"


class PlacementAction(models.TextChoices):
    RECORD = "record", "登记"
    EDIT = "edit", "修改"
    VERIFY = "verify", "核实"
    REJECT = "reject", "未通过"
    CORRECT = "correct", "更正"


class PlacementAct(InsertOnlyModel):
    """Who did what to a placement, when; `changes` lists [field, before, after] in screen words."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="acts")
    act = models.CharField("动作", max_length=10, choices=PlacementAction.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)
    comment = models.CharField("说明", max_length=200, blank=True)
    changes = models.JSONField("改动", default=list, blank=True)

    # Whoever did one of these wrote what another person has to verify.
    WRITING = (PlacementAction.RECORD, PlacementAction.EDIT, PlacementAction.CORRECT)

    class Meta:
        verbose_name = "刊发记录"
        verbose_name_plural = "刊发记录"
        ordering = ["pk"]


class PlacementCredit(models.Model):
    """Who is credited: always a unit, maybe a person of it; `share` weighs the split."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="credits")
    unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, related_name="credits", verbose_name="单位"
    )
    contributor = models.ForeignKey(
        "editorial.Contributor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credits",
        verbose_name="作者",
    )
    share = models.DecimalField("份额", max_digits=5, decimal_places=2, default=1)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "计入"
        ordering = ["sort_order", "pk"]


# Some rule books count a placement only with evidence of a certain kind.
EvidenceKind = models.TextChoices("EvidenceKind", members(EVIDENCE_FILES))


def evidence_path(evidence, filename):
    """Random names: an address of evidence can't be guessed from another."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    return f"evidence/{uuid4().hex}.{suffix}"


class Evidence(models.Model):
    """A clipping scan, screenshot or fee slip. Links stand on the placement itself."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="evidence")
    file = models.FileField("佐证材料", upload_to=evidence_path, max_length=100, db_index=True)
    kind = models.CharField(
        "材料种类", max_length=10, choices=EvidenceKind.choices, default=EvidenceKind.OTHER
    )
    original_name = models.CharField("原文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        ordering = ["pk"]


declare(*ledger("editorial_placementact", "刊发记录"))
