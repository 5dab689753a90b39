"""docs/architecture.md follows the code: each file it names is there, each function it names is defined
there, every room has its place in it, and each recipe has five steps that lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^\*\*An? ([^*]+)\*\*\n((?:\d\. .*\n?)+)", PAGE, re.M)


def quoted(text):
    return re.findall(r"`([^`]+)`", text)


def paths_in(text):
    """What stands between back quotes and names a file or folder from the root."""
    return [name for name in quoted(text) if "/" in name and not name.startswith("{")]


def is_there(name):
    rooms = [ROOT, ROOT / "editorial", ROOT / "scoring", ROOT / "cms"]
    return any((room / name).exists() for room in rooms)


def test_every_file_it_names_is_there():
    names = paths_in(PAGE)
    assert len(names) > 60
    assert [name for name in names if not is_there(name)] == []


def test_every_function_it_names_is_in_the_file_it_names():
    named = re.findall(r"`(\w+)` in `([\w/]+\.py)`", PAGE)
    assert len(named) >= 8
    lost = [
        f"{function} in {path}"
        for function, path in named
        if not re.search(rf"^ *(def |class |){function}\b", (ROOT / path).read_text("utf-8"), re.M)
    ]
    assert lost == []


@pytest.mark.parametrize("app", ["editorial", "scoring", "cms"])
def test_every_room_has_its_place_in_it(app):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c.get("containers") == [app])
    rooms = {room.strip() for layer in layers for room in layer.split(":")}
    folders = {room for room in rooms if (ROOT / app / room).is_dir()} - {"templatetags"}
    told = " ".join(quoted(PAGE))
    assert sorted(room for room in folders if f"{room}/" not in told) == []


def test_every_recipe_has_five_steps():
    assert [name.split(" (")[0] for name, _ in RECIPES] == [
        "channel",
        "proof check",
        "scoring rule",
        "card of the home",
        "screen",
        "notice",
    ]
    assert {len(re.findall(r"^\d\. ", steps, re.M)) for _, steps in RECIPES} == {5}


@pytest.mark.parametrize(("name", "steps"), RECIPES, ids=[name for name, _ in RECIPES])
def test_every_step_of_a_recipe_leads_somewhere(name, steps):
    for step in steps.strip().splitlines():
        assert quoted(step), step


def test_it_stays_two_pages():
    assert len(PAGE) < 10000
