"""Runs the web process and the worker side by side and stops both together. What is prepared before
is the serve command's; production has systemd instead."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

STOP_SECONDS = 10
START_SECONDS = 60


class PortTaken(Exception):
    def __init__(self, port):
        super().__init__(
            f"端口 {port} 已被占用：请先停掉占用它的程序，或换一个端口，如 make run PORT=8001。"
        )


def web_command(host, port):
    return [
        *(sys.executable, "-m", "gunicorn", "cms.wsgi"),
        *("--bind", f"{host}:{port}", "--workers", "2", "--timeout", "60"),
        *("--log-level", "warning"),
    ]


def worker_command(schedule_file):
    return [
        # As root in a container Celery warns with a page of text; the developer's machine is meant.
        *(sys.executable, "-W", "ignore::RuntimeWarning", "-m", "celery", "-q", "-A", "cms"),
        *("worker", "--beat", "--schedule", str(schedule_file)),
        *("--concurrency", "1", "--loglevel", "ERROR"),
    ]


def refuse_taken_port(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(port) from error


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


class Services:
    """Several child processes as one: when one ends or a signal comes, all of them end."""

    def __init__(self, commands):
        self.commands = commands
        self.children = []
        self.is_stopping = False

    def start(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        # A session of its own each: Ctrl-C reaches us alone, and we decide the order of the end.
        self.children = [
            subprocess.Popen(command, start_new_session=True) for command in self.commands
        ]

    def wait_until(self, is_ready):
        """Whether `is_ready()` came true before somebody stopped us, a child died or time ran out."""
        deadline = time.monotonic() + START_SECONDS
        while self._all_run() and time.monotonic() < deadline:
            if is_ready():
                return True
            time.sleep(0.2)
        return False

    def run_until_stopped(self):
        """Return 0 when asked to stop, 1 when a child ended by itself."""
        while self._all_run():
            time.sleep(0.3)
        return 0 if self.is_stopping else 1

    def stop(self):
        for child in self.children:
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            self._kill_what_is_left_of(child)

    def _kill_what_is_left_of(self, child):
        """The child's whole session, grandchildren included."""
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()

    def _all_run(self):
        return not self.is_stopping and all(child.poll() is None for child in self.children)

    def _ask_to_stop(self, number, frame):
        self.is_stopping = True
