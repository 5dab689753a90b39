"""PURE: the order of one person's offices: those of the Party first; a part of the titles."""

import re
from collections.abc import Iterator

from editorial.checks.article import Finding, Kind
from editorial.checks.names import NAME

OFFICE_ORDER = Kind("office_order", "职务先后", "titles")

_ADMIN = "(?:常务副|副|代理?|执行)?(?:局长|主任|院长|校长|县长|市长|区长|镇长|乡长|厅长|部长|行长|社长|台长|所长|站长|处长|科长|董事长|总经理|省长|司令员|馆长|队长|总编辑|会长|理事长)"
_PARTY = "(?:[省市县区镇乡]委?|局|院|校|街道|机关)?(?:党组|党委|党工委|党总支|党支部|工委|机关党委)(?:第一|常务副|副)?(?:书记|成员|委员)|[省市县区]委(?:常务副|副)?书记|[省市县区]委常委"
_JOINT = "、?兼?(?<=[、兼])"
FORM = re.compile(
    rf"(?<![原前任])(?P<admin>{_ADMIN}){_JOINT}(?P<party>(?:{_PARTY}))(?=(?:同志)?{NAME}|[，。；：）)]|$)",
    re.MULTILINE,
)
# What every such row holds: most texts hold none.
PARTY_AFTER = re.compile(rf"[、兼](?:{_PARTY})")
# Several people's offices, or what somebody was one after the other.
SEVERAL = re.compile(r"(?:历任|先后|曾任|各|分别|部分|以及|和|及)[^，。；\n]{0,24}$")


def find(where: str, text: str) -> Iterator[Finding]:
    if not PARTY_AFTER.search(text):
        return
    for match in FORM.finditer(text):
        if SEVERAL.search(text[: match.start()][-30:]):
            continue
        message = "党内职务写在行政职务前面。"
        suggestion = f"改为“{match['party']}、{match['admin']}”。"
        yield OFFICE_ORDER.at(where, text, *match.span(), message, suggestion)
