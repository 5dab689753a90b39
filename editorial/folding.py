"""PURE: one name, however it was typed. What a name is stored as, what two names are compared by, and a
copy of a text to read in, with its places kept. What else search folds away is cms.search.text's."""

import re
import unicodedata
from dataclasses import dataclass

import opencc

# Nothing to see, though not of the category of format characters: joiners, selectors, fillers, and
# what Unicode keeps free for more of them.
UNSEEN = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0xFE00, 0xFE0F),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)
# Blanks that Unicode counts as letters and signs.
BLANKS = "\u2800\u3164\uffa0"
# Radicals, strokes and compatibility forms, the zero of the numerals, the marks of repetition, all
# blocks of ideographs, and the private use where old machines keep rare ones.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff"
HAN += "\uf900-\ufaff\U00020000-\U0003fffd"
DOT = "·"
# Every dot that input methods, old files and other alphabets put between the parts of a name.
DOTS = "·.．•‧・･∙⋅․﹒˙·ᐧ᛫ꞏ⸱⸳⸰⦁●◦ㆍ𐄁"
# What Unicode names as the ideograph of a radical but doesn't fold by itself.
RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰"
        "⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜"
        "⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟"
        "罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞"
        "食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)

_HAN = re.compile(f"[{HAN}]")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
_BETWEEN_NAMES = re.compile(f"(?<=[{HAN}]{{2}}) (?=[{HAN}]{{2}})")
_DOT_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])[ {DOTS}]*[{DOTS}][ {DOTS}]*(?=[{HAN}])")
_BLANK_AT_HAN = re.compile(f"(?<=[{HAN}{DOT}]) | (?=[{HAN}{DOT}])")
_simplified = opencc.OpenCC("t2s")


@dataclass(frozen=True)
class Folded:
    """A folded text and, of each of its characters and of its end, the place in the text it came of."""

    text: str
    places: tuple[int, ...]

    def span(self, start, end):
        """Where text[start:end] stands in the first text; what was left out at its ends stays out."""
        first = self.places[start]
        return first, self.places[end - 1] + 1 if end > start else first


def stored(text):
    """A name as it is kept: composed, without invisible characters, letters and digits of half width,
    single blanks, between Chinese characters no blank and one kind of dot."""
    name = " ".join(_seen(text).split())
    return _DOT_BETWEEN_HAN.sub(DOT, _BETWEEN_HAN.sub("", name))


def _seen(text):
    return unicodedata.normalize("NFC", text.translate(_PLAIN))


def stored_names(text):
    """Several names in one field: a blank between whole words parts them, 张三 李四; one beside a single
    character, 李 明, is the typist's."""
    parts = _BETWEEN_NAMES.split(" ".join(_seen(text).split()))
    return " ".join(stored(part) for part in parts)


def compared(text):
    """What two spellings of one name have in common; never shown."""
    alike, before = _one_step(text), text
    while alike != before:
        alike, before = _one_step(alike), alike
    return alike


def _one_step(text):
    """One form can lead to the next: a sign to letters, those to small ones, an accent to its letter."""
    alike = stored(text).translate(_ALIKE)
    return stored(_BLANK_AT_HAN.sub("", unicodedata.normalize("NFC", alike)))


def folded(text):
    """A text to look for something in: as on paper, letters and digits of half width, each character
    by itself."""
    if text.translate(_PLAIN) == text:
        return Folded(text, tuple(range(len(text) + 1)))
    kept = [(place, char) for place, one in enumerate(text) for char in _PLAIN[ord(one)]]
    places = [place for place, _ in kept]
    return Folded("".join(char for _, char in kept), (*places, len(text)))


def plain(char):
    """One character as it is read: nothing, a blank, or itself in its usual form."""
    if char.isspace() or char in BLANKS:
        return char if char == "\n" else " "
    if _is_unseen(char):
        return ""
    if "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ":
        return chr(ord(char) - 0xFEE0)
    if _HAN.match(char):
        return RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def alike(char):
    """One character as it is compared: by what it means, small, simplified."""
    if char in DOTS:
        return DOT
    # One at a time: a phrase would be converted by its neighbours, here and not there.
    parts = unicodedata.normalize("NFKC", char).casefold()
    return "".join(_simplified.convert(part) for part in parts)


def _is_unseen(char):
    code = ord(char)
    return unicodedata.category(char) in {"Cf", "Cc", "Cs"} or any(
        first <= code <= last for first, last in UNSEEN
    )


class _Table(dict):
    """What each character becomes, by code point, found out as it turns up: str.translate asks."""

    def __init__(self, rule):
        self.rule = rule

    def __missing__(self, code):
        found = self[code] = self.rule(chr(code))
        return found


_PLAIN, _ALIKE = _Table(plain), _Table(alike)
