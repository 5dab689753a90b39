"""What the importer makes of a file, as data; its JSON form is documented in docs/formats/manuscript.md."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import ClassVar

from editorial.manuscripts.blocks import (
    Byline,
    ListBlock,
    Mark,
    Merged,
    Paragraph,
    Subheading,
    Table,
)

# Where the reading process leaves its answer, in the folder that it is given.
RESULT = "result.json"


@dataclass(frozen=True)
class WordPhoto:
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
    kind: ClassVar[str] = "photo"


Block = Paragraph | Subheading | ListBlock | Table | WordPhoto


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
    def photos(self) -> list[WordPhoto]:
        return [block for block in self.blocks if isinstance(block, WordPhoto)]

    def as_json(self) -> dict:
        """The documented form."""
        if self.refusal:
            return {"file": self.file, "refusal": self.refusal}
        return asdict(self) | {"blocks": [_block_as_json(block) for block in self.blocks]}

    @classmethod
    def of_json(cls, made: dict) -> "WordManuscript":
        """From `as_json`'s form, with what the child process adds for its parent."""
        if made["refusal"]:
            return cls(made["file"], made["refusal"])
        return cls(
            made["file"],
            "",
            made["kicker"],
            made["headline"],
            made["subtitle"],
            [Byline(**row) for row in made["bylines"]],
            [_block_of_json(**block) for block in made["blocks"]],
            [Guess(**row) for row in made["guesses"]],
            [Loss(**row) for row in made["losses"]],
        )


def _block_as_json(block: Block) -> dict:
    made = {**asdict(block), "kind": block.kind}
    if isinstance(block, WordPhoto):
        del made["part"], made["path"]
    return made


def _block_of_json(kind: str, **told) -> Block:
    if kind == Paragraph.kind:
        return Paragraph(told["text"], tuple(Mark(**mark) for mark in told["marks"]))
    if kind == ListBlock.kind:
        return ListBlock(tuple(told["items"]), told["ordered"])
    if kind == Table.kind:
        rows = tuple(tuple(row) for row in told["rows"])
        merged = tuple(Merged(**cell) for cell in told["merged"])
        return Table(rows, merged, told["caption"])
    if kind == WordPhoto.kind:
        return WordPhoto(**{"part": "", **told})
    return Subheading(**told)
