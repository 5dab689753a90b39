"""Opening, renaming and retiring units."""

import pytest

from editorial.people import unit_actions as units
from editorial.people.seats import unit_ids_of
from editorial.people.units import UnitPage
from editorial.pieces.models import PieceStatus
from editorial.pieces.rules import eligible_heads
from editorial.refused import NotAllowed
from tests.factories import make_piece


def change(cast, unit, **changes):
    values = {
        "title": unit.title,
        "short_name": unit.short_name,
        "ranking_group": unit.ranking_group,
        "quota_class": unit.quota_class,
    }
    return units.change_unit(cast.guanli, unit.pk, **(values | changes))


def test_renaming_keeps_the_address_and_the_former_name(cast):
    change(cast, cast.duchang, title="都昌县老干部工作局")
    unit = UnitPage.objects.get(pk=cast.duchang.pk)
    assert unit.title == unit.draft_title == "都昌县老干部工作局"
    assert unit.former_names == ["都昌县委老干部局"]
    assert unit.slug == "duchang"


def test_renaming_renames_groups_and_collection(cast):
    change(cast, cast.duchang, title="都昌县老干部工作局")
    unit = UnitPage.objects.get(pk=cast.duchang.pk)
    assert sorted(row.group.name for row in unit.role_groups.all()) == [
        "都昌县老干部工作局·单位负责人",
        "都昌县老干部工作局·通讯员",
    ]
    assert unit.image_collection.name == "都昌县老干部工作局"


def test_renaming_back_drops_the_name_from_the_former_ones(cast):
    unit = change(cast, cast.duchang, title="都昌老干局")
    unit = change(cast, unit, title="都昌县委老干部局")
    assert unit.former_names == ["都昌老干局"]


def test_a_name_taken_by_another_unit_is_refused(cast):
    with pytest.raises(units.UnitRefused, match="已经有叫"):
        change(cast, cast.duchang, title=cast.hukou.title)


def test_a_stale_form_changes_nothing(cast):
    seen = units.token_of(cast.duchang)
    change(cast, cast.duchang, short_name="都昌县")
    with pytest.raises(units.UnitChanged):
        change(cast, cast.duchang, short_name="都", seen=seen)
    assert UnitPage.objects.get(pk=cast.duchang.pk).short_name == "都昌县"


def test_a_correspondent_changes_no_unit(cast):
    with pytest.raises(NotAllowed):
        units.retire_unit(cast.tongxun, cast.duchang.pk)


def test_retiring_closes_the_log_in_and_keeps_pieces(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun)
    assert client.login(username="tongxun", password=cast.password)
    units.retire_unit(cast.guanli, cast.duchang.pk)
    assert not client.login(username="tongxun", password=cast.password)
    assert PieceStatus.objects.filter(pk=piece.pk, unit=cast.duchang).exists()


def test_an_open_session_ends_when_the_unit_is_retired(cast, client):
    client.force_login(cast.tongxun)
    units.retire_unit(cast.guanli, cast.duchang.pk)
    response = client.get("/admin/account/")
    assert response.status_code == 302
    assert "/login/" in response.url


def test_a_retired_unit_has_no_heads_to_sign(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    assert eligible_heads(piece, cast.duchang.pk).count() == 2
    units.retire_unit(cast.guanli, cast.duchang.pk)
    assert eligible_heads(piece, cast.duchang.pk).count() == 0


def test_a_unit_brought_back_has_its_people_again(cast, client):
    units.retire_unit(cast.guanli, cast.duchang.pk)
    units.bring_unit_back(cast.guanli, cast.duchang.pk)
    assert client.login(username="tongxun", password=cast.password)
    assert unit_ids_of(type(cast.tongxun).objects.get(username="tongxun")) == {cast.duchang.pk}


def test_a_new_unit_gets_an_address_in_pinyin_numbered_when_taken(cast):
    first = units.found_unit(
        cast.site.units, title="市教育局", short_name="教育", ranking_group="city"
    )
    second = units.found_unit(
        cast.site.units, title="市教育局二", short_name="教育", ranking_group="city"
    )
    assert (first.slug, second.slug) == ("jiaoyu", "jiaoyu2")
