"""A manuscript as the Word file that editors of newspapers expect, to the measures of GB/T 9704-2012.

Decides what stands where, in which font and size. The words come finished in a `Manuscript`; the
file's own grammar is in `ooxml`.
"""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, Twips

from editorial.files.photos import PhotoRefused, smaller_copy
from editorial.manuscripts import blocks, ooxml
from editorial.manuscripts import document as doc
from editorial.vocabulary import BYLINE_FORMS

TITLE_FONT, BODY_FONT, KAI_FONT, HEI_FONT = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
PAGE_NUMBER_FONT = "宋体"
TITLE_SIZE, BODY_SIZE, SMALL_SIZE = 22, 16, 14  # 二号, 三号, 四号

# The type area is 156 × 225 mm and holds 22 lines of 28 characters. 28 characters of 16 pt are
# 448 pt and 156 mm only 442: each is set a quarter of a point closer, as the standard's own grid does.
LINE_TWIPS = 579  # 28.95 pt
CLOSER_TWIPS = -5
TYPE_WIDTH = Mm(156)
PHOTO_WIDTH = Mm(150)  # as wide as the type area, LibreOffice pushes a picture over its edge
PHOTO_HEIGHT = Mm(110)  # two photos with their captions still share a page
PHOTO_LONG_SIDE = (
    1900  # 300 dots to the inch over the type area; the full picture goes beside the file
)

SUBHEADING_LOOKS = {1: (HEI_FONT, False), 2: (KAI_FONT, False), 3: (BODY_FONT, True)}


def manuscript_docx(manuscript: doc.Manuscript, *, byline_form: str, embed_photos: bool) -> bytes:
    """The file; `byline_form` is 'under_title', 'lead' (after 讯) or 'end'. Same input, same bytes."""
    if byline_form not in BYLINE_FORMS:
        raise ValueError(f"unknown byline form {byline_form!r}")
    word = docx.Document()
    _set_up(word, manuscript)
    _write_head(word, manuscript, byline_form)
    _write_blocks(word, manuscript, byline_form, embed_photos)
    if byline_form == "end" and (line := doc.closing_line(manuscript.bylines)):
        _add_line(word, line, font=KAI_FONT, align="right")
    _write_details(word, manuscript)
    return ooxml.saved(word)


# -- the page --------------------------------------------------------------------------------------


def _set_up(word, manuscript):
    ooxml.set_language(word)
    normal = word.styles["Normal"]
    normal.font.size = Pt(BODY_SIZE)
    ooxml.set_fonts(normal.element.get_or_add_rPr(), BODY_FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False  # it would leave lines of the grid empty
    _set_page(word.sections[0])
    _number_pages(word)
    properties = word.core_properties
    properties.title = ooxml.printable(manuscript.headline)[:255]
    properties.author = ooxml.printable("、".join(doc.writers(manuscript.bylines)))[:255]
    properties.language, properties.comments = "zh-CN", ""
    properties.last_modified_by = ""


def _set_page(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin = section.page_width - section.left_margin - TYPE_WIDTH
    section.bottom_margin = Mm(297 - 37 - 225)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)  # number 7 mm below the text
    ooxml.set_line_grid(section, LINE_TWIPS)


def _number_pages(word):
    """Outer edge, one character in: odd pages on the right, even ones on the left."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.style = word.styles["Normal"]
        _align(paragraph, align)
        ooxml.set_indent(paragraph, **{f"{align}Chars": 100, align: SMALL_SIZE * 20})
        ooxml.add_page_number(
            paragraph, lambda run: _style(run, PAGE_NUMBER_FONT, SMALL_SIZE, closer=False)
        )


# -- above the text --------------------------------------------------------------------------------


def _write_head(word, manuscript, byline_form):
    if manuscript.kicker:
        _add_line(word, manuscript.kicker, font=KAI_FONT, align="center")
    title = _add_line(word, manuscript.headline, font=TITLE_FONT, size=TITLE_SIZE, align="center")
    ooxml.leave_grid(title)
    if manuscript.subtitle:
        _add_line(word, manuscript.subtitle, font=KAI_FONT, align="center")
    if byline_form == "under_title" and (line := doc.byline_line(manuscript.bylines)):
        _add_line(word, line, font=KAI_FONT, align="center")
    _add_line(word, "")


# -- the text --------------------------------------------------------------------------------------


def _write_blocks(word, manuscript, byline_form, embed_photos):
    lead = doc.lead_line(manuscript.bylines) if byline_form == "lead" else ""
    number = 0
    for block in manuscript.blocks:
        if isinstance(block, doc.Photo):
            number += 1
            _write_photo(word, block, number, embed_photos)
        elif isinstance(block, blocks.Paragraph) and block.text.strip():
            _write_paragraph(word, block, lead)
            lead = ""
        elif type(block) in WRITERS:
            WRITERS[type(block)](word, block)
    if lead:  # a piece of pictures alone has no lead to carry the names
        _add_line(word, lead, font=KAI_FONT, align="right")


def _write_paragraph(word, block, lead):
    paragraph = _body_paragraph(word)
    runs = _without_leading_space(block.runs)
    if lead:
        runs = _with_names(runs, lead)
    for run in runs:
        _add_run(paragraph, run.text, bold=run.bold, italic=run.italic)


def _without_leading_space(runs):
    """Full-width spaces typed as an indent would stand beside the real one."""
    runs = list(runs)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    first = runs[0]
    return [blocks.Run(first.text.lstrip(), first.bold, first.italic), *runs[1:]]


def _with_names(runs, names):
    """九江讯（张三）…; at the very front where the lead has no such word. Names there stay as they are."""
    dateline, rest = doc.split_dateline(runs[0].text)
    if rest.startswith(("（", "(")):
        return runs
    first = runs[0]
    head = [blocks.Run(dateline, first.bold, first.italic)] if dateline else []
    return [
        *head,
        blocks.Run(names),
        blocks.Run(rest.lstrip(), first.bold, first.italic),
        *runs[1:],
    ]


def _write_subheading(word, block):
    level = min(max(block.level, 1), 3)
    font, bold = SUBHEADING_LOOKS[level]
    paragraph = _body_paragraph(word)
    paragraph.paragraph_format.keep_with_next = True
    ooxml.set_outline_level(paragraph, level)
    _add_run(paragraph, block.text.strip(), font=font, bold=bold)


def _write_quote(word, block):
    for line in _lines(block.text):
        paragraph = _body_paragraph(word)
        ooxml.set_indent(paragraph, leftChars=200, left=BODY_SIZE * 40)
        _add_run(paragraph, line, font=KAI_FONT)
    if block.attribution:
        _add_line(word, f"——{block.attribution.strip()}", font=KAI_FONT, align="right")


def _write_list(word, block):
    """The marks are typed: automatic numbers are lost when a newspaper copies the text out."""
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "● "
        _add_run(_body_paragraph(word), mark + item.strip())


def _write_table(word, block):
    rows = block.even_rows
    if not rows:
        return
    if block.caption:
        caption = _add_line(word, block.caption, font=KAI_FONT, size=SMALL_SIZE, align="center")
        caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=len(rows), cols=len(rows[0]))
    ooxml.set_borders(table)
    covered = block.covered
    for r, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for c, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            # Even an empty run would leave an empty line in the cell that takes this one in.
            if text.strip() or (r, c) not in covered:
                _add_run(cell.paragraphs[0], text.strip(), size=SMALL_SIZE)
    for (row, column), (down, across) in block.spans.items():
        table.cell(row, column).merge(table.cell(row + down - 1, column + across - 1))
    _add_line(word, "")


def _write_photo(word, photo, number, embed):
    if not (embed and _embed(word, photo)):
        _add_line(word, f"【照片{number}{_after_colon(photo)}】", align="center")
        return
    if caption := doc.caption_line(photo):
        _add_line(word, caption, font=KAI_FONT, size=SMALL_SIZE, align="center")


def _after_colon(photo):
    caption = doc.caption_line(photo)
    return f"：{caption}" if caption else ""


def _embed(word, photo) -> bool:
    """Put the picture in; False when it can't be opened, and then its line stands in the place."""
    try:
        copy = smaller_copy(photo.data, PHOTO_LONG_SIDE)
    except PhotoRefused:
        return False
    paragraph = word.add_paragraph()
    _align(paragraph, "center")
    # An exact line height would show a strip of the picture only.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.keep_with_next = bool(doc.caption_line(photo))
    scale = min(PHOTO_WIDTH / copy.width, PHOTO_HEIGHT / copy.height)
    shape = paragraph.add_run().add_picture(
        io.BytesIO(copy.data), Emu(int(copy.width * scale)), Emu(int(copy.height * scale))
    )
    described = shape._inline.docPr
    described.set("descr", ooxml.printable(doc.caption_line(photo)))
    return True


WRITERS = {
    blocks.Subheading: _write_subheading,
    blocks.Quote: _write_quote,
    blocks.ListBlock: _write_list,
    blocks.Table: _write_table,
}


# -- below the text --------------------------------------------------------------------------------


def _write_details(word, manuscript):
    """What the outlet's editor asks for next: from whom, when it happened, whom to telephone."""
    details = (
        ("供稿单位", manuscript.unit),
        ("体裁", manuscript.genre),
        ("专栏", manuscript.series),
        ("来源", manuscript.source),
        ("事件日期", _chinese_date(manuscript.event_date)),
        ("审签日期", _chinese_date(manuscript.approved_on)),
        ("联系方式", manuscript.contact),
    )
    lines = [f"{label}：{value.strip()}" for label, value in details if value.strip()]
    if lines:
        _add_line(word, "")
    for line in lines:
        _add_line(word, line, font=KAI_FONT, size=SMALL_SIZE)


def _chinese_date(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


# -- lines and runs --------------------------------------------------------------------------------


def _body_paragraph(word):
    paragraph = word.add_paragraph()
    _align(paragraph, "both")
    _exact(paragraph)
    ooxml.set_indent(paragraph, firstLineChars=200, firstLine=BODY_SIZE * 40)
    return paragraph


def _add_line(word, text, *, font=BODY_FONT, size=BODY_SIZE, align="left"):
    paragraph = word.add_paragraph()
    _align(paragraph, align)
    _exact(paragraph)
    if text:
        _add_run(paragraph, text.strip(), font=font, size=size)
    return paragraph


def _add_run(paragraph, text, *, font=BODY_FONT, size=BODY_SIZE, bold=False, italic=False):
    run = _style(paragraph.add_run(ooxml.printable(text)), font, size)
    run.bold, run.italic = bold or None, italic or None
    return run


def _style(run, font, size, closer=True):
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    ooxml.set_fonts(properties, font)
    if closer and size == BODY_SIZE:
        _set_closer(properties)
    return run


def _set_closer(properties):
    spacing = ooxml.element("w:spacing", val=CLOSER_TWIPS)
    properties.find(qn("w:sz")).addprevious(spacing)


def _exact(paragraph):
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Twips(LINE_TWIPS)


def _align(paragraph, align):
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }[align]


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
