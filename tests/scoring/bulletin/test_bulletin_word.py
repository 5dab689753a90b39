"""The circular's Word file: the measures of GB/T 9704-2012 as the file names them, and as LibreOffice, which
has the free fonts only, prints them. No database."""

import io
import subprocess

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from scoring.bulletin.word import bulletin_docx
from tests.scoring.bulletin.circulars import DIGEST, make_content, section, sheets_of

FILLER = "老干部工作"


@pytest.fixture(scope="module")
def content():
    text = [section("一、总体情况", "字" * 28 * 60), section("二、采用情况", "（一）级别", FILLER)]
    return make_content(10, 40, text)


@pytest.fixture(scope="module")
def word(content):
    return docx.Document(io.BytesIO(bulletin_docx(content)))


@pytest.fixture(scope="module")
def printed(content, libreoffice, poppler, tmp_path_factory):
    return sheets_of(as_pdf(bulletin_docx(content), libreoffice, tmp_path_factory.mktemp("word")))


def as_pdf(data, libreoffice, folder):
    source = folder / "circular.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [libreoffice, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return source.with_suffix(".pdf")


def millimetres(*lengths):
    return [round(length / Mm(1), 1) for length in lengths]


def test_the_type_area_is_156_by_225_mm_with_22_lines(word):
    page = word.sections[0]
    assert millimetres(page.page_width, page.page_height) == [210, 297]
    edges = (page.top_margin, page.left_margin, page.right_margin, page.bottom_margin)
    assert millimetres(*edges) == [37, 28, 26, 35]
    grid = page._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert 22 * 579 <= 225 * 1440 / 25.4 < 23 * 579


def test_each_piece_has_the_font_of_the_standard_by_name(word):
    fonts = {}
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            fonts[run.text] = (
                run._r.rPr.rFonts.get(qn("w:eastAsia")),
                run.font.size.pt,
                run.font.color.rgb and str(run.font.color.rgb),
            )
    assert fonts["中共九江市委老干部局文件"] == ("方正小标宋简体", 36, "E60000")
    assert fonts["九老干通〔2026〕3号"] == ("仿宋_GB2312", 16, None)
    assert fonts["信息宣传工作情况的通报"] == ("方正小标宋简体", 22, None)
    assert fonts["一、总体情况"] == ("黑体", 16, None)
    assert fonts["（一）级别"] == ("楷体_GB2312", 16, None)
    assert fonts[FILLER] == ("仿宋_GB2312", 16, None)
    footer = word.sections[0].footer.paragraphs[0].runs[0]
    assert (footer._r.rPr.rFonts.get(qn("w:eastAsia")), footer.font.size.pt) == ("宋体", 14)


def test_wide_annexes_are_turned_sideways_and_repeat_their_heads(word, content):
    turned = [section.page_width > section.page_height for section in word.sections]
    assert turned == [False, True, True, True, False]
    for table, annex in zip(word.tables, content["annexes"], strict=True):
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert [row for row in rows if row.trPr.find(qn("w:tblHeader")) is not None] == []
        assert [row for row in (head, *rows) if row.trPr.find(qn("w:cantSplit")) is None] == []
        assert [cell.text for cell in table.rows[0].cells] == annex["columns"]


def test_tables_are_as_wide_as_their_pages_allow(word):
    wide, upright = 225, 156
    widths = [
        sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) * 25.4 / 1440
        for table in word.tables
    ]
    assert widths == [pytest.approx(mm, abs=0.5) for mm in (wide, wide, wide, upright)]


def test_headings_are_kept_with_what_follows(word):
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs}
    assert kept["一、总体情况"] and kept["（一）级别"] and kept["附件1"] and kept["采用稿件明细"]
    assert kept["字" * 28 * 60] is None


def test_the_digest_stands_at_the_end(word):
    assert word.paragraphs[-1].text.endswith(f"校验码（SHA-256）：{DIGEST}")
    still_open = docx.Document(io.BytesIO(bulletin_docx(make_content(2, 2, digest=""))))
    assert "校验码" not in "".join(p.text for p in still_open.paragraphs)


def test_the_same_content_gives_the_same_bytes(content):
    assert bulletin_docx(content) == bulletin_docx(content)


def test_what_xml_can_t_hold_is_left_out():
    made = make_content(2, 2, issuer="局\x0b<&>")
    made["annexes"][2]["rows"][0][1] = "标题\x00<b>&amp;"
    word = docx.Document(io.BytesIO(bulletin_docx(made)))
    assert word.tables[2].rows[1].cells[1].text == "标题<b>&amp;"


# -- as it is printed ------------------------------------------------------------------------------


def test_a_printed_page_has_22_lines_of_28_characters(printed):
    page = printed[1]
    *lines, number = page.lines()
    assert [line.text for line in lines] == ["字" * 28] * 22
    assert number.text.replace(" ", "") == "—2—"
    assert {round(line.left, 1) for line in lines} == {28.0}
    assert [line.right for line in lines] == [pytest.approx(184, abs=0.5)] * 22
    middles = [line.middle for line in lines]
    assert middles[-1] - middles[0] == pytest.approx(21 * 225 / 22, abs=0.6)
    assert middles[0] == pytest.approx(37 + 225 / 44, abs=1.5)


def test_printed_page_numbers_stand_outside_7_mm_below(printed):
    upright = [
        (place, sheet) for place, sheet in enumerate(printed, 1) if sheet.width < sheet.height
    ]
    for place, sheet in upright:
        number = sheet.lines()[-1]
        assert number.text.replace(" ", "") == f"—{place}—"
        assert number.middle == pytest.approx(37 + 225 + 7, abs=1)
        one_in = 14 * 25.4 / 72
        if place % 2:
            assert number.right == pytest.approx(184 - one_in, abs=0.6)
        else:
            assert number.left == pytest.approx(28 + one_in, abs=0.6)


def test_printed_sideways_pages_have_number_and_head_where_they_belong(printed):
    sideways = [
        (place, sheet) for place, sheet in enumerate(printed, 1) if sheet.width > sheet.height
    ]
    assert {place % 2 for place, _ in sideways} == {0, 1}
    for place, sheet in sideways:
        in_margin = [word for word in sheet.words if word.right < 34.5]
        assert "".join(word.text for word in in_margin) == f"—{place}—"
        one_in = 14 * 25.4 / 72
        if place % 2:
            lowest = max(word.bottom for word in in_margin)
            assert lowest == pytest.approx(28 + 156 - one_in, abs=0.8)
        else:
            assert min(word.top for word in in_margin) == pytest.approx(28 + one_in, abs=0.8)
        rest = [word for word in sheet.words if word.left > 34.5]
        assert max(word.right for word in rest) <= 260.5
        assert max(word.bottom for word in rest) <= 185
    lines = [sheet for _, sheet in sideways if "依据条款" in sheet.text]
    assert len(lines) > 2
    assert [sheet.text.count("依据条款") for sheet in lines] == [1] * len(lines)


def test_no_printed_heading_is_the_last_line_of_a_page(libreoffice, poppler, tmp_path):
    parts = [
        section(f"{number}、标题", *[FILLER * 5] * (number % 23), "（一）小标题", FILLER)
        for number in range(1, 31)
    ]
    data = bulletin_docx(make_content(2, 2, parts))
    letter = [
        sheet for sheet in sheets_of(as_pdf(data, libreoffice, tmp_path)) if FILLER in sheet.text
    ]
    assert sum(sheet.text.count("标题") for sheet in letter) == 60
    assert [text for sheet in letter if "标题" in (text := sheet.lines()[-2].text)] == []
    assert min(len(sheet.lines()) - 1 for sheet in letter[1:-1]) < 22
