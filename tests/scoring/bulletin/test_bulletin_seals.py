"""The database itself keeps an issued circular and the record of its way, whatever path a write takes; each
statement is first seen to work without the seals."""

import pytest
from django.db import IntegrityError

from editorial.record.canonical import digest
from editorial.record.seals import unsealed
from scoring.bulletin.actions import hand_in, issue, save_words
from scoring.models import Bulletin, Quarter
from scoring.models.bulletins import ISSUED
from tests.scoring.conftest import TODAY
from tests.scoring.makers import make_placement, shut
from tests.scoring.models.test_seals import run

TABLE = "scoring_bulletin"
WORDS = {"issuer": "局", "addressees": "各局", "texts": {}}


@pytest.fixture
def issued(cast, paper, q3, q4):
    """The third quarter's circular, issued; the fourth's is a draft."""
    make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    quarter = Quarter.objects.get(pk=q3.pk)
    save_words(quarter, cast.jifen, number="九老干通〔2026〕3号", **WORDS)
    save_words(q4, cast.jifen, number="九老干通〔2026〕4号", **WORDS)
    seen = digest(hand_in(quarter, cast.jifen).content)
    return issue(quarter, cast.zhongshen, seen)


def refused(sql, *values, message=ISSUED):
    with unsealed():
        assert run(sql, *values) >= 1
    with pytest.raises(IntegrityError, match=message):
        run(sql, *values)


@pytest.mark.parametrize("column", ["number", "issuer", "content", "edits", "issued_at", "id"])
def test_nothing_of_an_issued_circular_can_be_changed(issued, column):
    refused(f"UPDATE {TABLE} SET {column} = {column} WHERE id = %s", issued.pk)
    draft = Bulletin.objects.exclude(pk=issued.pk).get()
    assert run(f"UPDATE {TABLE} SET {column} = {column} WHERE id = %s", draft.pk) == 1


def test_an_issued_circular_can_t_become_a_draft_again(issued):
    refused(f"UPDATE {TABLE} SET issued_at = NULL WHERE id = %s", issued.pk)


def test_an_issued_circular_can_t_be_deleted(issued):
    with pytest.raises(IntegrityError, match=ISSUED):
        run(f"DELETE FROM {TABLE} WHERE id = %s", issued.pk)


@pytest.mark.sqlite
@pytest.mark.parametrize("by", ["id", "quarter_id", "number"])
def test_no_other_row_takes_its_place(issued, by):
    """OR REPLACE deletes what stands in its way without asking the trigger of deletes."""
    draft = Bulletin.objects.exclude(pk=issued.pk).get()
    refused(
        f"UPDATE OR REPLACE {TABLE} SET {by} = (SELECT {by} FROM {TABLE} WHERE id = %s) "
        "WHERE id = %s",
        issued.pk,
        draft.pk,
    )


@pytest.mark.sqlite
def test_no_new_row_takes_its_place(issued):
    names = [field.column for field in Bulletin._meta.concrete_fields]
    values = ", ".join("NULL" if name == "issued_at" else name for name in names)
    refused(
        f"INSERT OR REPLACE INTO {TABLE} ({', '.join(names)}) SELECT {values} FROM {TABLE} "
        "WHERE id = %s",
        issued.pk,
    )


@pytest.mark.postgres
def test_the_table_is_not_emptied_once_something_was_issued(issued):
    with unsealed():
        run(f"TRUNCATE {TABLE} CASCADE")
    with pytest.raises(IntegrityError, match=ISSUED):
        run(f"TRUNCATE {TABLE} CASCADE")


def test_the_record_of_its_way_is_only_added_to(issued):
    message = "通报记录只能添加，不能修改或删除"
    refused("UPDATE scoring_bulletinact SET reason = 'x' WHERE id > %s", 0, message=message)
    refused("DELETE FROM scoring_bulletinact WHERE id > %s", 0, message=message)
    assert [act.move for act in issued.acts.all()] == ["written", "handed_in", "signed"]
