"""Paragraphs, tables and their inlines as WordprocessingML, string by string. `parts` keeps what stands outside
the text: pictures, links, notes."""

from xml.sax.saxutils import escape, quoteattr

from tests.corpus.drawings import anchor, choice_or_fallback, graphic, image_xml
from tests.corpus.model import Around, Image, Link, Note, Para, Run, Table, TextBox, Wrap, Xml
from tests.corpus.namespaces import NAMESPACES
from tests.corpus.styles import STYLE_IDS

BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>'
SIGN = 'w:author="编辑" w:date="2024-03-05T08:00:00Z"'


def look_xml(look):
    font = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{look.font}"/>'
    )
    inside = "".join(
        (
            font if look.font else "",
            "<w:b/>" if look.bold else "",
            "<w:i/>" if look.italic else "",
            "<w:vanish/>" if look.hidden else "",
            f'<w:color w:val="{look.color}"/>' if look.color else "",
            f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>' if look.size else "",
        )
    )
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def text_xml(text, tag="w:t"):
    pieces, plain = [], ""
    for character in [*text, None]:
        if character is not None and character not in BREAKS:
            plain += character
            continue
        if plain:
            pieces.append(f'<{tag} xml:space="preserve">{escape(plain)}</{tag}>')
        plain = ""
        pieces.append(BREAKS.get(character, ""))
    return "".join(pieces)


def run_xml(run):
    return f"<w:r>{look_xml(run.look)}{text_xml(run.text)}</w:r>"


def deleted_xml(text, look):
    """A tracked deletion, as the habits put it into a Wrap-free spot."""
    return (
        f'<w:del w:id="900" {SIGN}><w:r>{look_xml(look)}{text_xml(text, "w:delText")}</w:r></w:del>'
    )


def text_box_xml(box, parts):
    number = parts.drawing()
    inside = "".join(block_xml(paragraph, parts, "word") for paragraph in box.paragraphs)
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="400000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    choice = anchor(3000000, 400000, number, graphic(NAMESPACES["wps"], shape))
    fallback = (
        f'<w:pict><v:shape id="_x0000_s{1025 + number}" type="#_x0000_t202" style="width:236pt;height:31pt">'
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict>"
    )
    return f"<w:r>{choice_or_fallback('wps', choice, fallback)}</w:r>"


def note_xml(note, parts):
    number = parts.note(note.kind, note.text)
    inside = inlines_xml(note.inside, parts)
    if note.kind == "footnote":
        return inside + f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def inline_xml(inline, parts):
    if isinstance(inline, Run):
        return run_xml(inline)
    if isinstance(inline, Xml):
        return inline.xml
    if isinstance(inline, Wrap):
        return inline.before + inlines_xml(inline.inside, parts) + inline.after
    if isinstance(inline, Link):
        relation = parts.link(inline.url)
        return f'<w:hyperlink r:id="{relation}">{inlines_xml(inline.inside, parts)}</w:hyperlink>'
    if isinstance(inline, Image):
        return image_xml(inline, parts)
    if isinstance(inline, TextBox):
        return text_box_xml(inline, parts)
    assert isinstance(inline, Note), inline
    return note_xml(inline, parts)


def inlines_xml(inlines, parts):
    return "".join(inline_xml(inline, parts) for inline in inlines)


def paragraph_properties(para, flavour):
    indent = {
        "chars": '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "line": '<w:ind w:firstLine="640"/>',
    }
    number = ""
    if para.number:
        kind, level = para.number
        identity = {"bullet": 1, "decimal": 2, "chinese": 3}[kind]
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    style = STYLE_IDS[flavour].get(para.style)
    inside = "".join(
        (
            f"<w:pStyle w:val={quoteattr(style)}/>" if style else "",
            number,
            BORDER if para.border else "",
            '<w:spacing w:line="560" w:lineRule="exact"/>' if para.indent else "",
            indent.get(para.indent, ""),
            f'<w:jc w:val="{para.align}"/>' if para.align else "",
            f'<w:rPr><w:{para.mark} w:id="901" {SIGN}/></w:rPr>' if para.mark else "",
        )
    )
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def table_xml(table, parts, flavour):
    width, line = len(table.rows[0]), "single" if table.lines else "nil"
    borders = "".join(
        f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{8800 // width}"/>' * width
    rows = "".join(row_xml(table, place, parts, flavour) for place in range(len(table.rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row_xml(table, place, parts, flavour):
    properties = ""
    if table.header and place == 0:
        properties = "<w:trPr><w:tblHeader/></w:trPr>"
    if place in table.deleted_rows:
        properties = f'<w:trPr><w:del w:id="902" {SIGN}/></w:trPr>'
    cells, column, width = [], 0, len(table.rows[0])
    while column < width:
        cell, start = covering(table, place, column)
        cells.append(cell_xml(cell, start == place, parts, flavour, 8800 // width))
        column += cell.columns
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def covering(table, place, column):
    """The cell that shows at a place which is free or the left edge of a vertical merge, and its first row."""
    while table.rows[place][column] is None:
        place -= 1
    return table.rows[place][column], place


def cell_xml(cell, first, parts, flavour, width):
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    span = "" if cell.columns == 1 else f'<w:gridSpan w:val="{cell.columns}"/>'
    content = "<w:p/>"
    if first:
        content = "".join(block_xml(block, parts, flavour) for block in cell.content) or "<w:p/>"
        if cell.content and isinstance(cell.content[-1], Table):
            content += "<w:p/>"
    size = f'<w:tcW w:w="{width * cell.columns}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{content}</w:tc>"


def block_xml(block, parts, flavour):
    if isinstance(block, Para):
        inside = inlines_xml(block.inlines, parts)
        return f"<w:p>{paragraph_properties(block, flavour)}{inside}</w:p>"
    if isinstance(block, Table):
        return table_xml(block, parts, flavour)
    assert isinstance(block, Around), block
    inside = "".join(block_xml(inner, parts, flavour) for inner in block.inside)
    return block.before + inside + block.after
