"""The circular as a Word file to the measures of GB/T 9704-2012: A4, a type area of 156 × 225 mm
with 22 lines, red mark and red line, title 22 pt, text 16 pt 仿宋. The fonts are named, not shipped."""

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from editorial.manuscripts import ooxml

TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
LINE = Twips(579)  # 225 mm hold 22 lines
RED = RGBColor(0xE6, 0, 0)
LEFT, CENTER, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def bulletin_docx(content):
    """The bytes of the file; `content` is scoring.bulletin.content.compose's."""
    word = docx.Document()
    _set_up(word, content)
    _write_head(word, content)
    _write_sections(word, content)
    _write_signature(word, content)
    for annex in content["annexes"]:
        _write_annex(word, annex)
    return ooxml.saved(word)


def _set_up(word, content):
    ooxml.set_language(word)
    normal = word.styles["Normal"]
    normal.font.size = Pt(16)
    ooxml.set_fonts(normal.element.get_or_add_rPr(), BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(210 - 28 - 156), Mm(297 - 37 - 225)
    section.footer_distance = Mm(22)  # the number stands 7 mm below the text
    ooxml.set_line_grid(section, 579)
    _number_pages(word, section)
    properties = word.core_properties
    properties.title, properties.author = content["title"], content["issuer"]
    properties.language, properties.comments, properties.last_modified_by = "zh-CN", "", ""


def _number_pages(word, section):
    """14 pt at the outer edge, one character in: odd pages right, even ones left."""
    word.settings.odd_and_even_pages_header_footer = True
    for footer, align, side in (
        (section.footer, RIGHT, "right"),
        (section.even_page_footer, LEFT, "left"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        ooxml.set_indent(paragraph, **{f"{side}Chars": 100, side: 280})
        ooxml.add_page_number(paragraph, lambda run: _style(run, SONG, 14))


def _write_head(word, content):
    mark = _line(word, f"{content['issuer']}文件", TITLE, 26, CENTER, color=RED, exact=False)
    mark.paragraph_format.space_after = Pt(32)
    number = _line(word, content["number"], BODY, 16, CENTER)
    _red_line_below(number)
    _line(word, "", BODY, 16)
    _line(word, content["title"], TITLE, 22, CENTER, exact=False)
    _line(word, "", BODY, 16)
    _line(word, f"{content['addressees']}：", BODY, 16, LEFT)


def _red_line_below(paragraph):
    """As wide as the type area, 156 mm."""
    borders = ooxml.element("w:pBdr")
    borders.append(ooxml.element("w:bottom", val="single", sz=18, space=4, color="E60000"))
    properties = paragraph._p.get_or_add_pPr()
    # The schema wants borders before spacing, indents and alignment.
    successors = [qn(f"w:{tag}") for tag in ("spacing", "ind", "jc", "rPr")]
    place = next((child for child in properties if child.tag in successors), None)
    properties.append(borders) if place is None else place.addprevious(borders)


def _write_sections(word, content):
    for section in content["sections"]:
        heading = _body(word, section["heading"], HEI)
        heading.paragraph_format.keep_with_next = True
        ooxml.set_outline_level(heading, 1)
        for text in section["paragraphs"]:
            _body(word, text, BODY)


def _write_signature(word, content):
    _line(word, "", BODY, 16)
    for number, annex in enumerate(content["annexes"], start=1):
        name = annex["title"].split(" ", 1)[1]
        _body(word, f"附件：{number}. {name}" if number == 1 else f"　　　{number}. {name}", BODY)
    _line(word, "", BODY, 16)
    for text in (content["issuer"], content["date"]):
        paragraph = _line(word, text, BODY, 16, RIGHT)
        ooxml.set_indent(paragraph, rightChars=400, right=16 * 20 * 4)


def _write_annex(word, annex):
    """Each on pages of its own; wide tables on a page turned sideways."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _turn(section, sideways=len(annex["columns"]) > 6)
    label, title = annex["title"].split(" ", 1)
    _line(word, label, HEI, 16)
    _line(word, title, TITLE, 22, CENTER, exact=False).paragraph_format.space_after = Pt(12)
    if annex["rows"]:
        _write_table(word, annex, section)
    else:
        _body(word, "无。", BODY)


def _turn(section, sideways):
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if sideways else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if sideways else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(35), Mm(37)) if sideways else (Mm(28), Mm(26))


def _write_table(word, annex, section):
    table = word.add_table(rows=1, cols=len(annex["columns"]))
    ooxml.set_borders(table)
    width = section.page_width - section.left_margin - section.right_margin
    widths = _widths(annex, width)
    _fill(table.rows[0], annex["columns"], widths, (), HEI)
    _repeat_on_every_page(table.rows[0])
    for row in annex["rows"]:
        _fill(table.add_row(), row, widths, annex["numeric"], BODY)


def _widths(annex, width):
    """In the ratio of the longest cell, within reason."""
    columns = list(zip(annex["columns"], *annex["rows"], strict=True))
    weights = [min(max(max(len(text) for text in column), 3), 22) for column in columns]
    return [int(width * weight / sum(weights)) for weight in weights]


def _fill(row, texts, widths, numeric, font):
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = widths[index]
        paragraph = cell.paragraphs[0]
        paragraph.alignment = RIGHT if index in numeric else CENTER if font == HEI else LEFT
        _style(paragraph.add_run(ooxml.printable(text)), font, 11)


def _repeat_on_every_page(row):
    row._tr.get_or_add_trPr().append(ooxml.element("w:tblHeader"))


def _body(word, text, font):
    paragraph = _line(word, text, font, 16, BOTH)
    ooxml.set_indent(paragraph, firstLineChars=200, firstLine=640)
    return paragraph


def _line(word, text, font, size, align=LEFT, color=None, exact=True):
    paragraph = word.add_paragraph()
    paragraph.alignment = align
    if exact:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = LINE
    if text:
        run = _style(paragraph.add_run(ooxml.printable(text)), font, size)
        if color is not None:
            run.font.color.rgb = color
    return paragraph


def _style(run, font, size):
    run.font.size = Pt(size)
    ooxml.set_fonts(run._r.get_or_add_rPr(), font)
    return run
