"""Writes a document of the model with python-docx on its stock template; what that library has no call for
goes in as XML. Footnotes and Chinese numbering need the raw writer."""

import io

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.corpus import wordml
from tests.corpus.model import Image, Note, Para, Run, Table
from tests.corpus.namespaces import declarations

STYLES = {
    "title": "Title",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "caption": "Caption",
    "own": "文章标题",
}
IDS_OF_THE_TEMPLATE = "prefix"  # that flavour of the raw writer has the same style ids
LISTS = {"bullet": "List Bullet", "decimal": "List Number"}
ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class PartOf:
    """What docx_raw.Parts offers, kept in the part of a python-docx document."""

    def __init__(self, word):
        self.word, self.part, self.drawings = word, word.part, 100

    def image(self, picture):
        relation, _ = self.part.get_or_add_image(io.BytesIO(picture.data))
        return relation

    def link(self, url):
        return self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def drawing(self):
        self.drawings += 1
        return self.drawings


def add_run(paragraph, run):
    made = paragraph.add_run(run.text)
    look = run.look
    if look.font:
        made.font.name = "Times New Roman"
        made._element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    if look.size:
        made.font.size = Pt(look.size / 2)
    if look.bold:
        made.bold = True
    if look.italic:
        made.italic = True
    if look.hidden:
        made.font.hidden = True
    if look.color:
        made.font.color.rgb = RGBColor.from_string(look.color)
    return made


def fill(paragraph, para, parts):
    style = STYLES.get(para.style) or (LISTS[para.number[0]] if para.number else None)
    if style:
        paragraph.style = style
    if para.align:
        paragraph.alignment = ALIGN[para.align]
    if para.indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    add_properties(paragraph, para)
    for inline in para.inlines:
        if isinstance(inline, Run):
            add_run(paragraph, inline)
        elif isinstance(inline, Image) and inline.how == "inline":
            paragraph.add_run().add_picture(io.BytesIO(inline.picture.data), width=Pt(200))
        elif isinstance(inline, Note):
            runs = [add_run(paragraph, run) for run in inline.inside]
            parts.word.add_comment(runs, inline.text, author="编辑")
        else:
            _append(paragraph._p, wordml.inline_xml(inline, parts))


def add_properties(paragraph, para):
    """The border and the fate of the paragraph mark, in the places that the schema gives them."""
    properties = paragraph._p.get_or_add_pPr()
    if para.border:
        properties.insert_element_before(_parsed(wordml.BORDER), "w:spacing", "w:ind", "w:jc")
    if para.mark:
        mark = _parsed(f'<w:rPr><w:{para.mark} w:id="901" {wordml.SIGN}/></w:rPr>')
        properties.insert_element_before(mark, "w:sectPr")


def _parsed(xml):
    return parse_xml(f"<w:p {declarations()}>{xml}</w:p>")[0]


def _append(element, xml):
    for child in parse_xml(f"<w:p {declarations()}>{xml}</w:p>"):
        element.append(child)


def add_table(container, table, parts):
    made = container.add_table(len(table.rows), len(table.rows[0]))
    if table.lines and hasattr(container, "styles"):
        made.style = "Table Grid"
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            target = made.cell(row, column)
            if (cell.rows, cell.columns) != (1, 1):
                last = made.cell(row + cell.rows - 1, column + cell.columns - 1)
                target = target.merge(last)
            add_cell(target, cell, parts)
    for place in table.deleted_rows:
        properties = made.rows[place]._tr.get_or_add_trPr()
        properties.append(_parsed(f'<w:del w:id="902" {wordml.SIGN}/>'))


def add_cell(target, cell, parts):
    blank = target.paragraphs[0]
    for block in cell.content:
        if isinstance(block, Table):
            add_table(target, block, parts)
            continue
        paragraph = blank or target.add_paragraph()
        fill(paragraph, block, parts)
        blank = None


def add_own_style(word):
    style = word.styles.add_style(STYLES["own"], WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.paragraph_format.alignment = Pt(22), ALIGN["center"]


def write(document):
    """The bytes of the .docx."""
    word = docx.Document()
    add_own_style(word)
    parts = PartOf(word)
    for block in document.body:
        if isinstance(block, Para):
            fill(word.add_paragraph(), block, parts)
        elif isinstance(block, Table):
            add_table(word, block, parts)
        else:
            xml = wordml.block_xml(block, parts, IDS_OF_THE_TEMPLATE)
            word.element.body.insert_element_before(_parsed(xml), "w:sectPr")
    if document.header:
        word.sections[0].header.paragraphs[0].text = document.header
    if document.page_numbers:
        footer = word.sections[0].footer.paragraphs[0]
        _append(footer._p, '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
