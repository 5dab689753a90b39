"""A number in an address that no database holds: a page that is not there, a list without rows."""

import pytest
from django.urls import reverse

from editorial.people.units import UnitPage
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from tests.factories import make_piece

TOO_LARGE = (2**63, 10**23, -(2**64))
LISTS = (
    "desk:all_pieces",
    "placements:placements",
    "people:people",
    "scoring:adjustments",
    "scoring:appeals",
)


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_key_that_no_database_holds_finds_nothing(cast, number):
    piece = make_piece(cast.duchang, cast.tongxun)
    for rows in (
        PiecePage.objects.filter(pk=number),
        UnitPage.objects.filter(pk=number),
        PieceStatus.objects.filter(unit=number),
        PieceStatus.objects.filter(piece__owner=number),
    ):
        assert list(rows) == []
        assert not rows.exists()
    assert PiecePage.objects.exclude(pk=number).get() == piece


@pytest.mark.shown
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_such_a_unit_is_told_as_of_any_unknown_one(client, cast, name):
    client.force_login(cast.admin)
    small = client.get(reverse(name), {"unit": 987654})
    large = client.get(reverse(name), {"unit": 10**23})
    assert (large.status_code, small.status_code) == (small.status_code, 200)


@pytest.mark.shown
@pytest.mark.parametrize("number", [2**63, 10**23])
def test_a_page_of_such_a_number_is_not_found(client, cast, number):
    client.force_login(cast.admin)
    assert client.get(reverse("desk:piece", args=[number])).status_code == 404
    recording = client.get(reverse("placements:record_placement"), {"piece": number})
    assert recording.status_code == 404
