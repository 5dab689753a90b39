"""Habits of photographs: how a picture is anchored, where its caption stands, how the photographer is named."""

from tests.corpus import pictures, text
from tests.corpus.body import as_typed, block, plain
from tests.corpus.draft import BYLINE_FONT
from tests.corpus.model import Cell, Image, Para, Run, Table, TextBox, Wrap, span
from tests.corpus.wordml import SIGN

ANCHORS = ("inline", "anchor", "vml", "alternate", "group")


def new_picture(draft):
    draft.pictures += 1
    habit = draft.deal("picture", pictures.HABITS)
    draft.raw |= habit == "CMYK JPEG"
    return pictures.picture(draft.rng, draft.pictures, habit)


def block_of(draft, picture, caption="", photographer=""):
    draft.blocks.append(
        {
            "kind": "photo",
            "caption": caption,
            "photographer": photographer,
            "width": picture.width,
            "height": picture.height,
        }
    )


# Credits: (the line as typed, the caption, the photographer)


def in_brackets(draft, words):
    name = draft.anyone()
    return f"{words}（{name} 摄）", words, name


def in_brackets_closed_up(draft, words):
    name = draft.person()
    return f"{words}。（{name}摄）", f"{words}。", name


def after_the_full_stop(draft, words):
    name = draft.anyone()
    return f"{words}。{name} 摄", f"{words}。", name


def after_a_blank(draft, words):
    name = draft.person()
    return f"{words}　{name} 摄", words, name


def photographer_colon(draft, words):
    name = draft.anyone()
    return f"{words}。（摄影：{name}）", f"{words}。", name


def two_photographers(draft, words):
    names = [draft.person(), draft.person()]
    joint = draft.rng.choice((" ", "、"))
    return f"{words}（{joint.join(names)} 摄）", words, "、".join(names)


def without_credit(draft, words):
    stop = draft.rng.choice(("", "。"))
    return words + stop, words + stop, ""


CREDITS = (
    in_brackets,
    in_brackets_closed_up,
    after_the_full_stop,
    after_a_blank,
    photographer_colon,
    two_photographers,
    without_credit,
)


def new_caption(draft, opening="图为"):
    return draft.deal("credit", CREDITS)(draft, opening + text.scene(draft.rng))


def caption_para(draft, line, style=""):
    if style:
        return Para(span(line), style=style)
    look = draft.look(BYLINE_FONT, draft.rng.choice((21, 24, 28)))
    return Para(span(line, look), align="center")


def image_para(image, align="center"):
    return Para([image], align=align)


def caption_below(draft):
    how = draft.deal("anchor", ANCHORS)
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    draft.body += [image_para(Image(picture, how)), caption_para(draft, line)]
    block_of(draft, picture, caption, name)


def caption_without_opening_word(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft, "")
    draft.body += [image_para(Image(picture)), caption_para(draft, line)]
    block_of(draft, picture, caption, name)


def caption_in_caption_style(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft, "")
    draft.body += [image_para(Image(picture)), caption_para(draft, line, "caption")]
    block_of(draft, picture, caption, name)


def caption_numbered_by_a_field(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft, "")
    field = Wrap('<w:fldSimple w:instr=" SEQ 图 \\* ARABIC ">', [Run("1")], "</w:fldSimple>")
    inlines = [Run("图 "), field, Run(f" {line}")]
    draft.body += [image_para(Image(picture)), Para(inlines, style="caption", align="center")]
    block_of(draft, picture, f"图 1 {caption}", name)


def caption_set_as_body(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    draft.body += [image_para(Image(picture), ""), as_typed(draft, span(line, draft.look()))]
    block_of(draft, picture, caption, name)


def empty_line_before_caption(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    draft.body += [image_para(Image(picture)), Para([]), caption_para(draft, line)]
    block_of(draft, picture, caption, name)


def caption_above(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    draft.body += [caption_para(draft, line), image_para(Image(picture))]
    block_of(draft, picture, caption, name)


def caption_after_a_soft_break(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    draft.body.append(Para([Image(picture), *span("\n" + line, draft.look())], align="center"))
    block_of(draft, picture, caption, name)


def caption_in_a_text_box(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    box = TextBox([Para(span(line, draft.look(BYLINE_FONT, 21)))])
    draft.body += [image_para(Image(picture)), Para([box])]
    block_of(draft, picture, caption, name)


def floating_with_caption_in_a_text_box(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    box = TextBox([Para(span(line, draft.look(BYLINE_FONT, 21)))])
    draft.body.append(Para([Image(picture, "anchor"), box]))
    block_of(draft, picture, caption, name)


def without_caption(draft):
    picture = new_picture(draft)
    draft.body.append(image_para(Image(picture, draft.deal("anchor", ANCHORS))))
    block_of(draft, picture)
    plain(draft)  # a heading right below could be taken for its caption


def put_in_by_tracking(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    put = Wrap(f'<w:ins w:id="821" {SIGN}>', [Image(picture)], "</w:ins>")
    draft.body += [Para([put], align="center"), caption_para(draft, line)]
    block_of(draft, picture, caption, name)


def taken_out_by_tracking(draft):
    """A deleted picture before one that stays."""
    gone = Wrap(f'<w:del w:id="822" {SIGN}>', [Image(new_picture(draft))], "</w:del>")
    draft.body.append(Para([gone], align="center"))
    caption_below(draft)


def floating_in_a_text_paragraph(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    runs = span("".join(text.sentences(draft.rng, 1, 2)), draft.look())
    draft.body.append(as_typed(draft, [Image(picture, "anchor"), *runs]))
    draft.body.append(caption_para(draft, line))
    block(draft, runs)
    block_of(draft, picture, caption, name)


def inline_at_the_end_of_a_text_paragraph(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    runs = span("".join(text.sentences(draft.rng, 1, 2)), draft.look())
    draft.body.append(as_typed(draft, [*runs, Image(picture)]))
    draft.body.append(caption_para(draft, line))
    block(draft, runs)
    block_of(draft, picture, caption, name)


def side_by_side_with_one_caption(draft):
    pair = [new_picture(draft), new_picture(draft)]
    line, caption, name = new_caption(draft, draft.rng.choice(("图为", "左图、右图：", "上图为")))
    gap = [Run(" ")] * draft.rng.randint(0, 1)
    draft.body.append(Para([Image(pair[0]), *gap, Image(pair[1])], align="center"))
    draft.body.append(caption_para(draft, line))
    for picture in pair:
        block_of(draft, picture, caption, name)


def two_in_a_row_with_captions(draft):
    for _ in range(2):
        caption_below(draft)


def _layout(draft, rows):
    draft.body.append(Table(rows, lines=draft.chance(0.3)))
    draft.body.append(Para([]))


def layout_table_caption_in_the_cell(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    _layout(draft, [[Cell([image_para(Image(picture)), caption_para(draft, line)])]])
    block_of(draft, picture, caption, name)


def layout_table_caption_in_the_row_below(draft):
    picture, (line, caption, name) = new_picture(draft), new_caption(draft)
    rows = [[Cell([image_para(Image(picture))])], [Cell([caption_para(draft, line)])]]
    _layout(draft, rows)
    block_of(draft, picture, caption, name)


def _pair(draft):
    return [(new_picture(draft), new_caption(draft)) for _ in range(2)]


def layout_table_two_columns(draft):
    pair = _pair(draft)
    cells = [
        Cell([image_para(Image(picture)), caption_para(draft, line)])
        for picture, (line, _, _) in pair
    ]
    _layout(draft, [cells])
    for picture, (_, caption, name) in pair:
        block_of(draft, picture, caption, name)


def layout_table_captions_in_second_row(draft):
    pair = _pair(draft)
    above = [Cell([image_para(Image(picture))]) for picture, _ in pair]
    below = [Cell([caption_para(draft, line)]) for _, (line, _, _) in pair]
    _layout(draft, [above, below])
    for picture, (_, caption, name) in pair:
        block_of(draft, picture, caption, name)


def layout_table_merged_caption(draft):
    pair = [new_picture(draft), new_picture(draft)]
    line, caption, name = new_caption(draft)
    above = [Cell([image_para(Image(picture))]) for picture in pair]
    _layout(draft, [above, [Cell([caption_para(draft, line)], 1, 2), None]])
    for picture in pair:
        block_of(draft, picture, caption, name)


def layout_table_caption_below_the_table(draft):
    pair = [new_picture(draft), new_picture(draft)]
    line, caption, name = new_caption(draft)
    draft.body.append(
        Table([[Cell([image_para(Image(picture))]) for picture in pair]], lines=False)
    )
    draft.body.append(caption_para(draft, line))
    for picture in pair:
        block_of(draft, picture, caption, name)


HABITS = (
    *(caption_below,) * 6,
    caption_without_opening_word,
    caption_in_caption_style,
    caption_numbered_by_a_field,
    caption_set_as_body,
    empty_line_before_caption,
    caption_above,
    caption_after_a_soft_break,
    caption_in_a_text_box,
    floating_with_caption_in_a_text_box,
    without_caption,
    without_caption,
    put_in_by_tracking,
    taken_out_by_tracking,
    floating_in_a_text_paragraph,
    inline_at_the_end_of_a_text_paragraph,
    side_by_side_with_one_caption,
    two_in_a_row_with_captions,
    layout_table_caption_in_the_cell,
    layout_table_caption_in_the_row_below,
    layout_table_two_columns,
    layout_table_captions_in_second_row,
    layout_table_merged_caption,
    layout_table_caption_below_the_table,
)
