"""The frame that every screen is shown in."""

import pytest

from editorial.screens.pages import screen

TEMPLATE = "editorial/writing/choose_unit.html"


@pytest.fixture
def frame(rf, monkeypatch):
    """What a screen hands its template."""
    seen = {}
    monkeypatch.setattr(
        "editorial.screens.pages.render",
        lambda request, template, context: seen.update(context, template=template),
    )

    def of(*args, **kwargs):
        seen.clear()
        screen(rf.get("/"), TEMPLATE, *args, **kwargs)
        return seen

    return of


def test_a_screen_has_title_icon_and_what_leads_to_it(frame):
    assert frame("媒体甲", "globe", [("/outlets/", "媒体")], outlet=7) == {
        "template": TEMPLATE,
        "page_title": "媒体甲",
        "header_icon": "globe",
        "within": "媒体",
        "breadcrumbs_items": [
            {"url": "/outlets/", "label": "媒体"},
            {"url": "", "label": "媒体甲"},
        ],
        "outlet": 7,
    }


def test_the_trail_may_end_in_other_words_or_be_left_out(frame):
    trail = frame("稿件", "doc-full", here="重阳登高")["breadcrumbs_items"]
    assert trail == [{"url": "", "label": "重阳登高"}]
    assert "breadcrumbs_items" not in frame("写稿件", "edit", trail=None)
