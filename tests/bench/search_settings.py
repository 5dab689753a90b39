"""Our product as production runs it, on the database that the bench of the search names."""

import os
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.databases import database_from_url

FOLDER = Path(os.environ["BENCH_FOLDER"])
SECRET_KEY = "bench-only-" + "0" * 40
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database_from_url(os.environ["BENCH_URL"])}
MEDIA_ROOT = FOLDER / "media"
VAR_DIR = FOLDER / "var"
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "memory://"
