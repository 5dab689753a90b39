"""Which rule book is in force on a day and which kept quarter a day counts in, read once for a whole
count. Books are kept by scoring.books.actions, quarters by scoring.quarters.close."""

from dataclasses import replace
from functools import lru_cache

from scoring.arithmetic.lines import Fault
from scoring.arithmetic.worth import Valuer, Worth
from scoring.book.form import Clause
from scoring.models import Quarter, RuleBook
from scoring.models.rulebooks import RuleBookState
from scoring.quarter import QuarterSpan

NO_BOOK = "这个季度没有施行的计分办法"
TOO_OLD = "刊发日期早于最早的计分办法（{day}起施行），请核对日期"


def ensure_quarter(span):
    """The row of a quarter, open when it is new."""
    return Quarter.objects.get_or_create(year=span.year, number=span.number)[0]


class BooksInForce:
    """Books by day and quarters by day, as they are now. A closed quarter keeps the book that it was
    closed on; what that book leaves open is answered by the one of the next open quarter."""

    def __init__(self):
        adopted = RuleBook.objects.filter(state=RuleBookState.ADOPTED).order_by("valid_from")
        self.adopted = list(adopted)
        self.quarters = list(Quarter.objects.order_by("year", "number").select_related("book"))
        self._valued_by = {}
        self._rows = {}
        # By day, since a count asks a million times for a few hundred days.
        self._kept, self._priced_by, self._stands_on, self._rules = {}, {}, {}, {}

    @property
    def first_day(self):
        """The day from which there has been a rule book; None without one."""
        return self.adopted[0].valid_from if self.adopted else None

    def kept(self, day):
        """The kept quarter where a day counts: its own row or the next later one. A new row comes only
        after all others, so what a quarter counts never changes behind its back."""
        found = self._kept.get(day)
        if found is None:
            found = self._kept[day] = self._find_kept(QuarterSpan.of(day))
        return found

    def _find_kept(self, span):
        for quarter in self.quarters:
            if quarter.span >= span:
                return quarter
        quarter = ensure_quarter(span)
        self.quarters.append(quarter)
        self._rows.clear()
        return quarter

    def row(self, span):
        """The kept quarter of a span, or None."""
        if not self._rows:
            self._rows = {(row.year, row.number): row for row in self.quarters}
        return self._rows.get((span.year, span.number))

    def first_open_from(self, span):
        """The first kept quarter from `span` on that is not closed, made when there is none yet."""
        for quarter in self.quarters:
            if quarter.span >= span and not quarter.is_closed:
                return quarter
        last = self.quarters[-1].span if self.quarters else span
        return self.kept(max(span, last.next if last >= span else span).first_day)

    def book_in_force(self, span):
        """The adopted book of a quarter of the calendar, or None."""
        found = [book for book in self.adopted if book.valid_from <= span.first_day]
        return found[-1] if found else None

    def book_of(self, quarter):
        """The row of the book that a kept quarter counts by."""
        if quarter.is_closed and quarter.book is not None:
            return quarter.book
        return self.book_in_force(quarter.span)

    def rules_of(self, span):
        """The parsed book of a quarter of the calendar, kept or not; None without one."""
        if span not in self._rules:
            quarter = self.row(span)
            book = self.book_of(quarter) if quarter else self.book_in_force(span)
            self._rules[span] = book and rules_of_book(book)
        return self._rules[span]

    def book_on(self, published_on):
        """The book that prices a placement: of its day, and for what is older than every kept quarter
        as far back as there is a book."""
        return self._pricing(published_on)[0]

    def _pricing(self, published_on):
        """(the book's row, its Valuer), or (None, None)."""
        found = self._priced_by.get(published_on)
        if found is None:
            span = QuarterSpan.of(published_on)
            quarter = self.row(span)
            book = self.book_of(quarter) if quarter else self.book_in_force(span)
            found = self._priced_by[published_on] = (book, book and self._valuer(book, span))
        return found

    def value(self, fact):
        """(Worth or Fault, the book's row). What is older than the quarter where it counts stands on
        that quarter's first day."""
        book, valuer = self._pricing(fact.published_on)
        if book is None:
            return self._unpriced(fact), None
        found = valuer.value(fact)
        if isinstance(found, Worth):
            day = self._standing_day(found.counts_on)
            if day != found.counts_on:
                found = found._replace(counts_on=day)
        return found, book

    def _unpriced(self, fact):
        day = self.first_day
        if day is None or fact.published_on >= day:
            return Fault("placement", fact.id, NO_BOOK)
        words = f"{day.year}年{day.month}月{day.day}日"
        return Fault("placement", fact.id, TOO_OLD.format(day=words))

    def _standing_day(self, day):
        found = self._stands_on.get(day)
        if found is None:
            kept = self.kept(day).span
            found = self._stands_on[day] = day if kept == QuarterSpan.of(day) else kept.first_day
        return found

    def _valuer(self, book, span):
        quarter = self.row(span)
        later = None
        if quarter is not None and quarter.is_closed:
            target = self.first_open_from(span)
            later = self.book_in_force(target.span)
        if later is None or later == book:
            return valuer_of_book(book)
        return self._late_valuer(book, later, quarter, target)

    def _late_valuer(self, book, later, quarter, target):
        key = (book.pk, later.pk)
        if key not in self._valued_by:
            note = f"（{quarter.label}的办法没有这一条，按{target.label}的办法计）"
            rates = tuple(
                replace(rate, law=Clause(rate.law.clause, rate.law.text + note))
                for rate in rules_of_book(later).rates
            )
            self._valued_by[key] = Valuer(replace(rules_of_book(book), later_rates=rates))
        return self._valued_by[key]

    @property
    def looks_back(self):
        """Whether what a quarter counts may depend on placements of other quarters: a piece's window
        beyond the quarter, or evidence that moves a placement."""
        return any(
            rules.same_piece.window != "quarter"
            or (rules.deadline is not None and rules.deadline.then == "move")
            for rules in map(rules_of_book, self._books())
        )

    @property
    def asks_for_evidence(self):
        return any(
            rules.evidence or rules.deadline is not None
            for rules in map(rules_of_book, self._books())
        )

    def _books(self):
        closed = [quarter.book for quarter in self.quarters if quarter.book is not None]
        return {book.pk: book for book in (*self.adopted, *closed)}.values()


def rules_of_book(book):
    """The parsed rules of a row, parsed once a version."""
    return valuer_of_book(book).rules


def valuer_of_book(book):
    return _valuer(_Version(book))


class _Version:
    """A book's row as a key that changes with each save, so that a draft is never read stale."""

    def __init__(self, book):
        self.book = book
        self.key = (book.pk, book.updated_at)

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)


@lru_cache(maxsize=32)
def _valuer(version):
    return Valuer(version.book.parsed)
