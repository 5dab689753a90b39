"""The cast: two units of 九江 with their people, and the bureau's. Everybody is made through the same
actions that the product uses; factories for pieces are in tests.factories."""

import os
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test.utils import setup_databases, teardown_databases
from wagtail.models import Page, Site

from cms.models import HomePage
from editorial import setup as setup_actions
from editorial.people.models import Contributor, RoleGroup, User
from editorial.roles import BUREAU_ROLES, CORRESPONDENT, HEAD
from tests.standing import Standing

PASSWORD = "laoganbu-2026"
# Username, name and role of the bureau's people.
BUREAU = (
    ("bianji", "徐静", "editor"),
    ("fushen", "郑安", "reviewer"),
    ("zhongshen", "胡正华", "chief"),
    ("jifen", "曹敏", "scorer"),
    ("zhuanlan", "汪洋", "series"),
    ("guanli", "许立", "manager"),
)


# What takes a minute each, by files: it begins first, so that at the end no worker waits for another.
LONG = ("tests/journeys/", "tests/cms/running/", "tests/cms/demo/", "tests/walls/")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def make_user(username, name, role=None, unit=None):
    """A user in the group of one role; a unit's people are contributors too."""
    user = User.objects.create_user(username, password=PASSWORD, name=name)
    if role:
        RoleGroup.objects.get(role=role, unit=unit).group.user_set.add(user)
    if unit:
        Contributor.objects.create(name=name, unit=unit, user=user)
    return user


@pytest.fixture(scope="session")
def standing(tmp_path_factory):
    """The database with the cast in it (tests.standing)."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return Standing(folder, lambda: make_cast(make_site()))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_modify_db_settings_parallel_suffix,
    standing,
    django_db_blocker,
):
    """One worker at a time: the first migrates and makes the cast, the others take what it left."""
    with django_db_blocker.unblock(), standing.lock:
        standing.before_migrating()
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        standing.after_migrating()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def empty_tables(django_db_setup, standing):
    """An SQLite file with the tables as migrating leaves them, to copy: migrating takes longest of all
    that a process of its own does."""
    return standing.engine.empty


@pytest.fixture(autouse=True)
def empty_unless_cast(request):
    """Whoever asks for no cast finds the tables as migrating leaves them."""
    names = request.fixturenames
    if "cast" not in names and ("db" in names or request.node.get_closest_marker("django_db")):
        request.getfixturevalue("db")
        standing = request.getfixturevalue("standing")
        if standing.is_there:
            standing.clear()


@pytest.fixture
def site(db):
    return make_site()


def make_site():
    """The fixed pages, the roles and the review workflow."""
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="秉笔亮烛", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    units, series = setup_actions.ensure_indexes(home)
    setup_actions.ensure_bureau_roles(units)
    setup_actions.ensure_series_editors(series)
    setup_actions.ensure_workflow()
    return SimpleNamespace(home=home, units=units, series=series)


@pytest.fixture
def cast(db, standing):
    cache.clear()  # Wagtail remembers renditions and roots by ids, which repeat
    return standing.cast()


def make_cast(site):
    """都昌 and 湖口 with a correspondent, a colleague and two heads; one of each at the bureau."""
    duchang = setup_actions.found_unit(
        site.units,
        title="都昌县委老干部局",
        short_name="都昌",
        ranking_group="county",
        slug="duchang",
    )
    hukou = setup_actions.found_unit(
        site.units,
        title="湖口县委老干部局",
        short_name="湖口",
        ranking_group="county",
        slug="hukou",
    )
    people = {
        "tongxun": make_user("tongxun", "陈明", CORRESPONDENT, duchang),
        "tongshi": make_user("tongshi", "刘芳", CORRESPONDENT, duchang),
        "fuze": make_user("fuze", "周国平", HEAD, duchang),
        "fuze2": make_user("fuze2", "吴建华", HEAD, duchang),
        "waidi": make_user("waidi", "黄丽", CORRESPONDENT, hukou),
        "waifuze": make_user("waifuze", "程志强", HEAD, hukou),
    }
    for username, name, role in BUREAU:
        assert role in BUREAU_ROLES
        people[username] = make_user(username, name, role)
    people["admin"] = User.objects.create_superuser("admin", password=PASSWORD, name="管理员")
    return SimpleNamespace(duchang=duchang, hukou=hukou, site=site, password=PASSWORD, **people)
