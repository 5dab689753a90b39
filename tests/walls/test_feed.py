"""The walls of the assessment feed: without the right token nothing of anybody is said, and whether a
quarter exists, is open or was never released can't be told apart."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from scoring.feed import actions as feed
from scoring.models import FeedToken
from tests.scoring.quarters.frozen import LINEAR, ask, freeze_rules, token_for
from tests.walls.markers import read

pytestmark = pytest.mark.django_db
KINDS = ("standings", "marks", "lines", "persons")
NAMES = ("都昌", "湖口", "陈明", "黄丽", "九江日报", "浔阳晚报", "市委考核办")


@pytest.fixture
def keys(world):
    """A token of each kind of trouble, and one that may read everything."""
    freeze_rules(world.closed, marks=LINEAR)
    made = {
        name: token_for(world.jifen, *scopes)
        for name, scopes in {
            "good": KINDS,
            "expired": KINDS,
            "revoked": KINDS,
            **{f"without {kind}": [k for k in KINDS if k != kind] for kind in KINDS},
        }.items()
    }
    yesterday = timezone.now() - timedelta(days=1)
    FeedToken.objects.filter(pk=made["expired"][0].pk).update(expires_at=yesterday)
    feed.revoke_token(made["revoked"][0].pk, world.jifen)
    secrets = {name: secret for name, (_, secret) in made.items()}
    return secrets | {"none": None, "wrong": secrets["good"][:-1] + "~"}


@pytest.fixture
def released(world, keys):
    feed.release_quarter(world.closed, world.jifen, understood=True)
    return world.closed.code


def answer(path, secret):
    response = ask(Client(), path, secret)
    return response.status_code, read(response)


def said(world, text):
    markers = [marker.text for marker in world.markers]
    return [name for name in (*NAMES, *markers) if name in text]


def test_the_right_token_reads_names_so_that_a_leak_would_be_seen(world, keys, released):
    for kind in KINDS[:3]:
        status, text = answer(f"quarters/{released}/{kind}", keys["good"])
        assert status == 200
        assert {"都昌", "湖口"} <= set(said(world, text))
    assert "都昌·封存刊发" in said(world, text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("key", "status"),
    [("none", 401), ("wrong", 401), ("expired", 401), ("revoked", 401), ("scope", 403)],
)
def test_no_other_token_is_told_a_name(world, keys, released, kind, key, status):
    secret = keys[f"without {kind}" if key == "scope" else key]
    got, text = answer(f"quarters/{released}/{kind}", secret)
    assert (got, said(world, text)) == (status, [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_quarter_that_was_not_released_is_not_there(world, keys, kind):
    got, text = answer(f"quarters/{world.closed.code}/{kind}", keys["good"])
    assert (got, said(world, text)) == (404, [])


@pytest.mark.parametrize("path", ["quarters", "openapi.json", "", "elsewhere", "quarters/2026Q3"])
@pytest.mark.parametrize("key", ["none", "wrong", "expired", "revoked"])
def test_nothing_at_all_answers_without_a_usable_token(world, keys, released, path, key):
    got, text = answer(path, keys[key])
    assert (got, said(world, text)) == (401, [])


def test_a_token_is_taken_from_its_header_only(world, keys, released):
    secret = keys["good"]
    path = f"quarters/{released}/standings"
    client = Client()
    client.cookies["token"] = secret
    for query, headers in (
        (f"?token={secret}", {}),
        (f"?access_token={secret}", {}),
        ("", {"Authorization": secret}),
        ("", {"Authorization": f"Basic {secret}"}),
        ("", {"X-Token": secret}),
        ("", {"Authorization": "Bearer "}),
    ):
        assert ask(client, path + query, **headers).status_code == 401


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["none", "wrong", "expired", "revoked", "scope"])
def test_no_refusal_tells_whether_the_quarter_exists(world, keys, released, kind, key):
    """Released, open, in the future, and no quarter at all: the same answer to the last header."""
    secret = keys[f"without {kind}" if key == "scope" else key]
    codes = (released, world.past.code, world.quarter.code, "2099Q1", "nonsense", "2026Q9")
    answers = {answer(f"quarters/{code}/{kind}", secret) for code in codes}
    assert len(answers) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_with_the_scope_closed_open_and_unheard_of_are_one(world, keys, kind):
    """Nothing is released: what is closed and what is not can't be told apart either."""
    codes = (world.closed.code, world.past.code, world.quarter.code, "2099Q1", "nonsense")
    answers = {answer(f"quarters/{code}/{kind}", keys["good"]) for code in codes}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_list_shows_only_what_was_released(world, keys, released):
    _, text = answer("quarters", keys["good"])
    assert world.closed.code in text
    assert world.past.code not in text and world.quarter.code not in text
