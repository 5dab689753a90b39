"""The ledgers are only ever added to, whatever path a write takes; each statement is first seen to work
without the seals."""

import inspect
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from editorial import stages
from editorial.outlets.models import Outlet
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.placements import actions as placements
from editorial.placements.models import PlacementAct
from editorial.proofs.models import FindingWaiver
from editorial.record import seals
from editorial.record.check import seals_are_in_force
from editorial.record.models import InsertOnlyModel
from editorial.record.seals import unsealed
from editorial.review import moves as review
from editorial.wordlists import actions as word_lists
from editorial.wordlists.models import WordListChange
from scoring.models import FeedAccess, FeedToken, FlagReview, Quarter, QuarterAct
from tests.factories import bring_to, make_piece

LEDGERS = {
    ReviewAct: "审稿记录只能添加，不能修改或删除",
    ApprovedVersion: "审定稿只能添加，不能修改或删除",
    PlacementAct: "刊发记录只能添加，不能修改或删除",
    FindingWaiver: "保留原文只能添加，不能修改或删除",
    WordListChange: "词库改动只能添加，不能修改或删除",
    FeedAccess: "考核接口访问记录只能添加，不能修改或删除",
    FlagReview: "核对结果只能添加，不能修改或删除",
    QuarterAct: "季度记录只能添加，不能修改或删除",
}
# A column of each that somebody might wish otherwise.
COLUMN = {
    ReviewAct: "step",
    ApprovedVersion: "sha256",
    PlacementAct: "comment",
    FindingWaiver: "reason",
    WordListChange: "detail",
    FeedAccess: "path",
    FlagReview: "note",
    QuarterAct: "comment",
}
# Nothing else in them is unique, so that a row of another number is another row.
WITH_A_NUMBER_ONLY = (PlacementAct, WordListChange, FeedAccess, QuarterAct)


class Undone(Exception):
    """Takes back what was tried."""


@pytest.fixture
def ledgers(cast):
    """Rows in each: a signed piece with a waiver, a placement in its quarter, the starter lists, what
    the feed was asked and a hint that somebody looked at."""
    bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    outlet = Outlet.objects.create(code="jjrb", name="九江日报", kind="paper", level="city")
    fields = {"outlet": outlet, "published_on": date(2026, 10, 21), "headline": "重阳登高"}
    fields |= dict.fromkeys(("page", "url"), "") | {"length": None, "use": "sole"}
    fields |= {"genre": "news", "position": "inner"}
    credits = [placements.CreditData(cast.duchang)]
    placements.record_placement(placements.PlacementData(fields, credits), cast.tongxun)
    FindingWaiver.objects.create(
        piece=PiecePage.objects.get(), kind="careful", reason="已核对", actor=cast.bianji
    )
    word_lists.ensure_filled()
    now = timezone.now()
    token = FeedToken.objects.create(digest="0" * 64, created_by=cast.jifen, expires_at=now)
    FeedAccess.objects.create(token=token, path="/api/", status=401)
    quarter = Quarter.objects.get()
    QuarterAct.objects.create(quarter=quarter, act="recount", actor=cast.jifen)
    FlagReview.objects.create(
        quarter=quarter, unit=cast.duchang, key="split:1:0", note="属实", reviewed_by=cast.jifen
    )
    return cast


def content(model):
    return list(model.objects.order_by("pk").values())


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tried(change):
    """Whether `change` does anything; nothing stays changed."""
    before = {model: content(model) for model in LEDGERS}
    try:
        with transaction.atomic():
            change()
            now = {model: content(model) for model in LEDGERS}
            raise Undone
    except Undone:
        return now != before


def refused(model, change):
    """Whether the seals refuse what would otherwise be done."""
    with unsealed():
        assert tried(change)
    with pytest.raises(IntegrityError, match=LEDGERS[model]):
        tried(change)
    return True


def refused_for_each(change):
    """The same of every ledger; `change(model)` is what somebody might do."""
    return all(refused(model, lambda model=model: change(model)) for model in LEDGERS)


def newest(model):
    """No other row points at it, so that nothing but the seals stands in the way."""
    return model.objects.filter(pk=model.objects.latest("pk").pk)


def test_raw_update_of_a_ledger_is_refused(ledgers):
    assert refused_for_each(
        lambda model: sql(f"UPDATE {model._meta.db_table} SET {COLUMN[model]} = 'x'")
    )


def test_raw_delete_from_a_ledger_is_refused(ledgers):
    assert refused_for_each(
        lambda model: sql(
            f"DELETE FROM {model._meta.db_table} WHERE id = %s", newest(model).get().pk
        )
    )


def test_queryset_update_of_a_ledger_is_refused(ledgers):
    assert refused_for_each(lambda model: model.objects.update(**{COLUMN[model]: "x"}))


def test_bulk_update_of_a_ledger_is_refused(ledgers):
    def change(model):
        row = newest(model).get()
        setattr(row, COLUMN[model], "x")
        model.objects.bulk_update([row], [COLUMN[model]])

    assert refused_for_each(change)


def test_queryset_delete_from_a_ledger_is_refused(ledgers):
    assert refused_for_each(lambda model: free(model).delete())


def free(model):
    """The newest, without what Django itself would protect it for."""
    rows = newest(model)
    if model is ApprovedVersion:
        PieceStatus.objects.update(approved_version=None)
    return rows


@pytest.mark.sqlite
def test_a_row_of_a_ledger_is_not_replaced(ledgers):
    for model in LEDGERS:
        last = newest(model).get().pk
        for new_id in ["id"] if model in WITH_A_NUMBER_ONLY else ["id", "id + 1000"]:
            chosen = {"id": new_id, COLUMN[model]: "'x'"}
            columns = [field.column for field in model._meta.concrete_fields]
            statement = (
                f"INSERT OR REPLACE INTO {model._meta.db_table} ({', '.join(columns)}) "
                f"SELECT {', '.join(chosen.get(name, name) for name in columns)} "
                f"FROM {model._meta.db_table} WHERE id = %s"
            )
            assert refused(model, lambda statement=statement, last=last: sql(statement, last))


@pytest.mark.postgres
def test_a_ledger_is_not_emptied(ledgers):
    # It empties no table while foreign keys of new rows are still to be checked.
    connection.check_constraints()
    for model in LEDGERS:
        with pytest.raises(IntegrityError, match="只能添加"):
            tried(lambda model=model: sql(f"TRUNCATE {model._meta.db_table} CASCADE"))


def test_a_ledger_still_grows(ledgers):
    before = ReviewAct.objects.count()
    piece = make_piece(ledgers.duchang, ledgers.tongxun, title="又一篇")
    review.submit(piece.pk, ledgers.tongxun)
    assert ReviewAct.objects.count() == before + 1


def test_every_ledger_is_sealed(db):
    ledgers = {model for model in apps.get_models() if issubclass(model, InsertOnlyModel)}
    assert ledgers == set(LEDGERS)
    wanted = {seal.name for seal in seals._wanted(connection)}
    # A row is replaced by an insert on SQLite alone, a table emptied on PostgreSQL alone.
    third = "truncate" if connection.vendor == "postgresql" else "insert"
    for model in ledgers:
        for event in ("update", "delete", third):
            assert f"seal_{model._meta.db_table}_{event}" in wanted


def test_the_check_names_a_missing_seal_and_migrate_puts_it_back(db):
    assert seals_are_in_force(databases=["default"]) == []
    name = "seal_editorial_reviewact_delete"
    on = " ON editorial_reviewact" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER {name}{on}")
    (warning,) = seals_are_in_force(databases=["default"])
    assert (warning.id, warning.msg.endswith(f"：{name}。")) == ("editorial.W001", True)
    # With its checks, as on the command line: they must not stop the very command that helps.
    call_command("migrate", verbosity=0, skip_checks=False)
    assert seals_are_in_force(databases=["default"]) == []


def test_an_error_while_unsealed_leaves_the_seals_in_force(ledgers):
    with pytest.raises(Undone), unsealed():
        ReviewAct.objects.update(comment="x")
        raise Undone
    assert seals_are_in_force(databases=["default"]) == []
    assert set(ReviewAct.objects.values_list("comment", flat=True)) == {""}


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_ledgers_and_leaves_them_sealed(ledgers):
    assert all(model.objects.exists() for model in LEDGERS)
    # As the test framework calls it, which puts the first rows back by itself.
    options = {"inhibit_post_migrate": True, "reset_sequences": False}
    call_command("flush", interactive=False, verbosity=0, **options)
    assert not any(model.objects.exists() for model in LEDGERS)
    assert seals_are_in_force(databases=["default"]) == []


def test_a_table_is_sealed_in_the_module_of_its_rows():
    tables = {table: model for model in apps.get_models() for table in [model._meta.db_table]}
    sealed = {tables[seal.table] for seal in seals._declared.values()}
    sources = {model: inspect.getsource(inspect.getmodule(model)) for model in sealed}
    assert [model for model, source in sources.items() if "\ndeclare(" not in source] == []
