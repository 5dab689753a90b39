"""PURE: what looking for words makes of a text, on every list and in the public search alike: accents and
signs are folded away beside what editorial.folding does, and a query of any input is its words."""

import unicodedata
from functools import lru_cache

from editorial.folding import alike, plain

LONGEST_QUERY = 1000
# What a field takes: longer is a paragraph, no search, and 460 Chinese characters make an address that
# no server takes.
LONGEST_SEARCH = 100
TOO_LONG = f"要找的文字太长，最多{LONGEST_SEARCH}个字。请只写几个关键的词，中间空一格。"
ACCENTS = {"Mn", "Me"}


class _Folds(dict):
    """What each character becomes, by code point, found out as it turns up: str.translate asks."""

    def __missing__(self, code):
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(char):
    if char == "\n":
        return char
    parts = unicodedata.normalize("NFKD", plain(char))
    bare = "".join(part for part in parts if unicodedata.category(part) not in ACCENTS)
    folded = (sign for part in unicodedata.normalize("NFC", bare) for sign in alike(part))
    return "".join(sign if sign.isalnum() else " " for sign in folded)


FOLDS = _Folds()


def fold(text):
    """Letters, digits and characters in one form; between them single blanks, between lines breaks."""
    lines = text.translate(FOLDS).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def read_query(query):
    """The folded words of what somebody typed, each once. A word with punctuation in its middle stays
    one word with a blank there; what holds no letter or digit is no word."""
    typed = query[:LONGEST_QUERY].split()
    return list(dict.fromkeys(word for part in typed if (word := fold(part).replace("\n", " "))))


def contains(folded, words):
    """Whether a folded text contains all the words: the truth that every index has to answer."""
    return all(word in folded for word in words)


@lru_cache(maxsize=20_000)
def folded_once(text):
    """fold() of what stands in many rows: names of units, outlets, people."""
    return fold(text)
