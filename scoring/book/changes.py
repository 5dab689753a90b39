"""PURE: how one rule book differs from the one before, as people tell it: 5 becomes 8, and is not taken away
and added."""

from collections import defaultdict
from dataclasses import dataclass, field

from scoring.book.summary import Row


@dataclass(frozen=True)
class Changes:
    """`altered` are pairs (before, now) of one and the same rule."""

    altered: list[tuple[Row, Row]] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    @property
    def count(self):
        return len(self.altered) + len(self.added) + len(self.removed)


def changes_between(before, now):
    """Of two summaries. A rule is the same by what it is about, else by its clause where only one row of
    the section has it."""
    changes = Changes()
    old, new = dict(_rows_of(before)), dict(_rows_of(now))
    for title in dict.fromkeys([*old, *new]):
        gone, come = _without_the_same(old.get(title, []), new.get(title, []))
        for key in (lambda row: row.what, lambda row: row.law.clause or None):
            gone, come = _paired(gone, come, key, changes.altered)
        changes.removed.extend(gone)
        changes.added.extend(come)
    return changes


def _rows_of(sections):
    return [(section.title, list(section.rows)) for section in sections]


def _without_the_same(old, new):
    """What is on one side alone; a rule that stands twice is two."""
    left = list(new)
    gone = []
    for row in old:
        if row in left:
            left.remove(row)
        else:
            gone.append(row)
    return gone, left


def _paired(gone, come, key, altered):
    """Rows whose key is that of one row on either side are one rule; the others are handed on."""
    by_key: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((gone, come)):
        for row in rows:
            if key(row):
                by_key[key(row)][side].append(row)
    pairs = [(old[0], new[0]) for old, new in by_key.values() if len(old) == len(new) == 1]
    altered.extend(pairs)
    done = [id(row) for pair in pairs for row in pair]
    return [[row for row in rows if id(row) not in done] for rows in (gone, come)]
