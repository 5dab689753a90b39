"""Runs several functions side by side as child processes and stops them together. The children are
forks, so Django starts once for all. What they do is cms.running.embedded's, what is prepared before is the
serve command's; production has systemd instead."""

import multiprocessing
import os
import signal
import socket
import time
import urllib.request

# What a running task or request gets to come to its end; idle processes end at once.
STOP_SECONDS = 30
START_SECONDS = 60
ASK_TO_STOP = (signal.SIGINT, signal.SIGTERM)


class PortTaken(Exception):
    def __init__(self, port):
        super().__init__(
            f"端口 {port} 已被占用：请先停掉占用它的程序，或换一个端口，如 make run PORT=8001。"
        )


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


class AskedToStop(BaseException):
    """Ctrl-C or SIGTERM, raised wherever the parent is; once, so that stopping itself goes on."""


class Services:
    """Several child processes as one: when one ends or a signal comes, all of them end. Each work is a
    function with its arguments; it is handed `may_begin` first, an event to wait for."""

    def __init__(self, works):
        fork = multiprocessing.get_context("fork")
        self.may_begin = fork.Event()
        self.children = [
            fork.Process(target=_be_a_child, args=(function, self.may_begin, *arguments))
            for function, *arguments in works
        ]
        self.is_stopping = False

    def start(self):
        # Held back until everybody has handlers: a child must not hear a signal with its parent's.
        signal.pthread_sigmask(signal.SIG_BLOCK, ASK_TO_STOP)
        for child in self.children:
            child.start()
        for number in ASK_TO_STOP:
            signal.signal(number, self._ask_to_stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASK_TO_STOP)

    def wait_until(self, is_ready):
        """Whether `is_ready()` came true before a child died or time ran out."""
        self.may_begin.set()
        deadline = time.monotonic() + START_SECONDS
        while self._all_run() and time.monotonic() < deadline:
            if is_ready():
                return True
            time.sleep(0.1)
        return False

    def wait_for_an_end(self):
        """Returns when a child has ended by itself."""
        while self._all_run():
            time.sleep(0.2)

    def stop(self):
        self.is_stopping = True
        for child in self.children:
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.join(max(0, deadline - time.monotonic()))
            self._kill_what_is_left_of(child)

    def _kill_what_is_left_of(self, child):
        """The child's whole session, grandchildren included."""
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.join()

    def _all_run(self):
        return all(child.is_alive() for child in self.children)

    def _ask_to_stop(self, number, frame):
        if not self.is_stopping:
            self.is_stopping = True
            raise AskedToStop


def _be_a_child(function, *arguments):
    # A session of its own: Ctrl-C reaches the parent alone, which decides the order of the end.
    os.setsid()
    for number in ASK_TO_STOP:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASK_TO_STOP)
    function(*arguments)
