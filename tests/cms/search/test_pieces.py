"""Which words of a piece are found where: the public what is live, the admin also what was last saved."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.search.models import IndexEntry

from editorial import stages
from editorial.pieces.models import Byline
from editorial.pieces.page import PiecePage
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_photo, make_piece

EVERYWHERE = [
    ("heading", "小标题里的词"),
    ("paragraph", "<p>段落<b>里</b>的词&amp;符号</p><ul><li>列表项</li></ul>"),
    ("quote", {"text": "引文里的词", "attribution": "出处某人"}),
    ("table", {"data": [["表头", "数目"], ["重阳", None]], "table_caption": "表的名字"}),
]


def published(piece, cast):
    """Through the whole review and on to the public site."""
    bring_to(stages.APPROVED, piece, cast)
    PiecePage.objects.get(pk=piece.pk).get_latest_revision().publish()
    return PiecePage.objects.get(pk=piece.pk)


def save_draft(piece, **words):
    piece = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    for name, value in words.items():
        setattr(piece, name, value)
    piece.save_revision(user=piece.owner)


def test_every_word_that_a_reader_sees_is_found(cast, find):
    body = [("subheading", "小标题里的词"), *EVERYWHERE[1:]]
    photo = make_photo(cast.duchang, title="照片名")
    piece = make_piece(
        cast.duchang, cast.tongxun, title="主标题的词", body=body, photos=[photo],
        kicker="引题的词", subtitle="副题的词", source="reprint", source_note="江西日报",
    )  # fmt: skip
    published(piece, cast)
    words = (
        "主标题的词 引题的词 副题的词 陈明 江西日报 小标题里的词 段落里的词&符号 列表项 引文里的词 "
        "出处某人 表头 数目 表的名字 图为照片名 王五"
    )
    assert {word: find(word) for word in words.split()} == {
        word: [piece.pk] for word in words.split()
    }
    assert find("strong") == find("None") == find("amp") == find("符号列表项") == []


def test_a_draft_is_found_in_the_admin_alone_by_its_latest_words(cast, find, find_in_admin):
    piece = make_piece(cast.duchang, cast.tongxun, title="旧的题目")
    assert find_in_admin("旧的题目") == [piece.pk]
    save_draft(piece, title="新的题目", body=[("paragraph", "<p>后来写的话</p>")])
    assert find_in_admin("新的题目") == find_in_admin("后来写的话") == [piece.pk]
    assert find_in_admin("旧的题目") == find_in_admin("重阳登高") == []
    assert find("新的题目") == find("旧的题目") == find("后来写的话") == []


def test_words_of_a_newer_draft_are_not_the_public_s(cast, find, find_in_admin, first_hits):
    piece = published(make_piece(cast.duchang, cast.tongxun, title="已登的题目"), cast)
    save_draft(
        piece, title="秘密的题目", body=[("paragraph", "<p>秘密的话</p>")], kicker="秘密引题"
    )
    for words in ("秘密", "秘密的题目", "秘密的话", "已登 秘密"):
        assert find_in_admin(words) == [piece.pk]
        assert find(words) == first_hits(words) == []
    assert find("已登的题目") == first_hits("重阳登高") == [piece.pk]


def test_a_newer_draft_stays_hidden_when_the_index_is_made_anew(cast, find, find_in_admin):
    piece = published(make_piece(cast.duchang, cast.tongxun, title="已登的题目"), cast)
    save_draft(piece, title="秘密的题目")
    call_command("update_index", verbosity=0)
    assert find("秘密") == []
    assert find_in_admin("秘密") == find("已登") == [piece.pk]


def test_publishing_the_newer_draft_makes_its_words_public(cast, find):
    piece = published(make_piece(cast.duchang, cast.tongxun, title="已登的题目"), cast)
    save_draft(piece, title="更正的题目")
    assert find("更正") == []
    PiecePage.objects.get(pk=piece.pk).get_latest_revision().publish()
    assert find("更正") == [piece.pk]
    assert find("已登") == []


def test_what_is_taken_off_the_site_is_found_in_the_admin_alone(cast, find, find_in_admin):
    piece = published(make_piece(cast.duchang, cast.tongxun, title="已登的题目"), cast)
    assert find("已登") == [piece.pk]
    piece.unpublish()
    assert find("已登") == []
    assert find_in_admin("已登") == [piece.pk]


def test_a_byline_that_is_only_typed_is_found(cast, find_in_admin):
    piece = make_piece(cast.duchang, cast.tongxun)
    piece.bylines = [Byline(typed_name="欧阳夏丹")]
    piece.save_revision()
    assert find_in_admin("欧阳夏丹") == [piece.pk]


def test_an_index_that_was_emptied_is_filled_by_migrate(cast, find):
    piece = published(make_piece(cast.duchang, cast.tongxun, title="已登的题目"), cast)
    IndexEntry.objects.all().delete()
    assert find("已登") == []
    call_command("migrate", verbosity=0)
    assert find("已登") == [piece.pk]


LISTS = {"desk:my_pieces": "tongxun", "desk:all_pieces": "bianji", "desk:piece_queue": "bianji"}


@pytest.mark.parametrize(("name", "username"), LISTS.items())
def test_lists_search_all_words_of_the_latest_text(name, username, cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, title="題目之一")
    other = make_piece(
        cast.duchang, cast.tongxun, title="别的题目", body=[("paragraph", "<p>菊</p>")]
    )
    bring_to(stages.FIRST, piece, cast)
    bring_to(stages.FIRST, other, cast)
    client.force_login(getattr(cast, username))
    assert rows(client, name, "题目") == {piece.pk, other.pk}
    assert rows(client, name, "离退休 重阳") == {piece.pk}
    assert rows(client, name, "陈明 菊") == {other.pk}
    assert rows(client, name, "没有的词") == rows(client, name, '"') == set()


def rows(client, name, query):
    response = client.get(reverse(name), {"q": query})
    assert response.status_code == 200
    return {row.pk for row in response.context["object_list"]}


def test_nobody_finds_a_piece_that_they_may_not_see(cast, client):
    submitted = bring_to(
        stages.FIRST, make_piece(cast.duchang, cast.tongxun, title="已交的独家题目"), cast
    )
    draft = make_piece(cast.duchang, cast.tongxun, title="未交的独家题目")
    found = {}
    for username in ("tongxun", "tongshi", "fuze", "waidi", "waifuze", "bianji"):
        client.force_login(getattr(cast, username))
        found[username] = rows(client, "desk:all_pieces", "独家题目")
    mine = {submitted.pk, draft.pk}
    assert found == {
        "tongxun": mine,
        "tongshi": set(),
        "fuze": mine,
        "waidi": set(),
        "waifuze": set(),
        "bianji": {submitted.pk},
    }


CHOOSERS = ["wagtailimages_chooser:choose_results", "wagtaildocs_chooser:choose_results"]


@pytest.mark.parametrize("name", CHOOSERS)
@pytest.mark.parametrize("query", ['"', "'", "重阳*", "😀", "a:b"])
def test_choosers_take_any_input(name, query, cast, client):
    client.force_login(cast.tongxun)
    assert client.get(reverse(name), {"q": query}).status_code == 200


def test_image_chooser_finds_own_photos_in_any_form(cast, client):
    make_photo(cast.duchang, title="老幹部重陽登高")
    for user, count in ((cast.tongxun, 1), (cast.waidi, 0)):
        client.force_login(user)
        answer = client.get(reverse(CHOOSERS[0]), {"q": "重阳"}).content.decode()
        assert answer.count("老幹部重陽登高</h3>") == count


def test_page_chooser_takes_any_input(cast, client):
    client.force_login(cast.admin)
    answer = client.get(reverse("wagtailadmin_choose_page_search"), {"q": '都昌"'})
    assert "都昌县委老干部局" in answer.content.decode()


def test_a_piece_of_a_series_is_found_within_it(cast, find):
    series = cast.site.series.add_child(instance=SeriesPage(title="养老防诈", slug="fangzha"))
    piece = make_piece(cast.duchang, cast.tongxun, series=series)
    published(piece, cast)
    assert find("重阳", PiecePage.objects.filter(series=series)) == [piece.pk]


def test_a_byline_changed_before_publishing_is_found_once_it_is_public(cast, find):
    piece = make_piece(cast.duchang, cast.tongxun)
    draft = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    draft.bylines = [Byline(typed_name="欧阳夏丹")]
    draft.save_revision()
    published(piece, cast)
    assert find("欧阳夏丹") == [piece.pk]
    assert find("陈明") == []
