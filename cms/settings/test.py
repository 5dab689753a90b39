"""The tests: in-memory mail, eager tasks, fast hashes; SQLite unless TEST_DATABASE_URL names PostgreSQL."""

import os
import tempfile

from cms.settings.base import *  # noqa: F403
from cms.settings.databases import database_from_url, sqlite

SECRET_KEY = "tests-only-" + "0" * 40
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": database_from_url(os.environ["TEST_DATABASE_URL"])
    if os.environ.get("TEST_DATABASE_URL")
    else sqlite(":memory:")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"].pop("init_command")
MEDIA_ROOT = tempfile.mkdtemp(prefix="bbl-media-")
VAR_DIR = tempfile.mkdtemp(prefix="bbl-var-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "秉笔亮烛 <noreply@localhost>"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
