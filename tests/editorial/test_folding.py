"""One name however it was typed: by property over all ideographs, dots, blanks, widths, invisible
characters and traditional forms."""

import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.folding import DOTS, RADICALS, compared, folded, stored

BLOCKS = {
    "basic": (0x4E00, 0x9FFF),
    "A": (0x3400, 0x4DBF),
    "B": (0x20000, 0x2A6DF),
    "C": (0x2A700, 0x2B739),
    "D": (0x2B740, 0x2B81D),
    "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
    "G": (0x30000, 0x3134A),
    "H": (0x31350, 0x323AF),
    "I": (0x2EBF0, 0x2EE5D),
}
COMPATIBILITY = [*range(0xF900, 0xFAD9 + 1), *range(0x2F800, 0x2FA1D + 1)]
EVERY = [chr(code) for code in range(0x110000)]
BLANKS = [sign for sign in EVERY if sign.isspace()] + ["\u2800", "\u3164", "\uffa0"]
INVISIBLE = [sign for sign in EVERY if unicodedata.category(sign) == "Cf"] + [
    "\u034f",
    "\ufe0e",
    "\ufe0f",
    "\U000e0100",
    "\u180b",
    "\x00",
    "\x7f",
    "\ud800",
]
HAN = st.one_of(*(st.integers(first, last).map(chr) for first, last in BLOCKS.values()))
NAMES = st.text(HAN, min_size=2, max_size=6)


@pytest.mark.parametrize(("first", "last"), BLOCKS.values(), ids=BLOCKS)
def test_every_ideograph_stays_itself_and_holds_no_blank_beside_another(first, last):
    every = "".join(map(chr, range(first, last + 1)))
    assert stored(every) == every
    assert stored(" ".join(every)) == every
    assert stored("\u3000\u200b".join(every)) == every
    assert stored("•".join(every)) == "·".join(every)


def test_every_traditional_character_is_compared_as_its_simplified_one():
    convert = opencc.OpenCC("t2s").convert
    for first, last in BLOCKS.values():
        for char in map(chr, range(first, last + 1)):
            assert compared(char) == compared(convert(char)), char


def test_forms_that_only_look_alike_are_one_character():
    for char in [chr(code) for code in COMPATIBILITY if unicodedata.decomposition(chr(code))]:
        assert stored(char) == unicodedata.normalize("NFC", char)
    for radical, char in RADICALS.items():
        assert stored(radical) == stored(char)
    assert stored("⺠政⽅志⼈") == "民政方志人"


@pytest.mark.parametrize("dot", DOTS)
def test_every_dot_between_characters_is_one(dot):
    for written in (f"买买提{dot}吐尔逊", f"买买提 {dot} 吐尔逊", f"买买提{dot}{dot}\u3000吐尔逊"):
        assert stored(written) == "买买提·吐尔逊"
    assert compared(f"買買提{dot}A") == compared("买买提·a")


def test_a_dot_of_a_latin_name_and_of_a_number_stays():
    assert stored("J. R. Smith") == "J. R. Smith"
    assert stored("第3.5版") == "第3.5版"


def test_every_blank_is_one_and_none_between_characters():
    for blank in BLANKS:
        assert stored(f"{blank}李{blank}{blank}明{blank}") == "李明"
        assert stored(f"{blank}John{blank}{blank}Smith") == "John Smith"
        assert stored(f"A{blank}李明") == "A 李明"
        assert compared(f"A{blank}李明") == compared("A李明")


def test_nothing_invisible_is_kept():
    for sign in INVISIBLE:
        assert stored(f"{sign}王{sign}芳{sign}") == "王芳", hex(ord(sign))
        assert compared(f"W{sign}ang") == "wang", hex(ord(sign))


def test_letters_and_digits_are_of_half_width():
    wide = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert stored("Ａｚ０９") == "Az09"
    assert [sign for sign in stored(wide) if unicodedata.east_asian_width(sign) == "F"] == [
        sign for sign in wide if not unicodedata.normalize("NFKC", sign).isalnum()
    ]
    assert compared("ＴｏｎｇＸｕｎ１") == "tongxun1"


def test_different_names_stay_apart():
    names = [
        "王芳",
        "王方",
        "干部",
        "于部",
        "未",
        "末",
        "己",
        "已",
        "吉",
        "𠮷",
        "3.5",
        "35",
        "ab",
        "a b",
    ]
    assert len({compared(name) for name in names}) == len(names)


@given(st.text())
def test_folding_is_done_once(text):
    once, alike = stored(text), compared(text)
    assert stored(once) == once
    assert compared(alike) == alike == compared(once) == stored(alike)


@given(NAMES, st.sampled_from(BLANKS + INVISIBLE), st.integers(0, 6))
def test_a_name_is_compared_alike_however_it_was_spelled(name, sign, at):
    assert stored(name[:at] + sign + name[at:]) == stored(name)
    assert compared(sign.join(name)) == compared(name)


@given(st.text())
def test_a_folded_copy_knows_the_place_of_each_character(text):
    copy = folded(text)
    assert len(copy.places) == len(copy.text) + 1
    assert list(copy.places) == sorted(copy.places) and copy.places[-1] == len(text)
    assert folded(copy.text).text == copy.text
    for at, char in enumerate(copy.text):
        start, end = copy.span(at, at + 1)
        assert folded(text[start:end]).text == char


def test_a_folded_copy_shows_a_number_that_was_hidden():
    text = "电话１38\u200b0013\u200b8000。"
    copy = folded(text)
    at = copy.text.index("13800138000")
    start, end = copy.span(at, at + 11)
    assert text[start:end] == "１38\u200b0013\u200b8000"
    assert copy.span(0, 0) == (0, 0)
