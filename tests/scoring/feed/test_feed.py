"""The assessment feed: who makes tokens and releases, what is answered down to the last digit, and how
often. What it refuses is in tests/walls/test_feed.py, its screens in test_feed_screens.py."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from editorial.people.models import Contributor
from editorial.refused import Refused
from scoring.feed import actions as feed
from scoring.feed.access import REQUESTS
from scoring.feed.openapi import document, text
from scoring.models import FeedAccess, FeedRelease, FeedToken, FrozenQuarter, Quarter, RuleBook
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q4_DAY, make_outlet, make_placement, shut
from tests.scoring.quarters.frozen import (
    AWARDS,
    LINEAR,
    MINIMUM,
    ask,
    freeze_rules,
    refreeze,
    token_for,
)
from tests.scoring.schema import faults_of_document, faults_of_value

DESCRIPTION = Path(__file__).resolve().parents[3] / "docs" / "api" / "assessment.json"
ALL = ("standings", "marks", "lines", "persons")


@pytest.fixture
def closed(cast, paper, monthly, q3, q4):
    """The third quarter, closed: 陈明 of 都昌 5 (city) and 10 (province), 黄丽 of 湖口 5 (city)."""
    chen, huang = (Contributor.objects.get(user=user) for user in (cast.tongxun, cast.waidi))
    make_placement(cast, paper, credits=[(chen, 1)], headline="都昌的一条")
    make_placement(cast, monthly, credits=[(chen, 1)], headline="都昌的又一条")
    make_placement(cast, paper, credits=[(huang, 1)], headline="湖口的一条")
    make_placement(cast, paper, day=Q4_DAY)
    shut(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


@pytest.fixture
def released(cast, closed):
    feed.release_quarter(closed, cast.jifen, understood=True)
    return closed


@pytest.fixture
def secret(cast):
    return token_for(cast.jifen, *ALL)[1]


def body(response):
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/json; charset=utf-8",
    )
    return json.loads(response.content)


# -- tokens and releases -----------------------------------------------------------------------------


def test_a_token_is_kept_as_its_hash_only(cast):
    row, secret = token_for(cast.jifen, "standings", "marks")
    kept = json.dumps(FeedToken.objects.values().get(), default=str)
    assert row.digest in kept
    assert secret not in kept and secret.removeprefix("bbl_") not in kept
    assert FeedToken.objects.get().scopes == ["standings", "marks"]


@pytest.mark.parametrize("who", ["bianji", "zhongshen", "guanli", "tongxun"])
def test_only_the_score_keeper_makes_revokes_releases_and_withdraws(cast, released, who):
    user = getattr(cast, who)
    row, _ = token_for(cast.jifen, "marks")
    for act in (
        lambda: token_for(user, "marks"),
        lambda: feed.revoke_token(row.pk, user),
        lambda: feed.release_quarter(released, user, understood=True),
        lambda: feed.withdraw_release(released, user, reason="不再考核"),
    ):
        with pytest.raises(Refused, match="由计分人员管理"):
            act()
    assert FeedToken.objects.get().is_usable
    assert feed.release_of(released)


@pytest.mark.parametrize(("days", "kept"), [(-1, 0), (0, 0), (1, 1), (400, 1), (401, 0)])
def test_a_token_lives_at_most_400_days(cast, days, kept):
    with time_machine.travel(timezone.now(), tick=False):
        try:
            token_for(cast.jifen, "marks", days=days)
        except Refused as refusal:
            assert str(refusal) == "有效期要在今天以后，最长400天。"
    assert FeedToken.objects.count() == kept


@pytest.mark.parametrize("scopes", [(), ("everything",), ("marks", "everything")])
def test_a_token_names_what_it_reads(cast, scopes):
    with pytest.raises(Refused, match="请选这个读取凭证可以读什么"):
        token_for(cast.jifen, *scopes)


def test_only_a_closed_quarter_is_released_and_only_with_the_tick(cast, closed, q4):
    for quarter, understood, words in (
        (q4, True, "季度定稿以后才能向考核开放。"),
        (closed, False, "请先勾选确认，再开放。"),
    ):
        with pytest.raises(Refused, match=words):
            feed.release_quarter(quarter, cast.jifen, understood=understood)
    feed.release_quarter(closed, cast.jifen, understood=True)
    with pytest.raises(Refused, match="这个季度已经开放。"):
        feed.release_quarter(closed, cast.jifen, understood=True)
    assert FeedRelease.objects.count() == 1


@pytest.mark.parametrize(("mode", "name"), [("reported", "仅统计通报"), ("off", "关闭")])
def test_a_quarter_that_is_not_for_assessment_is_not_released(cast, paper, q3, q4, mode, name):
    make_placement(cast, paper)
    q3.mode = mode
    q3.save()
    shut(q3, cast.jifen, TODAY)
    with pytest.raises(Refused, match=f"这个季度的用途是“{name}”，不能向考核开放。"):
        feed.release_quarter(q3, cast.jifen, understood=True)
    assert FeedRelease.objects.count() == 0


def test_a_quarter_closed_in_an_older_form_is_not_released(cast, closed):
    frozen = FrozenQuarter.objects.get(quarter=closed)
    del frozen.content["format"]
    refreeze(frozen)
    with pytest.raises(Refused, match="这个季度是旧版本关的账"):
        feed.release_quarter(closed, cast.jifen, understood=True)


def test_a_withdrawn_quarter_is_gone_and_may_be_released_again(client, cast, released, secret):
    assert ask(client, "quarters/2026Q3/standings", secret).status_code == 200
    with pytest.raises(Refused, match="请写明收回的理由。"):
        feed.withdraw_release(released, cast.jifen, reason=" ")
    feed.withdraw_release(released, cast.jifen, reason="本年不列入考核")
    assert ask(client, "quarters/2026Q3/standings", secret).status_code == 404
    assert body(ask(client, "quarters", secret)) == {"quarters": []}
    with pytest.raises(Refused, match="没有开放"):
        feed.withdraw_release(released, cast.jifen, reason="再来一次")
    feed.release_quarter(released, cast.jifen, understood=True)
    assert ask(client, "quarters/2026Q3/standings", secret).status_code == 200
    reasons = FeedRelease.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["本年不列入考核", ""]


# -- what is answered --------------------------------------------------------------------------------


def test_the_list_names_released_quarters_with_their_digest(client, released, secret):
    row = released.releases.get()
    assert body(ask(client, "quarters", secret)) == {
        "quarters": [
            {
                "quarter": "2026Q3",
                "label": "2026年第三季度",
                "digest": released.digest,
                "closed_at": local(released.closed_at),
                "released_at": local(row.released_at),
            }
        ]
    }


def local(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


def test_standings_are_the_frozen_ones_with_points_as_strings(client, cast, released, secret):
    answer = body(ask(client, "quarters/2026Q3/standings", secret))
    assert (answer["quarter"], answer["digest"]) == ("2026Q3", released.digest)
    assert answer["standings"][0] == {
        "unit_id": cast.duchang.pk,
        "unit": "都昌县委老干部局",
        "group": "county",
        "group_name": "县（市、区）",
        "track": "",
        "rank": 1,
        "points": "15.00",
        "corrections": "0.00",
        "year_points": "15.00",
        "submitted": 0,
        "quota": 6,
        "placed": 2,
        "national": 0,
        "province": 1,
        "city": 1,
        "county": 0,
        "system": 0,
        "wechat": 0,
    }
    assert [(row["rank"], row["points"]) for row in answer["standings"]] == [
        (1, "15.00"),
        (2, "5.00"),
    ]


def test_marks_carry_clause_working_minima_and_awards(client, cast, released, secret):
    # 都昌: 15 ÷ 15 × 5 = 5.00; 湖口: 5 ÷ 15 × 5 = 1.666… = 1.67. Both have 4 points.
    freeze_rules(released, marks=LINEAR, minima=[MINIMUM], awards=AWARDS)
    answer = body(ask(client, "quarters/2026Q3/marks", secret))
    assert answer["method"] == {
        "method": "linear",
        "name": "按本组最高分折算",
        "period": "quarter",
        "clause": "第九条",
        "text": "按本组最高分折算，满分5分",
    }
    assert answer["awards"] == AWARDS
    assert answer["minima"] == [MINIMUM | {"levels": []}]
    first, second = answer["marks"]
    assert (first["unit_id"], first["marks"], first["award"]) == (cast.duchang.pk, "5.00", "named")
    assert second == {
        "unit_id": cast.hukou.pk,
        "unit": "湖口县委老干部局",
        "group": "county",
        "group_name": "县（市、区）",
        "track": "",
        "rank": 2,
        "points": "5.00",
        "marks": "1.67",
        "meets_minima": True,
        "disqualified": False,
        "award": "none",
        "steps": [
            {
                "name": "最低要求",
                "clause": "第十条",
                "text": "总分不少于4分",
                "working": "总分 5 ≥ 4，达到",
                "value": "5.00",
            },
            {
                "name": "换算考核分",
                "clause": "第九条",
                "text": "按本组最高分折算，满分5分",
                "working": "5 ÷ 本组最高 15 × 5 = 1.6666…，取 2 位小数 = 1.67",
                "value": "1.67",
            },
        ],
    }


def test_a_minimum_of_named_levels_counts_the_frozen_lines(client, released, secret):
    # 都昌 has 10 points from the provincial monthly, 湖口 none.
    province = {"clause": "第十条", "text": "省级以上8分", "points": "8", "levels": ["province"]}
    freeze_rules(released, marks=LINEAR | {"below": "0.5"}, minima=[province])
    marks = body(ask(client, "quarters/2026Q3/marks", secret))["marks"]
    assert [(row["marks"], row["meets_minima"]) for row in marks] == [
        ("5.00", True),
        ("0.50", False),
    ]


def test_marks_of_the_year_add_the_quarters_up(client, cast, paper, released, secret, q4):
    """In the fourth quarter 湖口 earns 20 in national 离退休干部工作; 都昌 has 5 from the fixture. The
    year: 湖口 25, 都昌 20: 20 ÷ 25 × 5 = 4.00."""
    national = make_outlet("ltxgb", "national", "wechat", name="离退休干部工作")
    make_placement(cast, national, cast.hukou, day=Q4_DAY)
    shut(q4, cast.jifen, date(2027, 1, 5))
    q4 = Quarter.objects.get(pk=q4.pk)
    feed.release_quarter(q4, cast.jifen, understood=True)
    province = {"clause": "第十条", "text": "省级5分", "points": "5", "levels": ["province"]}
    freeze_rules(q4, marks=LINEAR | {"period": "year"}, minima=[province])
    marks = body(ask(client, "quarters/2026Q4/marks", secret))["marks"]
    assert [(r["unit"], r["rank"], r["points"], r["marks"], r["meets_minima"]) for r in marks] == [
        ("湖口县委老干部局", 1, "25.00", "0.00", False),
        ("都昌县委老干部局", 2, "20.00", "4.00", True),
    ]


def test_who_is_struck_has_marks_and_no_award(client, cast, released, secret):
    """都昌 is first with 15 and was named for false content; the one award of each kind goes on."""
    struck = {"clause": "第八条", "text": "失实的取消评先资格", "name": "失实", "disqualify": True}
    freeze_rules(released, marks=LINEAR, awards=AWARDS, events={"false": struck})
    frozen = FrozenQuarter.objects.get(quarter=released)
    person = Contributor.objects.get(user=cast.tongxun).pk
    event = {"id": 1, "kind": "false", "quarter": "2026Q3", "unit": cast.duchang.pk}
    frozen.content["events"].append(event | {"person": person})
    refreeze(frozen)
    marks = body(ask(client, "quarters/2026Q3/marks", secret))["marks"]
    assert [(row["marks"], row["disqualified"], row["award"]) for row in marks] == [
        ("5.00", True, "none"),
        ("1.67", False, "named"),
    ]
    persons = body(ask(client, "quarters/2026Q3/persons", secret))["persons"]
    assert [(p["person"], p["disqualified"], p["award"]) for p in persons] == [
        ("陈明", True, "none"),
        ("黄丽", False, "named"),
    ]


def test_each_list_of_the_ranking_has_its_own_best(client, cast, paper, q3, q4, secret):
    """湖口 moves among the city's units: with lists apart its 5 points are the best of its list."""
    cast.hukou.ranking_group = "city"
    cast.hukou.save()
    make_placement(cast, paper, cast.hukou)
    make_placement(cast, paper)
    make_placement(cast, paper, headline="又一条")
    shut(q3, cast.jifen, TODAY)
    feed.release_quarter(q3, cast.jifen, understood=True)
    found = []
    for ranking in (
        {"clause": "第七条", "text": "分组排名", "by": "group"},
        {"clause": "第七条", "text": "统一排名", "by": "all"},
    ):
        # Apart: 10 ÷ 10 × 5 and 5 ÷ 5 × 5. Together: 10 ÷ 10 × 5 and 5 ÷ 10 × 5.
        freeze_rules(q3, marks=LINEAR, ranking=ranking)
        marks = body(ask(client, "quarters/2026Q3/marks", secret))["marks"]
        found.append({row["unit"][:2]: row["marks"] for row in marks})
    assert found == [{"都昌": "5.00", "湖口": "5.00"}, {"都昌": "5.00", "湖口": "2.50"}]


def test_each_track_has_its_own_standing_and_best(client, cast, paper, q3, q4, secret):
    """都昌 has 5 in the daily and 3 in the system's own paper, 湖口 3 in the latter. The best of the news is
    5, the best of the rest 3: three rows have all five marks, 湖口's news none."""
    book = RuleBook.objects.get()
    book.rules |= {
        "marks": LINEAR,
        "tracks": [
            {
                "clause": "第二条",
                "text": "内刊",
                "code": "info",
                "name": "内刊",
                "kind": "internal",
            },
            {"clause": "第二条", "text": "其他", "code": "news", "name": "新闻宣传"},
        ],
    }
    book.save()
    own = make_outlet("own", "system", "internal")
    for outlet, unit in ((paper, cast.duchang), (own, cast.duchang), (own, cast.hukou)):
        make_placement(cast, outlet, unit)
    shut(q3, cast.jifen, TODAY)
    feed.release_quarter(q3, cast.jifen, understood=True)
    standings = body(ask(client, "quarters/2026Q3/standings", secret))["standings"]
    assert {(row["track"], row["unit"][:2], row["points"]) for row in standings} == {
        ("info", "都昌", "3.00"),
        ("info", "湖口", "3.00"),
        ("news", "都昌", "5.00"),
        ("news", "湖口", "0.00"),
    }
    marks = body(ask(client, "quarters/2026Q3/marks", secret))["marks"]
    assert {(row["track"], row["unit"][:2], row["marks"]) for row in marks} == {
        ("info", "都昌", "5.00"),
        ("info", "湖口", "5.00"),
        ("news", "都昌", "5.00"),
        ("news", "湖口", "0.00"),
    }


def test_a_quarter_without_ranking_says_no_rank(client, cast, paper, q3, q4, secret):
    q3.ranking_switch = False
    q3.save()
    make_placement(cast, paper, credits=[(Contributor.objects.get(user=cast.tongxun), 1)])
    shut(q3, cast.jifen, TODAY)
    feed.release_quarter(q3, cast.jifen, understood=True)
    freeze_rules(q3, marks=LINEAR)
    for kind in ("standings", "marks", "persons"):
        rows = body(ask(client, f"quarters/2026Q3/{kind}", secret))[kind]
        assert {row["rank"] for row in rows} == {None}
    assert {
        row["marks"] for row in body(ask(client, "quarters/2026Q3/marks", secret))["marks"]
    } == {
        "5.00",
        "0.00",
    }


def test_a_book_without_marks_says_so(client, released, secret):
    answer = ask(client, "quarters/2026Q3/marks", secret)
    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (404, "no_marks")


def test_lines_and_persons_carry_the_names(client, cast, released, secret):
    freeze_rules(released, awards=AWARDS)
    lines = body(ask(client, "quarters/2026Q3/lines", secret))["lines"]
    assert [(line["person"], line["outlet"], line["points"]) for line in lines] == [
        ("陈明", "九江日报", "5.00"),
        ("陈明", "老友", "10.00"),
        ("黄丽", "九江日报", "5.00"),
    ]
    assert lines[0]["steps"][0]["clause"] == "第三条（三）"
    persons = body(ask(client, "quarters/2026Q3/persons", secret))["persons"]
    assert persons[0] == {
        "person_id": Contributor.objects.get(user=cast.tongxun).pk,
        "person": "陈明",
        "unit_id": cast.duchang.pk,
        "unit": "都昌县委老干部局",
        "track": "",
        "rank": 1,
        "points": "15.00",
        "placed": 2,
        "disqualified": False,
        "award": "named",
    }
    assert [(p["person"], p["points"], p["award"]) for p in persons[1:]] == [
        ("黄丽", "5.00", "none")
    ]


def test_what_changes_after_closing_does_not_reach_the_feed(client, cast, released, secret):
    before = ask(client, "quarters/2026Q3/standings", secret).content
    cast.duchang.title = "都昌县委老干部局（改名）"
    cast.duchang.save_revision().publish()
    assert ask(client, "quarters/2026Q3/standings", secret).content == before


# -- HTTP --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["quarters", "openapi.json", "quarters/2026Q3/lines"])
def test_an_unchanged_answer_is_a_304_without_a_body(client, released, secret, path):
    first = ask(client, path, secret)
    again = ask(client, path, secret, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = ask(client, path, secret, **{"If-None-Match": '"1-other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_the_etag_is_of_the_quarters_digest_and_of_what_was_asked(client, released, secret):
    tags = {ask(client, f"quarters/2026Q3/{name}", secret)["ETag"] for name in ("lines", "persons")}
    assert tags == {f'"1-{name}-{released.digest}"' for name in ("lines", "persons")}


def test_head_answers_the_head_of_get(client, released, secret):
    for path in ("quarters", "quarters/2026Q3/standings"):
        got, head = (ask(client, path, secret, method=method) for method in ("get", "head"))
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["quarters", "quarters/2026Q3/standings", "elsewhere"])
def test_nothing_but_reading_is_allowed(client, released, secret, method, path):
    answer = ask(client, path, secret, method=method)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert json.loads(answer.content)["error"]["code"] == "method_not_allowed"


def test_no_answer_sets_a_cookie_or_opens_itself_to_other_sites(client, cast, released, secret):
    client.force_login(cast.jifen)
    for path, key in (("quarters", secret), ("quarters/2026Q3/lines", secret), ("quarters", None)):
        answer = ask(client, path, key, Origin="https://example.org")
        assert answer.cookies == {}
        assert [name for name in answer.headers if name.lower().startswith("access-control")] == []


def test_a_session_opens_nothing(client, cast, released):
    client.force_login(cast.admin)
    assert ask(client, "quarters/2026Q3/standings").status_code == 401


def test_the_sixty_first_request_of_a_minute_waits(client, cast, released, secret):
    _, other = token_for(cast.jifen, "standings", consumer="组织部")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        codes = [ask(client, "quarters", secret).status_code for _ in range(REQUESTS)]
        assert codes == [200] * 60
        waiting = [ask(client, "quarters/2026Q3/standings", secret) for _ in range(3)]
        assert [answer.status_code for answer in waiting] == [429] * 3
        assert json.loads(waiting[0].content)["error"]["code"] == "too_many_requests"
        seconds = int(waiting[0]["Retry-After"])
        assert 1 <= seconds <= 60
        assert ask(client, "quarters", other).status_code == 200
        # Of a storm of refusals the first is on record.
        assert FeedAccess.objects.filter(status=429).count() == 1
        clock.shift(timedelta(seconds=seconds))
        assert ask(client, "quarters", secret).status_code == 200


def test_every_answer_to_a_token_is_on_record(client, cast, released):
    row, secret = token_for(cast.jifen, "standings")
    first = ask(client, "quarters/2026Q3/standings", secret)
    ask(client, "quarters/2026Q3/standings", secret, **{"If-None-Match": first["ETag"]})
    ask(client, "quarters/2026Q3/lines", secret)
    ask(client, "quarters/2031Q1/standings", secret)
    ask(client, "quarters/<script>/standings", secret)
    rows = FeedAccess.objects.filter(token=row).order_by("pk")
    assert list(rows.values_list("quarter", "path", "status")) == [
        ("2026Q3", "/api/assessment/v1/quarters/2026Q3/standings", 200),
        ("2026Q3", "/api/assessment/v1/quarters/2026Q3/standings", 304),
        ("2026Q3", "/api/assessment/v1/quarters/2026Q3/lines", 403),
        ("2031Q1", "/api/assessment/v1/quarters/2031Q1/standings", 404),
        ("", "/api/assessment/v1/quarters/<script>/standings", 404),
    ]
    assert {len(entry.remote) for entry in rows} == {64}
    assert "127.0.0.1" not in {entry.remote for entry in rows}
    row.refresh_from_db()
    assert row.last_used_at is not None


def test_a_revoked_token_that_is_still_used_is_on_record(client, cast, released):
    row, secret = token_for(cast.jifen, "standings")
    feed.revoke_token(row.pk, cast.jifen)
    ask(client, "quarters/2026Q3/standings", secret)
    assert list(FeedAccess.objects.values_list("token", "status")) == [(row.pk, 401)]
    row.refresh_from_db()
    assert row.last_used_at is None


def test_the_record_tells_places_apart_and_names_none(client, released, secret, settings):
    """Without a proxy anybody could write the header; behind one the proxy has overwritten it."""
    for address in ("192.0.2.1", "192.0.2.2"):
        ask(client, "quarters", secret, **{"X-Forwarded-For": address})
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for address in ("192.0.2.1", "192.0.2.2", "10.0.0.9, 192.0.2.1"):
        ask(client, "quarters", secret, **{"X-Forwarded-For": address})
    remotes = list(FeedAccess.objects.order_by("pk").values_list("remote", flat=True))
    assert remotes[0] == remotes[1]
    assert remotes[2] == remotes[4] and len(set(remotes)) == 3


def test_the_record_can_only_be_added_to(client, released, secret):
    ask(client, "quarters", secret)
    for change in (
        lambda: FeedAccess.objects.update(status=200),
        lambda: FeedAccess.objects.all()._raw_delete(using="default"),
    ):
        with (
            pytest.raises(IntegrityError, match="考核接口访问记录只能添加"),
            transaction.atomic(),
        ):
            change()
    assert FeedAccess.objects.count() == 1


# -- the description ---------------------------------------------------------------------------------


def test_the_description_served_is_the_one_in_the_docs(client, released, secret):
    assert DESCRIPTION.read_text(encoding="utf-8") == text()
    assert body(ask(client, "openapi.json", secret)) == json.loads(text())


def test_the_description_is_well_formed():
    assert faults_of_document(document()) == []


def test_a_broken_description_would_be_found():
    broken = document()
    del broken["components"]["schemas"]["Error"]
    broken["paths"]["/quarters/{code}/standings"]["get"]["parameters"].pop(0)
    del broken["paths"]["/quarters"]["get"]["responses"]["200"]["description"]
    faults = faults_of_document(broken)
    assert len(faults) == 7  # five answers refer to Error, one parameter, one description
    assert [fault for fault in faults if "{code}" in fault and "parameter" in fault]


def test_the_description_names_every_address_and_no_other():
    ours = [
        pattern
        for entry in get_resolver().url_patterns
        if not isinstance(entry, URLPattern) and entry.namespace == "feed"
        for pattern in entry.url_patterns
    ]
    routes = {re.sub(r"<str:(\w+)>", r"{\1}", str(p.pattern)) for p in ours if p.name != "unknown"}
    assert {path.removeprefix("/") for path in document()["paths"]} == routes - {""}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("quarters", "listQuarters"),
        ("quarters/2026Q3/standings", "readStandings"),
        ("quarters/2026Q3/marks", "readMarks"),
        ("quarters/2026Q3/lines", "readLines"),
        ("quarters/2026Q3/persons", "readPersons"),
    ],
)
def test_answers_are_as_described(client, released, secret, path, key):
    freeze_rules(released, marks=LINEAR, minima=[MINIMUM], awards=AWARDS)
    answer = body(ask(client, path, secret))
    assert faults_of_value(answer, schema_of(key), document()) == []
    # And the check sees a field more, a field less and a number for a string.
    name, rows = next((n, v) for n, v in answer.items() if isinstance(v, list) and v)
    for wrong in ({**rows[0], "more": 1}, dict(list(rows[0].items())[1:])):
        assert faults_of_value({**answer, name: [wrong]}, schema_of(key), document()) != []


def schema_of(operation):
    for path in document()["paths"].values():
        if path["get"]["operationId"] == operation:
            return path["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    raise AssertionError(operation)


def test_errors_are_as_described(client, released, secret):
    schema = {"$ref": "#/components/schemas/Error"}
    for path, key in (("quarters", None), ("quarters", "wrong"), ("nowhere", secret)):
        assert faults_of_value(json.loads(ask(client, path, key).content), schema, document()) == []
