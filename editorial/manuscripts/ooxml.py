"""The few pieces of WordprocessingML that python-docx has no words for: East Asian fonts and indents,
the line grid, page numbers, borders, and a file whose bytes depend on its content alone.

Knows the format, not the manuscript: what stands where and how large is `word_out`'s matter.
"""

import io
import re
import zipfile

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

# What XML 1.0 can't hold at all, and Word then refuses the file.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The official fonts belong to their makers and are only named. Where they are missing, Word and WPS
# take the first of the others that is installed.
FONT_FALLBACKS = {
    "方正小标宋简体": "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,KaiTi,方正楷体_GBK,华文楷体,STKaiti,Noto Serif CJK SC",
    "黑体": "SimHei,方正黑体_GBK,微软雅黑,Noto Sans CJK SC",
    "宋体": "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
LATIN_FONT = "Times New Roman"

# The schema's order: what stands after w:snapToGrid in a paragraph's properties, as far as we use it.
AFTER_SNAP = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def printable(text: str) -> str:
    return NOT_XML.sub("", text.replace("\x0b", "\n"))


def element(tag: str, **attributes) -> OxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def replace_child(parent, tag: str, **attributes):
    """Set a child that may stand anywhere in its parent; not for those whose order matters."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = element(tag, **attributes)
    parent.append(made)
    return made


def set_fonts(run_properties, east_asian: str):
    """The hint gives “ ” … — to the Chinese font too; without it they come out narrow, in Latin."""
    fonts = run_properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:hint"), "eastAsia")


def set_indent(paragraph, **twips_or_chars):
    """`firstLineChars`, `firstLine`, `left`, … as the standard names them, on one w:ind."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in twips_or_chars.items():
        indent.set(qn(f"w:{name}"), str(value))


def leave_grid(paragraph):
    """For lines higher than the grid's 16 pt text: LibreOffice would give each of them two lines."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(element("w:snapToGrid", val=0), *AFTER_SNAP)


def set_outline_level(paragraph, level: int):
    """Make a heading that Word's navigation shows, without a heading style and its colours."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(element("w:outlineLvl", val=level - 1))  # near the end by the schema


def set_line_grid(section, line_pitch: int):
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = element("w:docGrid")
        section._sectPr.append(grid)  # the schema wants it last but for what we don't use
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(line_pitch))


def add_page_number(paragraph, style_run):
    """— 1 — with the number as a field; `style_run` gives each of the runs its looks."""
    style_run(paragraph.add_run("— "))
    for kind in ("begin", None, "separate", "1", "end"):
        run = style_run(paragraph.add_run())
        if kind is None:
            instruction = element("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif kind == "1":
            run.text = kind
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))
    style_run(paragraph.add_run(" —"))


def set_borders(table):
    """A thin line round every cell, in the file itself: a style may be lost on the way."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    properties = table._tbl.tblPr
    before = [qn(t) for t in ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")]
    for child in properties:
        if child.tag in before:
            child.addprevious(borders)
            return
    properties.append(borders)


def set_language(document):
    """Chinese for spelling, line breaking and the choice of fonts, whatever machine opens the file."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))[0]
    replace_child(defaults, "w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:eastAsia"), "zh-CN")


def saved(document) -> bytes:
    """The file. The same content always gives the same bytes, so a parcel can be told by its hash."""
    first = io.BytesIO()
    document.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = _font_table() if name == "word/fontTable.xml" else source.read(name)
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FONT_FALLBACKS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    ).encode()
