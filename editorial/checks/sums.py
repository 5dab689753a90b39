"""PURE: totals that their parts do not add up to, and percentages that can't be.

Parts often overlap (党员, 女性, 80岁以上) or are only examples: what is told is what can't be right, or
is so near the total that it was meant to be the whole.
"""

import re
from collections.abc import Iterator

from editorial.checks.article import Finding, Kind, sentences

SUM = Kind("sum", "合计不符", "numbers")
PERCENT = Kind("percent", "百分比不符", "numbers")

UNITS = "篇|人次|人|名|位|户|场次|场|次|件|份|元|个|所|家|支|条|台|亩|公里|项|幅|本|张|期|处|吨"
FIGURE = re.compile(
    rf"(?<![\d.,第%近约逾])(\d[\d,]*(?:\.\d+)?)(万|亿)?(余|多)?({UNITS})(?!月|百分点)"
)
AMONG = re.compile(r"其中[：:，,]?")
OVERLAP = re.compile(
    r"岁|以上|以下|以内|均|同时|包括|包含|含|又|有的|既|新增|新|比|较|同比|另|平均|每|人均"
)
PAIRS = (
    ("男", "女"),
    ("离休", "退休"),
    ("城镇", "农村"),
    ("市直", "县"),
    ("线上", "线下"),
    ("上半年", "下半年"),
)
# How far from the total parts still look like the whole of it.
NEAR = 0.1
LOOK_BACK = 120
TOTAL_AFTER = re.compile(
    rf"[，,、；;。]?(?:合计|共计|总计|共|总共)(\d[\d,]*(?:\.\d+)?)(万|亿)?(余|多)?({UNITS})"
)

SHARE = re.compile(
    r"占(?:比|总数的?|总人数的?|全部的?|全市的?|全县的?|的比例为?)?(?:为|达|约)?(\d+(?:\.\d+)?)%"
)
SHARES = re.compile(r"分别占[^\d。；;]{0,8}((?:\d+(?:\.\d+)?%[、，,和及与]?){2,})")
ONE_PERCENT = re.compile(r"\d+(?:\.\d+)?%")
AT_MOST_ALL = re.compile(
    r"(?:(?<!环)占(?:比|总数的?|总人数的?)?|满意率|满意度|参与率|参加率|参会率|出席率|到会率|覆盖率|合格率|到位率|知晓率|入学率|签约率|普及率|及格率|优良率"
    r"|通过率|采用率|就业率|比例|比重)(?:已|均)?(?:为|达到?|是|超过?|高达|约)?(?:了)?(\d+(?:\.\d+)?)%"
)
PART_SHARE = re.compile(
    rf"(?<![\d,.])(\d[\d,]*(?:\.\d+)?)(万|亿)?({UNITS})[，,（(]?(?:占比?|占总数的?|占总人数的?|占比为)(\d+(?:\.\d+)?)%"
)


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    for start, sentence in sentences(folded):
        if "其中" in sentence:
            yield from _among(where, text, start, sentence)
        yield from _total_after(where, text, start, sentence)
        if "%" in sentence:
            yield from _percentages(where, text, start, sentence)


def _value(number: str, scale: str | None) -> float:
    return float(number.replace(",", "")) * {"万": 1e4, "亿": 1e8}.get(scale or "", 1)


def _same(unit: str) -> str:
    return "人" if unit in ("名", "位", "人") else unit


def _among(where: str, text: str, start: int, sentence: str) -> Iterator[Finding]:
    """共159篇，其中A3篇、B24篇 …"""
    among = AMONG.search(sentence)
    if not among:
        return
    before = list(FIGURE.finditer(sentence, 0, among.start()))
    if not before or len(sentence[before[-1].end() : among.start()]) > 12:
        return
    total = before[-1]
    tail = AMONG.split(sentence[among.end() :])[0]
    figures = list(FIGURE.finditer(tail))
    parts = [part for part in figures if _same(part[4]) == _same(total[4])]
    if (
        total[3]
        or not parts
        or any(part[3] for part in parts)
        or re.search(r"近\d|约\d|逾\d", tail)
    ):
        return
    whole = _value(total[1], total[2])
    values = [_value(part[1], part[2]) for part in parts]
    if reason := _wrong_sum(whole, values, tail):
        end = start + among.end() + parts[-1].end()
        yield SUM.at(where, text, start + total.start(), end, reason, "请核对数字。")


def _wrong_sum(whole: float, values: list[float], tail: str) -> str:
    added = round(sum(values), 4)
    if max(values) > whole:
        return f"其中的{_plain(max(values))}大于总数{_plain(whole)}。"
    if added == whole or OVERLAP.search(tail):
        return ""
    is_pair = len(values) == 2 and any(a in tail and b in tail for a, b in PAIRS)
    is_near = len(values) >= 3 and abs(added - whole) <= NEAR * whole
    is_over = len(values) >= 2 and added > whole and not re.search("党员|女|离休|高龄|困难", tail)
    if is_pair or is_near or is_over:
        return f"各项相加是{_plain(added)}，与总数{_plain(whole)}不符。"
    return ""


def _total_after(where: str, text: str, start: int, sentence: str) -> Iterator[Finding]:
    """A3篇、B5篇，共9篇."""
    for total in TOTAL_AFTER.finditer(sentence):
        parts = []
        stop = total.start()
        for part in reversed(
            list(FIGURE.finditer(sentence, max(0, total.start() - LOOK_BACK), total.start()))
        ):
            between = sentence[part.end() : stop]
            if (
                part[4] != total[4]
                or part[3]
                or len(between) > 12
                or re.search(r"[。：:]|其中|共", between)
            ):
                break
            parts.append(part)
            stop = part.start()
        if len(parts) < 2 or total[3] or OVERLAP.search(sentence[stop : total.start()]):
            continue
        whole = _value(total[1], total[2])
        added = round(sum(_value(part[1], part[2]) for part in parts), 4)
        if added != whole and abs(added - whole) <= 0.2 * whole:
            reason = f"各项相加是{_plain(added)}，与总数{_plain(whole)}不符。"
            yield SUM.at(where, text, start + stop, start + total.end(), reason, "请核对数字。")


def _percentages(where: str, text: str, start: int, sentence: str) -> Iterator[Finding]:
    for match in AT_MOST_ALL.finditer(sentence):
        if float(match[1]) > 100:
            reason = f"{match[1]}%超过100%。"
            yield PERCENT.at(
                where, text, start + match.start(), start + match.end(), reason, "请核对百分比。"
            )
    for match in SHARES.finditer(sentence):
        values = [float(share[:-1]) for share in ONE_PERCENT.findall(match[1])]
        if sum(values) > 100.5:
            yield _adds_up(where, text, start + match.start(), start + match.end(), values)
    yield from _shares(where, text, start, sentence)
    yield from _part_shares(where, text, start, sentence)


def _shares(where: str, text: str, start: int, sentence: str) -> Iterator[Finding]:
    shares = list(SHARE.finditer(sentence))
    if len(shares) < 2 or OVERLAP.search(sentence):
        return
    values = [float(share[1]) for share in shares]
    is_pair = len(values) == 2 and any(a in sentence and b in sentence for a, b in PAIRS)
    is_near = len(values) >= 3 and abs(sum(values) - 100) <= 5
    # Men and women, town and country: with more beside them they can't be over the whole.
    is_over = sum(values) > 100.5 and any(a in sentence and b in sentence for a, b in PAIRS)
    is_wrong = (is_pair or is_near) and abs(sum(values) - 100) > 0.3
    if (is_wrong or is_over) and max(values) <= 100:
        yield _adds_up(where, text, start + shares[0].start(), start + shares[-1].end(), values)


def _adds_up(where: str, text: str, start: int, end: int, values: list[float]) -> Finding:
    reason = f"各项相加是{_plain(round(sum(values), 2))}%，不是100%。"
    return PERCENT.at(where, text, start, end, reason, "请核对百分比。")


def _part_shares(where: str, text: str, start: int, sentence: str) -> Iterator[Finding]:
    """共200人，其中党员50人，占30%."""
    among = AMONG.search(sentence)
    if not among:
        return
    before = list(FIGURE.finditer(sentence, 0, among.start()))
    if not before or before[-1][3]:
        return
    whole = _value(before[-1][1], before[-1][2])
    for part in PART_SHARE.finditer(sentence, among.end()):
        if not whole or _same(part[3]) != _same(before[-1][4]):
            continue
        share = 100 * _value(part[1], part[2]) / whole
        if share <= 100 and abs(share - float(part[4])) > 1:
            reason = f"{part[1]}{part[2] or ''}占{before[-1][0]}的{share:.1f}%，不是{part[4]}%。"
            yield PERCENT.at(
                where, text, start + part.start(), start + part.end(), reason, "请核对数字。"
            )


def _plain(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace(",", "")
