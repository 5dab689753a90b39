"""The whole chain in a real browser: a correspondent's draft to the quarter's circular, each step by
the person whose step it is, on the screens that they have."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.people import Person
from tests.journeys.place import last_ended_quarter

pytestmark = pytest.mark.journey

STORY = Path(__file__).with_name("重阳.txt").read_text(encoding="utf-8").splitlines()
HEADLINE, PARAGRAPHS = STORY[0], STORY[1:]
UNIT = "人民银行九江市分行离退休干部科"
RETURN_REASON = "“近六十名”请核对签到表，写准确人数。"
CAPTIONS = ("图为老同志在学剪纸", "图为老同志参观红岗村")


def test_a_piece_goes_from_the_draft_to_the_circular(browser, place, tmp_path):
    span, writing, closing = last_ended_quarter()
    place.prepare(writing)
    with place.serving(writing) as address:
        people = Cast(browser, address)
        draft(people.tongxun, tmp_path, writing)
        review(people)
        route(people.bianji, tmp_path)
        record_and_verify(people, tmp_path, writing)
        count(people)
    with place.serving(closing) as address:
        people.move_to(address)
        publish(people.jifen, span)
    with place.serving(closing + timedelta(days=6)) as address:
        people.move_to(address)
        close(people, span, tmp_path)
        read_on_the_site(people.visitor)
    assert people.english() == []
    assert people.sideways() == []


class Cast:
    """Who takes part, each logged in at a browser of their own when first asked for."""

    def __init__(self, browser, address):
        self._browser, self._address, self._people = browser, address, {}

    def __getattr__(self, name):
        if name not in self._people:
            person = Person(self._browser, self._address, name)
            self._people[name] = person if name == "visitor" else person.log_in()
        return self._people[name]

    def move_to(self, address):
        """The same windows, still logged in, after the web process was started anew."""
        self._address = address
        for person in self._people.values():
            person.address = address

    def english(self):
        return [word for person in self._people.values() for word in person.english]

    def sideways(self):
        return [page for person in self._people.values() for page in person.sideways]


# -- drafting --------------------------------------------------------------------------------------


def draft(tongxun, tmp_path, writing):
    """With two photos; handed in once with the declaration missing, then complete."""
    page = tongxun.page
    tongxun.look("01-correspondents-home")
    tongxun.follow("写稿件")
    tongxun.fill("标题", HEADLINE)
    type_paragraph(page, PARAGRAPHS[0])
    for number, caption in enumerate(CAPTIONS):
        add_photo(tongxun, photo_with_gps(tmp_path, number), caption)
        add_block(page, "段落")
        type_paragraph(page, PARAGRAPHS[number + 1])
    tongxun.choose("投给专栏", "我看家乡新变化")
    tongxun.tick("同意在互联网公开发布")
    tongxun.tick("照片中的人已同意公开")
    tongxun.look("02-editor")
    tongxun.press("交单位审签")
    tongxun.reads("还缺：事件日期、保密审查声明")
    tongxun.look("03-what-is-missing")
    tongxun.fill("事件日期", writing.date().isoformat())
    page.keyboard.press("Escape")
    tongxun.tick("本稿不涉及国家秘密")
    tongxun.press("交单位审签")
    tongxun.reads("已交到单位审签")
    assert "骆钰" in page.locator(".piece__state").inner_text()
    tongxun.look("04-handed-in")


def type_paragraph(page, text, number=-1):
    """At the end of a paragraph block; the editor hands its text to the form a moment later."""
    page.locator(".public-DraftEditor-content").nth(number).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)
    page.wait_for_function(
        "text => [...document.querySelectorAll('[name^=body-]')].some(e => e.value.includes(text))",
        arg=text,
    )


def add_block(page, kind):
    page.get_by_title("插入内容块").last.click()
    page.get_by_role("option", name=kind).click()


def add_photo(person, file, caption):
    page = person.page
    add_block(page, "照片")
    page.get_by_role("button", name="选择照片").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="上传").click()
    dialog.get_by_label("文件").set_input_files(file)
    title = dialog.get_by_role("textbox", name="标题")
    # The file's name is proposed a moment later; whoever writes sooner would be overwritten.
    expect(title).to_have_value(file.stem)
    title.fill(caption)
    person.look(f"02-photo-{file.stem}")
    dialog.get_by_role("button", name="上传").click()
    dialog.wait_for(state="hidden")
    page.get_by_role("textbox", name="图片说明").last.fill(caption)
    page.get_by_role("textbox", name="摄影").last.fill("徐州")


def photo_with_gps(folder, number):
    """A picture that tells where it was taken."""
    image = Image.new("RGB", (1200, 800), ((200, 120, 90), (110, 150, 120))[number])
    exif = image.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    path = folder / f"zhaopian{number + 1}.jpg"
    image.save(path, exif=exif)
    return path


# -- review ----------------------------------------------------------------------------------------


def review(people):
    """Signed, passed once, returned once by 复审 with a reason, mended, passed to the end."""
    sign(people.fuze, "05-head", "初审")
    sign(people.bianji, "06-first-review", "复审")
    open_first_of_queue(people.fushen)
    people.fushen.press("退回作者修改")
    people.fushen.reads("必须写明理由")
    people.fushen.fill("意见", RETURN_REASON)
    people.fushen.press("退回作者修改")
    people.fushen.reads("退回修改")
    people.fushen.look("07-returned")
    mend(people.tongxun)
    open_first_of_queue(people.fushen)
    people.fushen.reads("有修改，看改了什么")
    people.fushen.look("10-second-review-again")
    people.fushen.follow("看改了什么")
    people.fushen.look("11-compare")
    people.fushen.page.go_back()
    people.fushen.press("通过")
    people.fushen.reads("稿件现在：终审")
    sign(people.zhongshen, "12-final-review", "审定")


def sign(reviewer, name, next_stage):
    reviewer.look(f"{name}-home")
    open_first_of_queue(reviewer)
    reviewer.look(f"{name}-piece")
    reviewer.press("通过")
    reviewer.reads(f"稿件现在：{next_stage}")


def open_first_of_queue(reviewer):
    reviewer.go("/admin/")
    reviewer.follow("去审稿")
    reviewer.follow(HEADLINE)


def mend(tongxun):
    page = tongxun.page
    tongxun.go("/admin/")
    tongxun.reads(RETURN_REASON)
    tongxun.look("08-returned-to-me")
    tongxun.follow(HEADLINE)
    tongxun.reads(RETURN_REASON)
    tongxun.follow("修改稿件")
    type_paragraph(page, "（共五十八名）", number=0)
    tongxun.press("改好了，重新提交")
    tongxun.reads("已交到复审")
    tongxun.follow("稿件审批单")
    tongxun.look("09-sign-off-sheet")


# -- routing ---------------------------------------------------------------------------------------


def route(bianji, folder):
    """To the daily, to a client and to the own site; a package is downloaded, both are sent."""
    bianji.go("/admin/")
    bianji.look("13-editors-home")
    bianji.follow("去送稿")
    bianji.follow_in_row(HEADLINE, "送稿")
    for outlet in ("九江日报", "学习强国", "本站专栏"):
        bianji.tick(outlet)
    bianji.look("14-choose-outlets")
    bianji.press("送稿")
    bianji.reads("已送1家（本单位网站上已刊出），待送2家")
    bianji.look("15-desk")
    bianji.follow_in_row("九江日报", HEADLINE)
    read_package(bianji.save_as("下载稿件和照片", folder))
    bianji.look("16-routing")
    bianji.press("标记已送")
    bianji.reads("已送")
    bianji.go("/admin/routing/")
    bianji.follow_in_row("学习强国", HEADLINE)
    bianji.press("标记已送")
    bianji.reads("已送")


def read_package(path):
    """Word and two photos that no longer tell where they were taken."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        (word,) = [name for name in names if name.endswith(".docx")]
        photos = [name for name in names if name.endswith(".jpg")]
        text = "\n".join(p.text for p in Document(io.BytesIO(package.read(word))).paragraphs)
        assert len(photos) == 2
        for name in photos:
            assert not Image.open(io.BytesIO(package.read(name))).getexif()
    assert HEADLINE in text and "（共五十八名）" in text
    assert all(caption in text for caption in CAPTIONS)


# -- placements and scores -------------------------------------------------------------------------


def record_and_verify(people, folder, writing):
    """The daily ran it inside, the national client with a new headline; another person verifies."""
    day = writing.date().isoformat()
    record(people.tongxun, "九江日报", day, folder, HEADLINE)
    record(people.bianji, "学习强国", day, folder, "退休老同志喜迎重阳")
    people.bianji.look("18-placement")
    assert people.bianji.page.get_by_role("button", name="核实", exact=True).count() == 0
    assert score_on_home(people.tongxun) == "0"
    verify(people.fushen, HEADLINE)
    assert score_on_home(people.tongxun) == "5"
    verify(people.fushen, "退休老同志喜迎重阳")
    people.fushen.look("20-verified")
    assert score_on_home(people.tongxun) == "20"


def verify(fushen, headline):
    fushen.go("/admin/")
    fushen.follow("去核实")
    fushen.look("19-to-verify")
    fushen.follow_in_row(headline, headline)
    fushen.press("核实")
    fushen.reads("已核实，计分随之更新")


def score_on_home(tongxun):
    """What the own unit's card says: 5 for the daily, then 就高不就低 20 for the national client."""
    tongxun.go("/admin/")
    words = tongxun.page.get_by_role("link", name="季度得").inner_text()
    return words.partition("得")[2].removesuffix("分")


def record(person, outlet, day, folder, headline):
    page = person.page
    person.go("/admin/")
    open_own_piece(person)
    person.follow("登记刊发")
    person.look(f"17-record-{person.username}")
    person.choose("媒体", outlet)
    person.fill("刊发日期", day)
    page.keyboard.press("Escape")
    person.fill("刊发标题", headline)
    a_row_of_credits_can_be_added_and_taken_away(person)
    person.press("保存")
    person.reads("至少要有一样")
    person.fill("版面", "第3版")
    page.get_by_label("佐证材料", exact=True).set_input_files(clipping(folder))
    person.press("保存")
    person.reads("等另一位同志核实后计分")


def a_row_of_credits_can_be_added_and_taken_away(person):
    """Without a piece there was one row and no way to add one. By the keyboard, as by a finger."""
    page = person.page
    names = page.locator("[data-row] input[name$=-name]")
    before = names.count()
    page.get_by_role("button", name="再加一行").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("张三")
    assert names.count() == before + 1
    assert names.last.input_value() == "张三"
    assert page.locator("[name=credits-TOTAL_FORMS]").input_value() == str(before + 1)
    page.get_by_role("button", name="去掉这一行").last.press("Enter")
    assert names.count() == before
    assert page.locator("[name=credits-TOTAL_FORMS]").input_value() == str(before)


def open_own_piece(person):
    person.go("/admin/pieces/mine/" if person.username == "tongxun" else "/admin/pieces/all/")
    person.look(f"17-list-{person.username}")
    person.follow(HEADLINE)


def clipping(folder):
    path = folder / "剪报.jpg"
    Image.new("RGB", (500, 700), (240, 236, 226)).save(path)
    return path


def count(people):
    """20 for the national client and, 就高不就低, nothing more for the daily: 20 in all."""
    tongxun = people.tongxun
    tongxun.go("/admin/")
    tongxun.look("21-score-on-my-home")
    tongxun.follow("看每一条")
    tongxun.look("22-lines-of-my-unit")
    cells = tongxun.page.locator(".scores").first.locator("tbody td:last-child").all_inner_texts()
    points = [Decimal(text) for text in cells]
    assert sorted(points) == [Decimal(0), Decimal(20)]
    assert "共得 20 分" in tongxun.page.locator(".piece__state").inner_text()
    tongxun.page.get_by_role("link", name="20.00").first.click()
    tongxun.reads("第三条（一）")
    tongxun.look("23-why-so-many-points")


# -- closing ---------------------------------------------------------------------------------------


def publish(jifen, span):
    jifen.go("/admin/")
    jifen.look("24-score-keepers-home")
    jifen.go(f"/admin/scoring/{span.code}/")
    jifen.look("25-quarter")
    jifen.press(f"公示：{span.label}")
    jifen.reads(f"{span.label}已公示")


def close(people, span, folder):
    jifen = people.jifen
    jifen.go(f"/admin/scoring/{span.code}/")
    jifen.press(f"季度定稿：{span.label}")
    jifen.reads(f"{span.label}已定稿")
    jifen.look("26-closed")
    jifen.follow("看得分排名")
    row = jifen.page.get_by_role("row").filter(has_text=UNIT)
    assert row.get_by_role("cell").first.inner_text() == "1"
    jifen.look("27-standing")
    jifen.page.go_back()
    jifen.follow("看通报")
    jifen.look("28-circular")
    path = jifen.save_as("下载Word", folder)
    words = Document(path)
    text = "\n".join(p.text for p in words.paragraphs)
    # A title of two lines is broken where it reads well.
    assert f"{span.label}全市老干部信息宣传工作情况的通报" in text.replace("\n", "")
    cells = [cell.text for table in words.tables for row in table.rows for cell in row.cells]
    assert UNIT in cells and "20" in cells


def read_on_the_site(visitor):
    visitor.go("/")
    visitor.look("29-site-home")
    visitor.follow(HEADLINE)
    visitor.reads("（共五十八名）")
    assert visitor.page.locator("figure img").count() == 2
    foot = visitor.page.locator("main").inner_text()
    assert all(name in foot for name in ("徐静", "郑安", "胡正华"))
    visitor.look("30-site-piece")
