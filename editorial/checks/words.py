"""PURE: the words of the bureau's lists: forbidden, careful, and for their families wrong names of bodies
and wrong titles, all in one pass."""

from collections.abc import Iterator

from editorial.checks import particles, regions
from editorial.checks.article import BLOCK, WARN, Article, Finding, Kind, Outlet
from editorial.checks.bodies import BODY
from editorial.checks.lists import Hit, Lists
from editorial.checks.titles import TITLE

FORBIDDEN = Kind("forbidden", "禁用词", "words")
CAREFUL = Kind("careful", "慎用词", "words")
TYPO = Kind("typo", "错别字", "words")
KINDS = (FORBIDDEN, CAREFUL, TYPO, particles.PARTICLE, regions.REGION)
KIND_OF = {
    "forbidden": FORBIDDEN,
    "careful": CAREFUL,
    "typos": TYPO,
    "bodies": BODY,
    "titles": TITLE,
}


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    yield from _listed(article, lists)
    yield from particles.find(article)
    yield from regions.find(article)


def _listed(article: Article, lists: Lists) -> Iterator[Finding]:
    """One finding a word, at its first place, with how often it stands in the piece."""
    places: dict[str, list[tuple[str, str, Hit]]] = {}
    for where, text in article.texts():
        for hit in lists.hits(text):
            places.setdefault(hit.row.word, []).append((where, text, hit))
    for word, hits in places.items():
        where, text, hit = hits[0]
        kind, row = KIND_OF[hit.list], hit.row
        often = f"（全文{len(hits)}处）" if len(hits) > 1 else ""
        message = f"“{word}”在{kind.label}表里{often}。{row.note}"
        suggestion = f"改为“{row.instead}”。" if row.instead else ""
        severity = BLOCK if row.level == "禁止" else WARN
        yield kind.at(where, text, hit.start, hit.end, message, suggestion, severity)
