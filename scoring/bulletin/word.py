"""The circular as a Word file to the measures of GB/T 9704-2012: A4, a type area of 156 × 225 mm with
22 lines of 28 characters, red mark and red line, title 22 pt, text 16 pt 仿宋. The fonts are named, not
shipped. How a table is divided is scoring.bulletin.typeset's, as for the PDF."""

from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

from editorial.manuscripts import ooxml
from scoring.bulletin.fonts import BODY, HEI, KAI, SONG, TITLE
from scoring.bulletin.sideways import add_sideways_number
from scoring.bulletin.typeset import lead_in, table_layout, width

LINE = Twips(579)  # 225 mm hold 22 lines
TIGHTER = -5  # twentieths of a point: 28 characters of 16 pt in 156 mm
CHARACTER = 320  # twips
RED = RGBColor(0xE6, 0, 0)
LEFT, CENTER, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
# Of tables: (style, font, sizes in half points).
TABLE_STYLES = (("CircularHead", HEI), ("CircularCell", BODY))
TABLE_SIZES = (21, 18)


def bulletin_docx(content, progress=None):
    """The bytes of the file; `content` is scoring.bulletin.content.compose's."""
    word = docx.Document()
    _set_up(word, content)
    _write_head(word, content)
    _write_sections(word, content)
    _write_end(word, content)
    for annex in content["annexes"]:
        _write_annex(word, annex)
    _write_digest(word, content)
    return ooxml.saved(word)


def _set_up(word, content):
    ooxml.set_language(word)
    normal = word.styles["Normal"]
    normal.font.size = Pt(16)
    ooxml.set_fonts(normal.element.get_or_add_rPr(), BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False
    _keep_to_the_grid(normal.element.get_or_add_pPr())
    for name, font in TABLE_STYLES:
        for size in TABLE_SIZES:
            word.styles.element.append(_table_style(f"{name}{size}", font, size))
    section = word.sections[0]
    _turn(section, sideways=False)
    ooxml.set_line_grid(section, 579)
    word.settings.odd_and_even_pages_header_footer = True
    _number_pages(section, sideways=False)
    properties = word.core_properties
    properties.title = ooxml.printable(content["title"])
    properties.author = ooxml.printable(content["issuer"])
    properties.language, properties.comments, properties.last_modified_by = "zh-CN", "", ""


def _keep_to_the_grid(properties):
    """No stop in the margin, no extra space beside figures: 28 characters are 28 characters."""
    for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        properties.insert_element_before(ooxml.element(f"w:{name}", val=0), *ooxml.AFTER_SNAP)


def _table_style(name, font, size):
    """Off the line grid, which would give each row of small type a line of large type."""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="{size * 14}" w:lineRule="exact"/></w:pPr><w:rPr>'
        f'<w:rFonts w:ascii="{ooxml.LATIN_FONT}" w:hAnsi="{ooxml.LATIN_FONT}" w:eastAsia="{font}" '
        f'w:hint="eastAsia"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _turn(section, sideways):
    """The binding edge of a page turned sideways is above, as when the sheet is turned by hand."""
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if sideways else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if sideways else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(35), Mm(37)) if sideways else (Mm(28), Mm(26))


def _number_pages(section, sideways):
    """14 pt at the outer edge, one character in, the dash 7 mm below the text: odd pages right, even
    ones left. On a page turned sideways it stands where the upright page has it."""
    section.header_distance = Mm(10)
    # Empty on a page turned sideways; there it must not reach into the text.
    section.footer_distance = Mm(10 if sideways else 35 - 7 - 3.5)
    for footer, header, side in (
        (section.footer, section.header, "right"),
        (section.even_page_footer, section.even_page_header, "left"),
    ):
        footer.is_linked_to_previous = header.is_linked_to_previous = False
        if sideways:
            add_sideways_number(header.paragraphs[0], side, lambda run: _style(run, SONG, 14))
            continue
        paragraph = footer.paragraphs[0]
        paragraph.alignment = RIGHT if side == "right" else LEFT
        _exactly(paragraph, Mm(7))
        ooxml.set_indent(paragraph, **{f"{side}Chars": 100, side: 280})
        ooxml.add_page_number(paragraph, lambda run: _style(run, SONG, 14))


# -- the letter ------------------------------------------------------------------------------------


def _write_head(word, content):
    """The mark 35 mm down, two lines, the number, 4 mm, the red line, two lines, the title."""
    mark = f"{content['issuer']}文件"
    paragraph = _line(word, mark, TITLE, min(40, 436 // len(mark)), CENTER, color=RED)
    _exactly(paragraph, Mm(14.4), before=Mm(35))
    ooxml.leave_grid(paragraph)
    number = _line(word, content["number"], BODY, 16, CENTER)
    _exactly(number, LINE, before=Mm(20))
    _red_line_below(number)
    title = _line(word, "", TITLE, 22, CENTER)
    _exactly(title, LINE, before=LINE * 2, after=LINE)
    ooxml.leave_grid(title)
    for place, text in enumerate(content.get("title_lines") or [content["title"]]):
        if place:
            title.runs[-1].add_break(WD_BREAK.LINE)
        _style(title.add_run(ooxml.printable(text)), TITLE, 22)
    _line(word, f"{content['addressees']}：", BODY, 16, BOTH)


def _red_line_below(paragraph):
    """As wide as the type area, 156 mm, 4 mm below the number's foot."""
    borders = ooxml.element("w:pBdr")
    borders.append(ooxml.element("w:bottom", val="single", sz=24, space=5, color="E60000"))
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
            _write_paragraph(word, text)


def _write_paragraph(word, text):
    head, rest = lead_in(text)
    paragraph = _body(word, head, KAI)
    if rest:
        _tight(_style(paragraph.add_run(ooxml.printable(rest)), BODY, 16))
    elif head:
        paragraph.paragraph_format.keep_with_next = True
        ooxml.set_outline_level(paragraph, 2)


def _write_end(word, content):
    """The list of annexes and the signature stay together, under the last lines of the text."""
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    made = [_line(word, "", BODY, 16)]
    for number, annex in enumerate(content["annexes"], start=1):
        name = annex["title"].split(" ", 1)[1]
        paragraph = _line(word, f"{'附件：' if number == 1 else ''}{number}. {name}", BODY, 16)
        # Turned lines stand below the name, not below the number.
        hanging = 430 if number == 1 else 130
        ooxml.set_indent(
            paragraph, leftChars=630, left=2016, hangingChars=hanging, hanging=hanging * 32 // 10
        )
        made.append(paragraph)
    made += [_line(word, "", BODY, 16), _line(word, "", BODY, 16)]
    wider = (width(content["date"]) - width(content["issuer"])) / 2
    for text, inward in ((content["issuer"], max(4 + wider, 0)), (content["date"], 4)):
        paragraph = _line(word, text, BODY, 16, RIGHT)
        chars = round(inward * 100)
        ooxml.set_indent(paragraph, rightChars=chars, right=chars * CHARACTER // 100)
        made.append(paragraph)
    for paragraph in made[:-1]:
        paragraph.paragraph_format.keep_with_next = True


# -- annexes ---------------------------------------------------------------------------------------


def _write_annex(word, annex):
    """Each on pages of its own; wide tables on pages turned sideways."""
    layout = table_layout(annex)
    before = word.sections[-1].orientation
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _turn(section, layout.wide)
    if section.orientation != before:
        _number_pages(section, layout.wide)
    label, title = annex["title"].split(" ", 1)
    _line(word, label, HEI, 16).paragraph_format.keep_with_next = True
    heading = _line(word, title, TITLE, 22, CENTER)
    _exactly(heading, LINE, before=LINE, after=Mm(4))
    ooxml.leave_grid(heading)
    heading.paragraph_format.keep_with_next = True
    ooxml.set_outline_level(heading, 1)
    if not annex["rows"]:
        _body(word, "无。", BODY)
        return
    place = word.element.body.sectPr
    place.addprevious(parse_xml(_table(annex, layout)))


def _table(annex, layout):
    """As text: python-docx makes a cell at a time and takes minutes for five thousand rows."""
    widths = [round(mm * 1440 / 25.4) for mm in layout.widths]
    half_points = round(layout.size * 2)
    # Less than PADDING leaves, as Word's figures may be wider than those that were reckoned with.
    margin = round(layout.size * 20 * 0.4)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    parts = [
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="40" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="40" '
        f'w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>",
        _row(
            annex["columns"], widths, f"CircularHead{half_points}", ["center"] * len(widths), True
        ),
    ]
    sides = ["right" if n in annex["numeric"] else "left" for n in range(len(widths))]
    style = f"CircularCell{half_points}"
    parts += [_row(row, widths, style, sides) for row in annex["rows"]]
    return "".join(parts) + "</w:tbl>"


def _row(texts, widths, style, sides, is_head=False):
    """Never broken across pages; the head is repeated on every page."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(ooxml.printable(text))}</w:t></w:r></w:p></w:tc>'
        for text, wide, side in zip(texts, widths, sides, strict=True)
    )
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"
    )


def _write_digest(word, content):
    if not content.get("digest"):
        return
    text = f"以上数字出自{content['quarter_label']}定稿存档，校验码（SHA-256）：{content['digest']}"
    paragraph = _line(word, text, BODY, 10.5)
    _exactly(paragraph, Pt(15), before=Pt(17))


# -- paragraphs ------------------------------------------------------------------------------------


def _body(word, text, font):
    paragraph = _line(word, text, font, 16, BOTH)
    ooxml.set_indent(paragraph, firstLineChars=200, firstLine=2 * CHARACTER)
    return paragraph


def _line(word, text, font, size, align=LEFT, color=None):
    paragraph = word.add_paragraph()
    paragraph.alignment = align
    _exactly(paragraph, LINE)
    if text:
        run = _style(paragraph.add_run(ooxml.printable(text)), font, size)
        if size == 16:
            _tight(run)
        if color is not None:
            run.font.color.rgb = color
    return paragraph


def _exactly(paragraph, height, before=None, after=None):
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, height
    form.space_before, form.space_after = before, after


def _tight(run):
    properties = run._r.get_or_add_rPr()
    spacing = ooxml.element("w:spacing", val=TIGHTER)
    size = properties.find(qn("w:sz"))
    # The schema wants it before the size.
    properties.append(spacing) if size is None else size.addprevious(spacing)
    return run


def _style(run, font, size):
    run.font.size = Pt(size)
    ooxml.set_fonts(run._r.get_or_add_rPr(), font)
    return run
