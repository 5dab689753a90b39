"""A manuscript as the body of an article of a WeChat official account, and what of it is over that
account's limits. Every look stands on its own element: the account's editor keeps inline styles, and
drops classes, style sheets, scripts, links to elsewhere and every picture that was not uploaded to it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from editorial.manuscripts import blocks
from editorial.manuscripts import document as doc
from editorial.manuscripts.covers import WECHAT_BYTES, small_enough, within_limit
from editorial.manuscripts.ooxml import printable
from editorial.manuscripts.package import photo_name, safe_filename

# developers.weixin.qq.com, 草稿箱 / 新增草稿. The editor on the web takes a longer title.
TITLE_LIMIT, TITLE_LIMIT_IN_EDITOR = 32, 64
AUTHOR_LIMIT = 16
DIGEST_LIMIT = 128
BODY_CHARACTERS, BODY_BYTES = 20_000, 1024 * 1024  # the body must stay below both

RED, GREY = "#8c1d18", "#737373"
SENTENCE_END = re.compile(r"[。！？…!?]+[”’」』）)》]*")
CLAUSE_END = re.compile(r"[，；：、,;]")

PARAGRAPH = "margin:0 0 16px;text-indent:2em"
CENTRED_GREY = f"margin:0 0 16px;text-align:center;font-size:15px;color:{GREY}"
CAPTION = f"margin:6px 0 0;text-align:center;font-size:14px;line-height:1.6;color:{GREY}"
TOP_HEADING = f"margin:28px 0 14px;padding-left:10px;border-left:4px solid {RED};text-align:left"
LOWER_HEADING = "margin:20px 0 12px;text-align:left"
LIST_ITEM = "margin:0 0 8px;padding-left:1.5em;text-indent:-1.5em"
CELL = "border:1px solid #bbb;padding:6px 8px;vertical-align:top"


@dataclass(frozen=True)
class Excess:
    """One limit that is passed: `text` says to an editor by how much, and what to do."""

    what: str
    has: int
    limit: int
    text: str


# -- the body --------------------------------------------------------------------------------------


def wechat_html(manuscript: doc.Manuscript, reviewers: Iterable[tuple[str, str]] = ()) -> str:
    """The body; the headline is a field of its own there. `reviewers` are (step, name), for the foot.
    A photo leaves a line with its number and file name: its picture is uploaded in the editor."""
    parts = [*_head(manuscript), *_blocks(manuscript), *_foot(reviewers)]
    look = "font-size:17px;line-height:1.8;color:#333;text-align:justify"
    return _tag("section", look, "".join(parts))


def _head(manuscript):
    for text in (manuscript.kicker, manuscript.subtitle and f"——{manuscript.subtitle}"):
        if text:
            yield _tag("p", "margin:0 0 8px;text-align:center", _words(text))
    if line := doc.byline_line(manuscript.bylines):
        yield _tag("p", CENTRED_GREY, _words(line))


def _blocks(manuscript):
    number = 0
    for block in manuscript.blocks:
        if isinstance(block, doc.Photo):
            number += 1
            yield _photo(block, number)
        else:
            yield WRITERS[type(block)](block)


def _foot(reviewers):
    if line := "　".join(f"{step}：{name}" for step, name in reviewers):
        yield _tag(
            "p", f"margin:24px 0 0;text-align:right;font-size:14px;color:{GREY}", _words(line)
        )


def _paragraph(block: blocks.Paragraph) -> str:
    runs = [_run(run) for run in _without_indent(block.runs)]
    return _tag("p", PARAGRAPH, "".join(runs)) if runs else ""


def _without_indent(runs):
    """Full-width spaces typed as an indent would stand beside the real one."""
    runs = list(runs)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    if runs:
        runs[0] = blocks.Run(runs[0].text.lstrip(), runs[0].bold, runs[0].italic)
    return runs


def _run(run: blocks.Run) -> str:
    words = _words(run.text)
    if run.italic:
        words = _tag("span", "font-style:italic", words)
    return _tag("strong", "font-weight:bold", words) if run.bold else words


def _subheading(block: blocks.Subheading) -> str:
    look, size = (TOP_HEADING, 18) if block.level == 1 else (LOWER_HEADING, 17)
    mark = f"font-size:{size}px;font-weight:bold;color:{RED}"
    return _tag("p", look, _tag("strong", mark, _words(block.text.strip())))


def _quote(block: blocks.Quote) -> str:
    lines = [line.strip() for line in block.text.splitlines() if line.strip()]
    inner = "".join(_tag("p", "margin:0 0 6px", _words(line)) for line in lines)
    if block.attribution.strip():
        by = _words(f"——{block.attribution.strip()}")
        inner += _tag("p", f"margin:0;text-align:right;font-size:15px;color:{GREY}", by)
    look = "margin:0 0 16px;padding:12px 16px;border-left:4px solid #ddd;background-color:#f7f7f7"
    return _tag("section", look, inner)


def _list(block: blocks.ListBlock) -> str:
    """The marks are typed: the account's editor gives lists a look of its own."""
    marks = (f"{n}. " if block.ordered else "• " for n in range(1, len(block.items) + 1))
    items = zip(marks, block.items, strict=True)
    return "".join(_tag("p", LIST_ITEM, _words(mark + item.strip())) for mark, item in items)


def _table(block: blocks.Table) -> str:
    if not block.even_rows:
        return ""
    caption = _tag("p", CAPTION, _words(block.caption)) if block.caption else ""
    look = "width:100%;border-collapse:collapse;font-size:15px;line-height:1.6;text-align:left"
    table = _tag("table", look, f"<tbody>{''.join(_rows(block))}</tbody>")
    # A wide table scrolls in its own box on a phone.
    return _tag("section", "margin:16px 0;overflow-x:auto", caption + table)


def _rows(block: blocks.Table):
    spans, covered = block.spans, block.covered
    for r, row in enumerate(block.even_rows):
        cells = (
            _cell(text, *spans.get((r, c), (1, 1)))
            for c, text in enumerate(row)
            if (r, c) not in covered
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _cell(text: str, rows: int, columns: int) -> str:
    down = f' rowspan="{rows}"' if rows > 1 else ""
    across = f' colspan="{columns}"' if columns > 1 else ""
    return f'<td{down}{across} style="{CELL}">{_words(text.strip())}</td>'


def _photo(photo: doc.Photo, number: int) -> str:
    """The line is replaced by the picture; the caption stays."""
    place = f"【图{number}：{wechat_photo_name(number, photo)}】"
    inner = _tag("p", f"margin:0;text-align:center;color:{GREY}", _words(place))
    if caption := doc.caption_line(photo):
        inner += _tag("p", CAPTION, _words(caption))
    return _tag("section", "margin:20px 0", inner)


WRITERS: dict[type, Callable[..., str]] = {
    blocks.Paragraph: _paragraph,
    blocks.Subheading: _subheading,
    blocks.Quote: _quote,
    blocks.ListBlock: _list,
    blocks.Table: _table,
}


def _tag(name: str, look: str, inner: str) -> str:
    return f'<{name} style="{look}">{inner}</{name}>'


def _words(text: str) -> str:
    return escape(printable(text), quote=False).replace("\n", "<br>")


# -- the photos ------------------------------------------------------------------------------------


def wechat_photo_name(number: int, photo: doc.Photo) -> str:
    """The name in the parcel; what had to be made smaller is a JPEG."""
    name = photo_name(number, photo)
    return name if small_enough(photo.data) else safe_filename(name.rsplit(".", 1)[0], "jpg")


def wechat_photos(manuscript: doc.Manuscript) -> list[tuple[str, bytes]]:
    """[(file name, bytes)] that the account takes, in the order of the text."""
    return [
        (wechat_photo_name(number, photo), within_limit(photo.data))
        for number, photo in enumerate(manuscript.photos, start=1)
    ]


# -- the fields and their limits -------------------------------------------------------------------


def propose_author(manuscript: doc.Manuscript) -> str:
    """Who wrote it; 张三等 where the account's field can't hold them all."""
    names = doc.writers(manuscript.bylines)
    line = "、".join(names)
    return line if len(line) <= AUTHOR_LIMIT or not names else f"{names[0]}等"


def propose_digest(manuscript: doc.Manuscript) -> str:
    """The first paragraph up to the last sentence that fits, without 九江讯（张三）."""
    paragraphs = (block.text for block in manuscript.blocks if isinstance(block, blocks.Paragraph))
    text = next((line for line in map(_without_dateline, paragraphs) if line), "")
    if len(text) <= DIGEST_LIMIT:
        return text
    if cut := _last_end(SENTENCE_END, text, DIGEST_LIMIT):
        return text[:cut]
    room = DIGEST_LIMIT - 2  # for ……
    cut = _last_end(CLAUSE_END, text, room)
    return text[: cut - 1 if cut else room] + "……"


def _without_dateline(text: str) -> str:
    dateline, rest = doc.split_dateline(" ".join(text.split()))
    return (re.sub(r"^\s*[（(][^）)]*[）)]", "", rest) if dateline else rest).strip()


def _last_end(pattern: re.Pattern, text: str, limit: int) -> int:
    """Where the last match that ends within `limit` ends; 0 without one."""
    return max(
        (end for found in pattern.finditer(text) if (end := found.end()) <= limit), default=0
    )


def wechat_limits(
    manuscript: doc.Manuscript, html: str, *, author: str | None = None, digest: str | None = None
) -> list[Excess]:
    """Everything that the account would refuse or cut. Without an author or a digest, the proposed."""
    author = propose_author(manuscript) if author is None else author
    digest = propose_digest(manuscript) if digest is None else digest
    found = [
        _title_excess(manuscript.headline),
        _field_excess("作者", author, AUTHOR_LIMIT, "请少写几位，后面加“等”"),
        _field_excess("摘要", digest, DIGEST_LIMIT, "请在“摘要”一栏里删短"),
        *_body_excesses(html),
        *map(_photo_excess, range(1, len(manuscript.photos) + 1), manuscript.photos),
    ]
    return [excess for excess in found if excess]


def _title_excess(title: str) -> Excess | None:
    has = len(title)
    if has > TITLE_LIMIT_IN_EDITOR:
        return _field_excess("标题", title, TITLE_LIMIT_IN_EDITOR, "公众号不收，请改短")
    if has <= TITLE_LIMIT:
        return None
    text = (
        f"标题有{has}字，超过接口发布的上限{TITLE_LIMIT}字。"
        f"在公众号编辑器里粘贴可以用（上限{TITLE_LIMIT_IN_EDITOR}字），用接口发布要先改短。"
    )
    return Excess("标题", has, TITLE_LIMIT, text)


def _field_excess(what: str, value: str, limit: int, advice: str) -> Excess | None:
    has = len(value)
    if has <= limit:
        return None
    text = f"{what}有{has}字，超过上限{limit}字，多了{has - limit}字。{advice}。"
    return Excess(what, has, limit, text)


def _body_excesses(html: str) -> list[Excess]:
    found, characters, size = [], len(html), len(html.encode())
    advice = "请分成两篇，或删去一部分"
    if characters >= BODY_CHARACTERS:
        text = (
            f"正文连同排版有{characters}个字符，公众号要求少于{BODY_CHARACTERS}个字符。{advice}。"
        )
        found.append(Excess("正文", characters, BODY_CHARACTERS, text))
    if size >= BODY_BYTES:
        text = f"正文连同排版有{_megabytes(size)}，公众号要求小于1 MB。{advice}。"
        found.append(Excess("正文大小", size, BODY_BYTES, text))
    return found


def _photo_excess(number: int, photo: doc.Photo) -> Excess | None:
    if small_enough(photo.data):
        return None
    size = len(photo.data)
    text = (
        f"图{number}的原图有{_megabytes(size)}，公众号只收1 MB以内的JPG或PNG。"
        "请上传从本页下载的照片，已经缩小。"
    )
    return Excess(f"图{number}", size, WECHAT_BYTES, text)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.2f} MB"
