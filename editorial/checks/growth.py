"""PURE: a growth that does not fit its two figures, 由100人增加到150人，增长30%; a part of the numbers.

Told is only what both figures say exactly; 近, 约, 多 and the like leave room.
"""

import re
from collections.abc import Iterator

from editorial.checks.article import Finding, Kind, sentences

GROWTH = Kind("growth", "增减幅度不符", "numbers")

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)(万亿|万|亿)?"
_UNIT = r"(%|个百分点|[^\d，,。；;：、%（）() ]{0,6}?)"
# 2024年的: between the word and the figure.
_GAP = r"(?:[^\d，。；;]{0,8}?(?:\d{4}年(?:底|初|末|度)?(?:的)?)?[^\d，。；;]{0,6}?)"
_UP = r"增加|增长|增至|增|上升|提高|提升|扩大|攀升|跃升|上涨|涨|升|发展|扩展|壮大|突破"
_DOWN = r"减少|下降|降低|降至|减至|减|降|缩小|缩减|压缩|缩短|回落|下调|跌"
FROM_TO = re.compile(
    rf"(?:[由从]|去年的?|上年的?|原来的?|最初的?){_GAP}{_NUMBER}{_UNIT}"
    rf"[，,]?(?P<way>{_UP}|{_DOWN})(?:了)?(?:到|至|为)?{_GAP}{_NUMBER}{_UNIT}(?=[，,、。；;（(]|增|升|降|减|同比|$)"
)
RATE = re.compile(
    rf"[，,、（(]?[^\d，,。；;]{{0,8}}?(?P<way>{_UP}|{_DOWN}|增幅|降幅|增长率|涨幅)(?:了|率|幅度)?(?:为|达到?|是)?(?P<about>近|约|超过?|逾|将近|接近|高达)?"
    r"(?P<rate>\d+(?:\.\d+)?)(?P<more>多|余)?(?P<of>%|个百分点|倍)"
)
DOUBLED = re.compile(r"[，,、]?[^\d，,。；;]{0,8}?翻了?(?P<times>[一两二三四]|\d)[番倍]")
TIMES = re.compile(
    r"[，,、]?[^\d，,。；;]{0,8}?是(?:原来|去年|上年|当时|过去)的(?P<rate>\d+(?:\.\d+)?)倍"
)
MORE = re.compile(
    rf"[，,、]?[^\d，,。；;]{{0,4}}?(?:{_UP}|{_DOWN})了?{_NUMBER}(?P<unit>[^\d%，,。；;、]{{1,3}}?)(?=[，,。；;、]|$)"
)
POWERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12, None: 1.0}
DOWN = re.compile(_DOWN + "|降幅")
# A rounded figure on either side; what is said to be about so much may be off by more.
LEAST, ABOUT = 0.6, 5.0


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    for start, sentence in sentences(folded):
        if "到" not in sentence and "至" not in sentence and "为" not in sentence:
            continue
        for match in FROM_TO.finditer(sentence):
            end, reason = _wrong(sentence, match)
            if reason:
                yield GROWTH.at(
                    where, text, start + match.start(), start + end, reason, "请核对数字。"
                )


def _wrong(sentence: str, match: re.Match) -> tuple[int, str]:
    """Where what is said of the growth ends, and what is wrong with it."""
    one, one_scale, one_unit, _way, other, other_scale, other_unit = match.groups()
    # 由3提高到5万: the scale stands once for both.
    before = _value(one, one_scale or (other_scale if not one_unit else None))
    after = _value(other, other_scale)
    if DOWN.fullmatch(match["way"]) and after > before:
        return match.end(), f"从{one}到{other}是增加，不是{match['way']}。"
    if not DOWN.fullmatch(match["way"]) and after < before:
        return match.end(), f"从{one}到{other}是减少，不是{match['way']}。"
    if not before:
        return match.end(), ""
    percents = one_unit == other_unit == "%"
    if said := RATE.match(sentence, match.end()):
        return said.end(), _wrong_rate(said, before, after, percents)
    if (said := MORE.match(sentence, match.end())) and said["unit"] == other_unit:
        more, actual = _value(said[1], said[2]), abs(after - before)
        wrong = abs(more - actual) > 0.01 * actual
        return said.end(), f"实际相差{_plain(actual)}{other_unit}。" if wrong else ""
    if said := DOUBLED.match(sentence, match.end()):
        times = 2 ** POWERS.get(said["times"], int(said["times"]) if said["times"].isdigit() else 1)
        return said.end(), _wrong_times(after / before, times)
    if said := TIMES.match(sentence, match.end()):
        return said.end(), _wrong_times(after / before, float(said["rate"]))
    return match.end(), ""


def _wrong_rate(said: re.Match, before: float, after: float, percents: bool) -> str:
    rate, of = float(said["rate"]), said["of"]
    room = max(LEAST, 0.5 * 10 ** -len(said["rate"].partition(".")[2]))
    if said["about"] or said["more"]:
        room = max(ABOUT, 0.1 * rate)
    grown = abs(after - before) / before
    if of == "个百分点":
        points = abs(after - before)
        return f"实际相差{_plain(points)}个百分点。" if abs(points - rate) > room / 10 else ""
    if of == "倍":
        is_wrong = abs(grown - rate) > (0.5 if said["about"] or said["more"] else 0.06)
        return f"实际是{_plain(round(grown, 2))}倍。" if is_wrong else ""
    if abs(100 * grown - rate) <= room:
        return ""
    if percents and abs(abs(after - before) - rate) <= 0.06:
        return f"两个百分数相差的是{_plain(rate)}个百分点，不是{_plain(rate)}%。"
    return f"实际{'增加' if after > before else '减少'}{_plain(round(100 * grown, 1))}%。"


def _wrong_times(actual: float, said: float) -> str:
    if abs(actual - said) <= max(0.06, 0.03 * said):
        return ""
    return f"实际是原来的{_plain(round(actual, 2))}倍，不是{_plain(said)}倍。"


def _value(number: str, scale: str | None) -> float:
    return float(number.replace(",", "")) * SCALES[scale]


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
