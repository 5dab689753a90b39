"""为什么没有更多: what was taken from a unit's points, by which clause, and what still waits."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from editorial.placements.models import Evidence
from scoring.models import RuleBook
from tests.factories import make_piece
from tests.scoring.makers import Q4_DAY, make_outlet, make_placement, tell

CLAUSE = {"clause": "第十一条", "text": "每季度最多10分"}


@pytest.fixture
def page(client, cast, count, q4):
    def read(who="tongxun", screen="unit"):
        client.force_login(getattr(cast, who))
        address = reverse(f"scoring:{screen}", args=[cast.duchang.pk, "2026Q4"])
        return client.get(address).content.decode()

    return read


def with_rules(**rules):
    book = RuleBook.objects.get()
    book.rules |= rules
    book.save()


def test_nothing_taken_needs_no_reason(cast, page, paper):
    make_placement(cast, paper, day=Q4_DAY)
    assert "为什么没有更多" not in page()


def test_the_duplicate_rule_is_named_with_the_better_one(cast, page, paper, monthly):
    piece = make_piece(cast.duchang, cast.tongxun)
    make_placement(cast, paper, piece=piece, day=Q4_DAY)
    make_placement(cast, monthly, piece=piece, day=Q4_DAY)
    assert "同稿就高：同一稿件在老友得 10 分，本次 5 分不再计" in page()


def test_the_cap_is_a_line_of_its_own_and_a_reason(cast, page, monthly):
    with_rules(caps=[CLAUSE | {"period": "quarter", "points": "10"}])
    for day in (1, 2):
        make_placement(cast, monthly, day=date(2026, 10, day))
    read = page()
    assert "共得 <strong>10</strong> 分" in read
    assert ">封顶</a>：20 超过上限 10，减 10：10 − 20 = -10" in read
    assert "每季度最多10分" in read
    assert "<li>封顶：20 超过上限 10，减 10：10 − 20 = -10" in page(screen="unit_sheet")


def test_missing_evidence_counts_zero_until_it_comes(cast, page, paper):
    rule = {"clause": "第十二条", "text": "凭报纸原件计分", "any_of": ["original"]}
    with_rules(requires={"evidence": [rule | {"kind": "paper"}]})
    placement = make_placement(cast, paper, day=Q4_DAY)
    assert "缺少佐证：须有原件，计 0 分" in page()
    Evidence.objects.create(
        placement=placement,
        kind="original",
        file=ContentFile(b"%PDF-", name="a.pdf"),
        original_name="a.pdf",
        sha256="0" * 64,
        uploaded_by=cast.tongxun,
    )
    tell(placement)
    read = page()
    assert "缺少佐证" not in read
    assert "共得 <strong>5</strong> 分" in read


def test_what_waits_is_told_to_the_unit(cast, page, paper):
    make_placement(cast, paper, day=Q4_DAY, state="recorded")
    make_placement(cast, make_outlet("moon", "county"), day=Q4_DAY, credits=[(cast.duchang, 0)])
    read = page()
    assert "刊发还没有核实，核实后计分" in read
    assert "计入各单位的份额加起来是零，待计分人员解决" in read
