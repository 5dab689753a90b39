"""The twelve leaks of stock Wagtail that decision 15 lists, each shown to have something to leak: what
`world.b` (湖口) has, asked for by people of 都昌 and by the administrator."""

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, resolve, reverse
from taggit.models import Tag
from wagtail.models import Page

from editorial.assets.models import Attachment, PhotoAsset
from tests.walls.asking import Visitor
from tests.walls.markers import PEOPLE, foreign_to
from tests.walls.table_stock import piece_form, upload_form

pytestmark = pytest.mark.django_db

NOSY = ("tongxun", "fuze", "guanli", "admin")


@pytest.fixture(autouse=True)
def undone(world):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world):
    return {name: Visitor(world, name) for name in PEOPLE}


def address(name, *args, query=""):
    return reverse(name, args=args) + query


def leaked(world, person, answer):
    return [
        marker.text for marker in foreign_to(person, world.markers) if marker.text in answer.text
    ]


def refused(world, visitors, people, path, methods=("get", "post"), data=None):
    """Asks everybody by every method: a 404 (or, without a log-in, the way to it) that says nothing
    and changes nothing."""
    for person in people:
        for method in methods:
            answer = visitors[person].ask(method, path, data)
            known = (person, method, path)
            assert answer.status in ((302, 404) if person == "anonymous" else (404,)), known
            assert leaked(world, person, answer) == [], known
            assert answer.changed == frozenset(), known


def test_leak_1_page_choosers_show_the_administrator_units_but_no_piece(world, visitors):
    assert Page.objects.child_of(world.b.unit).filter(title=world.b.draft.title).exists()
    searched = visitors["admin"].ask(
        "get", address("wagtailadmin_choose_page_search", query="?q=湖口")
    )
    browsed = visitors["admin"].ask(
        "get", address("wagtailadmin_choose_page_child", world.b.unit.pk)
    )
    for answer in (searched, browsed):
        assert answer.status == 200
        assert world.b.unit.title in answer.text
        assert world.b.draft.title not in answer.text
        assert world.b.submitted.title not in answer.text


def test_leak_2_chosen_pages_are_told_to_nobody(world, visitors):
    ids = f"?id={world.b.draft.pk}&id={world.b.submitted.pk}"
    path = address("wagtailadmin_choose_page_chosen_multiple", query=ids)
    refused(world, visitors, PEOPLE, path)


def test_leak_3_the_head_of_a_chooser_names_no_parent(world, visitors):
    """Below a unit the administrator may browse, below a piece nobody."""
    below_unit = address("wagtailadmin_choose_page_child", world.b.unit.pk)
    refused(world, visitors, [name for name in PEOPLE if name != "admin"], below_unit)
    assert world.b.unit.title in visitors["admin"].ask("get", below_unit).text
    for piece in (world.b.draft, world.b.submitted):
        refused(world, visitors, PEOPLE, address("wagtailadmin_choose_page_child", piece.pk))


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_leak_4_nobody_acts_on_pages_in_bulk_or_reads_what_they_may_not(world, visitors, action):
    pages = (world.b.draft, world.b.submitted, world.a.approved, world.a.draft, world.a.unit)
    ids = "&".join(f"id={page.pk}" for page in pages)
    path = address("wagtail_bulk_action", "wagtailcore", "page", action, query=f"?{ids}")
    refused(world, visitors, PEOPLE, path, data={"include_descendants": "on"})


def test_leak_5_page_types_usage_names_nobodys_last_edit(world, visitors):
    for name in ("page_types_usage", "page_types_usage_results", "site_history", "locked_pages"):
        refused(world, visitors, PEOPLE, address(f"wagtailadmin_reports:{name}"))
    listed = address("wagtailadmin_pages:type_use", "editorial", "piecepage")
    refused(world, visitors, PEOPLE, listed)


@pytest.mark.parametrize("name", ["move", "copy", "unpublish", "set_privacy"])
def test_leak_6_forms_of_a_page_do_not_exist_for_a_stranger(world, visitors, name):
    for piece in (world.b.draft, world.b.submitted):
        refused(world, visitors, NOSY, address(f"wagtailadmin_pages:{name}", piece.pk))


def test_leak_6_moving_is_closed_with_either_page_foreign(world, visitors):
    for moved, target in ((world.a.draft, world.b.unit), (world.b.draft, world.a.unit)):
        path = address("wagtailadmin_pages:move_confirm", moved.pk, target.pk)
        refused(world, visitors, NOSY, path)


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_leak_7_the_api_of_files_is_closed_to_everybody(world, visitors, kind):
    file = {"images": world.b.draft_photo, "documents": world.b.document}[kind]
    refused(world, visitors, PEOPLE, address(f"wagtailadmin_api:{kind}:listing"))
    refused(world, visitors, PEOPLE, address(f"wagtailadmin_api:{kind}:detail", file.pk))


def test_leak_7_the_api_of_pages_tells_the_administrator_of_no_piece(world, visitors):
    query = f"?child_of={world.site.units.pk}"
    answer = visitors["admin"].ask("get", address("wagtailadmin_api:pages:listing", query=query))
    assert world.b.unit.title in answer.text
    below = f"?child_of={world.b.unit.pk}"
    answer = visitors["admin"].ask("get", address("wagtailadmin_api:pages:listing", query=below))
    assert (answer.status, '"total_count": 0' in answer.text) == (200, True)
    assert world.b.submitted.title not in answer.text


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_leak_8_image_bulk_pages_are_closed(world, visitors, action):
    query = f"?id={world.b.stock_photo.pk}&id={world.a.stock_photo.pk}"
    path = address("wagtail_bulk_action", "editorial", "photoasset", action, query=query)
    refused(world, visitors, PEOPLE, path, data={"collection": world.a.unit.image_collection_id})


def test_leak_9_a_foreign_photo_is_neither_saved_nor_previewed(world, visitors):
    """What is refused beside the field is tests.editorial.writing.test_references."""
    author, draft = visitors["tongxun"], world.a.draft
    shown = {"own": world.a.stock_photo, "foreign": world.b.stock_photo}
    saved, previewed = {}, {}
    for whose, photo in shown.items():
        edit = address("wagtailadmin_pages:edit", draft.pk)
        answer = author.ask("post", edit, piece_form(photo.pk))
        assert leaked(world, "tongxun", answer) == []
        saved[whose] = "wagtailcore_revision" in answer.changed
        previewed[whose] = preview(author, draft, photo)
    assert saved == {"own": True, "foreign": False}
    assert previewed == {"own": True, "foreign": False}


def preview(visitor, piece, photo):
    """Whether the preview of a typed form shows the photo. Two requests, one browser."""
    path = address("wagtailadmin_pages:preview_on_edit", piece.pk)
    photo.get_rendition("width-1200")
    visitor.client.post(path, piece_form(photo.pk))
    body = visitor.client.get(path).content.decode()
    return any(rendition.file.url in body for rendition in photo.renditions.all())


def test_leak_9_an_upload_goes_to_a_collection_of_ones_own(world, visitors):
    for kind, model in (("wagtailimages_chooser", PhotoAsset), ("wagtaildocs_chooser", Attachment)):
        foreign = world.b.unit.image_collection_id
        visitors["tongxun"].client.post(address(f"{kind}:create"), upload_form(kind, foreign))
        newest = model.objects.order_by("-pk").first()
        assert (newest.title, newest.collection_id) == ("新文件", world.a.unit.image_collection_id)


def test_leak_10_tags_complete_for_nobody(world, visitors):
    tag = Tag.objects.get(name=world.b.tag)
    query = f"?term={tag.name[:3]}"
    refused(world, visitors, PEOPLE, address("wagtailadmin_tag_autocomplete", query=query))
    model = ("taggit", "tag")
    path = address("wagtailadmin_tag_model_autocomplete", *model, query=query)
    refused(world, visitors, PEOPLE, path)
    chooser = visitors["tongxun"].ask("get", address("wagtailimages_chooser:choose"))
    assert (chooser.status, tag.name in chooser.text) == (200, False)


def test_leak_11_wagtails_document_address_is_not_mounted(world, visitors):
    document = world.b.document
    with pytest.raises(NoReverseMatch):
        reverse("wagtaildocs_serve", args=(document.pk, document.filename))
    assert resolve(f"/documents/{document.pk}/").view_name == "wagtail_serve"
    for path in (f"/documents/{document.pk}/{document.filename}", f"/documents/{document.pk}/"):
        refused(world, visitors, PEOPLE, path, methods=("get",))


def test_leak_12_files_go_to_whoever_sees_what_they_belong_to(world, visitors):
    side = world.b
    files = [side.draft_photo.file, side.document.file, side.evidence.file]
    files += [rendition.file for rendition in side.draft_photo.renditions.all()]
    assert len(files) > 3
    for file in files:
        assert visitors["waidi"].ask("get", file.url).status == 200
        for person in ("tongxun", "tongshi", "fuze", "anonymous"):
            assert visitors[person].ask("get", file.url).status == 404
