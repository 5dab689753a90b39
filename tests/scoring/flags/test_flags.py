"""计分 → 核对提示: what the rows say, who looks and who settles, and that no score moves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from editorial.refused import Refused
from scoring.flags.actions import review_flag
from scoring.flags.reading import clips_in, flags_in
from scoring.ledger.tally import ensure_quarter
from scoring.models import FlagReview, Quarter, ScoreEntry
from scoring.quarter import QuarterSpan
from tests.scoring.makers import Q4_DAY, make_outlet, make_placement

SCREEN = "/admin/scoring/flags/2026Q4/"
PARTS = ("重阳登高（上）", "重阳登高（中）", "重阳登高（下）")


@pytest.fixture
def parts(cast, paper, q4):
    """One piece in three parts, recorded soon enough."""
    return [
        make_placement(cast, paper, day=Q4_DAY + timedelta(days=at), headline=headline)
        for at, headline in enumerate(PARTS)
    ]


@pytest.fixture
def flag(q4, parts):
    (found,) = [flag for flag in flags_in(q4) if flag.kind == "split"]
    return found


def test_the_rows_become_clips_of_each_credited_unit(cast, paper, q4):
    placement = make_placement(
        cast, paper, day=Q4_DAY, credits=[(cast.duchang, 1), (cast.hukou, 1)], headline="两家合写"
    )
    clips = clips_in(q4)
    assert [(c.placement_id, c.unit_id, c.headline, c.level) for c in clips] == [
        (placement.pk, cast.duchang.pk, "两家合写", "city"),
        (placement.pk, cast.hukou.pk, "两家合写", "city"),
    ]
    assert {c.recorded_on for c in clips} == {timezone.localdate()}


def test_what_waits_or_was_refused_is_not_looked_at(cast, paper, q4):
    for state in ("recorded", "rejected"):
        make_placement(cast, paper, day=Q4_DAY, state=state)
    assert clips_in(q4) == []


def test_a_jump_compares_with_the_quarters_before(cast, monthly, q3, q4):
    ensure_quarter(QuarterSpan(2026, 2))
    national = make_outlet("ltxgb", "national", "wechat")
    make_placement(cast, monthly)  # 10 in the third quarter, nothing in the second: mean 5
    make_placement(cast, national, day=Q4_DAY)  # 20
    jumps = [flag.said for flag in flags_in(q4) if flag.kind == "jump"]
    assert jumps == ["本季度20分，前2个季度平均5分，是平时的3倍以上"]


def test_the_screen_shows_the_hint_with_its_placements(client, cast, flag, parts):
    client.force_login(cast.bianji)
    text = client.get(SCREEN).content.decode()
    assert "都昌县委老干部局：疑似一稿拆成几篇" in text
    assert flag.said in text
    assert [reverse("placements:placement", args=[row.pk]) in text for row in parts] == [True] * 3
    assert "已核对</button>" not in text
    client.force_login(cast.jifen)
    assert "已核对</button>" in client.get(SCREEN).content.decode()


def test_a_review_hides_the_hint_keeps_the_words_and_moves_no_score(client, cast, q4, flag):
    before = list(ScoreEntry.objects.order_by("pk").values())
    assert len(before) == 3
    client.force_login(cast.jifen)
    url = reverse("scoring:review_flag", args=["2026Q4"])
    text = client.post(url, {"key": flag.key, "note": "三天各写一场活动，属实"}, follow=True)
    text = text.content.decode()
    assert "疑似一稿拆成几篇" not in text
    assert flag.said in text and "三天各写一场活动，属实" in text
    row = FlagReview.objects.get()
    assert (row.said, row.reviewed_by, row.unit_id) == (flag.said, cast.jifen, cast.duchang.pk)
    assert list(ScoreEntry.objects.order_by("pk").values()) == before


def test_one_part_more_is_a_new_hint(client, cast, paper, q4, flag):
    review_flag(q4, cast.jifen, key=flag.key, note="属实")
    day = Q4_DAY + timedelta(days=3)
    make_placement(cast, paper, day=day, headline="重阳登高（四）")
    client.force_login(cast.jifen)
    assert "刊发4篇" in client.get(SCREEN).content.decode()


def test_a_review_needs_a_note_and_a_hint_that_still_stands(cast, q4, flag):
    for key, note, words in (
        (flag.key, " ", "请写明核对结果。"),
        ("split:1:gone", "属实", "这条提示刚刚变了，请看过最新的再核对。"),
    ):
        with pytest.raises(Refused, match=words):
            review_flag(q4, cast.jifen, key=key, note=note)
    review_flag(q4, cast.jifen, key=flag.key, note="属实")
    with pytest.raises(Refused, match="这条提示刚刚已由他人核对。"):
        review_flag(q4, cast.jifen, key=flag.key, note="再来一次")
    assert FlagReview.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("bianji", 403), ("tongxun", 404)])
def test_only_the_score_keeper_reviews(client, cast, q4, flag, who, status):
    client.force_login(getattr(cast, who))
    url = reverse("scoring:review_flag", args=["2026Q4"])
    assert client.post(url, {"key": flag.key, "note": "属实"}).status_code == status
    with pytest.raises(Refused, match="核对提示由计分人员核对。"):
        review_flag(q4, getattr(cast, who), key=flag.key, note="属实")
    assert FlagReview.objects.count() == 0


def test_a_review_is_written_once(cast, q4, flag):
    review_flag(q4, cast.jifen, key=flag.key, note="属实")
    for change in (
        lambda: FlagReview.objects.update(note="改"),
        lambda: FlagReview.objects.all()._raw_delete(using="default"),
    ):
        with pytest.raises(IntegrityError, match="核对结果只能添加"), transaction.atomic():
            change()
    assert FlagReview.objects.get().note == "属实"


def test_the_menu_leads_to_the_quarter_to_work_on(client, cast, q3, q4):
    client.force_login(cast.jifen)
    assert client.get("/admin/scoring/flags/").url == "/admin/scoring/flags/2026Q3/"
    text = client.get("/admin/scoring/flags/2026Q3/").content.decode()
    assert "这个季度没有要核对的提示。" in text
    assert Quarter.objects.count() == 2


def test_the_screen_asks_few_queries(client, cast, paper, q4, django_assert_max_num_queries, parts):
    client.force_login(cast.jifen)
    client.get(SCREEN)
    for n in range(20):
        make_placement(cast, paper, cast.hukou, day=Q4_DAY, headline=f"（{n}）" + "一二三四"[n % 4])
    with django_assert_max_num_queries(30):
        client.get(SCREEN)
