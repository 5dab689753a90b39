"""Hostile and broken files: each ends in its own sentence, soon, without weight on the worker; the next
good file is read."""

import io
import resource
import struct
import sys
import time
import uuid
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from editorial.manuscripts.word_in import limits, read_manuscript
from editorial.manuscripts.word_in.process import Failed, TooLarge, TooSlow, run_limited

FILES = Path(__file__).parents[1] / "samples" / "manuscripts"
GOOD = FILES / "2-标题样式-全角空格缩进.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def repacked(changes=(), drop=()):
    """The good manuscript with parts replaced, added or left out."""
    changes = dict(changes)
    out = io.BytesIO()
    with zipfile.ZipFile(GOOD) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            if name not in changes and name not in drop:
                made.writestr(name, source.read(name))
        for name, data in changes.items():
            made.writestr(name, data)
    return out.getvalue()


def with_text(body, head=""):
    document = f"<?xml version='1.0' encoding='UTF-8'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return repacked({"word/document.xml": document})


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_text(paragraph("&l9;"), f'<!DOCTYPE d [<!ENTITY l0 "ha">{lines}]>')


def outside_entity():
    return with_text(paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def outside_dtd_in_styles():
    styles = f'<!DOCTYPE s SYSTEM "http://127.0.0.1:9/x.dtd"><w:styles {W}/>'
    return repacked({"word/styles.xml": styles})


def bomb():
    return repacked({f"word/media/zeros{n}.bin": bytes(30_000_000) for n in range(7)})


def large_part():
    return repacked({"word/document.xml": b" " * (limits.MAX_PART + 1)})


def path_outside():
    return repacked({"../../../../tmp/planted.docx": b"x"})


def many_paragraphs():
    return with_text(paragraph("段") * 100_000)


def nested():
    return with_text("<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000)


def truncated():
    return GOOD.read_bytes()[:20_000]


def no_manuscript():
    return repacked(drop=["word/document.xml"])


def empty_manuscript():
    return with_text("<w:p/>")


def broken_xml():
    return with_text("<w:p><w:r>")


def too_many_pictures():
    blip = "<w:p><w:r><w:drawing><a:blip xmlns:a='urn:a'/></w:drawing></w:r></w:p>"
    return with_text(blip * 300)


def locked():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


def photograph():
    out = io.BytesIO()
    Image.new("RGB", (50, 50)).save(out, "JPEG")
    return out.getvalue()


REFUSED = [
    ("entity.docx", laughs, "文件里有自定义的 XML 实体"),
    ("xxe.docx", outside_entity, "文件里有自定义的 XML 实体"),
    ("dtd.docx", outside_dtd_in_styles, "文件里有自定义的 XML 实体"),
    ("bomb.docx", bomb, "文件解开后超过200 MB"),
    ("part.docx", large_part, "文件里的文字部分太大"),
    ("path.docx", path_outside, "文件里有指向文件之外的路径"),
    ("paragraphs.docx", many_paragraphs, "文稿超过2000段"),
    ("nested.docx", nested, "文件的结构层层嵌套"),
    ("truncated.docx", truncated, "这个文件已经损坏或不完整"),
    ("broken.docx", broken_xml, "这个文件已经损坏或不完整"),
    ("zip.docx", no_manuscript, "这个压缩包里没有文稿"),
    ("empty.docx", empty_manuscript, "这份文稿里没有文字"),
    ("nothing.docx", bytes, "这个文件是空的"),
    ("pictures.docx", too_many_pictures, "文稿里的图片超过100张"),
    ("locked.docx", locked, "这份文稿有打开密码"),
    ("renamed.docx", photograph, "这其实是一张图片"),
    ("html.docx", lambda: b"<!DOCTYPE html><html>", "这其实是一个网页文件"),
    ("rtf.doc", lambda: b"{\\rtf1 \xbb\xbb}", "这其实是 RTF 文件"),
    ("pdf.docx", lambda: b"%PDF-1.7", "这其实是 PDF 文件"),
    ("new.doc", lambda: GOOD.read_bytes(), "文件名是 .doc，内容却是 .docx"),
    (
        "old.docx",
        lambda: (FILES / "1-通讯-照片-表格.doc").read_bytes(),
        "文件名是 .docx，内容却是旧版",
    ),
    ("macro.docm", lambda: GOOD.read_bytes(), "只收 Word 文稿"),
    ("large.docx", lambda: bytes(limits.MAX_BYTES + 1), "文件超过50 MB"),
]


@pytest.mark.parametrize(("name", "make", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_hostile_file_ends_in_its_own_sentence(tmp_path, name, make, sentence):
    path = tmp_path / name
    path.write_bytes(make())
    answer = read_manuscript(path)
    assert answer.refusal.startswith(sentence)
    assert set(answer.as_json()) == {"file", "refusal"}
    assert not Path("/tmp/planted.docx").exists()


def test_sentences_are_each_its_own():
    """But for the three ways to bring an entity and the two to be broken."""
    assert len({sentence for *_, sentence in REFUSED}) == len(REFUSED) - 3


def test_hostile_files_weigh_nothing_on_the_worker_and_the_next_good_one_is_read(tmp_path):
    paths = []
    for name, make, _ in REFUSED:
        paths.append(tmp_path / name)
        paths[-1].write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in paths:
        read_manuscript(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 512 * 1024  # kilobytes
    answer = read_manuscript(GOOD)
    assert answer.headline == "黄梅县多措并举开展重阳敬老活动"


# -- pictures inside a good file -------------------------------------------------------------------


def png_header_of(width, height):
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def jpeg_that_says(width, height):
    data = bytearray(photograph())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def manuscript_with(picture, tmp_path):
    document = Document()
    document.add_paragraph("重阳敬老活动纪实", style="Title")
    document.add_paragraph("重阳节前夕，都昌县组织老干部登高望远，大家一路走一路看。")
    document.add_picture(io.BytesIO(photograph()))
    document.add_paragraph("图为登高现场（王五 摄）")
    plain = io.BytesIO()
    document.save(plain)
    path = tmp_path / "照片.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            is_photo = name.startswith("word/media/")
            made.writestr(name, picture if is_photo else source.read(name))
    return path


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (jpeg_that_says(13_000, 10_000), "这张图片的尺寸太大，超过 1.2 亿像素。"),
        (png_header_of(8200, 5000), "这张图片的尺寸太大，超过 4000 万像素。"),
        (b"<html><body>x</body></html>", "这其实是一个网页文件，不是照片。"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "这是 SVG 矢量图，不是照片。"),
        (photograph()[:100], "这张照片不完整或已经损坏，打不开。"),
    ],
    ids=["jpeg", "png", "html", "svg", "truncated"],
)
def test_picture_that_can_not_be_taken_is_told_with_its_caption(tmp_path, picture, reason):
    answer = read_manuscript(manuscript_with(picture, tmp_path))
    assert answer.headline == "重阳敬老活动纪实"
    assert answer.photos == []
    (loss,) = answer.losses
    assert loss.kind == "picture"
    assert reason in loss.text
    assert "图片说明：图为登高现场" in loss.text


def test_largest_allowed_pictures_are_read_within_the_memory(tmp_path):
    """A JPEG of 118 megapixels and a PNG of 39, the last that the limits let pass."""
    for size, kind in (((12_500, 9_440), "JPEG"), ((7_800, 5_000), "PNG")):
        out = io.BytesIO()
        Image.new("RGB", size, "teal").save(out, kind)
        answer = read_manuscript(manuscript_with(out.getvalue(), tmp_path))
        assert (answer.refusal, answer.losses) == ("", [])
        assert len(answer.photos) == 1


def test_photos_are_kept_only_where_they_are_asked_for(tmp_path):
    path = manuscript_with(photograph(), tmp_path)
    assert read_manuscript(path).photos[0].path is None
    kept = tmp_path / "kept"
    kept.mkdir()
    (photo,) = read_manuscript(path, keep_photos_in=kept).photos
    assert list(kept.iterdir()) == [photo.path]


# -- the process of its own ------------------------------------------------------------------------


def python(code):
    return [sys.executable, "-c", code]


def test_what_runs_too_long_is_ended_with_its_children():
    mark = f"600.{uuid.uuid4().int}"  # nobody else's
    child = f"import time; time.sleep({mark})"
    code = f"import subprocess,sys; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()"
    with pytest.raises(TooSlow):
        run_limited(python(code), seconds=1, memory=1 << 30)
    deadline = time.monotonic() + 30  # what is killed takes its time to go
    while _is_running(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(mark)


def _is_running(mark):
    return any(mark.encode() in _command(process) for process in Path("/proc").glob("[0-9]*"))


def _command(process):
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""  # it has just ended


def test_what_takes_too_much_memory_is_ended():
    code = "import time; held = b'x' * 300_000_000; time.sleep(60)"
    with pytest.raises(TooLarge):
        run_limited(python(code), seconds=30, memory=200_000_000)


def test_memory_of_children_counts():
    inner = "import time; held = b'x' * 150_000_000; time.sleep(60)"
    code = f"import subprocess,sys; [subprocess.Popen([sys.executable,'-c',{inner!r}]) for _ in 'ab'][0].wait()"
    with pytest.raises(TooLarge):
        run_limited(python(code), seconds=30, memory=250_000_000)


def test_what_fails_says_its_last_words():
    with pytest.raises(Failed, match="no such luck"):
        run_limited(python("raise SystemExit('no such luck')"), seconds=30, memory=1 << 30)
