"""/healthz: whether the database, the broker and the disk answer, beat and the worker live and the queue
moves. Says which, never why: the why is in the log, since anybody may ask."""

import logging
import shutil
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.celery import app
from cms.pulse import BEAT, WORKER, is_silent
from editorial.jobs import Job

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 200 * 1024 * 1024
BROKER_SECONDS = 2
# The sweep comes by every two minutes; who waits longer waits for somebody who is not there.
LONGEST_WAIT = timedelta(minutes=10)


class Unwell(Exception):
    """Found by ourselves: a line in the log says all, no traceback is needed."""


class DiskFull(Unwell):
    """Less than LEAST_FREE_BYTES are left where uploads or the database are written."""


class Silent(Unwell):
    """No sign of life for too long."""


class Stuck(Unwell):
    """A mail, an upload or a file has waited longer than LONGEST_WAIT for a worker."""


def check_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker():
    with app.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
        broker.default_channel.queue_declare("healthz", passive=False, auto_delete=True)


def check_disk():
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT):
        if folder and shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
            raise DiskFull(folder)


def check_beat():
    if is_silent(BEAT):
        raise Silent(BEAT)


def check_worker():
    if is_silent(WORKER):
        raise Silent(WORKER)


def check_queue():
    for model in apps.get_models():
        if issubclass(model, Job) and model.objects.longest_wait() > LONGEST_WAIT:
            raise Stuck(model.__name__)


CHECKS = {
    "database": check_database,
    "broker": check_broker,
    "disk": check_disk,
    "beat": check_beat,
    "worker": check_worker,
    "queue": check_queue,
}


def is_well(name, check):
    try:
        check()
    except Unwell as error:
        logger.warning("healthz: %s: %r", name, error)
        return False
    except Exception:
        # Whatever the driver raises means the same to the one who asks.
        logger.exception("healthz: %s", name)
        return False
    return True


@never_cache
@require_safe
def healthz(request):
    answer = {name: "ok" if is_well(name, check) else "failed" for name, check in CHECKS.items()}
    healthy = set(answer.values()) == {"ok"}
    return JsonResponse({"ok": healthy} | answer, status=200 if healthy else 503)
