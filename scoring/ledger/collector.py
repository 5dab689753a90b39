"""Pauses Python's search for circles of dead objects while a count makes a hundred thousand small ones that
have none: the search would take a third of its time."""

import gc
from contextlib import contextmanager


@contextmanager
def collector_paused():
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
