"""The Word file as its reader meets it: saved, opened again, and measured."""

import io
import subprocess
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from editorial.manuscripts.blocks import (
    Byline,
    ListBlock,
    Merged,
    Paragraph,
    Quote,
    Run,
    Subheading,
    Table,
)
from editorial.manuscripts.document import (
    Manuscript,
    Photo,
    byline_line,
    caption_line,
    closing_line,
    lead_line,
)
from editorial.manuscripts.word_out import manuscript_docx

BYLINES = (Byline("张三"), Byline("李四"), Byline("王五", role="photo"))


def picture(width=600, height=400, colour=(20, 120, 60)):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def paragraph(text):
    return Paragraph(text)


def photo(caption="图为重阳节座谈会现场", photographer="王五", data=None):
    return Photo("DSC_1.JPG", data or picture(), caption, photographer)


def written(*blocks, byline_form="under_title", embed_photos=True, **fields):
    piece = Manuscript(
        **{"headline": "银龄谱新篇", "bylines": BYLINES, **fields}, blocks=tuple(blocks)
    )
    return manuscript_docx(piece, byline_form=byline_form, embed_photos=embed_photos)


def opened(*blocks, **options):
    return docx.Document(io.BytesIO(written(*blocks, **options)))


def texts(word):
    return [p.text for p in word.paragraphs if p.text]


def find(word, text):
    (found,) = [p for p in word.paragraphs if text in p.text]
    return found


def east_asian_font(run):
    return run._r.rPr.rFonts.get(qn("w:eastAsia"))


def look(paragraph):
    run = paragraph.runs[0]
    return east_asian_font(run), run.font.size.pt, paragraph.alignment


def test_title_is_in_the_official_font_22_points_centred():
    assert look(find(opened(), "银龄谱新篇")) == ("方正小标宋简体", 22, ALIGN.CENTER)


def test_byline_is_kai_16_points_centred_under_the_title():
    word = opened(paragraph("正文。"))
    assert texts(word) == ["银龄谱新篇", "（通讯员 张三 李四 摄影 王五）", "正文。"]
    assert look(find(word, "通讯员")) == ("楷体_GB2312", 16, ALIGN.CENTER)


def test_kicker_and_subtitle_stand_above_and_below_the_title():
    word = opened(kicker="人才入库", subtitle="——写在重阳节前夕")
    assert texts(word)[:3] == ["人才入库", "银龄谱新篇", "——写在重阳节前夕"]


def test_body_is_fang_song_16_points_with_exact_lines_and_an_indent_of_two_characters():
    body = find(opened(paragraph("正文。")), "正文。")
    assert look(body) == ("仿宋_GB2312", 16, ALIGN.JUSTIFY)
    assert body.paragraph_format.line_spacing == Pt(28.95)
    indent = body._p.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert indent.get(qn("w:firstLine")) == "640"


def test_twenty_eight_characters_fit_a_line_and_no_more():
    run = find(opened(paragraph("正文。")), "正文。").runs[0]
    closer = int(run._r.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 442.2 / (16 + closer) // 1 == 28


@pytest.mark.libreoffice
def test_full_page_prints_twenty_two_lines_of_twenty_eight_characters(
    tmp_path, libreoffice, poppler
):
    (tmp_path / "full.docx").write_bytes(written(paragraph("采" * 2000)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [libreoffice, profile, "--headless", "--convert-to", "pdf", "full.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    second = ["pdftotext", "-f", "2", "-l", "2", "full.pdf", "-"]
    page = subprocess.run(second, cwd=tmp_path, check=True, capture_output=True).stdout.decode()
    lines = [line for line in page.split() if "采" in line]
    assert lines == ["采" * 28] * 22


def test_page_is_a4_with_the_type_area_of_the_standard():
    section = opened().sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (round(width / Mm(1)), round(height / Mm(1))) == (156, 225)


def test_page_has_a_grid_of_twenty_two_lines():
    section = opened().sections[0]
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    pitch = int(grid.get(qn("w:linePitch")))
    assert Mm(225).twips // pitch == 22


def test_language_is_chinese():
    styles = opened().styles.element
    (lang,) = styles.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert lang.get(qn("w:eastAsia")) == "zh-CN"


def test_every_run_gives_quotation_marks_to_the_chinese_font():
    word = opened(paragraph("“秉笔亮烛”……"), Quote("引“文”", "赵六"), Subheading("一、“题”"))
    for p in word.paragraphs:
        for run in p.runs:
            assert run._r.rPr.rFonts.get(qn("w:hint")) == "eastAsia"


def test_font_table_names_what_to_take_where_the_official_fonts_are_missing():
    with zipfile.ZipFile(io.BytesIO(written())) as parts:
        table = parts.read("word/fontTable.xml").decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert f'<w:font w:name="{font}"><w:altName w:val="' in table


@pytest.mark.parametrize(
    ("odd_or_even", "alignment"), [("footer", ALIGN.RIGHT), ("even_page_footer", ALIGN.LEFT)]
)
def test_page_number_is_14_points_between_dashes_on_the_outer_edge(odd_or_even, alignment):
    word = opened()
    footer = getattr(word.sections[0], odd_or_even).paragraphs[0]
    assert word.settings.odd_and_even_pages_header_footer is True
    assert footer.alignment == alignment
    assert footer.text == "— 1 —"
    assert "PAGE" in [i.text for i in footer._p.iter(qn("w:instrText"))]
    assert {run.font.size.pt for run in footer.runs} == {14}


@pytest.mark.parametrize(
    ("level", "font", "bold"),
    [(1, "黑体", None), (2, "楷体_GB2312", None), (3, "仿宋_GB2312", True)],
)
def test_subheading_has_the_font_of_its_level(level, font, bold):
    heading = find(opened(Subheading("看变化", level)), "看变化")
    assert look(heading)[:2] == (font, 16)
    assert heading.runs[0].bold is bold
    outline = heading._p.pPr.find(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == str(level - 1)


def test_bold_and_italic_stay_with_their_words():
    word = opened(Paragraph.of_runs(Run("共"), Run("126名", bold=True), Run("老同志", italic=True)))
    runs = find(word, "126名").runs
    assert [(r.text, r.bold, r.italic) for r in runs] == [
        ("共", None, None),
        ("126名", True, None),
        ("老同志", None, True),
    ]


def test_typed_indent_does_not_stand_beside_the_real_one():
    word = opened(Paragraph.of_runs(Run("　　"), Run("　正文。", bold=True)), paragraph("　 "))
    assert texts(word)[-1] == "正文。"


def test_blocks_stand_in_their_order():
    word = opened(
        paragraph("第一段。"),
        Subheading("小标题"),
        photo(),
        Table((("项目", "数"), ("食堂", "12"))),
        Quote("引文", "赵六"),
        ListBlock(("甲", "乙"), ordered=True),
        ListBlock(("丙",)),
        embed_photos=True,
    )
    seen = []
    for child in word.element.body:
        if child.tag == qn("w:tbl"):
            seen.append("table")
        elif list(child.iter(qn("w:drawing"))):
            seen.append("picture")
        elif text := "".join(t.text for t in child.iter(qn("w:t"))):
            seen.append(text)
    assert seen[2:] == [
        "第一段。",
        "小标题",
        "picture",
        "图为重阳节座谈会现场（王五 摄）",
        "table",
        "引文",
        "——赵六",
        "1. 甲",
        "2. 乙",
        "● 丙",
    ]


def test_photo_caption_stands_centred_below_with_its_photographer():
    word = opened(photo())
    assert look(find(word, "图为"))[2] == ALIGN.CENTER
    at = [p.text for p in word.paragraphs].index("图为重阳节座谈会现场（王五 摄）")
    above = word.paragraphs[at - 1]
    assert list(above._p.iter(qn("w:drawing")))
    # An exact line height would cut the picture down to one line.
    assert above.paragraph_format.line_spacing == 1.0


@pytest.mark.parametrize("size", [(6000, 4000), (1000, 3000), (200, 100)])
def test_photo_fits_the_type_area_and_keeps_its_shape(size):
    (shape,) = opened(photo(data=picture(*size))).inline_shapes
    assert shape.width <= Mm(156) and shape.height <= Mm(110)
    assert shape.width / shape.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_embedded_photo_is_small_enough_for_mail():
    with zipfile.ZipFile(io.BytesIO(written(photo(data=picture(6000, 4000))))) as parts:
        (name,) = [n for n in parts.namelist() if n.startswith("word/media/")]
        assert max(Image.open(io.BytesIO(parts.read(name))).size) == 1900


def test_embedded_photo_carries_its_caption_for_those_who_do_not_see_it():
    (shape,) = opened(photo()).inline_shapes
    assert shape._inline.docPr.get("descr") == "图为重阳节座谈会现场（王五 摄）"


def test_photos_left_out_leave_a_numbered_line_in_their_place():
    word = opened(
        photo(), paragraph("正文。"), photo("合影", "赵六"), photo("", ""), embed_photos=False
    )
    assert texts(word)[2:] == [
        "【照片1：图为重阳节座谈会现场（王五 摄）】",
        "正文。",
        "【照片2：合影（赵六 摄）】",
        "【照片3】",
    ]
    assert len(word.inline_shapes) == 0


def test_photo_that_cannot_be_opened_leaves_its_line():
    word = opened(photo(data=b"no picture"))
    assert texts(word)[-1] == "【照片1：图为重阳节座谈会现场（王五 摄）】"


def test_table_has_a_line_round_every_cell_and_keeps_short_rows():
    (table,) = opened(Table((("项目", "2024年", "2025年"), ("食堂", "8")), caption="表1")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["项目", "2024年", "2025年"],
        ["食堂", "8", ""],
    ]
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert {b.tag.split("}")[1]: b.get(qn("w:val")) for b in borders} == dict.fromkeys(
        ("top", "left", "bottom", "right", "insideH", "insideV"), "single"
    )


def test_merged_cells_of_a_table_are_merged():
    rows = (("单位", "", "人数"), ("都昌", "甲", "3"), ("", "乙", "5"))
    (table,) = opened(Table(rows, merged=(Merged(0, 0, 1, 2), Merged(1, 0, 2, 1)))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "单位", "人数"],
        ["都昌", "甲", "3"],
        ["都昌", "乙", "5"],
    ]
    assert len(table._tbl.xpath(".//w:gridSpan")) == 1
    assert len(table._tbl.xpath(".//w:vMerge")) == 2


def test_table_without_cells_is_left_out():
    assert opened(Table(()), Table(((),))).tables == []


def test_byline_in_the_lead_follows_the_dateline():
    word = opened(paragraph("　　九江讯 10月8日，采风。"), byline_form="lead")
    assert texts(word) == ["银龄谱新篇", "九江讯（张三 李四）10月8日，采风。"]


def test_byline_in_the_lead_stands_first_where_there_is_no_dateline():
    word = opened(paragraph("重阳节到来，简讯发出。"), paragraph("次段。"), byline_form="lead")
    assert texts(word)[1:] == ["（张三 李四）重阳节到来，简讯发出。", "次段。"]


def test_byline_in_the_lead_does_not_double_names_that_stand_there():
    word = opened(paragraph("本报讯（张三）10月8日，采风。"), byline_form="lead")
    assert texts(word)[1:] == ["本报讯（张三）10月8日，采风。"]


def test_byline_in_the_lead_is_not_lost_in_a_piece_of_pictures():
    assert texts(opened(photo(), byline_form="lead"))[-1] == "（张三 李四）"


def test_byline_at_the_end_follows_the_text():
    word = opened(paragraph("正文。"), byline_form="end")
    assert texts(word) == ["银龄谱新篇", "正文。", "（撰稿人：张三 李四 摄影：王五）"]


def test_unknown_byline_form_is_an_error():
    with pytest.raises(ValueError, match="sideways"):
        written(byline_form="sideways")


def test_details_for_the_outlet_close_the_file():
    word = opened(
        paragraph("正文。"),
        unit="都昌县委老干部局",
        genre="通讯",
        event_date=date(2026, 10, 8),
        contact="张三 0792-0000000",
    )
    assert texts(word)[-4:] == [
        "供稿单位：都昌县委老干部局",
        "体裁：通讯",
        "事件日期：2026年10月8日",
        "联系方式：张三 0792-0000000",
    ]


def test_file_names_its_title_and_writers():
    properties = opened().core_properties
    assert (properties.title, properties.author) == ("银龄谱新篇", "张三、李四")


def test_text_that_xml_cannot_hold_does_not_break_the_file():
    word = opened(paragraph("甲\x00乙\ufffe丙\x0b丁"), headline="题\x08目", bylines=())
    assert texts(word) == ["题目", "甲乙丙\n丁"]


def test_the_same_manuscript_gives_the_same_bytes():
    blocks = (paragraph("正文。"), photo(), Table((("甲", "乙"),)))
    assert written(*blocks) == written(*blocks)


# -- the lines of names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bylines", "line"),
    [
        ((), ""),
        ((Byline("张三"),), "（通讯员 张三）"),
        (BYLINES, "（通讯员 张三 李四 摄影 王五）"),
        ((Byline("王五", role="photo"), Byline("张三")), "（通讯员 张三 摄影 王五）"),
        ((Byline("王五", role="photo"),), "（摄影 王五）"),
        ((Byline("赵六", role="video"), Byline("张三")), "（通讯员 张三 视频 赵六）"),
        ((Byline("张三"), Byline("张三", role="photo")), "（通讯员 张三 文/图）"),
        (
            (Byline("张三"), Byline("张三", role="photo"), Byline("赵六", role="video")),
            "（通讯员 张三 文/图 视频 赵六）",
        ),
        ((Byline("张三"), Byline(" 张三 "), Byline("")), "（通讯员 张三）"),
    ],
)
def test_byline_line_names_each_role_once(bylines, line):
    assert byline_line(bylines) == line


def test_lead_line_leaves_photographers_to_their_captions():
    assert lead_line(BYLINES) == "（张三 李四）"
    assert lead_line((Byline("王五", role="photo"),)) == "（王五）"
    assert lead_line(()) == ""


def test_closing_line_names_who_wrote():
    assert closing_line((Byline("张三"),)) == "（撰稿人：张三）"
    assert closing_line(()) == ""


@pytest.mark.parametrize(
    ("caption", "photographer", "line"),
    [
        ("合影", "王五", "合影（王五 摄）"),
        ("合影", "", "合影"),
        ("", "王五", "（王五 摄）"),
        ("合影（王五 摄）", "王五", "合影（王五 摄）"),
        ("合影。王五/摄", "王五", "合影。王五/摄"),
        ("上午\n合影", "王五", "上午 合影（王五 摄）"),
        ("", "", ""),
    ],
)
def test_caption_line_adds_the_photographer_once(caption, photographer, line):
    assert caption_line(Photo("a.jpg", b"", caption, photographer)) == line
