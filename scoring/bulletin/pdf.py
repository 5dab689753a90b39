"""The circular as PDF by WeasyPrint, to the measures of GB/T 9704-2012 (templates/scoring/bulletin/pdf.css).
Long annexes are laid out in stretches, so that time and memory grow with their length alone."""

import gc
from contextlib import contextmanager

from django.template.loader import render_to_string
from PIL import ImageFile

from editorial.refused import Refused
from scoring.bulletin import fonts
from scoring.bulletin.typeset import lead_in, stretchable, table_layout

STRETCH = 300  # rows laid out at once
MARK_SIZE = 40  # pt at most
# What each element is, and the names of rows. The renderer's own sheet of all of HTML makes six more
# styles for every cell, notes and footnotes among them, which is a sixth of the time.
ELEMENTS = """
html, body, div, section, p, h1, h2, ol, li { display: block }
head, meta, style, title { display: none }
table { display: table } thead { display: table-header-group } tbody { display: table-row-group }
tr { display: table-row } th, td { display: table-cell }
colgroup { display: table-column-group } col { display: table-column }
[id] { anchor: attr(id) }
"""


class PdfImpossible(Refused):
    """This machine can't set a PDF; the Word file says the same."""


def bulletin_pdf(content, progress=None):
    """The bytes of the file; `progress(done, total)` is told of annex rows as they are laid out."""
    weasyprint = _renderer()
    page = _page_class(weasyprint)
    config, fetcher = weasyprint.text.fonts.FontConfiguration(), fetching_nothing()
    stylesheet = render_to_string("scoring/bulletin/pdf.css", _style())
    tell = _counted(progress, sum(len(annex["rows"]) for annex in content["annexes"]))
    first, pages = None, []
    with _seldom_collecting() as collect:
        for part in _parts(content):
            while part is not None:
                context = {"content": content, "css": stylesheet, "pages_before": len(pages)}
                html = render_to_string("scoring/bulletin/pdf.html", part | context)
                made = page(string=html, url_fetcher=fetcher).render(font_config=config)
                first = first or made
                keep, following = _kept(part, made.pages)
                pages += keep
                tell(_rows_done(part, following))
                part = following
                collect()
        return first.copy(pages).write_pdf()


@contextmanager
def _seldom_collecting():
    """Laid-out pages are millions of objects that stay: looking through all of them for garbage again
    and again takes a third of the time. What a stretch leaves behind is looked through once."""
    was_on = gc.isenabled()
    gc.disable()

    def collect():
        gc.collect()
        gc.freeze()

    try:
        yield collect
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def _renderer():
    try:
        import weasyprint  # noqa: PLC0415  (fails where Pango is missing)
    except OSError as error:
        raise PdfImpossible(
            "服务器没有装排版组件Pango，做不出PDF。请下载Word，并请管理员安装。"
        ) from error
    # Its import lets Pillow read cut-off pictures everywhere; ours are to be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if fonts.missing():
        raise PdfImpossible("服务器没有中文字体，做不出PDF。请下载Word，并请管理员安装中文字体。")
    return weasyprint


def _page_class(weasyprint):
    """The hook is not a promised one: should it go, the print stays the same and takes longer."""
    elements = weasyprint.CSS(string=ELEMENTS)

    class Page(weasyprint.HTML):
        def _ua_stylesheets(self, forms=False):
            return [elements]

    return Page


def fetching_nothing():
    """A circular stands in itself: nothing is fetched, from the network or from this machine."""
    return _renderer().urls.URLFetcher(allowed_protocols=())


def _style():
    names = {"title": fonts.TITLE, "body": fonts.BODY, "kai": fonts.KAI, "hei": fonts.HEI}
    stacks = {name: fonts.stack(font) for name, font in (names | {"song": fonts.SONG}).items()}
    return {"fonts": stacks, "title_weight": fonts.weight(fonts.TITLE)}


# -- parts -----------------------------------------------------------------------------------------


def _parts(content):
    """The text, then each annex; an annex is laid out stretch by stretch."""
    yield {"letter": _letter(content)}
    last = content["annexes"][-1]
    for annex in content["annexes"]:
        label, title = annex["title"].split(" ", 1)
        layout = table_layout(annex)
        table = {
            "annex": annex,
            "label": label,
            "annex_title": title,
            "layout": layout,
            "columns": _columns(annex, layout),
            "is_last_annex": annex is last,
        }
        yield _stretch(table, 0)


def _letter(content):
    mark = f"{content['issuer']}文件"
    return {
        "mark": mark,
        "title_lines": content.get("title_lines") or [content["title"]],
        # Across the type area at most, 442 pt.
        "mark_size": min(MARK_SIZE, 436 / len(mark)),
        "sections": [
            {
                "heading": section["heading"],
                "paragraphs": [_paragraph(text) for text in section["paragraphs"]],
            }
            for section in content["sections"]
        ],
        "annex_names": [annex["title"].split(" ", 1)[1] for annex in content["annexes"]],
    }


def _paragraph(text):
    head, rest = lead_in(text)
    return {
        "head": stretchable(head),
        "rest": stretchable(rest),
        "is_heading": bool(head) and not rest,
    }


def _columns(annex, layout):
    return [
        {"name": name, "width": f"{width:.3f}mm"}
        for name, width in zip(annex["columns"], layout.widths, strict=True)
    ]


def _stretch(part, start):
    """Rows with their number, which marks on which page each one stands."""
    rows = part["annex"]["rows"]
    numbered = list(enumerate(rows[start : start + STRETCH], start))
    more = start + STRETCH < len(rows)
    is_end = part["is_last_annex"] and not more
    return part | {"start": start, "numbered": numbered, "more": more, "is_end": is_end}


def _kept(part, pages):
    """(pages that are full, the part that follows). The last page of a stretch with more to come is
    laid out again with the next one."""
    if not part.get("more"):
        return pages, None
    on_last = [int(name[1:]) for name in pages[-1].anchors if name[1:].isdecimal()]
    if len(pages) == 1 or not on_last:
        return pages, _stretch(part, part["start"] + STRETCH)
    return pages[:-1], _stretch(part, min(on_last))


def _rows_done(part, following):
    if following is not None:
        return following["start"] - part["start"]
    return len(part.get("numbered", ()))


def _counted(progress, total):
    done = 0

    def tell(rows):
        nonlocal done
        done += rows
        if progress is not None:
            progress(done, total)

    return tell
