"""PURE: Taiwan, Hong Kong and Macao spoken of as countries; a part of the words. Sources: the rules on
forbidden and careful words of the Xinhua News Agency, and those on words that touch Taiwan."""

import re
from collections.abc import Iterator

from editorial.checks.article import BLOCK, Article, Finding, Kind, fold

REGION = Kind("region", "涉港澳台表述", "words", BLOCK)

_REGION = "(?:台湾|香港|澳门|港澳台|台港澳|港台|港澳)"
# 来自台湾、香港等国家; 等国家和地区 is right.
AS_COUNTRY = re.compile(
    rf"{_REGION}(?:地区)?(?:[、和及与，,][^\s，。；、]{{1,8}}){{0,6}}?等?(?:[一二两三四五六七八九十几多\d]+个?)?(?:国家|国(?=[，,。、的游朋]|$)|各国)(?![级安法有资大网]|和地区|及地区|、地区|（地区|\(地区|与地区|或地区|主席|统一|标准|队|政策|公园)"
    rf"|(?:国家|各国|外国|国外|境外国家)(?:包括|有|如|像|例如|比如)[^。；，]{{0,16}}?{_REGION}"
)
# As an equal beside the mainland; 中国和香港 is in the list of forbidden words.
AS_EQUAL = re.compile(
    rf"(?:中|大陆和?)台两国|(?:两岸)(?:两国|国家)|台湾(?:国|共和国|全国)|香港国(?=[，,。、的人])|澳门国"
    rf"|(?:出国|赴国外|去国外|到国外|国际)(?:到|去|赴|前往){_REGION}"
)


def find(article: Article) -> Iterator[Finding]:
    for where, text in article.texts():
        folded = fold(text)
        if not any(name in folded for name in ("台", "港", "澳", "两岸")):
            continue
        for pattern in (AS_COUNTRY, AS_EQUAL):
            for match in pattern.finditer(folded):
                message = "香港、澳门、台湾是中国的一部分，不能与国家并列，也不能称为国家。"
                yield REGION.at(
                    where, text, *match.span(), message, "如“等国家和地区”“港澳台地区”。"
                )
