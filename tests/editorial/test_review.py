"""The moves of a piece, as its people make them."""

import pytest

from editorial import stages
from editorial.actions import review
from editorial.models import ApprovedVersion, PieceStatus, ReviewAct
from tests.factories import bring_to, make_piece, pass_step, seen


def stage(piece):
    return PieceStatus.objects.get(pk=piece.pk).stage


def test_chain_ends_in_an_approved_version(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    assert stage(piece) == stages.DRAFT
    bring_to(stages.APPROVED, piece, cast)
    assert stage(piece) == stages.APPROVED
    version = ApprovedVersion.objects.get(piece=piece)
    assert [r["name"] for r in version.reviewers] == ["周国平", "徐静", "郑安", "胡正华"]
    assert not piece.live
