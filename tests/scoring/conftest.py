"""The count's own fixtures: the rule book of 2026 and its quarters around the third."""

from datetime import date

import pytest

from scoring.ledger.tally import ensure_quarter
from scoring.quarter import QuarterSpan
from scoring.setup import ensure_rulebook_and_quarter
from tests.scoring.makers import make_outlet

TODAY = date(2026, 11, 24)


@pytest.fixture
def count(cast):
    """The cast with a rule book in force from 2025 and 2026's fourth quarter open."""
    ensure_rulebook_and_quarter(TODAY)
    return cast


@pytest.fixture
def q3(count):
    return ensure_quarter(QuarterSpan(2026, 3))


@pytest.fixture
def q4(count):
    return ensure_quarter(QuarterSpan(2026, 4))


@pytest.fixture
def paper(db):
    return make_outlet("jiujiang-daily", "city", name="九江日报")


@pytest.fixture
def monthly(db):
    return make_outlet("laoyou", "province", "magazine", name="老友")
