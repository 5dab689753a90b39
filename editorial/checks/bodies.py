"""PURE: 离休, 退休, 离退休 taken for one another; the names of bodies in the bureau's list are found by
`words`."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Finding, Kind, Outlet, fold
from editorial.checks.lists import Lists

BODY = Kind("body_name", "机构名称", "bodies")
RETIRED = Kind("retired", "离休退休混用", "bodies")
KINDS = (BODY, RETIRED)

# Who is 离休 served before October 1949: nobody under 75 can be, whatever the year of the piece.
YOUNGEST = 75
MIXED = re.compile(
    r"离休退休(?!金|费)|退离休|离退修|离休退(?!休)|离退体|离、退休|退休离休|离退(?=干部|老干部|党员|老同志)"
    r"|离休(?:和|及|与)?离退休|退休(?:和|及|与)离退休"
)
YOUNG = re.compile(
    r"(?<!\d)(\d{2})岁(?:高龄)?的?(?:老)?(离休)(?:老?干部|老?党员|老?同志|教师|职工)"
)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    for where, text in article.texts():
        for match in MIXED.finditer(text):
            yield RETIRED.at(
                where,
                text,
                *match.span(),
                "离休、退休是两种待遇，合称“离退休”，不能这样连写。",
                "按实际写“离休”“退休”或“离退休”。",
            )
        for match in YOUNG.finditer(fold(text)):
            if int(match[1]) < YOUNGEST:
                yield RETIRED.at(
                    where,
                    text,
                    *match.span(),
                    f"离休干部是新中国成立前参加革命工作的，{match[1]}岁不相符。",
                    "请核对年龄，或改为“退休”。",
                )
