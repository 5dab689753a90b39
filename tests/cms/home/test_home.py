"""The home: 我的稿件 said 7篇, showed three and led to none of the rest; 写稿件 was last on a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.home.cards import cards_for
from editorial import stages
from editorial.placements.models import PlacementState
from editorial.review import moves as review
from editorial.screens.cards import URGENT
from scoring.setup import ensure_rulebook_and_quarter
from tests.factories import bring_to, make_piece
from tests.scoring.makers import make_outlet, make_placement

# The one whose count is of what stands in the way, on the page of the quarter.
NO_LIST = "季度"


@pytest.fixture
def busy(cast):
    """More of everything than a card shows, of this person and of others."""
    ensure_rulebook_and_quarter(timezone.localdate())
    outlet = make_outlet("daily", name="九江日报")
    for n in range(URGENT + 1):
        make_piece(cast.duchang, cast.tongxun, title=f"重阳登高{n}")
        for writer in (cast.tongxun, cast.tongshi):
            piece = bring_to(stages.UNIT, make_piece(cast.duchang, writer, title=f"银龄{n}"), cast)
            token = review.revision_token(piece)
            review.return_to_author(piece.pk, cast.fuze, seen_revision=token, comment="请补充")
        bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, title=f"讲堂{n}"), cast)
        bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun, title=f"开学{n}"), cast)
        for state in (PlacementState.RECORDED, PlacementState.REJECTED):
            make_placement(cast, outlet, headline=f"见报{n}", state=state)
    cast.tongshi.must_change_password = True
    cast.tongshi.save()
    return cast


@pytest.mark.parametrize(
    "username", ["tongxun", "tongshi", "fuze", "bianji", "zhongshen", "jifen", "guanli", "zhuanlan"]
)
def test_the_count_of_a_card_leads_to_the_list_of_just_those_rows(client, busy, username):
    user = getattr(busy, username)
    client.force_login(user)
    if user.must_change_password:
        user.must_change_password = False
        user.save()
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    cards = [card for card in cards_for(user) if card.whole]
    assert cards
    for card in cards:
        if card.count:
            assert f'href="{card.whole.replace("&", "&amp;")}"' in page
        if not card.title.endswith(NO_LIST):
            paginator = client.get(card.whole).context["paginator"]
            assert paginator.count == card.count, card.title


def test_more_than_a_card_shows_is_told_in_words(client, busy):
    client.force_login(busy.tongxun)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    mine = next(card for card in cards_for(busy.tongxun) if card.title == "我的稿件")
    assert mine.count > URGENT
    assert f"全部{mine.count}篇" in page


def test_writing_comes_first_on_the_page(client, busy):
    client.force_login(busy.tongxun)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    write = f'href="{reverse("writing:write_piece")}"'
    home = page[page.index('class="home"') :]
    assert 0 < home.index(write) < home.index("work-card")
    client.force_login(busy.jifen)
    assert "写稿件" not in client.get(reverse("wagtailadmin_home")).content.decode()
