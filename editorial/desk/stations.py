"""The line of stations of a piece (起草 → … → 计分), like tracking a parcel: what is done, by whom and
when, where it is now and who acts next. What the stages are is editorial.stages."""

from dataclasses import dataclass
from datetime import datetime

from editorial import roles, stages
from editorial.people.models import User
from editorial.pieces.rules import eligible_heads
from editorial.placements.models import Placement, PlacementState
from editorial.routing.models import Routing

DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True)
class Station:
    name: str
    state: str
    who: str = ""
    at: datetime | None = None


def stations_of(page, acts):
    """The eight stations of a piece. `acts` are its ReviewActs, newest first."""
    status = page.status_row
    standing = _standing_approvals(status, acts)
    line = [_draft_station(page, status, acts)]
    for step in stages.STEPS:
        act = standing.get(step)
        if act:
            line.append(Station(stages.STAGE_NAMES[step], DONE, act.actor.name, act.at))
        else:
            state = NOW if status.stage == step else AHEAD
            line.append(Station(stages.STAGE_NAMES[step], state))
    return line + _after_review(page, status)


def _standing_approvals(status, acts):
    """The approvals of the newest round that still count, by step."""
    if not acts or status.stage in (stages.WITHDRAWN, stages.REOPENED):
        return {}
    newest_round = acts[0].workflow_state_id
    standing = {}
    for act in reversed(acts):
        if act.workflow_state_id != newest_round:
            continue
        if act.act == stages.APPROVE:
            standing[act.step] = act
        elif act.act == stages.SEND_BACK:
            for step in stages.STEPS[stages.STEPS.index(act.to_step) :]:
                standing.pop(step, None)
    return standing


def _draft_station(page, status, acts):
    owner = page.owner.name if page.owner else ""
    if status.stage in stages.WITH_AUTHOR:
        return Station("起草", NOW, owner, page.first_published_at)
    submitted = next((act.at for act in acts if act.act == stages.SUBMIT), None)
    return Station("起草", DONE, owner, submitted)


def _after_review(page, status):
    sent = list(
        Routing.objects.filter(piece=page, state=stages.SENT).values_list("outlet__name", "sent_at")
    )
    placed = Placement.objects.filter(piece=page, state=PlacementState.VERIFIED)
    used = list(placed.order_by("published_on").values_list("outlet__name", "decided_at"))
    approved = status.stage == stages.APPROVED
    line = [_counted("送稿", sent, "家", waiting=approved)]
    line.append(_counted("刊发", used, "次", waiting=bool(sent)))
    return line + [_counted("计分", used, "次", waiting=False)]


def _counted(name, rows, unit, waiting):
    if not rows:
        return Station(name, NOW if waiting else AHEAD)
    who = rows[0][0] if len(rows) == 1 else f"{len(rows)}{unit}"
    return Station(name, DONE, who, rows[-1][1])


def who_acts_next(page):
    """Whose move it is, in words; empty when nothing more has to happen."""
    status = page.status_row
    if status.stage in stages.WITH_AUTHOR:
        return page.owner.name if page.owner else "作者"
    if status.stage == stages.UNIT:
        heads = eligible_heads(page, status.unit_id).values_list("name", flat=True)
        return "、".join(dict.fromkeys(heads)) or "管理员（代签）"
    if status.stage in stages.IN_REVIEW:
        return _people_in(stages.STEP_ROLES[status.stage])
    if status.stage == stages.APPROVED and not page.routings.exclude(state="pulled").exists():
        return _people_in(roles.EDITOR) + "（送稿）"
    return ""


def _people_in(role):
    people = User.objects.filter(is_active=True, groups__role_group__role=role)
    names = list(people.order_by("pk").values_list("name", flat=True)[:4])
    more = "等" if len(names) > 3 else ""
    return "、".join(names[:3]) + more or roles.ROLE_NAMES[role]
