"""Near duplicates among what was submitted: found, shown to whoever sees both, and to nobody else."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from editorial import stages
from editorial.compare.duplicates import COMMON, near_duplicates_of, write_prints
from editorial.compare.models import TextPrint
from editorial.outlets.models import Outlet
from editorial.placements.models import Placement
from editorial.review import moves as review
from tests.factories import bring_to, make_piece

STORY = (
    "十月二十一日清晨，七十八岁的老党员李德明推开社区活动室的门，把磨得发亮的老花镜摆在长桌上。"
    "三年来，他和十二位老伙伴轮流守着这间屋子，教邻居认识假药广告，替独居老人核对缴费短信。"
)
OTHER = (
    "重阳节前夕，湖口县老年大学书画班在石钟山下办起写生课，四十名学员沿江支起画架，画渔船也画晚霞。"
    "任课教师说，课堂搬到江边以后，报名的人比去年多了一半，明年春天还要再开两个班。"
)


def body(text):
    return [("paragraph", f"<p>{text}</p>")]


@pytest.fixture
def pair(cast):
    """湖口 submitted a story; 都昌 submits the same words with another headline."""
    first = make_piece(cast.hukou, cast.waidi, title="湖口老党员守着一间屋", body=body(STORY))
    review.submit(first.pk, cast.waidi)
    second = make_piece(
        cast.duchang, cast.tongxun, title="他把老花镜摆上长桌", body=body("近来，" + STORY)
    )
    review.submit(second.pk, cast.tongxun)
    return first, second


def found(piece, title="没有相近标题的一篇"):
    return [
        like.status.pk if like.status else like.placement.headline
        for like in near_duplicates_of(piece.pk, title)
    ]


def page_of(client, user, piece):
    client.force_login(user)
    return client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()


def likeness_page(client, user, one, other):
    client.force_login(user)
    return client.get(reverse("compare:likeness", args=(one.pk, other.pk)))


def test_submission_finds_the_same_words_of_another_unit(pair, cast):
    first, second = pair
    assert found(first) == [second.pk]
    assert found(second) == [first.pk]
    different = make_piece(cast.duchang, cast.tongxun, title="江边写生", body=body(OTHER))
    review.submit(different.pk, cast.tongxun)
    assert found(different) == []


def test_a_draft_is_compared_with_nothing(pair, cast):
    draft = make_piece(cast.duchang, cast.tongxun, title="还没交的稿", body=body(STORY))
    assert found(draft) == []
    assert found(pair[0]) == [pair[1].pk]
    assert not TextPrint.objects.filter(piece=draft).exists()


def test_reviewers_see_the_other_piece_and_the_shared_words_marked(pair, cast, client):
    first, second = pair
    html = page_of(client, cast.bianji, second)
    assert "可能重复" in html
    assert first.title in html
    assert reverse("compare:likeness", args=(second.pk, first.pk)) in html
    assert "请确认没有重复投稿" not in html
    answer = likeness_page(client, cast.bianji, second, first)
    assert answer.content.decode().count(f"<mark>{STORY[:-1]}</mark>") == 2


def test_the_author_and_their_head_learn_only_that_there_is_one(pair, cast, client):
    first, second = pair
    for user in (cast.tongxun, cast.fuze):
        html = page_of(client, user, second)
        assert "请确认没有重复投稿" in html
        assert first.title not in html
        assert "湖口" not in html
        assert f"/likeness/{first.pk}/" not in html
        assert likeness_page(client, user, second, first).status_code == 404
        assert likeness_page(client, user, first, second).status_code == 404


def test_the_author_sees_their_own_earlier_piece_in_full(pair, cast, client):
    again = make_piece(cast.duchang, cast.tongxun, title="又投一次", body=body(STORY))
    review.submit(again.pk, cast.tongxun)
    html = page_of(client, cast.tongxun, again)
    assert pair[1].title in html
    assert "请确认没有重复投稿" in html  # 湖口's is there too
    assert pair[0].title not in html
    assert likeness_page(client, cast.tongxun, again, pair[1]).status_code == 200


def test_likeness_needs_two_submitted_pieces(pair, cast, client):
    draft = make_piece(cast.duchang, cast.tongxun, title="还没交的稿", body=body(STORY))
    assert likeness_page(client, cast.tongxun, pair[1], draft).status_code == 404
    assert likeness_page(client, cast.tongxun, pair[1], pair[1]).status_code == 404


def test_words_that_very_many_pieces_share_make_no_likeness(pair, cast):
    first, second = pair
    content = second.latest_revision.content
    for number in range(COMMON):
        piece = make_piece(cast.hukou, cast.waidi, title=f"第{number}篇")
        write_prints(piece.pk, content)
    assert found(second) == []
    per_print = {}
    for value in TextPrint.objects.values_list("print", flat=True):
        per_print[value] = per_print.get(value, 0) + 1
    assert max(per_print.values()) == COMMON + 1


def test_a_new_submission_puts_its_prints_in_the_place_of_the_old(pair, cast):
    first, second = pair
    review.return_to_author(
        second.pk,
        cast.fuze,
        seen_revision=review.revision_token(type(second).objects.get(pk=second.pk)),
        comment="请重写",
    )
    page = type(second).objects.get(pk=second.pk).get_latest_revision_as_object()
    page.body = body(OTHER)
    page.save_revision(user=cast.tongxun)
    assert found(first) == [second.pk]
    review.submit(second.pk, cast.tongxun)
    assert found(first) == []


def test_print_texts_writes_what_is_missing_once(pair, capsys):
    before = set(TextPrint.objects.values_list("piece", "print"))
    TextPrint.objects.all().delete()
    call_command("print_texts")
    assert set(TextPrint.objects.values_list("piece", "print")) == before
    call_command("print_texts")
    assert capsys.readouterr().out == "补写了2篇稿件的指纹。\n补写了0篇稿件的指纹。\n"


def place(cast, headline, **fields):
    outlet = Outlet.objects.first() or Outlet.objects.create(
        code="jjrb", name="九江日报", level="city", kind="paper", channel="hand"
    )
    return Placement.objects.create(
        outlet=outlet,
        published_on=fields.pop("published_on", localdate()),
        headline=headline,
        recorded_by=cast.bianji,
        **fields,
    )


def test_placements_with_nearly_the_headline_are_found_unless_its_own(pair, cast, client):
    first, second = pair
    alike = place(cast, "他把老花镜摆上了长桌")
    place(cast, "他把老花镜摆上长桌", piece=second)
    place(cast, "他把老花镜摆上长桌", state="rejected")
    place(cast, "他把老花镜摆上长桌", published_on=localdate().replace(year=2020, day=1))
    place(cast, "湖口书画班沿江写生")
    assert found(second, second.title) == [first.pk, alike.headline]
    assert "<mark>他把老花镜摆上</mark>" in page_of(client, cast.bianji, second)
    assert alike.headline not in page_of(client, cast.tongxun, second)


def test_the_look_up_asks_as_often_for_many_as_for_one(pair, cast):
    first, second = pair
    place(cast, "他把老花镜摆上了长桌")
    with CaptureQueriesContext(
        connection,
    ) as few:
        near_duplicates_of(second.pk, second.title)
    for number in range(8):
        piece = make_piece(cast.hukou, cast.waidi, title=f"第{number}篇", body=body(STORY))
        write_prints(piece.pk, piece.latest_revision.content)
        place(cast, f"他把老花镜摆上了长桌{number}")
    with CaptureQueriesContext(connection) as many:
        assert len(near_duplicates_of(second.pk, second.title)) == 18
    assert len(many) == len(few)


def test_what_reviewers_see_stays_after_the_piece_is_signed(pair, cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, title="又一篇", body=body(STORY))
    bring_to(stages.APPROVED, piece, cast)
    assert pair[0].title in page_of(client, cast.bianji, piece)
