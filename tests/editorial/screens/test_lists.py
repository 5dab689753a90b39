"""Lists: what is found by which words, what is taken away as a file, what an empty list says. The witness
is 刊发台账, which found nothing by 重阳节 座谈会, 第２场 or 都昌縣 and exported all 91 rows of 63 shown."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from editorial.outlets.models import Outlet
from editorial.people.models import Contributor
from editorial.placements.models import Placement
from editorial.routing import actions as routing
from editorial.screens.lists import ListView
from editorial.search_words import LONGEST_SEARCH
from tests.factories import bring_to, make_piece
from tests.scoring.makers import make_outlet, make_placement

LEDGER = "placements:placements"


@pytest.fixture
def ledger(cast):
    daily = make_outlet("daily", name="九江日报")
    tv = make_outlet("tv", "province", "tv", name="江西卫视")
    author = Contributor.objects.get(user=cast.tongxun)
    rows = [
        make_placement(cast, daily, headline="都昌县召开重阳节离退休干部座谈会", page="A3"),
        make_placement(cast, daily, headline="银龄讲堂第2场开讲", credits=[(author, 1)]),
        make_placement(cast, tv, headline="=1+1 老年大学开学", day=date(2026, 8, 1)),
    ]
    cast.author = author
    return rows


def found(client, name, **asked):
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    return list(answer.context["object_list"])


def sheets(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [[list(row) for row in sheet.values] for sheet in book]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("座谈会 重阳节", [0]),
        ("第２场", [1]),
        ("都昌縣 座談會", [0]),
        ("重阳　九江日报", [0]),
        ("ａ3 重阳", [0]),
        ("江西衛視", [2]),
        ("2026-08-01", [2]),
        ("重阳 江西卫视", []),
        ("。", []),
        ("", [0, 1, 2]),
    ],
)
def test_the_ledger_is_searched_by_folded_words_in_any_order(client, cast, ledger, words, expected):
    client.force_login(cast.bianji)
    assert set(found(client, LEDGER, q=words)) == {ledger[n] for n in expected}


def test_the_ledger_is_searched_by_author_and_unit(client, cast, ledger):
    client.force_login(cast.bianji)
    assert found(client, LEDGER, q=f"{cast.author.name} 讲堂") == [ledger[1]]
    assert len(found(client, LEDGER, q=cast.duchang.title)) == 3


def test_people_units_outlets_and_words_are_searched_alike(client, cast):
    client.force_login(cast.guanli)
    assert cast.duchang in found(client, "people:units", q="都昌縣 老幹部")
    assert cast.tongxun in found(client, "people:people", q=f"都昌 {cast.tongxun.name}")
    make_outlet("app", name="ＡＰＰ 九江发布")
    client.force_login(cast.bianji)
    assert [row.code for row in found(client, "outlets:outlets", q="九江發布 app")] == ["app"]


def test_a_routing_is_found_by_headline_outlet_and_author_together(client, cast):
    piece = bring_to("approved", make_piece(cast.duchang, cast.tongxun, title="重阳登高"), cast)
    version = piece.status_row.approved_version
    outlet = make_outlet("daily", name="九江日报")
    routing.route(piece.pk, [outlet.pk], cast.bianji, version_id=version.pk)
    client.force_login(cast.bianji)
    words = f"九江日報 {cast.tongxun.name} 登高 都昌"
    assert len(found(client, "routing:routing_desk", q=words)) == 1
    assert len(found(client, "desk:all_pieces", q="登高 都昌縣")) == 1
    assert found(client, "desk:all_pieces", q="登高 湖口") == []


def test_the_search_of_a_list_costs_the_same_number_of_queries_whatever_its_size(
    client, cast, ledger
):
    client.force_login(cast.bianji)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            found(client, LEDGER, q="银龄 讲堂")
        return len(asked)

    queries()
    few = queries()
    for n in range(40):
        make_placement(cast, ledger[0].outlet, headline=f"银龄讲堂{n}")
    assert queries() == few


def test_too_long_a_search_is_answered_in_a_sentence_and_the_field_is_bound(client, cast, ledger):
    """460 characters in 查找 were a bare English page."""
    client.force_login(cast.bianji)
    page = client.get(reverse(LEDGER), {"q": "重" * 460}).content.decode()
    assert f"最多{LONGEST_SEARCH}个字" in page
    assert f'maxlength="{LONGEST_SEARCH}"' in page


# -- the file --------------------------------------------------------------------------------------


def test_what_is_shown_is_what_is_exported_and_the_file_says_which_filter(client, cast, ledger):
    client.force_login(cast.bianji)
    asked = {"outlet__level": "city", "q": "都昌", "ordering": "published_on"}
    answer = client.get(reverse(LEDGER), {**asked, "export": "xlsx"})
    rows, origin = sheets(answer)
    shown = found(client, LEDGER, **asked)
    assert [row[0] for row in rows[1:]] == [row.headline for row in shown]
    assert len(shown) == 2
    said = dict(origin)
    assert said["查找"] == "都昌"
    assert said["级别"] == "市级"
    assert said["排序"] == "刊发日期，从前往后"
    assert said["行数"] == 2
    assert said["导出人"] == cast.bianji.name
    assert said["导出时间"].startswith("20")


def test_all_pages_are_exported(client, cast, ledger):
    for n in range(ListView.paginate_by):
        make_placement(cast, ledger[0].outlet, headline=f"银龄讲堂{n}")
    client.force_login(cast.bianji)
    rows, origin = sheets(client.get(reverse(LEDGER), {"export": "xlsx", "p": 2}))
    assert len(rows) - 1 == Placement.objects.count() == ListView.paginate_by + 3
    assert ["范围", "全部，没有筛选"] in origin


def test_an_exported_headline_is_no_formula(client, cast, ledger):
    client.force_login(cast.bianji)
    answer = client.get(reverse(LEDGER), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cell = next(c for row in book.active for c in row if str(c.value).startswith("=1+1"))
    assert cell.data_type == "s"


def test_a_unit_exports_its_own_rows_alone(client, cast, ledger):
    make_placement(cast, ledger[0].outlet, cast.hukou, headline="湖口的稿件")
    client.force_login(cast.waidi)
    rows, _origin = sheets(client.get(reverse(LEDGER), {"export": "xlsx"}))
    assert [row[0] for row in rows[1:]] == ["湖口的稿件"]


def test_the_button_carries_the_filters_also_after_the_rows_were_drawn_anew(client, cast, ledger):
    client.force_login(cast.bianji)
    for name in (LEDGER, "placements:placements_results"):
        page = client.get(reverse(name), {"q": "重阳 座谈会", "p": "1"}).content.decode()
        (address,) = re.findall(r'href="([^"]*export=xlsx)"', page)
        assert address.startswith(f"{reverse(LEDGER)}?q=%E9%87%8D")
        assert "p=1" not in address


def list_views(patterns, space=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(filter(None, (space, pattern.namespace)))
            yield from list_views(pattern.url_patterns, inner)
        elif issubclass(getattr(pattern.callback, "view_class", object), ListView):
            yield f"{space}:{pattern.name}", pattern.callback.view_class


def test_every_list_can_be_taken_away_searched_and_says_what_to_do_when_empty(client, cast):
    """全部稿件 had no Excel; the empty list of people spoke of 稿件."""
    own = {
        name: view
        for name, view in list_views(get_resolver().url_patterns)
        if not name.endswith("_results")
    }
    assert len(own) >= 12
    for name, view in own.items():
        client.force_login(cast.admin)
        args = ("careful",) if name.startswith("wordlists") else ()
        address = reverse(name, args=args)
        answer = client.get(address, {"q": "查不到的词", "export": "xlsx"})
        if answer.status_code == 200:
            assert answer["Content-Type"].endswith("spreadsheetml.sheet"), name
            page = client.get(address, {"q": "查不到的词"}).content.decode()
            assert "没有" in page and "看全部" in page, name
            assert view.searched in page and "导出Excel" in page, name
        assert view.plain_name != ListView.plain_name, name


def test_a_filter_by_what_does_not_exist_finds_nothing(client, cast, ledger):
    client.force_login(cast.bianji)
    for faulty in ("99999999999999999999999", "7777", "都昌"):
        assert found(client, LEDGER, credits__unit=faulty) == []
    assert Outlet.objects.exists()
