"""PURE: units of measure by their legal names, neighbouring numerals, and hours that their part of the
day does not have; a part of the numbers."""

import re
from collections.abc import Iterator

from editorial.checks.article import Finding, Kind

UNIT_NAME = Kind("unit_name", "计量单位", "numbers")
NEIGHBOURS = Kind("neighbours", "相邻数字", "numbers")
DAY_PART = Kind("day_part", "时段与钟点不符", "numbers")
KINDS = (UNIT_NAME, NEIGHBOURS, DAY_PART)

_DIGITS = "一二三四五六七八九十百千万亿两几数余多"
LEGAL = {
    "平米": "平方米",
    "平方公尺": "平方米",
    "平方": "平方米",
    "立方": "立方米",
    "公分": "厘米",
    "公尺": "米",
    "华里": "里或公里",
    "市斤": "斤或千克",
    "市尺": "尺或米",
    "KG": "kg（千克）",
    "Kg": "kg（千克）",
    "KM": "km（公里）",
    "Km": "km（公里）",
    "CM": "cm（厘米）",
    "MM": "mm（毫米）",
    "ML": "mL（毫升）",
    "度C": "℃",
}
# 300平方, with nothing of a unit behind it.
UNIT_FORM = re.compile(
    rf"(?<=[\d{_DIGITS}])(平米|平方公尺|平方(?![米公厘分千毫英英里根和差])|立方(?![米厘分千毫英体根和])|公分|公尺|华里|市斤|市尺)"
    r"|(?<=\d)(KG|Kg|KM|Km|CM|MM|ML|度C)(?![A-Za-z])"
)
_COUNTED = "个(?!人所得)|名|位|人(?!称)|天|岁|年(?![级代度])|里(?!面)|斤|元|次|小时|分钟|公里|遍|趟|件|台|户|家|篇|场|亩|米|本|张|只|条|支|辆|万|百|千|倍"
# 3、4个小时: two numbers that follow each other are one about-number, written 三四.
DIGITS_FORM = re.compile(
    rf"(?<![\d.第—～~、,，-])([1-9])[、,，]([1-9])(?=(?:{_COUNTED})(?![一二三四五六]?等奖))"
)
CHINESE_FORM = re.compile(
    rf"(?<![一二三四五六七八九十第、])(十?)([一二三四五六七八九])、([一二三四五六七八九])(?=十?(?:{_COUNTED}))"
)
ORDINAL_BEFORE = re.compile(r"第$|(?:编号|序号|图|表|例|其|分别[在于为是]?|排名)$")
CHINESE = "一二三四五六七八九"

_HOUR = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY_PART_FORM = re.compile(
    rf"(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜|当晚|晚)(?:的)?{_HOUR}(?:(?:[时点](?!间|候|期|代|刻|节|评|赞|名|亮|滴|许|钟头|心|子|击|数))|:[0-5]\d)"
)
BARE_HOUR = re.compile(
    r"(?<![\d.:第])(2[5-9]|[3-9]\d)(?:时(?!间|候|期|代|刻|许|速|效|空|常|装|尚|任|下|年|段|区|差)|点(?=[半整钟许一二三四五]|\d{1,2}分))"
)
HOURS = {
    "凌晨": range(7),
    "清晨": range(3, 9),
    "早晨": range(4, 10),
    "早上": range(4, 11),
    "上午": range(6, 13),
    "中午": range(10, 15),
    "下午": range(1, 8),
    "傍晚": range(4, 9),
}
EVENING = (*range(1, 13), 0, 24)


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in UNIT_FORM.finditer(folded):
        unit = match[1] or match[2]
        message = f"“{unit}”不是规范的计量单位。"
        yield UNIT_NAME.at(where, text, *match.span(), message, f"改为“{LEGAL[unit]}”。")
    yield from _neighbours(where, text, folded)
    yield from _hours(where, text, folded)


def _neighbours(where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in DIGITS_FORM.finditer(folded):
        one, other = int(match[1]), int(match[2])
        if other == one + 1 and not ORDINAL_BEFORE.search(folded[: match.start()][-4:]):
            right = CHINESE[one - 1] + CHINESE[other - 1]
            message = "相邻两个数字表示约数，用汉字连写，中间不加顿号。"
            yield NEIGHBOURS.at(where, text, *match.span(), message, f"改为“{right}”。")
    for match in CHINESE_FORM.finditer(folded):
        one, other = CHINESE.index(match[2]), CHINESE.index(match[3])
        if other == one + 1 and not ORDINAL_BEFORE.search(folded[: match.start()][-4:]):
            right = match[0].replace("、", "")
            message = "相邻两个数字表示约数，中间不加顿号。"
            yield NEIGHBOURS.at(where, text, *match.span(), message, f"改为“{right}”。")


def _hours(where: str, text: str, folded: str) -> Iterator[Finding]:
    told: set[int] = set()
    for match in DAY_PART_FORM.finditer(folded):
        hour = _hour(match[2])
        if hour in HOURS.get(match[1], EVENING) or hour is None:
            continue
        told.add(match.start(2))
        said = (
            f"{match[1]}没有{match[2]}时"
            if hour > 12 or hour == 0
            else f"{match[2]}时不在{match[1]}"
        )
        suggestion = "用24小时制就不写时段，如“15时”；写时段用12小时制，如“下午3时”。"
        yield DAY_PART.at(where, text, *match.span(), f"{said}。", suggestion)
    for match in BARE_HOUR.finditer(folded):
        if match.start() not in told:
            message = f"没有{match[0]}这个时间。"
            yield DAY_PART.at(where, text, *match.span(), message, "请核对时间。")


def _hour(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    match = re.fullmatch(rf"([{CHINESE}])?(十)?([{CHINESE}])?", words)
    if not match or (match[1] and match[3] and not match[2]):
        return None
    tens = (CHINESE.index(match[1]) + 1 if match[1] else 1) * 10 if match[2] else 0
    ones = match[3] if match[2] else match[1]
    return tens + (CHINESE.index(ones) + 1 if ones else 0)
