"""The names at the end of the text, and those in the lead: （撰稿人：张三）, （张三）, 九江讯（张三）."""

import re
from dataclasses import replace

from editorial.manuscripts.word_in import captions
from editorial.manuscripts.word_in.bylines import BRACKETS, Credits, credits_of, split_dateline
from editorial.manuscripts.word_in.head import DAY
from editorial.manuscripts.word_in.layout import Line, Look, Span

# Lines looked at from the end; behind the names stand editors, dates, contacts and photos.
SEARCHED = 12
ENDS_WITH_BRACKET = re.compile(
    r"(?P<text>.+?[。！？”…；;!?.])\s*[（](?P<names>[^（）]{2,40})[）]\s*$", re.S
)
LEAD_LINES = 4
# To whom a bulletin goes, under its last line.
DISTRIBUTION = re.compile(r"^(?:报|送|发|抄送|抄报|主送|报送|分送)\s*[：:]|^[（(]?共印\s*\d+\s*份")


def read_tail(items) -> tuple[list[Credits], set[int], dict[int, Line]]:
    """(credits in the order of the file, places of lines that held nothing else, lines that lost their
    closing bracket)."""
    found, used, shortened = [], set(), {}
    looked = 0
    for place in range(len(items) - 1, -1, -1):
        line = items[place]
        if not isinstance(line, Line) or not line.text:
            continue
        looked += 1
        if looked > SEARCHED:
            break
        if _belongs_to_a_picture(items, place):
            continue
        credits = _closing_credits(line, is_last=not found and looked == 1)
        if credits is not None:
            found.insert(0, credits)
            used.add(place)
        elif DAY.match(line.text) or DISTRIBUTION.match(line.text):
            continue
        else:
            _take_closing_bracket(line, place, found, shortened)
            break
    return found, used, shortened


def _closing_credits(line, is_last):
    text = line.text.translate(BRACKETS)
    credits = credits_of(text, glued=True)
    if credits is None or line.outline or line.list_kind:
        return None
    is_marked = credits.has_label or text.startswith("（") or line.align in ("right", "end")
    return credits if is_marked or (is_last and credits.names) else None


def _belongs_to_a_picture(items, place):
    """Captions and credits behind a picture, up to two lines of them."""
    line = items[place]
    if line.pictures or captions.opens_like_a_caption(line.text):
        return True
    if not captions.split_credit(line.text)[1]:
        return False
    for before in reversed(items[max(0, place - 2) : place]):
        if not isinstance(before, Line) or before.pictures:
            return True
        if not captions.opens_like_a_caption(before.text):
            return False
    return False


def _take_closing_bracket(line, place, found, shortened):
    match = ENDS_WITH_BRACKET.fullmatch(line.text.translate(BRACKETS))
    if not match or captions.opens_like_a_caption(line.text):
        return
    credits = credits_of(f"（{match['names']}）")
    if credits is not None and (credits.names or credits.left):
        found.insert(0, credits)
        shortened[place] = without_end(line, len(match["text"]))


def read_lead(items):
    """(place, credits, the line without them) of the first dateline that names somebody, or None."""
    lines = [(place, item) for place, item in enumerate(items) if isinstance(item, Line)]
    for place, line in [row for row in lines if row[1].text][:LEAD_LINES]:
        if found := split_dateline(line.text):
            dateline, rest, credits = found
            kept = without_start(line, len(line.text) - len(rest))
            kept.spans.insert(0, Span(f"{dateline} ", kept.spans[0].look if kept.spans else Look()))
            return place, credits, kept
    return None


def without_start(line, count):
    """The line without the first `count` characters of its text, its looks kept."""
    return _cut(line, count, None)


def without_end(line, count):
    """The first `count` characters of a line's text, their looks kept."""
    return _cut(line, 0, count)


def _cut(line, start, end):
    characters = line.characters[start:end]
    return replace(line, spans=[Span(character, look) for character, look in characters])
