"""The circular: every number from the ledger, its sections in the ledger's words or somebody's own, the
same on the page and in the files, signed by another than who wrote it, and then as it was issued."""

import io
from datetime import datetime

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware
from python_calamine import load_workbook

from cms.home.cards import cards_for
from editorial import stages
from editorial.pieces.models import PieceStatus
from editorial.record.canonical import digest
from editorial.refused import Refused
from scoring.bulletin.actions import (
    bulletin_of,
    content_of,
    hand_in,
    issue,
    keep_section,
    restore_section,
    save_words,
    send_back,
    take_back,
)
from scoring.bulletin.content import chinese_date, compose, sections_of
from scoring.models import Bulletin, Quarter, ScoreEntry
from tests.factories import bring_to, make_piece
from tests.scoring.conftest import TODAY
from tests.scoring.makers import change, make_placement, shut

WORDS = {
    "number": "九老干通〔2026〕3号",
    "issuer": "中共九江市委老干部局",
    "addressees": "各县（市、区）委老干部局",
}
NEXT = "抓好重阳报道。\n\n按时登记刊发。"


def write(quarter, user, words=None, **texts):
    return save_words(quarter, user, **(words or WORDS), texts=texts)


def issued(quarter, cast):
    write(quarter, cast.jifen, next=NEXT)
    handed_in = hand_in(quarter, cast.jifen)
    return issue(quarter, cast.zhongshen, digest(handed_in.content))


@pytest.fixture
def quarter(cast, paper, monthly, q3, q4):
    """Closed. 都昌 handed in one piece, which two outlets ran (就高: 10, not 5), and shares a note of
    the daily with 湖口, which handed in nothing (5 = 2.50 + 2.50)."""
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    september = make_aware(datetime(2026, 9, 1, 10))
    PieceStatus.objects.filter(pk=piece.pk).update(submitted_at=september)
    make_placement(cast, paper, piece=piece, page="第3版")
    make_placement(cast, monthly, piece=piece, page="第9期")
    both = [(cast.duchang, 1), (cast.hukou, 1)]
    make_placement(cast, paper, credits=both, headline="两县联办", page="第1版")
    shut(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


def address(name, quarter, *more):
    return reverse(f"scoring:{name}", args=[quarter.code, *more])


def said(quarter, key):
    (section,) = [s for s in content_of(quarter)["sections"] if s["key"] == key]
    return section["paragraphs"]


def test_its_sections_say_what_the_ledger_says(quarter):
    sections = {s["heading"]: s["paragraphs"] for s in content_of(quarter)["sections"]}
    assert sections == {
        "一、总体情况": [
            "2026年第三季度，全市各单位共报送稿件1篇，经核实被各级媒体采用3篇次；"
            "本季度报送的稿件中已有1篇被采用，采用率100.0%。"
        ],
        "二、采用情况": [
            "（一）级别分布。按媒体级别统计，其中省级1篇次，市级2篇次。",
            "（二）得分情况。县（市、区）得分居前的是都昌县委老干部局（12.5分）、湖口县委老干部局（2.5分）。",
            "（三）突出稿件。都昌县委老干部局《老干部重阳登高》在老友刊发；"
            "都昌县委老干部局《两县联办》在九江日报刊发。",
        ],
        "三、存在问题": [
            "本季度没有报送稿件的单位有1个：湖口县委老干部局。",
            "报送了稿件但未完成任务的单位有1个，详见附件4。",
        ],
        "四、下步要求": ["请各单位按照信息宣传工作计划，继续做好组稿、报送和刊发登记工作。"],
    }


def test_its_annexes_are_the_standing_the_lines_and_the_unmet_tasks(quarter):
    counties, departments, lines, tasks = (a["rows"] for a in content_of(quarter)["annexes"])
    assert counties == [
        ["1", "都昌县委老干部局", "1", "3", "0", "1", "2", "0", "0", "0", "0", "12.5", "12.5", "16%"],
        ["2", "湖口县委老干部局", "0", "1", "0", "0", "1", "0", "0", "0", "0", "2.5", "2.5", "0%"],
    ]  # fmt: skip
    assert departments == []
    title, day = "老干部重阳登高", "2026-09-03"
    assert lines == [
        ["湖口县委老干部局", "两县联办", "九江日报", "第1版", day, "", "2.5", "第三条（三）"],
        ["都昌县委老干部局", "两县联办", "九江日报", "第1版", day, "", "2.5", "第三条（三）"],
        ["都昌县委老干部局", title, "老友", "第9期", day, "", "10", "第三条（二）"],
        ["都昌县委老干部局", title, "九江日报", "第3版", day, "", "0", "第三条（三）"],
    ]
    assert tasks == [
        ["都昌县委老干部局", "县（市、区）", "6", "1", "5"],
        ["湖口县委老干部局", "县（市、区）", "6", "0", "6"],
    ]


@pytest.mark.shown
def test_word_and_page_say_the_same(client, cast, quarter):
    write(quarter, cast.jifen, next=NEXT)
    content = content_of(quarter)
    assert said(quarter, "next") == ["抓好重阳报道。", "按时登记刊发。"]
    client.force_login(cast.jifen)
    page = client.get(address("bulletin", quarter)).content.decode()
    response = client.get(address("bulletin_file", quarter, "docx"))
    word = docx.Document(io.BytesIO(response.content))
    assert "filename*=utf-8''%E5%85%B3%E4%BA%8E2026" in response["Content-Disposition"]
    paragraphs = [paragraph.text.replace("\n", "") for paragraph in word.paragraphs]
    words = [text for section in content["sections"] for text in section["paragraphs"]]
    digest_line = f"校验码（SHA-256）：{quarter.digest}"
    for text in [content["title"], WORDS["number"], WORDS["issuer"], content["date"], *words]:
        assert text in paragraphs and text in page
    assert (
        paragraphs[-1].endswith(digest_line) and digest_line in page and len(quarter.digest) == 64
    )
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in word.tables]
    assert tables == [[a["columns"], *a["rows"]] for a in content["annexes"] if a["rows"]]
    cells = [cell for table in tables for row in table[1:] for cell in row]
    assert [cell for cell in cells if f"<td>{cell}</td>" not in page] == []


@pytest.mark.shown
def test_the_spreadsheet_has_numbers_to_reckon_with(client, cast, quarter):
    client.force_login(cast.jifen)
    response = client.get(address("bulletin_file", quarter, "xlsx"))
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheet_names == ["县（市、区）得分", "市直得分", "采用明细", "未完成任务", "出处"]
    counties = book.get_sheet_by_name("县（市、区）得分").to_python()
    assert counties[1] == [
        1.0,
        "都昌县委老干部局",
        1.0,
        3.0,
        0.0,
        1.0,
        2.0,
        0.0,
        0.0,
        0.0,
        0.0,
        12.5,
        12.5,
        0.16,
    ]
    lines = book.get_sheet_by_name("采用明细").to_python()
    assert [row[6] for row in lines[1:]] == [2.5, 2.5, 10.0, 0.0]
    assert ["校验码", quarter.digest] in book.get_sheet_by_name("出处").to_python()


# -- words -----------------------------------------------------------------------------------------


def test_a_section_in_somebody_s_own_words_stays_until_it_is_restored(cast, quarter):
    automatic = said(quarter, "problems")
    write(quarter, cast.jifen, problems="只有一件：报送太少。")
    assert said(quarter, "problems") == ["只有一件：报送太少。"]
    # Saving again what stands in the form changes nothing.
    write(
        quarter,
        cast.jifen,
        problems="只有一件：报送太少。",
        overall="\n".join(said(quarter, "overall")),
    )
    assert sorted(bulletin_of(quarter).edits) == ["problems"]
    restore_section(quarter, cast.jifen, "problems")
    assert said(quarter, "problems") == automatic
    assert bulletin_of(quarter).edits == {}


@pytest.mark.shown
@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_an_emptied_section_says_what_the_figures_say(cast, quarter, text):
    automatic = said(quarter, "problems")
    write(quarter, cast.jifen, problems="别的。")
    write(quarter, cast.jifen, problems=text)
    assert said(quarter, "problems") == automatic


def outdated(quarter):
    sections = sections_of(quarter, bulletin_of(quarter))
    return [section.key for section in sections if section.outdated]


def test_it_tells_when_the_figures_changed_since_a_section_was_written(cast, paper, quarter, q4):
    write(q4, cast.jifen, placed="本季度采用不多。")
    assert outdated(q4) == []
    make_placement(cast, paper, day=q4.span.first_day)
    assert outdated(q4) == ["placed"]
    # Other words, written with the new figures before one's eyes, or the same ones, confirmed.
    keep_section(q4, cast.jifen, "placed")
    assert outdated(q4) == [] and said(q4, "placed") == ["本季度采用不多。"]
    make_placement(cast, paper, day=q4.span.first_day, headline="再一篇")
    assert outdated(q4) == ["placed"]
    write(q4, cast.jifen, placed="本季度采用两篇次。")
    assert outdated(q4) == []


def test_what_changed_while_the_form_stood_open_is_no_edit(client, cast, paper, quarter, q4):
    client.force_login(cast.jifen)
    form = client.get(address("bulletin", q4)).context["form"]
    opened = {name: form[name].value() or "" for name in form.fields}
    make_placement(cast, paper, day=q4.span.first_day)
    client.post(address("bulletin", q4), opened | WORDS)
    assert bulletin_of(q4).number == WORDS["number"] and bulletin_of(q4).edits == {}
    assert said(q4, "placed") != ["本季度没有经核实的采用。"] == opened["placed"].splitlines()


@pytest.mark.shown
def test_the_page_says_which_sections_are_edited_and_what_they_would_say(
    client, cast, paper, quarter, q4
):
    write(q4, cast.jifen, placed="本季度采用不多。")
    client.force_login(cast.jifen)
    page = client.get(address("bulletin", q4)).content.decode()
    assert "“二、采用情况”是改过的文字" in page and "数字又变了" not in page
    make_placement(cast, paper, day=q4.span.first_day)
    page = client.get(address("bulletin", q4)).content.decode()
    assert "“二、采用情况”改过以后，数字又变了" in page
    assert "<p>（一）级别分布。按媒体级别统计，其中市级1篇次。</p>" in page
    client.post(address("keep_section", q4, "placed"))
    assert "数字又变了" not in client.get(address("bulletin", q4)).content.decode()
    client.post(address("restore_section", q4, "placed"))
    assert bulletin_of(q4).edits == {}


@pytest.mark.shown
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("九老干通〔2026〕3号", "九老干通〔2026〕3号"),
        ("九老干通[2026]3号", "九老干通〔2026〕3号"),
        (" 九老干通（2026） 12号", "九老干通〔2026〕12号"),
        ("", ""),
        ("九老干通〔2026〕03号", None),
        ("九老干通2026年3号", None),
        ("九老干通〔26〕3号", None),
    ],
)
def test_a_number_is_written_as_the_standard_has_it(client, cast, quarter, typed, kept):
    client.force_login(cast.jifen)
    page = client.post(address("bulletin", quarter), WORDS | {"number": typed})
    if kept is None:
        assert "文号要写成“九老干通〔2026〕3号”的样子。" in page.content.decode()
        assert not Bulletin.objects.exists()
    else:
        assert bulletin_of(quarter).number == kept


# -- signing ---------------------------------------------------------------------------------------


def test_the_score_keeper_hands_in_and_the_chief_signs(client, cast, quarter):
    client.force_login(cast.jifen)
    client.post(address("bulletin", quarter), WORDS | {"next": NEXT})
    client.post(address("hand_in_bulletin", quarter))
    row = bulletin_of(quarter)
    assert (row.is_handed_in, row.is_issued) == (True, False)
    client.force_login(cast.zhongshen)
    seen = client.get(address("bulletin", quarter)).context["seen"]
    client.post(address("sign_bulletin", quarter), {"seen": seen})
    row = bulletin_of(quarter)
    assert (row.is_issued, row.issued_by, row.number) == (True, cast.zhongshen, WORDS["number"])
    acts = [(act.user.username, act.get_move_display()) for act in row.acts.all()]
    assert acts == [("jifen", "改稿"), ("jifen", "送签"), ("zhongshen", "签发")]
    page = client.get(address("bulletin", quarter)).content.decode()
    assert "曹敏 送签" in page and "胡正华 签发" in page


def test_what_waits_for_the_chief_stays_as_it_was_handed_in(cast, quarter):
    write(quarter, cast.jifen)
    before = hand_in(quarter, cast.jifen).content
    with pytest.raises(Refused, match="这份通报已送签，要改请先撤回"):
        write(quarter, cast.jifen, next=NEXT)
    cast.duchang.title = "都昌县委离退休干部局"
    cast.duchang.save()
    assert content_of(quarter) == before
    take_back(quarter, cast.jifen)
    assert content_of(quarter)["annexes"][0]["rows"] == before["annexes"][0]["rows"]
    assert content_of(quarter) != before


def test_the_chief_returns_with_a_reason(client, cast, quarter):
    write(quarter, cast.jifen)
    hand_in(quarter, cast.jifen)
    with pytest.raises(Refused, match="请写明退回的原因"):
        send_back(quarter, cast.zhongshen, "  ")
    client.force_login(cast.zhongshen)
    client.post(address("send_back_bulletin", quarter), {"reason": "问题部分请写具体。"})
    row = bulletin_of(quarter)
    assert row.is_draft and row.content is None
    client.force_login(cast.jifen)
    assert (
        "胡正华 退回：问题部分请写具体。"
        in client.get(address("bulletin", quarter)).content.decode()
    )
    write(quarter, cast.jifen, problems="湖口没有报送。")
    assert hand_in(quarter, cast.jifen).is_handed_in


def test_the_chief_signs_what_was_seen(cast, quarter):
    write(quarter, cast.jifen)
    seen = digest(hand_in(quarter, cast.jifen).content)
    take_back(quarter, cast.jifen)
    with pytest.raises(Refused, match="这份通报没有在等签发"):
        issue(quarter, cast.zhongshen, seen)
    write(quarter, cast.jifen, problems="湖口没有报送。")
    now = digest(hand_in(quarter, cast.jifen).content)
    with pytest.raises(Refused, match="您看的时候，这份通报又改过"):
        issue(quarter, cast.zhongshen, seen)
    assert issue(quarter, cast.zhongshen, now).is_issued


def test_nobody_signs_their_own(client, cast, quarter):
    """The administrator holds every role of the bureau."""
    write(quarter, cast.admin)
    seen = digest(hand_in(quarter, cast.jifen).content)
    with pytest.raises(Refused, match="自己起草或送签的通报，要由另一位终审签发"):
        issue(quarter, cast.admin, seen)
    client.force_login(cast.admin)
    page = client.get(address("bulletin", quarter)).content.decode()
    assert "要由另一位终审签发" in page and address("sign_bulletin", quarter) not in page
    assert issue(quarter, cast.zhongshen, seen).is_issued


def waiting_at_home(client, user, title):
    """Whether the home has the card; with what it says."""
    client.force_login(user)
    assert (f"<h2>{title}</h2>" in client.get("/admin/").content.decode()) == any(
        card.title == title for card in cards_for(user)
    )
    return [
        (card.count, [(row.title, row.url, row.note) for row in card.rows], card.url)
        for card in cards_for(user)
        if card.title == title
    ]


def test_the_chief_finds_it_at_home_until_it_is_signed(client, cast, quarter):
    to_sign = "等您签发的通报"
    write(quarter, cast.jifen)
    assert waiting_at_home(client, cast.zhongshen, to_sign) == []
    seen = digest(hand_in(quarter, cast.jifen).content)
    day = chinese_date(timezone.localdate())
    note = f"{WORDS['number']} · {day}送签"
    row = ("2026年第三季度通报", address("bulletin", quarter), note)
    card = (1, [row], reverse("scoring:bulletins"))
    assert waiting_at_home(client, cast.zhongshen, to_sign) == [card]
    for other in (cast.jifen, cast.bianji, cast.fushen, cast.fuze):
        assert waiting_at_home(client, other, to_sign) == []
    issue(quarter, cast.zhongshen, seen)
    assert waiting_at_home(client, cast.zhongshen, to_sign) == []


def test_one_s_own_does_not_wait_for_oneself(client, cast, quarter):
    write(quarter, cast.admin)
    hand_in(quarter, cast.jifen)
    assert waiting_at_home(client, cast.admin, "等您签发的通报") == []
    assert len(waiting_at_home(client, cast.zhongshen, "等您签发的通报")) == 1


def test_what_came_back_waits_for_the_score_keeper_until_it_is_handed_in_again(
    client, cast, quarter
):
    to_mend = "请您修改的通报"
    write(quarter, cast.jifen)
    hand_in(quarter, cast.jifen)
    assert waiting_at_home(client, cast.jifen, to_mend) == []
    send_back(quarter, cast.zhongshen, "问题部分请写具体。")
    write(quarter, cast.jifen, problems="湖口没有报送。")
    row = ("2026年第三季度通报", address("bulletin", quarter), "理由：问题部分请写具体。")
    card = (1, [row], reverse("scoring:bulletins"))
    assert waiting_at_home(client, cast.jifen, to_mend) == [card]
    assert waiting_at_home(client, cast.zhongshen, to_mend) == []
    hand_in(quarter, cast.jifen)
    assert waiting_at_home(client, cast.jifen, to_mend) == []
    take_back(quarter, cast.jifen)
    assert waiting_at_home(client, cast.jifen, to_mend) == []


@pytest.mark.shown
@pytest.mark.parametrize("who", ["bianji", "fushen", "zhuanlan", "guanli", "fuze"])
def test_only_the_score_keeper_writes_and_only_the_chief_signs(cast, quarter, who):
    user = getattr(cast, who)
    for act in (write, hand_in):
        with pytest.raises(Refused, match="通报由计分人员起草"):
            act(quarter, user)
    write(quarter, cast.jifen)
    seen = digest(hand_in(quarter, cast.jifen).content)
    for other in (user, cast.jifen):
        with pytest.raises(Refused, match="通报由终审签发"):
            issue(quarter, other, seen)
        with pytest.raises(Refused, match="通报由终审签发或退回"):
            send_back(quarter, other, "原因")
    with pytest.raises(Refused, match="通报由计分人员撤回"):
        take_back(quarter, user)
    with pytest.raises(Refused, match="通报由计分人员撤回"):
        take_back(quarter, cast.zhongshen)
    assert bulletin_of(quarter).is_handed_in


def test_it_is_handed_in_of_a_closed_quarter_with_a_number_of_its_own(cast, quarter, q4):
    write(q4, cast.jifen)
    with pytest.raises(Refused, match="季度定稿以后才能送签通报"):
        hand_in(q4, cast.jifen)
    write(quarter, cast.jifen, WORDS | {"number": ""})
    with pytest.raises(Refused, match="请先填写文号并保存，再送签"):
        hand_in(quarter, cast.jifen)
    write(quarter, cast.jifen, WORDS | {"number": "通报三"})
    with pytest.raises(Refused, match="文号要写成"):
        hand_in(quarter, cast.jifen)
    with pytest.raises(Refused, match="这个文号已经用在另一份通报上"):
        write(quarter, cast.jifen)
    assert not Bulletin.objects.filter(handed_in_at__isnull=False).exists()


def test_what_was_issued_stays_as_it_was_issued(client, cast, quarter):
    row = issued(quarter, cast)
    cast.duchang.title = "都昌县委离退休干部局"
    cast.duchang.save()
    now = compose(quarter, row)["annexes"][2]["rows"][1][0]
    then = row.content["annexes"][2]["rows"][1][0]
    assert [now, then] == ["都昌县委离退休干部局", "都昌县委老干部局"]
    client.force_login(cast.jifen)
    page = client.get(address("bulletin", quarter)).content.decode()
    circular = page.split('<article class="circular">')[1].split("</article>")[0]
    assert "都昌县委老干部局" in circular and "都昌县委离退休干部局" not in circular
    assert 'name="next"' not in page
    response = client.get(address("bulletin_file", quarter, "docx"))
    word = docx.Document(io.BytesIO(response.content))
    assert word.tables[1].rows[2].cells[0].text == "都昌县委老干部局"
    with pytest.raises(Refused, match="已印发，不能再改"):
        write(quarter, cast.jifen, next="再加一条。")
    with pytest.raises(Refused, match="刚刚已由他人签发印发"):
        issue(quarter, cast.zhongshen, digest(row.content))
    for act in (restore_section, keep_section):
        with pytest.raises(Refused, match="已印发，不能再改"):
            act(quarter, cast.jifen, "next")


def test_a_correction_is_named_in_the_next_circular(cast, quarter, q4):
    wrong = ScoreEntry.objects.filter(headline="两县联办").first().placement
    change(wrong, state="rejected")
    lines = content_of(q4)["annexes"][2]["rows"]
    found = [(row[0], row[1], row[6]) for row in lines]
    assert found == [
        ("湖口县委老干部局", "两县联办（更正：减原分）", "-2.5"),
        ("都昌县委老干部局", "两县联办（更正：减原分）", "-2.5"),
    ]


@pytest.mark.shown
@pytest.mark.parametrize(("who", "status"), [("tongxun", 404), ("bianji", 200)])
def test_the_bureau_reads_it(client, cast, quarter, who, status):
    client.force_login(getattr(cast, who))
    for place in (
        address("bulletin", quarter),
        address("bulletin_files", quarter),
        *(address("bulletin_file", quarter, kind) for kind in ("pdf", "docx", "xlsx")),
    ):
        assert client.get(place).status_code == status
    client.post(address("bulletin", quarter), WORDS)
    assert not Bulletin.objects.exists()
