"""A finished manuscript as plain data, and the byline and caption lines that follow from it.

Says nothing of where the words come from (an approved version) or where they go (Word, a parcel).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from editorial.manuscripts.blocks import (
    Byline,
    ListBlock,
    Paragraph,
    Quote,
    Subheading,
    Table,
)
from editorial.vocabulary import BYLINE_ROLES

# How a byline introduces the names of one role, in the order newspapers print them.
BYLINE_LABELS = {"text": "通讯员", "photo": "摄影", "video": "视频"}

# 九江讯, 本报讯 …: the words that open a report, with room after them for the names. The space or
# bracket that must follow keeps 通讯员 and 简讯 in running text out.
DATELINE = re.compile(r"^(\s*[^\s，。、；：！？（）]{1,8}讯)(?=[\s（(])")


@dataclass(frozen=True)
class Photo:
    """A picture that went through `photos.clean_photo`; `filename_hint` is the name it came with."""

    filename_hint: str
    data: bytes
    caption: str = ""
    photographer: str = ""
    kind: ClassVar[str] = "photo"


Block = Paragraph | Subheading | Quote | Table | Photo | ListBlock


@dataclass(frozen=True)
class Manuscript:
    headline: str
    kicker: str = ""
    subtitle: str = ""
    genre: str = ""
    unit: str = ""
    bylines: tuple[Byline, ...] = ()
    blocks: tuple[Block, ...] = ()
    series: str = ""
    source: str = ""
    event_date: date | None = None
    approved_on: date | None = None
    contact: str = ""

    @property
    def photos(self) -> tuple[Photo, ...]:
        """In the order of the text; their numbers, from 1, are the same in Word and in the parcel."""
        return tuple(block for block in self.blocks if isinstance(block, Photo))


def names_by_role(bylines) -> dict[str, tuple[str, ...]]:
    """{role: names}, roles in printing order, each name once a role, roles without names left out."""
    found = {}
    for role in BYLINE_LABELS:
        names = (byline.name.strip() for byline in bylines if byline.role == role)
        if unique := tuple(dict.fromkeys(name for name in names if name)):
            found[role] = unique
    return found


def writers(bylines) -> tuple[str, ...]:
    """Who wrote the text; a piece of pictures alone is credited to those who took them."""
    roles = names_by_role(bylines)
    return roles.get("text") or tuple(dict.fromkeys(n for names in roles.values() for n in names))


def byline_line(bylines) -> str:
    """The line under the title, （通讯员 张三 李四 摄影 王五）; empty when nobody is credited."""
    credits = _credits(names_by_role(bylines), BYLINE_LABELS, " ")
    return f"（{' '.join(credits)}）" if credits else ""


def lead_line(bylines) -> str:
    """The names that follow 讯 in the lead, （张三 李四）; photographers stand in their captions."""
    names = writers(bylines)
    return f"（{' '.join(names)}）" if names else ""


def closing_line(bylines) -> str:
    """The line at the end, （撰稿人：张三 李四 摄影：王五）."""
    credits = _credits(names_by_role(bylines), BYLINE_LABELS | {"text": "撰稿人"}, "：")
    return f"（{' '.join(credits)}）" if credits else ""


def _credits(roles: dict, labels: dict, joint: str) -> list[str]:
    """One phrase a role; who did several roles alone is named once, 通讯员 张三 文/图."""
    text = roles.get("text")
    same = [role for role in roles if roles[role] == text] if text else []
    marks = " " + "/".join(BYLINE_ROLES[role] for role in same) if len(same) > 1 else ""
    return [
        f"{labels[role]}{joint}{' '.join(names)}{marks if role == 'text' else ''}"
        for role, names in roles.items()
        if role == "text" or role not in same
    ]


def split_dateline(text: str) -> tuple[str, str]:
    """('九江讯', the rest) of a lead; ('', text) when it does not open with such words."""
    found = DATELINE.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def credit(photographer: str) -> str:
    """（王五 摄）, or nothing when nobody is named."""
    return f"（{photographer.strip()} 摄）" if photographer.strip() else ""


def caption_line(photo: Photo) -> str:
    """The signed-off caption with its credit, never a word more; a credit already there stays alone."""
    caption = " ".join(photo.caption.split())
    if re.search(r"摄(影)?[）)]?[。.]?$", caption):
        return caption
    return caption + credit(photo.photographer)
