"""A step of the review as Wagtail's task: each answer is a rule's or a move's."""

from django.db import models
from wagtail.models import Task

from editorial import stages
from editorial.pieces.rules import may_act
from editorial.review.forms import StepActionForm
from editorial.review.moves import StepsStay, act_on_step
from editorial.review.queue import task_states_at_step


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
        return StepActionForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return task_states_at_step(self, user)

    def on_action(self, task_state, user, action_name, **kwargs):
        act_on_step(task_state, user, action_name, **kwargs)

    def deactivate(self, user=None):
        """Wagtail would let every piece waiting here pass (measured); a step is never disabled."""
        raise StepsStay

    @classmethod
    def get_description(cls):
        return "单位审签与三审的一环"
