"""The surface keeps its own rules: templates one thought a line, stylesheets with one width for a phone,
one block for it in each file, and no colour outside the variables."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
LONGEST_LINE = 160
CSS = ROOT / "cms" / "static" / "css"
PRINTED = TEMPLATES / "scoring" / "bulletin" / "pdf.css"
ALONE = TEMPLATES / "errors" / "base.html"
SHEETS = [*sorted(CSS.glob("*.css")), PRINTED, ALONE]
# What the head of base.css says of them.
PHONE, NARROW, WIDE = "(max-width: 50em)", "(max-width: 70em)", "(min-width: 100em)"
WIDTH = re.compile(r"\([^()]*(?:width|height)[^()]*\)")
HEX = r"#[0-9a-fA-F]{3,8}\b"
FUNCTION = r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
NAMED = (
    "aqua|beige|black|blue|brown|crimson|cyan|darkred|fuchsia|gold|gr[ae]y|green|indigo|ivory|lime|magenta"
    "|maroon|navy|olive|orange|pink|purple|red|salmon|silver|tan|teal|tomato|violet|wheat|white|yellow"
)
COLOUR = re.compile(rf"{HEX}|{FUNCTION}|(?<![\w-])(?:{NAMED})(?![\w-])")


def lines_of(path):
    return enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def place(path, number):
    return f"{path.relative_to(ROOT)}:{number}"


def css_of(path):
    """A template's own rules; comments are words of ours and left out, their lines are kept."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        before, rest = text.split("<style>")
        text = "\n" * before.count("\n") + rest.split("</style>")[0]
    return re.sub(r"/\*.*?\*/", lambda note: "\n" * note[0].count("\n"), text, flags=re.DOTALL)


def without_variables(css):
    """The :root blocks emptied."""
    return re.sub(
        r"(:root[^{}]*\{)([^{}]*)", lambda m: m[1] + "\n" * m[2].count("\n"), css, flags=re.DOTALL
    )


def test_no_line_of_a_template_is_too_long():
    long = [
        f"{place(path, number)} has {len(line)} characters"
        for path in sorted(TEMPLATES.rglob("*.*"))
        for number, line in lines_of(path)
        if len(line) > LONGEST_LINE
    ]
    assert not long, "\n".join(long)


def test_no_template_styles_or_acts_on_the_spot():
    """The circular's sizes are reckoned for each paper: they stand where they are reckoned."""
    found = [
        place(path, number)
        for path in sorted(TEMPLATES.rglob("*.html"))
        if path != PRINTED.with_suffix(".html")
        for number, line in lines_of(path)
        if re.search(r"\s(?:style|on\w+)=", line)
    ]
    assert not found, found


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_knows_one_phone_and_says_it_once(path):
    heads = re.findall(r"@media[^{]*", css_of(path))
    widths = [width for head in heads for width in WIDTH.findall(head)]
    assert set(widths) <= {PHONE, NARROW, WIDE}
    assert len(widths) == len(set(widths))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_colour_has_a_name(path):
    found = [
        f"{place(path, number)}: {line.strip()}"
        for number, line in enumerate(without_variables(css_of(path)).splitlines(), 1)
        if COLOUR.search(re.sub(r'"[^"]*"', "", line.partition("{")[2] or line))
    ]
    assert not found, "\n".join(found)


def test_base_says_the_widths():
    told = (CSS / "base.css").read_text(encoding="utf-8")
    for width in (PHONE, NARROW, WIDE):
        assert width.strip("()").rpartition(" ")[2] in told


def test_a_colour_and_a_width_are_seen_where_they_stand():
    for css in (
        "a { color: #fff; }",
        "b { border: 1px solid red }",
        "c { background: rgb(0 0 0) }",
    ):
        assert COLOUR.search(without_variables(css))
    assert not COLOUR.search(without_variables(":root { --ink: #fff; }\na { color: var(--red) }"))
    assert WIDTH.findall("@media screen and (max-width: 600px) ") == ["(max-width: 600px)"]
