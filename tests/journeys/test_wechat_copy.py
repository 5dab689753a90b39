"""微信稿 in a real browser: the body is copied with one button and pasted into another page's editable
area, where headings, captions and placeholders keep their form; a cover is cut with pointer and keys."""

import io
import os
from datetime import datetime
from datetime import time as clock
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.people import Person
from tests.journeys.place import Place

pytestmark = pytest.mark.journey

EDITOR = "<!doctype html><meta charset=utf-8><title>公众号</title><div contenteditable></div>"
# The words of the pasted area in order, each with how it looks there.
PASTED = """() => {
  const area = document.querySelector('[contenteditable]');
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), parent = walker.currentNode.parentElement;
    if (!text) continue;
    const look = getComputedStyle(parent), block = getComputedStyle(parent.closest('p, td'));
    found.push({text, color: look.color, size: look.fontSize, weight: look.fontWeight,
                align: block.textAlign, border: block.borderTopStyle, indent: block.textIndent});
  }
  return found;
}"""
FOREIGN = "[contenteditable] :is(script, style, link, img, a, [class], [id], [onclick])"
RED, GREY, INK = "rgb(140, 29, 24)", "rgb(115, 115, 115)", "rgb(51, 51, 51)"


@pytest.fixture(scope="module")
def screen(tmp_path_factory, empty_tables):
    """(address of the web process, path of 微信稿) of a signed piece with all kinds of blocks."""
    now = datetime.combine(datetime.now().date(), clock(9))
    place = Place(tmp_path_factory.mktemp("wechat"), empty_tables)
    place.prepare(now)
    piece = place.make_signed_piece(now)
    with place.serving(now) as address:
        yield address, f"/admin/routing/pieces/{piece}/wechat/"


@pytest.fixture
def bianji(browser, screen):
    address, path = screen
    person = Person(browser, address, "bianji").log_in()
    person.go(path)
    return person


@pytest.mark.parametrize("clipboard", ["modern", "old"])
def test_the_copied_body_keeps_its_form_where_it_is_pasted(bianji, clipboard):
    if clipboard == "modern":
        bianji.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        bianji.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    bianji.press("复制正文")
    bianji.reads("已复制")
    editor = paste(bianji)
    found = {row["text"]: row for row in editor.evaluate(PASTED)}
    assert list(found) == [
        "（通讯员 徐州）",
        "10月21日，老同志登高，3 < 5。",
        "一、登高",
        "【图1：图1_图为登高.jpg】",
        "图为登高（王五 摄）",
        "单位",
        "人数",
        "【图2：图2_图为合影.jpg】",
        "图为合影（王五 摄）",
        "初审：徐静　复审：郑安　终审：胡正华",
    ]
    heading, caption = found["一、登高"], found["图为登高（王五 摄）"]
    place = found["【图1：图1_图为登高.jpg】"]
    assert (heading["color"], heading["size"], heading["weight"]) == (RED, "18px", "700")
    assert (caption["color"], caption["size"], caption["align"]) == (GREY, "14px", "center")
    assert (place["color"], place["align"]) == (GREY, "center")
    text = found["10月21日，老同志登高，3 < 5。"]
    assert (text["color"], text["size"], text["indent"]) == (INK, "17px", "34px")
    assert found["人数"]["border"] == "solid"
    assert editor.locator(FOREIGN).count() == 0


def paste(person):
    """Into an editable area on another page of the same browser."""
    editor = person.page.context.new_page()
    editor.set_content(EDITOR)
    editor.locator("[contenteditable]").click()
    editor.keyboard.press("Control+V")
    if folder := os.environ.get("JOURNEY_SHOTS"):
        editor.set_viewport_size({"width": 390, "height": 900})
        editor.screenshot(path=f"{folder}/wechat-pasted.png", full_page=True)
    return editor


def test_a_field_is_copied_as_it_was_changed_and_its_length_is_told(bianji):
    page = bianji.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bianji.fill("摘要", "文" * 130)
    bianji.reads("现有130字，超出2字（最多128字）")
    bianji.fill("摘要", "老同志登高望远。")
    bianji.reads("现有8字，最多128字")
    page.get_by_role("button", name="复制摘要").click()
    bianji.reads("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == "老同志登高望远。"
    bianji.look("wechat")
    assert (bianji.english, bianji.sideways) == ([], [])


def test_a_cover_is_what_stands_in_the_box_after_dragging_it(bianji, tmp_path):
    """The photo is red, green and blue from left to right; the box is moved to either end."""
    box = bianji.page.get_by_role("group", name="1比1的裁剪框")
    assert middle_of(cover(bianji, tmp_path)) == "green"
    drag(bianji.page, box, -2000)
    assert left_edge_of(cover(bianji, tmp_path)) == "red"
    box.focus()
    for _ in range(60):
        bianji.page.keyboard.press("Shift+ArrowRight")
    for _ in range(80):
        bianji.page.keyboard.press("+")
    assert middle_of(cover(bianji, tmp_path)) == "blue"


def drag(page, box, by):
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()


def cover(person, folder):
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name="下载封面1比1").click()
    path = Path(folder) / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "封面-1比1.jpg"
    return Image.open(io.BytesIO(path.read_bytes()))


def middle_of(picture):
    return colour_at(picture, picture.width // 2)


def left_edge_of(picture):
    return colour_at(picture, 20)


def colour_at(picture, x):
    pixel = picture.getpixel((x, picture.height // 2))
    return ("red", "green", "blue")[pixel.index(max(pixel))]
