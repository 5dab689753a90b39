"""The demo's year passes in half a minute: while it is made, the product reads the time from here."""

from contextlib import contextmanager
from datetime import UTC, timedelta

from django.utils import timezone

A_MOMENT = timedelta(milliseconds=1)


class Clock:
    """`moment` is what everybody takes for now. Each look at it is a little later than the last, since
    what happens in one action happens in an order."""

    def __init__(self, moment):
        self.moment = moment

    def read(self):
        self.moment += A_MOMENT
        # As Django's own: what is written and read again then says the same.
        return self.moment.astimezone(UTC)

    @contextmanager
    def running(self):
        """Django's own `now` is replaced, through which every row and rule learns the time: so each act
        is dated by the action itself, and no sealed row needs to be set back afterwards."""
        real = timezone.now
        timezone.now = self.read
        try:
            yield self
        finally:
            timezone.now = real


def live_through(clock, lives, end):
    """Let all lives happen side by side, in the order of time, up to `end`. A life is a generator: it
    yields the moment of what it does next; what lies behind `end` stays undone."""
    waiting = [(next(life), number, life) for number, life in enumerate(lives)]
    while waiting:
        moment, number, life = min(waiting, key=lambda row: row[:2])
        waiting.remove((moment, number, life))
        if moment > end:
            continue
        clock.moment = max(clock.moment, moment)
        if (then := next(life, None)) is not None:
            waiting.append((then, number, life))
