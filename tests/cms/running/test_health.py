"""What /healthz answers; a broker that really dies is in test_production_start."""

import shutil
from collections import namedtuple

import pytest

Usage = namedtuple("Usage", "total used free")


@pytest.mark.django_db
def test_healthz_answers_for_database_broker_and_disk(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": "ok", "broker": "ok", "disk": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_healthz_fails_when_the_disk_is_full(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**9, 10**9 - 1, 1))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": "ok", "broker": "ok", "disk": "failed"}


def test_healthz_fails_when_the_database_does_not_answer(client):
    # No django_db mark: pytest-django refuses every connection, as a dead server would.
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "failed"


@pytest.mark.django_db
def test_healthz_refuses_other_methods(client):
    assert client.post("/healthz").status_code == 405
