"""Two connections of PostgreSQL held until both are between a check and a commit. Knows nothing of what
is raced; no statement of the product is replaced, only delayed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from editorial.refused import Refused

SECONDS = 60
# Asking without a pause would take the processor from the one that is awaited.
PAUSE = 0.002


class NotARace(AssertionError):
    """One had finished before the other began: the round would prove nothing."""


class Meeting:
    """Holds each of two connections just before its first statement with its phrase, until the other
    is held as well or PostgreSQL says that it waits for a lock of this one."""

    def __init__(self, phrases):
        self.phrases = phrases
        self.start = threading.Barrier(2, timeout=SECONDS)
        self.pids = [None, None]
        self.arrived = [False, False]
        self.gone = [False, False]
        self.met = False

    def enter(self, me):
        connection.ensure_connection()
        self.pids[me] = connection.connection.info.backend_pid
        self.start.wait()

    def holder(self, me):
        """An execute_wrapper of Django's for this connection."""

        def hold(execute, sql, params, many, context):
            if self.phrases[me] in sql and not self.arrived[me]:
                self.arrived[me] = True
                self._wait_for_the_other(me)
            return execute(sql, params, many, context)

        return hold

    def _wait_for_the_other(self, me):
        other = 1 - me
        while not self.met and not self.gone[other]:
            if self.arrived[other] or self._waits_for_me(other):
                self.met = True
            else:
                time.sleep(PAUSE)

    def _waits_for_me(self, other):
        query = "SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))"
        return connection.connection.execute(query, [self.pids[other]]).fetchone()[0]


def race(first, second, at, second_at=None):
    """Both at once, each with a connection of its own, each held at its phrase. What each returned;
    for one that was refused, the words of the refusal."""
    meeting = Meeting((at, second_at or at))

    def run(me, act):
        try:
            meeting.enter(me)
            with connection.execute_wrapper(meeting.holder(me)):
                return act()
        except Refused as refusal:
            return str(refusal)
        finally:
            meeting.gone[me] = True
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run, me, act) for me, act in enumerate((first, second))]
        answers = [each.result() for each in runs]
    if not meeting.met:
        raise NotARace(answers)
    return answers
