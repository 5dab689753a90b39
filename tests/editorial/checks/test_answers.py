"""What holds for every finding whatever the text: no crash, spans that name their words, an order."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.checks import FAMILIES, KINDS, Article, Caption, Finding, Outlet, check
from tests.editorial.checks.cases import LISTS
from tests.editorial.checks.cases import case as as_case
from tests.editorial.checks.test_kinds import FOUND

SEVERITIES = {"block", "warn", "note"}
# Pieces of what the rules look for, so that random texts come near them.
BITS = sorted(
    {bit for rows in FOUND.values() for row, _ in rows for bit in (as_case(row).body[:14],)}
    | set("“”《》（）()，,。；:：.…、·'\"\n　 ０９１年月日%％零○一十百千万亿")
    | {
        "360402195001011238",
        "13800138000",
        "其中",
        "占",
        "合计",
        "近",
        "余",
        "岁的",
        "İ",
        "ß",
        "😀",
        "\x00",
        "\r",
    }
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(BITS), max_size=25).map("".join))
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
LIMITS = st.none() | st.integers(0, 50)


def findings_of(article, outlets=()):
    return check(article, LISTS, outlets)


def text_of(article, where):
    return dict(article.texts())[where]


@settings(max_examples=400, deadline=None)
@given(
    st.builds(
        Article,
        TEXTS,
        TEXTS,
        st.lists(st.builds(Caption, TEXTS, TEXTS, st.booleans()), max_size=3).map(tuple),
        DAYS,
        DAYS,
    ),
    st.lists(st.builds(Outlet, TEXTS, LIMITS, LIMITS, LIMITS, LIMITS, LIMITS), max_size=2),
)
def test_no_text_breaks_a_check_and_spans_name_their_words(article, outlets):
    findings = findings_of(article, outlets)
    for found in findings:
        assert found.text == text_of(article, found.where)[found.start : found.end]
        assert KINDS[found.kind].family == found.family
        assert found.family in FAMILIES
        assert found.severity in SEVERITIES
        assert found.message
    assert len(set(findings)) == len(findings)


def test_findings_come_by_place():
    article = Article(
        "残废人",
        "莅临。\n电话13800138000。",
        (Caption("图为残废人与13900139000。", "王五"), Caption("13700137000", "王五")),
    )
    assert [(f.where, f.kind) for f in findings_of(article)] == [
        ("headline", "forbidden"),
        ("body", "careful"),
        ("body", "mobile"),
        ("photo 1", "mobile"),
        ("photo 2", "mobile"),
    ]


def test_finding_holds_what_the_document_says():
    (found,) = findings_of(Article("题", "电话13800138000。"))
    assert found == Finding(
        kind="mobile",
        family="personal",
        where="body",
        start=2,
        end=13,
        text="13800138000",
        severity="block",
        message="这里有手机号码，公开稿件不能带。",
        suggestion="请删去。",
    )


def test_personal_data_stops_a_submission_but_an_offices_telephone_asks():
    by_kind = {}
    for kind in ("id_card", "id_card_old", "mobile", "bank_card", "home_address", "landline"):
        for given_case, _words in FOUND[kind]:
            found = as_case(given_case).findings()
            by_kind.setdefault(kind, []).extend(f.severity for f in found if f.kind == kind)
    assert {kind: set(seen) for kind, seen in by_kind.items()} == {
        "id_card": {"block"},
        "id_card_old": {"block"},
        "mobile": {"block"},
        "bank_card": {"block"},
        "home_address": {"block"},
        "landline": {"warn", "block"},
    }


def test_same_text_gives_the_same_findings_whatever_ran_before():
    article = Article("题", "近日，残废人、瞎子与13800138000。")
    first = findings_of(article)
    findings_of(replace(article, body="别的文字。"))
    assert findings_of(article) == first


def test_piece_in_half_width_marks_is_one_finding():
    article = Article("题", "，".join(["这是一句,又一句"] * 30))
    assert [f.message for f in findings_of(article)] == ["中文里用了半角标点，全文30处。"]
