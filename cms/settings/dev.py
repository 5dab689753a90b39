"""`make run`: everything embedded, no server needed (decision 16). Reads PORT and, to keep a second
place beside the first, DATABASE_URL, VAR_DIR and MEDIA; DEMO=0 leaves the demo out."""

import os
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import MEDIA_ROOT, VAR_DIR
from cms.settings.databases import database_from_url, sqlite

DEBUG = False
SECRET_KEY = "development-only-" + "0" * 40
ALLOWED_HOSTS = ["*"]
DEMO_MODE = os.environ.get("DEMO", "1") == "1"

VAR_DIR = Path(os.environ.get("VAR_DIR", VAR_DIR))
MEDIA_ROOT = os.environ.get("MEDIA", MEDIA_ROOT)
STATIC_ROOT = VAR_DIR / "static"
# The server warns of a folder that is not there, though here it reads the sources themselves.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": database_from_url(os.environ["DATABASE_URL"])
    if os.environ.get("DATABASE_URL")
    else sqlite(VAR_DIR / "db.sqlite3")
}

_queue = VAR_DIR / "queue"
for _folder in ("in", "processed", "control"):
    (_queue / _folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT = "cms.running.queue:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(_queue / "in"),
    "data_folder_out": str(_queue / "in"),
    "processed_folder": str(_queue / "processed"),
    "control_folder": str(_queue / "control"),
    "store_processed": False,
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = "秉笔亮烛 <noreply@localhost>"
WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
WHITENOISE_USE_FINDERS = True
