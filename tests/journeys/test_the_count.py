"""A quarter's count in a real browser: a rule book is changed, tried and adopted, what it left out is
settled; 公示, an appeal, a correction by two people, 季度定稿, the files, and the feed read with a token."""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from datetime import time as clock

import pytest

from scoring.arithmetic import closing
from scoring.quarter import QuarterSpan
from tests.journeys.people import Person
from tests.journeys.place import Place
from tests.journeys.test_feed import FEED, read

pytestmark = pytest.mark.journey
SPAN = QuarterSpan.of(datetime.now().date())
# The quarter that runs is over: its fifth morning after, and one when 公示 is over as well.
AFTER = datetime.combine(SPAN.next.first_day + timedelta(days=4), clock(9))
LATER = AFTER + timedelta(days=8)
QUARTER, UNIT = f"/admin/scoring/{SPAN.code}/", "都昌县委老干部局"


@pytest.fixture(scope="module")
def place(tmp_path_factory, empty_tables):
    place = Place(tmp_path_factory.mktemp("count"), empty_tables)
    command = [sys.executable, "-m", "tests.journeys.count", "open"]
    subprocess.run(command, env=place.environment, check=True)
    return place


def test_a_quarter_from_a_changed_rule_to_the_assessment(browser, place, tmp_path):
    with place.serving(AFTER) as address:
        jifen = Person(browser, address, "jifen").log_in()
        change_a_rule_and_try_it(jifen)
        settle_the_missing_rate(jifen)
        publish(jifen)
        tongxun = Person(browser, address, "tongxun").log_in()
        appeal(tongxun)
        answer_and_enter_a_correction(jifen)
        zhongshen = Person(browser, address, "zhongshen").log_in()
        confirm(zhongshen)
    with place.serving(LATER) as address:
        jifen.address = address
        close(jifen, tmp_path)
        feed(jifen, address)
    for person in (jifen, tongxun, zhongshen):
        assert person.sideways == []
        assert person.english == []


def change_a_rule_and_try_it(jifen):
    """市级 5 → 6; and the county's row is forgotten, which the trial tells before anything counts."""
    jifen.go("/admin/scoring/books/")
    jifen.follow("老干部信息宣传工作计分办法")
    jifen.press("复制一份再改")
    starts = jifen.page.get_by_label("从哪一天起施行")
    starts.select_option(value=SPAN.first_day.isoformat())
    jifen.press("分值")
    jifen.fill("第3行分值", "6")
    jifen.press("去掉第4行")
    jifen.press("保存")
    jifen.look("count-editor")
    jifen.follow("看全文")
    jifen.reads("6分")
    jifen.follow("试算")
    jifen.choose("哪个季度或哪一年", SPAN.label)
    jifen.press("试算")
    jifen.reads("有1条按这份办法算不出来")
    # One more for the city, two fewer while nothing prices the county.
    jifen.reads("−1 少")
    jifen.look("count-whatif")
    jifen.follow("回到这份办法")
    jifen.follow("施行…")
    jifen.look("count-adopt")
    jifen.press("施行")
    jifen.reads("施行")


def settle_the_missing_rate(jifen):
    jifen.go("/admin/scoring/problems/")
    jifen.reads("都昌发布")
    jifen.follow("补一条分值")
    jifen.page.get_by_role("spinbutton", name="分值").fill("3")
    jifen.fill("条款号", "第三条（四）")
    jifen.fill("条款内容", "县级媒体采用，每篇3分")
    jifen.look("count-rate")
    jifen.press("保存并重新计分")
    jifen.reads("分值已补上，《老支书的调解室》计3分。")


def publish(jifen):
    jifen.go(QUARTER)
    jifen.look("count-quarter")
    jifen.press(f"公示：{SPAN.label}")
    jifen.reads(f"{SPAN.label}已公示")
    jifen.look("count-public")


def appeal(tongxun):
    tongxun.go("/admin/")
    tongxun.follow("看每一条")
    quarter = tongxun.page.get_by_role("link", name=SPAN.label, exact=True)
    if quarter.count():
        quarter.first.click()
        tongxun.settle()
    tongxun.reads("共得")
    tongxun.look("count-unit")
    tongxun.follow("对得分有异议")
    tongxun.fill("理由", "《重阳节里话家常》是局里约的稿，约稿加分没有计。")
    tongxun.look("count-appeal")
    tongxun.press("提出异议")
    tongxun.reads("待答复")


def answer_and_enter_a_correction(jifen):
    jifen.go("/admin/scoring/appeals/")
    jifen.follow("约稿加分没有计")
    jifen.fill("答复", "确是约稿，补记约稿加分。")
    jifen.press("属实，更正")
    jifen.reads("属实，更正")
    jifen.look("count-answered")
    jifen.follow("登记加减分")
    jifen.choose("单位", UNIT)
    jifen.page.get_by_label("日期").first.fill(SPAN.first_day.isoformat())
    jifen.page.get_by_role("radio", name=re.compile("^完成约稿")).check()
    jifen.look("count-kind")
    jifen.press("下一步")
    jifen.fill("理由", "完成重阳约稿")
    jifen.fill("依据文件", "约稿函〔2026〕8号")
    jifen.look("count-adjustment")
    jifen.press("登记")
    jifen.reads("待确认")


def confirm(zhongshen):
    zhongshen.go("/admin/scoring/adjustments/")
    zhongshen.follow("完成约稿")
    zhongshen.look("count-confirm")
    zhongshen.press("确认")
    zhongshen.reads("已确认")


def close(jifen, folder):
    """6 + 3 + 2: the line of the adjustment stands beside the placements'."""
    jifen.go(QUARTER)
    jifen.press(f"季度定稿：{SPAN.label}")
    jifen.reads(f"{SPAN.label}已定稿，得分不再变动。")
    jifen.reads("存档与校验码相符。")
    jifen.look("count-closed")
    content = json.loads(jifen.save_as("下载定稿文件", folder).read_bytes())
    assert closing.complete(inputs_of(content)) == content
    (duchang,) = [row for row in content["standings"] if row["unit_title"] == UNIT]
    assert (duchang["points"], duchang["corrections"], duchang["rank"]) == ("11.00", "2.00", 1)
    jifen.go(f"{QUARTER}standing/")
    jifen.reads("11.00")
    jifen.look("count-standing")
    jifen.go(f"{QUARTER}bulletin/")
    jifen.look("count-bulletin")
    for name, start in (("Word", b"PK"), ("Excel", b"PK"), ("PDF", b"%PDF")):
        assert download(jifen, name, folder).startswith(start)


def inputs_of(content):
    return {key: value for key, value in content.items() if key not in closing.OUTPUTS}


def download(jifen, name, folder):
    link = jifen.page.locator("main").get_by_role("link", name=f"下载{name}")
    with jifen.page.expect_download(timeout=60_000) as download:
        link.first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def feed(jifen, address):
    jifen.go(FEED)
    jifen.follow_in_row(SPAN.label, "开放")
    jifen.tick("我已对照上面的规定")
    jifen.press(f"开放{SPAN.label}")
    jifen.follow("新建读取凭证")
    jifen.fill("使用方", "市委考核办")
    jifen.fill("用途", "年度综合目标考核")
    jifen.press("建立读取凭证")
    secret = jifen.page.get_by_label("读取凭证", exact=True).input_value()
    status, found = read(address, f"quarters/{SPAN.code}/standings", secret)
    points = {row["unit"]: row["points"] for row in found["standings"]}
    assert (status, points[UNIT]) == (200, "11.00")
