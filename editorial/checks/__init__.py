"""PURE: proof checks of a piece: text in, findings out, one file a family (docs/formats/findings.md)."""

from collections.abc import Iterable

from editorial.checks import (
    bodies,
    length,
    numbers,
    personal,
    photos,
    privacy,
    punctuation,
    timeliness,
    titles,
    words,
)
from editorial.checks.article import BLOCK, NOTE, WARN, Article, Caption, Finding, Kind, Outlet
from editorial.checks.copy import copy_of
from editorial.checks.lists import BadLists, Lists, read_lists

__all__ = [
    "BLOCK",
    "FAMILIES",
    "KINDS",
    "NOTE",
    "WARN",
    "Article",
    "BadLists",
    "Caption",
    "Finding",
    "Kind",
    "Lists",
    "Outlet",
    "check",
    "read_lists",
]

FAMILIES = {
    "personal": "个人信息",
    "privacy": "隐私",
    "numbers": "数字和日期",
    "punctuation": "标点",
    "photos": "图片",
    "length": "篇幅",
    "timeliness": "时效",
    "words": "用词",
    "titles": "职务和排序",
    "bodies": "机构名称",
}
_MODULES = (
    personal,
    privacy,
    numbers,
    punctuation,
    photos,
    length,
    timeliness,
    words,
    titles,
    bodies,
)
KINDS: dict[str, Kind] = {kind.name: kind for module in _MODULES for kind in module.KINDS}


def check(article: Article, lists: Lists, outlets: Iterable[Outlet] = ()) -> list[Finding]:
    """All findings by place: headline, body, photos, credits; of the whole before its parts."""
    outlets = tuple(outlets)
    copy = copy_of(article)
    read = copy.article
    found = [finding for module in _MODULES for finding in module.find(read, lists, outlets)]
    exempt = {where: lists.exempt_spans(text) for where, text in read.texts()}
    kept = [copy.placed(f) for f in found if not _is_exempt(f, exempt[f.where])]
    order = {where: place for place, where in enumerate(exempt)}
    # Two outlets may ask the same of a piece in the same words.
    return sorted(dict.fromkeys(kept), key=lambda f: (order[f.where], f.start, f.end, f.kind))


def _is_exempt(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    return finding.end > 0 and any(
        start <= finding.start and finding.end <= end for start, end in spans
    )
