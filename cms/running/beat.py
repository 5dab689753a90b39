"""Beat with a schedule file that is only a memory of when each task ran last: one that can't be read is
made anew, whatever is wrong with it, and each tick leaves a pulse for /healthz."""

import logging
import time
from contextlib import suppress

from celery.beat import PersistentScheduler

from cms.pulse import BEAT, beat_once

logger = logging.getLogger(__name__)
PULSE_SECONDS = 20


class Scheduler(PersistentScheduler):
    last_pulse = 0.0

    def setup_schedule(self):
        try:
            super().setup_schedule()
        except Exception:
            # A file cut short raises whatever its bytes happen to mean.
            logger.exception("the schedule %s was unreadable; made anew", self.schedule_filename)
            self._forget_store()
            self._remove_db()
            super().setup_schedule()
        self._bring_back_from_the_future()

    def tick(self, *args, **kwargs):
        if time.monotonic() - self.last_pulse >= PULSE_SECONDS:
            self.last_pulse = time.monotonic()
            beat_once(BEAT)
        return super().tick(*args, **kwargs)

    def sync(self):
        try:
            super().sync()
        except OSError:
            # A full disk: what ran last is forgotten at the next start, nothing else.
            logger.exception("the schedule %s was not written", self.schedule_filename)

    def _forget_store(self):
        # Closed before its files are removed: it writes its index once more as it closes.
        if self._store is not None:
            with suppress(Exception):
                self._store.close()
            self._store = None

    def _bring_back_from_the_future(self):
        """A clock that was wrong once would silence a task until that day has come."""
        for entry in self.schedule.values():
            now = entry.default_now()
            if entry.last_run_at and entry.last_run_at > now:
                entry.last_run_at = now
