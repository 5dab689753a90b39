"""Word files in a real browser with a real worker: three at once, their progress and results; one is put
right and handed in, one is stopped for a telephone number; a pasted text from the phone with photos."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from tests.journeys.people import PHONE, Person

pytestmark = pytest.mark.journey

FILES = Path(__file__).parents[1] / "editorial" / "samples" / "manuscripts"
THREE = sorted(FILES.glob("*.docx"))
FEATURE = "都昌“五老”:新农村建设里的一道风景"
FRAUD = "情伴银龄 反诈同行"


def test_three_word_files_become_drafts_and_one_is_handed_in(browser, place, tmp_path):
    place.prepare(now())
    today = now()
    with place.serving(today) as address:
        tongxun = Person(browser, address, "tongxun").log_in()
        upload(tongxun)
        with place.working():
            see_results(tongxun)
        hand_in(tongxun, today)
        be_stopped(tongxun, today)
        paste(tongxun, tmp_path)
    assert tongxun.english == []
    assert tongxun.sideways == []


def now():
    """The worker's clock is the machine's, so the web process keeps to it too."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)


def upload(tongxun):
    """Nobody reads yet: the page shows that the files have arrived and wait."""
    tongxun.go("/admin/pieces/mine/")
    tongxun.follow("上传Word")
    tongxun.page.locator("input[type=file]").set_input_files(THREE)
    tongxun.page.get_by_role("button", name="上传").last.click()
    tongxun.reads("收到3个文稿")
    tongxun.reads("已读好0个，共3个")
    tongxun.look("word-01-waiting")
    # The page is closed and opened again.
    tongxun.go("/admin/pieces/mine/")
    tongxun.go("/admin/pieces/upload/")
    tongxun.reads("已读好0个，共3个")


def see_results(tongxun):
    """The page finds out by itself, without a press."""
    page = tongxun.page
    page.locator("[data-open]").wait_for(state="detached", timeout=90_000)
    assert page.locator(".upload--done").count() == 3
    for headline in (FEATURE, "黄梅县多措并举开展重阳敬老活动", FRAUD):
        assert page.get_by_role("link", name=headline).is_visible()
    tongxun.reads("几张照片共用一条说明，请核对。")
    tongxun.reads("责任编辑：钱七")
    tongxun.look("word-02-results")


def hand_in(tongxun, today):
    page = tongxun.page
    tongxun.follow(FEATURE)
    tongxun.reads("王五")
    tongxun.look("word-03-draft")
    tongxun.follow("修改稿件")
    tongxun.look("word-04-to-confirm")
    tongxun.press("都核对过了")
    page.locator("[data-reading]").first.wait_for(state="hidden")
    tongxun.fill("事件日期", today.date().isoformat())
    page.keyboard.press("Escape")
    tongxun.tick("本稿不涉及国家秘密")
    tongxun.tick("照片中的人已同意公开")
    tongxun.press("交单位审签")
    tongxun.reads("已交到单位审签")


def be_stopped(tongxun, today):
    """The number is named, nothing is lost, and without it the piece goes."""
    page = tongxun.page
    tongxun.go("/admin/pieces/upload/")
    tongxun.follow(FRAUD)
    tongxun.reads("13800138000")
    tongxun.follow("修改稿件")
    tongxun.fill("事件日期", today.date().isoformat())
    page.keyboard.press("Escape")
    tongxun.tick("本稿不涉及国家秘密")
    tongxun.press("交单位审签")
    tongxun.reads("没有提交。改好后再提交。")
    assert "13800138000" in page.locator(".messages").inner_text()
    tongxun.look("word-05-stopped")
    remove_last_line(page)
    tongxun.press("交单位审签")
    tongxun.reads("已交到单位审签")


def remove_last_line(page):
    editor = page.locator(".public-DraftEditor-content").last
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Delete")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[name^=body-]')].every(e => !e.value.includes('13800138000'))"
    )


def paste(tongxun, tmp_path):
    """On the phone: two photos at once, and captions asked for."""
    photos = []
    for name, color in (("一.jpg", "teal"), ("二.jpg", "olive")):
        photos.append(tmp_path / name)
        Image.new("RGB", (800, 600), color).save(photos[-1])
    page = tongxun.page
    tongxun.go("/admin/pieces/paste/")
    page.set_viewport_size(PHONE)
    tongxun.fill(
        "稿件文字", "老同志重阳登高\n（通讯员 徐州）\n10月21日，老同志登高望远，兴致很高。"
    )
    page.locator("input[type=file]").set_input_files(photos)
    page.get_by_role("button", name="存为草稿").click()
    tongxun.reads("请给每张照片写说明。")
    boxes = page.get_by_role("textbox", name="图片说明")
    assert boxes.count() == 2
    boxes.nth(0).fill("图为老同志在登高")
    boxes.nth(1).fill("图为老同志合影")
    tongxun.look("word-06-captions")
    page.get_by_role("button", name="保存图片说明").click()
    tongxun.reads("图片说明已保存。")
    assert page.get_by_role("textbox", name="标题").first.input_value() == "老同志重阳登高"
