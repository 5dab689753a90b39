"""The lists in force, for the proof checks."""

from functools import cache

from editorial.checks.lists import STARTER_LISTS, read_lists


@cache
def current_lists():
    return read_lists(STARTER_LISTS)
