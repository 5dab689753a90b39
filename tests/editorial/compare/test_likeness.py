"""What two texts have in common, by their letters alone."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from editorial.compare.likeness import (
    GUARANTEED,
    containment,
    cut,
    normalise,
    prints_of,
    shared_parts,
)

PIECES = sorted((Path(__file__).parents[1] / "checks" / "pieces").glob("*.txt"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in PIECES}
LEAD = "10月21日，都昌县委老干部局组织离退休干部登上南山，"

letters = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=80)
passages = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=GUARANTEED, max_size=60
)


@given(letters, letters, passages, letters, letters)
def test_prints_find_every_copied_passage_of_the_guaranteed_length(a, b, passage, c, d):
    assert prints_of(a + passage + b) & prints_of(c + passage + d)


@given(letters, letters, passages)
def test_shared_parts_mark_every_copied_passage_and_nothing_alters_the_text(a, b, passage):
    text = a + "，" + passage + b
    spans = shared_parts(text, passage)
    assert any(start <= len(a) + 1 and len(a) + 1 + len(passage) <= end for start, end in spans)
    assert "".join(part for part, _shared in cut(text, spans)) == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_cut_without_loss(text, other):
    for against in (other, text, text + other):
        spans = shared_parts(text, against, minimum=2)
        assert "".join(part for part, _shared in cut(text, spans)) == text


def test_width_case_punctuation_and_blanks_count_for_nothing():
    assert normalise("ＥＴＣ高速，　５Ｇ：“Ａi”\n") == "etc高速5gai"
    assert prints_of("老干部ＥＴＣ学习班，今天在九江开班。") == prints_of(
        "老干部etc学习班 今天在九江开班"
    )


def test_the_prints_of_a_text_stay_what_they_are():
    assert prints_of("老干部重阳登高") == set()
    assert prints_of("老干部重阳登高望远") == prints_of("老干部重阳登高望远！")
    assert all(0 <= value < 2**63 for text in TEXTS.values() for value in prints_of(text))
    assert prints_of("离退休干部登高望") == {STORED}


# Rows in databases hold it: another hash needs a migration.
STORED = 7105730870415800450


def test_different_pieces_of_the_same_theme_are_not_alike():
    assert len(TEXTS) == 10
    prints = {name: prints_of(text) for name, text in TEXTS.items()}
    alike = {
        (one, other)
        for one in prints
        for other in prints
        if one < other and containment(prints[one], prints[other]) >= 0.3
    }
    assert alike == set()


def test_a_copy_edited_in_every_sentence_is_still_found():
    text = TEXTS[PIECES[2].name]
    edited = "。".join(
        sentence[: len(sentence) * 3 // 4] + "这里改了几个字" for sentence in text.split("。")
    )
    assert containment(prints_of(text), prints_of(edited)) >= 0.3


def test_a_text_within_a_longer_one_is_wholly_contained():
    one, other = TEXTS[PIECES[0].name], TEXTS[PIECES[1].name]
    assert containment(prints_of(one), prints_of(one + other)) > 0.9
    assert containment(prints_of(one), set()) == 0.0


def test_shared_parts_are_spans_of_the_text_as_written():
    text = LEAD + "听老党员讲故事。"
    other = "昨天，都昌县委老干部局组织 离退休干部登上南山 看云海。"
    spans = shared_parts(text, other)
    assert [text[start:end] for start, end in spans] == ["都昌县委老干部局组织离退休干部登上南山"]
    assert shared_parts(text, "都昌县委老干部局组织座谈") == []
