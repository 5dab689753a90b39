"""Making one author of two. Which names are alike is editorial.folding's; that two authors are one person,
somebody has to say: the row that goes keeps its name for what was signed, and who said so when."""

from django.db import transaction
from django.utils import timezone

from editorial.people.models import Contributor
from editorial.people.seats import may_merge_authors
from editorial.pieces.models import Byline
from editorial.placements.models import Placement, PlacementCredit
from editorial.refused import NotAllowed, Refused
from editorial.signals import placement_changed


class MergeRefused(Refused):
    """These two can't be one author."""


@transaction.atomic
def merge_authors(actor, merged_id, kept_id):
    """All bylines and credits of the one become the other's, and what they earn is counted again; what
    was closed stays and is corrected in the next open quarter."""
    if not may_merge_authors(actor):
        raise NotAllowed("合并作者由管理人员和编辑办理。")
    rows = Contributor.objects.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=(merged_id, kept_id))}
    merged, kept = found[merged_id], found[kept_id]
    _check(merged, kept)
    _take_over_account(merged, kept)
    merged.is_active, merged.user = False, kept.user
    merged.merged_into, merged.merged_by, merged.merged_at = kept, actor, timezone.now()
    merged.save()
    # Whoever was merged into this one before now belongs to the one that is kept.
    merged.merged_here.update(merged_into=kept, user=kept.user)
    pieces = _hand_over(Byline, "piece_id", "role", merged, kept)
    placements = _hand_over(PlacementCredit, "placement_id", "unit_id", merged, kept)
    _count_again(pieces, placements)
    return kept


def _check(merged, kept):
    if merged == kept:
        raise MergeRefused("请选另一位作者。")
    if merged.unit_id != kept.unit_id:
        raise MergeRefused("两位作者不在同一个单位，不能合并：各单位的得分各算各的。")
    if merged.merged_into_id or kept.merged_into_id:
        raise MergeRefused("其中一位已经合并过了，请看过最新内容再办。")
    if merged.user_id and kept.user_id and merged.user_id != kept.user_id:
        raise MergeRefused("两位都有自己的账号，是两个人；如果多开了账号，请先让管理人员停用一个。")


def _take_over_account(merged, kept):
    """An account of the row that goes, before both stand on it: one active author a unit."""
    if merged.user_id and not kept.user_id:
        Contributor.objects.filter(pk=merged.pk).update(is_active=False)
        kept.user, kept.is_active = merged.user, kept.is_active or merged.is_active
        kept.save()


def _hand_over(model, of, beside, merged, kept):
    """{ids of what changed}. Where both stand on one piece in the same part, their shares are one."""
    changed = set()
    for row in model.objects.filter(contributor=merged):
        same = {of: getattr(row, of), beside: getattr(row, beside)}
        other = model.objects.filter(contributor=kept, **same).first()
        if other is None:
            model.objects.filter(pk=row.pk).update(contributor=kept)
        else:
            model.objects.filter(pk=other.pk).update(share=other.share + row.share)
            model.objects.filter(pk=row.pk).delete()
        changed.add(getattr(row, of))
    return changed


def _count_again(pieces, placements):
    rows = Placement.objects.filter(pk__in=placements).values_list("pk", "piece_id")
    told = {piece for _, piece in rows}
    for pk, piece_id in rows:
        placement_changed.send(sender=Placement, placement_id=pk, piece_id=piece_id)
    for pk, piece_id in Placement.objects.filter(piece__in=pieces - told).values_list(
        "pk", "piece_id"
    ):
        placement_changed.send(sender=Placement, placement_id=pk, piece_id=piece_id)
