"""What the checks found is marked in the text at its place, and leads to its finding and back."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "cms/static/js/found.js"
PAGE = """
<article class="manuscript">
  <h2 class="manuscript__headline">老有所为:都昌</h2>
  <p class="manuscript__byline">都昌</p>
  <div class="manuscript__body">
    <p>都昌有3.15元，播放“3.<b>15</b>”晚会。</p>
    <figure class="quote"><blockquote><p>一如继往</p></blockquote></figure>
    <table><tr><td>老干局</td></tr></table>
    <figure class="photo"><figcaption>图为都昌</figcaption></figure>
  </div>
</article>
"""
ITEM = """<div class="proof proof--warn" id="finding-{number}" data-where="{where}" data-before="{before}"
  data-text="{text}" data-after="{after}"><mark>{text}</mark></div>"""
FOUND = [
    ("headline", "老有所为", ":", "都昌"),
    # The second of two equal words, half of it in bold type.
    ("body", "播放“", "3.15", "”晚会"),
    ("body", "", "一如继往", ""),
    # A row of a table is read as one line: what stands around a cell is not beside it on the screen.
    ("body", "单位，", "老干局", "，3"),
    ("photo 1", "图为", "都昌", ""),
    ("body", "", "不在这里", ""),
    ("body", "", "", ""),
]


@pytest.fixture
def shown(browser):
    page = browser.new_page()
    items = [
        ITEM.format(number=number, where=where, before=before, text=text, after=after)
        for number, (where, before, text, after) in enumerate(FOUND, 1)
    ]
    page.set_content(PAGE + "".join(items))
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def test_marks_stand_where_the_checks_found_something(shown):
    marks = shown.locator("a.found")
    assert marks.all_inner_texts() == [":", "3.", "15", "一如继往", "老干局", "都昌"]
    assert shown.locator("figcaption a.found").get_attribute("href") == "#finding-5"
    before = "a => a.previousSibling.textContent.endsWith('播放“')"
    assert shown.locator("#found-finding-2").evaluate(before)
    # Each finding leads to its mark; what has no place in the text leads nowhere.
    assert shown.locator(".proof a").count() == 5
    shown.locator("#finding-3 a").click()
    assert shown.url.endswith("#found-finding-3")
