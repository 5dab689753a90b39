"""Rule books: copy, edit a draft, adopt. An adopted book is never edited: copy it, change the copy,
adopt the copy; open quarters are counted again at once. Adding the one rate that a placement lacks is
scoring.actions.rates."""

from django.db import transaction
from django.utils import timezone

from editorial.actions import Refused
from editorial.models import Outlet
from scoring.actions.tally import lock_quarters, retally_late, retally_quarter
from scoring.book import Vocabulary
from scoring.models import RuleBook
from scoring.models.rulebooks import RuleBookState
from scoring.quarter import Quarter as Span


def copy_book(book, today):
    """A draft with the same rules, meant for the quarter of today."""
    return RuleBook.objects.create(
        name=f"{book.name[:70]}（修订稿）", valid_from=Span.of(today).first_day, rules=book.rules
    )


@transaction.atomic
def save_draft(book_id, seen_update, *, name, valid_from, rules):
    """Refused when the draft was adopted or saved by somebody else since `seen_update`."""
    book = RuleBook.objects.select_for_update().get(pk=book_id)
    if not book.is_draft:
        raise Refused("这份计分办法已施行，不能再改。可以复制一份再改。")
    if book.updated_at != seen_update:
        raise Refused("别人刚刚保存过这份草稿，您的修改没有保存。请另开一页核对后再填。")
    book.name, book.valid_from, book.rules = name, valid_from, rules
    book.full_clean()
    book.save()
    return book


@transaction.atomic
def adopt(book_id, user):
    """Put a draft in force; one in force from the same day is replaced. Quarters that are closed
    keep the book that they were closed on, so a draft can't reach back behind them."""
    book = RuleBook.objects.select_for_update().get(pk=book_id)
    if not book.is_draft:
        raise Refused("这份计分办法刚刚已由他人施行。")
    book.full_clean()
    reached = [q for q in lock_quarters() if is_in_reign(q.span.first_day, book)]
    if closed := [q for q in reached if q.is_closed]:
        raise Refused(f"{closed[0].label}已关账，计分办法只能从以后的季度起施行。请改施行日期。")
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


def is_in_reign(day, book):
    """Whether `book` counts on a day: from its first day until the next adopted book's."""
    later = RuleBook.objects.filter(
        state=RuleBookState.ADOPTED, valid_from__gt=book.valid_from, valid_from__lte=day
    )
    return book.valid_from <= day and not later.exists()


def vocabulary():
    """The codes that a rule may name today: the outlets are the bureau's."""
    return Vocabulary(outlet=frozenset(Outlet.objects.values_list("code", flat=True)))
