"""PURE: how Chinese is set in the circular, for the PDF and the Word file alike: where a line may break
and stretch, how wide a text is, which column gets how much, what is a heading."""

import re
from dataclasses import dataclass
from html import escape

# A line never begins with the first nor ends with the second.
NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·％%℃,.;:?!)]")
NEVER_LAST = frozenset("（《〈「『【〔“‘([")
INSEPARABLE = frozenset("…—")
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60“”‘’…—·〔〕]")
# Spaces of no width, but ones that a justified line can widen.
GLUE = "<i> </i>"

STROKE = re.compile("(?<=/)")
SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]+）")

# Tables, in characters: the padding of a cell, a heading and a column that never wrap, the longest that
# counts.
PADDING, SHORT_HEADING, SHORT, LONGEST = 1.4, 5.0, 12.0, 16.0
SIZE, SMALL_SIZE = 10.5, 9.0  # points
ACROSS, ACROSS_SIDEWAYS = 156.0, 225.0  # mm between the margins
MOST_COLUMNS_UPRIGHT = 6


def stretchable(text: str) -> str:
    """The text as HTML that can be justified: renderers widen spaces only, and Chinese has none."""
    pairs = zip(text, [*text[1:], ""], strict=False)
    return "".join(escape(a) + (GLUE if _may_part(a, b) else "") for a, b in pairs)


def _may_part(a: str, b: str) -> bool:
    if not b or a.isspace() or b.isspace():
        return False
    if b in NEVER_FIRST or a in NEVER_LAST or (a in INSEPARABLE and b in INSEPARABLE):
        return False
    return bool(WIDE.match(a) or WIDE.match(b))


def width(text: str) -> float:
    """In characters of full width."""
    return sum(1.0 if WIDE.match(sign) else 0.6 for sign in text)


@dataclass(frozen=True)
class TableLayout:
    """`wide`: on pages turned sideways. `size` in points, `widths` in mm."""

    wide: bool
    size: float
    widths: list[float]


def table_layout(annex: dict) -> TableLayout:
    """How an annex of scoring.bulletin.content is set. What does not fit is set smaller, then wraps."""
    columns, rows = annex["columns"], annex["rows"]
    wide = len(columns) > MOST_COLUMNS_UPRIGHT
    across = ACROSS_SIDEWAYS if wide else ACROSS
    needs = [_need(name, [row[place] for row in rows]) for place, name in enumerate(columns)]
    size = SIZE if sum(needs) * mm(SIZE) <= across else SMALL_SIZE
    shares = _shares(needs, across / mm(size))
    return TableLayout(wide, size, [share * mm(size) for share in shares])


def mm(points: float) -> float:
    return points * 25.4 / 72


def _need(name: str, cells: list[str]) -> float:
    """In characters. A heading may wrap after a stroke or when it is long, a short cell not."""
    heading = min(max(map(width, STROKE.split(name))), SHORT_HEADING)
    return max([heading, *map(width, cells)]) + PADDING


def _shares(needs: list[float], total: float) -> list[float]:
    """Of `total` characters: short columns get what they need, long ones share the rest in the ratio
    of their longest cell, within reason."""
    capped = [min(need, LONGEST) for need in needs]
    taken = sum(need for need in needs if need <= SHORT)
    long = sum(need for need in capped if need > SHORT)
    if not long or taken > total * 0.8:
        return [total * need / sum(capped) for need in capped]
    rest = (total - taken) / long
    return [need if need <= SHORT else need * rest for need in capped]


def lead_in(paragraph: str) -> tuple[str, str]:
    """(what is set in 楷体, the rest): a paragraph that begins with （一） has its first sentence as its
    heading; the whole of it when nothing follows."""
    if not SECOND_LEVEL.match(paragraph):
        return "", paragraph
    head, stop, rest = paragraph.partition("。")
    return head + stop, rest
