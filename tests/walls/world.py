"""The same things twice, for 都昌 and for 湖口, each with a marker in everything that could leak, made
through the actions that people use."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from wagtail.models import Comment, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from cms.pulse import SILENT_AFTER, Pulse, beat_once
from editorial.assets.models import Attachment
from editorial.files.evidence import clean_evidence
from editorial.outlets.models import Outlet
from editorial.people.actions import add_person
from editorial.people.models import Contributor, User
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.placements import actions as placements
from editorial.review import moves as review
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.series.models import SeriesPage
from editorial.wordlists import actions as word_lists
from scoring.adjustments import actions as adjustments
from scoring.appeals import actions as appeals
from scoring.bulletin.actions import save_words
from scoring.bulletin.content import compose
from scoring.ledger.tally import ensure_quarter
from scoring.models import Quarter, RateProblem, RuleBook, ScoreEntry
from scoring.models.quarters import QuarterState
from scoring.quarter import QuarterSpan
from scoring.quarters.content import write_file
from scoring.setup import ensure_rulebook_and_quarter
from tests.conftest import make_cast, make_site
from tests.factories import bring_to, jpeg, make_photo, make_piece, pass_step, seen
from tests.scoring.makers import shut
from tests.walls.addresses import ADMIN, MANAGERS, ROUTERS, SERIES_EDITORS, VERIFIERS
from tests.walls.markers import BUREAU, UNIT, Marker

SHEETS = {
    "people": "姓名,单位,角色\n李新,都昌县委老干部局,通讯员\n",
    "units": "单位名称,简称,排名组\n新县委老干部局,新县,县（市、区）\n",
}
WORDS = "词语,说明\n新词,请核对\n"


def build():
    """Everything, with `markers`, a list. The caller rolls it back."""
    cache.clear()  # Wagtail remembers renditions and roots by ids, which repeat
    world = make_cast(make_site())
    world.markers = []
    make_bureaus_things(world)
    world.a = Side(world, world.duchang, "duchang", ("tongxun", "tongshi", "fuze")).fill()
    world.b = Side(world, world.hukou, "hukou", ("waidi", None, "waifuze")).fill()
    for name in SILENT_AFTER:
        beat_once(name)
    # Beat and a worker run beside it, however long the walls are tried.
    Pulse.objects.update(at=now() + timedelta(days=1))
    shut(world.closed, world.jifen)
    world.closed.refresh_from_db()
    # What a commit would do.
    write_file(world.closed, world.closed.frozen.content)
    mark_bureaus_things(world)
    mark_word_lists(world)
    warm_up(world)
    return world


def make_bureaus_things(world):
    today = QuarterSpan.of(localdate())
    ensure_rulebook_and_quarter(localdate())
    world.quarter = ensure_quarter(today)
    world.past = ensure_quarter(today.previous)
    world.closed = ensure_quarter(today.previous.previous)
    world.book = forget_the_rates_of("county")
    world.paper = make_outlet("paper", "九江日报", note="媒体·备注", contact="媒体·联系方式")
    world.second_paper = make_outlet("second", "浔阳晚报")
    world.county_paper = make_outlet("county", "县报", level="county")
    world.own_site = make_outlet("site", "本站专栏", kind="web", channel="site")
    index = world.site.series
    world.series = index.add_child(instance=SeriesPage(title="养老防诈", slug="yanglao"))
    hidden = SeriesPage(title="专栏·未公开", slug="hidden", live=False)
    world.hidden_series = index.add_child(instance=hidden)
    world.hidden_series.save_revision()
    row = {"word": "词库·词语", "note": "词库·说明"}
    world.word = word_lists.add(world.bianji, "careful", row)


def forget_the_rates_of(level):
    """So that a placement there is a problem to settle."""
    book = RuleBook.objects.get()
    book.rules["rates"] = [rate for rate in book.rules["rates"] if rate.get("level") != level]
    book.save()
    return book


def make_outlet(code, name, level="city", kind="paper", channel="hand", **fields):
    return Outlet.objects.create(
        code=code, name=name, level=level, kind=kind, channel=channel, **fields
    )


def mark_bureaus_things(world):
    words = {"number": "通报文号〔2026〕7号", "issuer": "通报·落款", "addressees": "通报·主送"}
    save_words(world.closed, world.jifen, texts={"next": "通报·下步要求"}, **words)
    world.handed_in = wait_for_the_chief(world)
    circular = reverse("scoring:bulletin", args=(world.closed.code,))
    for text in (*words.values(), "通报·下步要求"):
        world.markers.append(Marker(text, BUREAU, "jifen", circular))
    outlet = reverse("outlets:edit_outlet", args=(world.paper.pk,))
    world.markers.append(Marker(world.paper.contact, ROUTERS, "bianji", outlet))
    # What an outlet wants of a text, its author may know.
    authors = BUREAU | world.a.inside | world.b.inside
    world.markers.append(Marker(world.paper.note, authors, "bianji", outlet))
    hidden, series = world.hidden_series.title, reverse("series:series_list")
    world.markers.append(Marker(hidden, SERIES_EDITORS, "zhuanlan", series))


def wait_for_the_chief(world):
    """The circular of the quarter that is still open, as if it were closed."""
    words = {"number": "九老干通〔2026〕8号", "issuer": "局", "addressees": "各局", "texts": {}}
    bulletin = save_words(world.past, world.jifen, **words)
    bulletin.content, bulletin.handed_in_at = compose(world.past, bulletin), now()
    bulletin.save()
    return bulletin


def mark_word_lists(world):
    for text in (world.word.word, world.word.note):
        world.markers.append(
            Marker(text, VERIFIERS, "bianji", reverse("wordlists:words", args=("careful",)))
        )


def warm_up(world):
    """What a first visit writes, so that no later one has to: profiles and renditions."""
    for user in User.objects.all():
        UserProfile.get_for_user(user)
    client = Client()
    client.force_login(world.admin)
    world.sealed = {}
    for kind, sheet in SHEETS.items():
        client.force_login(world.guanli)
        upload = SimpleUploadedFile("sheet.csv", sheet.encode())
        answer = client.post(reverse(f"people:import_{kind}"), {"sheet": upload})
        world.sealed[kind] = answer.context["sealed"]
    client.force_login(world.bianji)
    upload = SimpleUploadedFile("words.csv", WORDS.encode())
    answer = client.post(reverse("wordlists:import_words", args=("careful",)), {"file": upload})
    world.sealed["words"] = answer.context["sealed"]
    client.force_login(world.admin)
    for side in (world.a, world.b):
        client.get(side.published.url)
        for piece in (side.submitted, side.returned, side.approved, side.routed):
            client.get(reverse("desk:piece", args=(piece.pk,)))
        client.force_login(getattr(world, side.author_name))
        client.get(page_screen("edit", side.draft))
        client.get(reverse("wagtailimages_chooser:choose"))


def page_screen(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))


class Side:
    """One unit's things. `name` says which unit in ASCII, for file names and log-ins."""

    def __init__(self, world, unit, name, people):
        self.world, self.unit, self.name = world, unit, name
        self.author_name, self.colleague_name, self.head_name = people
        self.author, self.head = getattr(world, people[0]), getattr(world, people[2])
        self.reviewers = SimpleNamespace(**{**vars(world), "fuze": self.head})
        self.inside = frozenset({self.author_name, self.head_name})
        self.whole = UNIT if self.colleague_name else self.inside

    def fill(self):
        self.make_files()
        self.make_drafts()
        self.make_pieces_in_review()
        self.make_signed_pieces()
        self.make_placements()
        self.make_adjustments()
        self.make_person()
        return self

    def text(self, what):
        return f"{self.unit.short_name}·{what}"

    def file_name(self, what):
        return f"{self.name}-{what}"

    def mark(self, text, readers, owner, path):
        self.world.markers.append(Marker(text, frozenset(readers), owner, path))
        return text

    def marked(self, what, readers, owner, path):
        return self.mark(self.text(what), readers, owner, path)

    # -- files -------------------------------------------------------------------------------------

    def photo(self, what, readers):
        """A photo of the unit's collection with title and file name marked."""
        photo = make_photo(self.unit, title=self.text(f"{what}照片"))
        photo.file.delete(save=False)
        name = self.file_name({"草稿": "draft", "在审": "review", "库存": "stock"}[what])
        photo.file = ContentFile(jpeg(), name=f"{name}.jpg")
        photo.save()
        chooser = reverse("wagtailimages_chooser:choose")
        self.mark(photo.title, readers, self.author_name, chooser)
        self.mark(name, readers, self.author_name, chooser)
        return photo

    def make_files(self):
        seen_by = self.whole | BUREAU
        self.stock_photo = self.photo("库存", seen_by)
        self.tag = self.marked("照片标签", ADMIN, "admin", reverse("wagtailimages:index"))
        self.stock_photo.tags.add(self.tag)
        self.draft_photo = self.photo("草稿", seen_by)
        self.review_photo = self.photo("在审", seen_by)
        self.public_photo = make_photo(self.unit, title=self.text("公开照片"), color="green")
        document = Attachment(title=self.text("文档"), collection=self.unit.document_collection)
        document.file = ContentFile(b"%PDF-1.4 x", name=f"{self.file_name('document')}.pdf")
        document.save()
        document.get_file_size()  # which the first look at it would write down
        self.document = document
        chooser = reverse("wagtaildocs_chooser:choose")
        self.mark(document.title, seen_by, self.author_name, chooser)
        self.mark(self.file_name("document"), seen_by, self.author_name, chooser)

    # -- pieces ------------------------------------------------------------------------------------

    def piece(self, what, owner, readers, photo=None):
        """A draft with its texts marked, readable by its owner on its page."""
        texts = {
            name: self.text(f"{what}{name}") for name in ("标题", "引题", "副题", "正文", "说明")
        }
        body = [("paragraph", f"<p>{texts['正文']}，组织离退休干部活动。</p>")]
        if photo:
            body.append(
                ("photo", {"photo": photo, "caption": texts["说明"], "photographer": "王五"})
            )
        else:
            del texts["说明"]
        piece = make_piece(
            self.unit,
            owner,
            title=texts["标题"],
            kicker=texts["引题"],
            subtitle=texts["副题"],
            body=body,
        )
        for text in texts.values():
            self.mark(text, readers, owner.username, reverse("desk:piece", args=(piece.pk,)))
        return piece

    def make_drafts(self):
        self.draft = self.piece("草稿", self.author, self.inside, self.draft_photo)
        self.draft_byline = Contributor.objects.create(name=self.text("草稿署名"), unit=self.unit)
        self.draft.bylines.add(Byline(contributor=self.draft_byline))
        self.draft.save_revision(user=self.author)
        self.draft.save()
        editor = page_screen("edit", self.draft)
        self.mark(self.draft_byline.name, self.inside, self.author_name, editor)
        self.comment_on(self.draft, "草稿批注", self.inside, self.author_name)
        if self.colleague_name:
            colleague = getattr(self.world, self.colleague_name)
            readers = {self.colleague_name, self.head_name}
            self.colleagues_draft = self.piece("同事草稿", colleague, readers)

    def comment_on(self, piece, what, readers, owner):
        text = self.text(what)
        Comment.objects.create(page=piece, user=self.author, text=text, contentpath="title")
        self.mark(text, readers, owner, page_screen("edit", piece))

    def make_pieces_in_review(self):
        """`submitted` waits for 初审, after a change of its text; `returned` is the author's."""
        readers = self.inside | BUREAU
        piece = self.submitted = self.piece("在审", self.author, readers, self.review_photo)
        former, today = self.text("在审旧引题"), piece.kicker
        piece.kicker = former
        self.former_revision = piece.save_revision(user=self.author)
        piece.kicker = today
        piece.save_revision(user=self.author)
        self.comment_on(piece, "在审批注", readers, "bianji")
        review.submit(piece.pk, self.author)
        comment = self.text("审签意见")
        pass_step(piece, self.head, comment=comment)
        self.submitted = PiecePage.objects.get(pk=piece.pk)
        shown = reverse("desk:piece", args=(piece.pk,))
        self.mark(comment, readers, self.author_name, shown)
        old = reverse("wagtailadmin_pages:revisions_view", args=(piece.pk, self.former_revision.pk))
        self.mark(former, readers, "bianji", old)
        self.workflow_state = WorkflowState.objects.get(object_id=str(piece.pk))
        self.task_state = TaskState.objects.get(pk=self.workflow_state.current_task_state_id)
        self.make_returned(readers)

    def make_returned(self, readers):
        piece = self.returned = self.piece("退回", self.author, readers)
        review.submit(piece.pk, self.author)
        reason = self.text("退回理由")
        review.return_to_author(piece.pk, self.head, seen_revision=seen(piece), comment=reason)
        shown = reverse("desk:piece", args=(piece.pk,))
        self.mark(reason, readers, self.author_name, shown)

    def make_signed_pieces(self):
        """`approved` waits for routing, `routed` for the paper, `published` is on the own site and
        `reopened` was."""
        readers = self.inside | BUREAU
        self.approved = self.signed("审定", readers)
        self.routed = self.signed("已送", readers)
        [self.to_send] = self.route(self.routed, self.world.paper)
        [self.sent] = self.route(self.routed, self.world.second_paper)
        note = self.text("送稿备注")
        routing.mark_sent(self.sent.pk, self.world.bianji, seen_state="to_send", note=note)
        self.sent.refresh_from_db()
        self.mark(note, readers, self.author_name, reverse("routing:routing", args=(self.sent.pk,)))
        self.make_published()
        self.reopened = self.signed("重开", readers)
        self.route(self.reopened, self.world.own_site)
        reason = self.text("重开理由")
        reopening.reopen(self.reopened.pk, self.world.bianji, reason)
        shown = reverse("desk:piece", args=(self.reopened.pk,))
        self.mark(reason, readers, self.author_name, shown)

    def signed(self, what, readers):
        return bring_to("approved", self.piece(what, self.author, readers), self.reviewers)

    def make_published(self):
        """Public, but for what was said while it was reviewed."""
        piece = make_piece(
            self.unit, self.author, title=f"{self.name}公开", photos=[self.public_photo]
        )
        review.submit(piece.pk, self.author)
        comment = self.text("公开稿件的意见")
        pass_step(piece, self.head, comment=comment)
        for reviewer in (self.world.bianji, self.world.fushen, self.world.zhongshen):
            pass_step(piece, reviewer)
        self.route(piece, self.world.own_site)
        self.published = PiecePage.objects.get(pk=piece.pk)
        shown = reverse("desk:piece", args=(piece.pk,))
        self.mark(comment, self.inside | BUREAU, self.author_name, shown)

    def route(self, piece, outlet):
        version = PieceStatus.objects.get(pk=piece.pk).approved_version
        return routing.route(
            piece.pk,
            [outlet.pk],
            self.world.bianji,
            version_id=version.pk,
            series_id=self.world.series.pk,
        )

    # -- placements --------------------------------------------------------------------------------

    def make_placements(self):
        """`recorded` waits for verifying, `rejected` came back; `verified` counts in the past
        quarter, `frozen` in the closed one."""
        today, past = localdate(), self.world.past.span.first_day
        self.recorded = self.place("待核实", today, routing=self.sent)
        self.evidence = self.recorded.evidence.get()
        self.rejected = self.place("未通过", today)
        reason = self.text("未通过的理由")
        placements.reject_placement(
            self.rejected.pk,
            self.world.bianji,
            seen_act=placements.newest_act_id(self.rejected),
            reason=reason,
        )
        self.mark(reason, self.whole | BUREAU, self.author_name, self.shown(self.rejected))
        self.verified = self.verify(self.place("计分", past))
        self.frozen = self.verify(self.place("封存", self.world.closed.span.first_day))
        self.line = ScoreEntry.objects.get(placement=self.verified)
        self.verify(self.place("缺分值", today, outlet=self.world.county_paper))
        self.problem = RateProblem.objects.get(placement__headline=self.text("缺分值刊发"))

    def place(self, what, day, routing=None, outlet=None):
        headline, page = self.text(f"{what}刊发"), self.text(f"{what}版面")
        name = self.text(f"{what}佐证材料")
        upload = SimpleUploadedFile(f"{name}.jpg", jpeg())
        fields = {
            "outlet": outlet or self.world.second_paper,
            "published_on": day,
            "headline": headline,
            "genre": "news",
            "position": "inner",
            "page": page,
            "url": "",
            "length": None,
            "use": "sole",
        }
        data = placements.PlacementData(
            fields,
            [placements.CreditData(self.unit)],
            [clean_evidence(upload)],
            piece=routing and routing.piece,
            routing=routing,
        )
        row = placements.record_placement(data, self.author)
        for text in (headline, page, name):
            self.mark(text, self.whole | BUREAU, self.author_name, self.shown(row))
        return row

    def shown(self, placement):
        return reverse("placements:placement", args=(placement.pk,))

    def verify(self, placement):
        newest = placements.newest_act_id(placement)
        return placements.verify_placement(placement.pk, self.world.bianji, seen_act=newest)

    # -- adjustments and appeals -------------------------------------------------------------------

    def make_adjustments(self):
        """`adjustment` counts, `waiting_adjustment` waits for the chief, `appeal` for an answer; all of
        today's quarter."""
        self.waiting_adjustment = self.enter("待定", BUREAU, "jifen")
        self.adjustment = self.enter("已定", self.whole | BUREAU, self.author_name)
        adjustments.confirm(self.adjustment.pk, self.world.zhongshen)
        quarters = Quarter.objects.filter(pk=self.world.quarter.pk)
        quarters.update(state=QuarterState.PUBLIC)
        self.appeal = appeals.raise_appeal(
            self.world.quarter,
            self.unit,
            self.author,
            reason=self.text("异议理由"),
            file=self.scan("异议材料"),
        )
        quarters.update(state=QuarterState.OPEN)
        page = reverse("scoring:appeal", args=(self.appeal.pk,))
        for text in (self.appeal.reason, self.text("异议材料")):
            self.mark(text, self.whole | BUREAU, self.author_name, page)

    def enter(self, what, readers, owner):
        reason, basis, name = (self.text(f"{what}{part}") for part in ("缘由", "依据", "扫描"))
        data = adjustments.AdjustmentData(
            kind="named",
            unit=self.unit,
            happened_on=localdate(),
            reason=reason,
            basis=basis,
            file=self.scan(f"{what}扫描"),
        )
        row = adjustments.enter(data, self.world.jifen)
        page = reverse("scoring:adjustment", args=(row.pk,))
        for text in (reason, basis, name):
            self.mark(text, readers, owner, page)
        return row

    def scan(self, what):
        return clean_evidence(SimpleUploadedFile(f"{self.text(what)}.jpg", jpeg()))

    # -- people ------------------------------------------------------------------------------------

    def make_person(self):
        login, phone = self.file_name("login"), f"0792-{self.name}"
        email = f"{self.name}@example.org"
        self.person, _ = add_person(
            self.world.admin,
            name="李甲",
            roles=["correspondent"],
            unit=self.unit,
            username=login,
            email=email,
            phone=phone,
        )
        people, person = reverse("people:people"), reverse("people:person", args=(self.person.pk,))
        self.mark(login, MANAGERS, "guanli", people)
        for text in (phone, email):
            self.mark(text, MANAGERS, "guanli", person)
