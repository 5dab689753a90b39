"""Every way by which markup that somebody else wrote can reach a reader: the editor's fields, a read
Word file, the site, the piece's page, Word and WeChat. The corpus is the sanitiser's own."""

import json
from html.parser import HTMLParser

import pytest

from editorial.intake.drafting import body_of
from editorial.manuscripts.blocks import ListBlock, Mark, Paragraph
from editorial.manuscripts.wechat import wechat_html
from editorial.pieces.blocks import BODY_BLOCKS
from editorial.pieces.rich_text import read_rich_text
from tests.editorial.files.hostile_markup import ALL
from tests.editorial.manuscripts.test_wechat import manuscript, paragraph

BLOCKS = dict(BODY_BLOCKS)
TEXTS = [text for text in ALL.values() if "\ud800" not in text]  # no form and no database holds it


class Elements(HTMLParser):
    """The elements of a markup with their attributes, values and line breaks left out."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.found.append((tag, tuple(name for name, _ in attrs)))


def elements(html):
    return Elements(html).found


def draftail(text, entities=(), kind="unstyled"):
    """What the editor's rich-text field sends."""
    ranges = [{"offset": 0, "length": 1, "key": n} for n in range(len(entities))]
    block = {"key": "a", "text": text, "type": kind, "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": ranges}
    return json.dumps({"blocks": [block], "entityMap": dict(enumerate(entities))})


def sent(value):
    """The rich text that a form with this value would save."""
    return str(BLOCKS["paragraph"].value_from_datadict({"body": value}, {}, "body"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_markup_typed_into_the_editor_is_shown_as_text(text):
    stored = sent(draftail(text))
    assert elements(stored) == [("p", ("data-block-key",))]
    article = wechat_html(manuscript(*read_rich_text(stored), bylines=()))
    assert elements(article) == elements(wechat_html(manuscript(paragraph("字"), bylines=())))


@pytest.mark.parametrize("url", ["javascript:ALERT(1)", "https://evil.test", '"onclick=ALERT(1)'])
@pytest.mark.parametrize("kind", ["LINK", "IMAGE", "EMBED", "DOCUMENT", "<script>"])
def test_a_forged_entity_of_the_editor_leaves_no_element(kind, url):
    data = {"url": url, "id": "1", "alt": url, "format": url}
    entity = {"type": kind, "mutability": "MUTABLE", "data": data}
    for block in ("unstyled", "atomic"):
        assert {tag for tag, _ in elements(sent(draftail("字字", [entity], block)))} <= {"p"}


@pytest.mark.parametrize("kind", ["header-two", "blockquote", "code-block", "<script>", "atomic"])
def test_a_forged_block_of_the_editor_leaves_no_element(kind):
    assert {tag for tag, _ in elements(sent(draftail("字", kind=kind)))} <= {"p"}


@pytest.mark.parametrize("name", ["subheading", "quote", "table"])
def test_markup_in_the_other_fields_is_shown_as_text(name):
    harmless = elements(BLOCKS[name].render(value_of(name, "字")))
    assert harmless
    for text in TEXTS:
        # As a set: an empty line in a quotation begins another paragraph.
        assert set(elements(BLOCKS[name].render(value_of(name, text)))) == set(harmless)


def value_of(name, text):
    values = {
        "subheading": text,
        "quote": {"text": text, "attribution": text},
        "table": {"data": [[text]], "table_caption": text, "first_row_is_table_header": False},
    }
    return BLOCKS[name].to_python(values[name])


def test_markup_in_a_read_word_file_becomes_text():
    for text in TEXTS:
        bold = Mark(0, len(text), "bold")
        blocks = [Paragraph(text, (bold,)), ListBlock((text,))]
        [(kind, html)] = body_of(blocks, {})
        assert (kind, elements(html)) == (
            "paragraph",
            [("p", ()), ("b", ()), ("ul", ()), ("li", ())],
        )
