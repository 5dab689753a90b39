"""The floors of the house (pyproject.toml), the direction of foreign keys and of what strings name; and
that a planted fault of each kind is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

from tests.imports import APPS, MAY_NAME, backward_names

ROOT = Path(__file__).resolve().parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def tree(tmp_path):
    ignored = shutil.ignore_patterns("static", "locale", "migrations", "*.pyc")
    for app in APPS:
        shutil.copytree(ROOT / app, tmp_path / app, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(tree):
    """What import-linter says of a tree, "" when every contract is kept."""
    command = [LINT, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=120)
    return "" if done.returncode == 0 else done.stdout


def test_every_contract_is_kept():
    assert broken_contracts(ROOT) == ""


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("editorial/pieces/rules.py", "import scoring.quarter", "never back BROKEN"),
        ("scoring/quarters/close.py", "from cms.models import HomePage", "never back BROKEN"),
        (
            "editorial/people/rules.py",
            "def late():\n    from editorial.review import moves",
            "rooms of the work, from the top floor down BROKEN",
        ),
        (
            "scoring/models/quarters.py",
            "from scoring.ledger import tally",
            "rooms of the count, from the top floor down BROKEN",
        ),
        (
            "editorial/checks/words.py",
            "from django.db import models",
            "pure rooms import no framework BROKEN",
        ),
        (
            "editorial/checks/words.py",
            "from editorial.people import models",
            "pure rooms import no framework BROKEN",
        ),
        (
            "editorial/placements/rules.py",
            "from editorial.screens import lists",
            "rows and rules know no screen of theirs BROKEN",
        ),
        (
            "cms/running/health.py",
            "from cms.home import cards",
            "no circle among neighbours BROKEN",
        ),
        ("editorial/delivery/__init__.py", "", "editorial.delivery"),
    ],
)
def test_a_planted_fault_is_found(tree, file, line, told):
    path = tree / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text() if path.exists() else ""
    path.write_text(f"{before}\n{line}\n")
    if file.startswith("cms/"):
        cards = tree / "cms/home/cards.py"
        cards.write_text(f"{cards.read_text()}\nfrom cms.running import health\n")
    assert told in broken_contracts(tree)


def test_no_string_names_an_app_above():
    assert backward_names(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("editorial/pieces/planted.py", "import importlib\nimportlib.import_module('cms.urls')"),
        ("scoring/planted.py", "import_string('cms.models.HomePage')"),
        ("editorial/planted.py", "apps.get_model('scoring.Quarter')"),
    ],
)
def test_a_planted_name_is_found(tree, file, line):
    (tree / file).write_text(line)
    (found,) = backward_names(tree)
    assert found.startswith(f"{file}:")


def test_what_settings_and_handlers_name_is_there():
    """Each of these is a string that no linter follows; a moved module would be missed at its first use."""
    own = [name for name in settings.MIDDLEWARE if name.split(".")[0] in APPS]
    own += [
        *settings.AUTHENTICATION_BACKENDS,
        settings.WAGTAILADMIN_USER_LOGIN_FORM,
        settings.WAGTAIL_FINISH_WORKFLOW_ACTION,
        settings.CSRF_FAILURE_VIEW,
        settings.WSGI_APPLICATION,
    ]
    for name in own:
        assert callable(import_string(name)), name
    for status in (400, 403, 404, 500):
        assert callable(get_resolver().resolve_error_handler(status))


def test_every_task_that_beat_names_is_known_to_the_worker():
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    current_app.loader.import_default_modules()
    assert named <= set(current_app.tasks)


def test_foreign_keys_run_the_same_way():
    backward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in set(APPS) - MAY_NAME[app]
    ]
    assert backward == []
