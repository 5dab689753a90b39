"""What a piece has to have, by its genre."""

import pytest

from editorial.pieces.completeness import missing_in
from tests.factories import make_piece


@pytest.mark.parametrize(
    ("genre", "asked"), [("news", True), ("picture", True), ("theory", False), ("literary", False)]
)
def test_a_day_is_asked_for_where_something_happened(cast, genre, asked):
    """A poem was not taken without the day on which it happened."""
    piece = make_piece(cast.duchang, cast.tongxun, genre=genre, event_date=None)
    assert ("event_date" in [part.field for part in missing_in(piece)]) is asked
