"""PURE: addresses of mail, accounts of WeChat and QQ, plates of cars; a part of the personal data."""

import re
from collections.abc import Iterator

from editorial.checks.article import BLOCK, WARN, Finding, Kind
from editorial.checks.numerals import CODE_LABEL, before

MAIL = Kind("email", "电子邮箱", "personal", WARN)
ACCOUNT = Kind("account", "微信号或QQ号", "personal", BLOCK)
PLATE = Kind("plate", "车牌号", "personal", WARN)
KINDS = (MAIL, ACCOUNT, PLATE)

MAIL_FORM = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?[@＠] ?[A-Za-z0-9][A-Za-z0-9-]*(?:[.。][A-Za-z0-9-]+)*[.。][A-Za-z]{2,}"
)
ACCOUNT_FORM = re.compile(
    r"(?:微信(?:号码|账号|帐号|号|ID|id)?|加微信?|[Vv]信|[Vv][Xx]|[Ww]e[Cc]hat|WX|wx)(?:同号)?[是为加：: （(“\"]{0,3}(?P<wechat>[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_.@-])"
    r"|(?:[Qq]{2}(?:号码|号|账号|帐号)?|扣扣号?)[是为加：: （(“\"]{0,3}(?P<qq>[1-9]\d{4,10})(?!\d)"
    r"|微信(?:号码|账号|帐号|号)[是为：: （(“\"]{0,3}(?P<short>[A-Za-z0-9_-]{5,20})(?![A-Za-z0-9_.@-])"
)
# What an office makes known: its public account, its group, its mini-program.
PUBLIC = re.compile(r"公众|服务号|订阅号|视频号|小程序|[Qq]{2}群|群号|企业微信$")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE_FORM = re.compile(
    rf"(?<![A-Za-z0-9])[{PROVINCES}][A-HJ-NP-Z][ ·•.．-]?(?=[A-HJ-NP-Z]{{0,4}}\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9])[{PROVINCES}][A-HJ-NP-Z][ ·•.．-]?[A-HJ-NP-Z0-9]{{4}}[学警挂港澳]"
)
# A bus carries its number for everybody to see.
PUBLIC_CAR = re.compile(
    r"(?:的|号)?的?[^，。；\n]{0,4}?(?:中巴|大巴|客车|班车|校车|公交|救护车|消防车|专车|直通车|宣传车|大篷车|流动)"
)


def find(where: str, text: str, folded: str) -> Iterator[Finding]:
    is_mail = "@" in folded or "＠" in folded
    for match in MAIL_FORM.finditer(folded) if is_mail else ():
        message = "这里有电子邮箱，请确认是单位对外公布的。"
        yield MAIL.at(where, text, *match.span(), message, "不是公开邮箱的请删去。")
    for match in ACCOUNT_FORM.finditer(folded):
        if PUBLIC.search(folded[max(0, match.start() - 6) : match.end()]):
            continue
        span = next(match.span(name) for name in ("wechat", "qq", "short") if match[name])
        yield ACCOUNT.at(where, text, *span, "这里有微信号或QQ号，公开稿件不能带。", "请删去。")
    for match in PLATE_FORM.finditer(_capitals(folded)):
        label = before(folded, match.start())
        is_code = CODE_LABEL.search(label) and "车" not in label[-6:]
        if not is_code and not PUBLIC_CAR.match(folded, match.end()):
            message = "这里有车牌号，请确认可以公开。"
            yield PLATE.at(where, text, *match.span(), message, "私人车辆的请删去。")


def _capitals(text: str) -> str:
    """One character for one: of the others ß would become two."""
    return text.translate(_CAPITALS)


_CAPITALS = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
