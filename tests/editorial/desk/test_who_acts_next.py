"""接下来由 names only who may act."""

from editorial import stages
from editorial.desk.stations import who_acts_next
from editorial.people.actions import add_person
from editorial.people.models import Contributor
from editorial.pieces.models import Byline
from editorial.pieces.page import PiecePage
from tests.factories import bring_to, make_piece


def next_of(piece):
    return who_acts_next(PiecePage.objects.get(pk=piece.pk))


def test_an_author_is_not_named_as_the_reviewer_of_the_own_piece(cast):
    other, _ = add_person(cast.admin, name="另一位编辑", roles=["editor"])
    piece = make_piece(cast.duchang, cast.tongxun)
    own = Contributor.objects.create(name=cast.bianji.name, unit=cast.duchang, user=cast.bianji)
    piece.bylines.add(Byline(contributor=own))
    piece.save()
    piece.save_revision(user=cast.tongxun)
    bring_to(stages.FIRST, piece, cast)
    assert next_of(piece) == other.name


def test_who_took_another_step_is_not_named_for_this_one(cast):
    both, _ = add_person(cast.admin, name="一身两任", roles=["editor", "reviewer"])
    cast.bianji = both
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    assert next_of(piece) == cast.fushen.name


def test_nobody_is_named_where_nobody_may(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    bring_to(stages.SECOND, piece, cast)
    cast.fushen.is_active = False
    cast.fushen.save()
    assert "现在没有人能审这一篇" in next_of(piece)
