"""Two authors who turn out to be one: everything goes to the one that is kept, points too, and it is said who
said so; what was signed and what was closed stays as it was."""

import pytest
from django.urls import reverse

from editorial import stages
from editorial.authors.actions import MergeRefused, merge_authors
from editorial.authors.views import alike_ids
from editorial.people.authors import known_author
from editorial.people.models import Contributor
from editorial.pieces.acts import ApprovedVersion
from editorial.pieces.models import Byline
from editorial.refused import NotAllowed
from editorial.review import moves as review
from editorial.review.signed_text import manuscript_of, refuse_unless_as_signed
from tests.factories import bring_to, make_piece, pass_step


@pytest.fixture
def twin(cast):
    """陈明 under another character, as a slip of the pen made him."""
    return Contributor.objects.create(name="陈铭", unit=cast.duchang)


@pytest.fixture
def own(cast):
    return cast.tongxun.contributors.get()


def piece_of(cast, author, title="孪生的稿件"):
    piece = make_piece(cast.duchang, cast.fuze2, title=title)
    piece.bylines = [Byline(contributor=author)]
    piece.save()
    piece.save_revision(user=cast.fuze2)
    return piece


def test_bylines_go_over_and_the_signed_text_stays(cast, twin, own):
    piece = bring_to(stages.APPROVED, piece_of(cast, twin), cast)
    version = ApprovedVersion.objects.get(piece=piece)
    merge_authors(cast.guanli, twin.pk, own.pk)
    assert piece.bylines.get().contributor == own
    refuse_unless_as_signed(version)
    assert [byline.name for byline in manuscript_of(version).bylines] == ["陈铭"]


def test_who_said_so_and_when_is_kept(client, cast, twin, own):
    merge_authors(cast.bianji, twin.pk, own.pk)
    twin.refresh_from_db()
    assert (twin.merged_into, twin.merged_by, twin.is_active) == (own, cast.bianji, False)
    client.force_login(cast.guanli)
    page = client.get(reverse("authors:author", args=[own.pk])).content.decode()
    assert "陈铭" in page and cast.bianji.name in page


def test_the_wall_knows_the_person_by_both_rows(cast, twin, own):
    """An older draft that still names the row that went opens no wall."""
    piece = piece_of(cast, twin)
    head = cast.fuze.contributors.get()
    merge_authors(cast.guanli, twin.pk, head.pk)
    review.submit(piece.pk, cast.fuze2)
    assert piece.bylines.get().contributor == head
    with pytest.raises(NotAllowed, match="署名"):
        pass_step(piece, cast.fuze)


def test_the_old_spelling_leads_to_the_one_that_is_kept(cast, twin, own):
    merge_authors(cast.guanli, twin.pk, own.pk)
    assert known_author("陈 铭", cast.duchang) == own


def test_two_shares_on_one_piece_become_one(cast, twin, own):
    piece = piece_of(cast, twin)
    piece.bylines.add(Byline(contributor=own, share=2))
    piece.save()
    merge_authors(cast.guanli, twin.pk, own.pk)
    assert [(row.contributor, row.share) for row in piece.bylines.all()] == [(own, 3)]


def test_the_account_goes_along(cast, twin, own):
    merge_authors(cast.guanli, own.pk, twin.pk)
    twin.refresh_from_db()
    own.refresh_from_db()
    assert twin.user == own.user == cast.tongxun and twin.is_active and not own.is_active


def test_what_can_be_no_one_person_is_refused(cast, twin, own):
    elsewhere = Contributor.objects.create(name="陈铭", unit=cast.hukou)
    for other in (elsewhere, cast.fuze.contributors.get(), own):
        with pytest.raises(MergeRefused):
            merge_authors(cast.guanli, own.pk, other.pk)
    merge_authors(cast.guanli, twin.pk, own.pk)
    with pytest.raises(MergeRefused, match="已经合并"):
        merge_authors(cast.guanli, twin.pk, cast.fuze.contributors.get().pk)


def test_by_the_screen_it_is_done_on_purpose(client, cast, twin, own):
    client.force_login(cast.guanli)
    review.submit(piece_of(cast, twin).pk, cast.fuze2)
    address = reverse("authors:author", args=[twin.pk])
    page = client.post(address, {"kept": own.pk}).content.decode()
    assert "请先核对，再勾选" in page
    assert client.post(address, {"kept": own.pk, "is_one_person": "on"}).status_code == 302
    twin.refresh_from_db()
    assert twin.merged_into == own
    assert "合并到" in client.get(address).content.decode()


def test_the_list_finds_who_may_be_one_person(client, cast, own):
    old = Contributor.objects.create(name="陳　明", unit=cast.duchang)
    assert alike_ids() == []  # nobody was told of the second yet
    review.submit(piece_of(cast, old).pk, cast.fuze2)
    assert set(alike_ids()) == {own.pk, old.pk}
    client.force_login(cast.bianji)
    page = client.get(reverse("authors:authors"), {"alike": "yes"}).content.decode()
    assert "陈明" in page and "陳明" in page and "周国平" not in page
