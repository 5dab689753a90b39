"""The world is made once a module and never kept."""

import pytest

from tests.walls import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, standing):
    with django_db_blocker.unblock(), standing.away():
        yield worlds.build()
