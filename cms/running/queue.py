"""The broker of `make run`: kombu's queue of files, made to outlive a file that is empty, cut short or
not a message. Nothing is lost with such a file, since the rows are the truth (editorial.jobs)."""

import json
import logging
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.exceptions import ChannelError
from kombu.transport import filesystem

logger = logging.getLogger(__name__)
OURS = [filesystem.exchange_queue_t(routing_key="celery", pattern="", queue="celery")]


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Under its name only when it is whole: kombu writes into the open file, and a worker that
        looks at that moment takes an empty one."""
        # By the clock, not since the start of the machine: what waits over a restart stays first.
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        path = Path(self.data_folder_out) / name
        unfinished = path.with_name(f"{name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(payload), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise ChannelError(f"cannot write {path}") from error

    def _get(self, queue):
        for path in self._waiting(queue):
            if (taken := self._take(path)) is None:
                continue
            try:
                message = json.loads(taken.read_bytes())
                # What the worker does with it: whatever this raises would end the worker.
                self.message_to_python(message)
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                logger.exception("%s in the queue is no message; put aside as %s", path.name, taken)
            else:
                taken.unlink(missing_ok=True)
                return message
        raise Empty

    def _waiting(self, queue):
        folder = Path(self.data_folder_in)
        # It may have been cleared away while everything ran.
        folder.mkdir(parents=True, exist_ok=True)
        found = (path for path in folder.iterdir() if path.name.partition(".")[2] == f"{queue}.msg")
        return sorted(found)

    def _take(self, path):
        """The file where no other worker looks, or None when another was faster."""
        taken = Path(self.processed_folder) / f"{uuid.uuid4().hex}.taken"
        try:
            taken.parent.mkdir(parents=True, exist_ok=True)
            return path.replace(taken)
        except OSError:
            return None

    def get_table(self, exchange):
        """Where a message goes. The table is a file that a queue writes once, when it is declared; if it
        is gone since, ours is the queue that bears the exchange's name."""
        try:
            table = super().get_table(exchange)
        except (ValueError, TypeError):
            self._throw_away(exchange)
            table = []
        return table or [row for row in OURS if row.queue == exchange]

    def _queue_bind(self, exchange, *args):
        try:
            super()._queue_bind(exchange, *args)
        except (ValueError, TypeError):
            self._throw_away(exchange)
            super()._queue_bind(exchange, *args)

    def _throw_away(self, exchange):
        """The worker writes it anew when it starts."""
        logger.exception(
            "the table of the exchange %r was unreadable and was thrown away", exchange
        )
        self._exchange_file(exchange).unlink(missing_ok=True)


class Transport(filesystem.Transport):
    Channel = Channel
