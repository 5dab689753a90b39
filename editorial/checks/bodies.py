"""PURE: 离休 and 退休 (`retired`); the names of bodies in the bureau's list are found by `words`."""

from collections.abc import Iterator

from editorial.checks import retired
from editorial.checks.article import Article, Finding, Kind, Outlet, fold
from editorial.checks.lists import Lists

BODY = Kind("body_name", "机构名称", "bodies")
KINDS = (BODY, retired.RETIRED)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    for where, text in article.texts():
        yield from retired.find(where, text, fold(text))
