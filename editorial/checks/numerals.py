"""PURE: how people write a number that should not be found: digits in circles and in other alphabets; and what stands around a number that is a code or an amount, and no person's."""

import re
import unicodedata

# What stands directly before a number that is a code of something, not of a person.
CODE_LABEL = re.compile(
    r"(?:(?:单|编|订单|运单|快递|税|识别|合同|流水|注册|登记|序列|批|文|许可证|执照|发票|证书|学|工|考|准考证|车架|档案|图书|书|刊"
    r"|备案|立项|项目|课题|案|会议|房间|群|会员|户|票|专利|设备|追溯|车牌)号|(?:会员|借书|公交|就诊|优待|积分|门禁)[卡证]号"
    r"|代码|编码|条码|条形码|批次|文号|提取码|验证码|邮编|[Qq]{2}群?|第)"
    r"[码是为：:\s（(“\"\[#№-]{0,6}$"
)
AMOUNT = re.compile(r"\s*(?:[万亿元吨斤人名户度%㎡]|美元|千瓦|立方|平方|公里|余|多)")
LOOK_BACK = 24

_DASHES = dict.fromkeys("—–―‒−ー～~_＿─", "-")


class _Digits(dict):
    """What each character becomes, found out as it turns up: str.translate asks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.digit(char, None)
        self[code] = _DASHES.get(char, char) if digit is None else str(digit)
        return self[code]


_DIGITS = _Digits()


def as_digits(text: str) -> str:
    """One character for one: ① and ٣ are digits, every dash is one dash."""
    return text.translate(_DIGITS)


def before(folded: str, start: int) -> str:
    return folded[max(0, start - LOOK_BACK) : start]
