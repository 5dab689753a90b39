"""Comparing by character: what is marked is what changed, and nothing is lost on the way."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.compare import texts as comparing
from editorial.compare.texts import (
    ADDED,
    CHANGED,
    DELETED,
    INSERTED,
    KEPT,
    REMOVED,
    SAME,
    Block,
    Span,
    Totals,
    compare,
    compare_texts,
    folded,
    totals,
)

TEXTS = st.text(alphabet="一二三。，aB1 2\n\u0301é👨\u200d👩", max_size=60)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["paragraph", "subheading", "photo", "table"]),
        TEXTS,
        st.sampled_from(["", "7", "8"]),
    ),
    max_size=12,
)


def marked(old, new):
    """`平[-旧-][+新+]平`: the spans in one line."""
    signs = {SAME: "{}", DELETED: "[-{}-]", INSERTED: "[+{}+]"}
    return "".join(signs[span.what].format(span.text) for span in compare_texts(old, new))


def paragraphs(*texts):
    return [Block("paragraph", text) for text in texts]


def told(changes):
    """(what, text, moved) of each change."""
    return [(change.what, change.block.text, change.moved) for change in changes]


LONG = (
    "上午八点，老同志们在南山脚下集合，工作人员准备了热水。",
    "沿途志愿者设立了三个休息点，为大家测量血压。",
    "据悉，该县下一步将组织更多适合老年人的文体活动。",
    "活动结束后，大家在山顶合影留念，畅谈家乡变化。",
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "新稿", "[+新稿+]"),
        ("旧稿", "", "[-旧稿-]"),
        ("老同志登高望远", "老同志登山望远", "老同志登[-高-][+山+]望远"),
        ("甲。丙丁。", "甲。乙。丙丁。", "甲。[+乙。+]丙丁。"),
        ("大家都很高兴", "大家很高兴", "大家[-都-]很高兴"),
        ("一月二日", "三月四日", "[-一-][+三+]月[-二-][+四+]日"),
        ("于2022年召开", "于2023年召开", "于[-2022-][+2023+]年召开"),
        ("共1,200.5万元", "共1,300.5万元", "共[-1,200.5-][+1,300.5+]万元"),
        ("用WiFi上网", "用Wifi上网", "用[-WiFi-][+Wifi+]上网"),
        ("5G网", "6G网", "[-5-][+6+]G网"),
        ("他笑了。", "他笑了！", "他笑了[-。-][+！+]"),
        ("合影👨\u200d👩", "合影👨\u200d👨", "合影[-👨\u200d👩-][+👨\u200d👨+]"),
    ],
)
def test_what_is_marked_is_what_changed(old, new, expected):
    assert marked(old, new) == expected


def test_one_changed_character_in_a_long_clause_marks_one_character():
    clause = "都昌县委老干部局组织全县离退休干部开展重阳登高活动" * 20
    for place in (0, 17, len(clause) - 1):
        changed = clause[:place] + "改" + clause[place + 1 :]
        marks = [span for span in compare_texts(clause, changed) if span.what != SAME]
        assert marks == [Span(DELETED, clause[place]), Span(INSERTED, "改")]


def test_characters_that_stayed_by_chance_between_long_changes_are_part_of_them():
    assert (
        marked("开头甲乙的丙丁结尾", "开头春夏的秋冬结尾") == "开头[-甲乙的丙丁-][+春夏的秋冬+]结尾"
    )


@given(TEXTS, TEXTS)
def test_spans_hold_both_texts(old, new):
    spans = compare_texts(old, new)
    assert "".join(span.text for span in spans if span.what != INSERTED) == old
    assert "".join(span.text for span in spans if span.what != DELETED) == new
    assert all(span.text for span in spans)


@given(TEXTS)
def test_equal_texts_have_no_mark(text):
    assert [span.what for span in compare_texts(text, text)] == [SAME] * bool(text)


@given(BLOCKS, BLOCKS)
def test_changes_hold_both_lists(old, new):
    changes = compare(old, new)
    ours = sorted((c.old_at, c.old) for c in changes if c.old) if old else []
    assert [block for _, block in ours] == old
    assert [change.new for change in changes if change.new] == new
    for change in changes:
        was = "".join(span.text for span in change.spans if span.what != INSERTED)
        now = "".join(span.text for span in change.spans if span.what != DELETED)
        assert was == (change.old.text if change.old else "")
        assert now == (change.new.text if change.new else "")


@given(BLOCKS)
def test_equal_lists_are_all_kept(blocks):
    changes = compare(blocks, blocks)
    assert all(change.is_kept for change in changes)
    assert totals(changes) == Totals()


@given(BLOCKS, BLOCKS)
def test_totals_are_nothing_only_where_nothing_changed(old, new):
    assert (totals(compare(old, new)).places == 0) == (old == new)


def test_a_moved_paragraph_is_marked_once():
    a, b, c, d = LONG
    assert told(compare(paragraphs(a, b, c, d), paragraphs(d, a, b, c))) == [
        (KEPT, d, True),
        (KEPT, a, False),
        (KEPT, b, False),
        (KEPT, c, False),
    ]


def test_a_moved_paragraph_shows_its_own_change_too():
    a, b, c, d = LONG
    changed = d.replace("山顶", "山脚")
    moved, *others = compare(paragraphs(a, b, c, d), paragraphs(changed, a, b, c))
    assert (moved.what, moved.moved, moved.old_at, moved.new_at) == (CHANGED, True, 3, 0)
    assert moved.from_below
    assert [s for s in moved.spans if s.what != SAME] == [Span(DELETED, "顶"), Span(INSERTED, "脚")]
    assert all(change.is_kept for change in others)


def test_a_paragraph_moved_down_came_from_above():
    a, b, c, d = LONG
    moved = compare(paragraphs(a, b, c, d), paragraphs("新的开头。", b, c, d, a))[-1]
    assert (moved.new.text, moved.moved, moved.from_below) == (a, True, False)


def test_added_and_removed_paragraphs_stand_in_their_place():
    a, b, c, d = LONG
    assert told(compare(paragraphs(a, b, c), paragraphs(a, c, d))) == [
        (KEPT, a, False),
        (REMOVED, b, False),
        (KEPT, c, False),
        (ADDED, d, False),
    ]


def test_the_same_sentence_twice_is_two_sentences():
    a, b, *_ = LONG
    assert told(compare(paragraphs(a, b, a), paragraphs(a, b))) == [
        (KEPT, a, False),
        (KEPT, b, False),
        (REMOVED, a, False),
    ]


def test_another_text_in_the_same_place_is_removed_and_added():
    assert [c.what for c in compare(paragraphs(LONG[0]), paragraphs("全文重写。"))] == [
        REMOVED,
        ADDED,
    ]


def test_a_photo_keeps_its_identity_whatever_is_written_below_it():
    old, new = Block("photo", "图为登高", "7"), Block("photo", "合影", "7")
    (change,) = compare([old], [new])
    assert (change.what, change.is_other_thing) == (CHANGED, False)


def test_another_photo_with_the_same_caption_is_an_exchanged_photo():
    (change,) = compare([Block("photo", "图为登高", "7")], [Block("photo", "图为登高", "8")])
    assert (change.what, change.is_other_thing, change.places) == (CHANGED, True, 1)


def test_a_photo_is_never_taken_for_a_paragraph():
    old, new = Block("photo", LONG[0], "7"), Block("paragraph", LONG[0])
    assert [change.what for change in compare([old], [new])] == [REMOVED, ADDED]


def test_a_paragraph_made_a_subheading_is_one_change():
    (change,) = compare([Block("paragraph", "志愿服务")], [Block("subheading", "志愿服务")])
    assert (change.is_other_kind, change.places, totals([change]).inserted) == (True, 1, 0)


def test_bold_alone_is_told_without_marking_the_words():
    old = Block("paragraph", "登高望远")
    (change,) = compare([old], [Block("paragraph", "登高望远", form="<b>登高</b>望远")])
    assert (change.is_other_form, change.places) == (True, 1)
    assert change.spans == (Span(SAME, "登高望远"),)


def test_totals_count_places_characters_and_moves():
    a, b, c, d = LONG
    changes = compare(
        paragraphs(a, b, c, d),
        paragraphs(d, a.replace("八点", "九点 半"), b, "新加 一段。"),
    )
    # 八 to 九, 半, the move, the paragraph that went and the one that came.
    assert totals(changes) == Totals(places=5, inserted=2 + 5, deleted=1 + len(c), moved=1)


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        (Totals(), "没有改动"),
        (Totals(5, 12, 3, 1), "改了5处：增12字，删3字，移动1段"),
        (Totals(1, 0, 3), "改了1处：删3字"),
        (Totals(1), "改了1处"),
    ],
)
def test_totals_read_as_a_sentence(sums, words):
    assert str(sums) == words


def test_what_stayed_is_folded_but_a_short_one():
    a, b, c, d = LONG
    rows = folded(
        compare(paragraphs(a, b, c, "短。", d), paragraphs(a, b, "新。", "短。", d + "！"))
    )
    assert [len(row) if isinstance(row, list) else row.what for row in rows] == [
        2, REMOVED, ADDED, KEPT, CHANGED,
    ]  # fmt: skip


def test_beyond_the_bound_a_pair_of_texts_is_marked_between_its_common_ends(monkeypatch):
    monkeypatch.setattr(comparing, "MOST_CELLS", 10)
    assert marked("开头甲乙的丙丁戊结尾", "开头春乙的丙丁冬结尾") == (
        "开头[-甲乙的丙丁戊-][+春乙的丙丁冬+]结尾"
    )


def test_twenty_thousand_characters_with_many_changes_are_marked_one_by_one():
    rng = random.Random(7)
    text = [chr(0x4E00 + rng.randrange(3000)) for _ in range(20_000)]
    changed = list(text)
    places = range(10, 20_000, 40)
    for place in places:
        changed[place] = "改"
    marks = [s for s in compare_texts("".join(text), "".join(changed)) if s.what != SAME]
    assert marks == [
        span for place in places for span in (Span(DELETED, text[place]), Span(INSERTED, "改"))
    ]


def test_two_thousand_rewritten_paragraphs_are_still_answered():
    rng = random.Random(7)

    def paragraph(first):
        return "".join(chr(first + rng.randrange(3000)) for _ in range(100))

    old = paragraphs(*[paragraph(0x4E00) for _ in range(2000)])
    new = paragraphs(*[paragraph(0x6000) for _ in range(2000)])
    assert totals(compare(old, new)) == Totals(4000, 200_000, 200_000)
