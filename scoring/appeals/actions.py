"""异议: a unit objects to its points while the quarter is published; the score keeper answers each one. What
follows from an accepted one is an adjustment or a corrected placement, both by two people."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_keep_scores, unit_ids_of
from editorial.refused import Refused
from scoring.models import Appeal, Quarter
from scoring.models.adjustments import AppealState
from scoring.numbers import plain


@transaction.atomic
def raise_appeal(quarter, unit, user, *, reason, entry=None, file=None):
    """By one of the unit's people, during 公示 only, with a reason."""
    if unit.pk not in unit_ids_of(user):
        raise Refused("只能对本单位的得分提出异议。")
    quarter = Quarter.objects.select_for_update().get(pk=quarter.pk)
    if not quarter.is_public:
        raise Refused("只有公示期间可以提出异议。有疑问请直接联系老干部局。")
    if not reason.strip():
        raise Refused("请写明异议的理由。")
    if entry is not None and (entry.unit_id, entry.quarter_id) != (unit.pk, quarter.pk):
        raise Refused("这一行不是本单位这个季度的得分。")
    row = Appeal(
        quarter=quarter,
        unit=unit,
        entry=entry,
        about=_about(entry),
        reason=reason.strip(),
        raised_by=user,
    )
    if file is not None:
        row.file = ContentFile(file.data, name=f"evidence.{file.ext}")
        row.file_name = file.original_name
    row.save()
    return row


def _about(entry):
    """The line in words: the ledger may be made again while the appeal waits."""
    if entry is None:
        return ""
    what = f"《{entry.headline}》" if entry.placement_id else entry.headline
    return f"{what} {entry.outlet_name} {plain(entry.points)}分".replace("  ", " ")[:200]


@transaction.atomic
def answer(appeal_id, user, *, accepted, words):
    """属实，更正 or 维持原计分, always with an answer that the unit reads."""
    if not may_keep_scores(user):
        raise Refused("异议由计分人员答复，您没有这项权限。")
    row = Appeal.objects.select_for_update().get(pk=appeal_id)
    if row.state != AppealState.OPEN:
        raise Refused("这条异议刚刚已由他人答复，您的操作没有执行。")
    if not words.strip():
        raise Refused("请写明答复，单位会看到。")
    row.state = AppealState.ACCEPTED if accepted else AppealState.DECLINED
    row.answer, row.answered_by, row.answered_at = words.strip(), user, timezone.now()
    row.save()
    return row
