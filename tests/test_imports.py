"""The direction of imports and of foreign keys (design §1), and that a planted one is found."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps

from tests.imports import APPS, MAY_IMPORT, PURE, backward_imports, impure_imports

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def tree(tmp_path):
    for app in APPS:
        shutil.copytree(
            ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("static", "*.pyc")
        )
    return tmp_path


def test_imports_run_from_cms_to_scoring_to_editorial():
    assert backward_imports(ROOT) == []


def test_pure_modules_import_no_framework():
    assert impure_imports(ROOT) == []


@pytest.mark.parametrize("place", [place for place in PURE if place.startswith("editorial")])
def test_pure_modules_are_where_the_checker_looks(place):
    assert (ROOT / place).exists()


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("editorial/planted.py", "import scoring.points"),
        ("editorial/planted.py", "from cms import urls"),
        ("scoring/planted.py", "from cms.models import HomePage"),
        ("editorial/actions/planted.py", "def late():\n    from scoring import facts"),
        (
            "editorial/planted.py",
            "from importlib import import_module\nimport_module('cms.site.front')",
        ),
        ("editorial/actions/planted.py", "from ...scoring import facts"),
    ],
)
def test_planted_backward_import_is_found(tree, file, line):
    (tree / file).write_text(line)
    (found,) = backward_imports(tree)
    assert found.startswith(f"{file}:")


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("import django.db", "django.db"),
        ("from wagtail.models import Page", "wagtail.models"),
        ("from editorial import models", "editorial.models"),
        (
            "def late():\n    from editorial.pieces.visible import queue_of",
            "editorial.pieces.visible",
        ),
    ],
)
def test_planted_impure_import_is_found(tree, line, module):
    (tree / "editorial/manuscripts/planted.py").write_text(line)
    (found,) = impure_imports(tree)
    assert found.endswith(f" imports {module}")


def test_foreign_keys_run_the_same_way():
    backward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in set(APPS) - MAY_IMPORT[app]
    ]
    assert backward == []
