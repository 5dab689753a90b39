"""The parts of a Word file: which is the text, what its relations name, how its styles look and how its
lists count. Reads XML with entities and outside references off."""

import posixpath
from dataclasses import dataclass, field, replace

from lxml import etree

from editorial.manuscripts.word_in import opening
from editorial.manuscripts.word_in.layout import Look
from editorial.manuscripts.word_in.limits import ManuscriptRefused

PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
CHINESE_FORMATS = ("chinese", "japanese", "ideograph", "taiwanese")
DIGITS = "〇一二三四五六七八九"


def local(element) -> str:
    """The name without its namespace: old, strict and WPS's files differ in that alone."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element, name="val", otherwise="") -> str:
    """An attribute whatever its namespace."""
    if element is None:
        return otherwise
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return otherwise


def child(element, *names):
    """The first child of a name, step by step; None when one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def children(element, name):
    return [] if element is None else [c for c in element if local(c) == name]


def is_on(element) -> bool:
    """A switch such as w:b: there and not turned off."""
    return element is not None and value(element, otherwise="1") not in ("0", "false", "off")


def parse(data: bytes):
    if not data:
        return None
    try:
        return etree.fromstring(data, etree.XMLParser(**PARSER))
    except etree.XMLSyntaxError as error:
        raise ManuscriptRefused(opening.BROKEN) from error


def relations(archive, part) -> dict:
    """{id: (kind, target, is_outside)} of one part; targets are names in the archive."""
    folder, name = posixpath.split(part)
    root = parse(opening.read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels")))
    found = {}
    for relation in children(root, "Relationship"):
        target, outside = value(relation, "Target"), value(relation, "TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[value(relation, "Id")] = (value(relation, "Type").rpartition("/")[2], target, outside)
    return found


def main_part(archive) -> str:
    for kind, target, outside in relations(archive, "").values():
        if kind == "officeDocument" and not outside and target in archive.namelist():
            return target
    if "word/document.xml" in archive.namelist():
        return "word/document.xml"
    raise ManuscriptRefused(
        "这个压缩包里没有文稿，不是 Word 文件。请在 Word 或 WPS 里另存为 .docx 再传。"
    )


# -- styles ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, its ancestors asked."""

    name: str = ""
    look: Look = Look()
    align: str = ""
    outline: int = 0
    numbering: tuple[str, int] | None = None


def look_of(properties, base: Look) -> Look:
    """A run's properties over what it inherits."""
    if properties is None:
        return base
    changed = {}
    for element in properties:
        name = local(element)
        if name == "sz" and value(element).replace(".", "", 1).isdigit():
            changed["size"] = float(value(element)) / 2
        elif name == "rFonts":
            face = value(element, "eastAsia") or value(element, "hAnsi")
            changed |= {"face": face} if face else {}
        elif name in ("b", "i"):
            changed["bold" if name == "b" else "italic"] = is_on(element)
        elif name == "color":
            changed["red"] = _is_red(value(element))
    return replace(base, **changed) if changed else base


def _is_red(colour):
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= 0xA0 and green <= 0x50 and blue <= 0x50


class Styles:
    """The styles part; unknown styles look like the document's default."""

    def __init__(self, root):
        self.elements, self.known = {}, {}
        self.default = look_of(child(root, "docDefaults", "rPrDefault", "rPr"), Look(size=10.5))
        self.default_id = ""
        for style in children(root, "style"):
            self.elements[value(style, "styleId")] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self.default_id = value(style, "styleId")

    def style(self, style_id: str) -> Style:
        style_id = style_id if style_id in self.elements else self.default_id
        if style_id not in self.known:
            self.known[style_id] = self._read(style_id, frozenset())
        return self.known[style_id]

    def run_look(self, style_id: str, base: Look) -> Look:
        """A character style over its paragraph's look."""
        element = self.elements.get(style_id)
        return base if element is None else look_of(child(element, "rPr"), base)

    def _read(self, style_id, seen):
        element = self.elements.get(style_id)
        if element is None or style_id in seen:
            return Style(look=self.default)
        base = self._read(value(child(element, "basedOn")), seen | {style_id})
        properties = child(element, "pPr")
        return Style(
            name=value(child(element, "name")).lower(),
            look=look_of(child(element, "rPr"), base.look),
            align=value(child(properties, "jc")) or base.align,
            outline=outline_of(properties, base.outline),
            numbering=numbering_of(properties) or base.numbering,
        )


def outline_of(properties, otherwise=0) -> int:
    level = value(child(properties, "outlineLvl"))
    if not level.isdigit():
        return otherwise
    return int(level) + 1 if int(level) < 9 else 0


def numbering_of(properties):
    """(list, level) or None; list '0' takes a style's numbering away."""
    numbers = child(properties, "numPr")
    if numbers is None:
        return None
    level = value(child(numbers, "ilvl"), otherwise="0")
    return value(child(numbers, "numId"), otherwise="0"), int(level) if level.isdigit() else 0


# -- numbering -------------------------------------------------------------------------------------


@dataclass
class Numbering:
    """The lists of a file with their counters; `next_label` counts on at each call."""

    levels: dict = field(default_factory=dict)
    counters: dict = field(default_factory=dict)

    @classmethod
    def of(cls, root):
        abstract = {value(a, "abstractNumId"): _levels_of(a) for a in children(root, "abstractNum")}
        lists = {}
        for number in children(root, "num"):
            lists[value(number, "numId")] = abstract.get(value(child(number, "abstractNumId")), {})
        return cls(lists)

    def kind(self, list_id: str, level: int) -> str:
        """'bullet', 'number', 'chinese', or '' for none."""
        form = self.levels.get(list_id, {}).get(level, ("none", "", 1))[0]
        if form == "bullet":
            return "bullet"
        if form == "none":
            return ""
        return "chinese" if form.startswith(CHINESE_FORMATS) else "number"

    def next_label(self, list_id: str, level: int) -> str:
        counts = self.counters.setdefault(list_id, {})
        levels = self.levels.get(list_id, {})
        counts[level] = counts.get(level, levels.get(level, ("", "", 1))[2] - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        label = levels.get(level, ("", "", 1))[1]
        for at in range(9):
            form, _, start = levels.get(at, ("decimal", "", 1))
            label = label.replace(f"%{at + 1}", _counted(counts.get(at, start), form))
        return label


def _levels_of(abstract):
    levels = {}
    for level in children(abstract, "lvl"):
        start = value(child(level, "start"), otherwise="1")
        levels[int(value(level, "ilvl", "0") or 0)] = (
            value(child(level, "numFmt"), otherwise="decimal"),
            value(child(level, "lvlText")),
            int(start) if start.isdigit() else 1,
        )
    return levels


def _counted(number, form):
    if form.startswith(CHINESE_FORMATS):
        return _in_chinese(number)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[number - 1]
        return letter.upper() if form == "upperLetter" else letter
    return str(number)


def _in_chinese(number):
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    head = "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
