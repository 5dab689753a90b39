"""The manual inside the product: what its Markdown becomes, and that every screen's help leads to a place."""

import pytest
from django.urls import reverse

from cms.manual import pages
from cms.manual.markdown import html_of
from cms.manual.places import ROOMS, SCREENS, place_of
from tests.walls.addresses import patterns

MINE = frozenset(ROOMS)


def test_headings_have_the_anchors_of_the_code_host():
    assert html_of("## 见报了，登记刊发") == '<h2 id="见报了登记刊发">见报了，登记刊发</h2>'


def test_a_list_in_a_list_and_a_list_after_words():
    said = html_of("先看：\n1. 填「标题」。\n   - 一\n   - 二\n2. 点**保存**。")
    assert said == (
        "<p>先看：</p>\n<ol><li>填「标题」。<ul><li>一</li><li>二</li></ul></li>"
        "<li>点<strong>保存</strong>。</li></ol>"
    )


def test_an_item_goes_on_under_its_words():
    assert html_of("1. 一，\n   二。\n2. 三") == "<ol><li>一，二。</li><li>三</li></ol>"


def test_a_table_names_its_values_for_the_phone():
    said = html_of("| 图 | 看什么 |\n|---|---|\n| 一 | 二 |")
    assert "<th>图</th><th>看什么</th>" in said
    assert '<td data-label="图">一</td><td data-label="看什么">二</td>' in said


def test_words_are_escaped_and_links_translated():
    said = html_of("看[这里](a.md#b)，<b>不</b>是", lambda link: f"/to/{link}")
    assert said == '<p>看<a href="/to/a.md#b">这里</a>，&lt;b&gt;不&lt;/b&gt;是</p>'


@pytest.mark.parametrize("name", sorted(pages.page_names()))
def test_nothing_of_the_markdown_is_left_on_a_page(name):
    said = pages.body_of(name)
    for left in ("**", "](", "|--", "\n#", ".md"):
        assert left not in said


def test_every_place_is_in_the_manual():
    for page, anchor in [*SCREENS.values(), *ROOMS.values()]:
        assert anchor in pages.anchors_of(page), (page, anchor)


def test_every_own_screen_has_its_room_in_the_manual():
    """A new room's screens fail here until help leads from them to a place."""
    rooms = {name.partition(":")[0] for name, route, _ in _own_patterns()}
    assert rooms <= MINE


def test_no_place_is_named_for_a_screen_that_is_not():
    names = {name for name, _, _ in _all_patterns()}
    assert SCREENS.keys() <= names


def test_a_list_and_its_rows_have_one_place():
    assert place_of("desk:piece_queue_results") == place_of("desk:piece_queue")


def test_the_manual_is_read_by_whoever_is_logged_in(client, cast):
    address = reverse("manual", args=["correspondent"])
    assert client.get(address).status_code == 302
    client.force_login(cast.tongxun)
    page = client.get(address).content.decode()
    assert 'id="稿件被退回"' in page
    assert f'href="{reverse("manual", args=["README"])}"' in page
    assert client.get(reverse("manual", args=["none"])).status_code == 404


def test_help_on_the_list_of_pieces_leads_to_its_place(client, cast):
    client.force_login(cast.tongxun)
    page = client.get(reverse("intake:upload_word")).content.decode()
    assert f'href="{pages.address_of_page("correspondent", "稿件已经写在-word-里")}"' in page


def _all_patterns():
    return [(row.name, row.route, row.arguments) for row in patterns()]


def _own_patterns():
    return [
        row
        for row in _all_patterns()
        if row[1].startswith("admin/") and ":" in row[0] and not row[0].startswith("wagtail")
    ]
