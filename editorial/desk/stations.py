"""The line of stations of a piece (起草 → … → 计分), like tracking a parcel: what is done, by whom and
when, where it is now and who acts next. What the stages are is editorial.stages."""

from dataclasses import dataclass
from datetime import datetime

from editorial import roles, stages
from editorial.people.models import User
from editorial.pieces.rules import eligible
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
            line.append(Station(stages.STAGE_NAMES[step], DONE, act.actor.name_on(act.at), act.at))
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
    owner = page.owner.name_on(status.submitted_at) if page.owner else ""
    if status.stage in stages.WITH_AUTHOR:
        return Station("起草", NOW, owner, page.first_published_at)
    submitted = next((act.at for act in acts if act.act == stages.SUBMIT), None)
    return Station("起草", DONE, owner, submitted)


def _after_review(page, status):
    routings = list(
        Routing.objects.filter(piece=page)
        .exclude(state=stages.PULLED)
        .order_by("sent_at", "pk")
        .select_related("outlet")
    )
    placed = Placement.objects.filter(piece=page, state=PlacementState.VERIFIED)
    used = list(placed.order_by("published_on").values_list("outlet__name", "decided_at"))
    sending = _sending_station(status, routings)
    line = [sending, _counted("刊发", used, waiting=sending.state == DONE)]
    return [*line, _counted("计分", used, waiting=False)]


def _sending_station(status, routings):
    """送稿 of the text that stands: what went out before a reopening is not sent any more."""
    standing = [row for row in routings if row.version_id == status.approved_version_id]
    sent = [row for row in standing if row.sent_at]
    waiting = len(standing) - len(sent)
    if not sent:
        again = len(standing) < len(routings)
        who = f"待送{waiting}家" if waiting else "重开后需重新送稿" if again else ""
        return Station("送稿", NOW if status.stage == stages.APPROVED else AHEAD, who)
    who = f"{len(sent)}家，待送{waiting}家" if waiting else f"{len(sent)}家"
    if len(standing) == 1:
        who = sent[0].outlet.name
    return Station("送稿", DONE, who, sent[-1].sent_at)


def _counted(name, rows, waiting):
    if not rows:
        return Station(name, NOW if waiting else AHEAD)
    who = rows[0][0] if len(rows) == 1 else f"{len(rows)}次"
    return Station(name, DONE, who, rows[-1][1])


def who_acts_next(page):
    """Whose move it is, in words; empty when nothing more has to happen."""
    status = page.status_row
    if status.stage in stages.WITH_AUTHOR:
        return page.owner.name if page.owner else "作者"
    if status.stage in stages.IN_REVIEW:
        return _names_of(eligible(page, status.stage, status.unit_id)) or _instead(status.stage)
    if status.stage == stages.APPROVED:
        return _who_sends(page, status)
    return ""


def _who_sends(page, status):
    standing = page.routings.filter(version=status.approved_version_id)
    states = set(standing.exclude(state=stages.PULLED).values_list("state", flat=True))
    if not states:
        return _people_in(roles.EDITOR) + "（送稿）"
    return _people_in(roles.EDITOR) + "（送出）" if stages.TO_SEND in states else ""


def _people_in(role):
    people = User.objects.filter(is_active=True, groups__role_group__role=role)
    return _names_of(people) or roles.ROLE_NAMES[role]


def _names_of(people):
    names = list(people.order_by("pk").distinct().values_list("name", flat=True)[:4])
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "")


def _instead(step):
    """Nobody who sits there may take it: all have written, signed or taken another step of it."""
    if step == stages.UNIT:
        return "管理员（代签）"
    return f"{roles.ROLE_NAMES[stages.STEP_ROLES[step]]}（现在没有人能审这一篇，请告诉管理人员）"
