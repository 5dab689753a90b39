"""考核接口 in a real browser: a quarter is released with the tick, a token made, copied and read with, and
revoked; no page on the way scrolls sideways on a phone."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime

import pytest

from tests.journeys.people import Person
from tests.journeys.place import Place, last_ended_quarter

pytestmark = pytest.mark.journey
FEED = "/admin/scoring/feed/"


@pytest.fixture(scope="module")
def served(tmp_path_factory, empty_tables):
    """The address of a place with one verified placement of 都昌 in a closed quarter."""
    place = Place(tmp_path_factory.mktemp("feed"), empty_tables)
    command = [sys.executable, "-m", "tests.journeys.count"]
    subprocess.run(command, env=place.environment, check=True)
    with place.serving(datetime.now()) as address:
        yield address


def read(address, path, secret):
    """(status, JSON), as a program of the assessment would ask."""
    url = f"{address}/api/assessment/v1/{path}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {secret}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def test_a_quarter_is_released_and_read_with_a_token(browser, served):
    span, _, _ = last_ended_quarter()
    jifen = Person(browser, served, "jifen").log_in()
    jifen.go(FEED)
    jifen.reads("2024年《整治形式主义为基层减负若干规定》")
    jifen.look("feed-before")
    jifen.follow("开放")
    jifen.fill("开放说明", "局长办公会同意")
    # The form says what it needs before the browser would.
    jifen.page.locator("form").last.evaluate("form => form.noValidate = true")
    jifen.press(f"开放{span.label}")
    jifen.reads("请先勾选确认，再开放。")
    jifen.look("feed-release")
    jifen.tick("我已对照上面的规定")
    jifen.press(f"开放{span.label}")
    jifen.reads(f"{span.label}已向考核开放。")

    jifen.follow("新建读取凭证")
    jifen.fill("使用方", "市委考核办")
    jifen.fill("用途", "年度综合目标考核")
    jifen.look("feed-form")
    jifen.press("建立读取凭证")
    jifen.reads("读取凭证只在这里显示一次")
    jifen.press("复制")
    jifen.reads("已复制")
    jifen.look("feed-token")
    secret = jifen.page.get_by_label("读取凭证", exact=True).input_value()
    jifen.page.get_by_label("读取凭证", exact=True).evaluate("field => field.readOnly = false")
    jifen.page.get_by_label("读取凭证", exact=True).fill("")
    jifen.page.keyboard.press("Control+V")
    assert jifen.page.get_by_label("读取凭证", exact=True).input_value() == secret

    status, standings = read(served, f"quarters/{span.code}/standings", secret)
    assert (status, standings["quarter"]) == (200, span.code)
    placed = {row["unit"]: row["placed"] for row in standings["standings"] if row["placed"]}
    assert placed == {"都昌县委老干部局": 1}
    assert read(served, f"quarters/{span.code}/lines", secret)[0] == 403

    jifen.follow("复制好了")
    assert secret not in jifen.page.content()
    jifen.follow("看访问记录")
    jifen.reads(f"/api/assessment/v1/quarters/{span.code}/lines")
    jifen.look("feed-log")
    jifen.go(FEED)
    jifen.look("feed-after")
    jifen.follow("停用")
    jifen.look("feed-revoke")
    jifen.press("停用读取凭证")
    jifen.reads("的读取凭证已停用，马上生效。")
    status, refusal = read(served, f"quarters/{span.code}/standings", secret)
    assert (status, refusal["error"]["code"]) == (401, "token_revoked")
    assert jifen.sideways == []
    # Addresses and commands are what they are; the words around them are Chinese.
    elsewhere = ("feed-release", "feed-form", "feed-revoke")
    assert [word for word in jifen.english if word.startswith(elsewhere)] == []
