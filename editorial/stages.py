"""PURE: the stages of a piece and of a routing, whose move each is, and how a stage follows from
what Wagtail's workflow and our ledger say. Imports no Django."""

from editorial import roles

DRAFT = "draft"
UNIT = "unit"
FIRST = "first"
SECOND = "second"
FINAL = "final"
RETURNED = "returned"
APPROVED = "approved"
WITHDRAWN = "withdrawn"
SPIKED = "spiked"
REOPENED = "reopened"

STAGE_NAMES = {
    DRAFT: "起草",
    UNIT: "单位审签",
    FIRST: "初审",
    SECOND: "复审",
    FINAL: "终审",
    RETURNED: "退回修改",
    APPROVED: "审定",
    WITHDRAWN: "已撤回",
    SPIKED: "这次没有采用",
    REOPENED: "重开修改",
}
STEPS = (UNIT, FIRST, SECOND, FINAL)
STEP_ROLES = {
    UNIT: roles.HEAD,
    FIRST: roles.EDITOR,
    SECOND: roles.REVIEWER,
    FINAL: roles.CHIEF,
}
IN_REVIEW = frozenset(STEPS)
WITH_AUTHOR = frozenset({DRAFT, RETURNED, WITHDRAWN, REOPENED})
# Spiked and approved pieces are nobody's to edit: the one is over, the other signed.
LOCKED = frozenset({APPROVED, SPIKED})

# The acts of the ledger (editorial.models.ReviewAct).
SUBMIT = "submit"
APPROVE = "approve"
RETURN = "return"
SEND_BACK = "send_back"
WITHDRAW = "withdraw"
SPIKE = "spike"
REOPEN = "reopen"
ACT_NAMES = {
    SUBMIT: "提交",
    APPROVE: "通过",
    RETURN: "退回",
    SEND_BACK: "发回",
    WITHDRAW: "撤回",
    SPIKE: "没有采用",
    REOPEN: "重开",
}
# The acts that count as having taken a step (decision 12).
TAKING_A_STEP = frozenset({APPROVE, RETURN, SEND_BACK, SPIKE})


def stage_of(workflow_status, current_step, last_act):
    """The stage of a piece.

    `workflow_status` is Wagtail's status of the piece's newest workflow state (None before the
    first submission), `current_step` the step of its current task (None between tasks), `last_act`
    the newest act of the ledger. Returns None while Wagtail is between two tasks: no stage is
    true then, the next save brings one.
    """
    if workflow_status is None:
        return DRAFT
    if workflow_status == "in_progress":
        return current_step
    if workflow_status == "needs_changes":
        return RETURNED
    if workflow_status == "approved":
        return REOPENED if last_act == REOPEN else APPROVED
    return SPIKED if last_act == SPIKE else WITHDRAWN


# Routing (decision 10): 采用 is a verified placement, not a state here.
TO_SEND = "to_send"
SENT = "sent"
NOT_USED = "not_used"
PULLED = "pulled"
ROUTING_NAMES = {TO_SEND: "待送", SENT: "已送", NOT_USED: "未采用", PULLED: "撤回"}
ROUTING_MOVES = {
    "mark_sent": ({TO_SEND}, SENT),
    "mark_not_used": ({SENT}, NOT_USED),
    "pull": ({TO_SEND, SENT}, PULLED),
}


def routing_after(move, state):
    """The state after `move`, or None when the move is not open from `state`."""
    sources, target = ROUTING_MOVES[move]
    return target if state in sources else None
