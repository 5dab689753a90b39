"""PURE: captions, photographers and the number of pictures."""

from collections.abc import Iterator

from editorial.checks.article import Article, Finding, Kind, Outlet
from editorial.checks.lists import Lists

NO_CAPTION = Kind("caption_missing", "缺图片说明", "photos")
NO_PHOTOGRAPHER = Kind("photographer_missing", "缺摄影者", "photos")
NO_PHOTO = Kind("photo_missing", "有说明没有图片", "photos")
COUNT = Kind("photo_count", "图片张数", "photos")
KINDS = (NO_CAPTION, NO_PHOTOGRAPHER, NO_PHOTO, COUNT)

CREDIT_MARKS = (
    "摄）",
    "摄)",
    "摄影）",
    "摄影)",
    "供图）",
    "供图)",
    "摄影：",
    "摄影:",
    "资料图",
    "图/",
    "供图",
)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    for number, caption in enumerate(article.captions, 1):
        where, words = f"photo {number}", caption.text.strip()
        if not caption.has_photo:
            if words:
                yield NO_PHOTO.whole(where, f"第{number}张图只有说明，没有图片。", "请补传图片。")
            continue
        if not words:
            message = f"第{number}张图没有说明。"
            yield NO_CAPTION.whole(where, message, "写清何时何地何人在做什么。")
        is_credited = caption.photographer.strip() or any(mark in words for mark in CREDIT_MARKS)
        if not is_credited:
            yield NO_PHOTOGRAPHER.whole(where, f"第{number}张图没有摄影者。", "请补上摄影者姓名。")
    yield from _count(article, outlets)


def _count(article: Article, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    count = sum(caption.has_photo for caption in article.captions)
    for outlet in outlets:
        if outlet.photos_min is not None and count < outlet.photos_min:
            message = f"{_name(outlet)}要至少{outlet.photos_min}张图，现有{count}张。"
            yield COUNT.whole("body", message, "请补图。")
        if outlet.photos_max is not None and count > outlet.photos_max:
            message = f"{_name(outlet)}最多{outlet.photos_max}张图，现有{count}张。"
            yield COUNT.whole("body", message, "请删减。")


def _name(outlet: Outlet) -> str:
    return f"《{outlet.name}》" if outlet.name else "所选媒体"
