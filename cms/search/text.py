"""PURE: what an index and a page of hits make of folded text (editorial.search_words): overlapping pairs of
characters, which are how an index knows that a text contains a word, and the hits marked in a snippet."""

import html

from editorial.search_words import FOLDS

SNIPPET = 90
LEAD_IN = 24
# Ends a line among the tokens, so that no word reaches from one line into the next. Private use: no
# folded text contains it, and FTS5 takes it for a letter.
BREAK = "\ue000"


def tokens(folded):
    """At each character, it and its neighbour; the last of a run stands alone."""
    result = []
    for number, line in enumerate(folded.split("\n")):
        if number:
            result.append(BREAK)
        for run in line.split(" "):
            result += [run[i : i + 2] for i in range(len(run))]
    return result


def word_tokens(word):
    """(the tokens of a word, whether the last is only a beginning). The last of its last run may be
    in the middle of the text's run: there it begins a pair, or the pair before has it already."""
    found = tokens(word)
    last_run = word.rsplit(" ", 1)[-1]
    return (found, True) if len(last_run) == 1 else (found[:-1], False)


def is_exact(word):
    """Whether one token alone says that a text contains the word."""
    return len(word_tokens(word)[0]) == 1


def mark(text, words):
    """The whole text as HTML with the hits in <mark>."""
    return _as_html(text, _hits(text, words))


def snippet(text, words, length=SNIPPET):
    """The part of a text around its first hit as HTML, or its beginning when it has none."""
    text = " ".join(text.split())
    hits = _hits(text, words)
    start = _start_before(text, hits[0][0]) if hits else 0
    end = min(len(text), start + length)
    within = [(max(a, start), min(b, end)) for a, b in hits if a < end and b > start]
    before, after = "……" if start else "", "……" if end < len(text) else ""
    return before + _as_html(text, within, start, end) + after


def _start_before(text, hit):
    """A little before the hit, at the start of its sentence or clause when that is near."""
    earliest = max(0, hit - LEAD_IN)
    if earliest == 0:
        return 0
    stops = [text.rfind(stop, earliest, hit) for stop in "。！？；，："]
    return max(stops) + 1 if max(stops) >= 0 else earliest


def _as_html(text, spans, start=0, end=None):
    parts = []
    for first, last in spans:
        parts += [
            html.escape(text[start:first]),
            "<mark>",
            html.escape(text[first:last]),
            "</mark>",
        ]
        start = last
    return "".join([*parts, html.escape(text[start:end])])


def _hits(text, words):
    """Where the words stand in the text, as spans that do not touch."""
    folded, places = _fold_with_places(text)
    spans = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            spans.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + 1)
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _fold_with_places(text):
    """The folded text and, for each of its characters, where it stands in the text."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in FOLDS[ord(char)]:
            if part.isspace() and (not folded or folded[-1] == " "):
                continue
            folded.append(" " if part.isspace() else part)
            places.append(place)
    return "".join(folded), places
