"""`manage.py serve`, as `make run` starts it: it answers, says only what it should, and leaves nobody
behind; a task that runs when somebody presses Ctrl-C is finished first."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests import servers
from tests.production import ROOT

# The parent, gunicorn with two workers, the Celery worker with beat.
ALL = 6
PATIENCE = 120


@pytest.fixture
def place(empty_tables, tmp_path):
    for name in ("media", "var"):
        (tmp_path / name).mkdir()
    shutil.copy(empty_tables, tmp_path / "var" / "db.sqlite3")
    return tmp_path


@pytest.fixture
def serving(place):
    """A function that starts `serve` or another command in the place; what is left of it is killed at
    the end."""
    started = []

    def start(port, *options, command=("manage.py", "serve")):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": "",
            "VAR_DIR": str(place / "var"),
            "MEDIA": str(place / "media"),
            "DEMO": "0",
            "PORT": str(port),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
        }
        process = subprocess.Popen(
            [sys.executable, *command, *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for pid in processes_of(place):
        os.kill(pid, signal.SIGKILL)
    for process in started:
        process.wait()
        process.stdout.close()


def processes_of(place):
    """The ids of all processes with this place in their environment, orphans included."""
    mark = f"VAR_DIR={place}/var".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass  # it has just ended, or is somebody else's
    return found


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def read_until(process, word):
    """The lines up to the one with the word, itself included."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if word in line:
            return lines
    raise AssertionError("".join(lines))


def status_of(address):
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.status


def test_serve_answers_and_ctrl_c_leaves_no_process(serving, place):
    port = servers.free_port()
    process = serving(port, "--prepare")
    address = f"http://127.0.0.1:{port}"
    said = read_until(process, "Ctrl-C")
    assert status_of(f"{address}/healthz") == 200
    assert status_of(f"{address}/") == 200
    wait_until(lambda: len(processes_of(place)) == ALL)
    process.send_signal(signal.SIGINT)
    said += process.stdout.readlines()
    assert process.wait() == 0
    assert processes_of(place) == []
    with pytest.raises(urllib.error.URLError):
        status_of(f"{address}/healthz")
    assert "".join(said).split("\n") == [
        "已初始化。还没有管理员，请运行：manage.py setup --admin 登录名",
        "",
        f"秉笔亮烛已启动：{address}/    登录：{address}/admin/",
        "按 Ctrl-C 停止。",
        "",
    ]


def test_serve_ends_when_one_of_its_children_dies(serving, place):
    process = serving(servers.free_port(), "--prepare")
    read_until(process, "Ctrl-C")
    wait_until(lambda: len(processes_of(place)) == ALL)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) == 2
    os.kill(int(children[0]), signal.SIGKILL)
    assert process.wait() == 1
    assert processes_of(place) == []


# A task that has begun tells when the worker is asked to stop, and waits to be let go.
WITH_A_SLOW_TASK = """
import os, signal, sys
import django
django.setup()
from cms.celery import app
from cms.running.embedded import run_worker
from cms.running.services import AskedToStop, Services

@app.task
def slow(gate):
    stop = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, lambda *args: (os.write(1, b"asked\\n"), stop(*args)))
    # Opened first: with nobody left to write, opening would wait for ever.
    with open(gate) as opened:
        os.write(1, b"begun\\n")
        opened.read()
    os.write(1, b"done\\n")

gate, schedule = sys.argv[1:]
slow.delay(gate)
services = Services([(run_worker, schedule)])
try:
    services.start()
    services.may_begin.set()
    services.wait_for_an_end()
except AskedToStop:
    services.stop()
"""


def test_a_running_task_is_finished_before_the_worker_ends(serving, place):
    gate = place / "gate"
    os.mkfifo(gate)
    # Whoever reads waits until this is closed.
    opened = os.open(gate, os.O_RDWR)
    program = ("-c", WITH_A_SLOW_TASK)
    process = serving(0, str(gate), str(place / "schedule"), command=program)
    read_until(process, "begun")
    process.send_signal(signal.SIGINT)
    read_until(process, "asked")
    os.close(opened)
    assert process.stdout.read() == "done\n"
    assert process.wait() == 0
    assert processes_of(place) == []


def test_serve_refuses_a_taken_port_in_words(serving, place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = serving(port)
        assert process.stdout.read() == (
            f"CommandError: 端口 {port} 已被占用：请先停掉占用它的程序，或换一个端口，"
            "如 make run PORT=8001。\n"
        )
        assert process.wait() == 1
    assert processes_of(place) == []
