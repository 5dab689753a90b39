"""The users' manual names only what is on a screen: every 「…」 in it is looked up in the templates, the
Python sources and the Chinese catalogues, and every link is followed. No database."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import wagtail

from tests.cms.test_locale import read_po

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
APPS = ("editorial", "scoring", "cms")
QUOTED = re.compile("「(.*?)」", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# What stands for a value that only the running program knows; the manual writes it so, too.
HOLE = "…"


def words_of_template(text):
    """Comments dropped, tags as borders, variables as holes; attributes are words like any other, and so
    are the words that an include is given."""
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", HOLE, text)
    text = re.sub(r"\{%.*?%\}", _words_given, text, flags=re.DOTALL)
    return re.sub(r'[<>"]', "\n", text)


def _words_given(tag):
    is_include = tag[0].removeprefix("{%").split()[0] == "include"
    given = re.findall(r'\w="([^"]*)"', tag[0]) if is_include else []
    return "\n".join(["", *given, ""])


class Strings(ast.NodeVisitor):
    """The strings of a module, docstrings left out."""

    def __init__(self):
        self.found = []

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_JoinedStr(self, node):
        parts = [p.value if isinstance(p, ast.Constant) else HOLE for p in node.values]
        self.found.append("".join(parts))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self.found.append(_without_placeholders(node.value))


def words_of_python(text):
    strings = Strings()
    strings.visit(ast.parse(text))
    return "\n".join(strings.found)


def words_of_catalogue(path):
    return "\n".join(_without_placeholders(entry["msgstr"]) for entry in read_po(path))


def _without_placeholders(text):
    return re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", HOLE, text)


@cache
def words_on_screens():
    found = [words_of_template(path.read_text(encoding="utf-8")) for path in _templates()]
    found += [words_of_python(path.read_text(encoding="utf-8")) for path in _sources()]
    found += [words_of_catalogue(path) for path in _catalogues()]
    return re.sub(f"{HOLE}+", HOLE, "\n".join(found))


def _templates():
    return [
        path for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in {".html", ".txt"}
    ]


def _sources():
    paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in paths if "migrations" not in path.parts]


def _catalogues():
    ours = sorted((ROOT / "cms" / "locale").rglob("*.po"))
    wagtails = Path(wagtail.__file__).parent.rglob("locale/zh_Hans/LC_MESSAGES/*.po")
    return [*ours, *sorted(wagtails)]


def is_on_a_screen(words):
    """As a whole label, sentence or clause: a part of a longer word is not what the reader sees."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.search(before + re.escape(words) + after, words_on_screens()) is not None


def quoted_in(page):
    return QUOTED.findall(page.read_text(encoding="utf-8"))


def headings_of(page):
    """The anchors that the code host makes of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-").lower() for title in titles}


def broken_links_of(page):
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if not target.exists() or (anchor and anchor not in headings_of(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_quoted_word_is_on_a_screen(page):
    assert quoted_in(page)
    assert [words for words in quoted_in(page) if not is_on_a_screen(words)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_quotation_mark_has_its_partner(page):
    text = page.read_text(encoding="utf-8")
    assert re.sub("[^「」]", "", text) == "「」" * len(quoted_in(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    assert broken_links_of(page) == []


def test_every_page_is_reached_from_the_first():
    links = LINK.findall((MANUAL / "README.md").read_text(encoding="utf-8"))
    assert {link.partition("#")[0] for link in links} >= {p.name for p in PAGES} - {"README.md"}


@pytest.mark.parametrize(
    "words",
    ["交单位审签", "插入内容块", "写入这…", "保存草稿", "稿件已保存，补齐后再提交。"],
)
def test_a_word_of_a_template_a_source_or_a_catalogue_is_found(words):
    assert is_on_a_screen(words)


@pytest.mark.parametrize(
    "words",
    [
        "一键发表",  # on no screen at all
        "位审签",  # a part of a button
        "sets of figures",  # no screen either
        "代签: a manager signs for a unit",  # a docstring
    ],
)
def test_a_word_that_no_screen_shows_is_not_found(words):
    assert not is_on_a_screen(words)


def test_a_link_to_nowhere_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# 有\n[好](page.md#有) [坏](gone.md) [也坏](#没有)", encoding="utf-8")
    assert broken_links_of(page) == ["gone.md", "#没有"]
