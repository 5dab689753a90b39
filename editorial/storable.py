"""PURE: what of a text a database, a response and an XML file can all hold. Lone surrogates, NUL and other
control characters are nobody's words: they are dropped where text comes in and where it is read."""

import json
import re

# Without tab and the ends of lines; the last two are no characters in XML.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# As a JSON text writes them. A pair of surrogates is a character like any other, and put together first.
ESCAPED = re.compile(r"\\(?:u(?:00[0189]|[dD][89a-fA-F]|[fF]{3}[eEfF])|b|f)")


def storable(text: str) -> str:
    return REFUSED.sub("", text)


def storable_data(data):
    """The same of every text in what JSON holds."""
    if isinstance(data, str):
        return storable(data)
    if isinstance(data, dict):
        return {storable(key): storable_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [storable_data(value) for value in data]
    return data


def storable_field(text: str) -> str:
    """What a form's field holds: a text, or a text or list in JSON as an editor writes it."""
    text = storable(text)
    if text[:1] not in ("{", "[") or not ESCAPED.search(text):
        return text
    try:
        return json.dumps(storable_data(json.loads(text)))
    except (ValueError, RecursionError):
        return text
