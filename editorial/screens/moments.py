"""How a moment is written on a screen and in a file, in Shanghai time."""

from django.utils.timezone import localtime


def moment(value):
    """2026年9月3日 9:05; empty for nothing."""
    if not value:
        return ""
    local = localtime(value)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local:%M}"


def short_moment(value):
    """9月3日 9:05; empty for nothing."""
    if not value:
        return ""
    local = localtime(value)
    return f"{local.month}月{local.day}日 {local.hour}:{local:%M}"
