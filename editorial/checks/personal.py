"""PURE: personal data that must not be printed: identity, telephone and card numbers, home addresses.

A number is taken for one of these by its check digit, its date or its form, not by its length alone;
what is named as a code (单号, 合同号, 信用代码 …) is left alone.
"""

import re
from collections.abc import Iterator
from datetime import date

from editorial.checks import contacts, phones
from editorial.checks.article import BLOCK, HAN, Article, Finding, Kind, Outlet, fold
from editorial.checks.lists import Lists
from editorial.checks.numerals import AMOUNT, CODE_LABEL, as_digits, before

ID_CARD = Kind("id_card", "身份证号码", "personal", BLOCK)
OLD_ID_CARD = Kind("id_card_old", "15位身份证号码", "personal", BLOCK)
BANK_CARD = Kind("bank_card", "银行卡号", "personal", BLOCK)
HOME = Kind("home_address", "家庭住址", "personal", BLOCK)
KINDS = (ID_CARD, OLD_ID_CARD, BANK_CARD, HOME, *phones.KINDS, *contacts.KINDS)

PROVINCES = {
    *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46),
    *(50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83),
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"

CREDIT_CODE = re.compile(r"信用代码[是为：:\s（(]{0,4}$")
ID_LABEL = re.compile(r"(?:身份证|公民身份号码|证件号)[^\d，。；,;\n]{0,12}$")
CARD_LABEL = re.compile(
    r"(?:银行卡|储蓄卡|信用卡|借记卡|工资卡|社保卡|(?<!会员|借书|公交|就诊|优待|积分|门禁)卡号)[^\d，。；,;\n]{0,12}$"
)
SEPARATORS = r"[ .·/-]"
ID_18 = re.compile(
    rf"(?<![0-9A-Za-z])\d(?:{SEPARATORS}{{0,2}}\d){{16}}{SEPARATORS}{{0,2}}[0-9XxΧХ](?![0-9A-Za-z])"
)
ID_15 = re.compile(
    r"(?<![0-9A-Za-z.])\d{15}(?![0-9A-Za-z.])|(?<![\dA-Za-z.])\d{6} \d{6} \d{3}(?!\d)"
)
CARD_FORM = re.compile(
    r"(?<![0-9A-Za-z.])(?:\d{16,19}"
    rf"|\d{{4}}({SEPARATORS}{{1,2}})\d{{4}}\1\d{{4}}\1\d{{4}}(?:(?:\1)?\d{{1,3}})?"
    r"|\d{6}[ -]\d{10,13})(?![0-9A-Za-z])"
)
CARD_ISSUER = re.compile(r"62|60|4|5[1-5]|35|9558|9559|68|69|94|98")

N = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
ROOM = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,4})"
ROOM_FORM = re.compile(
    rf"{N}(?:栋|幢|号楼|座|号院|号|弄)(?:{N}(?:栋|幢|号楼|座|号))?"
    rf"(?:(?P<unit>[ -]?{N}单元)(?:{N}[楼层])?[ -]?{ROOM}(?:室|号房?|房|户)?|(?:{N}[楼层])?[ -]?{ROOM}(?:室|号房|房))"
    r"|(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])(?:室|房)?"
)
STREET_FORM = re.compile(
    rf"(?:家住|住址|现住|居住地址|居住在|居住于|租住在|住在|户籍地址?|户籍所在地|家在|家庭地址|家庭地点)(?:[是为：:\s])*(?P<street>[{HAN}\d]{{0,18}}?"
    rf"(?:路|街|巷|弄|大道|胡同|村|组|小区|社区|新村|花园)[{HAN}]{{0,6}}?(?:附)?\d{{1,4}}号(?:附?\d+号)?(?![楼线院]))"
)
DWELLING = re.compile(
    r"小区|花园|家园|新村|公寓|宿舍|[苑庭]|家属院|家属楼|家属区|住宅|安置房|华府|雅居|山庄|嘉园|名城|豪庭|新城|庄园|[路街巷弄里]$"
    r"|大道$|胡同$|家住|住址|住在|现住|居住"
)
OFFICE = re.compile(
    r"办公|行政|中心|大楼|大厦|大学|学院|学校|中学|小学|会议|教室|活动室|活动地点|地点|地址|报名|医院|病房|科室|图书馆|展厅|酒店|宾馆"
    r"|银行|公司|商场|园区|服务站|服务点|党支部|工作室|[局馆厅]$"
)
PLACE_BEFORE = re.compile(rf"[{HAN}\dA-Za-z]{{0,30}}$")
LEAD_WORDS = re.compile(
    r".*(?:家住|住在|住址是?为?|现住|住(?![宅建房户])|位于|来到|走进|走访|前往|送到|居住在|登门到|搬进|搬到|[在到])了?"
)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    for where, text in article.texts():
        folded = as_digits(fold(text))
        taken: list[tuple[int, int]] = []
        for finder in (_id_cards, _bank_cards, phones.find, _homes, contacts.find):
            for finding in finder(where, text, folded):
                # The most certain comes first: an identity number is no bank card as well.
                if not any(s < finding.end and finding.start < e for s, e in taken):
                    taken.append((finding.start, finding.end))
                    yield finding


def is_id_number(number: str) -> bool:
    """Province, birthday and check digit of GB 11643."""
    if not _has_birthday(number[:2], number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == number[17].upper()


def _has_birthday(province: str, day: str) -> bool:
    if int(province) not in PROVINCES or not "1900" <= day[:4] <= "2099":
        return False
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return False
    return True


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _id_cards(where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in ID_18.finditer(folded):
        number, label = re.sub(SEPARATORS, "", match[0]), before(folded, match.start())
        if is_id_number(number) and not CREDIT_CODE.search(label):
            message = "这里有身份证号码，公开稿件不能带。"
            yield ID_CARD.at(where, text, *match.span(), message, "请删去。")
        elif ID_LABEL.search(label) and _has_birthday(number[:2], number[6:14]):
            message = "这里像是身份证号码（校验位不符，可能抄错），公开稿件不能带。"
            yield ID_CARD.at(where, text, *match.span(), message, "请删去。")
    for match in ID_15.finditer(folded):
        number, label = match[0].replace(" ", ""), before(folded, match.start())
        is_other = AMOUNT.match(folded, match.end()) or (
            CODE_LABEL.search(label) and not ID_LABEL.search(label)
        )
        if _has_birthday(number[:2], "19" + number[6:12]) and not is_other:
            message = "这里有15位的身份证号码，公开稿件不能带。"
            yield OLD_ID_CARD.at(where, text, *match.span(), message, "请删去。")


def _bank_cards(where: str, text: str, folded: str) -> Iterator[Finding]:
    for match in CARD_FORM.finditer(folded):
        number, label = re.sub(SEPARATORS, "", match[0]), before(folded, match.start())
        is_named = CARD_LABEL.search(label)
        is_code = CODE_LABEL.search(label) or AMOUNT.match(folded, match.end())
        if is_named or (
            passes_luhn(number)
            and len(set(number)) > 1
            and CARD_ISSUER.match(number)
            and not is_code
        ):
            message = "这里有银行卡号，公开稿件不能带。"
            yield BANK_CARD.at(where, text, *match.span(), message, "请删去。")


def _homes(where: str, text: str, folded: str) -> Iterator[Finding]:
    message = "这里有家庭住址，公开稿件不能写到门牌。"
    for match in ROOM_FORM.finditer(folded):
        place = PLACE_BEFORE.search(folded[max(0, match.start() - 30) : match.start()])
        words = place[0] if place else ""
        is_unit = match["unit"] is not None
        if OFFICE.search(words) or not (is_unit or DWELLING.search(words)):
            continue
        lead = LEAD_WORDS.match(words)
        start = match.start() - len(words) + (lead.end() if lead else 0)
        yield HOME.at(where, text, start, match.end(), message, "只写到社区或小区。")
    for match in STREET_FORM.finditer(folded):
        if not OFFICE.search(match["street"]):
            yield HOME.at(where, text, *match.span("street"), message, "只写到社区或小区。")
