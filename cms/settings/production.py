"""A real installation: everything that differs from place to place comes from the environment, and
nothing of it has a default that could be wrong silently. The table is in README.md."""

import os
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import CONTENT_SECURITY_POLICY, LOGGING, STORAGES, VAR_DIR
from cms.settings.databases import database_from_url
from cms.settings.environment import flag, hosts, mail, media_storage, required, secret

DEBUG = False
# Collected static files and beat's schedule.
VAR_DIR = Path(os.environ.get("VAR_DIR", VAR_DIR))
VAR_DIR.mkdir(parents=True, exist_ok=True)
STATIC_ROOT = VAR_DIR / "static"
SECRET_KEY = secret(required("SECRET_KEY", "签名用的随机长字符串", "a long random string"))
ALLOWED_HOSTS = hosts(
    required("ALLOWED_HOSTS", "网站域名，用逗号分开", "host names, comma-separated")
)
DATABASES = {
    "default": database_from_url(required("DATABASE_URL", "数据库地址", "the database's address"))
}
BASE_URL = os.environ.get("BASE_URL", f"https://{ALLOWED_HOSTS[0]}")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

CELERY_BROKER_URL = required("CELERY_BROKER_URL", "消息队列地址", "the broker's address")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Well above the longest task: a shorter one redelivers a running task for ever. The sweep
    # interval is what brings back a killed worker's task in seconds instead of minutes.
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

_media, _media_folder = media_storage(
    required("MEDIA", "上传文件存放处，绝对路径或 s3:// 地址", "where uploads live")
)
MEDIA_ROOT = _media_folder
# Behind nginx the view only says which file; the proxy sends it (X-Accel-Redirect). Empty: stream.
SENDFILE_PREFIX = os.environ.get("SENDFILE_PREFIX", "")
STORAGES = STORAGES | {
    "default": _media,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

globals().update(mail(required("EMAIL_URL", "发信服务器，smtp://…", "the mail server, smtp://…")))
DEFAULT_FROM_EMAIL = required("MAIL_FROM", "发件人地址", "the sender's address")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The proxy ends TLS and says so; it must overwrite this header (the sample in docs does).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", default=True)
# Probes come over plain HTTP from beside the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", 365 * 24 * 3600))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY | {
    "DIRECTIVES": CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"upgrade-insecure-requests": True}
}
SILENCED_SYSTEM_CHECKS = [
    # A bureau's host is rarely alone in its domain: subdomains and preload are not ours to decide.
    "security.W005",
    "security.W021",
    # Wagtail's preview is a frame of the same site.
    "security.W019",
]

LOGGING["handlers"]["stderr"]["level"] = os.environ.get("LOG_LEVEL", "INFO")
