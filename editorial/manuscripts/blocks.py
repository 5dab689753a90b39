"""PURE: the parts of a manuscript, whether it was read from a Word file or is written out as one: its
bylines and the blocks of its text. What a photo is differs between the two and stands with each.

`words` of a block are what a reader reads in it, each string what stands by itself: a line, a list
item, a cell of a table, a caption."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

BOLD, ITALIC = "bold", "italic"


@dataclass(frozen=True)
class Byline:
    """One credited person; `role` is 'text', 'photo' or 'video'."""

    name: str
    role: str = "text"
    unit: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph that looks the same throughout."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Mark:
    """`mark` is BOLD or ITALIC, from `start` to before `end`."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    marks: tuple[Mark, ...] = ()
    kind: ClassVar[str] = "paragraph"

    @classmethod
    def of_runs(cls, *runs: Run) -> "Paragraph":
        marks, at = [], 0
        for run in runs:
            end = at + len(run.text)
            names = [name for name in (BOLD, ITALIC) if getattr(run, name) and run.text]
            marks += [Mark(at, end, name) for name in names]
            at = end
        return cls("".join(run.text for run in runs), tuple(marks))

    @property
    def words(self) -> tuple[str, ...]:
        """Its lines, which soft breaks part."""
        return _without_empty(self.text.split("\n"))

    @property
    def runs(self) -> tuple[Run, ...]:
        """Cut wherever a mark begins or ends."""
        edges = {0, len(self.text)} | {at for mark in self.marks for at in (mark.start, mark.end)}
        return tuple(
            Run(self.text[start:end], *(self._is(name, start, end) for name in (BOLD, ITALIC)))
            for start, end in pairwise(sorted(edges))
        )

    def _is(self, name: str, start: int, end: int) -> bool:
        return any(
            mark.mark == name and mark.start <= start and end <= mark.end for mark in self.marks
        )


@dataclass(frozen=True)
class Subheading:
    """A heading inside the text; level 1 is the highest."""

    text: str
    level: int = 1
    kind: ClassVar[str] = "subheading"

    @property
    def words(self) -> tuple[str, ...]:
        return _without_empty([self.text])


@dataclass(frozen=True)
class Quote:
    text: str
    attribution: str = ""
    kind: ClassVar[str] = "quote"

    @property
    def words(self) -> tuple[str, ...]:
        return _without_empty([*self.text.split("\n"), self.attribution])


@dataclass(frozen=True)
class ListBlock:
    items: tuple[str, ...]
    ordered: bool = False
    kind: ClassVar[str] = "list"

    @property
    def words(self) -> tuple[str, ...]:
        return _without_empty(self.items)


@dataclass(frozen=True)
class Merged:
    """A cell that reaches over its neighbours to the right and below; their own text is empty."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merged, ...] = ()
    caption: str = ""
    kind: ClassVar[str] = "table"

    @property
    def words(self) -> tuple[str, ...]:
        return _without_empty([self.caption, *(cell for row in self.rows for cell in row)])

    @property
    def even_rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows of one length: a short one ends with empty cells."""
        width = max((len(row) for row in self.rows), default=0)
        return tuple(row + ("",) * (width - len(row)) for row in self.rows) if width else ()

    @property
    def spans(self) -> dict[tuple[int, int], tuple[int, int]]:
        """{(row, column): (rows, columns)} of the merged cells that lie in the table; what reaches over
        its edge or over an earlier one is left out."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        taken: set[tuple[int, int]] = set()
        for cell in self.merged:
            if self._holds(cell) and taken.isdisjoint(_places(cell)):
                found[cell.row, cell.column] = (cell.rows, cell.columns)
                taken.update(_places(cell))
        return found

    @property
    def covered(self) -> frozenset[tuple[int, int]]:
        """The places that merged cells reach over, their own left out."""
        merged = (Merged(*at, *reach) for at, reach in self.spans.items())
        return frozenset(place for cell in merged for place in list(_places(cell))[1:])

    def _holds(self, cell: Merged) -> bool:
        rows = self.even_rows
        return (
            min(cell.row, cell.column) >= 0
            and min(cell.rows, cell.columns) >= 1
            and cell.row + cell.rows <= len(rows)
            and cell.column + cell.columns <= len(rows[0])
            and (cell.rows, cell.columns) != (1, 1)
        )


def _places(cell: Merged):
    """Its own first."""
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )


def characters(text: str) -> int:
    """The length of a text as editors count it: signs and marks, no blanks."""
    return sum(not sign.isspace() for sign in text)


def counted_words(blocks: Iterable) -> str:
    """What an outlet's limit of length is about, a line each: all that stands in the column, with its
    tables and what is named under a quotation; not what stands under a photo, which is sent beside
    the text and set by the paper."""
    printed = (block for block in blocks if block.kind != "photo")
    return "\n".join(line for block in printed for line in block.words)


def _without_empty(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())
