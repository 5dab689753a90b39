"""计分 → 考核接口: tokens, releases, the workbook and the record, through the real addresses."""

import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from scoring.models import FeedRelease, FeedToken, FrozenQuarter, Quarter
from tests.scoring.conftest import TODAY
from tests.scoring.makers import make_placement, shut
from tests.scoring.quarters.frozen import LINEAR, MINIMUM, ask, freeze_rules, refreeze, token_for

pytestmark = pytest.mark.shown

FEED = "/admin/scoring/feed/"
RULE = "2024年《整治形式主义为基层减负若干规定》"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def closed(cast, paper, q3, q4):
    """都昌 5, 湖口 5, closed."""
    make_placement(cast, paper)
    make_placement(cast, paper, cast.hukou)
    shut(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


@pytest.fixture
def keeper(client, cast):
    client.force_login(cast.jifen)
    return client


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def token_form(**changes):
    day = timezone.localdate() + timedelta(days=30)
    fields = {"consumer": "市委考核办", "purpose": "年度考核", "scopes": ["standings", "marks"]}
    return fields | {"expires_on": day.isoformat()} | changes


def test_a_new_token_is_shown_once_and_reads(client, keeper, closed):
    keeper.post(f"{FEED}2026Q3/release/", {"understood": "on"})
    response = keeper.post(f"{FEED}tokens/new/", token_form())
    assert "no-store" in response["Cache-Control"]
    secret = re.search(r'value="(bbl_[\w-]+)"', response.content.decode())[1]
    assert ask(client, "quarters/2026Q3/standings", secret).status_code == 200
    assert ask(client, "quarters/2026Q3/lines", secret).status_code == 403
    token = FeedToken.objects.get()
    # The day that was chosen still counts.
    day = timezone.localdate() + timedelta(days=30)
    assert token.valid_through == day
    midnight = timezone.localtime(token.expires_at)
    assert (midnight.date(), midnight.hour) == (day + timedelta(days=1), 0)
    later = page(keeper, FEED)
    assert "市委考核办" in later and secret not in later


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scopes": []}, "请至少选一项。"),
        ({"expires_on": "2020-01-01"}, "之间的一天。"),
        ({"expires_on": "2099-01-01"}, "之间的一天。"),
        ({"consumer": ""}, "error"),
    ],
)
def test_a_token_form_says_what_is_wrong(keeper, cast, changes, words):
    response = keeper.post(f"{FEED}tokens/new/", token_form(**changes))
    assert words in response.content.decode()
    assert FeedToken.objects.count() == 0


def test_names_are_off_unless_ticked(keeper, cast):
    text = page(keeper, f"{FEED}tokens/new/")
    boxes = re.findall(r'<input type="checkbox"[^>]*name="scopes"[^>]*>', text)
    ticked = [re.search(r'value="(\w+)"', box)[1] for box in boxes if "checked" in box]
    assert (len(boxes), ticked) == (4, ["standings", "marks"])


def test_a_token_is_revoked_after_asking(client, keeper, cast):
    row, secret = token_for(cast.jifen, "standings")
    text = page(keeper, f"{FEED}tokens/{row.pk}/revoke/")
    assert "停用“市委考核办”的读取凭证" in text
    assert ask(client, "quarters", secret).status_code == 200
    assert keeper.post(f"{FEED}tokens/{row.pk}/revoke/").url == FEED
    assert ask(client, "quarters", secret).status_code == 401
    text = keeper.post(f"{FEED}tokens/{row.pk}/revoke/", follow=True).content.decode()
    assert "这个读取凭证刚刚已由他人停用。" in text


def test_releasing_asks_for_the_tick_and_names_the_rule(keeper, closed):
    assert RULE in page(keeper, FEED)
    assert RULE in page(keeper, f"{FEED}2026Q3/release/")
    text = keeper.post(f"{FEED}2026Q3/release/", {"note": "局长办公会同意"}).content.decode()
    assert "请先勾选确认，再开放。" in text
    assert FeedRelease.objects.count() == 0
    answer = keeper.post(f"{FEED}2026Q3/release/", {"note": "局长办公会同意", "understood": "on"})
    assert (answer.status_code, answer.url) == (302, FEED)
    text = page(keeper, FEED)
    assert "<strong>已开放</strong>" in text and "局长办公会同意" in text


def test_withdrawing_asks_for_a_reason(keeper, closed):
    keeper.post(f"{FEED}2026Q3/release/", {"understood": "on"})
    text = keeper.post(f"{FEED}2026Q3/withdraw/", {"reason": ""}).content.decode()
    assert "请写明收回的理由。" in text
    keeper.post(f"{FEED}2026Q3/withdraw/", {"reason": "今年不列入考核"})
    assert FeedRelease.objects.get().withdrawn_at is not None
    assert "已收回：今年不列入考核" in page(keeper, FEED)


def test_a_quarter_that_is_not_for_assessment_has_no_button(cast, keeper, paper, q3, q4):
    q3.mode = "reported"
    q3.save()
    make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    text = page(keeper, FEED)
    assert "没有开放（用途是仅统计通报）" in text
    assert f"{FEED}2026Q3/release/" not in text and f"{FEED}2026Q3/xlsx/" in text
    answer = keeper.post(f"{FEED}2026Q3/release/", {"understood": "on"}, follow=True)
    assert "不能向考核开放。" in answer.content.decode()
    assert FeedRelease.objects.count() == 0


def test_a_quarter_closed_in_an_older_form_has_neither_button_nor_workbook(keeper, closed):
    assert f"{FEED}2026Q3/xlsx/" in page(keeper, FEED)
    frozen = FrozenQuarter.objects.get(quarter=closed)
    del frozen.content["format"]
    refreeze(frozen)
    assert f"{FEED}2026Q3/" not in page(keeper, FEED)
    assert keeper.get(f"{FEED}2026Q3/xlsx/").status_code == 404


@pytest.mark.parametrize("name", ["release", "withdraw", "xlsx"])
def test_an_open_quarter_has_none_of_it(keeper, closed, name):
    assert keeper.get(f"{FEED}2026Q4/{name}/").status_code == 404


def test_the_bureau_looks_and_does_not_act(client, cast, closed):
    row, _ = token_for(cast.jifen, "standings")
    client.force_login(cast.bianji)
    text = page(client, FEED)
    assert "市委考核办" in text and "新建读取凭证" not in text and "停用</a>" not in text
    assert page(client, f"{FEED}log/")
    for path in ("tokens/new/", f"tokens/{row.pk}/revoke/", "2026Q3/release/", "2026Q3/withdraw/"):
        for answer in (client.get(FEED + path), client.post(FEED + path, {"understood": "on"})):
            assert answer.status_code == 403
            assert "考核接口由计分人员管理，您可以看，不能改。" in answer.content.decode()
    assert (FeedRelease.objects.count(), FeedToken.objects.get().is_revoked) == (0, False)


@pytest.mark.parametrize("who", ["tongxun", "fuze"])
def test_units_find_nothing(client, cast, closed, who):
    client.force_login(getattr(cast, who))
    for path in ("", "log/", "tokens/new/", "2026Q3/release/", "2026Q3/xlsx/"):
        assert client.get(FEED + path).status_code == 404


def test_the_record_shows_who_read_what(client, keeper, cast, closed):
    _, secret = token_for(cast.jifen, "standings")
    ask(client, "quarters/2026Q3/standings", secret)
    text = page(keeper, f"{FEED}log/")
    assert "市委考核办" in text and "/api/assessment/v1/quarters/2026Q3/standings" in text
    assert ">404<" in re.sub(r"\s+", "", text)


def sheets_of(client, path):
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(path).content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_digest_standing_and_marks(keeper, closed):
    # Both have 5 of the best 5: 5.00 marks.
    freeze_rules(closed, marks=LINEAR, minima=[MINIMUM])
    closed.refresh_from_db()
    sheets = sheets_of(keeper, f"{FEED}2026Q3/xlsx/")
    assert list(sheets) == ["说明", "得分排名", "考核分"]
    assert ["校验码", closed.digest] in sheets["说明"]
    assert sheets["得分排名"][1] == [
        "县（市、区）",
        1,
        "湖口县委老干部局",
        0,
        1,
        0,
        0,
        1,
        0,
        0,
        0,
        5,
        5,
    ]
    assert sheets["考核分"][1][:7] == ["县（市、区）", 1, "湖口县委老干部局", 5, 5, "达到", ""]
    assert sheets["考核分"][1][7] == "总分 5 ≥ 4，达到；5 ÷ 本组最高 5 × 5 = 5"


def test_a_title_that_begins_with_an_equals_sign_is_no_formula(keeper, cast, closed):
    frozen = FrozenQuarter.objects.get(quarter=closed)
    frozen.content["standings"][0]["unit_title"] = "=1+1"
    refreeze(frozen)
    sheets = sheets_of(keeper, f"{FEED}2026Q3/xlsx/")
    assert "=1+1" in {row[2] for row in sheets["得分排名"]}
    assert list(sheets) == ["说明", "得分排名"]


def test_the_menu_leads_to_it(keeper, cast):
    assert reverse("scoring:feed") == FEED
    assert f'"url": "{FEED}"' in page(keeper, "/admin/")
