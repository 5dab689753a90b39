"""Refusals have one home, so that a screen may tell them apart without knowing whose they are."""

import ast
from pathlib import Path

import pytest

from editorial import refused

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for app in ("editorial", "scoring", "cms") for path in (ROOT / app).rglob("*.py")
)


def classes_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


@pytest.mark.parametrize("name", ["Refused", "NotAllowed", "TooLate", "Incomplete"])
def test_each_common_refusal_is_declared_once(name):
    assert issubclass(getattr(refused, name), refused.Refused)
    homes = [path.relative_to(ROOT).as_posix() for path in MODULES if name in classes_of(path)]
    assert homes == ["editorial/refused.py"]
