"""Habits of the text itself: indents, paragraphs, soft breaks, bold words, sub-headings and lists."""

import re

from tests.corpus import noise, text
from tests.corpus.draft import BLACK, BYLINE_FONT
from tests.corpus.model import Around, Look, Para, Run, Xml, span
from tests.corpus.wordml import SIGN, deleted_xml

INDENTS = {
    "firstLineChars": ("chars", ""),
    "firstLine": ("line", ""),
    "full-width blanks": ("", "　　"),
    "half-width blanks": ("", "    "),
    "tab": ("", "\t"),
    "none": ("", ""),
}
WITHIN_WORDS, AFTER_A_COMMA = re.compile("[一-鿿]{2}"), re.compile("[，、][一-鿿]")
SHORTEST_LINE = 16


def may_tear(line, at):
    around = line[at - 1 : at + 1]
    return AFTER_A_COMMA.match(around) or (at >= SHORTEST_LINE and WITHIN_WORDS.match(around))


def block(draft, runs):
    """The truth of one paragraph of runs."""
    marks, place = [], 0
    for run in runs:
        end = place + len(run.text)
        for mark, on in (("bold", run.look.bold), ("italic", run.look.italic)):
            if on:
                marks.append({"start": place, "end": end, "mark": mark})
        place = end
    draft.blocks.append(
        {"kind": "paragraph", "text": "".join(run.text for run in runs), "marks": marks}
    )


def as_typed(draft, runs, before=()):
    """A body paragraph in this manuscript's indent, after a lead if one is waiting."""
    indent, typed = INDENTS[draft.indent]
    first = span(typed, draft.look()) if typed else []
    return Para([*first, *before, *runs], indent=indent)


def take_lead(draft):
    (typed, read), draft.lead = draft.lead, ("", "")
    return span(typed, draft.look()) if typed else [], span(read, draft.look()) if read else []


def plain(draft):
    runs = span("".join(text.sentences(draft.rng)), draft.look())
    before, read = take_lead(draft)
    messed = draft.deal("inside a paragraph", noise.HABITS)(draft, runs)
    draft.body.append(as_typed(draft, messed, before))
    block(draft, [*read, *runs] if read else runs)


def bold_words(draft):
    first, second = text.sentences(draft.rng, 2, 2)
    look, bold = draft.look(), draft.look(bold=True)
    runs = [Run(first, look), Run(second[:6], bold), Run(second[6:], look)]
    draft.body.append(as_typed(draft, runs))
    block(draft, runs)


def italic_words(draft):
    (line,) = text.sentences(draft.rng, 1, 1)
    look = draft.look()
    runs = [Run(line[:4], look), Run(line[4:9], draft.look(italic=True)), Run(line[9:], look)]
    draft.body.append(as_typed(draft, runs))
    block(draft, runs)


def bold_opening_phrase(draft):
    opening = f"{draft.rng.choice('一二三')}、{draft.rng.choice(text.LABELS)}。"
    runs = [
        Run(opening, draft.look(bold=True)),
        Run("".join(text.sentences(draft.rng, 1, 3)), draft.look()),
    ]
    draft.body.append(as_typed(draft, runs))
    block(draft, runs)


def wholly_bold(draft):
    runs = span("".join(text.sentences(draft.rng, 2, 3)), draft.look(bold=True))
    draft.body.append(as_typed(draft, runs))
    block(draft, span(runs[0].text))


def soft_break_between_sentences(draft):
    lines = text.sentences(draft.rng, 2, 3)
    joint = "\n" + draft.rng.choice(("", "　　"))
    draft.body.append(as_typed(draft, span(joint.join(lines), draft.look())))
    for line in lines:
        block(draft, span(line))


def soft_break_within_a_sentence(draft):
    """Where a line of a screen ends, or after a comma: a shorter piece could be a heading."""
    places = []
    while not places:
        line = text.sentence(draft.rng)
        places = [at for at in range(6, len(line) - 3) if may_tear(line, at)]
    place = draft.rng.choice(places)
    runs = span(f"{line[:place]}\n{line[place:]}", draft.look())
    draft.body.append(as_typed(draft, runs))
    block(draft, span(line))


def paragraph_mark_deleted(draft):
    first, second = text.sentences(draft.rng, 2, 2)
    above = as_typed(draft, span(first, draft.look()))
    above.mark = "del"
    draft.body += [above, Para(span(second, draft.look()), indent=above.indent)]
    block(draft, span(first + second))


def paragraph_deleted(draft):
    gone = Para([Xml(deleted_xml(text.sentence(draft.rng), draft.look()))], mark="del")
    draft.body.append(gone)
    plain(draft)


def paragraph_inserted(draft):
    line = text.sentence(draft.rng)
    put = Xml(f'<w:ins w:id="811" {SIGN}>')
    runs = span(line, draft.look())
    draft.body.append(as_typed(draft, [noise.Wrap(put.xml, runs, "</w:ins>")]))
    draft.body[-1].mark = "ins"
    block(draft, runs)


def in_a_content_control(draft):
    lines = text.sentences(draft.rng, 2, 2)
    inside = [as_typed(draft, span(line, draft.look())) for line in lines]
    before = '<w:sdt><w:sdtPr><w:tag w:val="正文"/></w:sdtPr><w:sdtContent>'
    draft.body.append(Around(before, inside, "</w:sdtContent></w:sdt>"))
    for line in lines:
        block(draft, span(line))


def in_custom_xml(draft):
    line = text.sentence(draft.rng)
    inside = [as_typed(draft, span(line, draft.look()))]
    draft.body.append(Around('<w:customXml w:element="body">', inside, "</w:customXml>"))
    block(draft, span(line))


def after_empty_paragraphs(draft):
    draft.body += [Para([]), Para(span("　　", draft.look()))]
    plain(draft)


def after_a_page_break(draft):
    draft.body.append(Para([Xml('<w:r><w:br w:type="page"/></w:r>')]))
    plain(draft)


def blanks_inside(draft):
    """Runs of blanks are one; the scorer takes a full-width blank for a half-width one."""
    line = text.sentence(draft.rng)
    typed = draft.rng.choice(("  ", "　　", "\t", " 　"))
    tail = "志愿者 王老师 李老师"
    draft.body.append(as_typed(draft, span(line + tail.replace(" ", typed) + "。", draft.look())))
    block(draft, span(f"{line}{tail}。"))


PARAGRAPHS = (
    *(plain,) * 12,
    bold_words,
    italic_words,
    bold_opening_phrase,
    wholly_bold,
    soft_break_between_sentences,
    soft_break_within_a_sentence,
    paragraph_mark_deleted,
    paragraph_deleted,
    paragraph_inserted,
    in_a_content_control,
    in_custom_xml,
    after_empty_paragraphs,
    after_a_page_break,
    blanks_inside,
)


def closed_by_names(draft):
    line = "".join(text.sentences(draft.rng, 1, 2))
    draft.body.append(as_typed(draft, span(line + draft.closing, draft.look())))
    block(draft, span(line))


def whole_body_in_one_paragraph(draft):
    """Copied out of WeChat: every line ends with a soft break."""
    lines = ["".join(text.sentences(draft.rng, 1, 3)) for _ in range(draft.rng.randint(3, 5))]
    before, read = take_lead(draft)
    draft.body.append(as_typed(draft, span("\n　　".join(lines), draft.look()), before))
    for line in lines:
        block(draft, span("".join(run.text for run in read) + line))
        read = []


def heading(draft, line, level, para):
    draft.body.append(para)
    draft.blocks.append({"kind": "subheading", "text": line, "level": level})


def no_headings(draft, place):
    pass


def numbered_in_hei_and_kai(draft, place):
    label = draft.rng.choice(text.LABELS)
    line = f"{'一二三四五六七'[place]}、{label}"
    indent = INDENTS[draft.indent][0]
    heading(draft, line, 1, Para(span(line, Look(BLACK, 32)), indent=indent))
    if draft.chance(0.4):
        for number in "一二":
            line = f"（{number}）{draft.rng.choice(text.LABELS)}"
            heading(draft, line, 2, Para(span(line, Look(BYLINE_FONT, 32)), indent=indent))
            plain(draft)


def numbered_and_bold(draft, place):
    line = f"{'一二三四五六七'[place]}、{draft.rng.choice(text.LABELS)}"
    heading(draft, line, 1, as_typed(draft, span(line, draft.look(bold=True))))


def bold_paragraph(draft, place):
    line = draft.rng.choice(text.LABELS)
    heading(draft, line, 1, as_typed(draft, span(line, draft.look(bold=True))))


def bold_centred_paragraph(draft, place):
    line = f"“{draft.rng.choice(text.TOPICS)}”{draft.rng.choice(text.LABELS)}"
    heading(draft, line, 1, Para(span(line, draft.look(bold=True)), align="center"))


def heading_styles(draft, place):
    line = f"{'一二三四五六七'[place]}、{draft.rng.choice(text.LABELS)}"
    heading(draft, line, 1, Para(span(line), style="heading1"))
    if draft.chance(0.4):
        line = f"（一）{draft.rng.choice(text.LABELS)}"
        heading(draft, line, 2, Para(span(line), style="heading2"))


def heading_2_style(draft, place):
    line = draft.rng.choice(text.LABELS)
    heading(draft, line, 2, Para(span(line), style="heading2"))


def numbered_by_word(draft, place):
    label = draft.rng.choice(text.LABELS)
    para = Para(span(label, Look(BLACK, 32)), number=("chinese", 0))
    heading(draft, f"{'一二三四五六七'[place]}、{label}", 1, para)
    if draft.chance(0.4):
        label = draft.rng.choice(text.LABELS)
        para = Para(span(label, Look(BYLINE_FONT, 32)), number=("chinese", 1))
        heading(draft, f"（一）{label}", 2, para)
        plain(draft)


HEADINGS = (
    *(no_headings,) * 4,
    numbered_in_hei_and_kai,
    numbered_in_hei_and_kai,
    numbered_and_bold,
    bold_paragraph,
    bold_centred_paragraph,
    heading_styles,
    heading_2_style,
    numbered_by_word,
)


def _items(draft):
    items = []
    while len(items) < draft.rng.randint(2, 4) or len(items) < 2:
        if (item := text.list_item(draft.rng)) not in items:
            items.append(item)
    return items


def numbered_by_word_list(draft):
    _list(draft, "decimal", True)


def bulleted_by_word_list(draft):
    _list(draft, "bullet", False)


def _list(draft, kind, ordered):
    items = _items(draft)
    draft.body += [Para(span(item, draft.look()), number=(kind, 0)) for item in items]
    draft.blocks.append({"kind": "list", "ordered": ordered, "items": items})


def typed_marks(draft):
    marks = draft.rng.choice((("1.", "2.", "3.", "4."), ("●",) * 4, ("①", "②", "③", "④")))
    for mark, item in zip(marks, _items(draft), strict=False):
        line = f"{mark}{item}；"
        draft.body.append(as_typed(draft, span(line, draft.look())))
        block(draft, span(line))


LISTS = (numbered_by_word_list, bulleted_by_word_list, typed_marks)
