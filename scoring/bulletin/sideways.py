"""The page number of a Word page turned sideways: in a box in the left margin, turned by a quarter, so that
it stands where the upright page has its own. Word knows no other way to turn a line of a header."""

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from editorial.manuscripts import ooxml

EMU = 36_000  # in a millimetre
# In mm: as long as the type area is high and just left of it, so that its middle is 7 mm away.
LONG, WIDE = 156, 14
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
KIND = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def add_sideways_number(paragraph, side, style_run):
    """`side` is the upright page's: "right" stands below, "left" above."""
    run = paragraph.add_run()
    run._r.append(parse_xml(_box(1 if side == "right" else 2)))
    inner = run._r.find(f".//{qn('w:txbxContent')}/{qn('w:p')}")
    # As a paragraph of the header, so that its runs are made like any other.
    line = type(paragraph)(inner, paragraph._parent)
    line.paragraph_format.space_after = 0
    properties = inner.get_or_add_pPr()
    properties.append(ooxml.element("w:ind", **{f"{side}Chars": 100, side: 280}))
    properties.append(ooxml.element("w:jc", val=side))
    ooxml.add_page_number(line, style_run)


def _box(number):
    size = f'cx="{round(WIDE * EMU)}" cy="{round(LONG * EMU)}"'
    return f"""
<mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="leftMargin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>center</wp:align></wp:positionV>
<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="页码{number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{KIND}"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>
<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"""
