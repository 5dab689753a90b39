"""Fixtures for what some tests need beside Python: `postgres_url`, `redis_server`, `chromium`,
`libreoffice`, `poppler`. A missing one skips with a loud line at the end; REQUIRE_SERVICES=1 makes it a failure."""

import os

import pytest

from tests import servers

SKIPPED = "缺少系统组件 MISSING SERVICE: "


def skip_or_fail(name):
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"{SKIPPED}{name} (REQUIRE_SERVICES=1)", pytrace=False)
    pytest.skip(f"{SKIPPED}{name}")


@pytest.fixture(scope="session")
def postgres_url():
    """The address of an empty PostgreSQL database, alone to this test process."""
    try:
        with servers.postgres() as url:
            yield url
    except servers.Missing as missing:
        skip_or_fail(f"PostgreSQL ({missing})")


@pytest.fixture
def redis_server():
    """(address, process) of a Redis of this test's own, which may be killed."""
    try:
        with servers.redis() as server:
            yield server
    except servers.Missing as missing:
        skip_or_fail(f"Redis ({missing})")


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium, for Playwright's executable_path."""
    try:
        return servers.find_chromium()
    except servers.Missing as missing:
        skip_or_fail(f"Chromium ({missing})")


@pytest.fixture(scope="session")
def libreoffice():
    """The path of soffice."""
    try:
        return servers.find_libreoffice()
    except servers.Missing as missing:
        skip_or_fail(f"LibreOffice ({missing})")


@pytest.fixture(scope="session")
def poppler():
    """The path of pdftotext."""
    try:
        return servers.find("pdftotext")
    except servers.Missing as missing:
        skip_or_fail(f"poppler ({missing})")


def pytest_collection_modifyitems(config, items):
    """What says something of one database alone runs in that database's pass; it is no skip. The pass on
    PostgreSQL leaves out what cannot differ there: tests that ask for no database, and those marked as
    `shown`."""
    on_postgres = os.environ.get("TEST_DATABASE_URL", "").startswith("postgres")
    is_elsewhere = runs_on_sqlite_alone if on_postgres else runs_on_postgres_alone
    elsewhere = [item for item in items if is_elsewhere(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if not is_elsewhere(item)]


def runs_on_postgres_alone(item):
    return item.get_closest_marker("postgres")


def runs_on_sqlite_alone(item):
    asks_a_database = "db" in item.fixturenames or item.get_closest_marker("django_db")
    return not asks_a_database or any(map(item.get_closest_marker, ("sqlite", "shown")))


def pytest_terminal_summary(terminalreporter):
    reasons = [reason_of(report) for report in terminalreporter.stats.get("skipped", [])]
    missing = [reason for reason in reasons if SKIPPED in reason]
    if missing:
        names = sorted({reason.split(SKIPPED, 1)[1] for reason in missing})
        line = f"!!! {len(missing)} 项测试因缺少系统组件而跳过 SKIPPED: {', '.join(names)} !!!"
        terminalreporter.write_line(line, yellow=True, bold=True)


def reason_of(report):
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
