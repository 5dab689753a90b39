"""A place of its own for a journey: database and files in a temporary folder, the cast, and the web
process started at a given moment, so that a quarter can end within one test."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path

from scoring.quarter import QuarterSpan
from tests import servers

START_SECONDS = 60


class Place:
    """`at` are naive local moments (Asia/Shanghai); `tables` is a migrated, empty database."""

    def __init__(self, folder, tables):
        self.folder = Path(folder)
        (self.folder / "var").mkdir()
        shutil.copy(tables, self.folder / "var" / "db.sqlite3")
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": "",
            "VAR_DIR": str(self.folder / "var"),
            "MEDIA": str(self.folder / "media"),
            "DEMO": "0",
        }

    def prepare(self, at):
        """Migrate, set up, and let the cast in."""
        self._run("prepare", at)

    def make_signed_piece(self, at):
        """Its number."""
        return int(self._run("sign", at, stdout=subprocess.PIPE).stdout.split()[-1])

    def _run(self, command, at, **options):
        command = self._command(command, at)
        return subprocess.run(command, env=self.environment, check=True, **options)

    def _command(self, command, at, *arguments):
        module = f"tests.journeys.{command}"
        return [sys.executable, "-m", module, at.isoformat(), *arguments]

    @contextmanager
    def serving(self, at):
        """Yields the address of the web process, whose clock starts at `at`."""
        port = servers.free_port()
        log = (self.folder / "web.log").open("ab")
        process = subprocess.Popen(
            self._command("serve", at, str(port)), env=self.environment, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(10)

    @contextmanager
    def working(self):
        """One real worker, which takes what the web process asks for."""
        log = (self.folder / "worker.log").open("ab")
        command = [sys.executable, "-m", "celery", "-A", "cms", "worker", "--pool", "solo"]
        process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.kill()  # solo finishes what it reads before it hears of an end
            process.wait(10)


def _wait_for(address, process):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5)
            return
        except urllib.error.HTTPError:
            return  # it answers; whether it is well is another test's question
        except OSError:
            time.sleep(0.1)
    raise servers.DidNotStart("the web process of the journey")


def last_ended_quarter():
    """(a working morning near its end, the fifth morning after it)."""
    span = QuarterSpan.of(datetime.now().date()).previous
    writing = datetime.combine(span.last_day - timedelta(days=9), clock(9))
    closing = datetime.combine(span.next.first_day + timedelta(days=4), clock(9))
    return span, writing, closing
