"""PURE: how long headline and text are, against the chosen outlets' profiles."""

from collections.abc import Iterator

from editorial.checks.article import NOTE, WARN, Article, Finding, Kind, Outlet
from editorial.checks.lists import Lists
from editorial.manuscripts.blocks import characters

HEADLINE = Kind("headline_long", "标题过长", "length")
NO_HEADLINE = Kind("headline_missing", "缺标题", "length")
NO_BODY = Kind("body_missing", "缺正文", "length")
TOO_SHORT = Kind("body_short", "正文过短", "length")
TOO_LONG = Kind("body_long", "正文过长", "length")
KINDS = (HEADLINE, NO_HEADLINE, NO_BODY, TOO_SHORT, TOO_LONG)

USUAL_HEADLINE = 30


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    yield from _headline(article, outlets)
    written = characters(article.body)
    if article.captions and not written:
        yield NO_BODY.whole("body", "只有图片，没有正文。", "请写上正文。")
    length = written if article.length is None else article.length
    for outlet in outlets:
        name = f"《{outlet.name}》" if outlet.name else "所选媒体"
        if outlet.length_min is not None and length < outlet.length_min:
            message = f"{name}要至少{outlet.length_min}字，正文现有{length}字。"
            yield TOO_SHORT.whole("body", message, f"约需补{outlet.length_min - length}字。")
        if outlet.length_max is not None and length > outlet.length_max:
            message = f"{name}最多{outlet.length_max}字，正文现有{length}字。"
            yield TOO_LONG.whole("body", message, f"约需删{length - outlet.length_max}字。")


def _headline(article: Article, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    length = characters(article.headline)
    if not length:
        if characters(article.body) or article.captions:
            yield NO_HEADLINE.whole("headline", "稿件没有标题。", "请写一个标题。")
        return
    limits = [outlet for outlet in outlets if outlet.headline_max is not None]
    for outlet in limits:
        if length > (outlet.headline_max or 0):
            name = f"《{outlet.name}》" if outlet.name else "所选媒体"
            message = f"{name}的标题最多{outlet.headline_max}字，现有{length}字。"
            yield HEADLINE.whole("headline", message, "请缩短标题。", WARN)
    if not limits and length > USUAL_HEADLINE:
        message = f"标题有{length}字，一般不超过{USUAL_HEADLINE}字。"
        yield HEADLINE.whole("headline", message, "请缩短标题。", NOTE)
