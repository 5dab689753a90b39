"""异议: raised only in 公示 and only by the unit's own people, answered once by the score keeper, told to the
unit, and a quarter does not close over an open one."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial.refused import Refused
from scoring.adjustments import actions as adjustments
from scoring.appeals import actions as appeals
from scoring.ledger.tally import retally_quarter
from scoring.models import Adjustment, Appeal, Quarter, ScoreEntry
from scoring.quarters.close import close_quarter, publish_quarter, withdraw_publication
from scoring.quarters.obstacles import quarter_obstacles
from scoring.refused import NotReady
from tests.factories import jpeg
from tests.scoring.conftest import TODAY
from tests.scoring.makers import change, make_placement

UNTIL = date(2026, 11, 20)
ABOUT = "《老干部重阳登高》 九江日报 5分"
NOT_PUBLIC = "只有公示期间可以提出异议。有疑问请直接联系老干部局。"
PDF = b"%PDF-1.4 scan"


@pytest.fixture
def placed(cast, paper, q3, q4):
    """5 points for 都昌 and 5 for 湖口, not published yet."""
    make_placement(cast, paper)
    make_placement(cast, paper, unit=cast.hukou, headline="湖口的一篇")
    return q3


@pytest.fixture
def public(cast, placed):
    publish_quarter(placed, cast.jifen, UNTIL, TODAY)
    return Quarter.objects.get(pk=placed.pk)


def line_of(unit):
    return ScoreEntry.objects.get(unit=unit, kind="line")


def object_to(cast, quarter, unit=None, by=None, **fields):
    fields = {"reason": "这一篇登在头版", **fields}
    return appeals.raise_appeal(quarter, unit or cast.duchang, by or cast.tongxun, **fields)


def address(cast, unit=None, query=""):
    unit = unit or cast.duchang
    return reverse("scoring:raise_appeal", args=[unit.pk, "2026Q3"]) + query


# -- raising ---------------------------------------------------------------------------------------


def test_an_appeal_points_at_its_line_however_often_it_is_counted(cast, public):
    line = line_of(cast.duchang)
    row = object_to(cast, public, entry=line)
    assert (row.about, row.state, row.entry) == (ABOUT, "open", line)
    for position in ("front_lead", "inner"):
        retally_quarter(public)
        change(line.placement, position=position)
    row.refresh_from_db()
    assert (row.about, row.entry) == (ABOUT, line)


def test_an_appeal_keeps_a_line_that_goes_in_words(cast, public):
    row = object_to(cast, public, entry=line_of(cast.duchang))
    change(row.entry.placement, state="rejected")
    row.refresh_from_db()
    assert (row.about, row.entry) == (ABOUT, None)


@pytest.mark.parametrize("who", ["waidi", "waifuze", "bianji", "jifen", "zhongshen", "admin"])
def test_only_the_units_own_people_appeal(cast, public, who):
    with pytest.raises(Refused, match="只能对本单位的得分提出异议"):
        object_to(cast, public, by=getattr(cast, who))
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("who", ["tongxun", "tongshi", "fuze"])
def test_each_of_the_units_people_may(cast, public, who):
    assert object_to(cast, public, by=getattr(cast, who)).state == "open"


def test_appeals_are_for_the_time_of_publication(cast, placed):
    def refused():
        with pytest.raises(Refused, match=NOT_PUBLIC):
            object_to(cast, placed)
        return not Appeal.objects.exists()

    assert refused()
    publish_quarter(placed, cast.jifen, UNTIL, TODAY)
    withdraw_publication(placed, cast.jifen, "办法要改")
    assert refused()
    publish_quarter(placed, cast.jifen, UNTIL, TODAY)
    close_quarter(placed, cast.jifen, TODAY)
    assert refused()


def test_an_appeal_has_a_reason(cast, public):
    with pytest.raises(Refused, match="请写明异议的理由"):
        object_to(cast, public, reason=" ")
    assert not Appeal.objects.exists()


def test_the_line_is_the_units_in_that_quarter(cast, public, q4):
    for entry in (line_of(cast.hukou), ScoreEntry(unit=cast.duchang, quarter=q4)):
        with pytest.raises(Refused, match="不是本单位这个季度的得分"):
            object_to(cast, public, entry=entry)
    assert not Appeal.objects.exists()


# -- answering -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["bianji", "fushen", "zhongshen", "guanli", "tongxun", "fuze"])
def test_only_the_score_keeper_answers(cast, public, who):
    row = object_to(cast, public)
    with pytest.raises(Refused, match="异议由计分人员答复"):
        appeals.answer(row.pk, getattr(cast, who), accepted=True, words="好")
    assert Appeal.objects.get().state == "open"


@pytest.mark.parametrize(("accepted", "state"), [(True, "accepted"), (False, "declined")])
def test_an_answer_has_words_and_is_given_once(cast, public, accepted, state):
    row = object_to(cast, public)
    with pytest.raises(Refused, match="请写明答复"):
        appeals.answer(row.pk, cast.jifen, accepted=accepted, words=" ")
    appeals.answer(row.pk, cast.jifen, accepted=accepted, words="核对过样报")
    with pytest.raises(Refused, match="这条异议刚刚已由他人答复"):
        appeals.answer(row.pk, cast.admin, accepted=not accepted, words="再答一次")
    row.refresh_from_db()
    assert (row.state, row.answer, row.answered_by) == (state, "核对过样报", cast.jifen)


def test_an_open_appeal_stands_before_closing(cast, public):
    row = object_to(cast, public)
    obstacles = [(obstacle.text, obstacle.url) for obstacle in quarter_obstacles(public, TODAY)]
    assert obstacles == [("还有1条异议待答复", reverse("scoring:appeals"))]
    with pytest.raises(NotReady):
        close_quarter(public, cast.jifen, TODAY)
    appeals.answer(row.pk, cast.jifen, accepted=False, words="登在内页")
    close_quarter(public, cast.jifen, TODAY)
    assert Quarter.objects.get(pk=public.pk).is_closed


def test_an_accepted_one_leads_to_an_adjustment_by_two(client, cast, public):
    row = object_to(cast, public, entry=line_of(cast.duchang))
    new = reverse("scoring:enter_adjustment")
    client.force_login(cast.jifen)
    assert client.get(f"{new}?appeal={row.pk}").status_code == 404  # not accepted yet
    appeals.answer(row.pk, cast.jifen, accepted=True, words="确是头版")
    page = client.get(reverse("scoring:appeal", args=[row.pk])).content.decode()
    assert f'href="{new}?appeal={row.pk}"' in page
    start = client.get(f"{new}?appeal={row.pk}").context["form"]
    assert (start["unit"].value(), start["day"].value()) == (cast.duchang.pk, date(2026, 9, 30))
    assert list(start.fields["unit"].queryset) == [cast.duchang]
    query = f"?appeal={row.pk}&unit={cast.duchang.pk}&day=2026-09-30&kind=invited"
    form = client.get(new + query).context["form"]
    assert form["reason"].value() == "异议属实：《老干部重阳登高》 九江日报 5分"
    client.post(new + query, {"count": 1, "reason": form["reason"].value(), "basis": "异议的答复"})
    made = Adjustment.objects.get()
    assert (made.appeal, made.unit, made.quarter) == (row, cast.duchang, public)
    adjustments.confirm(made.pk, cast.zhongshen)
    assert ScoreEntry.objects.get(kind="event").points == Decimal(2)
    client.force_login(cast.fuze)
    page = client.get(reverse("scoring:appeal", args=[row.pk])).content.decode()
    assert reverse("scoring:adjustment", args=[made.pk]) in page


def test_an_appeal_backs_only_its_own_units_adjustment(cast, public):
    row = object_to(cast, public)
    data = adjustments.AdjustmentData(
        kind="invited",
        unit=cast.hukou,
        happened_on=date(2026, 9, 30),
        reason="理由",
        basis="依据",
        appeal=row,
    )
    appeals.answer(row.pk, cast.jifen, accepted=True, words="好")
    row.refresh_from_db()
    with pytest.raises(Refused, match="只有这个单位属实的异议"):
        adjustments.enter(data, cast.jifen)
    assert not Adjustment.objects.exists()


# -- screens ---------------------------------------------------------------------------------------


def test_the_way_through_the_screens(client, cast, public):
    client.force_login(cast.tongxun)
    entry = line_of(cast.duchang)
    unit_page = reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])
    assert f'href="{address(cast)}"' in client.get(unit_page).content.decode()
    link = address(cast, query=f"?line={entry.pk}")
    page = client.get(reverse("scoring:line", args=[entry.pk])).content.decode()
    assert f'href="{link}"' in page
    assert "请写明异议的理由。" in client.post(link, {"reason": " "}).content.decode()
    file = SimpleUploadedFile("样报.jpg", jpeg())
    page = client.post(link, {"reason": "这一篇登在头版", "file": file}, follow=True)
    row = Appeal.objects.get()
    assert page.redirect_chain == [(reverse("scoring:appeal", args=[row.pk]), 302)]
    assert (row.entry, row.file_name, row.raised_by) == (entry, "样报.jpg", cast.tongxun)
    client.force_login(cast.jifen)
    for place in ("/admin/", reverse("scoring:appeals")):
        assert row.about in client.get(place).content.decode()
    answer = reverse("scoring:answer_appeal", args=[row.pk])
    page = client.post(answer, {"decision": "accept", "words": ""}).content.decode()
    assert "请写明答复，单位会看到。" in page
    client.post(answer, {"decision": "accept", "words": "核对过样报，确是头版"})
    page = client.post(answer, {"decision": "decline", "words": "x"}, follow=True)
    assert "这条异议刚刚已由他人答复" in page.content.decode()
    for who, told in (("tongxun", True), ("fuze", True), ("waidi", False)):
        client.force_login(getattr(cast, who))
        home = client.get("/admin/").content.decode()
        assert ("属实，更正：核对过样报，确是头版" in home) == told
        assert (row.about in client.get(reverse("scoring:appeals")).content.decode()) == told


@pytest.mark.parametrize(
    ("who", "entries"),
    [("tongxun", (True, False)), ("fuze", (True, False)), ("jifen", (True, True))],
)
def test_the_menu_leads_a_unit_to_its_appeals_only(client, cast, public, who, entries):
    client.force_login(getattr(cast, who))
    home = client.get("/admin/").content.decode()
    names = ("scoring:appeals", "scoring:adjustments")
    assert tuple(f'"{reverse(name)}"' in home for name in names) == entries


def test_the_answer_leaves_the_home_page_when_the_quarter_closes(client, cast, public):
    row = object_to(cast, public)
    appeals.answer(row.pk, cast.jifen, accepted=False, words="登在内页")
    client.force_login(cast.tongxun)
    assert "异议的答复" in client.get("/admin/").content.decode()
    close_quarter(public, cast.jifen, TODAY)
    assert "异议的答复" not in client.get("/admin/").content.decode()


def test_nothing_is_offered_outside_publication(client, cast, placed):
    client.force_login(cast.tongxun)
    page = client.get(reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])).content.decode()
    assert "对得分有异议" not in page
    for ask in (client.get, client.post):
        page = ask(address(cast), {"reason": "理由"}, follow=True).content.decode()
        assert NOT_PUBLIC in page
    assert not Appeal.objects.exists()


def test_the_bureau_looks_and_does_not_appeal(client, cast, public):
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])).content.decode()
    assert "对得分有异议" not in page
    assert client.get(address(cast)).status_code == 403
    assert client.post(address(cast), {"reason": "理由"}).status_code == 403
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("who", ["waidi", "waifuze"])
def test_other_units_see_and_raise_nothing(client, cast, public, who):
    appeals_file = SimpleUploadedFile("样报.pdf", PDF)
    client.force_login(cast.tongxun)
    client.post(address(cast), {"reason": "都昌的异议", "file": appeals_file})
    row = Appeal.objects.get()
    page = reverse("scoring:appeal", args=[row.pk])
    assert [client.get(page).status_code, client.get(row.file.url).status_code] == [200, 200]
    client.force_login(getattr(cast, who))
    assert [client.get(page).status_code, client.get(row.file.url).status_code] == [404, 404]
    for ask in (client.get, client.post):
        assert ask(address(cast), {"reason": "理由"}).status_code == 404
    line = line_of(cast.duchang).pk
    own = address(cast, cast.hukou, f"?line={line}")
    assert client.get(own).status_code == 404
    assert Appeal.objects.count() == 1
    client.logout()
    assert client.get(row.file.url).status_code == 404


def test_the_list_filters(client, cast, public):
    one = object_to(cast, public)
    other = object_to(cast, public, unit=cast.hukou, by=cast.waidi)
    appeals.answer(other.pk, cast.jifen, accepted=True, words="好")
    client.force_login(cast.bianji)
    at = reverse("scoring:appeals")

    def listed(query=""):
        return {row.pk for row in client.get(at + query).context["object_list"]}

    assert listed() == {one.pk, other.pk}
    for query in ("?state=accepted", f"?unit={cast.hukou.pk}", "?q=湖口"):
        assert listed(query) == {other.pk}, query
    assert listed(f"?quarter={public.pk}") == {one.pk, other.pk}
    client.force_login(cast.waifuze)
    assert listed() == {other.pk}
    # The units' people have no filter of units: it does nothing for them.
    assert listed(f"?unit={cast.duchang.pk}") == {other.pk}
