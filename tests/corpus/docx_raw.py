"""Packs a document of the model into a .docx with nothing but zipfile and strings, in the flavours of Word and WPS."""

import io
import zipfile
from xml.sax.saxutils import quoteattr

from tests.corpus.model import Run
from tests.corpus.namespaces import OFFICE, declarations
from tests.corpus.styles import numbering_xml, styles_xml
from tests.corpus.wordml import SIGN, block_xml, run_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EXTERNAL = ' TargetMode="External"'


class Parts:
    """The relationships, media, comments and footnotes that the inlines ask for."""

    def __init__(self):
        self.relations, self.media, self.comments, self.footnotes = [], [], [], []
        self.drawings = 0

    def relate(self, kind, target, external=False):
        self.relations.append((kind, target, external))
        return f"rId{len(self.relations)}"

    def image(self, picture):
        name = f"image{len(self.media) + 1}.{picture.extension}"
        self.media.append((name, picture.data))
        return self.relate("image", f"media/{name}")

    def link(self, url):
        return self.relate("hyperlink", url, external=True)

    def note(self, kind, text):
        notes = self.comments if kind == "comment" else self.footnotes
        notes.append(text)
        return len(notes)

    def drawing(self):
        self.drawings += 1
        return self.drawings


def _page_parts(document, parts):
    """(file name → XML) of header and footer, and the references that the section makes to them."""
    files, references = {}, ""
    if document.header:
        relation = parts.relate("header", "header1.xml")
        references += f'<w:headerReference w:type="default" r:id="{relation}"/>'
        files["word/header1.xml"] = _root(
            "hdr", f"<w:p>{run_xml(Run(document.header))}</w:p>", document.flavour
        )
    if document.page_numbers:
        relation = parts.relate("footer", "footer1.xml")
        references += f'<w:footerReference w:type="default" r:id="{relation}"/>'
        field = f'<w:fldSimple w:instr=" PAGE ">{run_xml(Run("1"))}</w:fldSimple>'
        files["word/footer1.xml"] = _root(
            "ftr", f"<w:p>{run_xml(Run('— '))}{field}{run_xml(Run(' —'))}</w:p>", document.flavour
        )
    return files, references


def _root(tag, inside, flavour):
    ignorable = ' mc:Ignorable="w14 wp14"'
    return f"{HEAD}<w:{tag} {declarations(flavour)}{ignorable}>{inside}</w:{tag}>"


def _notes(tag, item, notes, flavour):
    sign = SIGN if item == "comment" else ""
    inside = "".join(
        f'<w:{item} w:id="{number}" {sign}><w:p>{run_xml(Run(text))}</w:p></w:{item}>'
        for number, text in enumerate(notes, 1)
    )
    return _root(tag, inside, flavour)


def _content_types(files):
    kinds = {
        "word/document.xml": "document.main",
        "word/styles.xml": "styles",
        "word/numbering.xml": "numbering",
        "word/header1.xml": "header",
        "word/footer1.xml": "footer",
        "word/comments.xml": "comments",
        "word/footnotes.xml": "footnotes",
    }
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{word}.{kinds[name]}+xml"/>'
        for name in files
        if name in kinds
    )
    images = "".join(
        f'<Default Extension="{extension}" ContentType="image/{kind}"/>'
        for extension, kind in (("jpg", "jpeg"), ("jpeg", "jpeg"), ("png", "png"))
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{images}{overrides}</Types>'
    )


def _relationships(relations):
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}'
        f"{EXTERNAL if external else ''}/>"
        for number, (kind, target, external) in enumerate(relations, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def write(document):
    """The bytes of the .docx."""
    flavour, parts = document.flavour, Parts()
    parts.relate("styles", "styles.xml")
    parts.relate("numbering", "numbering.xml")
    body = "".join(block_xml(block, parts, flavour) for block in document.body)
    files, references = _page_parts(document, parts)
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>'
    )
    files["word/document.xml"] = _root("document", f"<w:body>{body}{section}</w:body>", flavour)
    files["word/styles.xml"] = _root("styles", styles_xml(flavour), flavour)
    files["word/numbering.xml"] = _root("numbering", numbering_xml(), flavour)
    if parts.comments:
        parts.relate("comments", "comments.xml")
        files["word/comments.xml"] = _notes("comments", "comment", parts.comments, flavour)
    if parts.footnotes:
        parts.relate("footnotes", "footnotes.xml")
        files["word/footnotes.xml"] = _notes("footnotes", "footnote", parts.footnotes, flavour)
    if flavour == "prefix":
        files = {name: _other_prefix(xml) for name, xml in files.items()}
    return _package(files, parts)


def _other_prefix(xml):
    """The main namespace under another prefix: the same document to an XML reader."""
    for old, new in (
        ("<w:", "<ns0:"),
        ("</w:", "</ns0:"),
        (" w:", " ns0:"),
        ("xmlns:w=", "xmlns:ns0="),
    ):
        xml = xml.replace(old, new)
    return xml


def _package(files, parts):
    root = [("officeDocument", "word/document.xml", False)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(files))
        package.writestr("_rels/.rels", _relationships(root))
        package.writestr("word/_rels/document.xml.rels", _relationships(parts.relations))
        for name, xml in files.items():
            package.writestr(name, xml)
        for name, data in parts.media:
            package.writestr(f"word/media/{name}", data)
    return out.getvalue()
