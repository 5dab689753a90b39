"""The environment of a production start, for the tests and checks that make one."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DUMMY = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "bbl.example.org,localhost",
    "DATABASE_URL": "postgresql://bbl:secret@127.0.0.1:5432/bbl",
    "CELERY_BROKER_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://mail.example.org:587?tls=1",
    "MAIL_FROM": "bbl@example.org",
}


def environment(media, **changes):
    """A whole environment; a change to None takes a variable away. VAR_DIR is beside `media`."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    wanted = kept | DUMMY | {"MEDIA": str(media), "PYTHONIOENCODING": "utf-8"}
    wanted |= {"VAR_DIR": str(Path(media).parent / "var")} | changes
    return {key: value for key, value in wanted.items() if value is not None}
