"""From the XML of a Word file to its lines: walks the text as accepted, finds pictures wherever they
stand, and notes what it leaves out. Knows nothing of headlines or captions."""

from editorial.manuscripts.word_in import opening
from editorial.manuscripts.word_in.layout import Cell, Grid, Line, Look, Loss, Picture, Span
from editorial.manuscripts.word_in.parts import (
    Numbering,
    Styles,
    child,
    children,
    is_on,
    local,
    look_of,
    main_part,
    numbering_of,
    outline_of,
    parse,
    relations,
    value,
)

# Elements that only wrap: their content is read as if they were not there.
WRAPPERS = frozenset(
    ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "ruby", "rubyBase")
    + ("dir", "bdo", "Choice")
)
REMOVED = frozenset(("del", "moveFrom"))
UNKEPT_FORMATS = {"u": "下划线", "strike": "删除线", "highlight": "突出显示的底色"}
TEXT_OF = {"tab": " ", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n"}


class WordLines:
    """Reads one file: `items` are lines and grids in order, `losses` what was left out."""

    def __init__(self, archive):
        self.archive = archive
        self.part = main_part(archive)
        folder = self.part.rpartition("/")[0]
        self.relations = relations(archive, self.part)
        self.styles = Styles(self._related("styles", f"{folder}/styles.xml"))
        self.numbering = Numbering.of(self._related("numbering", f"{folder}/numbering.xml"))
        self.losses: list[Loss] = []
        self.revised = {"ins": 0, "del": 0}
        self.field_depth, self.field_shows = 0, [True]
        root = parse(opening.read_part(archive, self.part))
        self.items = self._block_items(child(root, "body"))
        self._note_revisions()
        self._note_other_parts()

    def _related(self, kind, otherwise):
        names = [target for known, target, outside in self.relations.values() if known == kind]
        return parse(opening.read_part(self.archive, names[0] if names else otherwise))

    # -- blocks ----------------------------------------------------------------------------------

    def _block_items(self, parent, in_textbox=False):
        items = []
        for element in [] if parent is None else parent:
            name = local(element)
            if name == "p":
                made = self._paragraph(element, in_textbox)
                if items and isinstance(items[-1], Line) and items[-1].joins_next:
                    _put_before(made[0], items.pop())
                items += made
            elif name == "tbl":
                items.append(self._table(element))
            elif name in REMOVED:
                self.revised["del"] += 1
            elif name == "AlternateContent":
                items += self._block_items(self._alternative(element), in_textbox)
            elif name in WRAPPERS:
                items += self._block_items(element, in_textbox)
            elif name == "altChunk":
                self.losses.append(Loss("object", "嵌在文稿里的另一个文件"))
        return items

    def _paragraph(self, element, in_textbox):
        """A paragraph as one line a soft break, followed by what its text boxes hold."""
        properties = child(element, "pPr")
        joins_next = properties is not None and child(properties, "rPr", "del") is not None
        if joins_next:
            self.revised["del"] += 1
        style = self.styles.style(value(child(properties, "pStyle")))
        reader = _Runs(self, style.look)
        reader.read(element)
        lines = reader.lines
        for line in lines:
            line.align = value(child(properties, "jc")) or style.align
            line.style, line.in_textbox = style.name, in_textbox
            line.outline = outline_of(properties, style.outline)
        self._number(lines[0], numbering_of(properties) or style.numbering)
        if joins_next:
            lines[-1].joins_next = True
        items = list(lines)
        for box in reader.textboxes:
            items += self._block_items(box, in_textbox=True)
        return items

    def _number(self, line, numbering):
        if not numbering or not line.text:
            return
        list_id, level = numbering
        line.list_kind = self.numbering.kind(list_id, level)
        line.list_id = f"{list_id}/{level}"
        if line.list_kind in ("number", "chinese"):
            line.label = self.numbering.next_label(list_id, level)

    def _table(self, element):
        """Cells with their places; a cell that continues a merged one only makes that longer."""
        cells, open_above, width = [], {}, 0
        rows = list(self._rows(element))
        for row, row_element in enumerate(rows):
            skipped = value(child(row_element, "trPr", "gridBefore"))
            column = int(skipped) if skipped.isdigit() else 0
            for cell in self._wrapped(row_element, "tc"):
                properties = child(cell, "tcPr")
                span = value(child(properties, "gridSpan"))
                columns = min(int(span), 63) if span.isdigit() and int(span) else 1
                merge = child(properties, "vMerge")
                starts = merge is None or value(merge) == "restart"
                if not starts and column in open_above:
                    at = open_above[column]
                    cells[at][3] += 1
                    cells[at][0] += self._block_items(cell)
                else:
                    cells.append([self._block_items(cell), row, column, 1, columns])
                    open_above.pop(column, None)
                    if merge is not None:
                        open_above[column] = len(cells) - 1
                column += columns
            width = max(width, column)
        return Grid(tuple(Cell(tuple(items), *place) for items, *place in cells), len(rows), width)

    def _rows(self, table):
        for row in self._wrapped(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self.revised["del"] += 1
            else:
                yield row

    def _wrapped(self, parent, name):
        for element in parent:
            if local(element) == name:
                yield element
            elif local(element) in WRAPPERS:
                yield from self._wrapped(element, name)

    @staticmethod
    def _alternative(element):
        """New programs' version of something that is there twice; the old one where that is empty."""
        choices = [c for c in children(element, "Choice") if len(c)]
        return choices[0] if choices else child(element, "Fallback")

    # -- what is left out --------------------------------------------------------------------------

    def lose(self, kind, text):
        loss = Loss(kind, text)
        if loss not in self.losses:
            self.losses.append(loss)

    def _note_revisions(self):
        if any(self.revised.values()):
            self.lose(
                "revision",
                f"修订标记：按接受处理，插入{self.revised['ins']}处，删除{self.revised['del']}处",
            )

    def _note_other_parts(self):
        """Headers, footers, notes and comments are told, without the separators Word keeps there."""
        named = {
            "header": ("header", "页眉"),
            "footer": ("header", "页脚"),
            "footnotes": ("note", "脚注"),
            "endnotes": ("note", "尾注"),
            "comments": ("comment", "批注"),
        }
        for kind, target, outside in self.relations.values():
            if outside or kind not in named:
                continue
            loss_kind, name = named[kind]
            root = parse(opening.read_part(self.archive, target))
            for text in _texts_of(root, by_child=kind in ("footnotes", "endnotes", "comments")):
                if not _is_page_number(text):
                    self.lose(loss_kind, f"{name}：{text}")
        if any(name.endswith("vbaProject.bin") for name in self.archive.namelist()):
            self.lose("object", "宏")


def _texts_of(root, by_child):
    if root is None:
        return
    for part in root if by_child else [root]:
        if value(part, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        words = [node.text or "" for node in part.iter() if local(node) == "t"]
        if text := "".join(words).strip():
            yield text


def _is_page_number(text):
    return not text.strip("—-–·•第页共/ \u30000123456789")


class _Runs:
    """The runs of one paragraph: spans and pictures, parted into lines by soft breaks."""

    def __init__(self, owner, look):
        self.owner, self.base = owner, look
        self.lines, self.textboxes = [Line()], []

    def read(self, parent):
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element)
            elif name in REMOVED:
                self.owner.revised["del"] += 1
            elif name == "hyperlink":
                self._link(element)
                self.read(element)
            elif name == "AlternateContent":
                self._alternative(element)
            elif name in ("oMath", "oMathPara"):
                self._formula(element)
            elif name in WRAPPERS:
                self.owner.revised["ins"] += name in ("ins", "moveTo")
                self.read(element)

    def _run(self, run):
        properties = child(run, "rPr")
        style_id = value(child(properties, "rStyle"))
        look = look_of(properties, self.owner.styles.run_look(style_id, self.base))
        hidden = is_on(child(properties, "vanish"))
        self._note_format(properties)
        for element in run:
            self._run_child(element, look, hidden)

    def _note_format(self, properties):
        for name, told in UNKEPT_FORMATS.items():
            element = child(properties, name)
            if element is not None and value(element, otherwise="1") not in ("none", "0", "false"):
                self.owner.lose("format", f"{told}没有保留，文字都在")

    def _run_child(self, element, look, hidden):
        name = local(element)
        if name == "t":
            self._text(element.text or "", look, hidden)
        elif name == "br":
            self._break(value(element, "type"))
        elif name in TEXT_OF:
            self._text(TEXT_OF[name], look, hidden)
        elif name == "sym":
            self._text("·" if hidden else "□", look, hidden)
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name in ("drawing", "pict"):
            self._drawing(element)
        elif name == "object":
            self.owner.lose("object", "嵌入的对象（如 Excel 表格、公式）")
        elif name == "AlternateContent":
            self._alternative(element)
        elif name == "ruby":
            self.read(child(element, "rubyBase"))
        elif name == "instrText" and "HYPERLINK" in (element.text or ""):
            self._lose_address(element.text.replace("HYPERLINK", "").strip(' "'))

    def _text(self, text, look, hidden):
        if not all(self.owner.field_shows):
            return
        if hidden:
            if text.strip():
                self.owner.lose("other", f"隐藏文字：{text.strip()}")
            return
        parts = text.replace("\x0b", "\n").split("\n")
        for at, part in enumerate(parts):
            if at:
                self._break("")
            if part:
                self.lines[-1].spans.append(Span(part, look))

    def _break(self, kind):
        if kind in ("page", "column"):
            self.lines[-1].breaks_page = True
            return
        self.lines.append(Line(is_continued=True))

    def _field(self, kind):
        """Between begin and separate stands an instruction, which is no text."""
        shows = self.owner.field_shows
        if kind == "begin":
            shows.append(False)
        elif kind == "separate" and len(shows) > 1:
            shows[-1] = True
        elif kind == "end" and len(shows) > 1:
            shows.pop()

    def _link(self, element):
        kind, target, outside = self.owner.relations.get(value(element, "id"), ("", "", False))
        if outside:
            self._lose_address(target)

    def _lose_address(self, address):
        if address:
            self.owner.lose("link", f"链接地址：{address[:200]}")

    def _formula(self, element):
        text = "".join(node.text or "" for node in element.iter() if local(node) == "t")
        self.owner.lose("formula", f"公式：{text}")
        self._text(text, Look(), hidden=False)

    def _alternative(self, element):
        chosen = self.owner._alternative(element)
        if chosen is None:
            return
        for inner in chosen:
            if local(inner) == "r":
                self._run(inner)
            else:
                self._run_child(inner, self.base, hidden=False)

    # -- pictures and text boxes -------------------------------------------------------------------

    def _drawing(self, element):
        """Every picture and text box in it, in order; a chart or a diagram can only be told."""
        found = False
        for node in _without_second_versions(element):
            name = local(node)
            if name in ("blip", "imagedata"):
                self._picture(node)
                found = True
            elif name == "txbxContent":
                self.textboxes.append(node)
                found = True
            elif name == "graphicData" and value(node, "uri").rpartition("/")[2] in (
                "chart",
                "diagram",
            ):
                self.owner.lose("object", "图表或示意图（请截成图片再放进稿件）")
                found = True
        return found

    def _picture(self, node):
        target_id = value(node, "embed") or (
            value(node, "id") if local(node) == "imagedata" else ""
        )
        kind, target, outside = self.owner.relations.get(target_id, ("", "", True))
        if value(node, "link") and not target:
            self.owner.lose("picture", "链接到别处的图片，没有随文稿一起保存")
        elif outside or not target:
            self.owner.lose("picture", "没有随文稿一起保存的图片")
        else:
            self.lines[-1].pictures.append(Picture(target))


def _without_second_versions(element):
    """All descendants, of a thing that is there twice only the version that is taken, and nothing of
    what a text box holds: that is read as lines of its own."""
    for node in element:
        if local(node) == "AlternateContent":
            chosen = WordLines._alternative(node)
            if chosen is not None:
                yield from _without_second_versions(chosen)
            continue
        yield node
        if local(node) != "txbxContent":
            yield from _without_second_versions(node)


def _put_before(line, beginning):
    """Two paragraphs whose mark between was deleted are one, in the form of the second."""
    line.spans = [*beginning.spans, *line.spans]
    line.pictures = [*beginning.pictures, *line.pictures]
    line.is_continued = beginning.is_continued
