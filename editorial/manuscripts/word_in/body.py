"""The text in order: paragraphs with their bold words, sub-headings, lists, tables, and the pictures with
their captions and photographers."""

import re
from dataclasses import dataclass

from editorial.manuscripts.blocks import ListBlock, Mark, Merged, Paragraph, Subheading, Table
from editorial.manuscripts.word_in import captions
from editorial.manuscripts.word_in.bylines import credits_of
from editorial.manuscripts.word_in.head import NUMBERED, SENTENCE_END, is_text
from editorial.manuscripts.word_in.layout import BLANKS, Grid, Line, Picture
from editorial.manuscripts.word_in.manuscript import Guess, WordPhoto

FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]")
SECOND_LEVEL = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
TABLE_CAPTION = re.compile(
    r"^(?:附?表\s*[\d一二三四五六七八九十]{0,3}\s*[：:、.\s]?)\S|^附表|(?:表|情况|统计|一览|名单|明细)$"
)
HEADING_FACES = ("黑", "楷", "小标宋")
MAX_SUBHEADING, MAX_CAPTION = 45, 80
CELL_JOINT = "｜"


@dataclass(frozen=True)
class Shot:
    """A picture on its way to a photo: `group` tells those that stand side by side."""

    picture: Picture
    group: int


class BodyReader:
    """Turns the items that head and tail left over into blocks; `guesses` grow on the way."""

    def __init__(self, items, body_look):
        self.look = body_look
        self.guesses: list[Guess] = []
        self.blocks = []
        self.units = self._units(items)
        self.captions_stand_above = self._stand_above()
        self._read()

    # -- pictures, lines and grids one by one ------------------------------------------------------

    def _units(self, items):
        """Lines without pictures, pictures by themselves, grids; layout grids taken apart."""
        units, group = [], 0
        for item in items:
            if isinstance(item, Grid):
                units += self._arranged(item) if pictures_in(item) else [item]
                continue
            group += 1
            shots = [Shot(picture, group) for picture in item.pictures]
            if not item.text:
                units += shots
            elif shots and self._is_caption(item):
                units += [*shots, item]
            else:
                units += [item, *shots]
        return units

    def _arranged(self, grid):
        """A table that only arranges pictures, as photos with captions; another keeps its text and
        the pictures follow it."""
        below = {}
        texts = {cell: [line for line in lines_in(cell.items) if line.text] for cell in grid.cells}
        with_pictures = [cell for cell in grid.cells if pictures_in(cell)]
        if not any(texts.values()):
            # The caption may stand under the whole table.
            return [Shot(p, 0) for cell in with_pictures for p in pictures_in(cell)]
        for cell in with_pictures:
            below[cell] = texts[cell] or self._texts_below(grid, cell, texts)
        used = {id(line) for lines in below.values() for line in lines}
        others = [line for lines in texts.values() for line in lines if id(line) not in used]
        if any(len(line.text) > MAX_CAPTION for line in others) or len(others) > 2 + len(
            with_pictures
        ):
            shots = [Shot(p, -1) for cell in with_pictures for p in pictures_in(cell)]
            return [grid, *shots]
        photos = []
        for cell in with_pictures:
            photos += self._photos([Shot(p, 0) for p in pictures_in(cell)], below[cell])
        heads = [line for line in others if line.text]
        return [*photos, *heads]

    @staticmethod
    def _texts_below(grid, cell, texts):
        """What stands in the next row under a picture, which may reach under its neighbour too."""
        bottom = cell.row + cell.rows
        for other in grid.cells:
            covers = other.column <= cell.column < other.column + other.columns
            if other.row == bottom and covers and not pictures_in(other):
                return texts[other]
        return []

    # -- captions ----------------------------------------------------------------------------------

    def _is_caption(self, line):
        """Surely one, by its words or its style."""
        if captions.opens_like_a_caption(line.text) and len(line.text) <= 2 * MAX_CAPTION:
            return True
        if line.style in ("caption", "题注", "图片说明", "图注"):
            return True
        return len(line.text) <= MAX_CAPTION and bool(captions.split_credit(line.text)[1])

    def _looks_like_caption(self, line):
        """One by its place alone: centred or small, short, beside a picture."""
        if self._is_caption(line):
            return True
        if len(line.text) > 60 or line.outline or line.list_kind or line.text.count("。") > 1:
            return False
        if NUMBERED.match(line.text) or credits_of(line.text) is not None:
            return False
        if self._is_set_as_heading(line):
            return False
        is_small = 0 < line.look.size < self.look.size
        return line.in_textbox or is_small or line.align == "center"

    def _stand_above(self):
        """Whether this file's captions stand over their pictures: every picture has one there, and
        under the last there is none."""
        starts = [
            at
            for at, unit in enumerate(self.units)
            if isinstance(unit, Shot) and not (at and isinstance(self.units[at - 1], Shot))
        ]
        if not starts:
            return False
        end = starts[-1]
        while end < len(self.units) and isinstance(self.units[end], Shot):
            end += 1
        if end < len(self.units) and self._caption_at(end):
            return False
        return all(at and self._caption_at(at - 1, surely=True) for at in starts)

    def _stands_over_pictures(self, at):
        """A caption over pictures that have none under them, or in a file where all stand so."""
        if not self._caption_at(at, surely=True):
            return False
        shots, end = self._shots_from(at + 1)
        is_bare = shots and not (end < len(self.units) and self._caption_at(end))
        return self.captions_stand_above or is_bare

    def _caption_at(self, at, surely=False):
        unit = self.units[at]
        if not isinstance(unit, Line):
            return False
        return self._is_caption(unit) if surely else self._looks_like_caption(unit)

    def _photos(self, shots, lines):
        """Photos of pictures that stand together with the lines under them: one for each, or the
        same for all."""
        told = []
        for line in lines:
            words, names = captions.split_credit(line.text)
            if told and not words and names and not told[-1][1]:
                told[-1] = (told[-1][0], names)
            elif told and len(told) >= len(shots):
                joint = "" if told[-1][0].endswith(("。", "！", "？")) else " "
                told[-1] = (f"{told[-1][0]}{joint}{words}".strip(), names or told[-1][1])
            else:
                told.append((words, names))
        if not told:
            told = [("", "")]
        if len(told) == 1 and len(shots) > 1:
            told *= len(shots)
            self.guesses.append(Guess("photos", told[0][0], "几张照片共用一条说明，请核对。"))
        told += [("", "")] * (len(shots) - len(told))
        if not all(words for words, names in told):
            self.guesses.append(Guess("photos", "", "有照片没有找到图片说明，请补上。"))
        return [
            WordPhoto(shot.picture.part, shot.picture.part.rpartition("/")[2], words, names)
            for shot, (words, names) in zip(shots, told, strict=False)
        ]

    # -- the walk ----------------------------------------------------------------------------------

    def _read(self):
        at = 0
        while at < len(self.units):
            unit = self.units[at]
            if isinstance(unit, Shot):
                at = self._take_pictures(at)
            elif isinstance(unit, Grid):
                self._take_table(unit)
                at += 1
            elif isinstance(unit, WordPhoto):
                self.blocks.append(unit)
                at += 1
            elif self._stands_over_pictures(at):
                at = self._take_pictures_below(at)
            elif unit.list_kind in ("bullet", "number") and not unit.outline:
                at = self._take_list(at)
            else:
                self._take_line(unit)
                at += 1

    def _shots_from(self, at):
        end = at
        while end < len(self.units) and isinstance(self.units[end], Shot):
            end += 1
        return self.units[at:end], end

    def _take_pictures(self, at):
        shots, end = self._shots_from(at)
        lines = []
        while not self.captions_stand_above and end < len(self.units) and self._caption_at(end):
            line = self.units[end]
            is_credit_alone = not captions.split_credit(line.text)[0]
            if len(lines) >= len(shots) and not is_credit_alone:
                break
            lines.append(line)
            end += 1
        self.blocks += self._photos(shots, lines)
        return end

    def _take_pictures_below(self, at):
        lines = []
        while at < len(self.units) and self._caption_at(at, surely=True):
            lines.append(self.units[at])
            at += 1
        shots, end = self._shots_from(at)
        if not shots:
            for line in lines:
                self._take_line(line)
            return at
        self.blocks += self._photos(shots, lines)
        return end

    def _take_list(self, at):
        first = self.units[at]
        items = []
        while at < len(self.units):
            unit = self.units[at]
            if not isinstance(unit, Line) or unit.list_kind != first.list_kind:
                break
            if unit.outline or unit.list_id.partition("/")[0] != first.list_id.partition("/")[0]:
                break
            items.append(unit.text)
            at += 1
        self.blocks.append(ListBlock(tuple(items), ordered=first.list_kind == "number"))
        return at

    def _take_line(self, line):
        label = line.label if line.list_kind == "chinese" or line.outline else ""
        if level := self._subheading_level(line, label + line.text):
            self.blocks.append(Subheading(label + line.text, level))
        else:
            self.blocks.append(paragraph_of(line, label))

    def _take_table(self, grid):
        caption = ""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph | Subheading) and self._is_table_caption(last):
            caption = self.blocks.pop().text
        self.blocks.append(table_of(grid, caption))

    @staticmethod
    def _is_table_caption(block):
        is_numbered = bool(FIRST_LEVEL.match(block.text) or SECOND_LEVEL.match(block.text))
        return len(block.text) <= 40 and not is_numbered and bool(TABLE_CAPTION.search(block.text))

    def _subheading_level(self, line, text):
        """1, 2, 3, or 0 for a paragraph."""
        level = 1 if FIRST_LEVEL.match(text) else 2 if SECOND_LEVEL.match(text) else 0
        if line.outline:
            return 0 if is_text(line) else level or min(line.outline, 3)
        if len(text) > MAX_SUBHEADING or text.endswith(tuple(SENTENCE_END)) or is_text(line):
            return level if self._stands_out(line) and len(text) <= MAX_SUBHEADING else 0
        if level:
            if not self._stands_out(line) and line.list_kind != "chinese":
                self.guesses.append(Guess("subheadings", text, "按开头的序号认作小标题，请核对。"))
            return level
        if line.in_textbox or line.align in ("right", "end") or len(text) > 30:
            return 0
        if self._stands_out(line):
            self.guesses.append(
                Guess("subheadings", text, "整段加粗或换了字体，认作小标题，请核对。")
            )
            return 1
        return 0

    def _is_set_as_heading(self, line):
        """Heavy and no smaller than the text: no caption is, that doesn't say that it is one."""
        is_heavy = (line.look.bold and not self.look.bold) or (
            "黑" in line.look.face and "黑" not in self.look.face
        )
        return is_heavy and line.look.size >= self.look.size

    def _stands_out(self, line):
        if line.look.bold and not self.look.bold:
            return True
        is_other_face = line.look.face and line.look.face != self.look.face
        return bool(is_other_face) and any(face in line.look.face for face in HEADING_FACES)


# -- pieces of blocks ------------------------------------------------------------------------------


def paragraph_of(line, label="") -> Paragraph:
    """The words with one blank for many, and where they are bold or italic; not when all are."""
    kept = line.characters
    text = label + "".join(character for character, look in kept)
    marks = []
    for name in ("bold", "italic"):
        flags = [False] * len(label) + [getattr(look, name) for character, look in kept]
        if not all(flags[len(label) :]):
            marks += [Mark(start, end, name) for start, end in _stretches(flags)]
    return Paragraph(text, tuple(marks))


def _stretches(flags):
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None


def table_of(grid, caption="") -> Table:
    rows = [[""] * grid.width for _ in range(grid.height)]
    merged = []
    for cell in grid.cells:
        if cell.row < grid.height and cell.column < grid.width:
            rows[cell.row][cell.column] = text_of(cell.items)
        if cell.rows > 1 or cell.columns > 1:
            merged.append(Merged(cell.row, cell.column, cell.rows, cell.columns))
    return Table(tuple(tuple(row) for row in rows), tuple(merged), caption)


def text_of(items) -> str:
    """A cell's words, a paragraph a line; a table inside it a line a row."""
    lines = []
    for item in items:
        if isinstance(item, Line):
            label = f"{item.label} " if item.label and item.list_kind == "number" else item.label
            lines.append(label + item.text if item.text else "")
        else:
            lines += [CELL_JOINT.join(row).replace("\n", " ") for row in table_of(item).rows]
    return "\n".join(line for line in lines if line.strip(BLANKS))


def lines_in(items):
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in item.cells:
                yield from lines_in(cell.items)


def pictures_in(place) -> list[Picture]:
    """All pictures of a cell or of a whole table."""
    if isinstance(place, Grid):
        return [picture for cell in place.cells for picture in pictures_in(cell)]
    return [picture for line in lines_in(place.items) for picture in line.pictures]
