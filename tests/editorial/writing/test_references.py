"""What a piece may refer to (decision 14)."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editorial.assets.visible import photos_visible_to
from editorial.pieces.page import PiecePage
from tests.factories import make_photo, make_piece

SECRET_PHOTO = "湖口内部照片"


def form_data(*photo_ids):
    photos = [
        ("photo", {"photo": str(pk), "caption": "图为活动", "photographer": ""}) for pk in photo_ids
    ]
    return nested_form_data(
        {
            "title": "重阳登高",
            "kicker": "",
            "subtitle": "",
            "genre": "news",
            "body": streamfield([("paragraph", rich_text("<p>正文留着</p>")), *photos]),
            "event_date": "2026-10-21",
            "source": "own",
            "source_note": "",
            "bylines": inline_formset([]),
            "comments": inline_formset([]),
        }
    )


@pytest.fixture
def foreign(cast):
    cache.clear()
    return make_photo(cast.hukou, title=SECRET_PHOTO)


def readable(response):
    """The blocks stand in the page as JSON within JSON: Chinese is escaped once or twice."""
    body = response.content.decode()
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), body)


def photo_ids(piece):
    body = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object().body
    return [block.value["photo"].pk for block in body if block.block_type == "photo"]


def post(client, user, piece, *ids):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:edit", args=(piece.pk,))
    return client.post(url, form_data(*ids))


def test_own_photos_are_accepted(client, cast, foreign):
    piece = make_piece(cast.duchang, cast.tongxun)
    own = make_photo(cast.duchang, color="blue")
    response = post(client, cast.tongxun, piece, own.pk)
    assert response.status_code == 302
    assert photo_ids(piece) == [own.pk]


def test_a_foreign_photo_is_refused_beside_it_and_not_shown(client, cast, foreign):
    piece = make_piece(cast.duchang, cast.tongxun)
    own = make_photo(cast.duchang, title="都昌的照片", color="blue")
    response = post(client, cast.tongxun, piece, own.pk, foreign.pk)
    body = readable(response)
    assert response.status_code == 200
    assert "已经取下" in body
    assert "正文留着" in body
    assert "都昌的照片" in body
    assert SECRET_PHOTO not in body
    assert foreign.filename not in body
    assert photo_ids(piece) == []


def test_a_photo_that_stood_there_may_stay(client, cast, foreign):
    piece = make_piece(cast.duchang, cast.tongxun, photos=[foreign])
    response = post(client, cast.tongxun, piece, foreign.pk)
    assert response.status_code == 302
    assert photo_ids(piece) == [foreign.pk]


def test_the_bureau_may_refer_to_every_photo(cast, foreign):
    assert foreign in photos_visible_to(cast.bianji)
