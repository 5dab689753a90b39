"""加减分: one enters, another decides; what each kind does shows in the ledger; nothing reaches a closed
quarter; only the unit's own people see its reasons and files."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial.people.models import Contributor
from editorial.refused import Incomplete, Refused
from scoring.adjustments import actions as adjustments
from scoring.adjustments.actions import AdjustmentData
from scoring.adjustments.reading import change_foreseen, kinds_in, with_points
from scoring.ledger.tally import retally_quarter
from scoring.models import Adjustment, Quarter, RuleBook, ScoreEntry
from scoring.models.quarters import Mode
from scoring.quarters.close import publish_quarter, set_purpose
from scoring.quarters.content import differences
from scoring.quarters.obstacles import quarter_obstacles
from scoring.refused import NotReady, QuarterClosed
from tests.factories import jpeg, make_piece
from tests.rendezvous import race
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q3_DAY, Q4_DAY, change, make_outlet, make_placement, shut

DECIDED = "这条加减分刚刚已由他人办理，您的操作没有执行。"
NEW = "/admin/scoring/adjustments/new/"


def law(clause, text, name, **effects):
    return {"clause": clause, "text": text, "name": name, **effects}


KINDS = {
    "praise": law("一", "批示加10分", "批示", points="10", instruction=True),
    "named": law("二", "通报扣2分", "被通报", points="-2"),
    "quality": law("三", "优稿加1到5分", "优稿", range=["1", "5"]),
    "doubled": law("四", "获奖稿件加倍", "获奖稿件", times="2"),
    "false": law("五", "失实不计分，另扣5分", "失实", points="-5", void=True),
    "incident": law("六", "当月清零，另扣10分", "事故", points="-10", wipe="month"),
    "scandal": law("七", "总分减半", "责任事故", percent="-50"),
    "prize": law("八", "获奖折合3篇", "获奖", items=3),
}
TASK = {
    "clause": "九",
    "text": "每季度报送6篇，少一篇扣1分",
    "period": "quarter",
    "what": "submissions",
    "classes": {"1": "6"},
    "shortfall": {"each": "-1"},
}


@pytest.fixture
def book(count):
    """The default book with adjustments of every effect and a task that costs points."""
    book = RuleBook.objects.get()
    book.rules["events"], book.rules["tasks"] = KINDS, [TASK]
    book.save()
    return book


@pytest.fixture
def open_q3(book, q3, q4):
    return q3


def enter(cast, kind, unit=None, by=None, **fields):
    data = {"happened_on": Q3_DAY, "reason": "理由", "basis": "九老干通〔2026〕9号", **fields}
    data = AdjustmentData(kind=kind, unit=unit or cast.duchang, **data)
    return adjustments.enter(data, by or cast.jifen)


def confirmed(cast, kind, **fields):
    return adjustments.confirm(enter(cast, kind, **fields).pk, cast.zhongshen)


def event_points(quarter):
    rows = ScoreEntry.objects.filter(quarter=quarter, kind="event")
    return [str(row.points) for row in rows]


def state_of(row):
    return Adjustment.objects.get(pk=row.pk).state


# -- two people ------------------------------------------------------------------------------------


def test_it_counts_once_the_chief_confirmed_it(cast, open_q3):
    row = enter(cast, "named", reason=" 错登照片 ", count=2)
    assert (row.state, row.kind_name, row.quarter) == ("waiting", "被通报", open_q3)
    assert event_points(open_q3) == []
    adjustments.confirm(row.pk, cast.zhongshen, "同意")
    line = ScoreEntry.objects.get(kind="event")
    assert (line.points, line.unit, line.adjustment) == (Decimal(-4), cast.duchang, row)
    assert (line.headline, line.clause, line.published_on) == ("被通报：错登照片", "二", Q3_DAY)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decision) == ("confirmed", cast.zhongshen, "同意")


def test_counting_anew_comes_to_the_same(cast, paper, open_q3):
    make_placement(cast, paper)
    confirmed(cast, "false", placement=make_placement(cast, paper, headline="失实稿"))
    before = list(ScoreEntry.objects.order_by("kind", "points").values_list("kind", "points"))
    assert before == [
        ("event", Decimal(-5)),
        ("event", Decimal(-5)),
        ("line", Decimal(5)),
        ("line", Decimal(5)),
    ]
    retally_quarter(open_q3)
    assert (
        list(ScoreEntry.objects.order_by("kind", "points").values_list("kind", "points")) == before
    )


@pytest.mark.parametrize("who", ["bianji", "fushen", "zhongshen", "guanli", "tongxun", "fuze"])
def test_only_the_score_keeper_enters(cast, open_q3, who):
    with pytest.raises(Refused, match="加减分由计分人员登记"):
        enter(cast, "named", by=getattr(cast, who))
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize("who", ["bianji", "fushen", "jifen", "guanli", "tongxun", "fuze"])
@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_only_the_chief_decides(cast, open_q3, who, act):
    row = enter(cast, "named")
    with pytest.raises(Refused, match="加减分由终审人确认"):
        getattr(adjustments, act)(row.pk, getattr(cast, who), "理由")
    assert state_of(row) == "waiting"


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_nobody_decides_what_they_entered(cast, open_q3, act):
    row = enter(cast, "named", by=cast.admin)
    with pytest.raises(Refused, match="要由登记人以外的人确认"):
        getattr(adjustments, act)(row.pk, cast.admin, "理由")
    assert state_of(row) == "waiting"


def test_only_who_entered_withdraws(cast, open_q3):
    row = enter(cast, "named")
    with pytest.raises(Refused, match="只有登记人可以撤回"):
        adjustments.withdraw(row.pk, cast.admin)
    adjustments.withdraw(row.pk, cast.jifen)
    assert state_of(row) == "withdrawn"
    assert event_points(open_q3) == []


def test_refusing_needs_a_reason_and_counts_nothing(cast, open_q3):
    row = enter(cast, "named")
    with pytest.raises(Incomplete, match="不同意必须写明理由"):
        adjustments.refuse(row.pk, cast.zhongshen, " ")
    adjustments.refuse(row.pk, cast.zhongshen, "通报里没有都昌")
    row.refresh_from_db()
    assert (row.state, row.decision) == ("refused", "通报里没有都昌")
    assert event_points(open_q3) == []


@pytest.mark.parametrize("first", ["confirm", "refuse", "withdraw"])
@pytest.mark.parametrize("second", ["confirm", "refuse", "withdraw"])
def test_who_comes_second_with_an_old_page_is_told(cast, open_q3, first, second):
    acts = {
        "confirm": lambda row: adjustments.confirm(row.pk, cast.zhongshen),
        "refuse": lambda row: adjustments.refuse(row.pk, cast.zhongshen, "理由"),
        "withdraw": lambda row: adjustments.withdraw(row.pk, cast.jifen),
    }
    row = enter(cast, "named")
    acts[first](row)
    before = state_of(row)
    with pytest.raises(Refused, match=DECIDED):
        acts[second](row)
    assert state_of(row) == before
    assert event_points(open_q3) == (["-2.00"] if first == "confirm" else [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_confirming_and_withdrawing_at_once_does_one_of_them(cast, open_q3):
    row = enter(cast, "named")
    answers = race(
        lambda: adjustments.confirm(row.pk, cast.zhongshen) and None,
        lambda: adjustments.withdraw(row.pk, cast.jifen) and None,
        "FOR UPDATE",
    )
    assert sorted(answers, key=str) == [None, DECIDED]
    assert event_points(open_q3) == (["-2.00"] if state_of(row) == "confirmed" else [])


# -- what may be entered ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "refusal"),
    [
        ("praised", {}, "没有“praised”这种加减分"),
        ("quality", {}, "“优稿”的分值应在1到5之间"),
        ("quality", {"amount": Decimal("5.5")}, "“优稿”的分值应在1到5之间"),
        ("quality", {"amount": Decimal("0.99")}, "“优稿”的分值应在1到5之间"),
        ("doubled", {}, "要写明是哪一篇稿件或哪一次刊发"),
        ("named", {"track": "video"}, "没有“video”这一类"),
        ("named", {"reason": " "}, "必须写明理由和依据文件"),
        ("named", {"basis": " "}, "必须写明理由和依据文件"),
        ("named", {"count": 0}, "次数至少是1"),
    ],
)
def test_what_the_book_does_not_have_is_refused(cast, open_q3, kind, fields, refusal):
    with pytest.raises(Refused, match=refusal):
        enter(cast, kind, **fields)
    assert not Adjustment.objects.exists()


def test_what_the_book_forgot_meanwhile_is_not_confirmed(client, cast, book, open_q3):
    row = enter(cast, "named")
    book.rules["events"] = {"praise": KINDS["praise"]}
    book.save()
    with pytest.raises(Refused, match="没有“named”这种加减分，不能确认"):
        adjustments.confirm(row.pk, cast.zhongshen)
    client.force_login(cast.zhongshen)
    page = client.get(reverse("scoring:adjustment", args=[row.pk])).content.decode()
    assert ('value="confirm"' in page, 'value="refuse"' in page) == (False, True)
    assert state_of(row) == "waiting"


def test_person_and_placement_are_the_units(cast, paper, open_q3):
    theirs = Contributor.objects.get(user=cast.waidi)
    with pytest.raises(Refused, match="黄丽不是都昌县委老干部局的作者"):
        enter(cast, "named", contributor=theirs)
    placement = make_placement(cast, paper, unit=cast.hukou)
    with pytest.raises(Refused, match="没有计入都昌县委老干部局"):
        enter(cast, "doubled", placement=placement)
    assert not Adjustment.objects.exists()


# -- what each kind does ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "points"),
    [
        ("praise", {}, ["10.00"]),
        ("named", {"count": 3}, ["-6.00"]),
        ("quality", {"amount": Decimal("2.5")}, ["2.50"]),
        ("incident", {}, ["-10.00", "-5.00"]),  # the month's placement goes with it
        ("scandal", {}, ["-2.50"]),
        ("prize", {}, []),
    ],
)
def test_each_kind_does_what_the_book_says(cast, paper, open_q3, kind, fields, points):
    make_placement(cast, paper)
    row = enter(cast, kind, **fields)
    foreseen = change_foreseen(row)
    adjustments.confirm(row.pk, cast.zhongshen)
    assert event_points(open_q3) == points
    assert foreseen == sum(map(Decimal, points))
    assert with_points(Adjustment.objects).get().points == foreseen


def test_times_and_void_work_on_every_placement_of_the_piece(cast, paper, open_q3):
    """The highest counts 5, the other is a line of nothing; another piece is not touched."""
    piece = make_piece(cast.duchang, cast.tongxun)
    one = make_placement(cast, paper, piece=piece)
    make_placement(cast, make_outlet("xunyang", "city"), piece=piece)
    make_placement(cast, paper, headline="另一篇")
    doubled = confirmed(cast, "doubled", placement=one)
    assert event_points(open_q3) == ["5.00"]
    confirmed(cast, "false", placement=one)
    # The doubling, then of the false one its own deduction and the line's 5.
    assert event_points(open_q3) == ["5.00", "-5.00", "-5.00"]
    assert with_points(Adjustment.objects).get(pk=doubled.pk).points == Decimal(5)


def test_a_persons_points_stand_in_both_accounts(cast, open_q3):
    person = Contributor.objects.get(user=cast.tongxun)
    confirmed(cast, "named", contributor=person)
    line = ScoreEntry.objects.get(kind="event")
    assert (line.contributor, line.account, line.points) == (person, "both", Decimal(-2))


def test_items_count_towards_the_task(cast, open_q3):
    retally_quarter(open_q3)
    publish_quarter(open_q3, cast.jifen, date(2026, 10, 5), TODAY)
    task = ScoreEntry.objects.filter(kind="task", unit=cast.duchang)
    assert task.get().points == Decimal(-6)
    row = enter(cast, "prize")
    assert change_foreseen(row) == Decimal(3)
    adjustments.confirm(row.pk, cast.zhongshen)
    assert task.get().points == Decimal(-3)
    assert event_points(open_q3) == []


def test_instructions_count_only_while_their_switch_is_on(cast, open_q3):
    confirmed(cast, "praise")
    confirmed(cast, "named")
    assert event_points(open_q3) == ["10.00", "-2.00"]
    purpose = {"mode": Mode.REPORTED, "ranking": None, "instructions": None}
    set_purpose(open_q3, cast.jifen, **purpose)
    assert event_points(open_q3) == ["-2.00"]
    set_purpose(open_q3, cast.jifen, **purpose | {"instructions": True})
    assert event_points(open_q3) == ["10.00", "-2.00"]


def test_a_quarter_that_is_off_counts_none(cast, open_q3):
    confirmed(cast, "named")
    set_purpose(open_q3, cast.jifen, mode=Mode.OFF, ranking=None, instructions=None)
    assert event_points(open_q3) == []


# -- closed quarters -------------------------------------------------------------------------------


def test_what_waits_stands_before_publishing_and_closing(cast, open_q3):
    row = enter(cast, "named")
    link = reverse("scoring:adjustments")
    obstacles = [(g.text, g.url) for g in quarter_obstacles(open_q3, TODAY)]
    assert obstacles == [("还有1条加减分待确认", link)]
    with pytest.raises(NotReady):
        publish_quarter(open_q3, cast.jifen, date(2026, 10, 5), TODAY)
    adjustments.confirm(row.pk, cast.zhongshen)
    publish_quarter(open_q3, cast.jifen, date(2026, 10, 5), TODAY)
    enter(cast, "named")
    public = Quarter.objects.get(pk=open_q3.pk)
    assert [(g.text, g.url) for g in quarter_obstacles(public, TODAY)] == obstacles


def test_one_of_a_closed_quarter_counts_in_the_next(cast, open_q3, q4):
    shut(open_q3, cast.jifen, TODAY)
    row = confirmed(cast, "named")
    assert row.quarter == q4
    assert event_points(open_q3) == []
    line = ScoreEntry.objects.get(kind="event")
    assert (line.quarter, line.points, line.counts_on) == (q4, Decimal(-2), date(2026, 10, 1))


def test_a_decided_one_in_a_closed_quarter_stays(cast, open_q3):
    row = confirmed(cast, "named")
    shut(open_q3, cast.jifen, TODAY)
    for act in (
        lambda: adjustments.confirm(row.pk, cast.zhongshen),
        lambda: adjustments.withdraw(row.pk, cast.jifen),
    ):
        with pytest.raises(QuarterClosed):
            act()
    assert event_points(open_q3) == ["-2.00"]


def test_a_placement_of_a_closed_quarter_keeps_its_points(client, cast, paper, open_q3, q4):
    """The score keeper is told so before entering; what the kind does besides still counts."""
    placement = make_placement(cast, paper, headline="失实稿")
    shut(open_q3, cast.jifen, TODAY)
    client.force_login(cast.jifen)
    query = f"?unit={cast.duchang.pk}&day=2026-09-03&kind=false&placement={placement.pk}"
    text = client.get(NEW + query).content.decode()
    assert "2026年第三季度已定稿，不再变动。这一条计入2026年第四季度" in text
    assert "《失实稿》的得分不在2026年第四季度，这一条对它原来的得分不起作用。" in text
    confirmed(cast, "false", placement=placement)
    assert event_points(q4) == ["-5.00"]


def test_what_a_correction_took_back_is_not_given_again(cast, paper, open_q3, q4):
    """不计分 does not touch the reversal that takes a closed quarter's points back."""
    placement = make_placement(cast, paper, headline="失实稿")
    shut(open_q3, cast.jifen, TODAY)
    confirmed(cast, "false", placement=placement)
    change(placement, state="rejected")
    lines = ScoreEntry.objects.filter(quarter=q4).order_by("kind")
    assert [(line.kind, line.points) for line in lines] == [
        ("event", Decimal(-5)),
        ("reversal", Decimal(-5)),
    ]
    assert differences(q4) == []


# -- screens ---------------------------------------------------------------------------------------


def test_the_kinds_are_those_of_the_book_in_plain_words(client, cast, open_q3):
    client.force_login(cast.jifen)
    page = client.get(NEW)
    said = [label for _, label in page.context["form"]["kind"].field.choices]
    assert said == [
        "获奖稿件：该稿得分 × 2",
        "失实：每次 -5分；该稿不计分",
        "事故：每次 -10分；当月得分清零",
        "被通报：每次 -2分",
        "批示：每次 10分；随“批示加分”开关",
        "获奖：折合任务3篇",
        "优稿：1 到 5分",
        "责任事故：总分增减 -50%",
    ]
    assert list(kinds_in(open_q3)) == sorted(KINDS)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("named", ["person", "count", "reason", "basis", "file"]),
        ("quality", ["person", "amount", "reason", "basis", "file"]),
        ("scandal", ["reason", "basis", "file"]),
        ("prize", ["count", "reason", "basis", "file"]),
    ],
)
def test_the_form_asks_only_what_the_kind_needs(client, cast, open_q3, kind, asked):
    client.force_login(cast.jifen)
    page = client.get(f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind={kind}")
    assert list(page.context["form"].fields) == asked


def test_the_way_through_the_screens(client, cast, open_q3):
    client.force_login(cast.jifen)
    address = f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind=quality"
    assert "计分办法定的范围：1到5分" in client.get(address).content.decode()
    form = {"amount": "7", "reason": "市里评为优稿", "basis": "九老干通〔2026〕9号"}
    assert "请填1到5分之间的数。" in client.post(address, form).content.decode()
    form |= {"amount": "2.5", "file": SimpleUploadedFile("通报.jpg", jpeg())}
    page = client.post(address, form, follow=True).content.decode()
    row = Adjustment.objects.get()
    assert "已登记，计入2026年第三季度，等终审确认后计分。" in page
    assert "得分变动 <strong>+2.5</strong> 分" in " ".join(page.split())
    client.force_login(cast.zhongshen)
    decide = reverse("scoring:decide_adjustment", args=[row.pk])
    page = client.post(decide, {"decision": "refuse", "comment": " "}).content.decode()
    assert "不同意必须写明理由。" in page
    page = client.post(decide, {"decision": "confirm", "comment": ""}, follow=True)
    assert "已确认，得分随之更新。" in page.content.decode()
    assert event_points(open_q3) == ["2.50"]
    page = client.post(decide, {"decision": "confirm", "comment": ""}, follow=True)
    assert DECIDED in page.content.decode()


def test_the_person_is_named_and_is_the_units(client, cast, open_q3):
    client.force_login(cast.jifen)
    address = f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind=named"
    form = {"count": "1", "reason": "理由", "basis": "依据"}
    text = client.post(address, form | {"person": "黄丽"}).content.decode()
    assert "都昌县委老干部局的作者里没有“黄丽”，请核对姓名。" in text
    client.post(address, form | {"person": "陈 明"})
    client.post(address, form)
    rows = Adjustment.objects.order_by("pk")
    assert [row.contributor and row.contributor.name for row in rows] == ["陈明", None]


def test_the_placement_is_found_among_the_units(client, cast, paper, open_q3):
    make_placement(cast, paper, headline="重阳登高")
    make_placement(cast, paper, headline="送医下乡")
    make_placement(cast, paper, headline="等着核实的", state="recorded")
    theirs = make_placement(cast, paper, unit=cast.hukou, headline="别人的重阳")
    client.force_login(cast.jifen)
    address = f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind=doubled"

    def found(query=""):
        return {row.headline for row, _ in client.get(address + query).context["placements"]}

    assert found() == {"重阳登高", "送医下乡"}
    assert found("&q=重阳") == {"重阳登高"}
    assert client.get(f"{address}&placement={theirs.pk}").status_code == 404


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("day=2026-09-03&kind=named", "请选择单位。"),
        ("unit={}&day=2026-09-03", "请选择种类。"),
        ("unit={}&day=2026-09-03&kind=none", "这一天施行的计分办法里没有这一种"),
        ("unit={}&day=2999-01-01&kind=named", "日期在今天之后，请核对。"),
        ("unit={}&day=1999-01-01&kind=named", "日期早于2000年，请核对年份。"),
        ("unit={}&day=x&kind=named", "日期请写成2026-09-03这样。"),
    ],
)
def test_a_wrong_beginning_is_asked_again(client, cast, open_q3, query, error):
    client.force_login(cast.jifen)
    query = query.format(cast.duchang.pk) + ("" if "unit" in query else "&unit=")
    assert error in client.get(f"{NEW}?{query}").content.decode()
    assert not Adjustment.objects.exists()


def test_a_disguised_file_is_refused(client, cast, open_q3):
    client.force_login(cast.jifen)
    address = f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind=scandal"
    form = {
        "reason": "理由",
        "basis": "依据",
        "file": SimpleUploadedFile("通报.pdf", b"MZ not one"),
    }
    assert "不是JPG、PNG、WebP图片或PDF" in client.post(address, form).content.decode()
    assert not Adjustment.objects.exists()


def test_the_list_has_all_for_the_bureau_and_its_filters(client, cast, open_q3, q4):
    waiting = enter(cast, "named")
    counted = confirmed(cast, "praise", unit=cast.hukou, happened_on=Q4_DAY)
    client.force_login(cast.bianji)
    address = reverse("scoring:adjustments")

    def listed(query=""):
        return {row.pk for row in client.get(address + query).context["object_list"]}

    assert listed() == {waiting.pk, counted.pk}
    for query in (
        "?state=confirmed",
        f"?quarter={q4.pk}",
        f"?unit={cast.hukou.pk}",
        "?kind=praise",
        "?q=湖口",
    ):
        assert listed(query) == {counted.pk}, query
    client.force_login(cast.fuze)
    assert client.get(address).status_code == 404


@pytest.fixture
def filed(client, cast, open_q3):
    """A confirmed one of 都昌 with a file, and one that waits."""
    client.force_login(cast.jifen)
    for reason in ("错登照片", "还没确认的事"):
        address = f"{NEW}?unit={cast.duchang.pk}&day=2026-09-03&kind=scandal"
        file = SimpleUploadedFile("通报.jpg", jpeg())
        client.post(address, {"reason": reason, "basis": "九老干通〔2026〕9号", "file": file})
    counted, waiting = Adjustment.objects.order_by("pk")
    adjustments.confirm(counted.pk, cast.zhongshen)
    return counted, waiting


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("fuze", [200, 404]),
        ("tongxun", [200, 404]),
        ("waidi", [404, 404]),
        ("waifuze", [404, 404]),
        ("bianji", [200, 200]),
    ],
)
def test_a_unit_sees_its_own_that_count_with_their_files(client, cast, filed, who, statuses):
    client.force_login(getattr(cast, who))
    pages = [reverse("scoring:adjustment", args=[row.pk]) for row in filed]
    assert [client.get(page).status_code for page in pages] == statuses
    assert [client.get(row.file.url).status_code for row in filed] == statuses


def test_nobody_gets_a_file_without_logging_in(client, cast, filed):
    client.logout()
    assert [client.get(row.file.url).status_code for row in filed] == [404, 404]


def test_the_line_leads_to_reason_basis_and_file(client, cast, open_q3):
    row = confirmed(cast, "named", reason="错登照片")
    client.force_login(cast.tongxun)
    line = ScoreEntry.objects.get(kind="event")
    page = client.get(reverse("scoring:line", args=[line.pk])).content.decode()
    address = reverse("scoring:adjustment", args=[row.pk])
    assert f'href="{address}"' in page
    page = client.get(address).content.decode()
    for text in ("错登照片", "九老干通〔2026〕9号", "现在计 <strong>−2</strong> 分"):
        assert text in page
    assert 'value="confirm"' not in page


def test_the_chief_finds_it_at_home_and_the_one_who_entered_does_not(client, cast, open_q3):
    enter(cast, "named", reason="错登照片", by=cast.admin)
    for who, shown in ((cast.zhongshen, True), (cast.admin, False), (cast.bianji, False)):
        client.force_login(who)
        home = client.get("/admin/").content.decode()
        assert ("等您确认的加减分" in home) == shown
