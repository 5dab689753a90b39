"""Nothing typed is lost between a key and a row: in the editor and in the long forms, when the session
ends, when somebody else logs in, when another tab was first, when the server fails."""

import pytest

from tests.journeys.typing import Desk, Writer

pytestmark = pytest.mark.journey
PASTED = "关心下一代\n王芳\n10月21日，老同志到学校讲故事。"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, empty_tables):
    with Desk(tmp_path_factory.mktemp("typing"), empty_tables).open() as desk:
        yield desk


@pytest.fixture
def tongxun(browser, desk):
    person = Writer(browser, desk.address, "tongxun").log_in()
    yield person
    person.page.context.close()


# -- the editor --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["Ctrl+S", "保存草稿"])
def test_what_was_typed_right_before_saving_is_saved(desk, tongxun, way):
    """The editor hands its text to the form a quarter of a second late; saved was an empty body."""
    text = f"chongyang{'key' if way == 'Ctrl+S' else 'button'}zoufanglaotongzhi"
    tongxun.start_piece("重阳走访").type(text)
    if way == "Ctrl+S":
        tongxun.page.keyboard.press("Control+s")
    else:
        tongxun.save()
    tongxun.page.wait_for_url("**/edit/**")
    tongxun.settle()
    assert text in desk.newest_text()
    assert tongxun.body() == text


def test_what_was_typed_right_after_opening_is_saved_without_a_further_key(desk, tongxun):
    """Wagtail took its first snapshot two seconds after opening: what stood there then counted as saved."""
    tongxun.start_piece()
    tongxun.type("yikaishijiuxie", delay=5)
    tongxun.says("已保存")
    assert "yikaishijiuxie" in desk.newest_text()


def test_what_was_typed_while_an_autosave_was_under_way_is_saved_by_the_next(desk, tongxun):
    tongxun.start_piece()
    tongxun.type("diyiju", delay=5)
    with tongxun.page.expect_request(is_autosave):
        pass
    tongxun.page.keyboard.type("dierju", delay=1)
    with tongxun.page.expect_request(is_autosave):
        pass
    tongxun.says("已保存")
    assert "diyijudierju" in desk.newest_text()


def is_autosave(request):
    return request.method == "POST" and "json" in request.headers.get("accept", "")


# -- the session ends -------------------------------------------------------------------------------


def test_a_save_after_the_session_ended_keeps_the_text_and_is_repeated_after_the_log_in(
    desk, tongxun
):
    tongxun.start_piece("会话结束").type("huihuajieshu")
    tongxun.end_session()
    tongxun.save()
    tongxun.says("登录已过期，文字还在")
    assert tongxun.body() == "huihuajieshu"
    tongxun.page.locator(".keeping").get_by_role("button", name="登录").click()
    tongxun.log_in_within_the_layer()
    tongxun.page.wait_for_url("**/edit/**")
    assert "huihuajieshu" in desk.newest_text()
    tongxun.settle()
    assert tongxun.body() == "huihuajieshu"


def test_a_token_made_stale_by_a_second_tab_is_renewed(desk, tongxun):
    tongxun.start_piece("旧令牌").type("jiulingpai")
    tongxun.second_tab().page.close()
    tongxun.save()
    tongxun.page.wait_for_url("**/edit/**")
    assert "jiulingpai" in desk.newest_text()


def test_nothing_is_saved_in_the_name_of_whoever_logged_in_meanwhile(desk, tongxun):
    tongxun.start_piece("别人登录").type("bierendenglu")
    tongxun.second_tab("tongshi").page.close()
    tongxun.save()
    tongxun.says("现在登录的是刘芳")
    assert tongxun.body() == "bierendenglu"
    assert "bierendenglu" not in desk.all_texts()


@pytest.mark.parametrize("path", ["/admin/pieces/paste/"])
def test_a_long_form_keeps_its_text_when_the_session_has_ended(desk, tongxun, path):
    tongxun.go(path)
    tongxun.page.locator("[name=text]").fill(PASTED)
    tongxun.page.context.clear_cookies()
    tongxun.page.get_by_role("button", name="存为草稿").click()
    tongxun.says("登录已过期，文字还在")
    assert tongxun.page.locator("[name=text]").input_value() == PASTED
    tongxun.page.locator(".keeping").get_by_role("button", name="登录").click()
    tongxun.log_in_within_the_layer()
    tongxun.page.wait_for_url("**/edit/**")
    assert "讲故事" in desk.newest_text()
