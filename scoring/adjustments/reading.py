"""What an adjustment comes to: its lines in the ledger, or before it is confirmed what it would change; and
which kinds a day's rule book knows. Nothing is written here."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from scoring.arithmetic.lines import PERSON_ONLY
from scoring.book.summary import effects_in_words
from scoring.ledger.facts import event_of
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.ledger.periods import settled_lines
from scoring.models import ScoreEntry
from scoring.models.adjustments import AdjustmentState
from scoring.models.ledger import Account, EntryKind

ZERO = Decimal(0)


@dataclass(frozen=True)
class Kind:
    """One kind of adjustment as a rule book has it."""

    code: str
    rule: object
    rules: object

    @property
    def name(self):
        return self.rule.name or self.code

    @property
    def does(self):
        return effects_in_words(self.rule)

    @property
    def law(self):
        return f"{self.rule.law.clause} {self.rule.law.text}".strip()

    @property
    def is_counted(self):
        """Whether it may happen several times."""
        return self.rule.points is not None or bool(self.rule.items)

    @property
    def names_a_person(self):
        return self.rules.persons is not None and (
            self.rule.points is not None or self.rule.between is not None
        )


def quarter_of_day(day):
    """The quarter where an adjustment of a day counts: its own, or the first open one after it."""
    in_force = BooksInForce()
    return in_force.first_open_from(in_force.kept(day).span)


def kinds_in(quarter):
    """{code: Kind} of the rule book that a quarter counts by; empty without one."""
    book = BooksInForce().book_of(quarter)
    if book is None:
        return {}
    rules = rules_of_book(book)
    return {code: Kind(code, rule, rules) for code, rule in rules.events}


def kind_of(adjustment):
    """Its Kind, or None when the book does not know it any more."""
    return kinds_in(adjustment.quarter).get(adjustment.kind)


def with_points(adjustments):
    """With `points`: what each one's lines come to in the unit's sum."""
    lines = ScoreEntry.objects.filter(adjustment=OuterRef("pk")).exclude(account=Account.PERSON)
    total = lines.order_by().values("adjustment").annotate(total=Sum("points")).values("total")
    return adjustments.annotate(points=Coalesce(Subquery(total), ZERO, output_field=DecimalField()))


def lines_of(adjustment):
    return ScoreEntry.objects.filter(adjustment=adjustment).select_related("contributor")


def change_foreseen(adjustment):
    """By how much the unit's quarter would change if a waiting adjustment were confirmed, what caps,
    tasks and floor then do included."""
    quarter, units, in_force = adjustment.quarter, [adjustment.unit_id], BooksInForce()
    before, _ = settled_lines(quarter, units, in_force)
    after, _ = settled_lines(quarter, units, in_force, event_of(adjustment))
    return _sum(after) - _sum(before)


def _sum(lines):
    return sum((line.points for line in lines if line.account != PERSON_ONLY), ZERO)


def reminders(kind, quarter, unit, placement=None):
    """What somebody who enters or confirms should know, in sentences."""
    said = []
    if quarter.is_off:
        said.append(f"{quarter.label}的计分已关闭，这一条不计分。")
    elif kind.rule.instruction and not quarter.counts_instructions:
        said.append(f"{quarter.label}的“批示加分”没有开，这一条现在不计分。")
    if placement is not None and not counted_lines(placement, quarter, unit).exists():
        said.append(
            f"《{placement.headline}》的得分不在{quarter.label}，这一条对它原来的得分不起作用。"
            "要取消已定稿季度的得分，请编辑更正那次刊发，差额自动记在下一个季度。"
        )
    return said


def counted_lines(placement, quarter, unit):
    """The unit's lines of a placement, or of its piece, in a quarter: what 加倍 and 不计分 work on."""
    lines = ScoreEntry.objects.filter(quarter=quarter, unit=unit, kind=EntryKind.LINE)
    if placement.piece_id is None:
        return lines.filter(placement=placement)
    return lines.filter(piece=placement.piece_id)


def waits(adjustment):
    return adjustment.state == AdjustmentState.WAITING
