"""Database settings from a URL; SQLite with the options that make it safe for several processes."""

from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def sqlite(path):
    """WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so two
    writers queue (20 s) instead of failing half way. 32 MB of pages, instead of 2, keep the ledger's
    indexes at hand while a quarter is counted."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-32000;",
        },
    }


def database_from_url(url):
    """`postgresql://user:password@host:port/name` or `sqlite:///path`."""
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL 的开头应为 postgresql:// 或 sqlite:///，现为“{parts.scheme}”。"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
