"""What the walls take hold of inside Wagtail, by names that Wagtail promises nobody. An upgrade that
renames one would leave its wall standing beside the door, without a word; here it fails."""

import pytest
from django.apps import apps
from django.test import RequestFactory
from wagtail import hooks
from wagtail.admin.search import admin_search_areas
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.images.views import chooser as image_chooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import PagePermissionTester, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial.pieces.tester import PiecePermissionTester
from editorial.walls import hooks as walls

# Answered by Wagtail from other answers of ours.
DERIVED = {"can_copy_to"}


@pytest.mark.parametrize(
    ("signal", "sender"),
    [
        (task_submitted, TaskState),
        (workflow_submitted, WorkflowState),
        (workflow_rejected, WorkflowState),
        (workflow_approved, WorkflowState),
    ],
)
def test_nobody_of_wagtails_listens_to_the_review(signal, sender):
    assert not signal.has_listeners(sender)


def test_no_model_has_an_action_in_bulk():
    assert hooks.get_hooks("register_bulk_action")  # else there is nothing to take away
    for model in apps.get_models():
        name = (model._meta.app_label, model._meta.model_name)
        assert list(bulk_action_registry.get_bulk_actions_for_model(*name)) == []


@pytest.mark.parametrize(
    ("who", "is_shown"), [("admin", True), ("guanli", False), ("tongxun", False)]
)
def test_the_stock_search_is_the_superusers(cast, who, is_shown):
    request = RequestFactory().get("/admin/")
    request.user = getattr(cast, who)
    stock = {"pages", "images", "documents"}
    shown = {area.name for area in admin_search_areas.search_items_for_request(request)}
    assert shown & stock == (stock if is_shown else set())


def test_a_piece_answers_every_question_that_wagtail_asks_of_a_page():
    asked = {name for name in vars(PagePermissionTester) if name.startswith("can_")}
    answered = {name for name in vars(PiecePermissionTester) if name.startswith("can_")}
    assert asked - answered == DERIVED
    assert answered <= asked


@pytest.mark.parametrize(
    ("stock", "ours", "name"),
    [
        (
            image_chooser.ImageUploadView,
            walls.UploadWithoutQuestion,
            "render_duplicate_found_response",
        ),
        (image_chooser.ImageUploadView, walls.UploadWithoutQuestion, "get_chosen_response"),
        (image_chooser.ImageChooseView, walls.ChooseWithoutTags, "get_context_data"),
    ],
)
def test_the_photo_chooser_has_what_ours_replaces(stock, ours, name):
    assert issubclass(ours, stock) and hasattr(stock, name)


def test_the_photo_field_speaks_of_photos_and_does_not_lead_to_the_library(db):
    photo = AdminImageChooser().render("photo", None, {"id": "photo"})
    assert "选择照片" in photo and "换一张照片" in photo
    assert BaseChooser.show_edit_link is True and AdminImageChooser.show_edit_link is False


def test_the_photo_chooser_uses_ours(client, cast):
    viewset = image_chooser.viewset
    assert viewset.create_view_class is walls.UploadWithoutQuestion
    assert viewset.choose_view_class is walls.ChooseWithoutTags
    client.force_login(cast.tongxun)
    answer = client.get("/admin/images/chooser/")
    assert answer.status_code == 200
    assert answer.json()["html"].count("选择照片")
