"""What waits for a reviewer; editorial.pieces.rules asks the same for one piece."""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import TaskState

from editorial import stages
from editorial.people.seats import has_role, may_manage_people, seats_of
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.rules import without_eligible_head
from editorial.roles import HEAD


def queue_of(user):
    """PieceStatus rows that wait for this user's review, the longest waiting first. Own pieces,
    bylines and steps already taken in this round are left out (decision 12)."""
    wanted = Q(pk__in=[])
    for step, role in stages.STEP_ROLES.items():
        if step == stages.UNIT:
            headed = [seat.unit_id for seat in seats_of(user) if seat.role == HEAD]
            wanted |= Q(stage=step, unit__in=headed)
            if may_manage_people(user):
                at_step = PieceStatus.objects.filter(stage=step)
                wanted |= Q(pk__in=without_eligible_head(at_step).values("pk"))
        elif has_role(user, role):
            wanted |= Q(stage=step)
    took_another_step = ReviewAct.objects.filter(
        piece=OuterRef("pk"),
        actor=user,
        act__in=stages.TAKING_A_STEP,
        workflow_state__status="in_progress",
    ).exclude(step=OuterRef("stage"))
    bylined = Byline.objects.filter(piece=OuterRef("pk"), contributor__user=user)
    return (
        PieceStatus.objects.filter(wanted)
        .exclude(owner=user)
        .filter(~Exists(took_another_step), ~Exists(bylined))
        .order_by("since", "pk")
    )


def task_states_at_step(task, user):
    """The task states of one step that wait for `user`; what Wagtail's own reports ask."""
    waiting = queue_of(user).filter(stage=task.step).values_list("pk", flat=True)
    return TaskState.objects.filter(
        task_id=task.pk,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=[str(pk) for pk in waiting],
    )
