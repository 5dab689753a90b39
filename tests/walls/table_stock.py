"""The wall table of Wagtail's own admin: what editorial.walls.gate leaves open, and that the rest is closed."""

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editorial.walls import gate
from tests.factories import jpeg
from tests.walls.addresses import (
    ADMIN,
    HOME,
    INSIDERS,
    LOGIN,
    READERS,
    SERIES_EDITORS,
    only,
    patterns,
    seated,
    split,
)
from tests.walls.markers import BUREAU, SEATED, UNIT

# What another page than a piece is asked with, where there is more than the page.
OTHER_ARGUMENTS = {
    "revisions_compare": ("earliest", "latest"),
    "revisions_view": (1,),
    "workflow_history_detail": (1,),
}
OF_A_PIECE = {name.split(":")[1] for name in gate.OF_A_PIECE}
OF_A_SERIES = {name.split(":")[1] for name in gate.OF_A_SERIES}
EDITORS_NOW = frozenset({"bianji", "admin"})  # of a piece at 初审

# For the administrator alone: what GET and POST answer, a 404 to everybody else.
ADMINS = """
wagtailadmin_api:pages:find            404 405
wagtailadmin_api:pages:listing         200 405
wagtailadmin_choose_page               200 405
wagtailadmin_choose_page_child         200 405
wagtailadmin_choose_page_search        200 405
wagtailadmin_pages:add_subpage         /admin/pages/add/editorial/piecepage/{unit}/ =
wagtaildocs:index                      200 405
wagtaildocs:index_results              200 405
wagtaildocs:add                        200 200
wagtaildocs:add_multiple               200 400
wagtaildocs:create_multiple_from_uploaded_document 405 404
wagtaildocs:delete                     200 /admin/documents/ writes
wagtaildocs:delete_multiple            405 200 writes
wagtaildocs:delete_upload_multiple     405 404
wagtaildocs:document_usage             200 405
wagtaildocs:edit                       200 200
wagtaildocs:edit_multiple              405 200
wagtailimages:index                    200 405
wagtailimages:index_results            200 405
wagtailimages:add                      200 200
wagtailimages:add_multiple             200 400
wagtailimages:create_multiple_from_uploaded_image 405 404
wagtailimages:delete                   /admin/ /admin/
wagtailimages:delete_multiple          405 /admin/
wagtailimages:delete_upload_multiple   405 404
wagtailimages:edit                     200 200
wagtailimages:edit_multiple            405 200
wagtailimages:image_usage              200 405
wagtailimages:preview                  200 200
wagtailimages_chooser:select_format    200 200
wagtailsites:index                     200 405
wagtailsites:index_results             200 405
wagtailsites:add                       200 200
wagtailsites:edit                      200 200
wagtailsites:delete                    200 /admin/sites/ writes
wagtailsites:history                   200 405
wagtailsites:history_results           200 405
wagtailsites:usage                     200 405
wagtailsites:copy                      200 200
"""
# The same of the pages that are no piece: a unit, a series, the home page.
ADMINS_PAGES = """
convert_alias         404 404        404 404      404 404
delete                /admin/ =      200 /admin/  /admin/ =
edit                  /admin/units/{unit}/ =  200 200  200 200
history               200 405        200 405      200 405
history_results       200 405        200 405      200 405
preview_on_edit       200 200        200 200      200 200
revisions_compare     404 405        404 405      404 405
revisions_index       /admin/pages/{pk}/history/ =  /admin/pages/{pk}/history/ =  /admin/pages/{pk}/history/ =
revisions_view        404 404        404 404      404 404
set_privacy           /admin/ =      200 200      /admin/ =
unpublish             /admin/ =      200 /admin/series/  /admin/ =
usage                 200 405        200 405      200 405
view_draft            200 200        200 200      200 200
workflow_history      200 405        200 405      200 405
workflow_history_detail 404 405      404 405      404 405
"""


def add_all(table, world):
    for add in (
        add_entrance,
        add_tree,
        add_new_pieces,
        add_new_series,
        add_pieces,
        add_other_pages,
        add_choosers,
        add_admins,
        add_closed,
    ):
        add(table, world)


def arguments(world):
    """A value for every argument of Wagtail's addresses: things of 都昌."""
    a = world.a
    return {
        "action": "delete",
        "action_name": "approve",
        "app_label": "editorial",
        "app_name": "editorial",
        "collection_id": a.unit.image_collection_id,
        "content_type_app_name": "editorial",
        "content_type_model_name": "piecepage",
        "destination_id": world.b.unit.pk,
        "doc_id": a.document.pk,
        "document_id": a.document.pk,
        "filter_spec": "width-100",
        "image_id": a.draft_photo.pk,
        "model_name": "piecepage",
        "page_id": a.submitted.pk,
        "page_pk": a.submitted.pk,
        "page_to_move_id": a.submitted.pk,
        "parent_page_id": a.unit.pk,
        "pk": a.submitted.pk,
        "revision_id": a.former_revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": a.task_state.task_id,
        "task_state_id": a.task_state.pk,
        "uploaded_file_id": 1,
        "workflow_pk": a.workflow_state.workflow_id,
        "workflow_state_id": a.workflow_state.pk,
    }


def add_entrance(table, world):
    """What everybody needs who comes in."""
    table.add("wagtailadmin_home", get=seated(), post=seated(405))
    table.add(
        "wagtailadmin_account",
        get=seated(),
        post=seated("/admin/account/"),
        data={"name_email-name": "新名", "name_email-phone": "1"},
        writers=SEATED,
    )
    table.add("wagtailadmin_logout", get=seated(405), post=LOGIN)
    login = {"username": world.tongxun.username, "password": "wrong"}
    table.add("wagtailadmin_login", get=split({}, HOME, anonymous=200), post=200, data=login)
    table.add("wagtailadmin_password_reset", get=200, post=200)
    for name in ("password_reset_done", "password_reset_complete"):
        table.add(f"wagtailadmin_{name}", get=200, post=405)
    table.add("wagtailadmin_password_reset_confirm", "x", "x", get=200, post=200)
    table.add("wagtailadmin_sprite", get=200, post=200)
    table.add("wagtailadmin_javascript_catalog", get=200, post=405)
    table.add("wagtailadmin_dismissibles", get=seated(200), post=seated(405))
    table.add("wagtailadmin_block_preview", get=seated(404), post=seated(405))
    table.add("wagtailadmin_editing_sessions:release", 1, get=seated(405), post=seated(200))
    for page, readers, editors in (
        (world.a.draft, INSIDERS, INSIDERS),
        (world.a.submitted, READERS, EDITORS_NOW),
        (world.series, SERIES_EDITORS, SERIES_EDITORS),
        (world.a.unit, ADMIN, ADMIN),
    ):
        table.add(
            "wagtailadmin_editing_sessions:ping",
            "wagtailcore",
            "page",
            page.pk,
            1,
            get=only(readers | ADMIN, 405),
            post=only(editors),
        )
    table.add("/admin/test404/", get=seated(200), post=seated(405))
    table.add("/admin/no-such-screen/", get=seated(404), post=seated(404))


def add_tree(table, world):
    """The administrator's, with the units but without a piece; everybody else is led home."""
    for name, args in (
        ("explore_root", ()),
        ("explore", (world.a.unit.pk,)),
        ("explore_results", (world.a.unit.pk,)),
    ):
        listing = {"get": split({200: ADMIN}, HOME), "post": split({405: ADMIN}, HOME)}
        table.add(f"wagtailadmin_{name}", *args, **listing)
    for name in ("explore", "explore_results"):
        closed = split({404: ADMIN}, HOME)
        table.add(f"wagtailadmin_{name}", world.a.draft.pk, get=closed, post=closed)
    for name in ("choose_page_child", "pages:add_subpage"):
        closed = {"get": seated(404), "post": seated(404)}
        table.add(f"wagtailadmin_{name}", world.a.draft.pk, **closed)
    table.add(
        "wagtailadmin_api:pages:detail", world.a.unit.pk, get=only(ADMIN), post=only(ADMIN, 405)
    )
    table.add(
        "wagtailadmin_api:pages:detail", world.a.draft.pk, get=seated(404), post=only(ADMIN, 405)
    )
    listing = {"get": only(ADMIN), "post": only(ADMIN, 405)}
    table.add("wagtailadmin_choose_page_search", query="?q=都昌", **listing)
    table.add(
        "wagtailadmin_api:pages:listing", query=f"?child_of={world.a.unit.pk}&limit=20", **listing
    )


def piece_form(*photo_ids):
    photos = [
        ("photo", {"photo": str(pk), "caption": "图", "photographer": ""}) for pk in photo_ids
    ]
    return nested_form_data(
        {
            "title": "改过的标题",
            "kicker": "",
            "subtitle": "",
            "genre": "news",
            "body": streamfield([("paragraph", rich_text("<p>正文</p>")), *photos]),
            "event_date": "2026-10-21",
            "source": "own",
            "source_note": "",
            "bylines": inline_formset([]),
            "comments": inline_formset([]),
        }
    )


def add_new_pieces(table, world):
    """A new piece of 都昌, with a photo of its own and with one of 湖口."""
    args = ("editorial", "piecepage", world.a.unit.pk)
    own, foreign = piece_form(world.a.stock_photo.pk), piece_form(world.b.stock_photo.pk)
    table.add(
        "wagtailadmin_pages:add",
        *args,
        get=only(UNIT),
        post=only(UNIT, 302),
        data=own,
        writers=UNIT,
    )
    table.add("wagtailadmin_pages:add", *args, get=only(UNIT), post=only(UNIT), data=foreign)
    for data in (own, foreign):
        preview = {"get": only(UNIT), "post": only(UNIT), "data": data}
        table.add("wagtailadmin_pages:preview_on_add", *args, **preview)


def add_new_series(table, world):
    args = ("editorial", "seriespage", world.site.series.pk)
    for name in ("add", "preview_on_add"):
        form = {"get": only(SERIES_EDITORS), "post": only(SERIES_EDITORS)}
        table.add(f"wagtailadmin_pages:{name}", *args, **form)


def add_pieces(table, world):
    """Whoever sees a piece but may not edit it now is led to the piece."""
    draft, submitted, form = world.a.draft, world.a.submitted, piece_form(world.a.stock_photo.pk)
    edit = "wagtailadmin_pages:edit"
    back, page = "/admin/pages/{}/edit/".format, "/admin/pieces/{}/".format
    barred = READERS - EDITORS_NOW
    table.add(
        edit,
        draft.pk,
        get=only(INSIDERS),
        post=only(INSIDERS, back(draft.pk)),
        data=form,
        writers=INSIDERS,
    )
    stolen = piece_form(world.b.stock_photo.pk)
    table.add(edit, draft.pk, get=only(INSIDERS), post=only(INSIDERS), data=stolen)
    table.add(
        edit,
        submitted.pk,
        get=split({200: EDITORS_NOW, page(submitted.pk): barred}),
        post=split({back(submitted.pk): EDITORS_NOW, page(submitted.pk): barred}),
        data=form,
        writers=EDITORS_NOW,
    )
    for piece in (world.a.approved, world.a.published):
        publish = {**form, "action-publish": "1"}
        table.add(
            edit,
            piece.pk,
            get=only(READERS, page(piece.pk)),
            post=only(READERS, page(piece.pk)),
            data=publish,
        )
    delete = "wagtailadmin_pages:delete"
    table.add(
        delete,
        draft.pk,
        get=split({200: {"tongxun"}, HOME: {"fuze"}}),
        post=split({"/admin/pieces/mine/": {"tongxun"}, HOME: {"fuze"}}),
        writers={"tongxun"},
    )
    for piece in (submitted, world.a.approved, world.a.published):
        table.add(delete, piece.pk, get=only(READERS, HOME), post=only(READERS, HOME))
    add_views_of_pieces(table, world, form, barred)


def add_views_of_pieces(table, world, form, barred):
    draft, submitted, a = world.a.draft, world.a.submitted, world.a
    draft_args = {"revisions_view": (draft.latest_revision_id,)}
    for name, posted, args in (
        ("preview_on_edit", 200, ()),
        ("view_draft", 200, ()),
        ("history", 405, ()),
        ("history_results", 405, ()),
        ("workflow_history", 405, ()),
        ("workflow_history_detail", 405, (a.workflow_state.pk,)),
        ("revisions_view", 405, (a.former_revision.pk,)),
        ("revisions_compare", 405, ("earliest", "latest")),
    ):
        table.add(
            f"wagtailadmin_pages:{name}",
            draft.pk,
            *draft_args.get(name, args),
            # A draft has no review to look at.
            get=seated(404) if name == "workflow_history_detail" else only(INSIDERS),
            post=only(INSIDERS, posted),
            data=form,
        )
        table.add(
            f"wagtailadmin_pages:{name}",
            submitted.pk,
            *args,
            data=form,
            get=split({200: EDITORS_NOW, HOME: barred}),
            post=split({posted: EDITORS_NOW, HOME: barred}),
        )


def add_other_pages(table, world):
    """What the gate opens of a series is its editor's as well."""
    pages = (world.a.unit, world.series, world.site.home)
    numbers = {"unit": world.a.unit.pk}
    for line in ADMINS_PAGES.strip().splitlines():
        name, *answers = line.split()
        for number, page in enumerate(pages):
            get, post = answers[2 * number : 2 * number + 2]
            get = answer_of(get, pk=page.pk, **numbers)
            post = get if post == "=" else answer_of(post, pk=page.pk, **numbers)
            people = SERIES_EDITORS if page == world.series and name in OF_A_SERIES else ADMIN
            table.add(
                f"wagtailadmin_pages:{name}",
                page.pk,
                *OTHER_ARGUMENTS.get(name, ()),
                get=only(people, get),
                post=only(people, post),
                writers=ADMIN if (name, page) == ("unpublish", world.series) else (),
            )
    of_pieces = [name.split()[0] for name in ADMINS_PAGES.strip().splitlines()]
    for name in set(of_pieces) - OF_A_PIECE:
        for piece in (world.a.draft, world.a.submitted, world.a.published):
            table.add(f"wagtailadmin_pages:{name}", piece.pk, get=seated(404), post=seated(404))
    for name, args in (
        ("move", ()),
        ("move_confirm", (world.b.unit.pk,)),
        ("set_page_position", ()),
    ):
        for page in (world.a.draft, world.a.submitted):
            closed = {"get": seated(404), "post": seated(404)}
            table.add(f"wagtailadmin_pages:{name}", page.pk, *args, **closed)


def answer_of(word, **numbers):
    return int(word) if word.isdecimal() else word.format(**numbers)


def add_choosers(table, world):
    a, b = world.a, world.b
    for kind, own, foreign in (
        ("wagtailimages_chooser", a.stock_photo, b.stock_photo),
        ("wagtaildocs_chooser", a.document, b.document),
    ):
        for name in ("choose", "choose_results"):
            table.add(f"{kind}:{name}", get=seated(), post=seated(405))
        searching = f"?q=都昌&collection_id={a.unit.image_collection_id}"
        table.add(f"{kind}:choose_results", query=searching, get=seated(), post=seated(405))
        readers = UNIT | BUREAU
        table.add(f"{kind}:chosen", own.pk, get=only(readers), post=only(readers, 405))
        table.add(f"{kind}:chosen", "x", get=seated(404), post=seated(404))
        several = f"?id={own.pk}&id={foreign.pk}"
        table.add(f"{kind}:chosen_multiple", query=several, get=seated(), post=seated(405))
        table.add(
            f"{kind}:create",
            get=seated(),
            post=seated(),
            writers=SEATED,
            data=lambda kind=kind: upload_form(kind, a.unit.image_collection_id),
        )


def upload_form(kind, collection_id):
    """A new file for the collection of 都昌. People of another unit have one collection to choose
    from, their own: there it goes (test_leaks)."""
    if kind == "wagtailimages_chooser":
        prefix, file = "image-chooser-upload", SimpleUploadedFile("new.jpg", jpeg("yellow"))
    else:
        prefix, file = "document-chooser-upload", SimpleUploadedFile("new.pdf", b"%PDF-1.4 new")
    return {
        f"{prefix}-title": "新文件",
        f"{prefix}-file": file,
        f"{prefix}-collection": collection_id,
    }


def add_admins(table, world):
    values = arguments(world)
    for line in ADMINS.strip().splitlines():
        name, get, post, *writes = line.split()
        get = answer_of(get, unit=world.a.unit.pk)
        post = get if post == "=" else answer_of(post, unit=world.a.unit.pk)
        pk = {"wagtailsites": Site.objects.get().pk}.get(name.split(":")[0])
        args = [pk or values[key] for key in arguments_of(name)]
        table.add(
            name,
            *args,
            get=only(ADMIN, get),
            post=only(ADMIN, post),
            writers=ADMIN if writes else (),
        )
    site = Site.objects.get().pk
    footer = ("cms", "sitefooter")
    form = f"/admin/settings/cms/sitefooter/{site}/"
    led = only(ADMIN, form)
    table.add("wagtailsettings:edit", *footer, get=led, post=led)
    table.add(
        "wagtailsettings:edit",
        *footer,
        site,
        get=only(ADMIN),
        post=only(ADMIN, form),
        data={"host": "老干部局", "privacy_note": "无"},
        writers=ADMIN,
    )
    table.add("wagtailsettings:preview_on_edit", *footer, site, get=seated(404), post=seated(404))


def arguments_of(name):
    return next(pattern.arguments for pattern in patterns() if pattern.name == name)


def add_closed(table, world):
    """Nobody's, whoever asks: each address of a family that the gate closes as a whole."""
    values, pks = arguments(world), keys(world)
    for pattern in patterns():
        name = pattern.name
        if name in gate.CLOSED or name.startswith(gate.CLOSED_GROUPS):
            group = f"{name.rsplit(':', 1)[0]}:"
            given = values | {"pk": pks.get(name) or pks.get(group) or values["pk"]}
            kwargs = {key: given[key] for key in pattern.arguments}
            table.add(name, kwargs=kwargs, get=404, post=404)


def keys(world):
    """What `pk` is in each family."""
    a = world.a
    task = a.task_state.task_id
    tasks = {f"wagtailadmin_workflows:{name}_task": task for name in ("edit", "enable", "disable")}
    return tasks | {
        "wagtailadmin_api:documents:": a.document.pk,
        "wagtailadmin_api:images:": a.draft_photo.pk,
        "wagtailadmin_collections:": a.unit.image_collection_id,
        "wagtailadmin_workflows:": a.workflow_state.workflow_id,
        "wagtailusers_groups:": a.unit.role_groups.first().group_id,
        "wagtailusers_users:": world.tongxun.pk,
    }
