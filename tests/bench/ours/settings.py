"""Our product as production runs it (cached templates, no debug), on the bench's own SQLite file."""

import os
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.databases import sqlite

FOLDER = Path(os.environ["BENCH_FOLDER"])
SECRET_KEY = "bench-only-" + "0" * 40
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": sqlite(FOLDER / "bench.sqlite3")}
MEDIA_ROOT = FOLDER / "media"
VAR_DIR = FOLDER / "var"
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "bench <noreply@localhost>"
CELERY_BROKER_URL = "memory://"
