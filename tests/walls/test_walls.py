"""Every address of the resolver × the cast × GET and POST: the exact status, no marker that is foreign to
the person, and no change by anybody who may not write. What each person may is in the two tables."""

import io
import re
import zipfile

import pytest

from tests.walls import table_own, table_stock
from tests.walls.addresses import Table, patterns
from tests.walls.asking import Visitor
from tests.walls.markers import PEOPLE, foreign_to, forms_without_token, links, plain, sample
from tests.walls.summary import ADDRESSES, CELLS, LEAKS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def addresses(world):
    table = Table()
    table_own.add_all(table, world)
    table_stock.add_all(table, world)
    return table.rows


def test_every_address_of_the_resolver_is_in_the_table(addresses):
    asked = {address.route for address in addresses}
    assert [(row.name, row.route) for row in patterns() if row.route not in asked] == []


def test_every_marker_is_shown_to_its_owner(world):
    visitors = {name: Visitor(world, name) for name in {marker.owner for marker in world.markers}}
    screens, unseen = {}, []
    for marker in world.markers:
        screen = (marker.owner, marker.path)
        if screen not in screens:
            screens[screen] = visitors[marker.owner].ask("get", marker.path)
        if screens[screen].status != 200 or marker.text not in screens[screen].text:
            unseen.append((marker.text, *screen, screens[screen].status))
    assert unseen == []


def test_no_marker_is_a_part_of_another(world):
    texts = [marker.text for marker in world.markers]
    inside = [(a, b) for n, a in enumerate(texts) for m, b in enumerate(texts) if n != m and a in b]
    assert inside == []


@pytest.mark.parametrize("text", sample("都昌·标题"))
def test_the_reader_undoes_every_disguise(text):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.json", text)
    for body in (text.encode(), packed.getvalue()):
        assert "都昌·标题" in plain(body)


def test_a_leak_would_be_found(world):
    page = Visitor(world, "tongxun").ask("get", f"/admin/pieces/{world.a.draft.pk}/")
    assert faults_of(page, 200, False, foreign_to("tongxun", world.markers)) == []
    found = faults_of(page, 404, True, foreign_to("waidi", world.markers))
    assert [fault.split()[0] for fault in found] == ["LEAK", "200", "unchanged"]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_walls_hold(world, addresses, person, record_property):
    visitor, foreign = Visitor(world, person), foreign_to(person, world.markers)
    faults, cells, ways, opened = [], 0, {}, set()
    for address in addresses:
        for method in ("get", "post"):
            data = address.fresh_data() if method == "post" else None
            answer = visitor.ask(method, address.path, data)
            writes = method == "post" and person in address.writers
            expected = getattr(address, method)[person]
            found = faults_of(answer, expected, writes, foreign)
            faults += [f"{method.upper()} {address.path}: {fault}" for fault in found]
            cells += 1
            if method == "get" and answer.status == 200:
                opened.add(kind_of(address.path))
                ways |= dict.fromkeys(links(answer.text) - ways.keys(), address.path)
    faults += dead_ends(visitor, ways, opened)
    record_property(ADDRESSES, len({address.path for address in addresses}))
    record_property(CELLS, cells)
    record_property(LEAKS, sum(": LEAK " in fault for fault in faults))
    assert faults == []


def dead_ends(visitor, ways, opened):
    """Links that a page offers to a person and refuses when followed: one of each kind of address, but
    for the kinds that have opened already."""
    kinds = {kind_of(link): (link, page) for link, page in ways.items()}
    for link, page in (kinds[kind] for kind in kinds.keys() - opened):
        status = visitor.ask("get", link).status
        if status >= 400:
            yield f"GET {page}: leads to {link}, {status}"


def kind_of(address):
    return re.sub(r"\d+", "N", address.split("?")[0])


def faults_of(answer, expected, writes, foreign):
    """What is wrong with an answer, in words; nothing when all is as the table says."""
    faults = []
    if leaked := [marker.text for marker in foreign if marker.text in answer.text]:
        faults.append(f"LEAK {'、'.join(leaked)}")
    if answer.status == 200:
        faults += [f"a form without its token: {form}" for form in forms_without_token(answer.text)]
    if answer.got(expected) != expected:
        faults.append(f"{answer.got(expected)} instead of {expected}")
    if answer.changed and not writes:
        faults.append(f"changed {', '.join(sorted(answer.changed))}")
    if writes and not answer.changed:
        faults.append("unchanged")
    return faults
