"""What may be lost without losing anything: the files of the embedded queue and of beat. Whatever stands in
them, worker and beat go on."""

import json
import pickle
import shelve
from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from kombu import Connection

from cms.running.beat import Scheduler
from cms.running.queue import Transport

BAD_MESSAGES = {
    "empty": b"",
    "cut short": b'{"body": "W10=", "content-encod',
    "not text": b"\xff\xfe\x00\x80",
    "a list": b"[]",
    "a number": b"7",
    "no properties": b'{"body": "W10="}',
    "no tag": b'{"body": "W10=", "properties": {"delivery_info": {}}}',
    "no base64": json.dumps(
        {
            "body": "abc",
            "properties": {
                "delivery_tag": "1",
                "delivery_info": {"exchange": "celery", "routing_key": "celery"},
                "body_encoding": "base64",
            },
        }
    ).encode(),
}


@pytest.fixture
def folder(tmp_path):
    for name in ("in", "control", "processed"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def broker(folder):
    options = {
        "data_folder_in": str(folder / "in"),
        "data_folder_out": str(folder / "in"),
        "processed_folder": str(folder / "processed"),
        "control_folder": str(folder / "control"),
    }
    Transport.global_state.clear()  # a process knows what it has declared
    with Connection(transport="cms.running.queue:Transport", transport_options=options) as broker:
        yield broker


@pytest.mark.parametrize("bad", BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_bad_file_in_the_queue_is_passed_over(bad, folder, broker):
    queue = broker.SimpleQueue("celery")
    (folder / "in" / "0.celery.msg").write_bytes(bad)
    queue.put({"the": "good one"})
    assert queue.get(timeout=1).payload == {"the": "good one"}
    assert list((folder / "in").iterdir()) == []


def test_a_folder_in_the_place_of_a_file_is_passed_over(folder, broker):
    (folder / "in" / "0.celery.msg").mkdir()
    queue = broker.SimpleQueue("celery")
    queue.put(1)
    assert queue.get(timeout=1).payload == 1


def test_a_message_is_seen_only_when_it_is_whole(folder, broker):
    (folder / "in" / "0.celery.msg.part").write_bytes(b'{"bo')
    queue = broker.SimpleQueue("celery")
    with pytest.raises(queue.Empty):
        queue.get(timeout=0.1)


def test_messages_come_in_the_order_of_the_clock(broker):
    queue = broker.SimpleQueue("celery")
    for number in range(20):
        queue.put(number)
    assert [queue.get(timeout=1).payload for _ in range(20)] == list(range(20))


@pytest.mark.parametrize("bad", [b"", b'[["cel', b"7", b"\xff", b'["x"]'])
def test_a_bad_table_of_an_exchange_is_made_anew(bad, folder, broker):
    (folder / "control" / "celery.exchange").write_bytes(bad)
    queue = broker.SimpleQueue("celery")
    queue.put("goes through")
    assert queue.get(timeout=1).payload == "goes through"


def test_a_table_that_is_gone_loses_no_message(folder, broker):
    queue = broker.SimpleQueue("celery")
    (folder / "control" / "celery.exchange").unlink()
    queue.put("goes through")
    assert queue.get(timeout=1).payload == "goes through"


def test_a_queue_that_was_cleared_away_is_made_anew(folder, broker):
    queue = broker.SimpleQueue("celery")
    (folder / "in").rmdir()
    with pytest.raises(queue.Empty):
        queue.get(timeout=0.1)
    queue.put(1)
    assert queue.get(timeout=1).payload == 1


# -- beat --------------------------------------------------------------------------------------------


@pytest.fixture
def app():
    app = Celery("beat", set_as_current=False)
    app.conf.beat_schedule = {"sweep": {"task": "sweep", "schedule": 60}}
    return app


def schedule_of(app, path):
    scheduler = Scheduler(app, schedule_filename=str(path), lazy=True)
    scheduler.setup_schedule()
    names = set(scheduler.schedule)
    scheduler.close()
    return names


def files_of(path):
    return [file for file in path.parent.iterdir() if file.name.startswith(path.name)]


@pytest.mark.parametrize("keep", [0, 1, 90, 300, 600])
def test_a_schedule_cut_short_is_made_anew(keep, app, tmp_path):
    path = tmp_path / "beat-schedule"
    assert "sweep" in schedule_of(app, path)
    for file in files_of(path):
        file.write_bytes(file.read_bytes()[:keep])
    assert "sweep" in schedule_of(app, path)
    assert "sweep" in schedule_of(app, path)  # and what was made is whole


@pytest.mark.parametrize("noise", [b"\0" * 700, b"garbage\n" * 90])
def test_a_schedule_of_noise_is_made_anew(noise, app, tmp_path):
    path = tmp_path / "beat-schedule"
    schedule_of(app, path)
    for file in files_of(path):
        file.write_bytes(noise)
    assert "sweep" in schedule_of(app, path)


@pytest.mark.parametrize("entries", [[], {"sweep": "no entry"}, None, 7])
def test_a_schedule_that_holds_something_else_is_made_anew(entries, app, tmp_path):
    path = tmp_path / "beat-schedule"
    schedule_of(app, path)
    with shelve.open(str(path)) as store:
        store["entries"] = entries
    assert "sweep" in schedule_of(app, path)


def test_the_schedule_that_was_cut_short_in_a_real_office(app, tmp_path):
    """The index names places behind the end of the data: reading an entry runs out of input."""
    path = tmp_path / "beat-schedule"
    index = "'entries', (2048, 665)\n'__version__', (512, 20)\n'tz', (1024, 28)\n'utc_enabled', (1536, 4)\n"
    for suffix in (".dir", ".bak"):
        path.with_suffix(suffix).write_text(index)
    path.with_suffix(".dat").write_bytes(bytes(512) + pickle.dumps("5.7.0") + bytes(163))
    assert "sweep" in schedule_of(app, path)


def test_a_task_that_ran_in_the_future_runs_again(app, tmp_path):
    path = tmp_path / "beat-schedule"
    scheduler = Scheduler(app, schedule_filename=str(path), lazy=True)
    scheduler.setup_schedule()
    scheduler.schedule["sweep"].last_run_at = datetime.now(UTC) + timedelta(days=400)
    scheduler.close()
    scheduler = Scheduler(app, schedule_filename=str(path), lazy=True)
    scheduler.setup_schedule()
    assert scheduler.schedule["sweep"].is_due()[1] <= 60
    scheduler.close()
