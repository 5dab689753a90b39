"""The XML namespaces of a Word document, declared in the order of Word or of others."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
WPS_NAMESPACES = {"wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData"}


def declarations(flavour="word"):
    spaces = {**NAMESPACES, **(WPS_NAMESPACES if flavour == "wps" else {})}
    order = sorted(spaces, reverse=True) if flavour in ("wps", "prefix") else list(spaces)
    return " ".join(f'xmlns:{prefix}="{spaces[prefix]}"' for prefix in order)
