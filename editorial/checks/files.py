"""PURE: files that `check_text` is given: text, Word, an outlet's profile. Says in Chinese why one is refused."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

from editorial.checks.article import Article, Caption, Outlet, lines_of
from editorial.manuscripts.blocks import characters, counted_words
from editorial.manuscripts.word_in import read_manuscript
from editorial.manuscripts.word_in.manuscript import WordPhoto

MAX_TEXT = 2 * 1024 * 1024
WORD_ENDINGS = (".docx", ".doc", ".wps")
NOT_CHECKED = ("来源:", "来源：", "元数据:", "元数据：")
HEADLINE_MARKS = ("标题:", "标题：")


class BadFile(ValueError):
    """A file that can't be read; the text is a Chinese sentence for its sender."""


def read_article(file: Path, today: date | None = None) -> Article:
    if not file.is_file():
        raise BadFile("找不到这个文件。")
    if file.suffix.lower() in WORD_ENDINGS:
        return article_of_word(file, today)
    return article_of_text(_text_of(file), today)


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_TEXT:
            raise BadFile("文件超过2MB，不像是一篇稿件。")
        data = file.read_bytes()
    except OSError as wrong:
        raise BadFile("这个文件打不开。") from wrong
    # Binary files decode as GB 18030 surprisingly often; no text holds these.
    if any(sign in data for sign in (b"\x00", b"\x01", b"\x02", b"\x03")):
        raise BadFile("这不是文本文件。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("文件的编码读不了，请存为UTF-8或GB18030。")


def article_of_text(text: str, today: date | None = None) -> Article:
    """The first line is the headline, the lines before it that tell of the source are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and (not lines[0].strip() or lines[0].strip().startswith(NOT_CHECKED)):
        lines.pop(0)
    headline = lines.pop(0).strip() if lines else ""
    for mark in HEADLINE_MARKS:
        headline = headline.removeprefix(mark).strip()
    return Article(headline, "\n".join(lines).strip("\n"), today=today)


def article_of_word(file: Path, today: date | None = None) -> Article:
    manuscript = read_manuscript(file)
    if manuscript.refusal:
        raise BadFile(manuscript.refusal)
    captions = tuple(Caption(photo.caption, photo.photographer) for photo in manuscript.photos)
    words = [line for line in (manuscript.kicker, manuscript.subtitle) if line]
    words += [
        text
        for block in manuscript.blocks
        if not isinstance(block, WordPhoto)
        for text in lines_of(block)
    ]
    length = characters(counted_words(manuscript.blocks))
    return Article(manuscript.headline, "\n".join(words), captions, today=today, length=length)


def read_outlet(file: Path) -> Outlet:
    try:
        given = json.loads(_text_of(file)) if file.is_file() else None
    except json.JSONDecodeError as wrong:
        raise BadFile("媒体要求不是JSON。") from wrong
    if given is None:
        raise BadFile("找不到媒体要求的文件。")
    names = [field.name for field in fields(Outlet)]
    if not isinstance(given, dict) or (unknown := [key for key in given if key not in names]):
        said = "、".join(unknown) if isinstance(given, dict) else "内容"
        raise BadFile(f"媒体要求里“{said}”不认识，可写：{'、'.join(names)}。")
    for key, value in given.items():
        if key == "name":
            fits = isinstance(value, str)
        else:
            fits = value is None or (type(value) is int and value >= 0)
        if not fits:
            raise BadFile(f"媒体要求里“{key}”的值不对。")
    return Outlet(**given)
