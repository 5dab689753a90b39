"""What the hints find and what they leave alone, each at its edge; no database."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from scoring.flags.hints import JUMP, LATE, OWN, SPLIT, Clip, Limits, flags_of

DAY, END = date(2026, 8, 3), date(2026, 9, 30)


def clip(pk, headline="重阳登高活动", days=0, unit=1, outlet="paper", level="city", **changes):
    day = DAY + timedelta(days=days)
    fields = {
        "outlet_name": outlet,
        "authors": frozenset(),
        "published_on": day,
        "recorded_on": day + timedelta(days=2),
        "decided_on": day + timedelta(days=4),
    }
    return Clip(pk, unit, outlet, level=level, headline=headline, **fields | changes)


def found(clips=(), points=None, earlier=(), kind=None):
    flags = flags_of(clips, points or {}, list(earlier), END)
    return [flag for flag in flags if kind in (None, flag.kind)]


def ids(flags):
    return [[pk for pk, _ in flag.placements] for flag in flags]


# -- a piece split up --------------------------------------------------------------------------------

PARTS = ("都昌老干部重阳登高（上）", "都昌老干部重阳登高（中）", "都昌老干部重阳登高（下）")


def test_three_parts_of_one_piece_are_seen():
    clips = [clip(pk, headline, days=pk) for pk, headline in enumerate(PARTS)]
    (flag,) = found(clips)
    assert (flag.kind, flag.unit_id) == (SPLIT, 1)
    assert flag.said == "3天内在paper刊发3篇，标题相近，请核对是不是一篇稿件拆成的"
    assert [pk for pk, _ in flag.placements] == [0, 1, 2]


@pytest.mark.parametrize(
    "headlines",
    [
        ("老干部重阳登高之一", "老干部重阳登高之二", "老干部重阳登高之三"),
        ("老干部重阳登高(1)", "老干部重阳登高(2)", "老干部重阳登高(3)"),
        ("“我看家乡新变化”系列报道①", "“我看家乡新变化”系列报道②", "“我看家乡新变化”系列报道③"),
        ("全市老干部重阳登高", "我市老干部重阳登高", "全市老干部重阳登高忙"),
    ],
)
def test_parts_are_seen_whatever_numbers_them(headlines):
    assert ids(found([clip(pk, text) for pk, text in enumerate(headlines)])) == [[0, 1, 2]]


@pytest.mark.parametrize(
    "changes",
    [
        {"outlet": "monthly"},
        {"unit": 2},
        {"days": 30},
        {"headline": "离休干部党支部学习会议精神"},
    ],
)
def test_a_third_elsewhere_or_later_or_of_another_thing_is_no_part(changes):
    first_two = [clip(pk, PARTS[pk], days=pk) for pk in (0, 1)]
    assert found([*first_two, clip(2, **({"headline": PARTS[2], "days": 2} | changes))]) == []
    assert len(found([*first_two, clip(2, PARTS[2], days=2)])) == 1


def test_the_days_are_counted_from_one_to_the_next():
    # The limit is five days between neighbours: five are within, six are not.
    for gap, flags in ((5, 1), (6, 0)):
        clips = [clip(pk, text, days=pk * gap) for pk, text in enumerate(PARTS)]
        assert len(found(clips)) == flags


def test_the_same_author_makes_less_likeness_enough():
    # Two of three words are the same; by likeness alone these are three pieces.
    headlines = ("老干部学习新思想", "老干部学习党章", "老干部学习二十大")
    strangers = [clip(pk, text, authors=frozenset({pk})) for pk, text in enumerate(headlines)]
    one = [clip(pk, text, authors=frozenset({7})) for pk, text in enumerate(headlines)]
    assert (ids(found(strangers)), ids(found(one))) == ([], [[0, 1, 2]])


# -- a sudden jump -----------------------------------------------------------------------------------


def quarters(*points):
    return [{1: Decimal(value)} for value in points]


@pytest.mark.parametrize(
    ("now", "before", "flags"),
    [
        # The mean of 8, 6, 5, 9 is 7: three times that is 21.
        ("21", ("8", "6", "5", "9"), 1),
        ("20.99", ("8", "6", "5", "9"), 0),
        # Three times the mean, but less than 20 points.
        ("19.99", ("1", "1", "1", "1"), 0),
        ("20", ("1", "1", "1", "1"), 1),
        # Only the four newest count: 40 before them would have made the mean 13.6.
        ("28", ("7", "7", "7", "7", "40"), 1),
        # One quarter is no habit yet.
        ("28", ("7",), 0),
        ("28", ("7", "7"), 1),
        # From nothing.
        ("20", ("0", "0", "0", "0"), 1),
    ],
)
def test_a_jump_is_three_times_the_mean_and_twenty_points(now, before, flags):
    assert len(found(points={1: Decimal(now)}, earlier=quarters(*before), kind=JUMP)) == flags


def test_a_jump_says_the_figures():
    (flag,) = found(points={1: Decimal("21")}, earlier=quarters("8", "6", "5", "9"))
    assert flag.said == "本季度21分，前4个季度平均7分，是平时的3倍以上"


def test_a_quarter_without_the_unit_counts_as_nothing():
    # 20, then nothing three times: the mean is 5, and 20 is more than three times that.
    earlier = [{}, {}, {}, {1: Decimal(20)}]
    assert len(found(points={1: Decimal(20)}, earlier=earlier)) == 1


# -- own outlets -------------------------------------------------------------------------------------


def shares(own, others):
    clips = [clip(pk, f"{pk}" * 9, outlet=f"own{pk}", level="system") for pk in range(own)]
    return clips + [clip(100 + pk, f"{pk}" * 9, outlet=f"out{pk}") for pk in range(others)]


@pytest.mark.parametrize(
    ("own", "others", "flags"),
    # 7 of 10 are 70 %, 9 of 13 are 69 %; four placements are too few to say anything.
    [(7, 3, 1), (9, 4, 0), (5, 0, 1), (4, 0, 0), (4, 1, 1)],
)
def test_seven_of_ten_in_own_outlets_are_seen(own, others, flags):
    assert len(found(shares(own, others), kind=OWN)) == flags


def test_the_share_is_said_and_the_own_placements_are_shown():
    (flag,) = found(shares(7, 3), kind=OWN)
    assert flag.said == "10条刊发里7条在系统内媒体，占70%"
    assert ids([flag]) == [list(range(7))]


# -- late clips --------------------------------------------------------------------------------------


def late(published, recorded, decided=None):
    one = clip(1, published_on=published, recorded_on=recorded, decided_on=decided)
    return [flag.placements[0][1] for flag in found([one], kind=LATE)]


@pytest.mark.parametrize(
    ("published", "recorded", "decided", "why"),
    [
        # Thirty days from printing to recording.
        (date(2026, 7, 1), date(2026, 7, 31), None, ["刊发后30天才登记"]),
        (date(2026, 7, 1), date(2026, 7, 30), None, []),
        # The last three days begin with the 28th; ten days before that is the 18th.
        (date(2026, 9, 18), date(2026, 9, 28), None, ["刊发后10天、到季度末才登记"]),
        (date(2026, 9, 18), date(2026, 9, 27), None, []),
        (date(2026, 9, 19), date(2026, 9, 28), None, []),
        # Printed ten days before the end and decided after it.
        (date(2026, 9, 20), date(2026, 9, 21), date(2026, 10, 5), ["季度结束后5天才核实"]),
        (date(2026, 9, 21), date(2026, 9, 22), date(2026, 10, 5), []),
        (date(2026, 9, 20), date(2026, 9, 21), date(2026, 9, 30), []),
    ],
)
def test_late_recording_and_deciding_are_seen(published, recorded, decided, why):
    assert late(published, recorded, decided) == why


def test_late_clips_of_a_unit_are_one_hint():
    clips = [clip(pk, f"{pk}" * 9, recorded_on=DAY + timedelta(days=40)) for pk in range(3)]
    clips.append(clip(9, unit=2, recorded_on=DAY + timedelta(days=40)))
    flags = found(clips)
    assert ids(flags) == [[0, 1, 2], [9]]
    assert flags[0].said == "3条刊发登记或核实得晚，请核对日期和佐证材料"


# -- all together ------------------------------------------------------------------------------------


def test_an_ordinary_quarter_raises_nothing():
    headlines = ("重阳登高", "送医下乡", "老年大学开学", "关工委进校园", "读书分享会")
    clips = [
        clip(pk, text, days=pk * 8, outlet=("paper", "monthly")[pk % 2])
        for pk, text in enumerate(headlines)
    ]
    assert found(clips, {1: Decimal(25)}, quarters("20", "22", "18", "24")) == []


def test_the_order_of_the_clips_does_not_matter():
    clips = [clip(pk, text, days=pk) for pk, text in enumerate(PARTS)] + shares(9, 0)
    shuffled = list(clips)
    Random(4).shuffle(shuffled)
    assert found(shuffled) == found(clips)
    assert len(found(clips)) == 2


def test_the_key_changes_with_what_was_seen():
    clips = [clip(pk, PARTS[pk % 3], days=pk) for pk in range(4)]
    (three,), (four,) = found(clips[:3]), found(clips)
    assert three.key != four.key
    assert found(clips[:3])[0].key == three.key
    assert len(four.key) <= 80


def test_the_limits_can_be_set():
    clips = [clip(pk, text, days=pk) for pk, text in enumerate(PARTS)]
    assert flags_of(clips, {}, [], END, Limits(split_pieces=4)) == []
