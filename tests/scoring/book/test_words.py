"""The pure vocabulary of rule books is the work's own: the same codes with the same words."""

import pytest

from editorial.outlets.models import Kind, Level
from editorial.pieces.terms import Genre
from editorial.placements.models import EvidenceKind, Position, Use
from scoring.book import words


@pytest.mark.parametrize(
    ("pure", "choices"),
    [
        (words.LEVELS, Level),
        (words.KINDS, Kind),
        (words.GENRES, Genre),
        (words.POSITIONS, Position),
        (words.USES, Use),
    ],
)
def test_codes_and_words_are_the_models(pure, choices):
    assert list(pure.items()) == list(choices.choices)


def test_evidence_is_the_models_and_the_link_that_stands_on_the_placement():
    own = dict(words.EVIDENCE)
    assert own.pop("link") == "链接"
    assert own == dict(EvidenceKind.choices)
