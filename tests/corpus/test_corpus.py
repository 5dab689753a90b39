"""A fresh corpus every run, read by the importer: at least 98 % right in each part, and the generator and the
scorer themselves tried. CORPUS_SEED repeats a run."""

import copy
import io
import json
import zipfile

import pytest
from lxml import etree

from editorial.manuscripts.word_in import WordManuscript, child
from editorial.manuscripts.word_in.manuscript import RESULT
from tests.corpus import bylines, heads
from tests.corpus.generate import fresh_seed, generate
from tests.corpus.score import ASSERTED, Score
from tests.told import TOLD

COUNT = 240
AIM = 0.98
NOBODY = {"name": "某人", "role": "text", "unit": ""}


@pytest.fixture(scope="module")
def seed():
    return fresh_seed()


@pytest.fixture(scope="module")
def corpus(seed):
    return generate(seed, COUNT)


def answer_to(case, folder):
    """What the process that opens a file finds, without starting one for each: that takes six times as
    long as the reading, and is test_word_in_hostile's."""
    folder.mkdir()
    path = folder / f"{case.name}.docx"
    path.write_bytes(case.data)
    child.read_into(path, path.name, folder)
    return WordManuscript.of_json(json.loads((folder / RESULT).read_text("utf-8"))).as_json()


def test_corpus_is_read_right_in_98_of_100(seed, corpus, tmp_path, record_property):
    score = Score()
    for case in corpus:
        score.add(case, answer_to(case, tmp_path / case.name))
    told = (f"CORPUS_SEED={seed}", score.table(), score.told_misses())
    record_property(TOLD, "\n".join(told))
    assert {part: score.share(part) for part in ASSERTED if score.share(part) < AIM} == {}


def test_corpus_is_the_same_for_the_same_seed():
    first, second = generate(7, 12), generate(7, 12)
    assert [(case.truth, case.habits) for case in first] == [
        (case.truth, case.habits) for case in second
    ]


def test_corpus_files_are_packages_of_sound_xml(corpus):
    for case in corpus:
        with zipfile.ZipFile(io.BytesIO(case.data)) as package:
            assert package.testzip() is None
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))


def test_score_of_the_truth_itself_is_full(corpus):
    score = Score()
    for case in corpus:
        score.add(case, case.truth)
    assert [score.share(part) for part in ASSERTED] == [1.0] * len(ASSERTED)
    assert score.misses == []


def _first(truth, kind):
    return next(block for block in truth["blocks"] if block["kind"] == kind)


@pytest.mark.parametrize(
    ("part", "kind", "spoil"),
    [
        ("headline", "paragraph", lambda truth: truth.update(headline="")),
        ("bylines", "paragraph", lambda truth: truth["bylines"].append(NOBODY)),
        ("paragraphs", "paragraph", lambda truth: truth["blocks"].pop(0)),
        ("paragraphs", "subheading", lambda truth: _first(truth, "subheading").update(level=9)),
        ("paragraphs", "list", lambda truth: _first(truth, "list")["items"].pop()),
        ("photos", "photo", lambda truth: _first(truth, "photo").update(photographer="某人")),
        ("tables", "table", lambda truth: _first(truth, "table")["rows"][1].reverse()),
    ],
)
def test_score_counts_a_spoiled_answer_as_a_miss(corpus, part, kind, spoil):
    case = next(
        case for case in corpus if any(block["kind"] == kind for block in case.truth["blocks"])
    )
    score, answer = Score(), copy.deepcopy(case.truth)
    spoil(answer)
    score.add(case, answer)
    assert {miss.part for miss in score.misses} & set(ASSERTED) == {part}
    assert score.share(part) == 0


def test_every_habit_comes_up_in_a_run(corpus):
    """The decks deal each habit of the heads and bylines in every run of this size."""
    seen = {habit for case in corpus for habit in case.habits}
    wanted = {
        f"{deck}: {habit.__name__.replace('_', ' ')}"
        for deck, habits in (
            ("byline", bylines.FORMS),
            ("headline", heads.ONE_LINE + heads.TWO_LINES),
            ("above", heads.ABOVE),
        )
        for habit in habits
    }
    assert wanted - seen == set()
