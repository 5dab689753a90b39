"""What /healthz answers; a broker that really dies is in test_production_start."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.pulse import BEAT, WORKER, Pulse, beat_once
from editorial import stages
from editorial.notices.models import Notice
from editorial.pieces.acts import ReviewAct
from tests.factories import bring_to, make_piece

ALL_WELL = dict.fromkeys(["database", "broker", "disk", "beat", "worker", "queue"], "ok")

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def alive(db):
    beat_once(BEAT)
    beat_once(WORKER)


def silence(name, **time):
    Pulse.objects.filter(name=name).update(at=timezone.now() - timedelta(**time))


def test_healthz_answers_for_all_that_must_run(client, alive):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"ok": True} | ALL_WELL
    assert "no-store" in response["Cache-Control"]


def test_healthz_fails_when_the_disk_is_full(client, alive, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**9, 10**9 - 1, 1))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False} | ALL_WELL | {"disk": "failed"}


@pytest.mark.parametrize(("name", "minutes"), [(BEAT, 4), (WORKER, 11)])
def test_healthz_knows_a_dead_beat_and_a_dead_worker(client, alive, name, minutes):
    silence(name, minutes=minutes)
    assert client.get("/healthz").json() == {"ok": False} | ALL_WELL | {name: "failed"}
    Pulse.objects.filter(name=name).delete()
    assert client.get("/healthz").json() == {"ok": False} | ALL_WELL | {name: "failed"}


def test_a_worker_that_makes_a_long_circular_is_not_dead(client, alive):
    silence(WORKER, minutes=8)
    assert client.get("/healthz").json()["ok"]


@pytest.fixture
def notice(cast):
    bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    now = timezone.now()
    return Notice.objects.create(act=ReviewAct.objects.get(), recipient=cast.fuze, due=now)


@pytest.mark.parametrize(
    ("state", "minutes", "told"),
    [
        (Notice.WAITING, 9, "ok"),
        (Notice.WAITING, 11, "failed"),
        (Notice.WAITING, -60, "ok"),  # put off till later
        (Notice.DONE, 11, "ok"),
        (Notice.FAILED, 11, "ok"),
        (Notice.DOING, 11, "ok"),  # its worker has its lease
        (Notice.DOING, 600, "failed"),
    ],
)
def test_healthz_knows_a_queue_of_mails_that_does_not_move(
    client, alive, notice, state, minutes, told
):
    moment = timezone.now() - timedelta(minutes=minutes)
    Notice.objects.update(state=state, due=moment, since=moment)
    assert client.get("/healthz").json() == {"ok": told == "ok"} | ALL_WELL | {"queue": told}


def test_healthz_fails_when_the_database_does_not_answer(client):
    # No django_db mark: pytest-django refuses every connection, as a dead server would.
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "failed"


@pytest.mark.django_db
def test_healthz_refuses_other_methods(client):
    assert client.post("/healthz").status_code == 405
