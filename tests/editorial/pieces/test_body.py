"""The one reader of a body, and what each of its users takes of it: search, likeness, comparison, the
proof checks, what is printed, and the opening on the public site."""

import json

import pytest

from cms.site.front import excerpt
from editorial import stages
from editorial.checks import Lists, check
from editorial.checks import Outlet as CheckedOutlet
from editorial.compare.pieces import blocks_of
from editorial.manuscripts.blocks import Merged, Paragraph, Quote, Subheading, Table
from editorial.outlets.fits import fits_of
from editorial.outlets.models import Outlet
from editorial.pieces.body import PhotoPart, parts_of, photos_in
from editorial.pieces.completeness import missing_in
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.pieces.rich_text import RichList, markup_of, read_rich_text
from editorial.pieces.words import words_of
from editorial.proofs.reading import article_of
from editorial.review.signed_text import signed_text
from tests.factories import bring_to, make_photo, make_piece


def test_rich_text_keeps_marks_and_lists():
    first, listed, last = read_rich_text(
        "<p>老<b>干部</b>局</p><ul><li>一</li><li>二</li></ul><p></p><p>完</p>"
    )
    looks = [("老", False), ("干部", True), ("局", False)]
    assert [(run.text, run.bold) for run in first.runs] == looks
    assert (listed.words, listed.ordered) == (("一", "二"), False)
    assert last == Paragraph("完")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<p data-block-key="a1">甲<br/>乙</p>', ("甲", "乙")),
        ("<p>甲</p>\n<p>乙</p>", ("甲", "乙")),
        ("<p>甲\n  乙</p>", ("甲 乙",)),
        ("<p>1 &lt; 2 &amp; 3 &#x27;</p>", ("1 < 2 & 3 '",)),
        ("没有标记", ("没有标记",)),
        ("<p>甲</p><script>乙</script>", ("甲",)),
        ("<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol><p>丁</p>", ("甲", "乙", "丙", "丁")),
        ("<p> </p><ul><li></li></ul>", ()),
        ("</ul><p>甲</p><ul><li>乙", ("甲", "乙")),
        ("", ()),
    ],
)
def test_words_of_rich_text(markup, words):
    assert tuple(line for part in read_rich_text(markup) for line in part.words) == words


def test_rich_text_comes_back_as_it_was_written():
    markup = "老<b>干</b><b><i>部</i></b> &lt; 局"
    (paragraph,) = read_rich_text(f"<p>{markup}</p>")
    assert markup_of(paragraph) == markup


STORED = [
    {"type": "subheading", "value": "志愿服务"},
    {"type": "quote", "value": {"text": "高兴", "attribution": None}},
    {"type": "photo", "value": {"photo": 7, "caption": "图为登高", "photographer": ""}},
    {
        "type": "table",
        "value": {
            "data": [["人数", 0], [None, ""]],
            "table_caption": "表一",
            "mergeCells": [
                {"row": 0, "col": 0, "rowspan": 1, "colspan": 2},
                {"row": "0", "col": 0, "rowspan": 1, "colspan": 2},
            ],
        },
    },
    {"type": "table", "value": None},
    {"type": "video", "value": {"url": "https://example.test"}},
]


@pytest.mark.parametrize("raw", [STORED, json.dumps(STORED)], ids=["stored", "revision"])
def test_each_kind_of_block_is_read(raw):
    assert parts_of(raw) == [
        Subheading("志愿服务"),
        Quote("高兴"),
        PhotoPart(7, "图为登高"),
        Table((("人数", "0"), ("", "")), (Merged(0, 0, 1, 2),), "表一"),
        Table(()),
    ]
    assert photos_in(raw) == [PhotoPart(7, "图为登高")]


def test_a_list_keeps_the_marks_of_its_items():
    (part,) = parts_of([{"type": "paragraph", "value": "<ol><li>甲<b>乙</b></li></ol>"}])
    assert part == RichList((read_rich_text("<p>甲<b>乙</b></p>")[0],), ordered=True)


# Every word stands in one place, named by it.
WORDS = {
    "paragraph": "段落甲", "second": "段落乙", "item": "列表项", "heading": "小标题",
    "quote": "引文话", "source": "引文出处", "table": "表格名", "cell": "单元格", "zero": "0",
    "caption": "图片说明", "photographer": "摄影者",
}  # fmt: skip
PROSE = {"paragraph", "second", "item"}
PHOTO = {"caption", "photographer"}


def body_with(words, photo):
    paragraphs = f"<p>{words['paragraph']}</p><p>{words['second']}</p>"
    return [
        ("paragraph", f"{paragraphs}<ul><li>{words['item']}</li></ul>"),
        ("subheading", words["heading"]),
        ("quote", {"text": words["quote"], "attribution": words["source"]}),
        ("table", {"data": [[words["cell"], int(words["zero"])]], "table_caption": words["table"]}),
        (
            "photo",
            {"photo": photo, "caption": words["caption"], "photographer": words["photographer"]},
        ),
    ]


def found_in(text):
    return {place for place, word in WORDS.items() if word in text}


@pytest.fixture
def piece(cast):
    body = body_with(WORDS, make_photo(cast.duchang))
    made = make_piece(cast.duchang, cast.tongxun, body=body)
    return PiecePage.objects.get(pk=made.pk).get_latest_revision_as_object()


def test_search_likeness_and_comparison_read_every_word(piece):
    content = piece.latest_revision.content
    assert found_in(words_of(content)) == set(WORDS)
    assert found_in("\n".join(block.text for block in blocks_of(content))) == set(WORDS)


def test_checks_read_every_word_and_photos_by_themselves(piece):
    article = article_of(piece)
    assert found_in(article.body) == set(WORDS) - PHOTO
    (caption,) = article.captions
    assert (caption.text, caption.photographer) == (WORDS["caption"], WORDS["photographer"])


def test_length_for_an_outlet_is_the_same_beside_the_outlet_and_in_the_proofs(cast, piece):
    piece.subtitle = "不算正文的副题"
    piece.save_revision(user=cast.tongxun)
    bring_to(stages.APPROVED, piece, cast)
    version = PieceStatus.objects.get(piece=piece.pk).approved_version
    counted = sum(len(word) for place, word in WORDS.items() if place not in PHOTO)
    _headline, fit = fits_of(Outlet(), *signed_text(version))
    found = check(article_of(piece), Lists(), [CheckedOutlet(length_max=10)])
    said = [finding.message for finding in found if finding.kind == "body_long"]
    assert fit.has == counted
    assert said == [f"所选媒体最多10字，正文现有{counted}字。"]


def test_opening_is_the_running_text_with_its_lines_parted(piece):
    assert excerpt(piece) == "段落甲 段落乙 列表项"
    assert found_in(excerpt(piece)) == PROSE


@pytest.mark.parametrize(
    ("body", "is_there"),
    [
        ([("paragraph", "<ul><li>甲</li></ul>")], True),
        ([("paragraph", "<p><br/></p>"), ("subheading", "小标题")], False),
    ],
)
def test_running_text_makes_a_piece_complete(cast, body, is_there):
    piece = make_piece(cast.duchang, cast.tongxun, body=body)
    assert ("body" not in {part.field for part in missing_in(piece)}) is is_there
