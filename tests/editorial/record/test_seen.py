"""One way of telling that a form is older than its row."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from editorial.record.seen import refuse_if_stale, token_of_facts, token_of_save
from editorial.refused import TooLate


def test_what_is_seen_is_compared_as_the_form_sends_it():
    refuse_if_stale("7", 7, TooLate("晚了"))
    for seen in ("", None, "8"):
        with pytest.raises(TooLate, match="晚了"):
            refuse_if_stale(seen, 7, TooLate("晚了"))


def test_another_fact_or_another_save_is_another_token():
    assert token_of_facts("甲", 1) == token_of_facts("甲", 1) != token_of_facts("甲", 2)
    # Where one field ends and the next begins counts too.
    assert token_of_facts("甲", "乙丙") != token_of_facts("甲乙", "丙")
    earlier, later = (SimpleNamespace(updated_at=timezone.now()) for _ in range(2))
    assert token_of_save(earlier) != token_of_save(later)
