"""The sanitiser against a corpus of hostile markup, judged by parsers that it does not use: Python's own
and a real browser, in which the raw corpus does run and the cleaned one must not."""

import unicodedata
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from editorial.files.markup import clean_html
from editorial.pieces.rich_text import read_rich_text
from tests.editorial.files.hostile_markup import ALL, HARMLESS
from tests.editorial.files.inspector import Inspector, words_of

JUDGE = Path(__file__).with_name("browser_judge.js").read_text(encoding="utf-8")
EVIL = "evil.test"

mixtures = st.lists(
    st.one_of(
        st.sampled_from(sorted(ALL.values())),
        st.sampled_from([text for text, _ in HARMLESS]),
        st.sampled_from(
            ["<", ">", '"', "'", "`", "&", "</", "<!--", "-->", "]]>", "/>", "\x00", "="]
        ),
        st.sampled_from(
            ["<p>", "</p>", "<svg>", "<math>", "<table>", "<td>", "<select>", "<style>"]
        ),
        st.text(max_size=6),
    ),
    max_size=6,
).map("".join)


# -- judged by Python's parser ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_nothing_executable_is_left(name):
    cleaned = clean_html(ALL[name])
    assert Inspector(cleaned).alien == []
    assert clean_html(cleaned) == cleaned


@pytest.mark.parametrize("name", ALL)
def test_what_stands_before_stays(name):
    assert clean_html(f"<p>前文</p>{ALL[name]}").startswith("<p>前文</p>")


def test_the_inspector_finds_most_of_the_raw_corpus():
    """So that its silence about the cleaned one says something."""
    harmless = [name for name, markup in ALL.items() if not Inspector(markup).alien]
    assert len(harmless) < len(ALL) / 10


@given(mixtures)
def test_any_mixture_is_clean_and_cleaning_again_changes_nothing(markup):
    cleaned = clean_html(markup)
    assert Inspector(cleaned).alien == []
    assert clean_html(cleaned) == cleaned


# -- harmless text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("markup", "words"), HARMLESS)
def test_harmless_text_survives(markup, words):
    assert words_of(markup) == words
    [paragraph] = read_rich_text(f"<p>{markup}</p>")
    assert paragraph.text == words


@pytest.mark.parametrize(("markup", "words"), HARMLESS)
def test_harmless_text_survives_between_hostile_markup(markup, words):
    hostile = "<img src=x onerror=ALERT(1)><script>ALERT(1)</script>"
    assert words_of(f"{hostile}<p>{markup}</p>{hostile}") == words


@pytest.mark.parametrize("name", ALL)
def test_hostile_markup_that_is_shown_as_text_survives_as_text(name):
    cleaned = clean_html(f"<p>{escape(ALL[name])}</p>")
    assert Inspector(cleaned).alien == []
    assert ink(words_of(cleaned)) == ink(ALL[name])


@given(st.text(alphabet="<>&\"'`=/; 文a1#“”", max_size=40))
def test_escaped_text_of_any_characters_survives(text):
    assert ink(words_of(f"<p>{escape(text)}</p>")) == ink(text)


def ink(text):
    """What leaves ink on paper: white space and control characters left out."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cs")
    )


# -- judged by a browser ---------------------------------------------------------------------------


@pytest.fixture
def judge(chromium):
    """Call with {name: markup} and how many milliseconds a page may take to load; ({name: verdict}, the
    addresses it asked for). No policy protects the page, and nothing reaches the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

        def judged(cases, patience):
            page = browser.new_context(bypass_csp=True).new_page()
            asked = []
            page.on("dialog", lambda dialog: dialog.dismiss())

            def refuse(route):
                asked.append(route.request.url)
                route.abort()

            page.route("**/*", refuse)
            page.set_content("<!doctype html><meta charset=utf-8><body>")
            verdicts = page.evaluate(JUDGE, [list(cases.items()), patience])
            return {v["name"]: v for v in verdicts}, asked

        yield judged
        browser.close()


def test_a_browser_runs_much_of_the_raw_corpus_and_nothing_of_the_cleaned(judge):
    raw, asked = judge(ALL, 3_000)
    ran = [name for name, verdict in raw.items() if verdict["ran"]]
    print(f"SANITISE: of {len(raw)} hostile markups {len(ran)} run in a browser as they are")
    assert len(ran) > 80
    assert any(EVIL in url for url in asked)
    verdicts, asked = judge({name: clean_html(markup) for name, markup in ALL.items()}, 60_000)
    assert len(verdicts) == len(ALL)
    assert [name for name, verdict in verdicts.items() if verdict["ran"]] == []
    assert {name: v["alien"] for name, v in verdicts.items() if v["alien"]} == {}
    assert [name for name, verdict in verdicts.items() if not verdict["steady"]] == []
    assert asked == []
