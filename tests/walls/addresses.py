"""Every address of the product with an object of 都昌 in it, what each person is answered to GET and to
POST, and whose POST may change anything. What is not in here fails test_walls."""

from dataclasses import dataclass, field
from functools import cache

from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.walls.markers import ANONYMOUS, BUREAU, OUTSIDERS, PEOPLE, UNIT

HOME, LOGIN = "/admin/", "/admin/login/"
INSIDERS = frozenset({"tongxun", "fuze"})
READERS = INSIDERS | BUREAU
ROUTERS = frozenset({"bianji", "zhongshen", "admin"})
VERIFIERS = ROUTERS | {"fushen"}
RECORDERS = UNIT | OUTSIDERS | ROUTERS
MANAGERS = frozenset({"guanli", "admin"})
SCORERS = frozenset({"jifen", "admin"})
CHIEFS = frozenset({"zhongshen", "admin"})
SERIES_EDITORS = frozenset({"zhuanlan", "admin"})
ADMIN = frozenset({"admin"})
NOBODY = frozenset()


def split(by_answer, others=404, anonymous=LOGIN):
    """{person: answer}. An answer is a status, or the address that a 302 leads to."""
    answers = dict.fromkeys(PEOPLE, others) | {ANONYMOUS: anonymous}
    for answer, people in by_answer.items():
        answers |= dict.fromkeys(people, answer)
    return answers


def only(people, answer=200, others=404):
    return split({answer: people}, others)


def seated(answer=200):
    return split({}, others=answer)


def everybody(answer):
    return split({}, others=answer, anonymous=answer)


@dataclass(frozen=True)
class Address:
    """`writers` are those whose POST of `data` changes the database; nobody else's does."""

    path: str
    get: dict
    post: dict
    data: object = None
    writers: frozenset = NOBODY

    @property
    def route(self):
        return resolve(self.path.split("?")[0]).route

    def fresh_data(self):
        """A file can be sent once only."""
        return self.data() if callable(self.data) else self.data


@dataclass
class Table:
    rows: list = field(default_factory=list)

    def add(self, name, *args, get, post, kwargs=None, data=None, writers=NOBODY, query=""):
        path = name if name.startswith("/") else reverse(name, args=args, kwargs=kwargs)
        if not isinstance(get, dict):
            get = everybody(get)
        if not isinstance(post, dict):
            post = everybody(post)
        self.rows.append(Address(path + query, get, post, data, frozenset(writers)))


@dataclass(frozen=True)
class Pattern:
    """One entry of the resolver: its name with the namespace, its whole route, its arguments."""

    name: str
    route: str
    arguments: tuple


@cache
def patterns():
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def _walk(entries, namespace, prefix):
    for entry in entries:
        # As django.urls.resolve() joins them.
        route = prefix + str(entry.pattern).removeprefix("^") if prefix else str(entry.pattern)
        if isinstance(entry, URLPattern):
            arguments = entry.pattern.converters or entry.pattern.regex.groupindex
            yield Pattern(f"{namespace}{entry.name or ''}", route, tuple(arguments))
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, inner, route)
