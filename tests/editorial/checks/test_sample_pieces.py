"""The whole list of findings on ten pieces of the kind that comes in, with the starter lists."""

from pathlib import Path

import pytest

from editorial.checks import check, read_lists
from editorial.checks.files import read_article

PIECES = Path(__file__).parent / "pieces"
WARN, NOTE = "warn", "note"

# (kind, where, start, text, severity); the pieces are typed with half-width marks throughout.
EXPECTED = {
    "01": [
        ("headline_long", "headline", 0, "", NOTE),
        ("half_width", "headline", 24, ",", WARN),
        ("no_year", "body", 10, "9月21日", NOTE),
    ],
    "02": [("vague_date", "body", 0, "近期", WARN), ("half_width", "body", 2, ",", WARN)],
    "03": [("half_width", "headline", 5, ":", WARN)],
    "04": [("half_width", "headline", 6, ":", WARN)],
    "06": [("half_width", "body", 4, ",", WARN)],
    "08": [("vague_date", "body", 0, "近日", WARN), ("half_width", "body", 2, ",", WARN)],
    "09": [("half_width", "body", 4, ",", WARN), ("space", "body", 250, " ", WARN)],
    "10": [
        ("no_year", "body", 0, "5月5日", NOTE),
        ("half_width", "body", 4, ",", WARN),
        ("memorial_day", "body", 84, "3.15", WARN),
    ],
    "12": [("half_width", "headline", 2, ":", WARN), ("no_year", "body", 0, "10月16日", NOTE)],
    "14": [("half_width", "body", 35, ",", WARN)],
}


@pytest.mark.parametrize("number", EXPECTED)
def test_findings_of_a_piece_are_these(number):
    (file,) = PIECES.glob(f"{number}_*.txt")
    findings = check(read_article(file), read_lists())
    told = [(f.kind, f.where, f.start, f.text, f.severity) for f in findings]
    assert told == EXPECTED[number]


def test_all_ten_pieces_are_expected():
    assert sorted(file.name[:2] for file in PIECES.glob("*.txt")) == sorted(EXPECTED)


def test_sum_of_piece_14_is_found_when_one_figure_is_changed():
    (file,) = PIECES.glob("14_*.txt")
    article = read_article(file)
    wrong = article.body.replace("24篇", "25篇")
    findings = check(type(article)(article.headline, wrong), read_lists())
    assert [f.message for f in findings if f.kind == "sum"] == ["各项相加是160，与总数159不符。"]
