"""Wagtail's own admin: closed unless listed, for superusers too where it would pass by the review.
Each leak of design §4 is first shown to have something to leak."""

import json

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import GroupPagePermission, Page, Task, Workflow

from editorial import gate
from editorial.asset_policies import POLICIES
from editorial.models import PhotoAsset, PiecePage, PieceStatus
from tests.factories import bring_to, make_photo, make_piece

SECRET = "湖口未刊秘稿"
SECRET_PHOTO = "湖口内部照片"
SEATED = [
    "tongxun",
    "tongshi",
    "fuze",
    "waidi",
    "bianji",
    "fushen",
    "zhongshen",
    "jifen",
    "zhuanlan",
]


@pytest.fixture
def foreign(cast):
    """A draft and a photo of 湖口, which nobody of 都昌 may know of."""
    cache.clear()
    cast.photo = make_photo(cast.hukou, title=SECRET_PHOTO)
    cast.secret = make_piece(cast.hukou, cast.waidi, title=SECRET, photos=[cast.photo])
    return cast


def stock_names(patterns=None, namespace=""):
    """The names of all of Wagtail's own admin screens, from the resolver."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name and f"{namespace}{pattern.name}".startswith("wagtail"):
                yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from stock_names(pattern.url_patterns, inner)


def get(client, user, name, *args, query="", **kwargs):
    client.force_login(user)
    return client.get(reverse(name, args=args, kwargs=kwargs) + query)


def text(response):
    """The body as its reader has it: JSON escapes Chinese, and a leak would hide behind that."""
    body = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        return json.dumps(json.loads(body), ensure_ascii=False)
    return body


def test_every_listed_name_exists_so_that_a_typo_opens_or_closes_nothing():
    names = set(stock_names())
    listed = gate.OPEN | gate.OF_A_PIECE | gate.OF_A_SERIES | gate.ADDING | gate.TREE
    assert listed | set(gate.OF_A_FILE) | {gate.PING} <= names
    assert gate.CLOSED - {"wagtailadmin_error_test"} <= names


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:images:listing",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_pages:search",
        "wagtailadmin_collections:index",
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:task_index",
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtailimages:index",
        "wagtailimages:add_multiple",
        "wagtaildocs:index",
        "wagtailsites:index",
    ],
)
def test_stock_screens_do_not_exist_for_the_seated(client, foreign, name):
    for username in (*SEATED, "guanli"):
        assert get(client, getattr(foreign, username), name).status_code == 404, username


def test_leak_1_page_choosers_show_the_administrator_no_piece(client, foreign):
    searched = get(client, foreign.admin, "wagtailadmin_choose_page_search", query="?q=湖口")
    browsed = get(client, foreign.admin, "wagtailadmin_choose_page_child", foreign.hukou.pk)
    for response in (searched, browsed):
        assert response.status_code == 200
        assert SECRET not in text(response)
    assert foreign.hukou.title in text(browsed)


def test_leaks_2_and_3_chosen_pages_and_parents_are_closed(client, foreign):
    user, query = foreign.tongxun, f"?id={foreign.secret.pk}"
    chosen = get(client, user, "wagtailadmin_choose_page_chosen_multiple", query=query)
    parent = get(client, user, "wagtailadmin_choose_page_child", foreign.hukou.pk)
    assert (chosen.status_code, parent.status_code) == (404, 404)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("username", ["tongxun", "fushen", "admin"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_leak_4_nobody_acts_in_bulk(client, foreign, action, username, method):
    piece = make_piece(foreign.duchang, foreign.tongxun)
    bring_to("approved", piece, foreign)
    client.force_login(getattr(foreign, username))
    for ids in (piece.pk, foreign.secret.pk, foreign.duchang.pk):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?id={ids}"
        response = getattr(client, method)(url, {"include_descendants": "on"})
        assert response.status_code == 404
        assert SECRET not in text(response)
    assert not PiecePage.objects.filter(live=True).exists()
    assert PiecePage.objects.count() == 2


@pytest.mark.parametrize("name", ["move", "copy", "unpublish", "set_privacy"])
def test_leak_6_forms_of_a_page_do_not_exist_for_a_stranger(client, foreign, name):
    response = get(client, foreign.tongxun, f"wagtailadmin_pages:{name}", foreign.secret.pk)
    assert response.status_code == 404
    assert SECRET not in text(response)


def test_leak_6_moving_is_closed_with_either_page_foreign(client, foreign):
    own = make_piece(foreign.duchang, foreign.tongxun)
    args = (own.pk, foreign.hukou.pk)
    response = get(client, foreign.tongxun, "wagtailadmin_pages:move_confirm", *args)
    assert response.status_code == 404


@pytest.mark.parametrize("username", ["tongxun", "fuze", "bianji", "admin"])
def test_a_strangers_draft_does_not_exist_on_any_page_screen(client, foreign, username):
    client.force_login(getattr(foreign, username))
    pk = foreign.secret.pk
    for name in sorted(gate.OF_A_PIECE):
        extra = ()
        if name.endswith("revisions_compare"):
            extra = ("earliest", "latest")
        elif name.endswith("revisions_view"):
            extra = (foreign.secret.latest_revision_id,)
        elif name.endswith("history_detail"):
            extra = (1,)
        url = reverse(name, args=(pk, *extra))
        for response in (client.get(url), client.post(url)):
            assert response.status_code == 404, name
            assert SECRET not in text(response), name


def test_the_author_reads_the_page_screens_of_their_own_draft(client, foreign):
    for name in ("edit", "view_draft", "history"):
        url = reverse(f"wagtailadmin_pages:{name}", args=(foreign.secret.pk,))
        client.force_login(foreign.waidi)
        response = client.get(url)
        assert response.status_code == 200, name
        assert SECRET in text(response), name


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_leak_7_the_api_of_files_is_closed_to_everybody(client, foreign, kind):
    for username in (*SEATED, "admin"):
        user = getattr(foreign, username)
        assert get(client, user, f"wagtailadmin_api:{kind}:listing").status_code == 404
        assert (
            get(client, user, f"wagtailadmin_api:{kind}:detail", foreign.photo.pk).status_code
            == 404
        )


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_leak_8_image_bulk_pages_are_closed(client, foreign, action):
    for username in ("tongxun", "bianji", "admin"):
        client.force_login(getattr(foreign, username))
        url = reverse("wagtail_bulk_action", args=("editorial", "photoasset", action))
        response = client.get(f"{url}?id={foreign.photo.pk}")
        assert response.status_code == 404
        assert SECRET_PHOTO not in text(response)


def test_leak_10_tags_complete_for_nobody(client, foreign):
    foreign.photo.tags.add("湖口机密标签")
    for username in ("tongxun", "bianji", "admin"):
        response = get(
            client, getattr(foreign, username), "wagtailadmin_tag_autocomplete", query="?term=湖口"
        )
        assert response.status_code == 404


def test_leak_11_wagtails_document_address_is_not_mounted(client, foreign):
    assert client.get("/documents/1/a.pdf").status_code == 404
    assert "wagtaildocs_serve" not in set(stock_names())


def test_the_photo_chooser_shows_each_their_own(client, foreign):
    def titles(user):
        return text(get(client, user, "wagtailimages_chooser:choose"))

    make_photo(foreign.duchang, title="都昌的照片", color="blue")
    assert SECRET_PHOTO in titles(foreign.waidi)
    assert SECRET_PHOTO in titles(foreign.bianji)
    shown = titles(foreign.tongxun)
    assert "都昌的照片" in shown
    assert SECRET_PHOTO not in shown
    assert foreign.hukou.title not in shown


def test_a_foreign_photo_can_be_chosen_neither_alone_nor_among_several(client, foreign):
    pk = foreign.photo.pk
    assert get(client, foreign.waidi, "wagtailimages_chooser:chosen", pk).status_code == 200
    assert get(client, foreign.tongxun, "wagtailimages_chooser:chosen", pk).status_code == 404
    assert get(client, foreign.tongxun, "wagtailimages_chooser:chosen", "x").status_code == 404
    url = "wagtailimages_chooser:chosen_multiple"
    assert SECRET_PHOTO in text(get(client, foreign.waidi, url, query=f"?id={pk}"))
    assert SECRET_PHOTO not in text(get(client, foreign.tongxun, url, query=f"?id={pk}"))


def test_a_file_is_deleted_by_nobody_once_a_text_refers_to_it(foreign):
    unused = make_photo(foreign.hukou, title="没用上的", color="green")
    policy = POLICIES[PhotoAsset]
    may = [
        policy.user_has_permission_for_instance(user, "delete", photo)
        for user in (foreign.admin, foreign.waidi)
        for photo in (unused, foreign.photo)
    ]
    assert may == [True, False, False, False]


def test_a_piece_is_added_only_under_the_writers_own_open_unit(client, foreign):
    from editorial.actions.units import retire_unit

    def add(user, unit):
        name = "wagtailadmin_pages:add"
        return get(client, user, name, "editorial", "piecepage", unit.pk).status_code

    assert add(foreign.tongxun, foreign.duchang) == 200
    assert add(foreign.tongxun, foreign.hukou) == 404
    assert add(foreign.bianji, foreign.hukou) == 404
    assert add(foreign.admin, foreign.hukou) == 404
    retire_unit(foreign.guanli, foreign.hukou.pk)
    assert add(type(foreign.waidi).objects.get(pk=foreign.waidi.pk), foreign.hukou) == 302


@pytest.mark.parametrize("name", ["disable_task", "enable_task", "edit_task"])
def test_tasks_are_disabled_by_nobody(client, foreign, name):
    piece = make_piece(foreign.duchang, foreign.tongxun)
    bring_to("final", piece, foreign)
    client.force_login(foreign.admin)
    for task in Task.objects.filter(active=True):
        assert (
            client.post(reverse(f"wagtailadmin_workflows:{name}", args=(task.pk,))).status_code
            == 404
        )
    assert PieceStatus.objects.get(pk=piece.pk).stage == "final"


def test_the_workflow_is_disabled_by_nobody(client, foreign):
    workflow = Workflow.objects.get(active=True)
    client.force_login(foreign.admin)
    url = reverse("wagtailadmin_workflows:disable", args=(workflow.pk,))
    assert client.post(url).status_code == 404
    assert Workflow.objects.get(pk=workflow.pk).active


@pytest.mark.parametrize("username", ["fushen", "bianji", "fuze", "tongxun", "admin"])
def test_a_piece_in_review_is_deleted_by_nobody(client, foreign, username):
    piece = make_piece(foreign.duchang, foreign.tongxun)
    bring_to("second", piece, foreign)
    client.force_login(getattr(foreign, username))
    response = client.post(reverse("wagtailadmin_pages:delete", args=(piece.pk,)))
    assert response.status_code == 302
    assert PiecePage.objects.filter(pk=piece.pk).exists()


@pytest.mark.parametrize("name", ["unpublish", "move", "set_privacy", "lock", "convert_alias"])
def test_a_piece_is_not_published_or_moved_by_the_administrator(client, foreign, name):
    piece = make_piece(foreign.duchang, foreign.tongxun)
    bring_to("approved", piece, foreign)
    client.force_login(foreign.admin)
    response = client.post(reverse(f"wagtailadmin_pages:{name}", args=(piece.pk,)))
    assert response.status_code == 404


def test_the_editor_screen_publishes_nothing_for_the_administrator(client, foreign):
    piece = make_piece(foreign.duchang, foreign.tongxun)
    bring_to("approved", piece, foreign)
    client.force_login(foreign.admin)
    url = reverse("wagtailadmin_pages:edit", args=(piece.pk,))
    client.post(url, {"action-publish": "1", "title": "改"})
    assert not Page.objects.get(pk=piece.pk).live


@pytest.mark.parametrize("name", ["delete", "move", "unpublish"])
def test_units_are_neither_deleted_nor_moved_by_the_administrator(client, foreign, name):
    client.force_login(foreign.admin)
    for page in (foreign.hukou, foreign.site.units, foreign.site.series):
        response = client.post(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,)))
        assert response.status_code == 302
        assert Page.objects.filter(pk=page.pk, live=True).exists()


def test_a_head_has_no_stock_form_of_the_unit(client, foreign):
    assert GroupPagePermission.objects.filter(
        group__user=foreign.fuze, permission__codename="change_page", page=foreign.duchang
    ).exists()
    response = get(client, foreign.fuze, "wagtailadmin_pages:edit", foreign.duchang.pk)
    assert response.status_code == 404


def test_the_tree_leads_the_seated_home_and_shows_the_administrator_no_piece(client, foreign):
    response = get(client, foreign.tongxun, "wagtailadmin_explore", foreign.hukou.pk)
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    response = get(client, foreign.admin, "wagtailadmin_explore", foreign.hukou.pk)
    assert response.status_code == 200
    assert SECRET not in text(response)


def test_the_ping_of_an_editing_session_knows_no_foreign_piece(client, foreign):
    client.force_login(foreign.tongxun)
    for model in (("wagtailcore", "page"), ("editorial", "piecepage")):
        url = reverse("wagtailadmin_editing_sessions:ping", args=(*model, foreign.secret.pk, 0))
        assert client.post(url).status_code == 404
