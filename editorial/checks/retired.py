"""PURE: 离休, 退休 and 离退休 taken for one another, and what who is 离休 can't be; a part of the bodies."""

import re
from collections.abc import Iterator

from editorial.checks.article import HAN, Finding, Kind, sentences

RETIRED = Kind("retired", "离休退休混用", "bodies")

# Who is 离休 served before October 1949: nobody under 75 can be, whatever the year of the piece.
YOUNGEST = 75
LAST_YEAR, LAST_MONTH = 1949, 9
# And nobody was a soldier or a courier before the age of nine.
LAST_BIRTH = 1940
MIXED = re.compile(
    r"离休退休(?!金|费)|退离休|离退修|离修|离休退(?!休)|离退体|离、退休|退休离休|离退(?=干部|老干部|党员|老同志)"
    r"|离休(?:和|及|与)?离退休|退休(?:和|及|与)离退休"
)
_WHO = "(?:老?干部|老?党员|老?同志|教师|职工|老兵|老?军人|老人|医生|老战士)"
YOUNG = re.compile(
    rf"(?<!\d)(\d{{2}})岁(?:高龄)?的?(?:老)?离休{_WHO}|(?<!退)离休{_WHO}[{HAN}·]{{0,8}}[（(，,]?(?:[男女][，,])?(?:今年|现年|现已)?(\d{{2}})岁"
)
OF_ONE = rf"(?<![退、和与及])离休{_WHO}(?![、和与及]|退休)"
STARTED = r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日)?[^，,。；;\d]{0,6}?(?:参加(?:革命)?工作|参加革命|参军|入伍|从军|当兵|走上工作岗位|从教|参加抗美援朝|毕业分配)"
LATE = re.compile(
    rf"(?:{OF_ONE}[^。；;退和与及]{{0,30}}?{STARTED})|(?:{STARTED.replace('year', 'since').replace('month', 'in')}[^。；;退]{{0,20}}?(?<!退)离休)"
)
BORN = re.compile(
    rf"(?:{OF_ONE}[^。；;退]{{0,20}}?(\d{{4}})年(?:\d{{1,2}}月)?(?:出生|生)|(?:生于)?(\d{{4}})年(?:\d{{1,2}}月)?(?:出生|生)?(?:的)(?:老)?离休{_WHO})"
)
_KIN = "老伴|妻|丈夫|爱人|儿|女|父|母|夫人|兄|弟|姐|妹|战友|同事|和|与|、|及|另|等|人"
_GAP = rf"(?:(?!{_KIN})[^。；;])"
CONTRADICT = re.compile(
    rf"{OF_ONE}(?:[{HAN}·]{{1,8}}?)?[，,]?(?:同志)?(?:于|在|自|从)?(?:\d{{4}}年)?(?:\d{{1,2}}月)?(?:光荣|正式|办理)?退休(?!干部|人员|党员|教师|职工|老)"
    rf"|(?:(?:19|20)\d{{2}}年(?:\d{{1,2}}月)?|光荣|正式)(?:从{_GAP}{{0,15}})?离休(?!干部|{_WHO}){_GAP}{{0,15}}退休(?:干部|待遇|生活|金|费|后|前|党员|以来|证)"
    rf"|(?:(?:19|20)\d{{2}}年(?:\d{{1,2}}月)?|光荣|正式)(?:从{_GAP}{{0,15}})?(?<!离)退休(?!干部|{_WHO}){_GAP}{{0,15}}离休(?:{_WHO}|待遇|生活|费|后|以来|证)"
    rf"|(?<!离)退休{_WHO}(?:[{HAN}·]{{1,8}}?)?[，,]?(?:同志)?(?:\d{{4}}年)?(?:光荣|正式)?离休(?:后|前|以来|时|证|费)"
    r"|离休后[^。；;，]{0,6}退休(?:生活|金|待遇)|退休后[^。；;，]{0,6}离休(?:生活|费)|离休(?:干部)?[^。；;，、和与及]{0,6}(?:领取?|享受|办理)(?:了)?退休(?:金|待遇|证|手续)"
    r"|(?<!离)退休(?:干部)?[^。；;，、和与及]{0,6}(?:领取?|享受|办理)(?:了)?离休(?:费|证|手续)"
)


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    if "离" not in folded or "休" not in folded and "退" not in folded:
        return
    for match in MIXED.finditer(folded):
        message = "离休、退休是两种待遇，合称“离退休”，不能这样连写。"
        suggestion = "按实际写“离休”“退休”或“离退休”。"
        yield RETIRED.at(where, text, *match.span(), message, suggestion)
    for start, sentence in sentences(folded):
        if "离休" in sentence:
            for (left, right), message in _of_one(sentence):
                yield RETIRED.at(
                    where, text, start + left, start + right, message, "请核对，或改为“退休”。"
                )


def _of_one(sentence: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What is told of somebody 离休 that can't be."""
    for match in YOUNG.finditer(sentence):
        age = int(match[1] or match[2])
        if age < YOUNGEST:
            yield match.span(), f"离休干部是新中国成立前参加革命工作的，{age}岁不相符。"
    for match in LATE.finditer(sentence):
        year, month = match["year"] or match["since"], match["month"] or match["in"]
        if (int(year), int(month or LAST_MONTH)) > (LAST_YEAR, LAST_MONTH):
            yield match.span(), f"离休须在1949年10月1日前参加革命工作，{year}年不相符。"
    for match in BORN.finditer(sentence):
        year = match[1] or match[2]
        if int(year) > LAST_BIRTH:
            yield match.span(), f"离休干部是新中国成立前参加革命工作的，{year}年出生不相符。"
    for match in CONTRADICT.finditer(sentence):
        yield match.span(), "同一个人又写离休又写退休，两种待遇不能并存。"
