"""Reads production's environment. What is missing or wrong stops the start with a sentence that
names it, in Chinese and English: whoever installs may not read Chinese."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def required(name, what, what_in_english):
    """The value of the variable, never empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"缺少环境变量 {name}（{what}）。 {name} is not set ({what_in_english})."
        )
    return value


def wrong(name, why, why_in_english):
    return ImproperlyConfigured(f"环境变量 {name} {why}。 {name} {why_in_english}.")


def flag(name, default):
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes"}


def hosts(value):
    found = [host.strip() for host in value.split(",") if host.strip()]
    if "*" in found:
        raise wrong("ALLOWED_HOSTS", "不能是 *，须写明域名", "must name the hosts, not *")
    return found


def secret(value):
    if len(value) < 50:
        raise wrong("SECRET_KEY", "须至少50个字符", "needs at least 50 characters")
    return value


def media_storage(value):
    """(Django's storage setting, the local folder or ""): a folder, or `s3://bucket?endpoint=…` with
    the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""
    if not value.startswith("s3://"):
        folder = Path(value)
        if not folder.is_absolute():
            raise wrong("MEDIA", "须是绝对路径或 s3:// 地址", "must be an absolute path or s3://")
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}, str(folder)
    parts = urlparse(value)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        # Files are handed out by the view that asks who may see them, never by an open address.
        "default_acl": "private",
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}, ""


def mail(value):
    """Django's mail settings from `smtp://user:password@host:port?tls=1` (or `ssl=1`)."""
    parts = urlparse(value)
    if parts.scheme != "smtp" or not parts.hostname:
        raise wrong("EMAIL_URL", "须形如 smtp://主机:端口", "must look like smtp://host:port")
    query = parse_qs(parts.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls") == ["1"],
        "EMAIL_USE_SSL": query.get("ssl") == ["1"],
        "EMAIL_TIMEOUT": 15,
    }
