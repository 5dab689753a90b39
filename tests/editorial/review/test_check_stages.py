"""`manage.py check_stages`: silent on what the product wrote, a line for every planted difference."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import WorkflowState

from editorial import stages
from editorial.pieces.models import PieceStatus
from editorial.review import moves as review
from editorial.review import status_check
from editorial.routing import reopening
from tests.factories import bring_to, make_piece, seen


def check(*options):
    """(exit code, the lines printed)."""
    out, code = io.StringIO(), 0
    try:
        call_command("check_stages", *options, stdout=out)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue().splitlines()


@pytest.fixture
def pieces(cast):
    """One at every kind of place, by name."""
    names = ("draft", "unit", "approved", "returned", "withdrawn", "reopened")
    made = {name: make_piece(cast.duchang, cast.tongxun, title=name) for name in names}
    for name, stage in (
        ("unit", stages.UNIT),
        ("approved", stages.APPROVED),
        ("reopened", stages.APPROVED),
        ("returned", stages.FIRST),
        ("withdrawn", stages.UNIT),
    ):
        bring_to(stage, made[name], cast)
    reopening.reopen(made["reopened"].pk, cast.zhongshen, comment="数字有误")
    returned = made["returned"]
    review.return_to_author(
        returned.pk, cast.bianji, seen_revision=seen(returned), comment="缺照片"
    )
    review.withdraw(made["withdrawn"].pk, cast.tongxun)
    return made


def plant(piece, **columns):
    assert PieceStatus.objects.filter(pk=piece.pk).update(**columns) == 1


def rows():
    columns = ("pk", "unit", "owner", "stage", "approved_version", "since", "submitted_at")
    return list(PieceStatus.objects.order_by("pk").values_list(*columns))


def test_what_the_product_wrote_has_no_difference(pieces):
    assert [PieceStatus.objects.get(pk=piece.pk).stage for piece in pieces.values()] == [
        "draft", "unit", "approved", "returned", "withdrawn", "reopened"
    ]  # fmt: skip
    assert check() == (0, ["查了6篇稿件，阶段记录都相符。"])


def test_every_planted_difference_has_its_line_and_repair_brings_back_what_was(cast, pieces):
    before = rows()
    draft, waiting, signed = pieces["draft"], pieces["unit"], pieces["approved"]
    version = signed.status_row.approved_version_id
    plant(waiting, stage=stages.FINAL)
    plant(signed, approved_version=None)
    plant(pieces["returned"], unit=cast.hukou, owner=cast.waidi)
    plant(pieces["withdrawn"], submitted_at=None)
    PieceStatus.objects.filter(pk=pieces["reopened"].pk).delete()
    lines = [
        f"稿件{waiting.pk}《unit》：阶段记的是“终审”，应为“单位审签”",
        f"稿件{signed.pk}《approved》：审定稿记的是空，应为{version}号",
        f"稿件{pieces['returned'].pk}《returned》：单位记的是{cast.hukou.pk}号，应为{cast.duchang.pk}号",
        f"稿件{pieces['returned'].pk}《returned》：作者记的是{cast.waidi.pk}号，应为{cast.tongxun.pk}号",
        f"稿件{pieces['withdrawn'].pk}《withdrawn》：已提交过，却没有首次提交时间",
        f"稿件{pieces['reopened'].pk}《reopened》：没有阶段记录",
    ]
    assert check() == (1, [*lines, "查了6篇稿件，6处不符。加 --repair 改正。"])
    assert check("--repair") == (0, [*lines, "查了6篇稿件，6处不符，已全部改正。"])
    assert check() == (0, ["查了6篇稿件，阶段记录都相符。"])
    assert [row[:5] for row in rows()] == [row[:5] for row in before]
    assert draft.status_row.submitted_at is None
    assert all(row[6] for row in rows() if row[0] != draft.pk)


def test_what_a_person_has_to_settle_stays_a_difference(cast, pieces):
    waiting = pieces["unit"]
    WorkflowState.objects.filter(object_id=str(waiting.pk)).update(current_task_state=None)
    line = f"稿件{waiting.pk}《unit》：审稿流程停在两个环节之间，没有当前环节"
    assert check("--repair") == (1, [line, "查了6篇稿件，1处不符，改正后还有1处，须人工处理。"])
    assert PieceStatus.objects.get(pk=waiting.pk).stage == stages.UNIT


def test_batches_cover_every_piece_with_the_same_queries(
    pieces, monkeypatch, django_assert_num_queries
):
    with django_assert_num_queries(9):
        check()
    monkeypatch.setattr(status_check, "BATCH", 2)
    assert [len(batch) for batch in status_check.batches_of_pieces()] == [2, 2, 2]
    plant(pieces["reopened"], stage=stages.APPROVED)
    assert check()[1][-1] == "查了6篇稿件，1处不符。加 --repair 改正。"
