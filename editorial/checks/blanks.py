"""PURE: a blank inside a name that is written in one, 都昌县 委老干部局; a part of the punctuation.

Between two names a blank may stand: told is only one that cuts through a name of the lists or through
a usual part of a body's name.
"""

import re
from collections.abc import Iterator

from editorial.checks.article import HAN, Finding, Kind
from editorial.checks.lists import Lists

INNER = Kind("inner_space", "词中空格", "punctuation")

BLANK = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
# How far a name may reach on either side.
REACH = 12
# The longest first.
USUAL = re.compile(
    "(?=("
    "离退休干部|关心下一代|人大常委会|中国共产党|老干部局|退休干部|离休干部|老年大学|活动中心|人民政府|志愿服务|共产党员|服务中心|党支部|党总支|老干部|离退休|关工委|老科协|老体协|组织部|宣传部|统战部|县政府|市政府|区政府|"
    "委员会|志愿者|老同志|老党员|九江市|重阳节|座谈会|办公室|习近平|新时代|省委|市委|县委|区委|党委|工委|镇委|党组|政协|社区|街道|书记|局长|主任|主席|春节|党员"
    "))"
)


def find(where: str, text: str, lists: Lists) -> Iterator[Finding]:
    for match in BLANK.finditer(text):
        if _cuts_a_name(text, *match.span(), lists):
            message = "词语中间多了空格。"
            start, end = match.start() - 1, match.end() + 1
            yield INNER.at(where, text, start, end, message, "删去空格。")


def _cuts_a_name(text: str, start: int, end: int, lists: Lists) -> bool:
    left, right = _last_word(text[max(0, start - REACH) : start]), text[end : end + REACH]
    joined = left + right
    names = [*lists.names_in(joined), *(usual.span(1) for usual in USUAL.finditer(joined))]
    return any(at < len(left) < stop for at, stop in names)


def _last_word(text: str) -> str:
    return re.split(rf"[^{HAN}]", text)[-1]
