"""The answers that the browser is shown: every address of the walls' list, as each person is answered. They
are fetched beforehand, so that the browser needs no server and the database no second connection."""

from dataclasses import dataclass

from django.test import Client

from tests.walls import table_own, table_stock
from tests.walls.addresses import Table
from tests.walls.markers import ANONYMOUS


@dataclass(frozen=True)
class Page:
    person: str
    path: str
    body: bytes
    # Whose screen: Wagtail's own faults are listed, ours are mended.
    is_stock: bool


def addresses_of(world):
    """[(address, is it Wagtail's own)] that anybody is answered with 200."""
    ours, stock = Table(), Table()
    table_own.add_all(ours, world)
    table_stock.add_all(stock, world)
    rows = [(row, False) for row in ours.rows] + [(row, True) for row in stock.rows]
    seen = {row.path: (row, is_stock) for row, is_stock in rows}
    return list(seen.values())


def openers(address, people):
    return [person for person in people if address.get[person] == 200]


def fetch(world, wanted):
    """The HTML pages among `wanted`, [(person, path, is_stock)]."""
    clients, pages = {}, []
    for person, path, is_stock in wanted:
        if person not in clients:
            clients[person] = Client()
            if person != ANONYMOUS:
                clients[person].force_login(getattr(world, person))
        answer = clients[person].get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        if answer.status_code == 200 and _is_a_page(answer, body):
            pages.append(Page(person, path, body, is_stock))
    return pages


def _is_a_page(answer, body):
    """Not a file, nor a part of a page that a script asks for."""
    return answer["Content-Type"].startswith("text/html") and b"<html" in body[:2000]
