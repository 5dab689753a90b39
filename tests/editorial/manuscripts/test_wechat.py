"""The article for WeChat: what its HTML may hold at all, each kind of block, the proposed fields, and
every limit at its edge. Pictures are in test_covers."""

import io
import random
import re
import zipfile
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editorial.manuscripts import document as doc
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
from editorial.manuscripts.package import package_zip
from editorial.manuscripts.wechat import (
    BODY_BYTES,
    propose_author,
    propose_digest,
    wechat_html,
    wechat_limits,
    wechat_photo_name,
    wechat_photos,
)

TAGS = {"section", "p", "span", "strong", "table", "tbody", "tr", "td", "br"}


def picture(kind="JPEG", size=(60, 40), noise=False):
    image = Image.new("RGB", size, "teal")
    if noise:
        image.frombytes(random.Random(7).randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    image.save(out, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return out.getvalue()


SMALL, BIG = picture(), picture(size=(1400, 1000), noise=True)


def paragraph(*texts):
    return Paragraph("".join(texts))


ZHANG = (Byline("张三"),)


def manuscript(*blocks, headline="老干部重阳登高", bylines=ZHANG, **fields):
    return doc.Manuscript(headline, blocks=blocks, bylines=bylines, **fields)


class Reader(HTMLParser):
    """The tags, the attributes and the words in order; whether every tag is closed in its turn."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = set(), set(), [], []
        self.styles = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append((tag, dict(attrs).get("style", "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.words.append(data)
        self.styles[data] = ";".join(style for _, style in self.open)


EVERYTHING = manuscript(
    paragraph("九江讯（张三）10月21日，都昌县组织离退休干部重阳登高。"),
    Subheading("一、党建引领"),
    Subheading("（一）支部建在社区", level=2),
    doc.Photo("重阳.jpg", SMALL, "图为老同志登高", "王五"),
    Paragraph.of_runs(Run("全市有"), Run("3<5", bold=True), Run("个“点”", italic=True)),
    Table((("单位", "人数"), ("都昌",)), caption="各单位人数"),
    ListBlock(("甲", "乙"), ordered=True),
    ListBlock(("丙",)),
    Quote("老有所为\n老有所乐", "《老友》"),
    doc.Photo("合影.png", picture("PNG")),
    kicker="我看家乡新变化",
    subtitle="记都昌的一天",
    bylines=(Byline("张三"), Byline("王五", role="photo")),
)
REVIEWERS = (("初审", "徐静"), ("终审", "胡正华"))


def test_wechat_html_says_everything_in_order_but_the_headline():
    read = Reader(wechat_html(EVERYTHING, REVIEWERS))
    assert read.words == [
        "我看家乡新变化",
        "——记都昌的一天",
        "（通讯员 张三 摄影 王五）",
        "九江讯（张三）10月21日，都昌县组织离退休干部重阳登高。",
        "一、党建引领",
        "（一）支部建在社区",
        "【图1：图1_图为老同志登高.jpg】",
        "图为老同志登高（王五 摄）",
        "全市有",
        "3<5",
        "个“点”",
        "各单位人数",
        "单位",
        "人数",
        "都昌",
        "1. 甲",
        "2. 乙",
        "• 丙",
        "老有所为",
        "老有所乐",
        "——《老友》",
        "【图2：图2.png】",
        "初审：徐静　终审：胡正华",
    ]
    assert read.open == []


def test_wechat_html_holds_only_what_the_accounts_editor_keeps():
    html = wechat_html(EVERYTHING, REVIEWERS)
    read = Reader(html)
    assert read.tags <= TAGS
    assert read.attributes == {"style"}
    assert not re.search(r"url\(|https?:|javascript|<script|<link|<img|position:|var\(", html)


def test_wechat_html_marks_headings_in_red_and_captions_in_small_grey():
    styles = Reader(wechat_html(EVERYTHING)).styles
    assert "color:#8c1d18" in styles["一、党建引领"]
    assert "color:#8c1d18" in styles["（一）支部建在社区"]
    assert styles["图为老同志登高（王五 摄）"].endswith(
        "font-size:14px;line-height:1.6;color:#737373"
    )
    assert "border:1px solid" in styles["人数"]
    assert "font-weight:bold" in styles["3<5"]
    assert "font-style:italic" in styles["个“点”"]


def test_wechat_html_fills_short_rows_of_a_table():
    html = wechat_html(manuscript(Table((("甲", "乙"), ("丙",)))))
    assert html.count("<td") == 4


def test_wechat_html_keeps_merged_cells():
    rows = (("单位", "", "人数"), ("都昌", "甲", "3"), ("", "乙", "5"))
    merged = (Merged(0, 0, 1, 2), Merged(1, 0, 2, 1))
    html = wechat_html(manuscript(Table(rows, merged=merged)))
    cells = re.findall(r"<td([^>]*?) style=[^>]*>(.*?)</td>", html)
    assert cells == [
        (' colspan="2"', "单位"),
        ("", "人数"),
        (' rowspan="2"', "都昌"),
        ("", "甲"),
        ("", "3"),
        ("", "乙"),
        ("", "5"),
    ]


@pytest.mark.parametrize(
    "merged",
    [
        Merged(0, 0, 1, 1),
        Merged(0, 1, 1, 2),
        Merged(1, 0, 9, 1),
        Merged(5, 5, 2, 2),
        Merged(0, 0, 0, 0),
        Merged(0, 0, 10**9, 10**9),
        Merged(-1, 0, 2, 2),
    ],
)
def test_a_merged_cell_that_does_not_fit_its_table_is_left_out(merged):
    rows = (("甲", "乙"), ("丙", "丁"))
    assert Table(rows, merged=(merged,)).spans == {}


def test_a_merged_cell_over_another_is_left_out():
    merged = (Merged(0, 0, 2, 1), Merged(0, 0, 1, 2))
    table = Table((("甲", ""), ("", "丁")), merged=merged)
    assert (table.spans, table.covered) == ({(0, 0): (2, 1)}, frozenset({(1, 0)}))


def test_wechat_html_leaves_out_a_table_without_cells_and_a_paragraph_without_words():
    nothing = wechat_html(manuscript())
    assert wechat_html(manuscript(Table(((),)), paragraph("　　 "), Paragraph(""))) == nothing


def test_wechat_html_drops_a_typed_indent_and_keeps_soft_breaks():
    html = wechat_html(manuscript(paragraph("　", "　　老同志\n登高")))
    assert ">老同志<br>登高</p>" in html


def test_wechat_html_without_bylines_or_reviewers_has_no_line_for_them():
    assert Reader(wechat_html(manuscript(paragraph("正文"), bylines=()))).words == ["正文"]


@given(st.text(alphabet="<>&\"'/= ab文\x0b\x00\n", max_size=30))
def test_wechat_html_keeps_any_characters_as_text(text):
    blocks = (paragraph("文", text), Subheading(text), Quote(text, text))
    blocks += (
        Table(((text,),), caption=text),
        ListBlock((text,)),
        doc.Photo("x", SMALL, text, text),
    )
    read = Reader(wechat_html(manuscript(*blocks, kicker=text, subtitle=text)))
    assert read.tags <= TAGS
    assert read.attributes == {"style"}


# -- the photos ------------------------------------------------------------------------------------


def test_small_photos_have_the_names_and_bytes_of_the_parcel():
    _, parcel = package_zip(
        EVERYTHING,
        name_pattern="",
        byline_form="end",
        embed_photos=False,
        today=date(2026, 9, 3),
    )
    with zipfile.ZipFile(io.BytesIO(parcel)) as files:
        names = [n for n in files.namelist() if not n.endswith((".docx", ".txt"))]
        packed = [(name, files.read(name)) for name in names]
    assert len(packed) == 2
    assert wechat_photos(EVERYTHING) == packed


def test_each_placeholder_names_the_file_of_its_photo():
    photos = (doc.Photo("a", BIG, "甲"), doc.Photo("b", SMALL, "乙"), doc.Photo("c", SMALL))
    piece = manuscript(photos[0], paragraph("文"), *photos[1:])
    placed = re.findall("【图(.)：(.*?)】", wechat_html(piece))
    names = [name for name, _ in wechat_photos(piece)]
    assert placed == [(str(n), name) for n, name in enumerate(names, start=1)]
    assert names == ["图1_甲.jpg", "图2_乙.jpg", "图3.jpg"]


def test_a_photo_that_is_too_big_becomes_a_jpeg_with_a_name_that_says_so():
    png = picture("PNG", (1000, 800), noise=True)
    assert len(png) > 1024 * 1024
    [(name, data)] = wechat_photos(manuscript(doc.Photo("x.png", png, "长卷")))
    assert name == wechat_photo_name(1, doc.Photo("x.png", png, "长卷")) == "图1_长卷.jpg"
    assert data.startswith(b"\xff\xd8\xff")
    assert len(data) <= 1024 * 1024


# -- the fields ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ((), ""),
        (("张三",), "张三"),
        (("张三", "李四"), "张三、李四"),
        (("欧阳修远", "司马光耀", "诸葛孔明亮"), "欧阳修远、司马光耀、诸葛孔明亮"),
        (("欧阳修远", "司马光耀", "诸葛孔明亮", "王五"), "欧阳修远等"),
    ],
)
def test_propose_author_names_the_first_where_all_are_too_long(names, author):
    assert propose_author(manuscript(bylines=[Byline(n) for n in names])) == author


SENTENCE = "重阳节当天，都昌县六十名老同志一起登高望远。"  # 22 characters


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("短短一句。", "短短一句。"),
        ("九江讯（张三 李四）短短一句。", "短短一句。"),
        ("　　九江讯 短短一句", "短短一句"),
        (SENTENCE * 7, SENTENCE * 5),
        ("他说：“好！”" * 30, "他说：“好！”" * 18),
        (f"{'文' * 127}。还有", f"{'文' * 127}。"),
        (f"{'文' * 128}。还有", f"{'文' * 126}……"),
        (f"{'文' * 100}，{'字' * 100}。", f"{'文' * 100}……"),
        ("文" * 128, "文" * 128),
        ("上\n下", "上 下"),
    ],
)
def test_propose_digest_ends_with_a_sentence_that_fits(text, digest):
    assert propose_digest(manuscript(Subheading("小标题"), paragraph(text))) == digest


def test_propose_digest_takes_the_first_paragraph_with_words():
    assert propose_digest(manuscript(paragraph("九江讯（张三）"), paragraph("正文。"))) == "正文。"
    assert propose_digest(manuscript(Subheading("小标题"))) == ""


@given(st.text(alphabet="文字。，；！”（）讯 \n", max_size=400))
def test_propose_digest_of_any_text_is_within_the_limit(text):
    assert len(propose_digest(manuscript(paragraph(text)))) <= 128


# -- the limits ------------------------------------------------------------------------------------


def excesses(piece, html="", **fields):
    return [(e.what, e.has, e.limit) for e in wechat_limits(piece, html, **fields)]


@pytest.mark.parametrize(
    ("length", "found"),
    [(32, []), (33, [("标题", 33, 32)]), (64, [("标题", 64, 32)]), (65, [("标题", 65, 64)])],
)
def test_a_title_has_one_limit_by_the_interface_and_one_in_the_editor(length, found):
    assert excesses(manuscript(headline="题" * length)) == found


@pytest.mark.parametrize(
    ("field", "what", "limit"), [("author", "作者", 16), ("digest", "摘要", 128)]
)
def test_author_and_digest_are_over_from_one_character_too_many(field, what, limit):
    assert excesses(manuscript(), **{field: "文" * limit}) == []
    assert excesses(manuscript(), **{field: "文" * (limit + 1)}) == [(what, limit + 1, limit)]


def test_the_proposed_author_is_over_where_one_name_alone_is():
    long_name = Byline("市委老干部局办公室综合科宣传小组供稿")
    assert excesses(manuscript(bylines=[long_name])) == [("作者", 19, 16)]


def test_a_body_must_stay_below_its_two_limits():
    assert excesses(manuscript(), "a" * 19_999) == []
    assert excesses(manuscript(), "a" * 20_000) == [("正文", 20_000, 20_000)]
    html = "𠮷" * (BODY_BYTES // 4)
    assert excesses(manuscript(), html) == [
        ("正文", len(html), 20_000),
        ("正文大小", BODY_BYTES, BODY_BYTES),
    ]


def test_photos_that_are_too_big_or_of_another_kind_are_named_by_number():
    gif = picture("GIF")
    piece = manuscript(doc.Photo("a", SMALL), doc.Photo("b", BIG), doc.Photo("c", gif))
    assert excesses(piece) == [("图2", len(BIG), 1024 * 1024), ("图3", len(gif), 1024 * 1024)]


def test_an_excess_says_the_number_and_what_to_do():
    piece = manuscript(doc.Photo("b", BIG), headline="题" * 70)
    texts = [
        e.text for e in wechat_limits(piece, "a" * 20_500, author="甲" * 20, digest="乙" * 130)
    ]
    assert texts == [
        "标题有70字，超过上限64字，多了6字。公众号不收，请改短。",
        "作者有20字，超过上限16字，多了4字。请少写几位，后面加“等”。",
        "摘要有130字，超过上限128字，多了2字。请在“摘要”一栏里删短。",
        "正文连同排版有20500个字符，公众号要求少于20000个字符。请分成两篇，或删去一部分。",
        f"图1的原图有{len(BIG) / 1024**2:.2f} MB，公众号只收1 MB以内的JPG或PNG。"
        "请上传从本页下载的照片，已经缩小。",
    ]
    [title] = wechat_limits(manuscript(headline="题" * 40), "")
    assert title.text == (
        "标题有40字，超过接口发布的上限32字。"
        "在公众号编辑器里粘贴可以用（上限64字），用接口发布要先改短。"
    )
