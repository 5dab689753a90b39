"""Adding, moving, retiring people, and who may do it to whom."""

import pytest

from editorial.people import actions as people
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.seats import Seat, seats_of
from editorial.people.unit_actions import retire_unit
from editorial.pieces.models import Byline
from editorial.pieces.page import pieces_visible_to
from editorial.pieces.rules import OWN_BYLINE, why_not
from tests.factories import bring_to, make_piece


def seats(user):
    return seats_of(User.objects.get(pk=user.pk))


def move(cast, person, unit, roles=("correspondent",), actor=None):
    return people.change_person(
        actor or cast.guanli, person.pk, name=person.name, roles=roles, unit=unit
    )


def test_a_new_person_logs_in_with_the_first_password_and_must_change_it(cast, client):
    user, password = people.add_person(
        cast.guanli, name="李梅", roles=["correspondent"], unit=cast.duchang
    )
    assert user.username == "limei"
    assert client.login(username="limei", password=password)
    assert User.objects.get(pk=user.pk).must_change_password
    assert seats(user) == {Seat("correspondent", cast.duchang.pk)}
    assert user.contributors.get().unit == cast.duchang


def test_a_second_person_of_the_same_name_gets_a_number(cast):
    for expected in ("limei", "limei2", "limei3"):
        user, _ = people.add_person(
            cast.guanli, name="李梅", roles=["correspondent"], unit=cast.duchang
        )
        assert user.username == expected


def test_an_author_without_account_becomes_the_new_person(cast):
    author = Contributor.objects.create(name="李梅", unit=cast.duchang)
    user, _ = people.add_person(
        cast.guanli, name="李梅", roles=["correspondent"], unit=cast.duchang
    )
    author.refresh_from_db()
    assert author.user == user


def test_moving_keeps_past_bylines_at_the_old_unit(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    old = cast.tongxun.contributors.get()
    move(cast, cast.tongxun, cast.hukou)
    assert Byline.objects.get(piece=piece).contributor == old
    old.refresh_from_db()
    assert (old.unit, old.user, old.is_active) == (cast.duchang, cast.tongxun, False)
    assert cast.tongxun.contributors.get(is_active=True).unit == cast.hukou
    assert seats(cast.tongxun) == {Seat("correspondent", cast.hukou.pk)}


def test_a_mover_still_may_not_review_what_carries_their_old_byline(cast):
    piece = make_piece(cast.duchang, cast.tongshi)
    piece.bylines.add(Byline(contributor=cast.tongxun.contributors.get()))
    piece.save()
    bring_to("first", piece, cast)
    people.change_person(
        cast.guanli, cast.tongxun.pk, name=cast.tongxun.name, roles=["editor"], unit=None
    )
    assert why_not("first", piece, User.objects.get(pk=cast.tongxun.pk)) == OWN_BYLINE


def test_a_mover_no_longer_sees_the_old_units_drafts(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    assert piece in pieces_visible_to(cast.tongxun)
    move(cast, cast.tongxun, cast.hukou)
    assert piece not in pieces_visible_to(User.objects.get(pk=cast.tongxun.pk))


def test_moving_back_takes_the_old_contributor_again(cast):
    old = cast.tongxun.contributors.get()
    move(cast, cast.tongxun, cast.hukou)
    move(cast, cast.tongxun, cast.duchang)
    assert cast.tongxun.contributors.get(is_active=True) == old


def test_retiring_ends_the_log_in_and_keeps_pieces_and_credits(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun)
    people.retire_person(cast.guanli, cast.tongxun.pk)
    assert not client.login(username="tongxun", password=cast.password)
    piece.refresh_from_db()
    assert piece.owner == cast.tongxun
    assert piece.bylines.get().contributor.user == cast.tongxun
    assert not RoleGroup.objects.filter(group__user=cast.tongxun).exists()


def test_restoring_gives_the_roles_named(cast, client):
    people.retire_person(cast.guanli, cast.tongxun.pk)
    people.restore_person(
        cast.guanli, cast.tongxun.pk, name="陈明", roles=["head"], unit=cast.hukou
    )
    assert client.login(username="tongxun", password=cast.password)
    assert seats(cast.tongxun) == {Seat("head", cast.hukou.pk)}


@pytest.mark.parametrize("role", ["chief", "manager"])
def test_a_manager_hands_out_neither_chief_nor_manager(cast, role):
    with pytest.raises(people.RoleNotGrantable):
        people.add_person(cast.guanli, name="新人", roles=[role])
    with pytest.raises(people.RoleNotGrantable):
        move(cast, cast.tongxun, None, roles=[role])
    assert not User.objects.filter(name="新人").exists()


def test_the_administrator_hands_out_chief_and_manager(cast):
    user, _ = people.add_person(cast.admin, name="新人", roles=["chief", "manager"])
    assert seats(user) == {Seat("chief", None), Seat("manager", None)}


def test_nobody_changes_their_own_roles(cast):
    for actor in (cast.guanli, cast.admin):
        with pytest.raises(people.PersonRefused, match="自己"):
            move(cast, actor, None, roles=["editor"], actor=actor)


@pytest.mark.parametrize("target", ["admin", "zhongshen", "second_manager"])
def test_a_manager_touches_no_superuser_chief_or_manager(cast, target):
    second, _ = people.add_person(cast.admin, name="另一位", roles=["manager"])
    person = second if target == "second_manager" else getattr(cast, target)
    old = User.objects.get(pk=person.pk).password
    attempts = [
        lambda: people.reset_password(cast.guanli, person.pk),
        lambda: people.retire_person(cast.guanli, person.pk),
        lambda: move(cast, person, None, roles=["editor"]),
    ]
    for attempt in attempts:
        with pytest.raises(people.PersonRefused):
            attempt()
    person = User.objects.get(pk=person.pk)
    assert (person.password, person.is_active) == (old, True)


@pytest.mark.parametrize("username", ["tongxun", "fuze", "bianji", "zhongshen"])
def test_only_managers_manage_people(cast, username):
    actor = getattr(cast, username)
    with pytest.raises(people.PersonRefused):
        people.add_person(actor, name="新人", roles=["correspondent"], unit=cast.duchang)
    with pytest.raises(people.PersonRefused):
        people.reset_password(actor, cast.waidi.pk)


def test_a_reset_password_replaces_the_old_one_and_ends_sessions(cast, client):
    client.force_login(cast.tongxun)
    password = people.reset_password(cast.guanli, cast.tongxun.pk)
    assert client.get("/admin/account/").status_code == 302
    assert not client.login(username="tongxun", password=cast.password)
    assert client.login(username="tongxun", password=password)


def test_a_stale_form_changes_nothing(cast):
    seen = people.token_of(cast.tongxun)
    move(cast, cast.tongxun, cast.hukou)
    with pytest.raises(people.PersonChanged):
        people.retire_person(cast.guanli, cast.tongxun.pk, seen=seen)
    assert User.objects.get(pk=cast.tongxun.pk).is_active


def test_roles_need_a_unit_that_is_open_and_at_least_one_role(cast):
    retire_unit(cast.guanli, cast.hukou.pk)
    cast.hukou.refresh_from_db()
    for roles, unit in ([], cast.duchang), (["head"], None), (["head"], cast.hukou):
        with pytest.raises(people.PersonRefused):
            people.add_person(cast.guanli, name="新人", roles=roles, unit=unit)
    assert not User.objects.filter(name="新人").exists()


def test_a_persons_seats_are_read_once_and_kept_by_the_person(cast, django_assert_num_queries):
    fuze = User.objects.get(pk=cast.fuze.pk)
    with django_assert_num_queries(1):
        assert seats_of(fuze) == fuze.seats == {Seat("head", cast.duchang.pk)}
        assert seats_of(fuze)
