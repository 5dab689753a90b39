"""Files under /media/: who gets which, and how they are sent."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.models import ReferenceIndex

from editorial.assets.models import Attachment
from editorial.outlets.models import Outlet
from editorial.pieces.models import Byline
from editorial.placements.models import Evidence, Placement, PlacementCredit
from tests.factories import bring_to, jpeg, make_photo, make_piece

OWN_UNIT = ["tongxun", "tongshi", "fuze"]
BUREAU = ["bianji", "fushen", "zhongshen", "jifen", "zhuanlan", "guanli", "admin"]


def who_gets(client, cast, url):
    got = set()
    for username in (*OWN_UNIT, "waidi", "waifuze", *BUREAU):
        client.force_login(getattr(cast, username))
        if client.get(url).status_code == 200:
            got.add(username)
    client.logout()
    if client.get(url).status_code == 200:
        got.add("anonymous")
    return got


@pytest.fixture
def photo(cast):
    cache.clear()  # Wagtail remembers renditions by the photo's id, which repeats from test to test
    return make_photo(cast.duchang)


def test_an_original_goes_to_its_unit_and_the_bureau(client, cast, photo):
    assert who_gets(client, cast, photo.file.url) == {*OWN_UNIT, *BUREAU}


def test_a_rendition_of_an_unpublished_photo_goes_no_further_than_its_original(client, cast, photo):
    url = photo.get_rendition("width-200").url
    assert who_gets(client, cast, url) == {*OWN_UNIT, *BUREAU}


def test_a_joint_author_of_another_unit_gets_the_photos_of_the_piece(client, cast, photo):
    piece = make_piece(cast.duchang, cast.tongxun, photos=[photo])
    piece.bylines.add(Byline(contributor=cast.waidi.contributors.get()))
    piece.save()
    bring_to("unit", piece, cast)
    url = photo.get_rendition("width-200").url
    assert who_gets(client, cast, url) == {*OWN_UNIT, *BUREAU, "waidi"}


def test_a_live_page_makes_renditions_public_but_never_originals(client, cast, photo):
    piece = make_piece(cast.duchang, cast.tongxun, photos=[photo])
    type(piece).objects.filter(pk=piece.pk).update(live=True)
    ReferenceIndex.create_or_update_for_object(piece)
    rendition = photo.get_rendition("width-200").url
    response = client.get(rendition)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public")
    assert client.get(photo.file.url).status_code == 404
    type(piece).objects.filter(pk=piece.pk).update(live=False)
    assert client.get(rendition).status_code == 404


def test_a_document_goes_to_its_unit_and_the_bureau(client, cast):
    document = Attachment(title="原稿", collection=cast.duchang.document_collection)
    document.file = ContentFile(b"%PDF-1.4 x", name="a.docx")
    document.save()
    assert who_gets(client, cast, document.url) == {*OWN_UNIT, *BUREAU}


@pytest.fixture
def evidence(cast):
    outlet = Outlet.objects.create(name="测试报", code="test", level="city", kind="paper")
    placement = Placement.objects.create(
        outlet=outlet, published_on="2026-10-22", headline="登高", recorded_by=cast.bianji
    )
    PlacementCredit.objects.create(placement=placement, unit=cast.duchang)
    row = Evidence(
        placement=placement, original_name="第3版.jpg", sha256="0" * 64, uploaded_by=cast.bianji
    )
    row.file.save("x.jpg", ContentFile(jpeg()), save=True)
    return row


def test_evidence_goes_to_the_credited_unit_and_the_bureau(client, cast, evidence):
    assert who_gets(client, cast, evidence.file.url) == {*OWN_UNIT, *BUREAU}


def test_evidence_is_shown_under_its_own_name_and_not_guessed_at(client, cast, evidence):
    client.force_login(cast.bianji)
    response = client.get(evidence.file.url)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    header = response["Content-Disposition"]
    assert header.startswith('inline; filename="')
    assert "\"; filename*=utf-8''%E7%AC%AC3" in header
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == jpeg()


def test_what_could_run_in_a_browser_is_downloaded(client, cast):
    document = Attachment(title="网页", collection=cast.duchang.document_collection)
    document.file = ContentFile(b"<script>1</script>", name="a.html")
    document.save()
    client.force_login(cast.tongxun)
    response = client.get(document.url)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_proxy_sends_the_file_when_there_is_one(client, cast, photo, settings):
    settings.SENDFILE_PREFIX = "/protected/"
    client.force_login(cast.tongxun)
    response = client.get(photo.file.url)
    assert response["X-Accel-Redirect"] == f"/protected/{photo.file.name}"
    assert response.content == b""


@pytest.mark.parametrize("path", ["original_images/none.jpg", "../manage.py", "db.sqlite3", "%00"])
def test_a_name_that_no_row_has_is_not_there(client, cast, path):
    client.force_login(cast.admin)
    assert client.get(f"/media/{path}").status_code == 404


def test_a_file_lost_from_the_disk_is_not_there(client, cast, photo):
    photo.file.storage.delete(photo.file.name)
    client.force_login(cast.tongxun)
    assert client.get(photo.file.url).status_code == 404


def test_nothing_is_posted_here(client, cast, photo):
    client.force_login(cast.tongxun)
    assert client.post(photo.file.url).status_code == 405
