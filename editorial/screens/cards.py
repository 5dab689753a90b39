"""A card of the home: one kind of work, how much there is and the most urgent of it. Each room makes its
own in its panels.py; the home puts them together."""

from dataclasses import dataclass, field

# How many rows a card shows.
URGENT = 3


@dataclass
class Row:
    """One line of a card: where it leads, and a word on why it waits."""

    title: str
    url: str
    note: str = ""


@dataclass
class Card:
    """`count` is None where the rows are no work that waits; without a `button` it never presses."""

    title: str
    count: int | None
    rows: list = field(default_factory=list)
    button: str = ""
    url: str = ""
    empty: str = "现在没有。"
    unit: str = "篇"
    is_primary: bool = False
    # The list that holds just the counted rows, where there is one.
    whole: str = ""

    @property
    def hides_some(self):
        return self.count is not None and self.count > len(self.rows)


def cards_of_any(title, waiting, as_row, button, url, unit="条", whole=""):
    """One card, and none when nothing waits: what comes seldom takes no place on most days."""
    if not (count := waiting.count()):
        return []
    rows = [as_row(row) for row in waiting[:URGENT]]
    return [Card(title, count, rows, button, url, unit=unit, whole=whole)]
