"""The lists in force, for the proof checks: built from the rows, kept in the process and built anew when
their version is another. Until the rows are filled once, the starter lists are in force."""

from editorial.checks.lists import COLUMNS, Lists, checked_rows, read_lists
from editorial.wordlists.models import ListedWord, WordListVersion


class ListKeeper:
    """One process's copy of the lists."""

    def __init__(self):
        self._kept = None

    def current(self):
        """A change is seen by the next call, whichever process made it; asking is one query."""
        # The version is read before the rows: at worst the lists are newer than it says.
        version = version_in_force()
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, read_lists() if version is None else _lists_of_rows())
        return self._kept[1]


_keeper = ListKeeper()
current_lists = _keeper.current


def version_in_force():
    """None when the lists were never filled."""
    return WordListVersion.objects.values_list("token", flat=True).first()


def rows_of(name):
    """The rows of a list, as its file has them."""
    return [word.as_row() for word in ListedWord.objects.filter(list=name)]


def _lists_of_rows():
    rows = {name: [] for name in COLUMNS}
    for word in ListedWord.objects.all():
        rows[word.list].append(word.as_row())
    # A row that a newer rule refuses is left out; it is no reason to check no piece any more.
    return Lists.from_rows({name: checked_rows(name, rows[name])[0] for name in rows})
