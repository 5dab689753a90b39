"""What the gate lists, and the rules behind the open screens that the wall table can't show."""

import pytest
from django.urls import reverse

from editorial.assets.models import PhotoAsset
from editorial.assets.policies import POLICIES
from editorial.people.unit_actions import retire_unit
from editorial.walls import gate
from tests.factories import make_photo, make_piece
from tests.walls.addresses import patterns


def test_every_listed_name_exists_so_that_a_typo_opens_or_closes_nothing():
    names = {pattern.name for pattern in patterns()}
    listed = gate.OPEN | gate.OF_A_PIECE | gate.OF_A_SERIES | gate.ADDING | gate.TREE | gate.CLOSED
    assert (listed | set(gate.OF_A_FILE) | {gate.PING}) - names == set()


def test_a_file_is_deleted_by_nobody_once_a_text_refers_to_it(cast):
    used = make_photo(cast.hukou)
    unused = make_photo(cast.hukou, title="没用上的", color="green")
    make_piece(cast.hukou, cast.waidi, photos=[used])
    policy = POLICIES[PhotoAsset]
    may = [
        policy.user_has_permission_for_instance(user, "delete", photo)
        for user in (cast.admin, cast.waidi)
        for photo in (unused, used)
    ]
    assert may == [True, False, False, False]


def test_a_piece_is_added_only_while_its_unit_is_open(client, cast):
    url = reverse("wagtailadmin_pages:add", args=("editorial", "piecepage", cast.hukou.pk))
    client.force_login(cast.waidi)
    assert client.get(url).status_code == 200
    retire_unit(cast.guanli, cast.hukou.pk)
    answer = client.get(url)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("wagtailadmin_login"))


@pytest.mark.parametrize("name", ["delete", "move", "unpublish"])
def test_fixed_pages_are_neither_deleted_nor_moved_by_the_administrator(client, cast, name):
    client.force_login(cast.admin)
    for page in (cast.site.home, cast.site.units, cast.site.series, cast.hukou):
        answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,)))
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
        page.refresh_from_db()
        assert page.live


def test_an_address_that_names_no_page_is_not_found(client, cast):
    client.force_login(cast.zhuanlan)
    url = reverse("wagtailadmin_editing_sessions:ping", args=("wagtailcore", "page", "x", 1))
    assert client.post(url).status_code == 404
