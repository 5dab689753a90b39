"""The circular: every number from the ledger, the same on the page and in Word, and what was issued
stays as it was issued."""

import io
from datetime import datetime

import docx
import pytest
from django.urls import reverse
from django.utils.timezone import make_aware

from editorial import stages
from editorial.actions import Refused
from editorial.models import PieceStatus
from scoring.actions.bulletins import bulletin_of, issue, save_words
from scoring.actions.close import close_quarter
from scoring.bulletin.content import compose
from scoring.models import Bulletin, Quarter, ScoreEntry
from tests.factories import bring_to, make_piece
from tests.scoring.conftest import TODAY
from tests.scoring.makers import change, make_placement

WORDS = {
    "number": "九老干通〔2026〕3号",
    "issuer": "中共九江市委老干部局",
    "addressees": "各县（市、区）委老干部局",
    "requirements": "抓好重阳报道。\n\n按时登记刊发。",
}


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
    close_quarter(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


def content_of(quarter):
    return compose(quarter, bulletin_of(quarter))


def address(name, quarter):
    return reverse(f"scoring:{name}", args=[quarter.code])


def test_its_sections_say_what_the_ledger_says(quarter):
    sections = {s["heading"]: s["paragraphs"] for s in content_of(quarter)["sections"]}
    assert sections == {
        "一、总体情况": [
            "2026年第三季度，全市各单位共报送稿件1篇，经核实被各级媒体采用3篇次；"
            "本季度报送的稿件中已有1篇被采用，采用率100.0%。"
        ],
        "二、采用情况": [
            "按媒体级别统计，其中省级1篇次，市级2篇次。",
            "县市区得分居前的是都昌县委老干部局（12.5分）、湖口县委老干部局（2.5分）。",
            "突出的有：都昌县委老干部局《老干部重阳登高》在老友刊发；"
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
        ["都昌县委老干部局", title, "九江日报", "第3版", day, "", "0", "第三条（三）"],
        ["都昌县委老干部局", title, "老友", "第9期", day, "", "10", "第三条（二）"],
        ["都昌县委老干部局", "两县联办", "九江日报", "第1版", day, "", "2.5", "第三条（三）"],
    ]
    assert tasks == [
        ["都昌县委老干部局", "县市区", "6", "1", "5"],
        ["湖口县委老干部局", "县市区", "6", "0", "6"],
    ]


def test_word_and_page_say_the_same(client, cast, quarter):
    save_words(quarter, **WORDS)
    content = content_of(quarter)
    assert content["sections"][3]["paragraphs"] == ["抓好重阳报道。", "按时登记刊发。"]
    client.force_login(cast.jifen)
    page = client.get(address("bulletin", quarter)).content.decode()
    response = client.get(address("bulletin_word", quarter))
    word = docx.Document(io.BytesIO(response.content))
    assert "filename*=utf-8''%E5%85%B3%E4%BA%8E2026" in response["Content-Disposition"]
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    said = [text for section in content["sections"] for text in section["paragraphs"]]
    for text in [content["title"], WORDS["number"], WORDS["issuer"], content["date"], *said]:
        assert text in paragraphs and text in page
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in word.tables]
    assert tables == [[a["columns"], *a["rows"]] for a in content["annexes"] if a["rows"]]
    cells = [cell for table in tables for row in table[1:] for cell in row]
    assert [cell for cell in cells if f"<td>{cell}</td>" not in page] == []


def test_what_was_issued_stays_as_it_was_issued(client, cast, quarter):
    client.force_login(cast.jifen)
    client.post(address("bulletin", quarter), WORDS | {"issue": "1"})
    row = Bulletin.objects.get()
    assert (row.issued_by, row.number) == (cast.jifen, WORDS["number"])
    cast.duchang.title = "都昌县委离退休干部局"
    cast.duchang.save()
    now = [
        compose(quarter, row)["annexes"][2]["rows"][1][0],
        row.content["annexes"][2]["rows"][1][0],
    ]
    assert now == ["都昌县委离退休干部局", "都昌县委老干部局"]
    page = client.get(address("bulletin", quarter)).content.decode()
    circular = page.split('<article class="circular">')[1].split("</article>")[0]
    assert "都昌县委老干部局" in circular and "都昌县委离退休干部局" not in circular
    assert 'name="requirements"' not in page
    word = docx.Document(io.BytesIO(client.get(address("bulletin_word", quarter)).content))
    assert word.tables[1].rows[2].cells[0].text == "都昌县委老干部局"
    with pytest.raises(Refused, match="已印发，不能再改"):
        save_words(quarter, **WORDS | {"requirements": "再加一条。"})
    with pytest.raises(Refused, match="刚刚已由他人印发"):
        issue(quarter, cast.jifen)


def test_it_is_issued_for_a_closed_quarter_with_a_number(cast, quarter, q4):
    save_words(q4, **WORDS)
    with pytest.raises(Refused, match="季度关账以后才能印发通报"):
        issue(q4, cast.jifen)
    save_words(quarter, **WORDS | {"number": ""})
    with pytest.raises(Refused, match="请先填写文号"):
        issue(quarter, cast.jifen)
    assert not Bulletin.objects.filter(issued_at__isnull=False).exists()


def test_a_correction_is_named_in_the_next_circular(cast, quarter, q4):
    wrong = ScoreEntry.objects.filter(headline="两县联办").first().placement
    change(wrong, state="rejected")
    lines = content_of(q4)["annexes"][2]["rows"]
    found = [(row[0], row[1], row[6]) for row in lines]
    assert found == [
        ("湖口县委老干部局", "两县联办（冲销）", "-2.5"),
        ("都昌县委老干部局", "两县联办（冲销）", "-2.5"),
    ]


@pytest.mark.parametrize(("who", "status"), [("tongxun", 404), ("bianji", 200)])
def test_only_the_score_keeper_writes_it_and_the_bureau_reads_it(
    client, cast, quarter, who, status
):
    client.force_login(getattr(cast, who))
    for name in ("bulletin", "bulletin_word"):
        assert client.get(address(name, quarter)).status_code == status
    client.post(address("bulletin", quarter), WORDS | {"issue": "1"})
    assert not Bulletin.objects.exists()
