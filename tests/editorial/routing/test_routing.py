"""Routing: only the signed text leaves, once to each outlet, and never against the author's word."""

import hashlib

import bs4
import pytest
from django.test import Client
from django.urls import reverse

from editorial import stages
from editorial.assets.models import PhotoAsset
from editorial.outlets.models import Outlet
from editorial.pieces.acts import ApprovedVersion
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.record.seals import unsealed
from editorial.refused import NotAllowed, Refused, TooLate
from editorial.review.signed_text import NotAsSigned, manuscript_of
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.routing.models import Routing
from editorial.routing.visible import routable_statuses
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_photo, make_piece
from tests.forms import messages_in


def make_outlet(code, name, kind="paper", channel="hand", **fields):
    return Outlet.objects.create(
        code=code, name=name, level="city", kind=kind, channel=channel, **fields
    )


@pytest.fixture
def outlets(db):
    return {
        "paper": make_outlet("jjrb", "九江日报"),
        "client": make_outlet("jjfb", "九江发布", kind="client"),
        "site": make_outlet("site", "本站专栏", kind="web", channel="site"),
    }


@pytest.fixture
def series(cast):
    return cast.site.series.add_child(instance=SeriesPage(title="养老防诈", slug="yanglao"))


def approved(cast, **fields):
    piece = make_piece(cast.duchang, cast.tongxun, **fields)
    return bring_to(stages.APPROVED, piece, cast)


def version_of(piece):
    return PieceStatus.objects.get(pk=piece.pk).approved_version


def route(piece, user, *chosen, **kwargs):
    version = version_of(piece)
    kwargs.setdefault("version_id", version.pk if version else 0)
    return routing.route(piece.pk, [outlet.pk for outlet in chosen], user, **kwargs)


def live_copy(piece):
    return PiecePage.objects.get(pk=piece.pk)


def test_route_makes_one_row_an_outlet_to_send(cast, outlets):
    piece = approved(cast)
    rows = route(piece, cast.bianji, outlets["paper"], outlets["client"])
    assert sorted((row.outlet.name, row.state) for row in rows) == [
        ("九江发布", "to_send"),
        ("九江日报", "to_send"),
    ]
    assert {row.version_id for row in rows} == {version_of(piece).pk}


def test_route_refuses_a_piece_that_is_not_approved(cast, outlets):
    piece = make_piece(cast.duchang, cast.tongxun)
    with pytest.raises(TooLate):
        route(piece, cast.bianji, outlets["paper"])
    assert not Routing.objects.exists()


@pytest.mark.parametrize("name", ["tongxun", "fuze", "fushen", "jifen", "zhuanlan", "guanli"])
def test_route_is_for_editors(cast, outlets, name):
    piece = approved(cast)
    with pytest.raises(NotAllowed):
        route(piece, getattr(cast, name), outlets["paper"])


def test_route_twice_to_one_outlet_is_refused_by_name(cast, outlets):
    piece = approved(cast)
    route(piece, cast.bianji, outlets["paper"])
    with pytest.raises(routing.AlreadyRouted, match="九江日报"):
        route(piece, cast.bianji, outlets["client"], outlets["paper"])
    assert Routing.objects.filter(outlet=outlets["client"]).count() == 0


def test_route_race_is_settled_by_the_constraint(cast, outlets, monkeypatch):
    piece = approved(cast)
    route(piece, cast.bianji, outlets["paper"])
    # The loser of a race passed the check before the winner wrote.
    monkeypatch.setattr(routing, "_refuse_unsuitable", lambda *args: None)
    with pytest.raises(routing.AlreadyRouted):
        route(piece, cast.zhongshen, outlets["paper"])


def test_route_again_after_pulling(cast, outlets):
    piece = approved(cast)
    (row,) = route(piece, cast.bianji, outlets["paper"])
    routing.pull(row.pk, cast.bianji, seen_state="to_send", note="版面已满")
    route(piece, cast.bianji, outlets["paper"])
    assert list(Routing.objects.order_by("pk").values_list("state", flat=True)) == [
        "pulled",
        "to_send",
    ]


def test_route_without_web_consent_keeps_off_the_internet(cast, outlets):
    piece = make_piece(cast.duchang, cast.tongxun)
    piece.web_allowed = False
    piece.save_revision(user=cast.tongxun)
    bring_to(stages.APPROVED, piece, cast)
    with pytest.raises(routing.NotForTheWeb, match="九江发布"):
        route(piece, cast.bianji, outlets["paper"], outlets["client"])
    assert route(piece, cast.bianji, outlets["paper"])


def test_route_with_a_stale_version_is_refused(cast, outlets):
    piece = approved(cast)
    with pytest.raises(TooLate):
        route(piece, cast.bianji, outlets["paper"], version_id=0)


def test_route_to_a_retired_outlet_is_refused(cast, outlets):
    piece = approved(cast)
    Outlet.objects.filter(pk=outlets["paper"].pk).update(is_active=False)
    with pytest.raises(TooLate, match="停用"):
        route(piece, cast.bianji, outlets["paper"])


def test_own_site_goes_live_with_the_signed_text_in_its_series(cast, outlets, series):
    piece = approved(cast, series=series)
    (row,) = route(piece, cast.bianji, outlets["site"])
    page = live_copy(piece)
    assert (page.live, page.title, page.series_id) == (True, "老干部重阳登高", series.pk)
    row.refresh_from_db()
    assert (row.state, row.sent_by) == ("sent", cast.bianji)
    assert PieceStatus.objects.get(pk=piece.pk).stage == stages.APPROVED


def test_own_site_asks_for_a_series_and_takes_the_chosen_one(cast, outlets, series):
    piece = approved(cast)
    with pytest.raises(routing.SeriesNeeded):
        route(piece, cast.bianji, outlets["site"])
    assert not Routing.objects.exists()
    route(piece, cast.bianji, outlets["site"], series_id=series.pk)
    assert live_copy(piece).series_id == series.pk
    assert version_of(piece).content["series"] is None


def test_own_site_publishes_the_signed_text_when_the_revision_was_changed(cast, outlets, series):
    piece = approved(cast, series=series)
    revision = version_of(piece).revision
    revision.content["title"] = "偷偷改过的标题"
    revision.save()
    route(piece, cast.bianji, outlets["site"])
    page = live_copy(piece)
    assert page.title == "老干部重阳登高"
    assert page.live_revision_id != revision.pk
    assert page.live_revision.content == version_of(piece).content


def test_changed_signed_copy_goes_nowhere(cast, outlets, series):
    piece = approved(cast, series=series)
    version = version_of(piece)
    with unsealed():
        ApprovedVersion.objects.filter(pk=version.pk).update(
            content=version.content | {"title": "改过的审定稿"}
        )
    for chosen in (outlets["site"], outlets["paper"]):
        with pytest.raises(NotAsSigned):
            route(piece, cast.bianji, chosen)
    assert not live_copy(piece).live


def test_pulling_the_own_site_takes_the_piece_down(cast, outlets, series):
    piece = approved(cast, series=series)
    (row,) = route(piece, cast.bianji, outlets["site"])
    routing.pull(row.pk, cast.bianji, seen_state="sent")
    assert not live_copy(piece).live
    assert Routing.objects.get(pk=row.pk).state == "pulled"


def test_mark_sent_keeps_who_and_when(cast, outlets):
    (row,) = route(approved(cast), cast.bianji, outlets["paper"])
    routing.mark_sent(row.pk, cast.zhongshen, seen_state="to_send", note="发到编辑部邮箱")
    row.refresh_from_db()
    assert (row.state, row.sent_by, row.note) == ("sent", cast.zhongshen, "发到编辑部邮箱")
    assert row.sent_at is not None


@pytest.mark.parametrize(
    "first, second, seen",
    [
        ("mark_sent", "mark_sent", "to_send"),
        ("mark_sent", "pull", "to_send"),
        ("pull", "mark_sent", "to_send"),
        ("pull", "pull", "pulled"),
    ],
)
def test_second_of_two_editors_changes_nothing(cast, outlets, first, second, seen):
    (row,) = route(approved(cast), cast.bianji, outlets["paper"])
    getattr(routing, first)(row.pk, cast.bianji, seen_state="to_send")
    before = Routing.objects.values().get(pk=row.pk)
    with pytest.raises(TooLate):
        getattr(routing, second)(row.pk, cast.zhongshen, seen_state=seen)
    assert Routing.objects.values().get(pk=row.pk) == before


def test_not_used_only_after_sending_and_never_for_the_own_site(cast, outlets, series):
    piece = approved(cast, series=series)
    paper, site = route(piece, cast.bianji, outlets["paper"], outlets["site"])
    with pytest.raises(TooLate):
        routing.mark_not_used(paper.pk, cast.bianji, seen_state="to_send")
    with pytest.raises(Refused, match="撤回"):
        routing.mark_not_used(site.pk, cast.bianji, seen_state="sent")


def test_reopening_pulls_what_was_not_sent_and_takes_the_site_down(cast, outlets, series):
    piece = approved(cast, series=series)
    other = make_outlet("xywb", "浔阳晚报")
    paper, _, sent = route(piece, cast.bianji, outlets["paper"], outlets["site"], other)
    routing.mark_sent(sent.pk, cast.bianji, seen_state="to_send")
    reopening.reopen(piece.pk, cast.bianji, "人名有误")
    assert dict(Routing.objects.values_list("outlet__code", "state")) == {
        "jjrb": "pulled",
        "site": "pulled",
        "xywb": "sent",
    }
    assert not live_copy(piece).live
    with pytest.raises(TooLate, match="作废"):
        routing.refuse_voided(Routing.objects.get(pk=sent.pk))


def test_routable_are_signed_pieces_at_no_outlet(cast, outlets):
    piece = approved(cast)
    make_piece(cast.duchang, cast.tongxun, title="草稿")
    assert [row.pk for row in routable_statuses(cast.bianji)] == [piece.pk]
    assert not routable_statuses(cast.tongxun).exists()
    (row,) = route(piece, cast.bianji, outlets["paper"])
    assert not routable_statuses(cast.bianji).exists()
    routing.pull(row.pk, cast.bianji, seen_state="to_send")
    assert [row.pk for row in routable_statuses(cast.bianji)] == [piece.pk]


# -- the manuscript --------------------------------------------------------------------------------


def test_manuscript_reads_the_signed_copy_and_not_the_page(cast):
    photo = make_photo(cast.duchang)
    piece = approved(cast, photos=[photo])
    PiecePage.objects.filter(pk=piece.pk).update(title="页面上的标题")
    manuscript = manuscript_of(version_of(piece))
    assert manuscript.headline == "老干部重阳登高"
    assert [(b.name, b.unit) for b in manuscript.bylines] == [("陈明", "都昌县委老干部局")]
    assert manuscript.blocks[0].text == "10月21日，都昌县组织离退休干部重阳登高。"
    assert [(p.caption, p.photographer) for p in manuscript.photos] == [("图为重阳活动", "王五")]
    photo.refresh_from_db()
    assert hashlib.sha256(manuscript.photos[0].data).hexdigest() == photo.frozen_sha256


def test_manuscript_refuses_a_photo_that_was_exchanged(cast):
    photo = make_photo(cast.duchang)
    piece = approved(cast, photos=[photo])
    PhotoAsset.objects.filter(pk=photo.pk).update(frozen_sha256="0" * 64)
    with pytest.raises(NotAsSigned, match="重阳活动"):
        manuscript_of(version_of(piece))


@pytest.mark.shown
def test_mark_sent_in_the_list_is_posted_as_the_list_offers_it(cast, outlets):
    [row] = route(approved(cast), cast.bianji, outlets["paper"])
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.bianji)
    page = bs4.BeautifulSoup(browser.get(reverse("routing:routing_desk")).content, "html.parser")
    address = reverse("routing:move_routing", args=[row.pk, "mark_sent"])
    form = page.select_one(f'form[action="{address}"]')
    data = {field["name"]: field["value"] for field in form.select("input")}
    assert browser.post(address, data).status_code == 302
    assert Routing.objects.get(pk=row.pk).state == "sent"


def test_the_message_says_how_many_are_sent_and_how_many_wait(cast, outlets, series, client):
    """已送3家媒体 although two of them were only 待送."""
    piece = approved(cast, series=series)
    client.force_login(cast.bianji)
    chosen = [outlets[name].pk for name in ("paper", "client", "site")]
    answer = client.post(
        reverse("routing:route_piece", args=[piece.pk]),
        {"outlets": chosen, "version": version_of(piece).pk},
        follow=True,
    )
    assert "已送1家（本单位网站上已刊出），待送2家" in messages_in(answer)[0]


def reopened(cast, outlet):
    """A piece that was sent, then reopened: (the piece, its routing)."""
    piece = approved(cast)
    [row] = route(piece, cast.bianji, outlet)
    routing.mark_sent(row.pk, cast.bianji, seen_state="to_send")
    reopening.reopen(piece.pk, cast.bianji, "人名有误")
    return piece, row


def stations(client, piece):
    page = bs4.BeautifulSoup(
        client.get(reverse("desk:piece", args=[piece.pk])).content, "html.parser"
    )
    return {
        station.select_one(".station__name").get_text(strip=True).split("（")[0]: station
        for station in page.select(".station")
    }


def test_what_was_sent_before_a_reopening_is_not_sent_any_more(cast, outlets, client):
    """The station stayed ticked, the routing stayed 已送 with a package that refused, and the text that
    was signed again was in no list."""
    piece, row = reopened(cast, outlets["paper"])
    client.force_login(cast.bianji)
    sending = stations(client, piece)["送稿"]
    assert "station--done" not in sending["class"]
    assert "重开后需重新送稿" in sending.get_text()
    page = client.get(reverse("routing:routing", args=[row.pk])).content.decode()
    assert "重开之前的审定稿，已经作废" in page
    assert "已送旧稿" in page
    assert reverse("routing:routing_package", args=[row.pk]) not in page
    answer = client.get(reverse("routing:routing_package", args=[row.pk]), follow=True)
    assert "已经作废" in messages_in(answer)[0]
    bring_to(stages.APPROVED, piece, cast)
    assert [status.pk for status in routable_statuses(cast.bianji)] == [piece.pk]
    [again] = route(piece, cast.bianji, outlets["paper"])
    assert again.pk != row.pk
    assert "待送1家" in stations(client, piece)["送稿"].get_text()
    assert not routable_statuses(cast.bianji).exists()


def test_what_an_outlet_turned_down_was_sent_all_the_same(cast, outlets, client):
    piece = approved(cast)
    [row] = route(piece, cast.bianji, outlets["paper"])
    routing.mark_sent(row.pk, cast.bianji, seen_state="to_send")
    routing.mark_not_used(row.pk, cast.bianji, seen_state="sent")
    client.force_login(cast.bianji)
    assert "station--done" in stations(client, piece)["送稿"]["class"]
