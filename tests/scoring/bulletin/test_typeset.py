"""How Chinese is set: where a line may stretch and break, and how tables share out their width. Pure."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.bulletin import fonts
from scoring.bulletin.typeset import (
    ACROSS,
    ACROSS_SIDEWAYS,
    GLUE,
    lead_in,
    stretchable,
    table_layout,
    width,
)


def parts(text):
    """Where the text may part, shown by |."""
    return stretchable(text).replace(GLUE, "|")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("老干部", "老|干|部"),
        ("", ""),
        ("报送12.5篇", "报|送|12.5|篇"),
        ("采用，报送。", "采|用，|报|送。"),
        ("在《老友》刊发", "在|《老|友》|刊|发"),
        ("“五老”", "“五|老”"),
        ("很好……是", "很|好……|是"),
        ("好——是", "好——|是"),
        ("率58.0%。与", "率|58.0%。|与"),
        ("号〔2026〕3号", "号|〔2026〕|3|号"),
        ("Wagtail CMS", "Wagtail CMS"),
        ("<b>&", "&lt;b&gt;&amp;"),
    ],
)
def test_a_line_parts_between_signs_but_not_at_the_wrong_ones(text, shown):
    assert parts(text) == shown


@given(st.text(alphabet="老干部，。《》（）“”…—12.5% abc<&", max_size=40))
def test_nothing_is_lost_or_added_but_glue(text):
    assert unescape(stretchable(text).replace(GLUE, "")) == text


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("（一）级别分布。按级别统计。", "（一）级别分布。", "按级别统计。"),
        ("（三）突出稿件", "（三）突出稿件", ""),
        ("（2026年）好。", "", "（2026年）好。"),
        ("本季度。", "", "本季度。"),
        ("", "", ""),
    ],
)
def test_the_second_level_is_told_by_its_number(text, head, rest):
    assert lead_in(text) == (head, rest)


def annex(columns, rows):
    return {"columns": columns, "rows": rows}


def test_a_chinese_sign_is_wider_than_a_figure():
    assert width("老干部。") == 4
    assert 1 < width("12") < 2


cells = st.text(alphabet="老干部工作abc123", max_size=60)


@given(st.integers(1, 15).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n))))
def test_columns_share_out_the_whole_width(rows):
    columns = ["单位"] * (len(rows[0]) if rows else 3)
    layout = table_layout(annex(columns, rows))
    across = ACROSS_SIDEWAYS if layout.wide else ACROSS
    assert sum(layout.widths) == pytest.approx(across)
    assert min(layout.widths) > 0
    assert layout.wide == (len(columns) > 6)


def test_a_short_column_is_not_squeezed_by_long_ones():
    rows = [["2026-09-03", "很长的标题" * 20, "https://example.cn/" + "a" * 300, "陈明"]] * 3
    layout = table_layout(annex(["日期", "标题", "链接", "作者"], rows))
    character = layout.size * 25.4 / 72
    assert layout.widths[0] >= width("2026-09-03") * character
    assert layout.widths[3] >= width("陈明") * character
    assert layout.size == 9


def test_a_table_that_fits_is_set_in_the_larger_size():
    layout = table_layout(annex(["单位", "任务"], [["都昌县委老干部局", "6"]]))
    assert layout.size == 10.5


def test_the_official_fonts_come_first_and_free_ones_stand_in():
    for name, families in fonts.STACKS.items():
        assert families[0] == name
        assert families[-1] in fonts.FREE
    assert re.match('"仿宋_GB2312", ', fonts.stack(fonts.BODY))


def test_a_font_that_is_not_there_is_told_from_one_that_is():
    assert not fonts.is_installed("没有这种字体")
    assert fonts.is_installed(fonts.SERIF) or fonts.missing()
