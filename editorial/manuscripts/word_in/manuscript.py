"""What the importer makes of a file, as data; its JSON form is documented in docs/formats/manuscript.md."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

# Where the reading process leaves its answer, in the folder that it is given.
RESULT = "result.json"


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    marks: tuple[Mark, ...] = ()
    kind: str = "paragraph"


@dataclass(frozen=True)
class Subheading:
    text: str
    level: int = 1
    kind: str = "subheading"


@dataclass(frozen=True)
class ListBlock:
    items: tuple[str, ...]
    ordered: bool = False
    kind: str = "list"


@dataclass(frozen=True)
class Merged:
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merged, ...] = ()
    caption: str = ""
    kind: str = "table"


@dataclass(frozen=True)
class Photo:
    """`part` is where it stands in the Word file; the clean copy's facts are added when it was made,
    `path` only where the copies are kept."""

    part: str
    name: str = ""
    caption: str = ""
    photographer: str = ""
    width: int = 0
    height: int = 0
    format: str = ""
    sha256: str = ""
    path: Path | None = None
    kind: str = "photo"


Block = Paragraph | Subheading | ListBlock | Table | Photo


@dataclass(frozen=True)
class Byline:
    name: str
    role: str = "text"
    unit: str = ""


@dataclass(frozen=True)
class Guess:
    about: str
    text: str
    why: str


@dataclass(frozen=True)
class Loss:
    kind: str
    text: str


@dataclass
class WordManuscript:
    file: str
    refusal: str = ""
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    bylines: list[Byline] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    @property
    def photos(self) -> list[Photo]:
        return [block for block in self.blocks if isinstance(block, Photo)]

    def as_json(self) -> dict:
        """The documented form."""
        if self.refusal:
            return {"file": self.file, "refusal": self.refusal}
        made = asdict(self)
        for block in made["blocks"]:
            if block["kind"] == "photo":
                del block["part"], block["path"]
        return made

    @classmethod
    def of_json(cls, made: dict) -> "WordManuscript":
        """From `as_json`'s form, with what the child process adds for its parent."""
        if made["refusal"]:
            return cls(made["file"], made["refusal"])
        kinds = {
            "paragraph": lambda b: Paragraph(b["text"], tuple(Mark(**mark) for mark in b["marks"])),
            "subheading": lambda b: Subheading(b["text"], b["level"]),
            "list": lambda b: ListBlock(tuple(b["items"]), b["ordered"]),
            "table": lambda b: Table(
                tuple(tuple(row) for row in b["rows"]),
                tuple(Merged(**merged) for merged in b["merged"]),
                b["caption"],
            ),
            "photo": lambda b: Photo(**{"part": "", **b}),
        }
        return cls(
            made["file"],
            "",
            made["kicker"],
            made["headline"],
            made["subtitle"],
            [Byline(**row) for row in made["bylines"]],
            [kinds[block["kind"]](block) for block in made["blocks"]],
            [Guess(**row) for row in made["guesses"]],
            [Loss(**row) for row in made["losses"]],
        )
