"""A faulty book is refused in Chinese, with the place of every fault at once. Which books are faulty is
test_schema's."""

import pytest

from scoring.book import RuleBookFaulty, Vocabulary, parse
from tests.scoring.arithmetic.book_facts import book, rule


def faults_of(vocabulary=None, **parts):
    with pytest.raises(RuleBookFaulty) as refused:
        parse(book(**parts), vocabulary)
    return refused.value.faults


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (rule(points="5"), "分值第2行：请选媒体、级别或体裁"),
        (rule(level="city", outlet="x", points="5"), "分值第2行：媒体和级别只选一样"),
        (rule(level="city", points="five"), "分值第2行：分值应是0到10000之间的数"),
        (rule(level="city", points=0.1), "分值第2行：分值应是0到10000之间的数"),
        (rule(level="city", points="-1"), "分值第2行：分值应是0到10000之间的数"),
        (rule(level="moon", points="5"), "分值第2行：没有这个级别“moon”"),
        (rule(level="city", points="5", colour="red"), "分值第2行：不认识的项目：colour"),
        (
            {"level": "city", "points": "5"},
            "分值第2行：请写明依据条款，单位会问分是怎么来的",
        ),
        ("oops", "分值第2行：应是一个对象"),
        (rule(level="national", points="6"), "分值第2行：与前面一行的适用范围相同"),
    ],
)
def test_faulty_rate_is_named_by_its_row(row, fault):
    assert faults_of(rates=[rule(level="national", points="20"), row]) == [fault]


def test_all_faults_are_told_at_once():
    faults = faults_of(
        rates=[rule(level="city", points="x")],
        caps=[rule(period="week", points="10")],
        rounding={"scale": 9},
        whatever=1,
    )
    assert [fault[:4] for fault in sorted(faults)] == ["分值第1", "小数位数", "计分办法", "请选择“"]


def test_codes_are_those_of_the_installation_where_it_has_its_own():
    rates = [rule(outlet="jjrb", points="5"), rule(outlet="gone", points="6")]
    assert parse(book(rates=rates))
    known = Vocabulary(outlet=frozenset({"jjrb"}))
    assert faults_of(known, rates=rates) == ["分值第2行：没有这个媒体“gone”"]
