"""Who may act on a review step, edit, submit or delete a piece: one function each, asked by every
screen and again under the lock before anything is written (decision 12)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from editorial import roles, stages
from editorial.names import same_name
from editorial.people.models import User
from editorial.people.seats import has_role, heads, is_bureau, unit_ids_of
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import Byline, PieceStatus


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not act, in words for the screen. `explains` where the person sits at the
    step and would wonder why there is no button."""

    text: str
    explains: bool = True


NOT_YOUR_STEP = Refusal("这一步不由您办理。", explains=False)
OWN_PIECE = Refusal("这是您自己的稿件，须由别人审。")
OWN_BYLINE = Refusal("您在这篇稿件上署名，须由别人审。")
TOOK_ANOTHER_STEP = Refusal("您已审过这篇稿件的另一环节，同一个人不能审两次。")


def why_not(step, piece, user):
    """None when `user` may take `step` of `piece` in this round, else the Refusal. Superusers get
    no exception: 三审 means three people."""
    if not user.is_active or not _sits_at(step, piece, user):
        return NOT_YOUR_STEP
    if piece.owner_id == user.pk:
        return OWN_PIECE
    if Byline.objects.filter(piece_id=piece.pk, contributor__user=user).exists():
        return OWN_BYLINE
    if _took_another_step(step, piece, user):
        return TOOK_ANOTHER_STEP
    return None


def may_act(step, piece, user):
    return why_not(step, piece, user) is None


def _sits_at(step, piece, user):
    if step != stages.UNIT:
        return has_role(user, stages.STEP_ROLES[step])
    unit_id = unit_id_of(piece)
    return heads(user, unit_id) or may_sign_on_behalf(piece, user, unit_id)


def unit_id_of(piece):
    """The unit of a piece; the status row knows it without a walk up the tree."""
    row = PieceStatus.objects.filter(pk=piece.pk).values_list("unit_id", flat=True).first()
    return row or piece.get_parent().pk


def may_sign_on_behalf(piece, user, unit_id=None):
    """代签: a manager signs for a unit that has no head who may sign this piece."""
    if not has_role(user, roles.MANAGER):
        return False
    return not eligible_heads(piece, unit_id or unit_id_of(piece)).exists()


def eligible_heads(piece, unit_id):
    """Whoever may sign `piece` for its unit."""
    bylined = Byline.objects.filter(piece_id=piece.pk, contributor__user=OuterRef("pk"))
    return _heads_of(unit_id).exclude(pk=piece.owner_id).exclude(Exists(bylined))


def eligible(piece, step, unit_id=None):
    """Whoever may take this step of `piece` in this round: `why_not` of all at once, change both."""
    if step == stages.UNIT:
        people = eligible_heads(piece, unit_id or unit_id_of(piece))
    else:
        role = stages.STEP_ROLES[step]
        bylined = Byline.objects.filter(piece_id=piece.pk, contributor__user=OuterRef("pk"))
        people = User.objects.filter(is_active=True, groups__role_group__role=role)
        people = people.exclude(pk=piece.owner_id).exclude(Exists(bylined))
    return people.exclude(Exists(_steps_taken(piece, step).filter(actor=OuterRef("pk"))))


def without_eligible_head(statuses):
    """Of these PieceStatus rows those that a manager has to sign for; `eligible_heads` as a subquery."""
    bylined = Byline.objects.filter(
        piece_id=OuterRef(OuterRef("pk")), contributor__user=OuterRef("pk")
    )
    heads_left = _heads_of(OuterRef("unit")).exclude(Exists(bylined))
    return statuses.exclude(Exists(heads_left.exclude(pk=OuterRef("owner"))))


def _heads_of(unit):
    return User.objects.filter(
        is_active=True,
        groups__role_group__role=roles.HEAD,
        groups__role_group__unit_id=unit,
        groups__role_group__unit__retired_on__isnull=True,
    )


def _took_another_step(step, piece, user):
    return _steps_taken(piece, step).filter(actor=user).exists()


def _steps_taken(piece, step):
    """The acts that took another step of this round."""
    return ReviewAct.objects.filter(
        piece_id=piece.pk,
        act__in=stages.TAKING_A_STEP,
        workflow_state__status__in=("in_progress", "needs_changes"),
    ).exclude(step=step)


def may_waive(piece, user, stage):
    """Whoever reviews it now; before its submission a head of the unit who may sign it."""
    if stage in stages.IN_REVIEW:
        return may_act(stage, piece, user)
    if stage not in (stages.DRAFT, stages.RETURNED):
        return False
    return eligible_heads(piece, unit_id_of(piece)).filter(pk=user.pk).exists()


def namesakes(piece, user):
    """Byline names equal to the reviewer's that are not the reviewer: 同名不同人 must be declared."""
    bylines = Byline.objects.filter(piece_id=piece.pk).select_related("contributor")
    others = bylines.exclude(contributor__user=user)
    return any(same_name(byline.name, user.name) for byline in others)


def may_edit(piece, user, stage):
    """The author while it is theirs, the unit's head too; the step's reviewer in review."""
    if stage in stages.LOCKED:
        return False
    if stage in stages.IN_REVIEW:
        return may_act(stage, piece, user)
    unit_id = unit_id_of(piece) if piece.pk else None
    if piece.owner_id == user.pk:
        return unit_id in unit_ids_of(user) or is_bureau(user)
    return heads(user, unit_id)


def may_submit(piece, user, stage):
    return stage in stages.WITH_AUTHOR and may_edit(piece, user, stage)


def may_withdraw(piece, user, stage):
    """By the author, before the last step has begun."""
    movable = (stages.IN_REVIEW - {stages.FINAL}) | {stages.RETURNED}
    return stage in movable and piece.owner_id == user.pk


def may_spike(piece, user, stage):
    """不采用 by an editor of the bureau who may take the step that the piece is at."""
    return stage in stages.IN_REVIEW - {stages.UNIT} and may_act(stage, piece, user)


def may_reopen(piece, user, stage):
    return stage == stages.APPROVED and has_role(user, roles.EDITOR, roles.CHIEF)


def may_delete(piece, user, stage):
    """Only a draft that was never submitted and that nobody has answered for, only by its author."""
    if stage != stages.DRAFT or piece.owner_id != user.pk:
        return False
    # The waivers stand in a room above, so they are asked for from the piece.
    if PieceStatus.objects.filter(pk=piece.pk, piece__waivers__isnull=False).exists():
        return False
    return not ReviewAct.objects.filter(piece_id=piece.pk).exists()
