"""Who may verify, edit or correct a placement: one function each, asked by every screen and again
under the lock before anything is written. Who sees it is editorial.placements.visible."""

from editorial.people.seats import (
    is_bureau,
    may_record_placements,
    may_route,
    may_verify_placements,
    unit_ids_of,
)
from editorial.placements.models import PlacementAct, PlacementCredit, PlacementState

EDITABLE = frozenset({PlacementState.RECORDED, PlacementState.REJECTED})


def why_not_verify(placement, user):
    """Empty when `user` may decide on this placement, else a sentence. Whoever recorded or changed
    it, or is credited by it, leaves it to somebody else; superusers too. placements_to_verify
    (editorial.placements.visible) says the same of a list: change both."""
    if not may_verify_placements(user):
        return "核实由编辑、审核、终审办理，您没有这项权限。"
    if placement.state != PlacementState.RECORDED:
        return f"这条刊发已是“{placement.get_state_display()}”，不用再核实。"
    wrote = PlacementAct.objects.filter(
        placement=placement, actor=user, act__in=PlacementAct.WRITING
    )
    if placement.recorded_by_id == user.pk or wrote.exists():
        return "这条刊发是您登记或改过的，须由另一个人核实。"
    if PlacementCredit.objects.filter(placement=placement, contributor__user=user).exists():
        return "这条刊发计入了您本人，须由另一个人核实。"
    return ""


def may_edit_placement(placement, user):
    """The recorder, until it is verified; saving puts a rejected one up for verifying again."""
    return (
        placement.state in EDITABLE
        and placement.recorded_by_id == user.pk
        and may_record_placements(user)
    )


def may_correct_placement(placement, user):
    """更正 of what was verified, by an editor with a reason; another person verifies it anew."""
    return placement.state == PlacementState.VERIFIED and may_route(user)


def why_not_credit(unit_ids, user):
    """A unit's people may share the credit but not record for others alone."""
    if is_bureau(user) or set(unit_ids) & set(unit_ids_of(user)):
        return ""
    return "计入的单位里要有您自己的单位；别的单位的刊发请由他们登记。"
