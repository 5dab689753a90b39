"""PURE: a quarter from the file that it was closed with: the same lines and standings again from its
facts and books, byte for byte. Gathering the file from the database is scoring.quarters.content; its form is
docs/formats/closing.md."""

import hashlib
import json

from scoring.arithmetic.closing import recount, sums
from scoring.arithmetic.closing.file import (
    ClosingFile,
    event_as_json,
    event_of,
    placement_as_json,
    placement_of,
    submission_as_json,
)
from scoring.arithmetic.closing.recount import CORRECTIONS
from scoring.arithmetic.closing.sums import ranked_with

__all__ = [
    "CORRECTIONS",
    "FORMAT",
    "OUTPUTS",
    "canonical",
    "complete",
    "digest",
    "event_as_json",
    "event_of",
    "placement_as_json",
    "placement_of",
    "ranked_with",
    "recompute",
    "submission_as_json",
]

FORMAT = 2
OUTPUTS = ("lines", "standings", "persons", "summary")


def canonical(content):
    """The one way to write a file's content: keys in order, no spaces, UTF-8, a line feed at the end."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def digest(content):
    return hashlib.sha256(canonical(content)).hexdigest()


def complete(inputs):
    """The whole content: the inputs with what they come to."""
    return {**inputs, **recompute(inputs)}


def recompute(content):
    """{lines, standings, persons, summary} from the inputs of a content."""
    file = ClosingFile(content)
    rows = recount.rows_of(file)
    return {
        "lines": rows,
        "standings": sums.standings(file, rows),
        "persons": sums.persons(file, rows),
        "summary": sums.summary(file, rows),
    }
