"""The lines of a manuscript as an eye sees them: text with its size, face, weight and place, pictures
where they stand, tables as cells. Says nothing of what a line is; that is `reading`'s matter."""

from dataclasses import dataclass, field

BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"


@dataclass(frozen=True)
class Look:
    """How some characters look. `size` in points, 0 when nothing says; `face` the East Asian font."""

    size: float = 0
    face: str = ""
    bold: bool = False
    italic: bool = False
    red: bool = False


@dataclass(frozen=True)
class Span:
    text: str
    look: Look = Look()


@dataclass(frozen=True)
class Picture:
    """A picture by the name of its part in the file, e.g. word/media/image1.jpg."""

    part: str


@dataclass
class Line:
    """A paragraph, or what a soft break leaves of one (`is_continued`: a soft break stood before it).

    `style` is the style's name in lower case, `outline` its heading level (0: none), `list_kind`
    'bullet', 'number', 'chinese' or '', `label` the number that Word shows before the text.
    """

    spans: list[Span] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    align: str = ""
    style: str = ""
    outline: int = 0
    list_kind: str = ""
    list_id: str = ""
    label: str = ""
    is_continued: bool = False
    in_textbox: bool = False
    breaks_page: bool = False
    joins_next: bool = False  # its mark was deleted by tracking

    @property
    def raw(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def characters(self) -> list[tuple[str, Look]]:
        """Each with its look; without indents, runs of blanks as one."""
        kept = []
        for span in self.spans:
            for character in span.text.translate(ONE_BLANK):
                if character != " " or (kept and kept[-1][0] != " "):
                    kept.append((character, span.look))
        if kept and kept[-1][0] == " ":
            kept.pop()
        return kept

    @property
    def text(self) -> str:
        """Without indents, runs of blanks as one."""
        return " ".join(self.raw.translate(ONE_BLANK).split())

    @property
    def look(self) -> Look:
        """The look of most of its characters; bold and red only when all are."""
        seen = [span for span in self.spans if span.text.strip(BLANKS)]
        if not seen:
            return Look()
        weight = {}
        for span in seen:
            weight[span.look] = weight.get(span.look, 0) + len(span.text)
        most = max(weight, key=weight.get)
        return Look(
            most.size,
            most.face,
            all(span.look.bold for span in seen),
            all(span.look.italic for span in seen),
            all(span.look.red for span in seen),
        )


ONE_BLANK = {ord(blank): " " for blank in BLANKS if blank not in "\u200b\ufeff"} | {
    0x200B: None,
    0xFEFF: None,
}


@dataclass(frozen=True, eq=False)
class Cell:
    """`items` are lines and tables; it covers `rows` × `columns` places. No two cells are equal."""

    items: tuple
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its cells, the covered ones left out."""

    cells: tuple[Cell, ...]
    height: int
    width: int


@dataclass(frozen=True)
class Loss:
    """Something that the file holds and the piece will not."""

    kind: str
    text: str
