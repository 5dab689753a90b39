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
    """`count` is None where the rows are no work that waits. `is_own` is the person's own work, which
    never presses."""

    title: str
    count: int | None
    rows: list = field(default_factory=list)
    button: str = ""
    url: str = ""
    empty: str = "现在没有。"
    unit: str = "篇"
    is_own: bool = False
    is_primary: bool = False
    # Another way to begin: its words and address.
    also: tuple[str, str] | None = None


def cards_of_any(title, waiting, as_row, button, url, unit="条"):
    """One card, and none when nothing waits: what comes seldom takes no place on most days."""
    if not (count := waiting.count()):
        return []
    return [Card(title, count, [as_row(row) for row in waiting[:URGENT]], button, url, unit=unit)]
