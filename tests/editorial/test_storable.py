"""Characters that no column, page or XML file can hold are dropped wherever text comes in."""

import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Revision

from editorial.files.sheets_in import read_table
from editorial.pieces.page import PiecePage
from editorial.storable import storable, storable_data, storable_field
from tests.factories import make_piece
from tests.forms import form_of

LONE = "\ud83d"
# As Wagtail's editor posted it: half of a pair, which JSON can write and UTF-8 cannot.
POSTED = (
    r'{"blocks":[{"key":"a0","text":"\u53c2\u89c2\ud83d\u65b0\u519c\u6751\ud83d\ude00\u0000\u0008",'
    r'"type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
)


@given(st.text(st.characters(blacklist_categories=())))
def test_what_is_storable_can_be_stored_sent_and_written_as_xml(text):
    kept = storable(text)
    assert kept == storable(kept)
    ElementTree.fromstring(f"<a>{kept.replace('&', '').replace('<', '')}</a>".encode())


@given(st.text())
def test_words_are_left_alone(text):
    assert list(storable(text)) == [c for c in text if storable(c)]
    assert storable("买买提·𠮷😀\r\n\t") == "买买提·𠮷😀\r\n\t"


def test_a_field_in_json_keeps_its_pairs_and_loses_its_halves():
    text = json.loads(storable_field(POSTED))["blocks"][0]["text"]
    assert text == "参观新农村😀"
    assert storable_field(r'{"a": "\\ud83d"}') == r'{"a": "\\ud83d"}'
    assert storable_field(r"{没写完 \ud83d") == r"{没写完 \ud83d"
    assert storable_data({"a" + LONE: [LONE, 1, None, "b\x00"]}) == {"a": ["", 1, None, "b"]}


@pytest.fixture
def tongxun(client, cast):
    client.force_login(cast.tongxun)
    return client


def _add(cast):
    return reverse("wagtailadmin_pages:add", args=("editorial", "piecepage", cast.duchang.pk))


def test_half_a_pair_in_the_editors_json_is_dropped_on_saving(tongxun, cast):
    form = form_of(body=[("paragraph", POSTED)], title=f"标题\x00{chr(1)}")
    assert tongxun.post(_add(cast), form).status_code == 302
    piece = PiecePage.objects.get()
    assert "参观新农村😀" in str(piece.body[0].value)
    assert piece.title == "标题"
    assert r"\ud83d\u65b0" not in Revision.objects.get().content["body"]


def test_a_form_that_comes_back_with_a_fault_can_be_shown(tongxun, cast):
    form = form_of(body=[("paragraph", POSTED)], title="长" * 300)
    answer = tongxun.post(_add(cast), form)
    assert answer.status_code == 200
    assert not PiecePage.objects.exists()
    assert "长" * 300 in answer.content.decode()


@pytest.mark.sqlite  # PostgreSQL never took one
def test_one_that_was_stored_before_breaks_no_page(client, cast):
    """The piece's page and its sign-off sheet were a fault for everybody."""
    piece = make_piece(cast.duchang, cast.tongxun, title="旧稿")
    stored = [{"type": "paragraph", "value": f"<p>参观{LONE}新农村</p>", "id": "1"}]
    PiecePage._base_manager.filter(pk=piece.pk).update(live=True)
    _store_as_it_is(piece, json.dumps(stored))
    revision = piece.get_latest_revision()
    revision.content["body"] = json.dumps(stored)
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    client.force_login(cast.tongxun)
    for address in (
        reverse("desk:piece", args=[piece.pk]),
        reverse("wagtailadmin_pages:edit", args=[piece.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[piece.pk]),
        reverse("desk:my_pieces"),
    ):
        assert client.get(address).status_code == 200, address


def _store_as_it_is(piece, body):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE editorial_piecepage SET body = %s WHERE page_ptr_id = %s", [body, piece.pk]
        )


def test_an_address_with_such_characters_is_read_without_them(tongxun):
    assert tongxun.get(reverse("desk:my_pieces") + "?q=%00%01重阳").status_code == 200


def test_a_cell_with_half_a_pair_is_read_without_it():
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.active.append(["王芳_xD83D__x0001_"])
    out = io.BytesIO()
    book.save(out)
    rows = read_table(out.getvalue(), ["姓名"])
    assert LONE not in str(rows) and "\x01" not in str(rows)
