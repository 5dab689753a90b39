"""Signs of life of what nobody looks at: beat and the worker each leave the time, /healthz reads it."""

import logging
from datetime import timedelta

from celery import shared_task, signals
from django.db import DatabaseError, close_old_connections, models
from django.utils import timezone

logger = logging.getLogger(__name__)
BEAT, WORKER = "beat", "worker"
# Beat leaves one every twenty seconds. The worker leaves one a minute, but none while it does a task,
# and a long circular takes minutes.
SILENT_AFTER = {BEAT: timedelta(minutes=3), WORKER: timedelta(minutes=10)}


class Pulse(models.Model):
    name = models.CharField("名称", max_length=20, primary_key=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "运行迹象"


def beat_once(name):
    """Never raises: whoever only tells that it lives must not die of it."""
    try:
        close_old_connections()
        Pulse.objects.update_or_create(name=name, defaults={"at": timezone.now()})
    except DatabaseError:
        logger.exception("no pulse of the %s", name)


def is_silent(name):
    return not Pulse.objects.filter(name=name, at__gt=timezone.now() - SILENT_AFTER[name]).exists()


def all_live():
    """Whether beat and the worker have shown themselves; not, as long as there is no database."""
    try:
        return not any(is_silent(name) for name in SILENT_AFTER)
    except DatabaseError:
        return False


@signals.worker_ready.connect
def worker_is_there(**kwargs):
    beat_once(WORKER)


@shared_task
def pulse_of_worker():
    beat_once(WORKER)
