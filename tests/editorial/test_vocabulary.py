"""The choices of the rows are the vocabulary's, and the codes are those that rule books, exported facts
and closed quarters hold: a word may change, a code may not."""

import pytest

from editorial import vocabulary
from editorial.outlets.models import Outlet
from editorial.pieces.models import Byline
from editorial.pieces.page import PiecePage
from editorial.placements.models import Evidence, Placement
from scoring.models import ScoreEntry

LEVELS, KINDS, GENRES = vocabulary.LEVELS, vocabulary.KINDS, vocabulary.GENRES


@pytest.mark.parametrize(
    ("model", "name", "words"),
    [
        (Outlet, "level", LEVELS),
        (Outlet, "kind", KINDS),
        (Outlet, "byline_form", vocabulary.BYLINE_FORMS),
        (PiecePage, "genre", GENRES),
        (Byline, "role", vocabulary.BYLINE_ROLES),
        (Placement, "genre", GENRES),
        (Placement, "position", vocabulary.POSITIONS),
        (Placement, "use", vocabulary.USES),
        (Evidence, "kind", vocabulary.EVIDENCE_FILES),
        (ScoreEntry, "outlet_level", LEVELS),
        (ScoreEntry, "outlet_kind", KINDS),
    ],
)
def test_rows_hold_the_codes_of_the_vocabulary(model, name, words):
    field = model._meta.get_field(name)
    assert [choice for choice in field.choices if choice[0]] == list(words.items())
    assert max(map(len, words)) <= field.max_length


def test_a_link_is_evidence_and_no_file():
    files = {**vocabulary.EVIDENCE_FILES, "link": "链接"}
    assert files == vocabulary.EVIDENCE


def test_codes_stay_what_is_stored():
    assert list(LEVELS) == ["national", "province", "city", "county", "system"]
    assert list(KINDS) == [
        "paper",
        "magazine",
        "broadcast",
        "web",
        "wechat",
        "client",
        "internal",
    ]
    assert list(GENRES) == [
        "news",
        "brief",
        "feature",
        "research",
        "theory",
        "picture",
        "video",
        "literary",
    ]
    assert list(vocabulary.POSITIONS) == ["front_lead", "front", "special", "inner", "online"]
    assert list(vocabulary.USES) == ["sole", "composite", "reprint", "excerpt"]
    assert list(vocabulary.EVIDENCE) == [
        "original", "screenshot", "broadcast", "slip", "link", "other",
    ]  # fmt: skip
