"""试算: what a quarter or a year would have come to under a draft, beside what it came to. Computed from the
same inputs as closing (scoring.quarters.content, or the frozen content of a closed quarter); nothing is written."""

from dataclasses import dataclass
from functools import cached_property

from scoring.arithmetic import closing
from scoring.ledger.collector import collector_paused
from scoring.models import FrozenQuarter
from scoring.quarters import content as frozen
from scoring.whatif.comparison import Side, differing, side_by_side
from scoring.whatif.trial import Trying, candidates, uncounted_events, under_the_draft

__all__ = ["Comparison", "compare"]


@dataclass
class Comparison:
    """One count of each side, looked at by unit, by person and by line."""

    old: Side
    new: Side
    problems: list

    @cached_property
    def rows(self):
        """The units."""
        return side_by_side(self.old.units(), self.new.units())

    @cached_property
    def persons(self):
        return side_by_side(self.old.persons(), self.new.persons())

    def lines_of(self, unit, person=None):
        """The lines that differ in the unit's account, or in a person's."""
        return differing(self.old.lines(unit, person), self.new.lines(unit, person))


def compare(draft, quarters):
    """A Comparison over kept quarters of one year, as if the draft were in force from the first of
    them on."""
    quarters = [q for q in sorted(quarters, key=lambda q: q.span) if not q.is_off]
    if not quarters:
        return Comparison(Side([], None), Side([], None), [])
    with collector_paused():
        return _compared(draft, quarters)


def _compared(draft, quarters):
    as_is, tried = Trying(), Trying(draft, quarters[0].span)
    before = [_as_it_is(quarter, as_is) for quarter in quarters]
    looked_at = candidates(before, as_is)
    after, problems = [], []
    for quarter, old in zip(quarters, before, strict=True):
        inputs = under_the_draft(quarter, tried, old, looked_at, after)
        after.append(closing.complete(inputs))
        problems += uncounted_events(quarter, tried, inputs)
    latest = quarters[-1].span
    return Comparison(
        Side.of(before, as_is.rules_of(latest)),
        Side.of(after, tried.rules_of(latest)),
        [*tried.problems(), *problems],
    )


def _as_it_is(quarter, in_force):
    """The whole content of a quarter, as it was closed or as it would be now."""
    if quarter.is_closed:
        return FrozenQuarter.objects.get(quarter=quarter).content
    return closing.complete(frozen.inputs_of(quarter, in_force))
