"""Refusals have one home, so that a screen may tell them apart without knowing whose they are."""

import ast
from pathlib import Path

import pytest
from django import forms

from editorial import refused
from editorial.screens import answers

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


def test_a_screen_tells_a_refusal_by_the_one_helper():
    """Those that answer otherwise say how: a preview shown again, faults listed one by one."""
    otherwise = {"editorial/wordlists/views.py", "scoring/books/edit_views.py"}
    by_hand = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if path.name.endswith(("views.py", "screens.py", "piece.py")) and catches_refusals(path)
    }
    assert by_hand == otherwise


def catches_refusals(path):
    handlers = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and node.type is not None
    )
    caught = {part.id for h in handlers for part in ast.walk(h.type) if isinstance(part, ast.Name)}
    return bool(caught & {"Refused", "NotAllowed", "TooLate", "Incomplete"})


class NameForm(forms.Form):
    name = forms.CharField()


def bound():
    form = NameForm({"name": "李"})
    form.is_valid()
    return form


def refusing(refusal):
    raise refusal


def test_a_refusal_becomes_a_message_and_ends_the_block():
    told = []
    with answers.refusal_told("request", "没有新建：{}", tell=lambda *said: told.append(said)):
        refusing(refused.TooLate("晚了"))
        told.append("went on")
    assert told == [("request", "没有新建：晚了")]


@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("other", "__all__")])
def test_a_refusal_stands_at_its_field_or_above_all(field, place):
    form = bound()
    with answers.refusal_in_form(form, field):
        refusing(refused.Incomplete("请写明"))
    assert form.errors == {place: ["请写明"]}


def test_a_form_mends_only_its_kind_of_refusal():
    form = bound()
    with (
        pytest.raises(refused.NotAllowed),
        answers.refusal_in_form(form, "name", of=refused.Incomplete),
    ):
        refusing(refused.NotAllowed("不行"))
    assert not form.errors
