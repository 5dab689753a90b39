"""Rule books: copy, edit a draft, adopt. A draft may be unfinished; an adopted book is never edited: copy
it, change the copy, adopt the copy; open quarters are counted again at once. Adding the one rate that a
placement lacks is scoring.rates.actions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_keep_scores
from editorial.record.seen import refuse_if_stale, token_of_save
from editorial.refused import NotAllowed, Refused
from scoring.books.reading import faults_of, is_in_force, read_form, why_barred
from scoring.ledger.tally import lock_quarters, retally_late, retally_quarter
from scoring.models import RuleBook
from scoring.models.rulebooks import RuleBookState
from scoring.quarter import QuarterSpan

SCORERS_ONLY = "计分办法由计分人员维护，您可以看，不能改。"
IN_FORCE = "这份计分办法已施行，不能再改。可以复制一份再改。"


def copy_book(book, user, today):
    """A draft with the same rules, meant for the quarter of today."""
    _refuse_others(user)
    return RuleBook.objects.create(
        name=f"{book.name[:70]}（修订稿）",
        valid_from=QuarterSpan.of(today).first_day,
        rules=book.rules,
    )


def draft_from_form(data, user, today):
    """A draft from a book in the JSON form, which may say its name and its first day; refused with
    every fault of it."""
    _refuse_others(user)
    rules, name, valid_from = read_form(data)
    return RuleBook.objects.create(
        name=name or "未命名的计分办法",
        valid_from=valid_from or QuarterSpan.of(today).first_day,
        rules=rules,
    )


@transaction.atomic
def save_draft(book_id, user, seen, *, name, valid_from, rules):
    """Saved also with faults in its rules: a draft is written over days. Refused when it was adopted or
    saved by somebody else since it was `seen`."""
    _refuse_others(user)
    book = _locked_draft(book_id, IN_FORCE)
    saved = Refused("别人刚刚保存过这份草稿，您的修改没有保存。请另开一页核对后再填。")
    refuse_if_stale(seen, token_of_save(book), saved)
    book.name, book.valid_from, book.rules = name, valid_from, rules
    _refuse_wrong_columns(book)
    book.save()
    return book


@transaction.atomic
def delete_draft(book_id, user):
    _refuse_others(user)
    _locked_draft(book_id, "这份计分办法已施行，不能删除。").delete()


@transaction.atomic
def adopt(book_id, user):
    """Put a draft in force; one in force from the same day is replaced. Quarters that are closed
    keep the book that they were closed on, so a draft can't reach back behind them; nor may it change
    what the units are looking at in a quarter that is in 公示."""
    _refuse_others(user)
    book = _locked_draft(book_id, "这份计分办法刚刚已由他人施行。")
    _refuse_wrong_columns(book)
    if faults := faults_of(book):
        raise Refused("；".join(faults))
    reached = [q for q in lock_quarters() if is_in_force(q.span.first_day, book)]
    if barred := why_barred(reached):
        raise Refused(barred)
    RuleBook.objects.filter(state=RuleBookState.ADOPTED, valid_from=book.valid_from).update(
        state=RuleBookState.REPLACED
    )
    book.state = RuleBookState.ADOPTED
    book.adopted_at, book.adopted_by = timezone.now(), user
    book.save()
    for quarter in reached:
        retally_quarter(quarter)
    for quarter in reached:
        retally_late(quarter)
    return book


def _refuse_others(user):
    if not may_keep_scores(user):
        raise NotAllowed(SCORERS_ONLY)


def _locked_draft(book_id, otherwise):
    book = RuleBook.objects.select_for_update().filter(pk=book_id).first()
    if book is None:
        raise Refused("这份草稿刚刚已由他人删除。")
    if not book.is_draft:
        raise Refused(otherwise)
    return book


def _refuse_wrong_columns(book):
    """Name and first day; the rules are faults_of's."""
    try:
        book.clean_fields()
    except ValidationError as wrong:
        raise Refused("；".join(wrong.messages)) from wrong
    if (
        not isinstance(book.valid_from, date)
        or QuarterSpan.of(book.valid_from).first_day != book.valid_from
    ):
        raise Refused("计分办法从一个季度的第一天起施行，如1月1日。")
