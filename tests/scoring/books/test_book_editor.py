"""修订计分办法: every section without JSON, nothing typed is lost, faults where they belong, adopting and
what bars it."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial import vocabulary
from scoring.book import parse, words
from scoring.books import actions as rulebooks
from scoring.books import reading
from scoring.editor import layout, sheet
from scoring.ledger.tally import book_for
from scoring.models import RateProblem, RuleBook, ScoreEntry
from scoring.quarter import QuarterSpan
from scoring.quarters.close import publish_quarter
from scoring.rates.actions import add_rate
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q4_DAY, make_outlet, make_placement

pytestmark = pytest.mark.shown

BOOKS = sorted((Path(__file__).parents[3] / "docs" / "rulebooks").glob("*.json"))
LISTS = {
    "outlet": [("jjrb", "九江日报")],
    "level": list(vocabulary.LEVELS.items()),
    "genre": list(vocabulary.GENRES.items()),
    "use": list(vocabulary.USES.items()),
    "position": list(vocabulary.POSITIONS.items()),
    "kind": list(vocabulary.KINDS.items()),
    "evidence": list(vocabulary.EVIDENCE.items()),
    "group": [("county", "县（市、区）"), ("city", "市直单位")],
}


def posted(section, data):
    """What a browser would send for a sheet as it is drawn: hidden, text and chosen cells."""
    fields = {}
    for part in sheet.shown(section, data, LISTS):
        if part.part.is_table:
            fields[part.count_name] = str(part.count)
        for _, row in part.rows:
            for cell in row:
                kind = cell.cell.kind
                if kind in ("choice", "many"):
                    chosen = [option.code for option in cell.options if option.chosen]
                    fields[cell.name] = chosen if kind == "many" else (chosen or [""])[0]
                elif kind == "flag":
                    fields[cell.name] = ["on"] if cell.texts else []
                else:
                    fields[cell.name] = cell.text
    return fields


def as_sheet(fields):
    return {key: value if isinstance(value, list) else [value] for key, value in fields.items()}


def through_the_sheets(rules):
    for section in layout.SECTIONS:
        fields = posted(section, sheet.flatten(section, rules))
        parts, faults = sheet.collect(section, as_sheet(fields))
        assert faults == []
        rules = sheet.merge(rules, parts)
    return rules


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_real_book_comes_back_from_the_sheets_as_it_went(path):
    rules = json.loads(path.read_text())
    again = through_the_sheets(rules)
    assert parse(in_order(again)) == parse(in_order(rules))
    assert list(again) == list(rules)


def in_order(value):
    """The codes of a condition in one order: which of them stands first says nothing."""
    if isinstance(value, dict):
        return {
            key: sorted(part) if key in words.FIELDS and isinstance(part, list) else in_order(part)
            for key, part in value.items()
        }
    return [in_order(part) for part in value] if isinstance(value, list) else value


# Every part of the form that the six books do not use, each with values of its own.
LAW = {"clause": "第一条", "text": "一"}
EVERYTHING = {
    "rates": [LAW | {"level": "city", "kind": "web", "use": "sole", "points": "5"}],
    "listed": LAW | {"outlets": ["jjrb"], "unlisted": LAW},
    "multipliers": [LAW | {"use": "reprint", "add": "-1"}],
    "uses": {"composite": LAW | {"factor": "0.5"}, "reprint": LAW | {"add": "-1"}},
    "length": {
        "as_genre": [LAW | {"from": 800, "genre": "research", "of": ["news"]}],
        "growth": LAW | {"from": 800, "step": 100, "per_step": "0.1", "max": "3"},
    },
    "requires": {"bureau": LAW, "evidence": [LAW | {"level": "city", "any_of": ["original"]}]},
    "deadline": LAW | {"day": 5, "after": "quarter", "then": "move"},
    "late": LAW | {"days": 30, "points": "-1"},
    "own_carriers": LAW | {"kind": "wechat"},
    "same_piece": LAW | {"mode": "highest_plus", "fraction": "0.2", "window": "always"},
    "split": LAW
    | {
        "mode": "ratio",
        "ratio": ["3", "2"],
        "remainder": "largest",
        "units": LAW | {"mode": "half"},
        "each_in": ["composite"],
        "journalists": LAW,
    },
    "persons": LAW,
    "submissions": LAW | {"points": "0.5", "limit": LAW | {"items": 5, "per": "month"}},
    "events": {
        "a": LAW | {"name": "甲", "points": "-5", "void": True, "disqualify": True},
        "b": LAW | {"name": "乙", "range": ["5", "10"], "instruction": True},
        "c": LAW | {"name": "丙", "times": "2", "items": 3},
        "d": LAW | {"name": "丁", "wipe": "month", "percent": "-50"},
    },
    "caps": [
        LAW | {"per": "placement", "points": "40"},
        LAW | {"of": "all", "per": "person", "period": "year", "points": "100"},
    ],
    "tasks": [
        LAW
        | {
            "period": "month",
            "what": "points",
            "level": ["city", "county"],
            "classes": {"1": "6", "4": "2"},
            "units": {"第一 分局": "8"},
            "met": {"points": "1", "year_cap": "4"},
            "shortfall": {"growing": ["-1", "-2"]},
        },
        LAW | {"period": "year", "what": "submissions", "classes": {"2": "5"}, "shortfall": {"each": "-1"}},
        LAW | {"period": "quarter", "what": "placements", "classes": {"3": "1"}, "shortfall": {"times": "2"}},
    ],
    "adoption": LAW | {"below": "0.3", "points": "-1", "period": "quarter"},
    "floor": LAW | {"points": "-3"},
    "tracks": [LAW | {"code": "info", "name": "信息", "genre": ["news", "brief"]}],
    "ranking": LAW | {"by": "all", "apart": ["county"], "ties": []},
    "marks": LAW
    | {
        "method": "thresholds",
        "period": "year",
        "rows": [{"at_least": "20", "marks": "5"}, {"at_least": "10", "marks": "3"}],
        "rest": "1",
        "below": "0",
        "scale": 1,
    },
    "minima": [LAW | {"points": "8", "levels": ["national"]}],
    "awards": LAW | {"units": 15, "persons": 30},
    "rounding": {"scale": 1, "step": "0.5", "mode": "down"},
    "order": [
        "base", "use", "genre", "position", "length", "same_piece", "split",
        "caps", "bonus", "tasks", "floor",
    ],
}  # fmt: skip


def test_a_book_that_uses_every_part_comes_back_too():
    again = through_the_sheets(EVERYTHING)
    assert parse(in_order(again)) == parse(in_order(EVERYTHING))
    keys = {key for section in layout.SECTIONS for key in sheet.keys_of(section)}
    assert keys == set(EVERYTHING)


@pytest.mark.parametrize("section", layout.SECTIONS, ids=lambda section: section.slug)
def test_a_section_emptied_leaves_the_others_alone(section):
    parts, faults = sheet.collect(section, sheet.flatten(section, {}))
    left = sheet.merge(EVERYTHING, parts)
    assert faults == []
    assert left == {k: v for k, v in EVERYTHING.items() if k not in sheet.keys_of(section)}


@pytest.fixture
def draft(count):
    return rulebooks.copy_book(RuleBook.objects.get(), count.jifen, Q4_DAY)


def address(book, slug):
    return reverse("scoring:edit_book", args=[book.pk, slug])


def save(client, book, slug, changes=None, **buttons):
    """Open a section, change some fields as a browser would, and save."""
    book.refresh_from_db()
    fields = {}
    if slug in layout.BY_SLUG:
        section = layout.BY_SLUG[slug]
        fields = posted(section, sheet.flatten(section, book.rules))
    fields |= {"seen": book.updated_at.isoformat(), "whole": "yes"} | (changes or {}) | buttons
    response = client.post(address(book, slug), fields, follow=True)
    book.refresh_from_db()
    return response


def page_of(response):
    """With its blanks as a browser reads them."""
    text = re.sub(r"[ \n]+", " ", response.content.decode())
    return text.replace("> <", "><")


def test_copying_gives_a_draft_that_counts_nothing(client, cast, count):
    book = RuleBook.objects.get()
    client.force_login(cast.jifen)
    page = client.post(reverse("scoring:copy_book", args=[book.pk]), follow=True)
    draft = RuleBook.objects.latest("pk")
    assert (draft.state, draft.rules) == ("draft", book.rules)
    assert page.redirect_chain[-1][0] == address(draft, "basic")
    assert book_for(QuarterSpan(2026, 4)) == book


def test_one_changed_point_is_saved_and_said_in_words(client, cast, draft):
    client.force_login(cast.jifen)
    before = draft.rules
    page = page_of(save(client, draft, "rates", {"rates.2.points": "６.5"}))
    assert [rate["points"] for rate in draft.rules["rates"]][:4] == ["20", "10", "6.5", "2"]
    assert draft.rules | {"rates": before["rates"]} == before
    assert "<dt>市级</dt><dd>6.5分" in page


def test_a_row_is_added_filled_and_saved(client, cast, draft):
    client.force_login(cast.jifen)
    count = len(draft.rules["rates"])
    page = page_of(save(client, draft, "rates", add="rates"))
    assert f'name="rates.{count}.points"' in page
    assert "改动还没有保存" in page
    assert len(draft.rules["rates"]) == count
    new = {
        "rates.n": str(count + 1),
        f"rates.{count}.where": "level:city",
        f"rates.{count}.genre": "photo",
        f"rates.{count}.points": "1.5",
        f"rates.{count}.clause": "第五条（二）",
        f"rates.{count}.text": "图片新闻1.5分",
    }
    save(client, draft, "rates", new)
    assert draft.rules["rates"][-1] == {
        "level": "city",
        "genre": "photo",
        "points": "1.5",
        "clause": "第五条（二）",
        "text": "图片新闻1.5分",
    }


def test_a_row_is_dropped_only_by_saving(client, cast, draft):
    client.force_login(cast.jifen)
    clauses = [rate["clause"] for rate in draft.rules["rates"]]
    typed = {"rates.9.points": "3.25"}
    page = page_of(save(client, draft, "rates", typed, drop="rates:1"))
    assert 'name="rates.8.points" value="3.25"' in page
    assert [rate["clause"] for rate in draft.rules["rates"]] == clauses


# -- faults


@pytest.mark.parametrize(
    ("slug", "changes", "fault"),
    [
        ("rates", {"rates.0.points": "很多"}, "分值第1行：分值应是0到10000之间的数"),
        ("rates", {"rates.0.clause": ""}, "分值第1行：请写明依据条款，单位会问分是怎么来的"),
        ("multipliers", {"uses.0.factor": ""}, "采用方式系数：“倍数”和“加分”填一样"),
        ("conditions", {"late.days": "3"}, "迟报：“不计分”和“扣分”选一样"),
        ("pieces", {"same_piece.mode": ""}, "请选择“同一稿件多处刊发”怎样办"),
        (
            "submissions",
            {"submissions.limit.items": "5"},
            "报送计分：请写明依据条款，单位会问分是怎么来的",
        ),
        ("events", {"events.1.points": ""}, "加减分“市领导批示”：没有写明怎样加减分"),
        ("caps", {"floor.points": "1"}, "保底：请写明依据条款，单位会问分是怎么来的"),
        ("tasks", {"tasks.0.period": ""}, "请选择“任务第1行：时间范围”怎样办"),
        ("ranking", {"ranking.clause": ""}, "排名：请写明依据条款，单位会问分是怎么来的"),
        ("marks", {"awards.units": "x"}, "评先名额：单位名额应是0到10000之间的整数"),
        (
            "rounding",
            {"order.1": "length"},
            "计算次序应把十一个步骤各写一次，并只在允许的范围内调换",
        ),
    ],
)
def test_a_fault_is_told_at_its_section_and_what_was_typed_is_kept(
    client, cast, draft, slug, changes, fault
):
    client.force_login(cast.jifen)
    response = save(client, draft, slug, changes)
    page = page_of(response)
    assert fault in response.context["faults"]
    assert all(f'name="{name}"' in page for name in changes)
    assert layout.section_of(fault).slug == slug
    fields = posted(layout.BY_SLUG[slug], sheet.flatten(layout.BY_SLUG[slug], draft.rules))
    assert {name: fields[name] for name in changes} == changes
    elsewhere = client.get(address(draft, "basic"))
    assert [(key, count) for key, _, count in elsewhere.context["tabs"] if count] == [
        (slug, len(response.context["faults"]))
    ]
    overview = client.get(reverse("scoring:book", args=[draft.pk])).content.decode()
    assert fault in overview and "试算</a>" not in overview
    with pytest.raises(rulebooks.Refused):
        rulebooks.adopt(draft.pk, cast.jifen)


def test_two_rows_for_one_way_of_use_are_shown_again_and_nothing_is_saved(client, cast, draft):
    client.force_login(cast.jifen)
    before = draft.rules
    changes = {"uses.1.use": "composite", "uses.1.text": "刚写的话"}
    response = save(client, draft, "multipliers", changes)
    assert response.context["faults"] == ["采用方式系数：采用方式不能写两行（第2行）"]
    assert "刚写的话" in page_of(response)
    assert draft.rules == before


def test_a_unit_named_twice_is_told(client, cast, draft):
    client.force_login(cast.jifen)
    response = save(client, draft, "tasks", {"tasks.0.units": "都昌 8\n都昌 9"})
    assert response.context["faults"] == ["任务第1行：“都昌”写了两次"]
    # A long field keeps its line breaks.
    assert "都昌 8\n都昌 9" in response.content.decode()


def test_a_new_adjustment_gets_a_code_of_its_own(client, cast, draft):
    client.force_login(cast.jifen)
    before, count = draft.rules["events"], len(draft.rules["events"])
    new = {"events.n": str(count + 2)}
    for number, name in ((count, "受表彰"), (count + 1, "获奖")):
        new |= {
            f"events.{number}.name": name,
            f"events.{number}.points": "3",
            f"events.{number}.clause": "第九条",
        }
    save(client, draft, "events", new)
    law = {"points": "3", "clause": "第九条"}
    assert draft.rules["events"] == before | {
        "own_1": {"name": "受表彰", **law},
        "own_2": {"name": "获奖", **law},
    }


def test_an_unknown_outlet_is_a_fault_and_stays_to_be_seen(client, cast, draft):
    draft.rules["rates"].append(LAW | {"outlet": "gone", "points": "1"})
    draft.save()
    client.force_login(cast.jifen)
    page = page_of(save(client, draft, "rates"))
    assert "没有这个媒体“gone”" in page and "gone（已不在列表里）" in page
    assert draft.rules["rates"][-1]["outlet"] == "gone"


# -- who and when


def test_the_second_of_two_savers_is_refused_and_keeps_what_was_typed(client, cast, draft):
    client.force_login(cast.jifen)
    seen = draft.updated_at.isoformat()
    save(client, draft, "rates", {"rates.0.points": "21"})
    page = page_of(save(client, draft, "rates", {"rates.0.points": "22", "seen": seen}))
    assert "别人刚刚保存过这份草稿" in page and 'name="rates.0.points" value="22"' in page
    assert draft.rules["rates"][0]["points"] == "21"


def test_a_page_that_had_not_come_whole_is_not_saved(client, cast, draft):
    client.force_login(cast.jifen)
    before = draft.rules
    fields = {"seen": draft.updated_at.isoformat(), "rates.n": "10", "rates.0.points": "21"}
    page = page_of(client.post(address(draft, "rates"), fields, follow=True))
    draft.refresh_from_db()
    assert "页面还没有载入完" in page
    assert draft.rules == before


def test_going_to_another_section_saves_this_one(client, cast, draft):
    client.force_login(cast.jifen)
    response = save(client, draft, "rates", {"rates.0.points": "21"}, then="caps")
    assert response.redirect_chain[-1][0] == address(draft, "caps")
    assert draft.rules["rates"][0]["points"] == "21"


def test_name_and_day_are_saved(client, cast, draft):
    client.force_login(cast.jifen)
    save(client, draft, "basic", {"name": "二〇二七年办法", "valid_from": "2027-01-01"})
    assert (draft.name, draft.valid_from) == ("二〇二七年办法", QuarterSpan(2027, 1).first_day)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "", "valid_from": "2027-01-01"}, "不能为空"),
        ({"name": "甲", "valid_from": "2027-02-01"}, "从一个季度的第一天起施行"),
        ({"name": "甲", "valid_from": "明天"}, "请选施行日期"),
    ],
)
def test_a_wrong_name_or_day_is_refused(client, cast, draft, changes, why):
    client.force_login(cast.jifen)
    before = (draft.name, draft.valid_from)
    assert why in page_of(save(client, draft, "basic", changes))
    assert (draft.name, draft.valid_from) == before


@pytest.mark.parametrize(("who", "status"), [("bianji", 403), ("zhongshen", 403), ("fuze", 404)])
def test_only_the_score_keeper_writes(client, cast, draft, who, status):
    client.force_login(getattr(cast, who))
    before, count = draft.rules, RuleBook.objects.count()
    answers = [
        client.post(reverse(f"scoring:{name}", args=[draft.pk]))
        for name in ("copy_book", "adopt_book", "delete_book")
    ]
    fields = {"rates.n": "0", "seen": draft.updated_at.isoformat()}
    answers.append(client.post(address(draft, "rates"), fields))
    answers.append(client.post(reverse("scoring:upload_book")))
    assert {answer.status_code for answer in answers} == {status}
    draft.refresh_from_db()
    assert (draft.rules, draft.state, RuleBook.objects.count()) == (before, "draft", count)


def test_a_draft_is_deleted_and_an_adopted_book_never(client, cast, draft):
    client.force_login(cast.jifen)
    adopted = RuleBook.objects.get(state="adopted")
    for book in (draft, adopted):
        client.post(reverse("scoring:delete_book", args=[book.pk]))
    assert list(RuleBook.objects.all()) == [adopted]


def test_an_adopted_book_is_not_edited(client, cast, draft):
    client.force_login(cast.jifen)
    adopted = RuleBook.objects.get(state="adopted")
    before = adopted.rules
    response = save(client, adopted, "rates", {"rates.0.points": "21"})
    assert response.redirect_chain[-1][0] == reverse("scoring:book", args=[adopted.pk])
    assert adopted.rules == before


# -- the JSON form


def test_what_is_downloaded_is_a_new_draft_when_it_is_uploaded(client, cast, draft):
    client.force_login(cast.jifen)
    text = client.get(reverse("scoring:book_file", args=[draft.pk])).content
    file = SimpleUploadedFile("book.json", b"\xef\xbb\xbf" + text)
    client.post(reverse("scoring:upload_book"), {"file": file})
    new = RuleBook.objects.latest("pk")
    assert new.pk != draft.pk
    assert (new.name, new.valid_from, new.rules) == (draft.name, draft.valid_from, draft.rules)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "请先选一个文件"),
        (b"{", "这不是计分办法的文件"),
        (b"[]", "计分办法应是一个对象"),
        (b"{}", "至少要有一条分值"),
        (b"\xff\xfe", "这不是计分办法的文件"),
        (b"[" * 100_000, "这不是计分办法的文件"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(client, cast, draft, content, why):
    client.force_login(cast.jifen)
    count = RuleBook.objects.count()
    files = {"file": SimpleUploadedFile("book.json", content)} if content else {}
    page = page_of(client.post(reverse("scoring:upload_book"), files, follow=True))
    assert why in page
    assert RuleBook.objects.count() == count


def test_a_file_replaces_the_draft_or_is_told_with_its_faults(client, cast, draft):
    client.force_login(cast.jifen)
    before = draft.rules
    wrong = reading.form_of(draft) | {"rate": 1, "rates": []}
    response = save(client, draft, "form", {"file": as_file(wrong)})
    assert response.context["faults"] == ["计分办法：不认识的项目：rate", "至少要有一条分值"]
    assert draft.rules == before
    right = reading.form_of(draft) | {"name": "甲", "floor": LAW | {"points": "0"}}
    save(client, draft, "form", {"file": as_file(right)})
    assert (draft.name, draft.rules) == ("甲", before | {"floor": LAW | {"points": "0"}})


def as_file(form):
    return SimpleUploadedFile("book.json", json.dumps(form, ensure_ascii=False).encode())


def test_the_whole_book_is_read_in_chinese_and_its_file_is_a_download(client, cast, draft):
    """原文 was raw English JSON."""
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:edit_book", args=[draft.pk, "form"])).content.decode()
    assert "怎样计" in page and reverse("scoring:book_file", args=[draft.pk]) in page
    assert "&quot;rates&quot;" not in page and "JSON" not in page


def test_a_faulty_value_is_saved_with_a_warning_that_leads_to_its_place(client, cast, draft):
    """It was answered by a green 已保存."""
    client.force_login(cast.jifen)
    answer = save(client, draft, "rates", {"rates.2.points": "很多"})
    (told,) = answer.context["messages"]
    assert told.level_tag == "warning"
    address = reverse("scoring:edit_book", args=[draft.pk, "rates"])
    assert str(told).startswith(f'已保存，有1处需要改：<a href="{address}#row-rates-2">分值第3行')
    page = answer.content.decode()
    assert 'id="row-rates-2"' in page and 'href="#row-rates-2"' in page
    answer = save(client, draft, "rates", {"rates.2.points": "5"})
    assert [str(told).strip() for told in answer.context["messages"]] == ["已保存。"]


def test_leaving_a_section_with_a_faulty_value_tells_of_it(client, cast, draft):
    client.force_login(cast.jifen)
    changed = {"rates.2.points": "很多", "then": "caps"}
    answer = save(client, draft, "rates", changed)
    assert [told.level_tag for told in answer.context["messages"]] == ["warning"]


def test_another_value_is_told_as_a_change(client, cast, draft):
    """5 to 8 was told as 增加 and 去掉."""
    client.force_login(cast.jifen)
    save(client, draft, "rates", {"rates.2.points": "8"})
    page = client.get(reverse("scoring:book", args=[draft.pk])).content.decode()
    assert "改1条，增加0条，去掉0条" in page
    assert re.search(r"由5分改为\s*8分", page)


# -- adopting


def test_adopting_counts_the_open_quarter_again(client, cast, draft, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    client.force_login(cast.jifen)
    save(client, draft, "rates", {"rates.2.points": "6.5"})
    page = client.get(reverse("scoring:adopt_book", args=[draft.pk])).content.decode()
    assert "2026年第四季度马上按它重新计分" in page
    assert ScoreEntry.objects.get().points == 5
    client.post(reverse("scoring:adopt_book", args=[draft.pk]))
    assert ScoreEntry.objects.get().points == 6.5
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_by, book_for(QuarterSpan(2026, 4))) == (
        "adopted",
        cast.jifen,
        draft,
    )


def test_a_draft_that_reaches_a_quarter_in_public_view_is_not_adopted(
    client, cast, draft, paper, q3, q4
):
    make_placement(cast, paper)
    publish_quarter(q3, cast.jifen, TODAY, TODAY)
    client.force_login(cast.jifen)
    save(client, draft, "basic", {"name": "甲", "valid_from": "2026-07-01"})
    why = "2026年第三季度正在公示，各单位正在核对，公示期间不能改计分办法。"
    page = client.get(reverse("scoring:adopt_book", args=[draft.pk])).content.decode()
    assert why in page and "施行</button>" not in page
    page = page_of(client.post(reverse("scoring:adopt_book", args=[draft.pk]), follow=True))
    assert why in page
    draft.refresh_from_db()
    assert draft.is_draft
    save(client, draft, "basic", {"name": "甲", "valid_from": "2026-10-01"})
    client.post(reverse("scoring:adopt_book", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == "adopted"


def test_a_rate_is_not_added_to_a_quarter_in_public_view(cast, q3, q4):
    """One that is missing in the next quarter starts with it."""
    county = make_outlet("duchang-news", "county", name="都昌发布")
    book = RuleBook.objects.get()
    book.rules["rates"] = [rate for rate in book.rules["rates"] if rate.get("level") != "county"]
    book.save()
    publish_quarter(q3, cast.jifen, TODAY, TODAY)
    rate = {"points": Decimal(1), "clause": "一", "text": "一"}
    rate |= {"by_outlet": False, "by_genre": False, "by_position": False}
    make_placement(cast, county)
    with pytest.raises(rulebooks.Refused, match="2026年第三季度正在公示"):
        add_rate(RateProblem.objects.get().pk, cast.jifen, **rate)
    assert list(RuleBook.objects.all()) == [book]
    make_placement(cast, county, day=Q4_DAY)
    new = add_rate(RateProblem.objects.get(quarter=q4).pk, cast.jifen, **rate)
    assert (new.valid_from, book_for(QuarterSpan(2026, 3))) == (
        QuarterSpan(2026, 4).first_day,
        book,
    )
    assert ScoreEntry.objects.get().quarter == q4
