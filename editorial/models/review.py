"""The review: the workflow's task type, the append-only ledger of acts, and the text that was
signed. The rules of who may act are editorial.review_rules; the moves are editorial.actions."""

from django.conf import settings
from django.db import models
from wagtail.models import Task, TaskState

from editorial import stages


class AppendOnly(Exception):
    """A row that proves what happened can be neither changed nor deleted."""

    def __init__(self, model):
        super().__init__(f"{model._meta.verbose_name}只能添加，不能修改或删除。")


class InsertOnlyModel(models.Model):
    """Base of the ledgers: rows are written once. What passes by save() and delete(), such as a
    queryset's update, the database itself refuses (editorial.seals)."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly(type(self))
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly(type(self))


class ReviewStep(Task):
    """One of the four steps as a Wagtail task. All its answers come from review_rules.may_act."""

    step = models.CharField(
        "环节",
        max_length=10,
        choices=[(s, stages.STAGE_NAMES[s]) for s in stages.STEPS],
        unique=True,
    )

    admin_form_fields = ["name"]

    class Meta:
        verbose_name = "审稿环节"
        verbose_name_plural = "审稿环节"

    def user_can_access_editor(self, obj, user):
        from editorial.review_rules import may_act

        return may_act(self.step, obj, user)

    def locked_for_user(self, obj, user):
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj, user):
        return False

    def get_actions(self, obj, user):
        if not self.user_can_access_editor(obj, user):
            return []
        return [("reject", "退回修改", True), ("approve", "通过", True)]

    def get_form_for_action(self, action):
        from editorial.forms.review import StepActionForm

        return StepActionForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from editorial.review_rules import task_states_at_step

        return task_states_at_step(self, user)

    def on_action(self, task_state, user, action_name, **kwargs):
        from editorial.actions.review import act_on_step

        act_on_step(task_state, user, action_name, **kwargs)

    def deactivate(self, user=None):
        """Wagtail would let every piece waiting here pass (measured); a step is never disabled."""
        from editorial.actions.review import StepsStay

        raise StepsStay

    @classmethod
    def get_description(cls):
        return "单位审签与三审的一环"


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
    revision or the page later can change what was signed (design D3)."""

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
