"""PURE: numerals, dates and sums by GB/T 15835; what does not add up is in `sums`."""

import re
from collections.abc import Iterator
from datetime import date

from editorial.checks import growth, sums, units
from editorial.checks.article import (
    HAN,
    NOTE,
    Article,
    Finding,
    Kind,
    Outlet,
    fold,
    sentence_around,
)
from editorial.checks.lists import Lists

SHORT_YEAR = Kind("short_year", "两位数年份", "numbers")
INEXACT = Kind("inexact", "约数", "numbers")
IMPOSSIBLE = Kind("impossible_date", "不存在的日期", "numbers")
WEEKDAY = Kind("weekday", "星期不符", "numbers")
FUTURE = Kind("future", "日期在今天之后", "numbers")
MEMORIAL = Kind("memorial_day", "纪念日写法", "numbers")
RANGE = Kind("range_mark", "数值范围", "numbers", NOTE)
GROUPS = Kind("thousands", "千分撇", "numbers")
DIGIT_UNIT = Kind("digit_unit", "数字混写", "numbers")
DECREASE = Kind("decrease_times", "减少用倍", "numbers")
ZERO = Kind("chinese_zero", "“〇”的写法", "numbers")
KINDS = (
    *(SHORT_YEAR, INEXACT, IMPOSSIBLE, WEEKDAY, FUTURE, MEMORIAL, RANGE, GROUPS, DIGIT_UNIT),
    *(DECREASE, ZERO, sums.SUM, sums.PERCENT, growth.GROWTH),
    *units.KINDS,
)

COUNTED = "名|人|位|户|篇|场|件|份|人次|场次|次|元|所|家|支|条|台|亩|棵|株|本|张|幅|项|只|座|处|门|对|辆|批|组"

YEAR_SHORT = re.compile(
    r"(?<![\d.])0\d年(?!级)|(?<![\d.])\d{2}年(?=\d{1,2}月)|[’'‘]\d{2}年(?!代)|(?<![\d.])[4-9]\d年(?=抗洪|出生|参军|入伍|入党|参加工作|参加革命|毕业|下岗|当兵)"
    r"|(?<=\d{4}[-—～~至])\d{2}年(?!级)"
    r"|(?<![\d.近约])[12]\d年(?=初[，,，。、；]|年底|底前|底[，,，。；、]|上半年|下半年|元旦|春节|重阳)"
    r"|(?<![\d.])[12]\d年度(?!过|假)"
)

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二三四五六七八九两][十百千万一二三四五六七八九]*[十百千万])"
_UNIT = rf"[{HAN}]"
APPROXIMATE = re.compile(
    rf"(?<![最附邻靠亲临贴远就])(?:近|将近|接近)(?!年)({_NUMBER})[万亿]?(?:余|多)(?=[万亿]?(?:{COUNTED}|个|公里|米|岁|年|天|斤|吨|小时|分钟))"
    rf"|(?:(?<![节预签合邀履特公违条制])约|大约|大概|超过|逾)({_NUMBER})[万亿]?(?:余|多)(?=[万亿]?(?:{COUNTED}|个|公里|米|岁|年|天|斤|吨|小时|分钟))"
    rf"|(?:(?<![节预签合邀履特公违条制])约|大约|大概|(?<![最附邻靠亲临贴远])近|将近)({_NUMBER})[万亿]?(?:余|多)?(?:个|{_UNIT})?{_UNIT}{{0,2}}(?:左右|上下)"
    rf"|(?<![\d,.一二三四五六七八九两十百千万])({_NUMBER})[万亿]?(?:余|多)(?:{COUNTED}|个|公里|米|岁|年|天|斤|吨|小时|分钟)(?:左右|上下)"
    rf"|(?:至少|不少于|不低于)(?:有)?({_NUMBER})[万亿]?(?:{COUNTED}|个|天|年|小时|分钟)以上"
    rf"|(?:最多|至多|不超过|不多于)({_NUMBER})[万亿]?(?:{COUNTED}|个|天|年|小时|分钟)以[下内]"
    r"|(?:上|数|几)[十百千万]余(?:多)?(?:名|人|位|户|篇|场|件|份|次|元|个|家)|[几数][十百千万]余多"
)
EXACT = re.compile(
    rf"(?:(?<![最附邻靠亲临贴远就])(?:近|将近)|(?<![节预签合邀履特公违条制])约|大约)(\d{{2,}})(?:个?(?:{COUNTED})|个(?!月|小时|星期|学时|工作日))(?![十百千万])"
)
EXACT_REST = re.compile(rf"(?<![\d.,第])(\d{{2,}})[余多](?:{COUNTED}|个(?!月|小时))")

DATE = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<![\d.])(\d{1,2})月(\d{1,2})[日号]")
CHINESE_DATE = re.compile(
    r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
MONTH_ALONE = re.compile(r"(?<!\d)(?:19|20)\d{2}年(\d{1,2})月(?!\d)")
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})时(\d{1,2})分|(?<![\d:.])([0-2]?\d):([0-9]\d)(?=[开举至到许左,，。分—～-])"
)
WEEKDAY_FORM = re.compile(
    r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日[ ，,、]?[（(]?(?:本)?(?:星期|周|礼拜)([一二三四五六日天])(?![中旁边围])"
)
BEYOND = re.compile(r"(?<=[本上下当次同]月)(?:3[2-9]|[4-9]\d)日|星期[八九十]")
# A day without its year may be the 29th of February.
LEAP = 2024
WEEK = "一二三四五六日"
PLANNED = re.compile(
    r"将|拟|计划|定于|预计|预期|报名|截止|截至|之前|前[，,完]|[日月]前|至|到|起|有效|规划|目标|安排|争取|即将|明年|下[周月]|敬请|欢迎|通知"
)
HAPPENED = re.compile(r"[举召]行了?|召开|开展|组织|走进|来到|参观|参加|举办|慰问|看望|启动|印发|了")

MEMORIAL_DAYS = (
    "1.28|2.7|2.28|3.5|3.8|3.12|3.15|4.15|4.23|4.26|5.1|5.4|5.12|5.15|5.19|5.20|5.30|6.1|6.5|6.14|6.16|6.18|6.25|6.26"
    "|7.1|7.7|7.11|8.1|8.8|8.15|8.19|9.3|9.10|9.18|9.20|9.30|10.1|10.10|10.17|11.9|12.1|12.2|12.4|12.5|12.9|12.13"
)
_DAY = "|".join(day.replace(".", r"[.．。、，-]") for day in reversed(MEMORIAL_DAYS.split("|")))
_EVENT = (
    "晚会|事变|运动|国际|全国|世界|妇女节|建军节|劳动节|青年节|儿童节|国庆|消防|普法|禁毒|国家安全|学雷锋|慰问|活动日|纪念日|大地震|地震"
    "|抗战|惨案|植树|勋章|主题党日|助残|读书日|宪法|消费者|维权|法[治制]宣传|公祭|防灾|环境日|系列活动|宣传[日周活]|志愿|烈士|节(?![课能约水电目气点])"
)
MEMORIAL_FORM = re.compile(
    rf"(?<=“)(?:{_DAY})(?=”(?!版))|(?<![\d.A-Za-z“])(?:{_DAY})(?=”?(?:{_EVENT}))"
    rf"|(?<![\d一二三四五六七八九十])(?:一[.．、]二八|二[.．、]七|三[.．、]八|三[.．、]一五|五[.．、]一|五[.．、]四|六[.．、]一|七[.．、]一|七[.．、]七|八[.．、]一|九[.．、]一八|一二[.．、]九|十[.．、]一|双[.．、]十一)(?=”|{_EVENT})"
)
_RANGE_UNIT = r"(?:名|人|天|日|年|月|岁|元|个|次|公里|米|分钟|小时|万|亿|℃|度|级|倍|篇|户|周|期|场|届|页|时|斤|吨|公斤|千克|克|亩|分|条|项|%)"
RANGE_FORM = re.compile(
    rf"(?<![\d.A-Za-z/—-])(\d+(?:\.\d+)?)(%|万|亿|{_RANGE_UNIT})?-(\d+(?:\.\d+)?)(?={_RANGE_UNIT})"
)
BARE_PERCENT = re.compile(r"(?<![\d.%A-Za-z/—-])\d+(?:\.\d+)?[～~—]\d+(?:\.\d+)?%")
_GROUP_UNIT = r"(?:[万亿]?(?:余|多)?(?:元|人|户|名|位|篇|份|件|次|场|亩|公里|米|吨|斤|个|平方|册|本|张|台|株|棵))"
GROUP_FORM = re.compile(
    rf"(?<![\d,，.])(?:\d{{1,3}}(?:,\d{{3}})+,\d{{1,2}}|\d{{4,}},\d{{3}}(?:,\d{{3}})*|\d{{1,3}}(?:，\d{{3}})+|\d{{1,3}}(?:,\d{{4}})+)(?![\d,，])(?={_GROUP_UNIT})"
)
MIXED = re.compile(
    r"(?<![\d.])\d{1,3}[十百](?=余|多|名|人|元|户|位|次|场|件|万|亿|个|亩|里|公里|斤|吨|份|篇|条|项|家)"
    r"|(?<![\d.])\d{1,3}千(?=余|多|名|人|元|户|位|次|场|件|万|亿|个|亩|份|篇|条|项|家)"
    r"|(?<![\d.])\d{1,3}[千万]\d{1,3}[百千](?=余|多|名|人|元|户|\d|$|[，。])"
)
LESS = re.compile(
    r"(?:减少|降低|下降|缩短|缩小|压缩|减轻|回落|减)(?:了|到了|为)?(?:近|约|至少|超过|逾)?(?:[\d.]+|[一二两三四五六七八九十百数几]+)倍"
)
ODD_ZERO = re.compile(r"[一二三四五六七八九〇○零0OＯoо◯]{4}年")


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    if article.event_date and article.today and article.event_date > article.today:
        message = f"事件日期{_spoken(article.event_date)}在今天之后。"
        yield FUTURE.whole("body", message, "请核对日期。")
    for where, text in article.texts():
        folded = fold(text)
        yield from _simple(where, text, folded)
        yield from _inexact(where, text, folded)
        yield from _dates(article, where, text, folded)
        yield from sums.find(where, text, folded)
        yield from growth.find(where, text, folded)
        yield from units.find(where, text, folded)
    yield from _ranges(article)


SIMPLE = (
    (SHORT_YEAR, YEAR_SHORT, "年份要写四位数字。", "补全年份，如“2008年”。"),
    (MEMORIAL, MEMORIAL_FORM, "纪念日的月和日之间用间隔号。", "如“3·15”。"),
    (GROUPS, GROUP_FORM, "数字的分节不对。", "每三位用半角“,”分节，或不分节。"),
    (DIGIT_UNIT, MIXED, "阿拉伯数字不与十、百、千连用。", "全用阿拉伯数字，或全用汉字。"),
    (DECREASE, LESS, "减少、降低不能用“倍”。", "改用百分数或几分之几。"),
)


def _simple(where: str, text: str, folded: str) -> Iterator[Finding]:
    for kind, pattern, message, suggestion in SIMPLE:
        for match in pattern.finditer(folded):
            yield kind.at(where, text, *match.span(), message, suggestion)
    for match in ODD_ZERO.finditer(text):
        year = match[0][:4]
        chinese = sum(sign in "一二三四五六七八九" for sign in year)
        if chinese >= 2 and any(sign in "○零0OＯoо◯" for sign in year):
            message = "汉字年份里的零写“〇”。"
            yield ZERO.at(where, text, *match.span(), message, "如“二〇二六年”。")


def _inexact(where: str, text: str, folded: str) -> Iterator[Finding]:
    end = 0
    for match in APPROXIMATE.finditer(folded):
        message = "约数重复：近、约、余、多、左右、以上只用一个。"
        yield INEXACT.at(where, text, *match.span(), message, "只留一个。")
        end = match.end()
    if end:
        return
    for pattern, step in ((EXACT, 5), (EXACT_REST, 5)):
        for match in pattern.finditer(folded):
            number = int(match[1])
            # 40 and 45 are round, 43 is not.
            if number > 10 and number % step:
                message = f"{match[1]}是确数，不与近、约、余、多连用。"
                yield INEXACT.at(where, text, *match.span(), message, "去掉约数词，或改用整数。")


def _dates(article: Article, where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in DATE.finditer(folded):
        year, month, day = match[1], int(match[2]), int(match[3])
        if not _exists(int(year) if year else LEAP, month, day):
            message = f"{match[0]}不存在。"
            yield IMPOSSIBLE.at(where, text, *match.span(), message, "请核对日期。")
            continue
        is_future = year and article.today and date(int(year), month, day) > article.today
        if is_future and _is_reported(folded, match):
            message = f"{match[0]}在今天之后。"
            yield FUTURE.at(where, text, *match.span(), message, "请核对日期。")
    for match in _no_such_time(folded):
        message = f"没有{match[0]}这个时间。"
        yield IMPOSSIBLE.at(where, text, *match.span(), message, "请核对日期、时间。")
    yield from _weekdays(article, where, text, folded)


def _no_such_time(folded: str) -> Iterator[re.Match]:
    for match in CHINESE_DATE.finditer(folded):
        if not _exists(LEAP, _chinese(match[1]), _chinese(match[2])):
            yield match
    for match in MONTH_ALONE.finditer(folded):
        if not 1 <= int(match[1]) <= 12:
            yield match
    for match in CLOCK.finditer(folded):
        hour, minute = match[1] or match[3], match[2] or match[4]
        if int(hour) > 24 or int(minute) > 59:
            yield match
    yield from BEYOND.finditer(folded)


def _is_reported(folded: str, match: re.Match) -> bool:
    """The sentence tells of what was done, and of no plan."""
    sentence = sentence_around(folded, *match.span())
    return bool(HAPPENED.search(sentence)) and not PLANNED.search(sentence)


def _weekdays(article: Article, where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in WEEKDAY_FORM.finditer(folded):
        known = article.event_date or article.today
        year = int(match[1]) if match[1] else known.year if known else 0
        if not year or not _exists(year, int(match[2]), int(match[3])):
            continue
        right = WEEK[date(year, int(match[2]), int(match[3])).weekday()]
        if match[4].replace("天", "日") != right:
            message = f"{year}年{match[2]}月{match[3]}日是星期{right}。"
            yield WEEKDAY.at(where, text, *match.span(), message, "请核对日期和星期。")


def _ranges(article: Article) -> Iterator[Finding]:
    """One remark a piece, as with half-width marks."""
    hits = []
    for where, text in article.texts():
        folded = fold(text)
        found = [m for m in RANGE_FORM.finditer(folded) if float(m[1]) < float(m[3])]
        hits += [(where, text, match) for match in (*found, *BARE_PERCENT.finditer(folded))]
    if hits:
        where, text, match = hits[0]
        message = f"数值范围用“～”或“—”，百分数两头都写“%”，全文{len(hits)}处。"
        yield RANGE.at(where, text, *match.span(), message, "如“3～5天”“10%～20%”。")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _chinese(words: str) -> int:
    """1–39 of 一 … 三十九; what is no such number is 0."""
    digits = "一二三四五六七八九"
    match = re.fullmatch(rf"([{digits}])?(十)?([{digits}])?", words)
    if not match or (match[1] and match[3] and not match[2]):
        return 0
    tens = (digits.index(match[1]) + 1 if match[1] else 1) * 10 if match[2] else 0
    ones = match[3] if match[2] else match[1] or match[3]
    return tens + (digits.index(ones) + 1 if ones else 0)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
