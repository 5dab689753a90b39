"""The two processes of `make run`, each a function that runs until it is told to end: gunicorn and one
Celery worker with beat. Neither touches the database before `may_begin`. Starting and stopping them
together is cms.running.services'; production has neither."""

import signal
import warnings
from importlib import import_module

from celery import signals
from celery.exceptions import SecurityWarning, WorkerShutdown
from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from cms.celery import app
from cms.running import web


class Web(BaseApplication):
    """gunicorn, which loads the site once and forks its workers from that."""

    def __init__(self, may_begin, host, port):
        self.may_begin = may_begin
        self.options = {
            "bind": f"{host}:{port}",
            "workers": 2,
            "timeout": 60,
            "loglevel": "warning",
            "preload_app": True,
            **web.OPTIONS,
        }
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        from cms.wsgi import application  # noqa: PLC0415  (sets Django up; in the child alone)

        # Most of the code hangs on the addresses, and Django would load them at the first request.
        import_module(settings.ROOT_URLCONF)
        self.may_begin.wait()
        connections.close_all()
        return application


def run_web(may_begin, host, port):
    Web(may_begin, host, port).run()


def run_worker(may_begin, schedule_file):
    may_begin.wait()
    # As root in a container Celery warns with a page of text; the developer's machine is meant.
    warnings.simplefilter("ignore", SecurityWarning)
    end_at_once_when_idle()
    app.worker_main(
        [
            *("--quiet", "--skip-checks", "worker", "--beat", "--schedule", str(schedule_file)),
            *("--pool", "solo", "--loglevel", "ERROR"),
            # There is no second worker to talk to.
            *("--without-mingle", "--without-gossip", "--without-heartbeat"),
        ]
    )


def end_at_once_when_idle():
    """Celery looks whether it is to stop only between two looks into the queue, seconds apart. A task
    that runs is always finished first."""
    from celery.worker import state  # noqa: PLC0415  (in the worker alone: slow to load)

    running = set()
    signals.task_prerun.connect(lambda task_id, **_: running.add(task_id), weak=False)
    signals.task_postrun.connect(lambda task_id, **_: running.discard(task_id), weak=False)

    def stop(number, frame):
        state.should_stop = 0
        if not running:
            raise WorkerShutdown(0)

    class Worker(app.Worker):
        def install_platform_tweaks(self, worker):
            """Celery's own handler, which would speak, stands for no moment: ours comes right after."""
            super().install_platform_tweaks(worker)
            signal.signal(signal.SIGTERM, stop)

    app.Worker = Worker
