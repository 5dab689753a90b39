"""What one measured request is, whichever side asks."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    user: str
    url: str
    data: dict | None = None  # a POST when there is any


def reading(user, url):
    """A screen asked again and again."""
    return lambda: Request(user, url)


def writing(user, ids, request_of: Callable):
    """A decision, on another piece each time: it is really committed."""
    waiting = iter(ids)
    return lambda: Request(user, *request_of(next(waiting)))
