"""PURE: how much of a text another one holds, whatever their punctuation, width, case and blanks.
Winnowing (Schleimer, Wilkerson, Aiken): a passage of GUARANTEED letters and figures that two texts
have in common always gives them a common print; one shorter than GRAM never does."""

import hashlib
import unicodedata

GRAM = 8
WINDOW = 8
GUARANTEED = GRAM + WINDOW - 1
# A longer text than any manuscript is read up to here.
LONGEST = 100_000


def normalise(text):
    """Letters and figures only, in one width and case."""
    return "".join(letter for letter, _place in _letters(text))


def _letters(text):
    """Each letter that counts, with its place in the text."""
    for place, written in enumerate(text[:LONGEST]):
        for letter in unicodedata.normalize("NFKC", written).casefold():
            if letter.isalnum():
                yield letter, place


def prints_of(text):
    """The set of 63-bit prints: in every window of grams the smallest hash. Of a text too short for
    a window the smallest of what there is."""
    plain = normalise(text)
    hashes = [_hash(plain[at : at + GRAM]) for at in range(len(plain) - GRAM + 1)]
    windows = range(max(len(hashes) - WINDOW + 1, 1)) if hashes else ()
    return {min(hashes[at : at + WINDOW]) for at in windows}


def _hash(gram):
    digest = hashlib.blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def containment(one, other):
    """How much of the smaller set the other one holds, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def shared_parts(text, other, minimum=13):
    """The (start, end) spans of `text` that stand in `other` too, `minimum` letters or more each."""
    letters = list(_letters(text))
    plain, elsewhere = "".join(letter for letter, _place in letters), normalise(other)
    known = {elsewhere[at : at + minimum] for at in range(len(elsewhere) - minimum + 1)}
    runs = []
    for at in range(len(plain) - minimum + 1):
        if plain[at : at + minimum] not in known:
            continue
        if runs and at <= runs[-1][1]:
            runs[-1][1] = at + minimum
        else:
            runs.append([at, at + minimum])
    spans = []
    for start, end in runs:
        span = (letters[start][1], letters[end - 1][1] + 1)
        # One sign may stand for several letters, and two runs meet in it.
        if spans and span[0] < spans[-1][1]:
            span = (spans.pop()[0], span[1])
        spans.append(span)
    return spans


def cut(text, spans):
    """The text in order as (part, is shared)."""
    parts, done = [], 0
    for start, end in spans:
        parts += [(text[done:start], False), (text[start:end], True)]
        done = end
    parts.append((text[done:], False))
    return [part for part in parts if part[0]]
