"""What a list or panel costs does not grow with what it lists: the same number of queries with a few
rows and with many, and no more than forty (`make bench` measures the same at fifty thousand)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial import stages
from editorial.pieces.models import PieceStatus
from editorial.review import moves as review
from scoring.setup import ensure_rulebook_and_quarter
from tests.factories import bring_to, make_piece
from tests.scoring.makers import make_outlet, make_placement

MOST_QUERIES = 40
# Above the page length of every list, so that the second size has a second page.
FEW, MANY = 4, 31

SCREENS = {
    "home of a writer": ("tongxun", "wagtailadmin_home"),
    "home of a head": ("fuze", "wagtailadmin_home"),
    "home of an editor": ("bianji", "wagtailadmin_home"),
    "home of the score keeper": ("jifen", "wagtailadmin_home"),
    "my pieces": ("tongxun", "desk:my_pieces"),
    "queue of a head": ("fuze", "desk:piece_queue"),
    "queue of an editor": ("bianji", "desk:piece_queue"),
    "all pieces": ("bianji", "desk:all_pieces"),
    "placements": ("bianji", "placements:placements"),
    "placements of a unit": ("tongxun", "placements:placements"),
    "standing": ("jifen", "scoring:standing"),
}


@pytest.fixture
def busy(cast):
    """The cast with today's quarter open; call it to bring FEW pieces to each stage, or MANY."""
    quarter = ensure_rulebook_and_quarter(timezone.localdate())
    outlet = make_outlet("jiujiang-daily", "city", name="九江日报")

    def fill(number):
        for n in range(number):
            _draft(cast, n)
            bring_to(stages.UNIT, _draft(cast, n), cast)
            bring_to(stages.FIRST, _draft(cast, n), cast)
            returned = bring_to(stages.UNIT, _draft(cast, n), cast)
            _return(returned, cast.fuze)
            make_placement(cast, outlet, day=timezone.localdate(), headline=f"重阳登高{n}")

    fill.quarter = quarter
    return fill


def _draft(cast, n):
    return make_piece(cast.duchang, cast.tongxun, title=f"老干部重阳登高{n}")


def _return(piece, head):
    token = review.revision_token(piece)
    review.return_to_author(piece.pk, head, seen_revision=token, comment="请补充时间")


def _url(name, quarter):
    return reverse(name, args=[quarter.code] if name == "scoring:standing" else [])


def _queries(client, url):
    client.get(url)  # what is read once a process (content types, sites) is not this screen's
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def _count_all(client, cast, quarter):
    counts = {}
    for screen, (username, name) in SCREENS.items():
        client.force_login(getattr(cast, username))
        counts[screen] = _queries(client, _url(name, quarter))
    return counts


def test_lists_and_panels_cost_the_same_whatever_the_size(client, cast, busy):
    busy(FEW)
    few = _count_all(client, cast, busy.quarter)
    busy(MANY - FEW)
    assert PieceStatus.objects.filter(stage=stages.FIRST).count() == MANY
    assert _count_all(client, cast, busy.quarter) == few
    assert {screen: n for screen, n in few.items() if n > MOST_QUERIES} == {}


def test_counting_queries_notices_one_query_a_row(client, cast, busy):
    """The measure itself: a list that asks once a row counts differently at the two sizes."""

    def one_query_a_row():
        with CaptureQueriesContext(connection) as queries:
            for status in PieceStatus.objects.all():
                status.piece.owner  # noqa: B018
        return len(queries)

    busy(1)
    few = one_query_a_row()
    busy(1)
    assert one_query_a_row() > few
