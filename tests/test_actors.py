"""Every action asks by itself who acts: whoever lacks the right is told so in a sentence and nothing is
written, whichever door forgot to ask. An action that no row of the table names fails the suite."""

import ast
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from editorial.authors.actions import merge_authors
from editorial.intake.models import ManuscriptUpload
from editorial.people.models import Contributor, User
from editorial.people.units import UnitIndexPage
from editorial.pieces.models import PieceStatus
from editorial.placements.actions import CreditData, PlacementData, newest_act_id
from editorial.record.seen import token_of_save
from editorial.refused import Refused
from editorial.wordlists.actions import current_version
from scoring.adjustments.actions import AdjustmentData
from scoring.models import FeedToken
from scoring.setup import default_rules
from tests.factories import seen
from tests.walls import world as worlds

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[1]
CHINESE = range(0x4E00, 0xA000)

# -- what there is ---------------------------------------------------------------------------------

# Rooms that write what follows from an act, what set-up begins with or what guards the rows: nobody asks
# them for anything.
MACHINERY = {
    "editorial.jobs": "asks the worker for what an action wrote",
    "editorial.setup": "set-up",
    "editorial.setup_lists": "set-up",
    "scoring.setup": "set-up",
    "cms.running.installation": "set-up",
    "editorial.record.seals": "the database's own guard",
    "editorial.compare.duplicates": "follows what was submitted",
    "scoring.ledger.tally": "counts what was verified",
}
WITHOUT_A_PERSON = {
    "editorial.intake.pasting": {"photo_blocks": "reads"},
    "editorial.intake.uploads": {
        "confirm_own": "follows a submission",
        "read_due": "the worker",
        "read_upload": "the worker",
    },
    "editorial.people.actions": {"taken_usernames": "reads", "token_of": "reads"},
    "editorial.people.importing": {"known_to": "reads"},
    "editorial.people.unit_actions": {
        "found_unit": "set-up; people call open_unit",
        "free_slug": "reads",
        "refuse_taken_name": "reads",
        "token_of": "reads",
    },
    "editorial.placements.actions": {
        "credits_in_words": "reads",
        "duplicates_of": "reads",
        "newest_act_id": "reads",
    },
    "editorial.review.moves": {
        "earlier_steps": "reads",
        "refuse_what_must_not_go_out": "reads",
        "revision_token": "reads",
    },
    "editorial.routing.actions": {
        "pull_for_reopening": "follows a reopening",
        "refuse_voided": "reads",
    },
    "editorial.wordlists.actions": {
        "compare": "reads",
        "current_version": "reads",
        "ensure_filled": "set-up",
        "last_look": "reads",
        "said": "reads",
    },
    "scoring.bulletin.actions": {
        "acts_of_writing": "reads",
        "bulletin_of": "reads",
        "content_of": "reads",
        "has_written": "reads",
        "may_sign_bulletins": "reads",
    },
    "scoring.bulletin.files": {
        "is_heavy": "reads",
        "make_due": "the worker",
        "make_file": "the worker",
        "ready_file": "reads",
        "rows_of": "reads",
    },
    "scoring.feed.actions": {"release_of": "reads"},
    "scoring.quarters.close": {
        "recount": "the nightly proof",
        "recount_open_quarters": "the nightly proof",
    },
    "scoring.rates.actions": {"condition": "reads"},
}


def writing_modules():
    """{dotted name: its public functions} of every module that opens a transaction."""
    found = {}
    for path in sorted(path for app in ("editorial", "scoring", "cms") for path in _sources(app)):
        text = path.read_text(encoding="utf-8")
        if "transaction.atomic" in text:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name] = {
                node.name
                for node in ast.parse(text).body
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            }
    return found


def _sources(app):
    outside = {"migrations", "management"}
    return (path for path in (ROOT / app).rglob("*.py") if not outside & set(path.parts))


# -- who is refused --------------------------------------------------------------------------------

UNIT_ROW = (1, {"单位名称": "市教育局", "简称": "教育", "排名组": "市直单位"})
PERSON_ROW = (1, {"姓名": "李新", "单位": "都昌县委老干部局", "角色": "通讯员"})
ROLES = {"name": "李新", "roles": ["editor"]}
PLACE = {"title": "甲局", "short_name": "甲", "ranking_group": "city"}
NAMES = {"number": "", "issuer": "局", "addressees": "各局", "texts": {}}
TABLE = {}


def action(module, name, right, *wrong):
    """The function below calls the action; `right` may, `wrong` may not, nor may somebody without any
    role."""

    def keep(call):
        TABLE[module, name] = (call, right, (*wrong, "nobody"))
        return call

    return keep


PEOPLE = "editorial.people.actions"
UNITS = "editorial.people.unit_actions"
SHEETS = "editorial.people.importing"


def _by_managers(module, name, /, *args, **kwargs):
    function = getattr(import_module(module), name)
    given = lambda w: [arg(w) if callable(arg) else arg for arg in args]  # noqa: E731
    action(module, name, "guanli", "tongxun", "fuze", "bianji", "zhongshen", "jifen")(
        lambda w, user: function(user, *given(w), **kwargs)
    )


_by_managers(PEOPLE, "add_person", **ROLES)
_by_managers(PEOPLE, "change_person", lambda w: w.a.person_pk, **ROLES)
_by_managers(PEOPLE, "restore_person", lambda w: w.retired.pk, **ROLES)
_by_managers(PEOPLE, "retire_person", lambda w: w.a.person_pk)
_by_managers(PEOPLE, "reset_password", lambda w: w.a.person_pk)
_by_managers(UNITS, "open_unit", lambda w: UnitIndexPage.objects.get(), **PLACE)
_by_managers(UNITS, "change_unit", lambda w: w.duchang.pk, quota_class=1, **PLACE)
_by_managers(UNITS, "retire_unit", lambda w: w.duchang.pk)
_by_managers(UNITS, "bring_unit_back", lambda w: w.closed_unit.pk)
_by_managers(SHEETS, "import_units", [UNIT_ROW])
_by_managers(SHEETS, "import_people", [PERSON_ROW])


_MERGING = ("tongxun", "fuze", "fushen", "jifen")
action("editorial.authors.actions", "merge_authors", "guanli", *_MERGING)(
    lambda w, user: merge_authors(user, *w.twins)
)


def _plain(module, name, right, /, *wrong, args, **kwargs):
    """`args(world, user)` are the action's own."""
    function = getattr(import_module(module), name)
    action(module, name, right, *wrong)(
        lambda w, user: function(
            *args(w, user), **{k: v(w) if callable(v) else v for k, v in kwargs.items()}
        )
    )


OUTLETS = "editorial.outlets.actions"
_plain(
    OUTLETS, "save_outlet", "bianji", "tongxun", "fushen", "guanli", args=lambda w, u: (w.paper, u)
)
_plain(
    OUTLETS,
    "set_active",
    "bianji",
    "tongxun",
    "fushen",
    "guanli",
    args=lambda w, u: (w.paper.pk, u, False),
)

WORDS = "editorial.wordlists.actions"
NEW_WORD = {"word": "新词", "note": "请核对"}
NO_KEEPERS = ("tongxun", "fuze", "jifen", "guanli")
_plain(WORDS, "add", "bianji", *NO_KEEPERS, args=lambda w, u: (u, "careful", NEW_WORD))
_plain(
    WORDS,
    "change",
    "bianji",
    *NO_KEEPERS,
    args=lambda w, u: (u, w.word.pk, NEW_WORD, token_of_save(w.word)),
)
_plain(WORDS, "look_through", "bianji", *NO_KEEPERS, args=lambda w, u: (u, "careful"))
_plain(WORDS, "remove", "bianji", *NO_KEEPERS, args=lambda w, u: (u, w.word.pk))
_plain(
    WORDS,
    "import_list",
    "bianji",
    *NO_KEEPERS,
    args=lambda w, u: (u, "careful", [NEW_WORD], current_version()),
)

INTAKE = "editorial.intake.uploads"
OUTSIDE = ("waidi", "bianji", "admin")
_plain(INTAKE, "take_uploads", "tongxun", *OUTSIDE, args=lambda w, u: (u, w.duchang, [_file()]))
_plain(
    INTAKE,
    "take_upload",
    "tongxun",
    *OUTSIDE,
    args=lambda w, u: (u, w.duchang, _file(), "8f0e3f5c-3f50-4d4e-9a51-6d8f1d1a2b3c"),
)
_plain(INTAKE, "confirm", "tongxun", "fuze", "admin", args=lambda w, u: (w.a.draft.pk, u))
PASTING = "editorial.intake.pasting"
_plain(
    PASTING,
    "draft_from_text",
    "tongxun",
    *OUTSIDE,
    args=lambda w, u: (u, w.duchang, "题目\n正文", []),
)
_plain(
    PASTING,
    "write_captions",
    "tongxun",
    "tongshi",
    *OUTSIDE,
    args=lambda w, u: (w.a.draft.pk, u, _captions(w.a.draft)),
)


def _file():
    return SimpleUploadedFile("a.txt", "题目".encode())


def _captions(piece):
    latest = piece.get_latest_revision_as_object()
    return {block.id: ("新说明", "赵六") for block in latest.body if block.block_type == "photo"}


MOVES = "editorial.review.moves"
NO_EDITORS = ("tongxun", "fuze", "waidi", "guanli", "jifen")
_plain(MOVES, "submit", "tongxun", "tongshi", "waidi", "admin", args=lambda w, u: (w.a.draft.pk, u))
for _name, _more in (
    ("approve", {}),
    ("return_to_author", {"comment": "请补充"}),
    ("send_back", {"comment": "请再审", "to_step": "unit"}),
):
    _plain(
        MOVES,
        _name,
        "bianji",
        *NO_EDITORS,
        args=lambda w, u: (w.a.submitted.pk, u),
        seen_revision=lambda w: seen(w.a.submitted),
        **_more,
    )
_plain(
    MOVES,
    "act_on_step",
    "bianji",
    *NO_EDITORS,
    args=lambda w, u: (_turn(w.a.submitted), u, "approve"),
    seen_revision=lambda w: seen(w.a.submitted),
)
_plain(
    MOVES,
    "withdraw",
    "tongxun",
    "fuze",
    "bianji",
    "admin",
    args=lambda w, u: (w.a.submitted.pk, u),
)
_plain(MOVES, "spike", "bianji", *NO_EDITORS, args=lambda w, u: (w.a.submitted.pk, u, "不合用"))


def _turn(piece):
    state = WorkflowState.objects.get(object_id=str(piece.pk), status="in_progress")
    return TaskState.objects.get(pk=state.current_task_state_id)


_plain(
    "editorial.proofs.waivers",
    "waive",
    "fuze",
    "tongxun",
    "waifuze",
    "bianji",
    "admin",
    args=lambda w, u: (w.a.draft.pk, u),
    kind="",
    text="没有",
    message="",
    reason="属实",
)

_plain(
    "editorial.proofs.mending",
    "widen_marks",
    "tongxun",
    "waifuze",
    "bianji",
    "jifen",
    args=lambda w, u: (w.a.draft.pk, u),
)

ROUTING = "editorial.routing.actions"
NO_ROUTERS = ("tongxun", "fuze", "fushen", "jifen", "guanli")
_plain(
    ROUTING,
    "route",
    "bianji",
    *NO_ROUTERS,
    args=lambda w, u: (w.a.approved.pk, [w.paper.pk], u),
    version_id=lambda w: PieceStatus.objects.get(pk=w.a.approved.pk).approved_version_id,
)
for _name in ("mark_sent", "mark_not_used", "pull"):
    _plain(
        ROUTING,
        _name,
        "bianji",
        *NO_ROUTERS,
        args=lambda w, u: (w.a.to_send.pk, u),
        seen_state="to_send",
    )
_plain(
    "editorial.routing.reopening",
    "reopen",
    "bianji",
    *NO_ROUTERS,
    args=lambda w, u: (w.a.approved.pk, u, "有误"),
)

PLACEMENTS = "editorial.placements.actions"
_plain(
    PLACEMENTS, "record_placement", "tongxun", "waidi", "guanli", args=lambda w, u: (_data(w), u)
)
_plain(
    PLACEMENTS,
    "edit_placement",
    "tongxun",
    "tongshi",
    "fuze",
    "bianji",
    "admin",
    args=lambda w, u: (w.a.recorded.pk, _data(w), u),
    seen_act=lambda w: newest_act_id(w.a.recorded),
)
_plain(
    PLACEMENTS,
    "correct_placement",
    "bianji",
    "tongxun",
    "fuze",
    "fushen",
    args=lambda w, u: (w.a.verified.pk, _data(w), u),
    seen_act=lambda w: newest_act_id(w.a.verified),
    reason="写错",
)
for _name, _more in (("verify_placement", {}), ("reject_placement", {"reason": "看不清"})):
    _plain(
        PLACEMENTS,
        _name,
        "bianji",
        "tongxun",
        "fuze",
        "jifen",
        "guanli",
        args=lambda w, u: (w.a.recorded.pk, u),
        seen_act=lambda w: newest_act_id(w.a.recorded),
        **_more,
    )


def _data(world):
    fields = {
        "outlet": world.second_paper,
        "published_on": timezone.localdate(),
        "headline": "重阳登高",
        "genre": "news",
        "position": "inner",
        "page": "",
        "url": "",
        "length": None,
        "use": "sole",
    }
    return PlacementData(fields, [CreditData(world.duchang)])


# -- the count -------------------------------------------------------------------------------------

NO_SCORERS = ("tongxun", "fuze", "bianji", "zhongshen", "guanli")
BOOKS = "scoring.books.actions"
TODAY = timezone.localdate
_plain(BOOKS, "copy_book", "jifen", *NO_SCORERS, args=lambda w, u: (w.book, u, TODAY()))
_plain(
    BOOKS, "draft_from_form", "jifen", *NO_SCORERS, args=lambda w, u: (default_rules(), u, TODAY())
)
_plain(
    BOOKS,
    "save_draft",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (w.draft_book.pk, u, token_of_save(w.draft_book)),
    name="新办法",
    valid_from=lambda w: w.draft_book.valid_from,
    rules=lambda w: w.draft_book.rules,
)
_plain(BOOKS, "delete_draft", "jifen", *NO_SCORERS, args=lambda w, u: (w.draft_book.pk, u))
_plain(BOOKS, "adopt", "jifen", *NO_SCORERS, args=lambda w, u: (w.draft_book.pk, u))
_plain(
    "scoring.rates.actions",
    "add_rate",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (w.a.problem.pk, u),
    points=Decimal(1),
    clause="第三条",
    text="县级媒体1分",
    by_outlet=False,
    by_genre=False,
    by_position=False,
)

CIRCULAR = "scoring.bulletin.actions"
_plain(CIRCULAR, "save_words", "jifen", *NO_SCORERS, args=lambda w, u: (w.quarter, u), **NAMES)
_plain(CIRCULAR, "restore_section", "jifen", *NO_SCORERS, args=lambda w, u: (w.closed, u, "next"))
_plain(CIRCULAR, "keep_section", "jifen", *NO_SCORERS, args=lambda w, u: (w.closed, u, "next"))
_plain(CIRCULAR, "hand_in", "jifen", *NO_SCORERS, args=lambda w, u: (w.closed, u))
_plain(CIRCULAR, "take_back", "jifen", *NO_SCORERS, args=lambda w, u: (w.past, u))
NO_CHIEFS = ("tongxun", "fuze", "bianji", "jifen", "guanli")
_plain(CIRCULAR, "send_back", "zhongshen", *NO_CHIEFS, args=lambda w, u: (w.past, u, "有误"))
_plain(CIRCULAR, "issue", "zhongshen", *NO_CHIEFS, args=lambda w, u: (w.past, u, "seen"))
_plain(
    "scoring.bulletin.files",
    "ask_for",
    "bianji",
    "tongxun",
    "fuze",
    args=lambda w, u: (w.quarter, u, "pdf", {"annexes": []}),
)

QUARTERS = "scoring.quarters.close"
_plain(QUARTERS, "publish_quarter", "jifen", *NO_SCORERS, args=lambda w, u: (w.past, u))
_plain(
    QUARTERS, "withdraw_publication", "jifen", *NO_SCORERS, args=lambda w, u: (w.past, u, "有误")
)
_plain(
    QUARTERS,
    "set_purpose",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (w.past, u),
    mode="assessed",
    ranking=None,
    instructions=None,
)
_plain(QUARTERS, "close_quarter", "jifen", *NO_SCORERS, args=lambda w, u: (w.past, u))
_plain(QUARTERS, "count_anew", "jifen", *NO_SCORERS, args=lambda w, u: (w.past, u))
_plain(
    "scoring.flags.actions",
    "review_flag",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (w.past, u),
    key="",
    note="查过",
)

APPEALS = "scoring.appeals.actions"
_plain(
    APPEALS,
    "raise_appeal",
    "tongxun",
    "waidi",
    "jifen",
    "admin",
    args=lambda w, u: (w.quarter, w.duchang, u),
    reason="少计一篇",
)
_plain(
    APPEALS,
    "answer",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (w.a.appeal.pk, u),
    accepted=True,
    words="已核",
)

ADJUSTMENTS = "scoring.adjustments.actions"
_plain(ADJUSTMENTS, "enter", "jifen", *NO_SCORERS, args=lambda w, u: (_adjustment(w), u))
_plain(
    ADJUSTMENTS,
    "confirm",
    "zhongshen",
    *NO_CHIEFS,
    args=lambda w, u: (w.a.waiting_adjustment.pk, u),
)
_plain(
    ADJUSTMENTS,
    "refuse",
    "zhongshen",
    *NO_CHIEFS,
    args=lambda w, u: (w.a.waiting_adjustment.pk, u, "不实"),
)
_plain(
    ADJUSTMENTS,
    "withdraw",
    "jifen",
    "zhongshen",
    "admin",
    args=lambda w, u: (w.a.waiting_adjustment.pk, u),
)


def _adjustment(world):
    return AdjustmentData(
        kind="named", unit=world.duchang, happened_on=TODAY(), reason="缘由", basis="依据"
    )


FEED = "scoring.feed.actions"
_plain(
    FEED,
    "make_token",
    "jifen",
    *NO_SCORERS,
    args=lambda w, u: (u,),
    consumer="人社局",
    purpose="考核",
    scopes=["standings"],
    expires_at=lambda w: timezone.now() + timedelta(days=9),
)
_plain(FEED, "revoke_token", "jifen", *NO_SCORERS, args=lambda w, u: (w.token.pk, u))
_plain(
    FEED, "release_quarter", "jifen", *NO_SCORERS, args=lambda w, u: (w.closed, u), understood=True
)
_plain(
    FEED, "withdraw_release", "jifen", *NO_SCORERS, args=lambda w, u: (w.closed, u), reason="有误"
)


# -- proofs ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, standing):
    """The walls' world, with what the table needs besides."""
    with django_db_blocker.unblock(), standing.away():
        world = worlds.build()
        world.nobody = User.objects.create_user("nobody", name="无职")
        world.a.person_pk = User.objects.get(username="duchang-login").pk
        world.retired = User.objects.create_user("retired", name="李退", is_active=False)
        world.twins = [
            Contributor.objects.create(name=name, unit=world.duchang).pk for name in ("甲", "乙")
        ]
        index = UnitIndexPage.objects.get()
        world.closed_unit = import_module(UNITS).found_unit(
            index, title="旧局", short_name="旧", ranking_group="city"
        )
        import_module(UNITS).retire_unit(world.guanli, world.closed_unit.pk)
        ManuscriptUpload.objects.create(
            user=world.tongxun,
            unit=world.duchang,
            piece=world.a.draft,
            name="稿.docx",
            batch="8f0e3f5c-3f50-4d4e-9a51-6d8f1d1a2b3c",
            since=timezone.now(),
        )
        world.draft_book = import_module(BOOKS).copy_book(world.book, world.jifen, TODAY())
        world.token = FeedToken.objects.create(
            consumer="局",
            purpose="考核",
            scopes=["standings"],
            digest="0" * 64,
            created_by=world.jifen,
            expires_at=timezone.now() + timedelta(days=9),
        )
        yield world
        transaction.set_rollback(True)


def every_row():
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def answer_to(world, key, who):
    """What an action tells somebody, or an empty string when it is done; either way undone again."""
    call, _right, _wrong = TABLE[key]
    user = User.objects.get(username=getattr(world, who).username)
    try:
        with transaction.atomic():
            call(world, user)
            transaction.set_rollback(True)
    except Refused as refusal:
        return str(refusal)
    return ""


def test_every_action_stands_in_the_table():
    modules = writing_modules()
    loose = {
        (module, name)
        for module, names in modules.items()
        if module not in MACHINERY
        for name in names
        if (module, name) not in TABLE and name not in WITHOUT_A_PERSON.get(module, {})
    }
    # The pages' own decorators open a transaction and do nothing else.
    assert {pair for pair in loose if not pair[0].startswith("cms.door")} == set()


def test_the_table_names_only_what_there_is():
    modules = writing_modules()
    named = {*TABLE, *((m, name) for m, names in WITHOUT_A_PERSON.items() for name in names)}
    assert {pair for pair in named if pair[1] not in modules.get(pair[0], ())} == set()
    assert set(MACHINERY) <= set(modules)


@pytest.mark.parametrize("key", TABLE, ids=".".join)
def test_whoever_lacks_the_right_is_told_so(world, key):
    _call, right, wrong = TABLE[key]
    told = {who: answer_to(world, key, who) for who in wrong}
    silent = [who for who, text in told.items() if not any(ord(c) in CHINESE for c in text)]
    assert silent == [], told
    # It was the person that was refused: another one's answer is another.
    assert answer_to(world, key, right) not in told.values()


def test_a_refusal_leaves_every_row_as_it_was(world):
    before = every_row()
    for call, _right, wrong in TABLE.values():
        for who in wrong:
            user = User.objects.get(username=getattr(world, who).username)
            with pytest.raises(Refused):
                call(world, user)
    for model, rows in every_row().items():
        assert rows == before[model], model
