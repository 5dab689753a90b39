"""PURE: names in pinyin, for log-ins and addresses, and first passwords that can be read out on the
telephone."""

import re
import secrets

from pypinyin import Style, lazy_pinyin

# No letter or digit that is taken for another one on paper: 0 o, 1 l i.
PASSWORD_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
PASSWORD_GROUPS = (4, 4, 4)


def pinyin_of(name):
    """都昌 → duchang; what is neither Chinese nor a Latin letter or digit is left out."""
    syllables = lazy_pinyin(name, style=Style.NORMAL, errors="default")
    return re.sub(r"[^a-z0-9]", "", "".join(syllables).lower().replace("ü", "v"))


def suggest_username(name, taken):
    """The name in pinyin, numbered from 2 when somebody has it; `taken` holds lower-case names."""
    stem = pinyin_of(name)[:30] or "user"
    username, number = stem, 2
    while username in taken:
        username, number = f"{stem}{number}", number + 1
    return username


def first_password():
    """Twelve random signs in groups of four: 59 bits, to be changed at the first log-in."""
    return "-".join(
        "".join(secrets.choice(PASSWORD_LETTERS) for _ in range(length))
        for length in PASSWORD_GROUPS
    )
