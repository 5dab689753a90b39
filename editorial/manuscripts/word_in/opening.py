"""What a file is before it is opened: told by its bytes and held against its name, and for a Word
file its parts are counted and looked through while they stream by. Nothing in it is followed."""

import posixpath
import zipfile
from pathlib import PurePath
from xml.parsers import expat

from editorial.manuscripts.word_in import limits
from editorial.manuscripts.word_in.limits import ManuscriptRefused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = (".docx", ".doc", ".wps")
# Names of streams in an OLE container, which writes them in UTF-16.
WORD_STREAM = "WordDocument".encode("utf-16-le")
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")

BROKEN = "这个文件已经损坏或不完整，打不开。请在电脑上打开原稿，另存一份再传。"
TOO_BIG = "文件超过50 MB，没有读取。请把照片压缩，或单独上传照片。"
NOT_WORD = "只收 Word 文稿（.docx、.doc、.wps）。请另存为 .docx 再传，或把文字粘贴到“写稿件”里。"
HIDDEN_WEB = "这其实是一个网页文件，不是 Word 文稿。请在 Word 或 WPS 里打开，另存为 .docx 再传。"
RICH_TEXT = "这其实是 RTF 文件，不是 Word 文稿。请在 Word 或 WPS 里打开，另存为 .docx 再传。"
LOCKED = "这份文稿有打开密码，读不了。请去掉密码，另存一份再传。"
UNPACKS_TOO_BIG = "文件解开后超过200 MB，没有读取。请把照片压缩后再传。"
ENTITIES = "文件里有自定义的 XML 实体，正常的 Word 文稿没有，为安全起见没有读取。请另存一份再传。"
OUTSIDE_PATHS = "文件里有指向文件之外的路径，正常的 Word 文稿没有，为安全起见没有读取。"


def kind_of(name: str, data: bytes) -> str:
    """'.docx' for a new file, '.doc' for one that must be converted; else ManuscriptRefused."""
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise ManuscriptRefused("这个文件是空的，里面没有文字。请重新选择。")
    if len(data) > limits.MAX_BYTES:
        raise ManuscriptRefused(TOO_BIG)
    if suffix not in KINDS:
        raise ManuscriptRefused(NOT_WORD)
    if data.startswith(ZIP):
        return _new_file(suffix)
    if data.startswith(OLE):
        return _old_file(suffix, data)
    raise ManuscriptRefused(_what_else(data))


def _new_file(suffix):
    if suffix == ".doc":
        raise ManuscriptRefused("文件名是 .doc，内容却是 .docx。请把文件名的结尾改成 .docx 再传。")
    return ".docx"


def _old_file(suffix, data):
    if LOCKED_STREAM in data:
        raise ManuscriptRefused(LOCKED)
    if WORD_STREAM not in data:
        raise ManuscriptRefused("这不是文稿，可能是表格或演示文稿。请选择 Word 文稿再传。")
    if suffix == ".docx":
        raise ManuscriptRefused(
            "文件名是 .docx，内容却是旧版 .doc。请把文件名的结尾改成 .doc 再传。"
        )
    return ".doc"


def _what_else(data):
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")):
        return HIDDEN_WEB
    if head.startswith(b"{\\rtf"):
        return RICH_TEXT
    if head.startswith(b"%pdf"):
        return "这其实是 PDF 文件，不是 Word 文稿。请传原来的 Word 文稿。"
    if head.startswith((b"\xff\xd8\xff", b"\x89png", b"gif8")):
        return "这其实是一张图片，不是 Word 文稿。照片请在“写稿件”里上传。"
    return "认不出这是什么文件，不是 Word 文稿。请在 Word 或 WPS 里打开，另存为 .docx 再传。"


# -- inside a .docx --------------------------------------------------------------------------------


def open_word_file(path) -> zipfile.ZipFile:
    """The archive, when its directory promises no more than a manuscript may cost."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ManuscriptRefused(BROKEN) from error
    entries = archive.infolist()
    if len(entries) > limits.MAX_ENTRIES:
        raise ManuscriptRefused(f"文件里有{len(entries)}个部件，正常的文稿没有这么多，没有读取。")
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED:
        raise ManuscriptRefused(UNPACKS_TOO_BIG)
    if any(_leads_outside(entry.filename) for entry in entries):
        raise ManuscriptRefused(OUTSIDE_PATHS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ManuscriptRefused(LOCKED)
    return archive


def _leads_outside(name):
    name = name.replace("\\", "/")
    return name.startswith("/") or ":" in name or ".." in posixpath.normpath(name).split("/")


def read_part(archive, name) -> bytes:
    """One XML part after it was looked through; b"" when there is none."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    if entry.file_size > limits.MAX_PART:
        raise ManuscriptRefused("文件里的文字部分太大，不像一篇稿件，没有读取。")
    try:
        with archive.open(entry) as stream:
            _look_through(stream)
        return archive.read(entry)
    except ManuscriptRefused:
        raise
    except expat.ExpatError as error:
        raise ManuscriptRefused(BROKEN) from error
    except Exception as error:  # a damaged archive raises zlib, EOF, CRC, RuntimeError …
        raise ManuscriptRefused(BROKEN) from error


def _look_through(stream):
    """Count without building a tree, so that what is too much is refused before it is held."""
    counted = _Counter()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = counted.start, counted.end
    parser.StartDoctypeDeclHandler = _refuse_entities
    while chunk := stream.read(65536):
        parser.Parse(chunk)
    parser.Parse(b"", True)


def _refuse_entities(*args):
    raise ManuscriptRefused(ENTITIES)


class _Counter:
    """Paragraphs, pictures and depth of one part."""

    def __init__(self):
        self.paragraphs = self.pictures = self.depth = 0

    def start(self, name, attributes):
        self.depth += 1
        if self.depth > limits.MAX_DEPTH:
            raise ManuscriptRefused("文件的结构层层嵌套，不像正常的文稿，没有读取。")
        # The prefix is the writer's choice.
        name = name.rpartition(":")[2]
        self.paragraphs += name == "p"
        self.pictures += name in ("blip", "imagedata")
        if self.paragraphs > limits.MAX_PARAGRAPHS:
            raise ManuscriptRefused("文稿超过2000段，不像一篇稿件，没有读取。请分成几个文件再传。")
        # A picture may be written twice, for new and for old programs.
        if self.pictures > 2 * limits.MAX_PICTURES:
            raise ManuscriptRefused(too_many_pictures())

    def end(self, name):
        self.depth -= 1


def too_many_pictures():
    return f"文稿里的图片超过{limits.MAX_PICTURES}张，没有读取。请只留要用的照片，或分成几个文件。"
