"""The wall table of our own screens, the files and the public site."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate, now

from editorial.people import actions as people_actions
from editorial.people import unit_actions
from editorial.placements import actions as placements
from editorial.record.canonical import digest
from editorial.record.seen import token_of_save
from editorial.review import moves as review
from scoring.books import actions as rulebooks
from scoring.feed import actions as feed_actions
from tests.walls.addresses import (
    ADMIN,
    CHIEFS,
    HOME,
    INSIDERS,
    LOGIN,
    MANAGERS,
    NOBODY,
    READERS,
    RECORDERS,
    ROUTERS,
    SCORERS,
    SERIES_EDITORS,
    VERIFIERS,
    only,
    seated,
    split,
)
from tests.walls.markers import BUREAU, OUTSIDERS, UNIT
from tests.walls.world import SHEETS, WORDS


def add_all(table, world):
    for add in (
        add_pieces,
        add_routing,
        add_outlets,
        add_placements,
        add_people,
        add_words,
        add_scores,
        add_circulars,
        add_problems,
        add_rule_books,
        add_adjustments,
        add_appeals,
        add_feed,
        add_series,
        add_frame,
        add_files,
        add_site,
    ):
        add(table, world)


def add_pieces(table, world):
    a = world.a
    for name in ("desk:my_pieces", "desk:piece_queue", "desk:all_pieces"):
        table.add(name, get=seated(), post=seated(405))
        table.add(f"{name}_results", get=seated(), post=seated(405))
    by_unit = f"?unit={a.unit.pk}&q=都昌"
    table.add("desk:all_pieces", query=by_unit, get=seated(), post=seated(405))
    form = "/admin/pages/add/editorial/piecepage/{}/".format
    writing = split({form(a.unit.pk): UNIT, form(world.b.unit.pk): OUTSIDERS}, others=200)
    table.add("writing:write_piece", get=writing, post=writing)
    for piece, readers in (
        (a.draft, INSIDERS),
        (a.colleagues_draft, {"tongshi", "fuze"}),
        (a.submitted, READERS),
        (a.returned, READERS),
        (a.approved, READERS),
        (a.routed, READERS),
        (a.published, READERS),
        (a.reopened, READERS),
    ):
        table.add("desk:piece", piece.pk, get=only(readers), post=only(readers))
        table.add("desk:sign_off_sheet", piece.pk, get=only(readers), post=only(readers))
        # A draft has nothing to compare with.
        drafts = (a.draft, a.colleagues_draft)
        seers = NOBODY if piece in drafts else readers
        table.add("compare:piece_changes", piece.pk, get=only(seers), post=seated(405))
    # Two texts beside each other: both have to be one's own to see, and handed in.
    for one, other, seers in (
        (a.submitted, a.returned, READERS),
        (a.submitted, world.b.submitted, BUREAU),
        (world.b.submitted, a.submitted, BUREAU),
        (a.submitted, a.draft, NOBODY),
        (a.draft, a.submitted, NOBODY),
    ):
        table.add("compare:likeness", one.pk, other.pk, get=only(seers), post=seated(405))
    add_moves(table, world)
    add_word_in(table, world)


def add_word_in(table, world):
    """Whoever writes for a unit; a piece's captions are its correspondent's while it is a draft."""
    for name in ("intake:upload_word", "intake:paste_text"):
        table.add(name, get=only(UNIT | OUTSIDERS), post=only(UNIT | OUTSIDERS))
    table.add("intake:upload_results", get=only(UNIT | OUTSIDERS), post=seated(405))
    edit = "/admin/pages/{}/edit/".format
    page = "/admin/pieces/{}/".format
    for piece, readers, editors in (
        (world.a.draft, INSIDERS, INSIDERS),
        (world.a.submitted, READERS, frozenset({"bianji", "admin"})),
        (world.a.approved, READERS, NOBODY),
    ):
        turned_away = {page(piece.pk): readers - editors}
        saved = split({edit(piece.pk): editors, **turned_away})
        table.add("intake:captions", piece.pk, get=split({200: editors, **turned_away}), post=saved)
        table.add(
            "proofs:waive_finding",
            piece.pk,
            get=seated(405),
            post=only(readers, f"{page(piece.pk)}#checks"),
        )
        table.add(
            "proofs:widen_marks", piece.pk, get=seated(405), post=only(readers, page(piece.pk))
        )
        table.add(
            "intake:confirm_reading", piece.pk, get=seated(405), post=only(readers, edit(piece.pk))
        )


def add_moves(table, world):
    """Whoever sees the piece but may not move it is led back to it."""
    a = world.a
    page = "/admin/pieces/{}/".format
    step = {"action": "approve", "seen_revision": review.revision_token(a.submitted)}
    shown = only(READERS, page(a.submitted.pk))
    table.add(
        "desk:take_step",
        a.submitted.pk,
        get=seated(405),
        post=shown,
        data=step,
        writers={"bianji", "admin"},
    )
    table.add(
        "desk:take_step",
        a.draft.pk,
        get=seated(405),
        post=only(INSIDERS, page(a.draft.pk)),
        data=step,
    )
    for name, piece, writers in (
        ("withdraw", a.submitted, {"tongxun"}),
        ("spike", a.submitted, {"bianji", "admin"}),
        ("reopen", a.approved, ROUTERS),
        ("submit", a.returned, INSIDERS),
    ):
        table.add(
            "desk:move_piece",
            piece.pk,
            name,
            get=seated(405),
            post=only(READERS, page(piece.pk)),
            data={"comment": "理由"},
            writers=writers,
        )
    table.add(
        "desk:move_piece",
        a.draft.pk,
        "submit",
        get=seated(405),
        post=only(INSIDERS, page(a.draft.pk)),
        writers=INSIDERS,
    )
    table.add("desk:move_piece", a.submitted.pk, "publish", get=seated(405), post=seated(404))


def add_routing(table, world):
    a = world.a
    for name in ("routing:routable_pieces", "routing:routing_desk"):
        for suffix in ("", "_results"):
            table.add(name + suffix, get=only(ROUTERS, others=403), post=only(ROUTERS, 405, 403))
    version = a.approved.status_row.approved_version
    may_route = split({200: ROUTERS, 403: READERS - ROUTERS})
    table.add(
        "routing:route_piece",
        a.approved.pk,
        get=may_route,
        post=split({"/admin/routing/": ROUTERS, 403: READERS - ROUTERS}),
        data={"outlets": [world.paper.pk], "version": version.pk},
        writers=ROUTERS,
    )
    table.add("routing:route_piece", a.draft.pk, get=only(INSIDERS, 403), post=only(INSIDERS, 403))
    add_wechat(table, world, may_route)
    for row in (a.to_send, a.sent):
        table.add("routing:routing", row.pk, get=only(READERS), post=seated(405))
    table.add("routing:routing_package", a.to_send.pk, get=may_route, post=seated(405))
    for name, row in (("mark_sent", a.to_send), ("pull", a.to_send), ("mark_not_used", a.sent)):
        table.add(
            "routing:move_routing",
            row.pk,
            name,
            get=seated(405),
            post=split({f"/admin/routing/{row.pk}/": ROUTERS, 403: READERS - ROUTERS}),
            data={"seen_state": row.state, "note": "寄出"},
            writers=ROUTERS,
        )
    table.add("routing:move_routing", a.to_send.pk, "publish", get=seated(405), post=seated(404))


def add_wechat(table, world, may_route):
    """For whoever may have the package; what has no signed text leads back to the piece."""
    a = world.a
    same = {"get": may_route, "post": seated(405)}
    table.add("routing:wechat", a.approved.pk, **same)
    table.add("routing:wechat", a.draft.pk, get=only(INSIDERS, 403), post=seated(405))
    back = split({f"/admin/pieces/{a.submitted.pk}/": ROUTERS, 403: READERS - ROUTERS})
    table.add("routing:wechat", a.submitted.pk, get=back, post=seated(405))
    table.add("routing:wechat_photos", a.published.pk, **same)
    table.add("routing:wechat_photo", a.published.pk, 1, **same)
    crop = "?photo=1&x=50&y=50&zoom=100"
    table.add("routing:wechat_cover", a.published.pk, "wide", query=crop, **same)


def add_outlets(table, world):
    listed = {"get": only(ROUTERS, others=403), "post": only(ROUTERS, 405, 403)}
    table.add("outlets:outlets", **listed)
    table.add("outlets:outlets_results", **listed)
    outlet = {
        "name": "新媒体",
        "code": "new",
        "level": "city",
        "kind": "paper",
        "channel": "hand",
        "byline_form": "end",
        "name_pattern": "{headline}",
        "sort_order": 5,
    }
    saved = only(ROUTERS, "/admin/outlets/", 403)
    shown = only(ROUTERS, others=403)
    table.add("outlets:add_outlet", get=shown, post=saved, data=outlet, writers=ROUTERS)
    table.add(
        "outlets:edit_outlet", world.paper.pk, get=shown, post=saved, data=outlet, writers=ROUTERS
    )
    table.add(
        "outlets:retire_outlet",
        world.paper.pk,
        get=seated(405),
        post=saved,
        data={"active": "no"},
        writers=ROUTERS,
    )


def add_placements(table, world):
    a = world.a
    for name in ("placements:placements_to_verify", "placements:placements"):
        table.add(name, get=seated(), post=seated(405))
        table.add(f"{name}_results", get=seated(), post=seated(405))
    of_unit = f"?credits__unit={a.unit.pk}&q=都昌"
    table.add("placements:placements", query=of_unit, get=seated(), post=seated(405))
    readers = UNIT | BUREAU
    for row in (a.recorded, a.rejected, a.verified, a.frozen):
        table.add("placements:placement", row.pk, get=only(readers), post=only(readers))
    add_recording(table, world)
    decided = only(readers, f"/admin/placements/{a.recorded.pk}/")
    for decision in ("verify", "reject"):
        data = {"decision": decision, "reason": "理由", "seen_act": newest(a.recorded)}
        table.add(
            "placements:decide_placement",
            a.recorded.pk,
            get=seated(405),
            post=decided,
            data=data,
            writers=VERIFIERS,
        )
    add_editing_placements(table, world, readers)


def newest(row):
    return placements.newest_act_id(row)


def placement_form(world, row=None):
    """A complete form of a placement of 都昌."""
    return {
        "outlet": world.paper.pk,
        "published_on": localdate().isoformat(),
        "headline": "另一个标题",
        "genre": "news",
        "position": "inner",
        "page": "第3版",
        "use": "sole",
        "reason": "印错了",
        "seen_act": newest(row) if row else "",
        "credits-TOTAL_FORMS": "1",
        "credits-INITIAL_FORMS": "0",
        "credits-0-unit": world.duchang.pk,
        "credits-0-share": "1",
    }


def add_recording(table, world):
    """People of another unit get their form back: the credit is not theirs to give."""
    a, form = world.a, placement_form(world)
    may = only(RECORDERS, others=403)
    saved = split({302: RECORDERS - OUTSIDERS, 200: OUTSIDERS}, others=403)
    writers = RECORDERS - OUTSIDERS
    table.add("placements:record_placement", get=may, post=saved, data=form, writers=writers)
    for query in (f"?piece={a.submitted.pk}", f"?routing={a.sent.pk}"):
        seen_by = (INSIDERS | ROUTERS) & RECORDERS
        blind = RECORDERS - seen_by
        table.add(
            "placements:record_placement",
            query=query,
            data=form,
            writers=seen_by,
            get=split({200: seen_by, 404: blind}, others=403),
            post=split({302: seen_by, 404: blind}, others=403),
        )
    query, insiders = f"?piece={a.draft.pk}", INSIDERS
    table.add(
        "placements:record_placement",
        query=query,
        data=form,
        writers=insiders,
        get=split({200: insiders, 404: RECORDERS - insiders}, others=403),
        post=split({302: insiders, 404: RECORDERS - insiders}, others=403),
    )


def add_editing_placements(table, world, readers):
    for row, writers in (
        (world.a.recorded, {"tongxun"}),
        (world.a.rejected, {"tongxun"}),
        (world.a.verified, ROUTERS),
    ):
        barred = readers - writers
        table.add(
            "placements:edit_placement",
            row.pk,
            get=split({200: writers, 403: barred}),
            post=split({f"/admin/placements/{row.pk}/": writers, 403: barred}),
            data=placement_form(world, row),
            writers=writers,
        )


def add_people(table, world):
    a = world.a
    for name in ("people:people", "people:units"):
        for suffix in ("", "_results"):
            table.add(name + suffix, get=only(MANAGERS), post=only(MANAGERS, 405))
    person = {"name": "李新", "unit": a.unit.pk, "roles": ["correspondent"]}
    table.add(
        "people:add_person", get=only(MANAGERS), post=only(MANAGERS), data=person, writers=MANAGERS
    )
    target = world.tongxun
    seen = people_actions.token_of(target)
    back = f"/admin/people/{target.pk}/"
    table.add(
        "people:person",
        target.pk,
        get=only(MANAGERS),
        post=only(MANAGERS, back),
        data={**person, "seen": seen},
        writers=MANAGERS,
    )
    table.add(
        "people:person",
        world.zhongshen.pk,
        get=only(MANAGERS),
        post=split({200: {"guanli"}, f"/admin/people/{world.zhongshen.pk}/": ADMIN}),
        data={"name": "胡", "roles": ["chief"], "seen": people_actions.token_of(world.zhongshen)},
        writers=ADMIN,
    )
    # These two are addressed to anybody; 404 comes after the method is found right.
    table.add(
        "people:reset_password", target.pk, get=seated(405), post=only(MANAGERS), writers=MANAGERS
    )
    table.add(
        "people:retire_person",
        target.pk,
        get=seated(405),
        post=only(MANAGERS, back),
        writers=MANAGERS,
    )
    add_authors(table, world)
    add_units(table, world)
    add_imports(table, world)


def add_authors(table, world):
    mergers = MANAGERS | ROUTERS
    for name in ("authors:authors", "authors:authors_results"):
        table.add(name, get=only(mergers), post=only(mergers, 405))
    author = world.a.unit.contributors.order_by("pk").first()
    table.add("authors:author", author.pk, get=only(mergers), post=only(mergers))


def add_units(table, world):
    a = world.a
    unit = {"title": "新局", "short_name": "新", "ranking_group": "county", "quota_class": "1"}
    table.add(
        "people:open_unit",
        get=only(MANAGERS),
        post=only(MANAGERS, "/admin/units/"),
        data=unit,
        writers=MANAGERS,
    )
    back = only(MANAGERS, f"/admin/units/{a.unit.pk}/")
    table.add(
        "people:unit",
        a.unit.pk,
        get=only(MANAGERS),
        post=back,
        data={**unit, "seen": unit_actions.token_of(a.unit)},
        writers=MANAGERS,
    )
    table.add("people:retire_unit", a.unit.pk, get=seated(405), post=back, writers=MANAGERS)


def add_imports(table, world):
    """A preview is its own manager's: to another it is a stale form."""
    for kind, sheet in SHEETS.items():
        table.add(
            f"people:import_{kind}",
            get=only(MANAGERS),
            post=only(MANAGERS),
            data=lambda sheet=sheet: {"sheet": SimpleUploadedFile("a.csv", sheet.encode())},
        )
        table.add(f"people:import_template_{kind}", get=only(MANAGERS), post=only(MANAGERS))
        done = 200 if kind == "people" else "/admin/units/"
        table.add(
            f"people:confirm_import_{kind}",
            get=seated(405),
            data={"sealed": world.sealed[kind]},
            post=split({done: {"guanli"}, f"/admin/{kind}/import/": ADMIN}),
            writers={"guanli"},
        )


def add_words(table, world):
    """Those who review keep the word lists. A preview is its own person's."""
    name, word, may = "careful", world.word, only(VERIFIERS)
    listed, uploading = f"/admin/words/{name}/", f"/admin/words/{name}/import/"
    back = only(VERIFIERS, listed)
    table.add(
        "wordlists:words", name, get=may, post=back, data={"word": "又一个词"}, writers=VERIFIERS
    )
    table.add(
        "wordlists:words", "none", get=only(NOBODY), post=only(NOBODY), data={"word": "又一个词"}
    )
    table.add("wordlists:words_results", name, get=may, post=seated(405))
    data = {**word.as_row(), "note": "另一个说明", "seen": token_of_save(word)}
    table.add(
        "wordlists:edit_word", name, word.pk, get=may, post=back, data=data, writers=VERIFIERS
    )
    table.add(
        "wordlists:edit_word", "titles", word.pk, get=only(NOBODY), post=only(NOBODY), data=data
    )
    table.add("wordlists:remove_word", name, word.pk, get=seated(405), post=back, writers=VERIFIERS)
    table.add("wordlists:look_through", name, get=seated(405), post=back, writers=VERIFIERS)
    table.add("wordlists:export_words", name, get=may, post=seated(405))
    table.add(
        "wordlists:import_words",
        name,
        get=may,
        post=may,
        data=lambda: {"file": SimpleUploadedFile("words.csv", WORDS.encode())},
    )
    table.add(
        "wordlists:confirm_words",
        name,
        get=seated(405),
        post=split({listed: {"bianji"}, uploading: VERIFIERS - {"bianji"}}),
        data={"sealed": world.sealed["words"], "how": "add"},
        writers={"bianji"},
    )


def add_scores(table, world):
    a, code = world.a, world.past.code
    first_open = only(BUREAU, f"/admin/scoring/{code}/")
    table.add("scoring:this_quarter", get=first_open, post=first_open)
    same = {"get": only(BUREAU), "post": only(BUREAU)}
    for name in ("problems", "books", "bulletins"):
        table.add(f"scoring:{name}", **same)
    table.add("scoring:book", world.book.pk, **same)
    for quarter in (world.past, world.closed, world.quarter):
        for name in ("quarter", "standing"):
            table.add(f"scoring:{name}", quarter.code, **same)
        of_unit = {"get": only(UNIT | BUREAU), "post": only(UNIT | BUREAU)}
        table.add("scoring:unit", a.unit.pk, quarter.code, **of_unit)
        table.add("scoring:unit_sheet", a.unit.pk, quarter.code, **of_unit)
        table.add("scoring:charts", quarter.code, **same)
        table.add("scoring:unit_charts", a.unit.pk, quarter.code, **of_unit)
    table.add("scoring:line", a.line.pk, **of_unit)
    table.add("scoring:closing_file", world.closed.code, **same)
    table.add("scoring:closing_file", code, get=seated(404), post=seated(404))
    moves = {
        "publish": {"until": "2099-01-01"},
        "withdraw": {"reason": "核对"},
        "purpose": {"mode": "reported"},
        "count": {},
        "close": {},
    }
    names = {"purpose": "set_purpose", "count": "count_anew"}
    for move, data in moves.items():
        table.add(
            f"scoring:{names.get(move, move)}",
            code,
            get=seated(405),
            post=only(BUREAU, f"/admin/scoring/{code}/"),
            data=data,
            # One that is not published can be neither taken back nor closed.
            writers=NOBODY if move in ("withdraw", "close") else SCORERS,
        )
    words = {"number": "九老干通〔2026〕9号", "issuer": "局", "addressees": "各局"}
    circular = f"/admin/scoring/{world.closed.code}/bulletin/"
    table.add(
        "scoring:bulletin",
        world.closed.code,
        get=only(BUREAU),
        post=split({circular: SCORERS, 200: BUREAU - SCORERS}),
        data=words,
        writers=SCORERS,
    )


def add_circulars(table, world):
    """The score keeper writes and hands in, the chief signs or returns."""
    drafted, waiting = world.closed.code, world.past.code
    same = {"get": only(BUREAU), "post": only(BUREAU)}
    for kind in ("docx", "xlsx"):
        table.add("scoring:bulletin_file", drafted, kind, **same)
    table.add("scoring:bulletin_file", drafted, "none", get=only(NOBODY), post=only(NOBODY))
    table.add("scoring:bulletin_files", drafted, get=only(BUREAU), post=seated(405))
    moves = (
        ("restore_section", (drafted, "next"), SCORERS, {}),
        ("keep_section", (drafted, "next"), SCORERS, {}),
        ("hand_in_bulletin", (drafted,), SCORERS, {}),
        ("take_back_bulletin", (waiting,), SCORERS, {}),
        ("send_back_bulletin", (waiting,), CHIEFS, {"reason": "请核对"}),
        ("sign_bulletin", (waiting,), CHIEFS, {"seen": digest(world.handed_in.content)}),
    )
    for name, where, writers, data in moves:
        back = only(BUREAU, f"/admin/scoring/{where[0]}/bulletin/")
        table.add(f"scoring:{name}", *where, get=seated(405), post=back, data=data, writers=writers)


def add_problems(table, world):
    barred = BUREAU - SCORERS
    problem, listed = world.a.problem.pk, "/admin/scoring/problems/"
    rate = {"outlet": "every", "genre": "every", "position": "every"}
    rate |= {"points": "2", "clause": "第三条", "text": "县级媒体采用，每篇2分"}
    table.add(
        "scoring:add_rate",
        problem,
        get=split({200: SCORERS, 403: barred}),
        post=split({listed: SCORERS, 403: barred}),
        data=rate,
        writers=SCORERS,
    )


def add_adjustments(table, world):
    """The score keeper enters, the chief decides; a unit's people see what counts for them."""
    a, barred = world.a, BUREAU - SCORERS
    for name in ("adjustments", "adjustments_results"):
        table.add(f"scoring:{name}", get=only(BUREAU), post=only(BUREAU, 405))
    by_unit = f"?unit={a.unit.pk}&q=都昌"
    table.add("scoring:adjustments", query=by_unit, get=only(BUREAU), post=only(BUREAU, 405))
    asked = split({200: SCORERS, 403: barred})
    table.add("scoring:enter_adjustment", get=asked, post=asked)
    day = localdate().isoformat()
    start = f"?unit={a.unit.pk}&day={day}&kind="
    data = {"count": "1", "reason": "又一个理由", "basis": "又一个依据"}
    entered = split({302: SCORERS, 403: barred})
    table.add(
        "scoring:enter_adjustment",
        query=f"{start}named",
        get=asked,
        post=entered,
        data=data,
        writers=SCORERS,
    )
    table.add("scoring:enter_adjustment", query=f"{start}false_content", get=asked, post=asked)
    # An appeal that nobody accepted yet is the beginning of nothing.
    early = only(barred, 403)
    table.add("scoring:enter_adjustment", query=f"?appeal={a.appeal.pk}", get=early, post=early)
    for row, readers, writers in (
        (a.waiting_adjustment, BUREAU, True),
        (a.adjustment, UNIT | BUREAU, False),
    ):
        page = f"/admin/scoring/adjustments/{row.pk}/"
        table.add("scoring:adjustment", row.pk, get=only(readers), post=only(readers))
        moves = (
            ("decide_adjustment", {"decision": "confirm"}, CHIEFS),
            ("decide_adjustment", {"decision": "refuse", "comment": "不符"}, CHIEFS),
            ("withdraw_adjustment", {}, frozenset({"jifen"})),
        )
        for name, data, people in moves:
            table.add(
                f"scoring:{name}",
                row.pk,
                get=seated(405),
                post=only(readers, page),
                data=data,
                writers=people if writers else NOBODY,
            )


def add_appeals(table, world):
    """Everybody who works here has a list of those that they may see."""
    a = world.a
    for name in ("appeals", "appeals_results"):
        table.add(f"scoring:{name}", get=seated(), post=seated(405))
    by_unit = f"?unit={a.unit.pk}&q=都昌"
    table.add("scoring:appeals", query=by_unit, get=seated(), post=seated(405))
    readers = only(UNIT | BUREAU)
    table.add("scoring:appeal", a.appeal.pk, get=readers, post=readers)
    table.add(
        "scoring:answer_appeal",
        a.appeal.pk,
        get=seated(405),
        post=only(UNIT | BUREAU, f"/admin/scoring/appeals/{a.appeal.pk}/"),
        data={"decision": "accept", "words": "核对过了"},
        writers=SCORERS,
    )
    # Nothing is published: the unit's own people are led back.
    score = f"/admin/scoring/units/{a.unit.pk}/{world.quarter.code}/"
    led_back = split({score: UNIT, 403: BUREAU})
    for query, answers in (("", led_back), (f"?line={a.line.pk}", split({404: UNIT, 403: BUREAU}))):
        table.add(
            "scoring:raise_appeal",
            a.unit.pk,
            world.quarter.code,
            query=query,
            get=answers,
            post=answers,
            data={"reason": "又一个异议"},
        )


def add_rule_books(table, world):
    """Drafts are the score keeper's; the bureau may read and try them."""
    barred, listed = BUREAU - SCORERS, "/admin/scoring/books/"
    draft = rulebooks.copy_book(world.book, world.jifen, localdate())
    page, form = f"{listed}{draft.pk}/", f"{listed}{draft.pk}/edit/rates/"
    same = {"get": only(BUREAU), "post": only(BUREAU)}
    asked, made = split({200: SCORERS, 403: barred}), split({302: SCORERS, 403: barred})
    table.add("scoring:book_file", draft.pk, **same)
    table.add("scoring:whatif", draft.pk, **same)
    table.add("scoring:copy_book", draft.pk, get=seated(405), post=made, writers=SCORERS)
    # Without a file nothing is made.
    table.add("scoring:upload_book", get=seated(405), post=split({listed: SCORERS, 403: barred}))
    rate = {"rates.n": "1", "rates.0.where": "level:city", "rates.0.points": "5", "whole": "yes"}
    table.add(
        "scoring:edit_book",
        draft.pk,
        "rates",
        get=asked,
        post=split({form: SCORERS, 403: barred}),
        data=rate | {"seen": token_of_save(draft)},
        writers=SCORERS,
    )
    for name, place in (("adopt_book", page), ("delete_book", listed)):
        table.add(
            f"scoring:{name}",
            draft.pk,
            get=asked,
            post=split({place: SCORERS, 403: barred}),
            writers=SCORERS,
        )


def add_feed(table, world):
    """The feed knows tokens only (tests/walls/test_feed.py); its screens are the bureau's to see and the
    score keeper's to use."""
    for name in ("root", "quarters", "openapi"):
        table.add(f"feed:{name}", get=401, post=405)
    for name in ("standings", "marks", "lines", "persons"):
        table.add(f"feed:{name}", world.closed.code, get=401, post=405)
    table.add("feed:unknown", "elsewhere", get=401, post=405)
    same = {"get": only(BUREAU), "post": only(BUREAU)}
    table.add("scoring:feed", **same)
    table.add("scoring:feed_sheet", world.closed.code, **same)
    for name in ("feed_log", "feed_log_results"):
        table.add(f"scoring:{name}", get=only(BUREAU), post=only(BUREAU, 405))
    barred, done = BUREAU - SCORERS, "/admin/scoring/feed/"
    day = localdate().isoformat()
    token = {"consumer": "考核办", "purpose": "考核", "scopes": ["marks"], "expires_on": day}
    made, _ = feed_actions.make_token(
        world.jifen,
        consumer="考核办",
        purpose="考核",
        scopes=["marks"],
        expires_at=now() + timedelta(days=1),
    )
    asked = split({200: SCORERS, 403: barred})
    moved = split({done: SCORERS, 403: barred})
    table.add("scoring:feed_make_token", get=asked, post=asked, data=token, writers=SCORERS)
    table.add("scoring:feed_revoke_token", made.pk, get=asked, post=moved, writers=SCORERS)
    tick = {"understood": "on"}
    table.add(
        "scoring:feed_release", world.closed.code, get=asked, post=moved, data=tick, writers=SCORERS
    )
    # Nothing is released: who may is told so, and nothing changes.
    reason = {"reason": "收回"}
    table.add("scoring:feed_withdraw", world.closed.code, get=asked, post=moved, data=reason)
    add_flags(table, world)


def add_flags(table, world):
    barred, code = BUREAU - SCORERS, world.past.code
    now_open = only(BUREAU, f"/admin/scoring/flags/{code}/")
    table.add("scoring:flags_now", get=now_open, post=now_open)
    table.add("scoring:flags", code, get=only(BUREAU), post=only(BUREAU))
    # Nothing is odd here: a review finds no hint.
    reviewed = split({f"/admin/scoring/flags/{code}/": SCORERS, 403: barred})
    table.add(
        "scoring:review_flag",
        code,
        get=seated(405),
        post=reviewed,
        data={"key": "jump:1:0", "note": "属实"},
    )


def add_series(table, world):
    """The list is the series editor's; the forms are Wagtail's (table_stock)."""
    for name in ("series:series_list", "series:series_list_results"):
        table.add(name, get=only(SERIES_EDITORS, others=403), post=only(SERIES_EDITORS, 405, 403))


def add_frame(table, world):
    table.add("healthz", get=200, post=405)
    table.add("search", get=200, post=405, query="?q=都昌")
    table.add("who_is_here", get=200, post=405)
    table.add("first_password", get=seated(HOME), post=seated(HOME))
    table.add(
        "manual_first", get=seated("/admin/manual/README/"), post=seated("/admin/manual/README/")
    )
    table.add("manual", "correspondent", get=seated(), post=seated())
    table.add("manual", "none", get=seated(404), post=seated(404))


def add_files(table, world):
    a = world.a
    whole = {"get": split({200: UNIT | BUREAU}, anonymous=404), "post": 405}
    rendition = a.draft_photo.renditions.first()
    for file in (
        a.draft_photo.file,
        a.review_photo.file,
        a.stock_photo.file,
        a.public_photo.file,
        a.document.file,
        a.evidence.file,
        a.adjustment.file,
        a.appeal.file,
        rendition.file,
    ):
        table.add(file.url, **whole)
    bureaus = split({200: BUREAU}, anonymous=404)
    table.add(a.waiting_adjustment.file.url, get=bureaus, post=405)
    for rendition in a.public_photo.renditions.all():
        table.add(rendition.file.url, get=200, post=405)
    table.add("/media/original_images/none.jpg", get=404, post=405)


def add_site(table, world):
    a = world.a
    for page in (
        world.site.home,
        world.site.units,
        world.site.series,
        world.series,
        a.unit,
        a.published,
    ):
        table.add(page.get_url(), get=200, post=200)
    for page in (a.draft, a.submitted, a.approved, a.routed, a.reopened, world.hidden_series):
        table.add(page.get_url(), get=404, post=404)
    # The door of pages that are closed by a password, of which there are none.
    table.add("wagtailcore_login", get=LOGIN, post=LOGIN)
    table.add("wagtailcore_authenticate_with_password", 1, a.draft.pk, get=404, post=404)
