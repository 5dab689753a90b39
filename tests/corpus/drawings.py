"""Pictures as Word keeps them: inline, floating, legacy VML, and twice over for old readers."""

from tests.corpus.namespaces import NAMESPACES


def _pic(relation, picture, number):
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{picture.width * 4800}" cy="{picture.height * 4800}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def graphic(uri, inside):
    return f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic>'


def _inline(picture, number, graphic):
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{picture.width * 4800}" cy="{picture.height * 4800}"/><wp:docPr id="{number}" name="图片 {number}"/>'
        f"<wp:cNvGraphicFramePr/>{graphic}</wp:inline></w:drawing>"
    )


def anchor(width, height, number, graphic):
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>100000</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapTopAndBottom/><wp:docPr id="{number}" name="对象 {number}"/>'
        f"<wp:cNvGraphicFramePr/>{graphic}</wp:anchor></w:drawing>"
    )


def _vml(relation, picture, number):
    return (
        f'<w:pict><v:shape id="_x0000_s{1025 + number}" style="width:{picture.width // 2}pt;height:{picture.height // 2}pt">'
        f'<v:imagedata r:id="{relation}" o:title="照片"/></v:shape></w:pict>'
    )


def choice_or_fallback(requires, choice, fallback):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def image_xml(image, parts):
    relation, number, picture = parts.image(image.picture), parts.drawing(), image.picture
    uri = NAMESPACES["pic"]
    pic = _pic(relation, picture, number)
    width, height = picture.width * 4800, picture.height * 4800
    if image.how == "inline":
        inside = _inline(picture, number, graphic(uri, pic))
    elif image.how == "anchor":
        inside = anchor(width, height, number, graphic(uri, pic))
    elif image.how == "vml":
        inside = _vml(relation, picture, number)
    elif image.how == "alternate":
        choice = anchor(width, height, number, graphic(uri, pic))
        inside = choice_or_fallback("wp14", choice, _vml(relation, picture, number))
    else:
        group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{pic}</wpg:wgp>"
        choice = anchor(width, height, number, graphic(NAMESPACES["wpg"], group))
        inside = choice_or_fallback("wpg", choice, _vml(relation, picture, number))
    return f"<w:r>{inside}</w:r>"
