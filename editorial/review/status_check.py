"""Whether every PieceStatus row says what Wagtail's tables and the ledger say (editorial.review.status), in
batches, so that memory does not grow with the number of pieces. Writes nothing."""

from wagtail.models import Page

from editorial import stages
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.review.status import compute_stages, workflow_states

BATCH = 500


def batches_of_pieces():
    """Every piece, by id, BATCH at a time."""
    last = 0
    rows = PiecePage.objects.order_by("pk").only("pk", "title", "path", "depth", "owner_id")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def differences(pieces):
    """[(piece, what differs in Chinese)] of one batch; a sentence a difference."""
    ids = [piece.pk for piece in pieces]
    rows = PieceStatus.objects.in_bulk(ids)
    computed = compute_stages(ids)
    submitted = {int(pk) for pk in workflow_states(ids).values_list("object_id", flat=True)}
    parents = _parents_of(pieces)
    return [
        (piece, words)
        for piece in pieces
        for words in _of_one(
            piece, rows.get(piece.pk), computed[piece.pk], parents, piece.pk in submitted
        )
    ]


def _parents_of(pieces):
    """{path: id}: a unit's pieces share a parent."""
    paths = {_parent_path(piece) for piece in pieces}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def _parent_path(piece):
    return piece.path[: -Page.steplen]


def _of_one(piece, row, computed, parents, was_submitted):
    stage, version = computed
    if stage is None:
        yield "审稿流程停在两个环节之间，没有当前环节"
    if stage == stages.APPROVED and version is None:
        yield "已审定，却没有审定稿"
    if row is None:
        yield "没有阶段记录"
        return
    if stage is not None and row.stage != stage:
        yield f"阶段记的是“{_name(row.stage)}”，应为“{_name(stage)}”"
    if stage is not None and row.approved_version_id != (version.pk if version else None):
        recorded, true = row.approved_version_id, version.pk if version else None
        yield f"审定稿记的是{_number(recorded)}，应为{_number(true)}"
    if row.unit_id != parents[_parent_path(piece)]:
        yield f"单位记的是{_number(row.unit_id)}，应为{_number(parents[_parent_path(piece)])}"
    if row.owner_id != piece.owner_id:
        yield f"作者记的是{_number(row.owner_id)}，应为{_number(piece.owner_id)}"
    if was_submitted and row.submitted_at is None:
        yield "已提交过，却没有首次提交时间"


def _name(stage):
    return stages.STAGE_NAMES.get(stage, stage)


def _number(pk):
    return "空" if pk is None else f"{pk}号"
