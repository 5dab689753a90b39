"""A command in a process group of its own, ended with all its children at a time or memory limit.

Memory is what is resident in the whole group, looked at twenty times a second.
"""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
LOOK_EVERY = 0.05
LAST_WORDS = 2000


class TooSlow(Exception):
    """Still running at its time limit."""


class TooLarge(Exception):
    """Took more memory than it may."""


class Failed(Exception):
    """Ended by itself with another code than 0; str() is what it said last, for the log."""


def run_limited(command, *, seconds: float, memory: int, environment: dict | None = None):
    """Run to its end; `memory` in bytes. Raises TooSlow, TooLarge or Failed; nothing outlives it."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=environment,
            start_new_session=True,
        )
        try:
            _watch(child, time.monotonic() + seconds, memory)
        finally:
            _end(child)
        if child.returncode == -signal.SIGKILL:
            raise TooLarge  # not by us: the machine's own guard took it
        if child.returncode:
            said.seek(max(0, said.seek(0, os.SEEK_END) - LAST_WORDS))
            raise Failed(said.read().decode(errors="replace"))


def _watch(child, deadline, memory):
    while True:
        try:
            child.wait(LOOK_EVERY)
            return
        except subprocess.TimeoutExpired:
            pass
        if time.monotonic() > deadline:
            raise TooSlow
        if resident_in_group(child.pid) > memory:
            raise TooLarge


def _end(child):
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


def resident_in_group(group: int) -> int:
    """Bytes resident in all processes of a group; 0 where the system has no /proc."""
    return sum(
        _resident(process) for process in Path("/proc").glob("[0-9]*") if _in(process, group)
    )


def _in(process, group):
    try:
        return os.getpgid(int(process.name)) == group
    except (ProcessLookupError, PermissionError):
        return False


def _resident(process):
    try:
        return int((process / "statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0  # it has just ended
