"""The name under which a file leaves: in Chinese for every browser of today, and beside it a plain one for
the old WebView of Android phones, which reads nothing else and would call the file after its address."""

import re
import unicodedata

from django.utils.http import content_disposition_header

LONGEST_PLAIN = 60


def named(response, name, plain, *, shown=False):
    """The response with its file's name. `plain` is the stem of the ASCII name where `name` has none;
    `shown` files open in the browser, the others are kept."""
    header = content_disposition_header(not shown, name)
    kind, _, extended = header.partition("; ")
    if extended.startswith("filename*="):
        header = f'{kind}; filename="{plain_name(name, plain)}"; {extended}'
    response["Content-Disposition"] = header
    return response


def plain_name(name, plain):
    """ASCII without anything that a header or a file system could misread."""
    stem, dot, ending = name.rpartition(".")
    ending = _ascii(ending) if dot else ""
    # Digits alone, such as a year, would be a name without a meaning.
    own = _ascii(stem if dot else name)
    stem = own if re.search("[A-Za-z]", own) else "-".join(filter(None, (_ascii(plain), own)))
    return f"{stem[:LONGEST_PLAIN].strip('-.')}.{ending}" if ending else stem[:LONGEST_PLAIN]


def _ascii(text):
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^A-Za-z0-9_]+", "-", narrow.encode("ascii", "replace").decode()).strip("-")
