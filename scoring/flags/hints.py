"""PURE: hints for a person to look at (核对提示), changing no score: a piece split up, a sudden jump, mostly
own outlets, clips recorded late. Each says what was seen; what they are seen in is scoring.flags'."""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rapidfuzz import fuzz

SPLIT, JUMP, OWN, LATE = "split", "jump", "own", "late"
KIND_NAMES = {
    SPLIT: "疑似一稿拆成几篇",
    JUMP: "得分突然增加",
    OWN: "多数刊发在系统内媒体",
    LATE: "刊发登记或核实得晚",
}
OWN_LEVEL = "system"
# Parts of a headline that tell the pieces of a series apart and nothing else.
PART = re.compile(
    r"[（(【\[]?\s*(?:之)?[上中下一二三四五六七八九十0-9]{1,3}\s*[）)】\]]|"
    r"之[一二三四五六七八九十]|系列报道|[\W_]+"
)


@dataclass(frozen=True)
class Limits:
    """From where on something is worth a look."""

    split_days: int = 5
    split_pieces: int = 3
    split_likeness: int = 80
    # Enough when the same author wrote them.
    split_likeness_of_author: int = 60
    jump_times: int = 3
    jump_points: Decimal = Decimal(20)
    jump_quarters: int = 4
    jump_quarters_least: int = 2
    own_per_cent: int = 70
    own_placements: int = 5
    late_days: int = 30
    # What is recorded in the quarter's last days, or decided after its end, though it was printed
    # that long before.
    last_days: int = 3
    waited_days: int = 10


@dataclass(frozen=True)
class Clip:
    """A verified placement as one unit's; `authors` are the people credited for that unit."""

    placement_id: int
    unit_id: int
    outlet: str
    outlet_name: str
    level: str
    headline: str
    authors: frozenset
    published_on: date
    recorded_on: date
    decided_on: date | None


@dataclass(frozen=True)
class Flag:
    """`key` changes with what was seen; `placements` are (id, what is odd about this one)."""

    kind: str
    unit_id: int
    key: str
    said: str
    placements: tuple[tuple[int, str], ...] = ()


def flags_of(clips, points, earlier, last_day, limits=Limits()):
    """All flags of a quarter. `points` is {unit: this quarter's}, `earlier` a list of such, the
    newest first. The order of the clips does not matter."""
    clips = sorted(clips, key=lambda clip: (clip.published_on, clip.placement_id, clip.unit_id))
    found = [
        *split_pieces(clips, limits),
        *sudden_jumps(points, earlier, limits),
        *own_shares(clips, limits),
        *late_clips(clips, last_day, limits),
    ]
    order = list(KIND_NAMES)
    return sorted(found, key=lambda flag: (order.index(flag.kind), flag.unit_id, flag.key))


def split_pieces(clips, limits):
    """Several placements of one unit in one outlet within a few days under nearly one headline."""
    by_place = defaultdict(list)
    for clip in clips:
        by_place[clip.unit_id, clip.outlet].append(clip)
    for (unit, _), rows in by_place.items():
        for group in _alike(rows, limits):
            if len(group) >= limits.split_pieces:
                days = (group[-1].published_on - group[0].published_on).days + 1
                said = (
                    f"{days}天内在{group[0].outlet_name}刊发{len(group)}篇，标题相近，"
                    "请核对是不是一篇稿件拆成的"
                )
                yield _flag(SPLIT, unit, said, [(clip, "") for clip in group])


def _alike(rows, limits):
    """Chains of clips that are each like another one, in the order of their days."""
    chain = list(range(len(rows)))  # of which chain each is, by its first member

    for later, clip in enumerate(rows):
        for before in range(later - 1, -1, -1):
            if (clip.published_on - rows[before].published_on).days > limits.split_days:
                break
            if chain[before] != chain[later] and _is_like(rows[before], clip, limits):
                old, new = sorted((chain[before], chain[later]), reverse=True)
                chain = [new if one == old else one for one in chain]
    groups = defaultdict(list)
    for number, first in enumerate(chain):
        groups[first].append(rows[number])
    return groups.values()


def _is_like(one, other, limits):
    same_author = bool(one.authors & other.authors)
    wanted = limits.split_likeness_of_author if same_author else limits.split_likeness
    return fuzz.ratio(_bare(one.headline), _bare(other.headline)) >= wanted


def _bare(headline):
    """Without what numbers the parts; the whole when nothing else is left."""
    return PART.sub("", headline) or headline


def sudden_jumps(points, earlier, limits):
    """A unit with several times its own mean of the quarters before, new ones left out."""
    before = earlier[: limits.jump_quarters]
    if len(before) < limits.jump_quarters_least:
        return
    for unit, now in sorted(points.items()):
        mean = sum((quarter.get(unit, Decimal(0)) for quarter in before), Decimal(0)) / len(before)
        if now >= limits.jump_points and now >= mean * limits.jump_times:
            said = (
                f"本季度{_plain(now)}分，前{len(before)}个季度平均{_plain(mean)}分，"
                f"是平时的{limits.jump_times}倍以上"
            )
            yield _flag(JUMP, unit, said)


def own_shares(clips, limits):
    """A unit that stands mostly in the system's own outlets."""
    by_unit = defaultdict(list)
    for clip in clips:
        by_unit[clip.unit_id].append(clip)
    for unit, rows in by_unit.items():
        own = [clip for clip in rows if clip.level == OWN_LEVEL]
        enough = len(rows) >= limits.own_placements
        if enough and len(own) * 100 >= len(rows) * limits.own_per_cent:
            said = f"{len(rows)}条刊发里{len(own)}条在系统内媒体，占{len(own) * 100 // len(rows)}%"
            yield _flag(OWN, unit, said, [(clip, "") for clip in own])


def late_clips(clips, last_day, limits):
    """One flag a unit for all its clips that were recorded or decided strangely late."""
    by_unit = defaultdict(list)
    for clip in clips:
        if why := _lateness(clip, last_day, limits):
            by_unit[clip.unit_id].append((clip, why))
    for unit, rows in by_unit.items():
        yield _flag(LATE, unit, f"{len(rows)}条刊发登记或核实得晚，请核对日期和佐证材料", rows)


def _lateness(clip, last_day, limits):
    """Why a clip is late, in words; empty for an ordinary one."""
    waited = (clip.recorded_on - clip.published_on).days
    long_ago = last_day - timedelta(days=limits.waited_days)
    if waited >= limits.late_days:
        return f"刊发后{waited}天才登记"
    if clip.recorded_on > last_day - timedelta(days=limits.last_days) and (
        waited >= limits.waited_days
    ):
        return f"刊发后{waited}天、到季度末才登记"
    if clip.decided_on and clip.decided_on > last_day and clip.published_on <= long_ago:
        return f"季度结束后{(clip.decided_on - last_day).days}天才核实"
    return ""


def _flag(kind, unit, said, rows=()):
    placements = tuple((clip.placement_id, why) for clip, why in rows)
    seen = "|".join([said, *(str(pk) for pk, _ in placements)])
    digest = hashlib.sha256(seen.encode()).hexdigest()[:32]
    return Flag(kind, unit, f"{kind}:{unit}:{digest}", said, placements)


def _plain(number):
    text = f"{number.quantize(Decimal('0.01')):f}"
    return text.rstrip("0").rstrip(".")
