"""加减分 by hand: the score keeper enters one with its basis, the chief confirms it, never the same person.
What it comes to is the rule book's."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_confirm_scores, may_keep_scores
from editorial.refused import Incomplete, Refused
from scoring.arithmetic.count import event_fault
from scoring.ledger.facts import event_of
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.ledger.periods import settle_units
from scoring.models import Adjustment, Quarter
from scoring.models.adjustments import AdjustmentState, AppealState
from scoring.refused import QuarterClosed

DECIDED = "这条加减分刚刚已由他人办理，您的操作没有执行。"


@dataclass(frozen=True)
class AdjustmentData:
    """What a form hands over; `file` is a clean evidence file or None."""

    kind: str
    unit: object
    happened_on: object
    reason: str
    basis: str
    contributor: object = None
    placement: object = None
    count: int = 1
    amount: object = None
    track: str = ""
    file: object = None
    appeal: object = None


@transaction.atomic
def enter(data, user):
    """It waits for the chief. One whose quarter is closed stands in the next open one."""
    if not may_keep_scores(user):
        raise Refused("加减分由计分人员登记，您没有这项权限。")
    in_force = BooksInForce()
    quarter = in_force.first_open_from(in_force.kept(data.happened_on).span)
    (quarter,) = Quarter.objects.select_for_update().filter(pk=quarter.pk)
    if quarter.is_closed:
        raise QuarterClosed
    rules = _rules(quarter, in_force)
    row = Adjustment(
        quarter=quarter,
        kind=data.kind,
        unit=data.unit,
        contributor=data.contributor,
        placement=data.placement,
        happened_on=data.happened_on,
        count=data.count,
        amount=data.amount,
        track=data.track,
        reason=data.reason.strip(),
        basis=data.basis.strip(),
        appeal=data.appeal,
        entered_by=user,
    )
    if fault := event_fault(event_of(row), rules):
        raise Refused(f"{fault}。")
    if not row.reason or not row.basis:
        raise Refused("加减分必须写明理由和依据文件，单位会看到。")
    if data.count < 1:
        raise Refused("次数至少是1。")
    _refuse_strangers(data)
    row.kind_name = rules.event_rules[data.kind].name or data.kind
    _attach(row, data.file)
    row.save()
    return row


@transaction.atomic
def confirm(adjustment_id, user, comment=""):
    """确认: from now on it counts."""
    row, in_force = _waiting(adjustment_id, user), BooksInForce()
    # The book may have changed since it was entered.
    if fault := event_fault(event_of(row), _rules(row.quarter, in_force)):
        raise Refused(f"{fault}，不能确认。")
    _decide(row, AdjustmentState.CONFIRMED, user, comment)
    settle_units(row.quarter, {row.unit_id}, in_force)
    return row


@transaction.atomic
def refuse(adjustment_id, user, comment):
    """不同意, with a word to the score keeper."""
    row = _waiting(adjustment_id, user)
    if not comment.strip():
        raise Incomplete("不同意必须写明理由。")
    _decide(row, AdjustmentState.REFUSED, user, comment)
    return row


@transaction.atomic
def withdraw(adjustment_id, user):
    """撤回 by whoever entered it, while nobody decided."""
    row = _locked(adjustment_id)
    if row.entered_by_id != user.pk:
        raise Refused("只有登记人可以撤回。")
    _decide(row, AdjustmentState.WITHDRAWN, user, "")
    return row


def _rules(quarter, in_force):
    book = in_force.book_of(quarter)
    return book and rules_of_book(book)


def _refuse_strangers(data):
    """Person, placement and appeal must be the unit's."""
    unit = data.unit
    if data.contributor and data.contributor.unit_id != unit.pk:
        raise Refused(f"{data.contributor.name}不是{unit.title}的作者。")
    if data.placement and not data.placement.credits.filter(unit=unit).exists():
        raise Refused(f"《{data.placement.headline}》没有计入{unit.title}。")
    if data.appeal and (data.appeal.unit_id, data.appeal.state) != (unit.pk, AppealState.ACCEPTED):
        raise Refused("只有这个单位属实的异议，才能据以登记加减分。")


def _waiting(adjustment_id, user):
    if not may_confirm_scores(user):
        raise Refused("加减分由终审人确认，您没有这项权限。")
    row = _locked(adjustment_id)
    if row.entered_by_id == user.pk:
        raise Refused("加减分要由登记人以外的人确认。")
    return row


def _locked(adjustment_id):
    quarter_id = Adjustment.objects.values_list("quarter", flat=True).get(pk=adjustment_id)
    (quarter,) = Quarter.objects.select_for_update().filter(pk=quarter_id)
    row = Adjustment.objects.select_for_update().get(pk=adjustment_id)
    if quarter.is_closed:
        raise QuarterClosed
    if row.state != AdjustmentState.WAITING:
        raise Refused(DECIDED)
    row.quarter = quarter
    return row


def _decide(row, state, user, comment):
    row.state, row.decision = state, comment.strip()[:200]
    row.decided_by, row.decided_at = user, timezone.now()
    row.save()


def _attach(row, file):
    if file is not None:
        row.file = ContentFile(file.data, name=f"evidence.{file.ext}")
        row.file_name = file.original_name
