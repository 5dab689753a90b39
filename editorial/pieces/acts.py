"""The review: the workflow's task type, the append-only ledger of acts, and the text that was
signed. The rules of who may act are editorial.pieces.rules; the moves are editorial.actions."""

from django.conf import settings
from django.db import models
from wagtail.models import TaskState

from editorial import stages
from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger


class ReviewAct(InsertOnlyModel):
    """Who did what to a piece, when, on which revision. A round is one workflow state."""

    piece = models.ForeignKey("editorial.PiecePage", models.PROTECT, related_name="review_acts")
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", models.PROTECT, related_name="review_acts"
    )
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    task_state = models.ForeignKey(TaskState, models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField("动作", max_length=10, choices=list(stages.ACT_NAMES.items()))
    step = models.CharField(
        "环节",
        max_length=10,
        blank=True,
        choices=[(s, stages.STAGE_NAMES[s]) for s in stages.STEPS],
    )
    to_step = models.CharField("发回环节", max_length=10, blank=True)
    comment = models.TextField("意见", blank=True)
    on_behalf = models.BooleanField("代签", default=False)
    namesake_declared = models.BooleanField("同名不同人", default=False)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "审稿记录"
        ordering = ["pk"]
        constraints = [
            # One decision per turn of a step: the second of two simultaneous clicks fails here too.
            models.UniqueConstraint(
                fields=["task_state"],
                condition=models.Q(act__in=["approve", "return", "send_back"]),
                name="one_decision_a_turn",
            )
        ]

    def __str__(self):
        return f"{self.get_step_display()}{self.get_act_display()}"

    @property
    def to_step_name(self):
        return stages.STAGE_NAMES.get(self.to_step, "")


class ApprovedVersion(InsertOnlyModel):
    """The signed text of a piece: a copy of the revision's content, so that nothing done to the
    revision or the page later can change what was signed (decision 10)."""

    piece = models.ForeignKey("editorial.PiecePage", models.PROTECT, related_name="versions")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    workflow_state = models.OneToOneField(
        "wagtailcore.WorkflowState", models.PROTECT, related_name="approved_version"
    )
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reviewers = models.JSONField("审稿人", help_text="[{step, name, user_id, at}]")
    approved_at = models.DateTimeField("审定时间", auto_now_add=True)

    class Meta:
        verbose_name = "审定稿"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.content.get('title', '')}（审定稿）"


DECISIONS = "('approve', 'return', 'send_back')"

declare(
    *ledger(
        "editorial_reviewact",
        "审稿记录",
        # As the constraint one_decision_a_turn has it.
        f"id = NEW.id OR (task_state_id = NEW.task_state_id AND act IN {DECISIONS} "
        f"AND NEW.act IN {DECISIONS})",
    ),
    *ledger(
        "editorial_approvedversion",
        "审定稿",
        "id = NEW.id OR workflow_state_id = NEW.workflow_state_id",
    ),
)
