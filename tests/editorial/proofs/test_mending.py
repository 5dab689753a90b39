"""One press mends every half-width mark of a piece, through bold type, tables and captions, and nothing
else; what grows old is told to its author alone; bylines and sources are read too."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from editorial import stages
from editorial.pieces.page import PiecePage
from editorial.pieces.rich_text import rewritten_markup
from editorial.proofs import mending
from editorial.proofs.reading import proofs_of
from editorial.refused import Refused
from tests.factories import bring_to, make_piece

MARKUP = "<p>老同志来了<b>,大家</b>很高兴<i>!</i>A&amp;B公司(九江)赠书3,000册,价12.5元.</p><ul><li>一是学;</li></ul>"
WIDE = "<p>老同志来了<b>，大家</b>很高兴<i>！</i>A&amp;B公司（九江）赠书3,000册，价12.5元。</p><ul><li>一是学；</li></ul>"


def latest(piece):
    return PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()


def kinds(piece):
    return [proof.finding.kind for proof in proofs_of(latest(piece))]


def test_twenty_half_width_marks_are_mended_with_one_press(cast, client):
    table = {"data": [["姓名,单位", "3,000"], ["张三;李四", None]], "table_caption": "名单:"}
    body = [
        ("paragraph", MARKUP),
        ("subheading", "学:为先"),
        ("quote", {"text": "好,很好!", "attribution": "张三(老师)"}),
        ("table", table),
    ]
    piece = make_piece(cast.duchang, cast.tongxun, title="老有所为:都昌", body=body)
    client.force_login(cast.tongxun)
    page = client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "全部改成全角" in page
    client.post(reverse("proofs:widen_marks", args=(piece.pk,)))
    mended = latest(piece)
    assert mended.title == "老有所为：都昌"
    paragraph, subheading, quote, rows = (block["value"] for block in mended.body.raw_data)
    assert paragraph == WIDE
    assert subheading == "学：为先"
    assert quote == {"text": "好，很好！", "attribution": "张三（老师）"}
    assert rows["data"] == [["姓名，单位", "3,000"], ["张三；李四", None]]
    assert rows["table_caption"] == "名单："
    assert "half_width" not in kinds(piece)


def test_markup_without_a_change_stays_as_it_is():
    markup = "<p>A&nbsp;B &amp; C&#x27;s<br/>二</p>"
    assert rewritten_markup(markup, str) == markup


@pytest.mark.parametrize("name", ["waidi", "jifen", "bianji"])
def test_nobody_mends_whose_text_it_is_not(cast, name):
    piece = make_piece(cast.duchang, cast.tongxun, body=[("paragraph", MARKUP)])
    with pytest.raises(Refused, match="现在不由您修改"):
        mending.widen_marks(piece.pk, getattr(cast, name))


def test_what_grows_old_is_told_of_news_and_to_its_author(cast):
    old = localdate() - timedelta(days=20)
    piece = make_piece(cast.duchang, cast.tongxun)
    for genre, is_told in (
        ("news", True),
        ("research", False),
        ("theory", False),
        ("literary", False),
    ):
        piece.genre, piece.event_date = genre, old
        piece.save_revision(user=cast.tongxun)
        assert ("stale" in kinds(piece)) == is_told
    piece.genre = "news"
    piece.save_revision(user=cast.tongxun)
    assert "stale" in kinds(piece)
    assert "stale" not in kinds(bring_to(stages.FIRST, piece, cast))


def test_number_in_the_source_or_a_byline_stops_the_submission_too(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    piece.source_note = "老友报138\u200b0013\u200b8000"
    piece.save_revision(user=cast.tongxun)
    found = [(p.place, p.finding.kind) for p in proofs_of(latest(piece)) if p.blocks]
    assert found == [("署名和来源", "mobile")]


def test_page_of_a_piece_says_its_length_and_where_each_finding_stands(cast, client):
    body = [("paragraph", "<p>10月21日，播放“3.15”晚会片段。</p>")]
    piece = make_piece(cast.duchang, cast.tongxun, body=body)
    client.force_login(cast.tongxun)
    page = client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert 'data-before="10月21日，播放“"' in page
    assert 'data-text="3.15"' in page
    assert 'data-after="”晚会片段。"' in page
    assert "<dt>字数</dt><dd>20字</dd>" in page
