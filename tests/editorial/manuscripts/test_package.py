"""The parcel for an outlet: what is in it, what its files are called, and patterns that can't be used."""

import hashlib
import io
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editorial.manuscripts.blocks import Byline, Paragraph
from editorial.manuscripts.document import Manuscript, Photo
from editorial.manuscripts.package import (
    CAPTIONS_FILE,
    PatternError,
    check_pattern,
    fill_pattern,
    package_zip,
    safe_filename,
)

TODAY = date(2026, 10, 12)


def picture(kind="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (20, 120, 60)).save(out, kind)
    return out.getvalue()


def piece(*photos, **fields):
    blocks = (Paragraph("正文。"), *photos)
    defaults = {
        "headline": "银龄谱新篇",
        "unit": "都昌县委老干部局",
        "genre": "通讯",
        "bylines": (Byline("张三"), Byline("李四"), Byline("王五", role="photo")),
    }
    return Manuscript(**{**defaults, **fields}, blocks=blocks)


def parcel(manuscript, name_pattern="{unit}-{headline}-{author}", embed_photos=False):
    name, data = package_zip(
        manuscript,
        name_pattern=name_pattern,
        byline_form="under_title",
        embed_photos=embed_photos,
        today=TODAY,
    )
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        assert files.testzip() is None
        return name, {name: files.read(name) for name in files.namelist()}


def test_parcel_holds_the_word_file_the_photos_and_their_captions():
    first, second = picture(), picture("PNG")
    name, files = parcel(
        piece(
            Photo("IMG_1.HEIC", first, "图为重阳节座谈会现场", "王五"),
            Photo("b", second, "合影", "赵六"),
        )
    )
    assert name == "都昌县委老干部局-银龄谱新篇-张三、李四.zip"
    assert list(files) == [
        "都昌县委老干部局-银龄谱新篇-张三、李四.docx",
        "图1_图为重阳节座谈会现场.jpg",
        "图2_合影.png",
        CAPTIONS_FILE,
    ]
    assert files["图1_图为重阳节座谈会现场.jpg"] == first
    assert files["图2_合影.png"] == second


@pytest.mark.parametrize(("embed", "pictures"), [(True, 1), (False, 0)])
def test_parcel_holds_photos_beside_the_word_file_whether_or_not_they_are_in_it(embed, pictures):
    _, files = parcel(piece(Photo("a", picture(), "合影", "王五")), embed_photos=embed)
    word = docx.Document(io.BytesIO(files["都昌县委老干部局-银龄谱新篇-张三、李四.docx"]))
    assert len(word.inline_shapes) == pictures
    assert "图1_合影.jpg" in files
    assert ("【照片1：合影（王五 摄）】" in [p.text for p in word.paragraphs]) is not embed


def test_captions_file_is_readable_in_the_old_notepad():
    _, files = parcel(piece(Photo("a", picture(), "合\n影", "王五"), Photo("b", picture())))
    raw = files[CAPTIONS_FILE]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.decode("utf-8-sig").split("\r\n") == [
        "《银龄谱新篇》图片说明",
        "",
        "图1",
        "文件：图1_合 影.jpg",
        "说明：合 影",
        "摄影：王五",
        "",
        "图2",
        "文件：图2.jpg",
        "说明：（没有说明）",
        "摄影：（没有注明）",
        "",
    ]


def test_captions_file_names_only_files_that_are_there():
    _, files = parcel(
        piece(*(Photo("a", picture(), "同一句说明：" * 9, "王五") for _ in range(12)))
    )
    text = files[CAPTIONS_FILE].decode("utf-8-sig")
    named = [
        line.removeprefix("文件：") for line in text.split("\r\n") if line.startswith("文件：")
    ]
    assert named == [name for name in files if name.startswith("图") and name != CAPTIONS_FILE]
    assert len(set(named)) == 12


def test_parcel_without_photos_has_no_captions_file():
    assert list(parcel(piece())[1]) == ["都昌县委老干部局-银龄谱新篇-张三、李四.docx"]


def test_parcel_of_an_outlet_without_a_pattern_gets_the_default():
    assert parcel(piece(), name_pattern="")[0] == "都昌县委老干部局-银龄谱新篇-张三、李四.zip"


def test_parcel_has_the_same_bytes_each_time():
    def digest():
        made = package_zip(
            piece(Photo("a", picture(), "合影")),
            name_pattern="",
            byline_form="end",
            embed_photos=True,
            today=TODAY,
        )
        return hashlib.sha256(made[1]).hexdigest()

    assert digest() == digest()


# -- patterns --------------------------------------------------------------------------------------


def test_fill_pattern_knows_every_documented_field():
    pattern = "{date} {genre} {unit} {headline} {author}"
    filled = fill_pattern(pattern, piece(), TODAY)
    assert filled == "2026-10-12 通讯 都昌县委老干部局 银龄谱新篇 张三、李四"


def test_fill_pattern_shortens_many_authors():
    many = tuple(Byline(name) for name in "甲乙丙丁")
    assert fill_pattern("{author}", piece(bylines=many), TODAY) == "甲等"


def test_fill_pattern_leaves_no_empty_places():
    assert fill_pattern("{unit}-{genre}-{headline}", piece(genre=""), TODAY) == (
        "都昌县委老干部局-银龄谱新篇"
    )


def test_fill_pattern_takes_braces_in_a_headline_as_text():
    assert fill_pattern("{headline}", piece(headline="{unit}{0}"), TODAY) == "{unit}{0}"


@pytest.mark.parametrize("pattern", ["{unit}", "九江-{headline}", "{date}_{unit}_{author}", "稿件"])
def test_check_pattern_accepts(pattern):
    assert check_pattern(pattern) is None


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "Unit",
        "",
        "0",
        "headline.__class__",
        "headline[0]",
        "headline!r",
        "date:%Y",
        "单位",
    ],
)
def test_check_pattern_names_the_field_it_does_not_know(field):
    with pytest.raises(PatternError) as error:
        check_pattern("{unit}-{" + field + "}")
    message = str(error.value)
    assert message.startswith(f"文件命名格式里的 {{{field}}} 不认识。")
    for known in ("{unit}（单位）", "{headline}（标题）", "{author}（作者）", "{date}（日期）"):
        assert known in message


@pytest.mark.parametrize("pattern", ["{unit", "unit}", "{{unit}}", "{unit}{"])
def test_check_pattern_refuses_braces_that_do_not_match(pattern):
    with pytest.raises(PatternError, match="没有成对"):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", ["", "  "])
def test_check_pattern_refuses_an_empty_pattern(pattern):
    with pytest.raises(PatternError, match="请填写"):
        check_pattern(pattern)


# -- file names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("谁来养老?", "谁来养老？.docx"),
        ('a\\b/c:d*e?f"g<h>i|j', "a＼b／c：d＊e？f＂g＜h＞i｜j.docx"),
        ("../../etc/passwd", "／..／etc／passwd.docx"),
        ("上\n下\t右", "上 下 右.docx"),
        ("甲\x00\x07乙", "甲乙.docx"),
        ("稿件...", "稿件.docx"),
        ("稿件. . ", "稿件.docx"),
        (" -稿件- ", "稿件.docx"),
        ("", "稿件.docx"),
        ("...", "稿件.docx"),
        ("CON", "稿CON.docx"),
        ("nul.txt", "稿nul.txt.docx"),
        ("com1", "稿com1.docx"),
        ("COM¹", "稿COM¹.docx"),
        ("LPT9 .x", "稿LPT9 .x.docx"),
        ("-con-", "稿con.docx"),
        ("conference", "conference.docx"),
        ("公告\u202efdp\u200b", "公告fdp.docx"),
    ],
)
def test_safe_filename_is_legal_on_windows(stem, name):
    assert safe_filename(stem, "docx") == name


@pytest.mark.parametrize("stem", ["长" * 300, "a" * 300, "𠮷" * 300, "长" * 60 + "." * 40])
def test_safe_filename_is_short_enough(stem):
    name = safe_filename(stem, "docx")
    assert len(name) <= 80 and len(name.encode()) <= 240
    assert name.endswith(".docx") and not name.endswith("..docx")


@given(st.text(max_size=120))
def test_safe_filename_of_anything_is_legal(stem):
    name = safe_filename(stem, "jpg")
    assert not set(name) & set('\\/:*?"<>|') and name.isprintable()
    assert 5 <= len(name) <= 80 and len(name.encode()) <= 240
    assert name == name.strip(" .") and name.endswith(".jpg")
