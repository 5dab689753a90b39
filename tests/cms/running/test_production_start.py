"""A start on the production settings: what is missing is named, and with a real PostgreSQL, Redis, mail
server, gunicorn and Celery worker a return in the review reaches its author."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests import servers
from tests.production import ROOT, environment

NAMED = (
    "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "CELERY_BROKER_URL", "MEDIA", "EMAIL_URL",
    "MAIL_FROM",
)  # fmt: skip
PATIENCE = 60
RETURN_A_PIECE = """
import django; django.setup()
from editorial import stages
from editorial.review import moves as review
from editorial.people.units import UnitIndexPage
from tests.conftest import make_cast
from tests.factories import bring_to, make_piece, seen
from types import SimpleNamespace
cast = make_cast(SimpleNamespace(units=UnitIndexPage.objects.get()))
cast.tongxun.email = "tongxun@example.org"
cast.tongxun.save()
piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
review.return_to_author(piece.pk, cast.bianji, seen_revision=seen(piece), comment="数字请核对")
"""


@pytest.mark.parametrize("name", NAMED)
def test_a_missing_variable_stops_the_start_with_a_sentence_that_names_it(name, tmp_path):
    done = run(environment(tmp_path, **{name: None}), "manage.py", "check")
    assert done.returncode != 0
    assert f"缺少环境变量 {name}（" in done.stderr
    assert f"{name} is not set" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SECRET_KEY", "short", "须至少50个字符"),
        ("ALLOWED_HOSTS", "*", "不能是 *"),
        ("MEDIA", "media", "须是绝对路径"),
        ("EMAIL_URL", "mail.example.org", "须形如 smtp://"),
        ("DATABASE_URL", "mysql://x", "开头应为 postgresql://"),
    ],
)
def test_a_wrong_variable_is_refused_in_words(name, value, why, tmp_path):
    done = run(environment(tmp_path, **{name: value}), "manage.py", "check")
    assert done.returncode != 0
    assert why in done.stderr


def test_production_answers_and_mails_through_its_worker(postgres_url, redis_server, tmp_path):
    broker, redis = redis_server
    with mailbox() as box:
        places = environment(
            tmp_path / "media",
            DATABASE_URL=postgres_url,
            CELERY_BROKER_URL=broker,
            EMAIL_URL=f"smtp://127.0.0.1:{box.port}",
            SSL_REDIRECT="0",
        )
        (tmp_path / "media").mkdir()
        for command in (["migrate", "--verbosity", "0"], ["setup", "--admin", "guanliyuan"]):
            done = run(places, "manage.py", *command)
            assert done.returncode == 0, done.stderr
        with working(places, tmp_path), serving(places, tmp_path) as address:
            wait_until(lambda: health(address)["ok"])
            assert set(health(address).values()) == {True, "ok"}
            done = run(places, "-c", RETURN_A_PIECE)
            assert done.returncode == 0, done.stderr
            wait_until(lambda: box.subjects)
            assert box.subjects == ["退回：老干部重阳登高"]
            redis.kill()
            redis.wait()
            wait_until(lambda: health(address)["broker"] == "failed")
            assert health(address)["database"] == "ok"


class Box:
    def __init__(self):
        self.subjects, self.port = [], servers.free_port()

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.original_content, policy=policy.default)
        self.subjects.append(letter["Subject"])
        return "250 OK"


@contextmanager
def mailbox():
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def serving(places, folder):
    port = servers.free_port()
    address = f"http://127.0.0.1:{port}"
    command = ["-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
    with running(places, folder / "web.log", *command):
        wait_until(lambda: health(address))
        yield address


@contextmanager
def working(places, folder):
    """As the README starts it, beat included."""
    schedule = folder / "beat"
    command = ["-m", "celery", "-A", "cms", "worker", "-B", "-s", str(schedule), "-c", "1"]
    with running(places, folder / "worker.log", *command):
        yield


@contextmanager
def running(places, log, *command):
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=places, stdout=sink, stderr=sink
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run(places, *command):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=places, capture_output=True, text=True
    )


def health(address):
    """What /healthz says, or None while nobody answers."""
    request = urllib.request.Request(f"{address}/healthz", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error) if error.code == 503 else None
    except OSError:
        return None


def wait_until(happens):
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.2)
