"""The walls' world and a browser, once a module."""

from tests.journeys.conftest import browser  # noqa: F401
from tests.walls.conftest import world  # noqa: F401
