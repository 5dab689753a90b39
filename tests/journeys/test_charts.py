"""图表 in a real browser: drawn under the strictest policy, told without colour, on a phone with the
table folded away, and without scripts as tables alone."""

import subprocess
import sys
from datetime import datetime

import pytest

from tests.journeys.people import PHONE, Person
from tests.journeys.place import Place, last_ended_quarter

pytestmark = pytest.mark.journey

# What each picture says, in the order of the page.
TOLD = """() => [...document.querySelectorAll('[data-chart]')].map((section) => {
  const picture = section.querySelector('.chart__picture[role=img]');
  const words = [...picture.querySelectorAll('svg text')].map((text) => text.textContent);
  return [picture.getAttribute('aria-label'), words.join(' ')];
})"""
SCRIPTS = ("vendor/echarts/echarts.common.min.js", "js/charts.js")


@pytest.fixture(scope="module")
def served(tmp_path_factory, empty_tables):
    """The address of a place with one verified placement of 都昌 in a closed quarter."""
    place = Place(tmp_path_factory.mktemp("charts"), empty_tables)
    command = [sys.executable, "-m", "tests.journeys.count"]
    subprocess.run(command, env=place.environment, check=True)
    with place.serving(datetime.now()) as address:
        yield address


@pytest.fixture
def jifen(browser, served):
    person = Person(browser, served, "jifen").log_in()
    person.errors = []
    person.page.on("console", lambda said: said.type == "error" and person.errors.append(said.text))
    person.page.on("pageerror", lambda error: person.errors.append(str(error)))
    return person


def charts_of(span):
    return f"/admin/scoring/{span.code}/charts/"


def test_charts_are_drawn_and_say_their_figures(jifen):
    span, _, _ = last_ended_quarter()
    jifen.go(charts_of(span))
    told = jifen.page.evaluate(TOLD)
    assert [label.split("。")[0] for label, _ in told] == [
        "各级别采用",
        "各媒体采用",
        "县（市、区）得分",
    ]
    assert told[1] == (
        ["各媒体采用。共采用1篇次。最多的是九江日报，1篇次。", "九江日报 1篇次，100%"]
    )
    jifen.look("charts")
    jifen.go(charts_of(span.next))
    trend, funnel = jifen.page.evaluate(TOLD)[:2]
    assert trend[0].startswith(f"各季度报送和采用。{span.next.label}报送1篇（比上一季度多1篇）")
    # 报送 and 采用 of both quarters at their columns, and the legend.
    assert trend[1].split()[-6:] == ["0", "1", "1", "0", "报送", "采用"]
    assert funnel[1] == "报送 审定 送出 刊发 1篇，100% 1篇，100% 0篇，0% 1篇，100%"
    jifen.look("charts-trend")
    assert (jifen.errors, jifen.english, jifen.sideways) == ([], [], [])


def test_a_phone_folds_the_tables_away(jifen):
    jifen.page.set_viewport_size(PHONE)
    jifen.go(charts_of(last_ended_quarter()[0]))
    section = jifen.page.locator("section[aria-labelledby=outlets-title]")
    assert (
        section.locator(".chart__picture").is_visible()
        and not section.locator("table").is_visible()
    )
    section.get_by_text("数据表").click()
    assert section.get_by_role("table").is_visible()


def test_without_scripts_the_tables_stand_alone(jifen):
    state = jifen.page.context.storage_state()
    plain = jifen.page.context.browser.new_context(java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(jifen.address + charts_of(last_ended_quarter()[0]))
    assert page.locator(".chart__picture").count() == 0
    assert page.get_by_role("table").filter(has_text="九江日报").is_visible()


def test_nothing_that_draws_needs_an_inline_script_or_style(jifen):
    """The admin's policy allows inline styles for Wagtail's sake; here nothing but own files is, and
    a script within the page shows that the policy is in force."""
    address = jifen.address + charts_of(last_ended_quarter()[0])
    sections = jifen.page.context.request.get(address).text()
    sections = sections[sections.index("<section") : sections.rindex("</section>")] + "</section>"
    files = "".join(f'<script src="/static/{file}" defer></script>' for file in SCRIPTS)
    forbidden = "<script>document.title = 'ran'</script>"
    jifen.page.route(
        "**/strict",
        lambda route: route.fulfill(
            body=f"<!doctype html><meta charset=utf-8>{sections}{forbidden}{files}",
            content_type="text/html",
            headers={"Content-Security-Policy": "default-src 'self'"},
        ),
    )
    jifen.go("/strict")
    assert len(jifen.page.evaluate(TOLD)) == 3
    assert jifen.page.title() == ""
    (refused,) = jifen.errors
    assert "inline script" in refused
