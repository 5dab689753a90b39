"""Recording, editing, correcting and deciding on placements: each locks the row, asks the rules again,
writes the ledger of acts and tells scoring inside the transaction."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_record_placements
from editorial.placements.models import (
    Evidence,
    EvidenceKind,
    Placement,
    PlacementAct,
    PlacementAction,
    PlacementCredit,
    PlacementState,
)
from editorial.placements.rules import (
    may_correct_placement,
    may_edit_placement,
    why_not_credit,
    why_not_verify,
)
from editorial.record.seen import refuse_if_stale
from editorial.refused import Incomplete, NotAllowed, Refused, TooLate
from editorial.signals import placement_changed

FIELDS = (
    "outlet",
    "published_on",
    "headline",
    "genre",
    "position",
    "page",
    "url",
    "length",
    "journalists",
    "use",
)


ACTED_FIRST = "这条刊发刚刚已由他人办理，您的操作没有执行。请看最新状态。"


@dataclass(frozen=True)
class CreditData:
    unit: object
    contributor: object = None
    share: object = 1


@dataclass(frozen=True)
class PlacementData:
    """What a form or an import hands over: `fields` by the names in FIELDS, evidence already clean."""

    fields: dict
    credits: list
    evidence: list = field(default_factory=list)
    piece: object = None
    routing: object = None
    evidence_kind: str = EvidenceKind.OTHER


@transaction.atomic
def record_placement(data, user):
    """登记刊发; it counts only after another person has verified it."""
    if not may_record_placements(user):
        raise NotAllowed("登记刊发由通讯员、单位负责人和编辑办理，您没有这项权限。")
    _check_credits(data, user)
    placement = Placement.objects.create(
        **data.fields, piece=data.piece, routing=data.routing, recorded_by=user
    )
    _write_credits(placement, data.credits)
    _add_evidence(placement, data, user)
    _record(placement, user, PlacementAction.RECORD)
    return placement


@transaction.atomic
def edit_placement(placement_id, data, user, *, seen_act):
    """修改 by the recorder before it is verified; a rejected one goes up for verifying again."""
    placement = _locked(placement_id, seen_act)
    if not may_edit_placement(placement, user):
        raise NotAllowed("只有登记人可以修改，而且要在核实之前。")
    _check_credits(data, user)
    _rewrite(placement, data, user, PlacementAction.EDIT)
    return placement


@transaction.atomic
def correct_placement(placement_id, data, user, *, seen_act, reason):
    """更正 of a verified one: it stops counting until another person has verified it anew."""
    placement = _locked(placement_id, seen_act)
    if not may_correct_placement(placement, user):
        raise NotAllowed("已核实的刊发由编辑更正。")
    if not reason.strip():
        raise Incomplete("更正已核实的刊发必须写明理由。")
    _rewrite(placement, data, user, PlacementAction.CORRECT, reason.strip())
    return placement


@transaction.atomic
def verify_placement(placement_id, user, *, seen_act):
    """核实: from now on it counts."""
    placement = _locked(placement_id, seen_act)
    if refusal := why_not_verify(placement, user):
        raise NotAllowed(refusal)
    _decide(placement, user, PlacementState.VERIFIED, "")
    _record(placement, user, PlacementAction.VERIFY)
    return placement


@transaction.atomic
def reject_placement(placement_id, user, *, seen_act, reason):
    """未通过, with a reason that the recorder sees and can act on."""
    placement = _locked(placement_id, seen_act)
    if refusal := why_not_verify(placement, user):
        raise NotAllowed(refusal)
    if not reason.strip():
        raise Incomplete("不通过必须写明理由，登记人会看到。")
    _decide(placement, user, PlacementState.REJECTED, reason.strip())
    _record(placement, user, PlacementAction.REJECT, reason.strip())
    return placement


def duplicates_of(fields, except_for=None):
    """Placements of the same outlet, day and headline: most likely somebody recorded it already."""
    same = Placement.objects.filter(
        outlet=fields["outlet"],
        published_on=fields["published_on"],
        headline=fields["headline"],
    )
    return same.exclude(pk=except_for) if except_for else same


def newest_act_id(placement):
    """What a form remembers of the placement it showed; another id later means somebody acted."""
    return placement.acts.order_by("-pk").values_list("pk", flat=True).first()


def _locked(placement_id, seen_act):
    placement = Placement.objects.select_for_update().get(pk=placement_id)
    refuse_if_stale(seen_act, newest_act_id(placement), TooLate(ACTED_FIRST))
    return placement


def _check_credits(data, user):
    if not data.credits:
        raise Refused("请至少写一个计入的单位。")
    if refusal := why_not_credit([credit.unit.pk for credit in data.credits], user):
        raise NotAllowed(refusal)


def _rewrite(placement, data, user, act, reason=""):
    changes = _changes(placement, data)
    for name in FIELDS:
        setattr(placement, name, data.fields.get(name, getattr(placement, name)))
    placement.state, placement.reason = PlacementState.RECORDED, ""
    placement.decided_by = placement.decided_at = None
    placement.save()
    placement.credits.all().delete()
    _write_credits(placement, data.credits)
    _add_evidence(placement, data, user)
    if data.evidence:
        changes.append(["佐证材料", "", "新增" + "、".join(e.original_name for e in data.evidence)])
    _record(placement, user, act, reason, changes)


def _changes(placement, data):
    """[field, before, after] in the words of the screen, for the history."""
    after = Placement(**data.fields)
    rows = [
        [_label(name), _shown(placement, name), _shown(after, name)]
        for name in FIELDS
        if getattr(placement, name) != getattr(after, name)
    ]
    before = credits_in_words(placement.credits.select_related("unit", "contributor"))
    if before != (now := credits_in_words(data.credits)):
        rows.append(["计入", before, now])
    return rows


def _label(name):
    return Placement._meta.get_field(name).verbose_name


def _shown(placement, name):
    display = getattr(placement, f"get_{name}_display", None)
    value = display() if display else getattr(placement, name)
    return "" if value is None else str(value)


def credits_in_words(credits):
    """都昌县委老干部局 陈明；湖口县委老干部局（份额2）."""
    words = []
    for credit in credits:
        who = f" {credit.contributor.name}" if credit.contributor else ""
        share = f"（份额{float(credit.share):g}）" if float(credit.share) != 1 else ""
        words.append(f"{credit.unit.title}{who}{share}")
    return "；".join(words)


def _write_credits(placement, credits):
    PlacementCredit.objects.bulk_create(
        PlacementCredit(
            placement=placement,
            unit=credit.unit,
            contributor=credit.contributor,
            share=credit.share,
            sort_order=order,
        )
        for order, credit in enumerate(credits)
    )


def _add_evidence(placement, data, user):
    for clean in data.evidence:
        Evidence.objects.create(
            placement=placement,
            kind=data.evidence_kind,
            file=ContentFile(clean.data, name=f"evidence.{clean.ext}"),
            original_name=clean.original_name,
            sha256=clean.sha256,
            uploaded_by=user,
        )


def _decide(placement, user, state, reason):
    placement.state, placement.reason = state, reason[:200]
    placement.decided_by, placement.decided_at = user, timezone.now()
    placement.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _record(placement, user, act, comment="", changes=()):
    PlacementAct.objects.create(
        placement=placement, act=act, actor=user, comment=comment[:200], changes=list(changes)
    )
    placement_changed.send(sender=Placement, placement_id=placement.pk, piece_id=placement.piece_id)
