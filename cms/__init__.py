"""The face and the frame: settings, urls, public site, dashboards. May import all; nobody imports it."""

from cms.celery import app as celery_app

__all__ = ["celery_app"]
