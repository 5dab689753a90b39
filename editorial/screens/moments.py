"""How a moment, and a time that has passed, is written on a screen and in a file, in Shanghai time."""

from django.utils.timezone import localtime, now


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


def waited(since):
    """4天, 3小时, 不到1小时; Django's own would say 4日, which is a day of the calendar."""
    hours = int((now() - since).total_seconds() // 3600)
    if hours >= 24:
        return f"{hours // 24}天"
    return f"{hours}小时" if hours else "不到1小时"
