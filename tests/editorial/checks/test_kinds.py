"""Every kind finds what it must and leaves alone what it must."""

from importlib import import_module
from pathlib import Path

import pytest

from editorial.checks import FAMILIES, KINDS
from tests.editorial.checks.cases import case

TABLES = {family: import_module(f"tests.editorial.checks.cases.{family}") for family in FAMILIES}
FOUND = {kind: rows for table in TABLES.values() for kind, rows in table.FOUND.items()}
CLEAN = {kind: rows for table in TABLES.values() for kind, rows in table.CLEAN.items()}


def named(rows_of):
    return [
        pytest.param(kind, row, id=f"{kind}-{number}")
        for kind, rows in rows_of.items()
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize(("kind", "row"), named(FOUND))
def test_what_is_wrong_is_found_where_it_stands(kind, row):
    given, words = row
    assert [found.text for found in case(given).findings() if found.kind == kind] == words


@pytest.mark.parametrize(("kind", "given"), named(CLEAN))
def test_what_is_right_is_left_alone(kind, given):
    assert [found for found in case(given).findings() if found.kind == kind] == []


def test_every_kind_is_tried_five_times_each_way():
    assert {kind for kind in KINDS if len(FOUND.get(kind, ())) < 5} == set()
    assert {kind for kind in KINDS if len(CLEAN.get(kind, ())) < 5} == set()
    assert set(FOUND) == set(CLEAN) == set(KINDS)


def test_tables_lie_with_their_family():
    for family, table in TABLES.items():
        assert {KINDS[kind].family for kind in table.FOUND} == {family}


def test_every_kind_has_a_chinese_name_of_its_own():
    labels = [kind.label for kind in KINDS.values()]
    assert len(labels) == len(set(labels))


def test_document_names_every_kind():
    document = (Path(__file__).parents[3] / "docs/formats/findings.md").read_text("utf-8")
    assert [k.name for k in KINDS.values() if f"`{k.name}` {k.label}" not in document] == []
