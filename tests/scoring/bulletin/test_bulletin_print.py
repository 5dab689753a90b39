"""The circular's PDF by ruler: what GB/T 9704-2012 measures is measured on the printed page. No database.
The Word file, in the same measures: test_bulletin_word.py."""

import subprocess
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from PIL import Image

from scoring.bulletin import pdf
from scoring.bulletin.typeset import NEVER_FIRST, NEVER_LAST
from tests.scoring.bulletin.circulars import (
    DIGEST,
    make_content,
    section,
    sheets_of,
)

FILLER = "老干部工作"
# Long enough for every kind of sign to stand where a line would break.
PROSE = (
    "（一）级别分布。2026年第三季度，全市各单位共报送稿件1243篇，采用率58.0%；“都昌县”《重阳登高》"
    "在《老友》刊发——很好……（见附件3）。湖口、彭泽、永修：各报送“五老”宣讲1篇！"
)
millimetres = partial(pytest.approx, abs=0.15)


@pytest.fixture(scope="module")
def printed(tmp_path_factory, poppler):
    """Prints a content, gives its path."""
    folder = tmp_path_factory.mktemp("printed")

    def print_it(content):
        path = folder / f"{len(list(folder.iterdir()))}.pdf"
        try:
            path.write_bytes(pdf.bulletin_pdf(content))
        except pdf.PdfImpossible as impossible:
            pytest.fail(str(impossible))
        return path

    return print_it


@pytest.fixture(scope="module")
def long_letter(printed):
    """Pages full of one sign, then of prose, then short annexes; fifteen lines in the third."""
    text = [section("一、总体情况", "字" * 28 * 60), section("二、采用情况", PROSE * 12)]
    return printed(make_content(10, 30, text))


@pytest.fixture(scope="module")
def sheets(long_letter):
    return sheets_of(long_letter)


def test_a_page_of_text_has_22_lines_of_28_characters_in_156_by_225_mm(sheets):
    page = sheets[1]
    assert (page.width, page.height) == (millimetres(210), millimetres(297))
    *lines, number = page.lines()
    assert [line.text for line in lines] == ["字" * 28] * 22
    assert number.text == "—2—"
    assert {round(line.left, 1) for line in lines} == {28.0}
    assert {round(line.right, 1) for line in lines} == {184.1}  # with the space after the last
    middles = [line.middle for line in lines]
    step = 225 / 22
    assert middles == [millimetres(37 + step * (place + 0.5)) for place in range(22)]


def test_paragraphs_begin_two_characters_in(sheets):
    first = next(line for line in sheets[0].lines() if line.text.startswith("字字"))
    heading = next(line for line in sheets[0].lines() if line.text == "一、总体情况")
    assert [first.left, heading.left] == [millimetres(28 + 2 * 156 / 28)] * 2
    assert len(first.text) == 26


def test_every_line_of_prose_is_as_wide_as_the_type_area_and_breaks_by_the_rules(sheets):
    lines = [line for sheet in sheets[:6] for line in sheet.lines()[:-1]]
    start = next(n for n, line in enumerate(lines) if line.text == "二、采用情况") + 1
    end = next(n for n, line in enumerate(lines) if line.text.startswith("附件：1")) - 1
    prose = lines[start:end]
    assert len(prose) > 30
    assert [line.text for line in prose if line.text[0] in NEVER_FIRST] == []
    assert [line.text for line in prose if line.text[-1] in NEVER_LAST] == []
    # Not vacuous: there are such signs inside of lines.
    inside = "".join(line.text[1:-1] for line in prose)
    assert set("，。、；”》）…—！％%") & set(inside) > set("，。、；”》）")
    assert [line.text for line in prose if line.right != pytest.approx(184.0, abs=0.2)] == []


def test_the_head_stands_where_the_standard_wants_it(long_letter, sheets):
    """Ink, not type: the mark's top 35 mm below the type area's, the red line as wide as the area."""
    red = ink_rows(long_letter, page=1, is_ink=lambda r, g, b: r > 180 and g < 90 and b < 90)
    assert min(red) == pytest.approx(37 + 35, abs=0.7)
    widest = max(red, key=lambda top: red[top][1] - red[top][0])
    assert red[widest] == (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3))
    number = next(line for line in sheets[0].lines() if "〔2026〕" in line.text)
    assert (number.left + number.right) / 2 == pytest.approx(28 + 78, abs=0.3)
    black = ink_rows(long_letter, page=1, is_ink=lambda r, g, b: max(r, g, b) < 120)
    foot = max(top for top in black if number.top < top < number.bottom)
    line_top = min(top for top, ends in red.items() if ends == red[widest])
    assert line_top - foot == pytest.approx(4, abs=0.6)


def test_the_title_has_22_points_and_the_shape_of_a_trapeze(sheets):
    above, below = (
        next(line for line in sheets[0].lines() if line.text.endswith(end))
        for end in ("全市老干部", "情况的通报")
    )
    assert above.right - above.left > below.right - below.left
    assert [(line.left + line.right) / 2 for line in (above, below)] == [millimetres(106)] * 2
    # Eleven characters of 22 points.
    assert below.right - below.left == pytest.approx(11 * 22 * 25.4 / 72, abs=0.5)


def ink_rows(path, page, is_ink):
    """{mm from above: (leftmost, rightmost mm)} of the pixels that are ink, by a picture of the page."""
    out = path.with_suffix("")
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            "254",
            "-png",
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            path,
            out,
        ],
        check=True,
    )
    picture = Image.open(f"{out}.png").convert("RGB")
    data, wide = picture.tobytes(), picture.width
    rows = {}
    for top in range(picture.height):
        line = data[top * wide * 3 : (top + 1) * wide * 3]
        places = [x for x in range(wide) if is_ink(*line[x * 3 : x * 3 + 3])]
        if places:
            rows[top / 10] = (places[0] / 10, places[-1] / 10)
    return rows


def test_page_numbers_stand_outside_one_character_in_and_7_mm_below(sheets):
    upright = [
        (place, sheet) for place, sheet in enumerate(sheets, 1) if sheet.width < sheet.height
    ]
    assert {place % 2 for place, _ in upright} == {0, 1}
    for place, sheet in upright:
        number = sheet.lines()[-1]
        assert number.text == f"—{place}—"
        assert number.middle == millimetres(37 + 225 + 7)
        one_in = 14 * 25.4 / 72
        if place % 2:
            assert number.right == millimetres(184 - one_in)
        else:
            assert number.left == millimetres(28 + one_in)


def test_on_pages_turned_sideways_the_number_stands_where_the_upright_page_has_it(sheets):
    """Turned clockwise, the sheet's left edge, where it is bound, becomes the head."""
    sideways = [
        (place, sheet) for place, sheet in enumerate(sheets, 1) if sheet.width > sheet.height
    ]
    assert {place % 2 for place, _ in sideways} == {0, 1}
    for place, sheet in sideways:
        in_margin = [word for word in sheet.words if word.right < 34]
        assert "".join(word.text for word in in_margin) == f"—{place}—"
        assert {round((word.left + word.right) / 2, 1) for word in in_margin} == {28.0}
        one_in = 14 * 25.4 / 72
        if place % 2:
            assert max(word.bottom for word in in_margin) == millimetres(28 + 156 - one_in)
        else:
            assert min(word.top for word in in_margin) == millimetres(28 + one_in)


def test_wide_tables_lie_on_pages_turned_sideways_within_their_margins(sheets):
    sideways = [sheet for sheet in sheets if sheet.width > sheet.height]
    assert len(sideways) >= 4
    for sheet in sideways:
        assert (sheet.width, sheet.height) == (millimetres(297), millimetres(210))
        table = [word for word in sheet.words if word.left > 34]
        assert min(word.left for word in table) >= 35
        assert max(word.right for word in table) <= 297 - 37
        assert min(word.top for word in table) >= 28
        assert max(word.bottom for word in table) <= 28 + 156


@pytest.fixture(scope="module")
def many_lines(printed):
    """Three stretches of the long annex."""
    content = make_content(3, 2 * pdf.STRETCH + 40)
    told = []
    path = printed(content)
    pdf.bulletin_pdf(make_content(3, 20), lambda done, total: told.append((done, total)))
    return content, sheets_of(path), told


def pages_of_lines(sheets):
    found = [sheet for sheet in sheets if "依据条款" in sheet.text]
    assert len(found) > 40
    return found


def test_every_page_of_a_table_repeats_its_head(many_lines):
    _content, sheets, _told = many_lines
    for sheet in pages_of_lines(sheets):
        heads = [word.text for word in sheet.words if word.text in ("标题", "媒体", "分值")]
        assert heads == ["标题", "媒体", "分值"]
        head = next(word for word in sheet.words if word.text == "标题")
        rows = [word for word in sheet.words if word.text.startswith("2026-09-")]
        assert head.bottom < min(word.top for word in rows)


def test_every_line_is_printed_once_in_its_order_and_pages_are_full(many_lines):
    content, sheets, _told = many_lines
    pages = pages_of_lines(sheets)
    days = [
        w.text for sheet in pages for w in sorted(sheet.words, key=by_row) if w.text[:5] == "2026-"
    ]
    assert days == [row[4] for row in content["annexes"][2]["rows"]]
    for sheet in pages[:-1]:
        # The next row would have had four lines of 9 points at most, with its padding.
        assert max(word.bottom for word in sheet.words) > 28 + 156 - 20
    numbers = ["".join(word.text for word in sheet.words if word.right < 34) for sheet in pages]
    first = sheets.index(pages[0]) + 1
    assert numbers == [f"—{place}—" for place in range(first, first + len(pages))]


def by_row(word):
    return word.top


def test_progress_is_told_until_all_rows_are_done(many_lines):
    content, _sheets, told = many_lines
    total = 3 + 20 + 3
    assert told[0] == (0, total) and told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_no_heading_is_the_last_line_of_a_page(printed):
    """Forty headings of both levels, each after one more line than the one before."""
    parts = [
        part
        for number in range(1, 41)
        for part in (
            section(f"{number}、标题", *[FILLER * 5] * (number % 23), "（一）小标题", FILLER),
        )
    ]
    sheets = sheets_of(printed(make_content(2, 2, parts)))
    letter = [sheet for sheet in sheets if FILLER in sheet.text]
    assert sum(sheet.text.count("标题") for sheet in letter) == 80
    last_lines = [sheet.lines()[-2].text for sheet in letter]
    assert [text for text in last_lines if "标题" in text] == []
    # And it was not chance: some pages were left shorter for it.
    assert min(len(sheet.lines()) - 1 for sheet in letter[1:-1]) < 22


@pytest.mark.parametrize("lines", range(0, 22, 3))
def test_the_signature_never_stands_on_a_page_without_text(printed, lines):
    text = [section("一、总体情况", *["字" * 26] * lines, "字" * 60)]
    sheets = sheets_of(printed(make_content(2, 2, text)))
    (signed,) = [sheet for sheet in sheets if "2026年10月15日" in sheet.text]
    assert "字" in signed.text
    assert all(
        name in signed.text for name in ("附件：", "2.", "未完成任务单位", "中共九江市委老干部局")
    )


def test_the_signature_stands_above_the_date_four_characters_in(sheets):
    (signed,) = [sheet for sheet in sheets if "2026年10月15日" in sheet.text]
    issuer, date = signed.lines()[-3:-1]
    assert date.text == "2026年10月15日"
    # The longer of the two ends four characters in.
    assert max(issuer.right, date.right) == pytest.approx(184 - 4 * 16 * 25.4 / 72, abs=0.3)
    assert (issuer.left + issuer.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=0.2)


def fonts_of(path):
    """[(name, embedded, as a subset)] of a file's fonts."""
    answer = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True)
    rows = [line.split() for line in answer.stdout.splitlines()[2:]]
    return [(row[0], *row[-5:-3]) for row in rows]


def test_every_sign_is_set_in_a_chinese_font_that_is_in_the_file(long_letter, sheets):
    names = [name for name, *inside in fonts_of(long_letter) if inside == ["yes", "yes"]]
    assert len(names) == len(fonts_of(long_letter)) == 3
    assert [name for name in names if "CJK" not in name] == []
    text = "".join(sheet.text for sheet in sheets)
    units = {row[1] for annex in make_content(10, 30)["annexes"][:2] for row in annex["rows"]}
    assert [name for name in sorted(units) if name not in text] == []


def test_a_sign_that_no_chinese_font_has_would_be_seen(printed):
    path = printed(make_content(2, 2, [section("一、总体情况", "ꙮ")]))
    assert [name for name, *_ in fonts_of(path) if "CJK" not in name] != []


def test_the_digest_is_printed_at_the_end_of_a_closed_quarter_s_circular(printed, sheets):
    assert f"校验码（SHA-256）：{DIGEST}" in sheets[-1].text
    still_open = sheets_of(printed(make_content(2, 2, digest="")))
    assert "校验码" not in "".join(sheet.text for sheet in still_open)


def test_an_annex_without_rows_says_so(printed):
    sheets = sheets_of(printed(make_content(0, 0)))
    assert [sheet.text.count("无。") for sheet in sheets[-5:]] == [0, 1, 1, 1, 1]


def test_what_people_write_is_text_and_fetches_nothing(printed, fetched_address):
    address, asked = fetched_address
    trap = f"<img src='{address}'>&amp;<b>"
    content = make_content(2, 2, [section("一、总体情况", trap)], issuer=trap[:40])
    content["annexes"][2]["rows"][0][1] = trap
    sheets = sheets_of(printed(content))
    text = "".join(sheet.text for sheet in sheets).replace(" ", "")
    assert text.count("&amp;<b>") == 2
    assert asked == []


def test_the_trap_would_have_been_fetched_and_our_fetcher_refuses_it(fetched_address):
    address, asked = fetched_address
    html = f"<img src='{address}'>"
    import weasyprint  # noqa: PLC0415  (its import lets Pillow read cut-off pictures)

    weasyprint.HTML(string=html, url_fetcher=pdf.fetching_nothing()).write_pdf()
    assert asked == []
    weasyprint.HTML(string=html).write_pdf()
    assert asked == ["/trap.png"]


@pytest.fixture
def fetched_address():
    """(an address on this machine, the paths that were asked of it)."""
    asked = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/trap.png", asked
    server.shutdown()
    server.server_close()
