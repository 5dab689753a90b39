"""The database itself keeps a closed quarter closed, whatever path a write takes; each statement is
first seen to work without them. How seals are made and checked: tests/editorial/record/test_seals.py."""

import pytest
from django.db import IntegrityError, connection, transaction

from editorial.record.seals import unsealed
from scoring.models import FrozenQuarter, FrozenStanding, Quarter, ScoreEntry
from scoring.models.seals import MESSAGE
from scoring.quarters.verify import digest_holds
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q4_DAY, change, make_placement, shut

TABLES = {model._meta.db_table: model for model in (ScoreEntry, FrozenQuarter, FrozenStanding)}


@pytest.fixture
def closed(cast, paper, q3, q4):
    """The third quarter, closed with one line; the fourth is open with one."""
    make_placement(cast, paper)
    make_placement(cast, paper, day=Q4_DAY)
    shut(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


class Undone(Exception):
    """Takes back what was tried."""


def run(sql, *values):
    """The number of rows that a statement changes; nothing stays changed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            count = cursor.rowcount
            raise Undone
    except Undone:
        return count


def refused(sql, *values):
    """Whether the seals refuse what would otherwise change one row."""
    with unsealed():
        assert run(sql, *values) == 1
    with pytest.raises(IntegrityError, match=MESSAGE):
        run(sql, *values)
    return True


def copying(table, **chosen):
    """An INSERT of a copy of each row, with some columns chosen anew."""
    names = [field.column for field in TABLES[table]._meta.concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(chosen.get(name, f'"{name}"') for name in names)
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}"


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_closed_quarter_can_be_changed(closed, table):
    assert refused(
        f"UPDATE {table} SET quarter_id = quarter_id WHERE id = "
        f"(SELECT min(id) FROM {table} WHERE quarter_id = %s)",
        closed.pk,
    )


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_closed_quarter_can_be_deleted(closed, table):
    assert refused(
        f"DELETE FROM {table} WHERE id = (SELECT min(id) FROM {table} WHERE quarter_id = %s)",
        closed.pk,
    )


def test_no_line_can_be_added_to_a_closed_quarter(closed, q4):
    sql = copying("scoring_scoreentry", id="id + 1000") + " WHERE quarter_id = %s"
    assert run(sql, q4.pk) == 1
    assert refused(sql, closed.pk)


@pytest.mark.parametrize("way", ["out", "in"])
def test_no_line_moves_out_of_a_closed_quarter_or_into_it(closed, q4, way):
    ends = (closed.pk, q4.pk)
    source, target = ends if way == "out" else reversed(ends)
    sql = "UPDATE scoring_scoreentry SET quarter_id = %s WHERE quarter_id = %s"
    assert refused(sql, target, source)


@pytest.mark.parametrize("table", ["scoring_frozenquarter", "scoring_frozenstanding"])
def test_nothing_frozen_can_be_added_to_a_closed_quarter(closed, q4, table):
    row = TABLES[table].objects.order_by("pk").first()
    sql = copying(table, id="id + 1000", quarter_id="%s") + " WHERE id = %s"
    assert run(sql, q4.pk, row.pk) == 1
    with pytest.raises(IntegrityError, match=MESSAGE):
        run(sql, closed.pk, row.pk)


def test_a_closed_quarter_is_not_opened_or_deleted(closed, q4):
    assert run("UPDATE scoring_quarter SET digest = 'x' WHERE id = %s", q4.pk) == 1
    for state in ("open", "closed"):
        sql = "UPDATE scoring_quarter SET state = %s WHERE id = %s"
        assert refused(sql, state, closed.pk)
    with pytest.raises(IntegrityError, match=MESSAGE):
        run("DELETE FROM scoring_quarter WHERE id = %s", closed.pk)


@pytest.mark.sqlite
def test_a_row_is_not_replaced_by_one_of_another_quarter(closed, q4):
    sql = copying("scoring_scoreentry", id="%s") + " WHERE quarter_id = %s"
    line = ScoreEntry.objects.get(quarter=closed)
    assert refused(sql.replace("INSERT", "INSERT OR REPLACE"), line.pk, q4.pk)
    sql = (
        "INSERT OR REPLACE INTO scoring_quarter (id, year, number, state, digest) "
        "VALUES (%s, 2026, 3, 'open', '')"
    )
    for pk in (closed.pk, closed.pk + 1000):
        with pytest.raises(IntegrityError, match=MESSAGE):
            run(sql, pk)


@pytest.mark.sqlite
def test_a_row_that_moves_does_not_replace_one(closed, q4):
    line = ScoreEntry.objects.get(quarter=closed)
    assert refused(
        "UPDATE OR REPLACE scoring_scoreentry SET id = %s WHERE quarter_id = %s", line.pk, q4.pk
    )
    assert refused(
        "UPDATE OR REPLACE scoring_quarter SET number = 3 WHERE id = %s AND year = 2026", q4.pk
    )


@pytest.mark.postgres
@pytest.mark.parametrize("table", [*TABLES, "scoring_quarter"])
def test_no_table_is_emptied_while_a_quarter_is_closed(closed, table):
    with unsealed():
        run(f"TRUNCATE {table} CASCADE")
    with pytest.raises(IntegrityError, match=MESSAGE):
        run(f"TRUNCATE {table} CASCADE")


def test_the_placement_of_a_closed_line_stays_editable(closed):
    line = ScoreEntry.objects.get(quarter=closed)
    change(line.placement, headline="更正后的标题")
    line.refresh_from_db()
    assert (line.headline, line.placement.headline) == ("老干部重阳登高", "更正后的标题")
    assert digest_holds(closed)
