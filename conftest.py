"""The plugins of the whole test tree; the cast is in tests/conftest.py."""

pytest_plugins = ["tests.services", "tests.walls.summary", "tests.told"]
