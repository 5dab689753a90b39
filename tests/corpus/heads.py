"""Habits above the text: red letterhead and 简报 masthead, 引题, headline, 副题."""

from tests.corpus import text
from tests.corpus.draft import BLACK, BYLINE_FONT, HEAD_FONT
from tests.corpus.model import Look, Para, Run, Xml, span

RED = "FF0000"


def _number(rng):
    return f"九老字〔{rng.randint(2019, 2026)}〕{rng.randint(1, 80)}号"


def _date(rng):
    return f"{rng.randint(2019, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def nothing_above(draft):
    if draft.chance(0.1):
        draft.head.append(Para([]))


def red_letterhead(draft):
    owner = draft.rng.choice(("中共九江市委老干部局文件", "九江市委老干部局文件"))
    draft.head += [
        Para(span(owner, Look(HEAD_FONT, 72, color=RED)), align="center"),
        Para([]),
        Para(span(_number(draft.rng), Look("仿宋_GB2312", 32)), align="center", border=True),
        Para([]),
    ]


def letterhead_with_signatory(draft):
    line = f"{_number(draft.rng)}　　　　签发人：{draft.person()}"
    draft.head += [
        Para(
            span("中共九江市委老干部局", Look(HEAD_FONT, 64, bold=True, color=RED)), align="center"
        ),
        Para(span(line, Look("仿宋_GB2312", 32)), border=draft.chance(0.5)),
        Para([]),
    ]


def document_number_alone(draft):
    draft.head.append(Para(span(_number(draft.rng), draft.look()), align="center"))


def bulletin_masthead(draft):
    issue = f"第{draft.rng.choice((draft.rng.randint(1, 60), '十二', '三'))}期"
    office = f"中共九江市委老干部局办公室{draft.rng.choice(('　　　　', chr(9)))}{_date(draft.rng)}"
    name = draft.rng.choice(("老干部工作简报", "秉笔亮烛简报", "老干部工作信息"))
    draft.head += [
        Para(span(name, Look(HEAD_FONT, 84, color=RED)), align="center"),
        Para(span(issue, Look("楷体_GB2312", 32)), align="center"),
        Para(span(office, Look("仿宋_GB2312", 28)), border=True),
        Para([]),
    ]


ABOVE = (
    *(nothing_above,) * 6,
    red_letterhead,
    letterhead_with_signatory,
    document_number_alone,
    bulletin_masthead,
)


def xiaobiaosong_22pt_centred(draft, line):
    return [Para(span(line, Look(HEAD_FONT, 44)), align="center")]


def song_bold_centred(draft, line):
    return [Para(span(line, Look("宋体", draft.rng.choice((36, 44)), bold=True)), align="center")]


def hei_body_size_centred(draft, line):
    return [Para(span(line, Look(BLACK, 32, bold=True)), align="center")]


def title_style(draft, line):
    return [Para(span(line), style="title")]


def heading_1_style(draft, line):
    return [Para(span(line), style="heading1", align=draft.rng.choice(("", "center")))]


def own_style(draft, line):
    return [Para(span(line), style="own")]


def large_not_centred(draft, line):
    return [Para(span(line, Look(HEAD_FONT, 44)))]


def bold_not_centred(draft, line):
    return [Para(span(line, Look("宋体", 36, bold=True)), align="left")]


def centred_by_blanks(draft, line):
    return [Para(span("　　　　" + line, Look(BLACK, 36, bold=True)))]


def plain_first_line(draft, line):
    return [Para(span(line, draft.look()))]


def in_several_runs(draft, line):
    cut = draft.rng.randint(1, len(line) - 1)
    look, latin = Look(HEAD_FONT, 44), Look(HEAD_FONT, 44, bold=True)
    return [
        Para(
            [
                Run(line[:cut], look),
                Xml("<w:proofErr w:type='spellStart'/>"),
                Run(line[cut:], latin),
            ],
            align="center",
        )
    ]


ONE_LINE = (
    *(xiaobiaosong_22pt_centred,) * 3,
    song_bold_centred,
    hei_body_size_centred,
    title_style,
    heading_1_style,
    own_style,
    large_not_centred,
    bold_not_centred,
    centred_by_blanks,
    plain_first_line,
    in_several_runs,
)


def two_lines_by_soft_break(draft, first, second):
    return [Para(span(f"{first}\n{second}", Look(HEAD_FONT, 44)), align="center")]


def two_lines_by_two_paragraphs(draft, first, second):
    look = draft.rng.choice((Look(HEAD_FONT, 44), Look("宋体", 44, bold=True)))
    return [Para(span(line, look), align="center") for line in (first, second)]


def two_lines_in_title_style(draft, first, second):
    return [Para(span(f"{first}\n{second}"), style="title")]


TWO_LINES = (two_lines_by_soft_break, two_lines_by_two_paragraphs, two_lines_in_title_style)


def add_headline(draft):
    """A 引题 and a 副题 only where the headline is set apart from them by its looks."""
    habit = draft.deal("headline", ONE_LINE + TWO_LINES)
    if habit in TWO_LINES:
        first, second = text.long_headline(draft.rng)
        draft.headline, paragraphs = first + second, habit(draft, first, second)
    else:
        draft.headline = text.headline(draft.rng)
        paragraphs = habit(draft, draft.headline)
    set_apart = habit is not plain_first_line
    if set_apart and habit is not hei_body_size_centred and draft.chance(0.2):
        add_kicker(draft, align_of(paragraphs))
    draft.head += paragraphs
    if draft.chance(0.3):
        add_subtitle(draft, align_of(paragraphs))


def align_of(headline):
    """Where the lines about a headline go: to its own side, or the middle if a style sets it."""
    return "center" if headline[0].style in ("title", "own") else headline[0].align


def add_kicker(draft, align):
    draft.habits.append("kicker")
    draft.kicker = text.kicker(draft.rng)
    look = Look(draft.rng.choice((BYLINE_FONT, BLACK)), draft.rng.choice((28, 32)))
    draft.head.append(Para(span(draft.kicker, look), align=align))


def add_subtitle(draft, align):
    draft.habits.append("subtitle")
    draft.subtitle = text.subtitle(draft.rng)
    align = draft.rng.choice((align, align, "right"))
    draft.head.append(Para(span(draft.subtitle, Look(BYLINE_FONT, 32)), align=align))
