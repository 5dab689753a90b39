"""A closed quarter by every path that a write could take: each is first seen to work on an open one, then
refused, and afterwards the quarter still verifies from its file and its rows."""

import json
import os
import threading
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.migrations import Migration
from django.urls import reverse

from editorial.record.seals import unsealed
from scoring.adjustments.actions import AdjustmentData, confirm, enter
from scoring.appeals.actions import answer, raise_appeal
from scoring.ledger.tally import ensure_quarter, retally_piece, retally_quarter
from scoring.models import (
    Adjustment,
    Appeal,
    FrozenQuarter,
    FrozenStanding,
    Quarter,
    RuleBook,
    ScoreEntry,
)
from scoring.quarter import QuarterSpan
from scoring.quarters.close import close_quarter, publish_quarter, recount_open_quarters
from scoring.quarters.content import file_name
from scoring.quarters.verify import faults_of, faults_of_rows
from scoring.refused import QuarterClosed
from tests.rendezvous import race
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q3_DAY, Q4_DAY, change, make_placement, shut

# Every table that belongs to a closed quarter, with a column that somebody might wish otherwise.
TABLES = {
    ScoreEntry: "clause",
    FrozenQuarter: "content",
    FrozenStanding: "unit_title",
    Adjustment: "reason",
    Appeal: "reason",
    Quarter: "digest",
    RuleBook: "name",
}
SEALED = "已定稿的季度不能改|已用于定稿的计分办法不能改"


@pytest.fixture
def closed(cast, paper, q3, q4, django_capture_on_commit_callbacks):
    """The third quarter closed with a line, an adjustment and an answered appeal; the fourth is open
    and has a line."""
    with django_capture_on_commit_callbacks(execute=True):
        return close_with_everything(cast, paper, q3)


def close_with_everything(cast, paper, q3):
    make_placement(cast, paper)
    make_placement(cast, paper, day=Q4_DAY)
    data = AdjustmentData("invited", cast.duchang, Q3_DAY, "完成重阳约稿", "约稿函〔2026〕1号")
    confirm(enter(data, cast.jifen).pk, cast.zhongshen)
    publish_quarter(q3, cast.jifen, date(2026, 10, 5), TODAY)
    appeal = raise_appeal(q3, cast.duchang, cast.tongxun, reason="漏了一篇")
    answer(appeal.pk, cast.jifen, accepted=False, words="已核对，没有漏")
    return close_quarter(q3, cast.jifen, TODAY)


def row_of(model, quarter):
    if model is Quarter:
        return Quarter.objects.get(pk=quarter.pk)
    if model is RuleBook:
        return Quarter.objects.get(pk=quarter.pk).book
    return model.objects.filter(quarter=quarter).order_by("pk").first()


class Undone(Exception):
    """Takes back what was tried."""


def tried(act):
    """Do it and take it back; what it raised goes through."""
    try:
        with transaction.atomic():
            act()
            raise Undone
    except Undone:
        return True


def altered(model, row):
    column = TABLES[model]
    setattr(row, column, {"改": "过"} if column == "content" else "改过")
    return row, column


def save(model, row):
    altered(model, row)[0].save()


def update(model, row):
    _, column = altered(model, row)
    assert model.objects.filter(pk=row.pk).update(**{column: getattr(row, column)}) == 1


def bulk_update(model, row):
    _, column = altered(model, row)
    model.objects.bulk_update([row], [column])


def raw_update(model, row):
    _, column = altered(model, row)
    value = getattr(row, column)
    value = json.dumps(value) if column == "content" else value
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk]
        )
        assert cursor.rowcount == 1


def raw_delete(model, row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])


def from_a_file(model, row):
    """As manage.py loaddata would."""
    altered(model, row)
    for loaded in serializers.deserialize("json", serializers.serialize("json", [row])):
        loaded.save()


WRITES = [save, update, bulk_update, raw_update, from_a_file]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_nothing_of_a_closed_quarter_is_changed(closed, model, write):
    with unsealed():
        assert tried(lambda: write(model, row_of(model, closed)))
    with pytest.raises(IntegrityError, match=SEALED):
        tried(lambda: write(model, row_of(model, closed)))
    assert faults_of(closed) == []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_nothing_of_a_closed_quarter_is_deleted(closed, model):
    with pytest.raises(IntegrityError, match=SEALED):
        tried(lambda: raw_delete(model, row_of(model, closed)))
    assert faults_of(closed) == []


def copied(row):
    row.pk, row._state.adding = 100_000, True
    return row


@pytest.mark.parametrize("way", ["create", "bulk_create"])
@pytest.mark.parametrize(
    "model",
    [ScoreEntry, FrozenStanding, Adjustment, Appeal],
    ids=lambda model: model.__name__,
)
def test_nothing_is_added_to_a_closed_quarter(closed, model, way):
    def add():
        row = copied(row_of(model, closed))
        if model is FrozenStanding:
            row.track = "另一类"
        row.save(force_insert=True) if way == "create" else model.objects.bulk_create([row])

    with unsealed():
        assert tried(add)
    with pytest.raises(IntegrityError, match=SEALED):
        tried(add)
    assert faults_of(closed) == []


def test_the_screens_and_actions_refuse_too(client, cast, closed):
    client.force_login(cast.jifen)
    forms = {
        "publish": {"until": "2099-01-01"},
        "withdraw": {"reason": "再改改"},
        "set_purpose": {"mode": "off"},
        "count_anew": {},
        "close": {},
    }
    for name, data in forms.items():
        page = client.post(reverse(f"scoring:{name}", args=["2026Q3"]), data, follow=True)
        assert "已由他人定稿" in page.content.decode()
    with pytest.raises(QuarterClosed):
        retally_quarter(closed)
    assert faults_of(closed) == []


def test_counting_and_the_nightly_task_leave_it_alone(cast, closed):
    before = list(ScoreEntry.objects.filter(quarter=closed).values())
    placement = row_of(ScoreEntry, closed).placement
    change(placement, position="front_lead")
    retally_piece(None, placement.pk)
    assert "2026Q3" not in recount_open_quarters()
    assert list(ScoreEntry.objects.filter(quarter=closed).values()) == before
    assert faults_of(closed) == []


def test_what_happened_then_counts_in_the_next_quarter(cast, closed, q4):
    data = AdjustmentData("named", cast.duchang, Q3_DAY, "质量通报", "通报〔2026〕2号")
    row = enter(data, cast.jifen)
    assert row.quarter == q4
    confirm(row.pk, cast.zhongshen)
    (line,) = ScoreEntry.objects.filter(adjustment=row)
    assert (line.quarter, line.points) == (q4, -2)
    assert faults_of(closed) == []


# -- verifying -------------------------------------------------------------------------------------


def verified(*args):
    said = StringIO()
    call_command("verify_quarter", "2026Q3", *args, stdout=said)
    return said.getvalue()


def test_a_closed_quarter_verifies_from_file_and_rows(closed, tmp_path):
    assert verified() == f"2026年第三季度一致，校验码 {closed.digest}\n"
    kept = tmp_path / "kept.json"
    kept.write_bytes(stored(closed))
    assert verified("--file", str(kept)) == f"2026年第三季度一致，校验码 {closed.digest}\n"


def stored(quarter):
    with default_storage.open(file_name(quarter)) as file:
        return file.read()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"points":"5.00"', b'"points":"6.00"'),
        (b'"points":"5"', b'"points":"6"'),
        (b'"rank":1', b'"rank":2'),
        (b'"share":"1"', b'"share":"2"'),
        (b'"level":"city"', b'"level":"province"'),
        (b'"2026-09-03"', b'"2026-09-04"'),
        (b"}\n", b"} \n"),
        (b"{", b"[{"),
    ],
)
def test_a_flipped_digit_in_the_file_is_found(closed, tmp_path, before, after):
    data = stored(closed)
    assert before in data
    kept = tmp_path / "kept.json"
    kept.write_bytes(data.replace(before, after, 1))
    with pytest.raises(CommandError, match="定稿文件"):
        verified("--file", str(kept))


@pytest.mark.parametrize(
    ("model", "column", "value", "said"),
    [
        (ScoreEntry, "points", "5.01", "账目的明细与存档不一致"),
        (ScoreEntry, "clause", "第九条", "账目的明细与存档不一致"),
        (FrozenStanding, "points", "9.00", "定稿排名与存档不一致"),
        (FrozenStanding, "rank", 7, "定稿排名与存档不一致"),
        (Quarter, "digest", "0" * 64, "与校验码不符"),
    ],
)
def test_a_flipped_digit_in_the_database_is_found(closed, model, column, value, said):
    with unsealed():
        model.objects.filter(pk=row_of(model, closed).pk).update(**{column: value})
    (fault,) = faults_of_rows(Quarter.objects.get(pk=closed.pk))
    assert said in fault


def test_a_changed_fact_in_the_frozen_rows_no_longer_gives_its_lines(closed):
    frozen = FrozenQuarter.objects.get(quarter=closed)
    frozen.content["placements"][0]["level"] = "national"
    with unsealed():
        FrozenQuarter.objects.filter(pk=frozen.pk).update(content=frozen.content)
    faults = faults_of_rows(closed)
    assert "数据库里的存档与校验码不符" in faults
    assert "数据库里的存档的明细与复算不一致" in faults


def test_a_lost_file_is_told(closed):
    default_storage.delete(file_name(closed))
    with pytest.raises(CommandError, match="找不到定稿文件"):
        verified()


# -- with real commits -----------------------------------------------------------------------------


@contextmanager
def migrating():
    """What `migrate` sends before and after it changes tables."""
    plan = {"plan": [(Migration("altering", "scoring"), False)]}
    emit_pre_migrate_signal(0, False, "default", **plan)
    yield
    emit_post_migrate_signal(0, False, "default", **plan)
    # It forgets the content types; a test after this one would make them before it loads them.
    ContentType.objects.get_for_models(*apps.get_models())


@pytest.mark.django_db(transaction=True)
def test_the_seals_are_back_after_a_migration_altered_the_tables(cast, paper, q3, q4):
    closed = close_with_everything(cast, paper, q3)
    with migrating():
        for model, column in TABLES.items():
            old, new = model._meta.get_field(column), model._meta.get_field(column).clone()
            new.null = True
            new.set_attributes_from_name(column)
            new.model = model
            with connection.schema_editor() as editor:
                editor.alter_field(model, old, new)
    for model in TABLES:
        with pytest.raises(IntegrityError, match=SEALED):
            tried(lambda model=model: update(model, row_of(model, closed)))
    assert faults_of(closed) == []


@pytest.mark.django_db(transaction=True)
def test_a_second_connection_is_refused_as_well(cast, paper, q3, q4):
    closed = close_with_everything(cast, paper, q3)
    answers = {}

    def elsewhere():
        try:
            for model in TABLES:
                try:
                    tried(lambda model=model: update(model, row_of(model, closed)))
                    answers[model] = "written"
                except IntegrityError as error:
                    answers[model] = str(error).partition("\n")[0]
        finally:
            connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert set(answers) == set(TABLES)
    assert set(answers.values()) == {"已定稿的季度不能改", "已用于定稿的计分办法不能改"}
    assert faults_of(closed) == []


# Each race is forced to meet; `make drill` runs a hundred.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "10"))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_closing_races_with_a_late_placement_and_ends_consistent(cast, paper, q3, q4):
    """Ten quarters (RACE_ROUNDS says how many), each closed while a placement of it is being counted: its points stand once,
    in the quarter or as a correction in the next."""
    shut(q3, cast.jifen, TODAY)
    spans = [QuarterSpan(2026, 4)]
    while len(spans) < ROUNDS:
        spans.append(spans[-1].next)
    late = 0
    for span in spans:
        quarter, day = ensure_quarter(span), span.first_day
        make_placement(cast, paper, day=day)
        after = span.next.first_day
        publish_quarter(quarter, cast.jifen, span.last_day, after)
        race(
            lambda q=quarter, a=after: close_quarter(q, cast.jifen, a) and None,
            lambda d=day: make_placement(cast, paper, day=d) and None,
            "FOR UPDATE",
        )
        closed = Quarter.objects.get(pk=quarter.pk)
        assert closed.is_closed
        assert faults_of(closed) == []
        own = ScoreEntry.objects.filter(origin=closed)
        assert sorted(own.values_list("kind", "points")) in (
            [("line", 5), ("line", 5)],
            [("line", 5), ("replacement", 5)],
        )
        late += own.filter(kind="replacement").exists()
    assert 0 <= late <= ROUNDS
