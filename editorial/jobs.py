"""A job: a row that a worker does, such as a mail to send or a file to make. Owns who may take a row, for
how long, and how often it is tried. The row is the truth, not the broker: what Celery loses, the sweep
of beat finds. What is done with a row, and in which words it failed, each room says itself."""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

logger = logging.getLogger(__name__)
# A row without back-off goes to a worker as soon as it is asked for; the sweep gives it so much time.
ON_ITS_WAY = timedelta(seconds=30)


class TakenOver(Exception):
    """Another worker holds the row by now; what this one made is thrown away."""


def ask(task, *args):
    """Have a worker run the task when the transaction is through."""
    transaction.on_commit(lambda: _send(task, args))


def _send(task, args):
    try:
        task.apply_async(args, retry=False)
    except Exception:
        # Whatever is wrong with the broker, nobody's work is lost by it: the sweep comes by anyway.
        logger.exception("the broker did not take %s%s; the sweep will", task.name, args)


class Jobs(models.QuerySet):
    def due(self, limit):
        """Keys of what the sweep is to do, also what a dead worker left behind."""
        now = timezone.now()
        rows = self.filter(self._is_free(now))
        if self.model.BACK_OFF:
            rows = rows.order_by("due")
        else:
            rows = rows.exclude(state=self.model.WAITING, since__gt=now - ON_ITS_WAY).order_by("pk")
        return list(rows.values_list("pk", flat=True)[:limit])

    def claim(self, pk, **fields):
        """The row, now held by this worker, or None when there is nothing for it to do. `fields` are
        set in the same statement. It is counted before the work begins, so that a row which ends
        its worker each time does not do so for ever."""
        now = timezone.now()
        mine = self.filter(self._is_free(now), pk=pk)
        fields |= {"state": self.model.DOING, "since": now, "attempts": F("attempts") + 1}
        # The condition and the change are one statement: of two workers one finds no row.
        if not mine.update(**fields):
            return None
        row = self.get(pk=pk)
        row.held_since = now
        if row.attempts > row.max_attempts():
            row.fail(row.GAVE_UP)
            return None
        return row

    def longest_wait(self):
        """How long ago the row was free for a worker that has been free longest; zero without one."""
        now, model = timezone.now(), self.model
        since = "due" if model.BACK_OFF else "since"
        waiting = self.filter(state=model.WAITING, **{f"{since}__lte": now})
        left = self.filter(state=model.DOING, since__lte=now - model.LEASE)
        free = [waiting.aggregate(first=models.Min(since))["first"]]
        if abandoned := left.aggregate(first=models.Min("since"))["first"]:
            # A row whose worker died is free when its lease is over.
            free.append(abandoned + model.LEASE)
        free = [moment for moment in free if moment]
        return now - min(free) if free else timedelta(0)

    def _is_free(self, now):
        model = self.model
        waiting = Q(state=model.WAITING)
        if model.BACK_OFF:
            # A row that another worker has just put off must not be taken at once.
            waiting &= Q(due__lte=now)
        return waiting | Q(state=model.DOING, since__lte=now - model.LEASE)


class Job(models.Model):
    """The base of such rows. A room adds the field `state`, and names its four values below. `since`
    is when the row took its state, or when its worker last showed that it lives."""

    # The next worker may take a row that waits or whose worker is dead; what is done or has failed
    # stays so until a person asks anew.
    WAITING = "waiting"
    DOING: str
    DONE: str
    FAILED: str
    # The field that says why it failed.
    REASON: str
    # A worker that has not shown itself for so long is dead.
    LEASE: timedelta
    # How long to wait after the first, the second … try that failed; the room adds a field `due`.
    # Empty: the first failure is the last.
    BACK_OFF: tuple[timedelta, ...] = ()
    # How many workers may die of one row, where there is no back-off; and what is then said.
    MAX_ATTEMPTS = 3
    GAVE_UP: str

    # The `since` that this worker wrote: another one in the row means that another worker holds it.
    held_since = None

    attempts = models.PositiveSmallIntegerField("次数", default=0)
    since = models.DateTimeField()

    objects = Jobs.as_manager()

    class Meta:
        abstract = True

    @property
    def is_open(self):
        return self.state in (self.WAITING, self.DOING)

    @classmethod
    def max_attempts(cls):
        return len(cls.BACK_OFF) + 1 if cls.BACK_OFF else cls.MAX_ATTEMPTS

    def show_life(self, **progress):
        """Begin the lease anew; TakenOver when it had run out and another worker came."""
        now = timezone.now()
        if not self._held().update(since=now, **progress):
            raise TakenOver
        self.held_since = now

    @contextmanager
    def finishing(self):
        """What is written within, and that the row is done, stand together or not at all."""
        with transaction.atomic():
            if not self._held().select_for_update().exists():
                raise TakenOver
            yield
            self.state, self.since = self.DONE, timezone.now()
            setattr(self, self.REASON, "")
            self.save()

    def fail(self, reason):
        """No worker tries it again."""
        self._leave(self.FAILED, reason)

    def put_off(self, reason):
        """Have it tried later; the last try fails for good."""
        if self.attempts >= self.max_attempts():
            self.fail(reason)
        else:
            due = timezone.now() + self.BACK_OFF[self.attempts - 1]
            self._leave(self.WAITING, reason, due=due)

    def _leave(self, state, reason, **fields):
        """Only a row that is still held: a worker that was too slow must not undo the next one's."""
        reason = reason[: self._meta.get_field(self.REASON).max_length]
        fields |= {"state": state, "since": timezone.now(), self.REASON: reason}
        self._held().update(**fields)

    def _held(self):
        return type(self).objects.filter(pk=self.pk, state=self.DOING, since=self.held_since)
