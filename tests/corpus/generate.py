"""Puts the habits together: a seeded run of manuscripts with their truth. `python -m tests.corpus.generate DIR
[COUNT]` writes one into a directory to look at; CORPUS_SEED sets the seed."""

import json
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.corpus import body, bylines, docx_python, docx_raw, heads, photos, tables
from tests.corpus.draft import Decks, Draft
from tests.corpus.model import Document, Note, Para, span

WRITERS = ("python-docx", "python-docx", "raw")
FLAVOURS = ("word", "wps", "plain", "prefix")


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    truth: dict
    habits: tuple


def fresh_seed():
    return int(os.environ.get("CORPUS_SEED") or random.SystemRandom().randrange(10**6))


def generate(seed, count):
    rng = random.Random(seed)
    decks = Decks(rng)
    return [_case(rng, decks, f"{seed}-{number:03d}") for number in range(1, count + 1)]


def _case(rng, decks, name):
    draft = compose(rng, decks)
    document = Document([*draft.head, *draft.body, *draft.tail])
    furnish(draft, document)
    if draft.raw or needs_raw(document.body) or draft.deal("writer", WRITERS) == "raw":
        document.flavour = draft.deal("raw flavour", FLAVOURS)
        data = docx_raw.write(document)
    else:
        data = docx_python.write(document)
    return Case(name, data, truth_of(draft), tuple(dict.fromkeys(draft.habits)))


def truth_of(draft):
    parts = ("kicker", "headline", "subtitle", "bylines", "blocks")
    return {part: getattr(draft, part) for part in parts}


def compose(rng, decks):
    draft = Draft(rng, decks, fonts=rng.random() < 0.85)
    draft.indent = draft.deal("indent", tuple(body.INDENTS))
    draft.deal("above", heads.ABOVE)(draft)
    heads.add_headline(draft)
    draft.deal("byline", bylines.FORMS)(draft)
    if draft.chance(0.4):
        draft.head.append(Para([]))
    write_body(draft)
    return draft


def write_body(draft):
    write_text(draft)
    if draft.closing:
        body.closed_by_names(draft)
    for line in draft.after:
        body.block(draft, span(line))


def write_text(draft):
    if draft.chance(0.06):
        draft.habits.append("text: whole body in one paragraph")
        body.whole_body_in_one_paragraph(draft)
        return
    body.plain(draft)
    headings = draft.deal("sub-heading", body.HEADINGS)
    for place in range(draft.rng.randint(2, 4)):
        headings(draft, place)
        draft.deal("text", body.PARAGRAPHS)(draft)
        extra(draft)


def extra(draft):
    """Now and then a photograph, a table or a list after a paragraph, and text again after it."""
    dice = draft.rng.random()
    if dice < 0.35:
        draft.deal("photo", photos.HABITS)(draft)
    elif dice < 0.5:
        draft.deal("table", tables.HABITS)(draft)
    elif dice < 0.6:
        draft.deal("list", body.LISTS)(draft)
    else:
        return
    if draft.chance(0.8) or draft.tail or draft.closing:
        body.plain(draft)


def furnish(draft, document):
    if draft.chance(0.25):
        draft.habits.append("page: header")
        document.header = draft.rng.choice(
            ("秉笔亮烛投稿", "九江市委老干部局", "内部资料 注意保存")
        )
    if draft.chance(0.3):
        draft.habits.append("page: number")
        document.page_numbers = True


def needs_raw(blocks):
    """Whether the document holds what the python-docx writer cannot set: footnotes, 一、 counted by Word."""
    paragraphs = [block for block in blocks if isinstance(block, Para)]
    return any(
        (para.number and para.number[0] == "chinese")
        or any(isinstance(inline, Note) and inline.kind == "footnote" for inline in para.inlines)
        for para in paragraphs
    )


def write_to(directory, cases):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (directory / f"{case.name}.docx").write_bytes(case.data)
        told = {**case.truth, "habits": case.habits}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (directory / f"{case.name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    seed = fresh_seed()
    write_to(sys.argv[1], generate(seed, int((sys.argv[2:] or ["200"])[0])))
    print(f"CORPUS_SEED={seed}")
