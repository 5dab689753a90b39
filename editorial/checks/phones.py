"""PURE: telephone numbers in every way of writing them; a part of the personal data."""

import re
from collections.abc import Iterator

from editorial.checks.article import BLOCK, WARN, Finding, Kind
from editorial.checks.numerals import AMOUNT, CODE_LABEL, before

MOBILE = Kind("mobile", "手机号码", "personal", BLOCK)
LANDLINE = Kind("landline", "固定电话", "personal", WARN)
KINDS = (MOBILE, LANDLINE)

# Between the digits; a comma is none, since 150，1200，1300 is a list.
BETWEEN = r"[ .·/*|\\()（）\u20e3-]"
COUNTRY = r"(?:(?:\+|00)?86[ -]?|\(\+?86\)[ -]?)?"
MOBILE_FORM = re.compile(
    rf"(?<![0-9A-Za-z.¥￥$]){COUNTRY}(1{BETWEEN}{{0,2}}[3-9](?:{BETWEEN}{{0,2}}\d){{9}})(?![0-9A-Za-z])"
)
PARTS = re.compile(r"\d+")
# How many digits stand together; else it is a row of figures.
GROUPS = {
    *((11,), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (5, 6), (4, 7), (4, 4, 3), (3, 3, 5), (3, 5, 3)),
    *((3, 2, 2, 2, 2), (3, 2, 2, 4), (5, 3, 3), (5, 2, 2, 2), (6, 5), (1,) * 11),
}
SPOKEN = "〇零洞一幺壹二两贰三叁四肆五伍六陆七拐柒八捌九玖"
SPOKEN_MOBILE = re.compile(
    rf"(?<![\d{SPOKEN}])[1一幺壹][ -]?[3-9三四五六七八九叁肆伍陆柒捌玖拐](?:[ ，,、-]?[\d{SPOKEN}]){{9}}"
    rf"(?![\d{SPOKEN}十百千万])"
)
HAN_DIGIT = re.compile(f"[{SPOKEN}]")
AREA = r"0(?:10|2\d|[3-9]\d{2})"
LANDLINE_FORM = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:[(（]{AREA}[)）][ -]?|{AREA}[ -]{{1,2}}|{AREA})"
    r"[2-8]\d{2,3}[ -]?\d{4}(?:[-转]\d{1,5})?(?![0-9A-Za-z-])"
)
LOCAL_FORM = re.compile(
    r"(?:电话|座机|热线|致电|拨打|咨询|联系方式)[^\d，。；,;\n]{0,6}?([2-8]\d{6,7})(?![0-9A-Za-z-])"
)
PRIVATE_LINE = re.compile(r"(?:家庭|家中|家里|住宅|宅电|私人)[^，。；\n]{0,8}$")


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    yield from _mobiles(where, text, folded)
    yield from _landlines(where, text, folded)


def _mobiles(where: str, text: str, folded: str) -> Iterator[Finding]:
    spans = [match.span() for match in MOBILE_FORM.finditer(folded) if _is_grouped(match[1])]
    spans += [match.span() for match in SPOKEN_MOBILE.finditer(text) if HAN_DIGIT.search(match[0])]
    for start, end in spans:
        if not AMOUNT.match(folded, end) and not CODE_LABEL.search(before(folded, start)):
            message = "这里有手机号码，公开稿件不能带。"
            yield MOBILE.at(where, text, start, end, message, "请删去。")


def _is_grouped(number: str) -> bool:
    # A digit on a key cap, 1⃣, is drawn by a sign of its own.
    parts = PARTS.findall(number.replace("\u20e3", ""))
    return tuple(len(part) for part in parts) in GROUPS


def _landlines(where: str, text: str, folded: str) -> Iterator[Finding]:
    spans = [match.span() for match in LANDLINE_FORM.finditer(folded)]
    spans += [match.span(1) for match in LOCAL_FORM.finditer(folded)]
    for start, end in spans:
        label = before(folded, start)
        if CODE_LABEL.search(label) or AMOUNT.match(folded, end):
            continue
        if PRIVATE_LINE.search(label):
            message = "这里有住宅电话，公开稿件不能带。"
            yield LANDLINE.at(where, text, start, end, message, "请删去。", BLOCK)
        else:
            message = "这里有固定电话，请确认是单位对外公布的号码。"
            yield LANDLINE.at(where, text, start, end, message, "不是公开号码的请删去。")
