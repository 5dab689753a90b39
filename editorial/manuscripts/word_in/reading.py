"""From lines to a manuscript: joins what soft breaks tore apart, then head, tail, lead and body."""

from collections import Counter

from editorial.manuscripts.blocks import Paragraph
from editorial.manuscripts.word_in.body import BodyReader, lines_in
from editorial.manuscripts.word_in.head import read_head, with_unit
from editorial.manuscripts.word_in.layout import Grid, Line, Look, Span
from editorial.manuscripts.word_in.manuscript import Guess, Loss, WordManuscript
from editorial.manuscripts.word_in.tail import read_lead, read_tail

SENTENCE_ENDS = "。！？；：…”’）》」.!?;:)"
# A line this long without an end was torn by hand, where the typist's screen ended.
TORN_LENGTH = 16


def manuscript_of(name: str, items, losses) -> WordManuscript:
    """`items` are lines and grids in the order of the file."""
    items = [item for item in items if isinstance(item, Grid) or _says_something(item)]
    look = look_of_body(items)
    head = read_head(items, look)
    rest = [
        _without_text(item) if place in head.used else item
        for place, item in enumerate(items)
        if place not in head.used or item.pictures
    ]
    rest = rejoin_torn_lines(rest)
    credits = list(head.credits)
    if lead := read_lead(rest):
        place, named, line = lead
        rest[place] = line
        credits.append(named)
    closing, used, shortened = read_tail(rest)
    rest = [shortened.get(place, item) for place, item in enumerate(rest) if place not in used]
    body = BodyReader(rest, look)

    made = WordManuscript(name, kicker=head.kicker, headline=head.headline, subtitle=head.subtitle)
    made.blocks = body.blocks
    made.guesses = head.guesses + body.guesses
    made.losses = [Loss(loss.kind, loss.text) for loss in losses] + head.losses
    _add_credits(made, credits + closing, head.unit)
    _keep_contacts(made, head.contacts + [t for c in closing for k, t in c.left if k == "contact"])
    made.losses += [Loss(kind, text) for c in closing for kind, text in c.left if kind != "contact"]
    return made


def manuscript_of_text(text: str) -> WordManuscript:
    """The same of a text without any form: a line a paragraph."""
    lines = [Line([Span(line)]) for line in text.replace("\r\n", "\n").split("\n")]
    return manuscript_of("", lines, [])


def _says_something(line):
    """Not the empty lines, nor what a form says before the text."""
    return bool(line.pictures) or line.text not in ("", "正文", "正文：", "正文:")


def _without_text(line):
    """A line whose words the head took and whose pictures stay."""
    return Line(pictures=line.pictures, align=line.align)


def look_of_body(items) -> Look:
    """What most characters of longer lines look like; of all lines when none is long."""
    lines = list(lines_in(items))
    long_ones = [line for line in lines if len(line.text) >= 30] or lines
    seen = Counter()
    for line in long_ones:
        for span in line.spans:
            seen[span.look] += len(span.text.strip())
    return seen.most_common(1)[0][0] if seen else Look(size=16)


def rejoin_torn_lines(items):
    """A soft break in the middle of a sentence is no end of a paragraph."""
    joined = []
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Line) and isinstance(before, Line) and _is_torn(before, item):
            before.spans = [*before.spans, *_without_indent(item.spans)]
            before.pictures = [*before.pictures, *item.pictures]
        else:
            joined.append(item)
    return joined


def _is_torn(before, line):
    if not line.is_continued or not before.text or not line.text or before.list_kind:
        return False
    if line.raw.startswith(("\u3000", "  ")):
        return False
    end = before.text[-1]
    return end in "，、,—" or (end not in SENTENCE_ENDS and len(before.text) >= TORN_LENGTH)


def _without_indent(spans):
    if not spans:
        return spans
    return [Span(spans[0].text.lstrip("\u3000 "), spans[0].look), *spans[1:]]


def _add_credits(made, credits, unit):
    for one in credits:
        unit = unit or one.unit
    rows = {}
    for one in credits:
        for name in with_unit(one.names, unit):
            rows.setdefault((name.name, name.role), name)
    made.bylines = list(rows.values())
    if made.bylines:
        named = "、".join(dict.fromkeys(byline.name for byline in made.bylines))
        made.guesses.append(Guess("bylines", named, "从文稿的署名行认出，请核对姓名和分工。"))
    else:
        made.guesses.append(Guess("bylines", "", "没有认出署名，请填写。"))
        if unit:
            made.losses.append(Loss("other", f"署名单位：{unit}"))


def _keep_contacts(made, contacts):
    """A telephone number is no byline; it stays in sight, where the checks ask to take it out."""
    made.blocks += [Paragraph(text) for text in contacts]
