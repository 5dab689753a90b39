"""PURE: what changed from one text to another, character by character for Chinese, a number or a Latin
word as a whole; and from one list of blocks to another, a moved block marked once. No Django."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel, Levenshtein

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
KEPT, CHANGED, ADDED, REMOVED = "kept", "changed", "added", "removed"

# A Latin word, a number with its marks, else one character with what is put on top of it.
TOKEN = re.compile(
    r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*"
    r"|\d+(?:[.,]\d+)*"
    r"|(?s:.)(?:[\u0300-\u036f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d(?s:.))*"
)
# Two blocks less alike than this are another text, not a changed one.
ALIKE = 0.5
# Beyond these a pair of texts, or of lists of blocks, is not searched for the smallest change.
MOST_CELLS = 1_600_000_000
MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Span:
    what: str
    text: str


@dataclass(frozen=True)
class Block:
    """A part of a body: `thing` is what the text belongs to (the photo), `form` its markup, where
    that can change and the text stay."""

    kind: str
    text: str
    thing: str = ""
    form: str = ""


@dataclass(frozen=True)
class Change:
    """What became of one block. `old_at` and `new_at` are its places in the two lists; a moved one
    stood above or below what it stands among now."""

    what: str
    spans: tuple[Span, ...]
    old: Block | None = None
    new: Block | None = None
    old_at: int | None = None
    new_at: int | None = None
    moved: bool = False
    from_below: bool = False

    @property
    def block(self):
        return self.new or self.old

    @property
    def is_kept(self):
        return self.what == KEPT and not self.moved

    @property
    def is_other_thing(self):
        return self.what == CHANGED and self.old.thing != self.new.thing

    @property
    def is_other_kind(self):
        return self.what == CHANGED and self.old.kind != self.new.kind

    @property
    def is_other_form(self):
        """The words stayed, bold or italics did not."""
        same_words = self.what == CHANGED and self.old.text == self.new.text
        return same_words and self.old.form != self.new.form

    @property
    def places(self):
        """How many changes somebody would count here."""
        if self.what == KEPT:
            return int(self.moved)
        if self.what != CHANGED:
            return 1
        others = self.is_other_thing + self.is_other_kind + self.is_other_form
        return places_in(self.spans) + others + self.moved


def compare_texts(old, new):
    """The spans that make `new` of `old`, in order: those that are not inserted are `old`, those not
    deleted are `new`."""
    if old == new:
        return (Span(SAME, old),) if old else ()
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    return _spans(_without_crumbs(_steps(ours, theirs)))


def _steps(old, new):
    """[same, deleted, inserted] by turns as lists of tokens: a run that stayed, then what changed."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    middle = old[head : ends[0]], new[head : ends[1]]
    steps = [[old[:head], [], []]]
    if len(middle[0]) * len(middle[1]) > MOST_CELLS:
        steps[0][1:] = middle
    else:
        for op in Levenshtein.opcodes(*middle):
            ours, theirs = (
                middle[0][op.src_start : op.src_end],
                middle[1][op.dest_start : op.dest_end],
            )
            if op.tag == "equal":
                _add_same(steps, ours)
            else:
                steps[-1][1] += ours
                steps[-1][2] += theirs
    if tail:
        _add_same(steps, old[ends[0] :])
    return steps


def _add_same(steps, tokens):
    if steps[-1][1] or steps[-1][2]:
        steps.append([[], [], []])
    steps[-1][0] += tokens


def _common(one, other):
    """Length of the common beginning."""
    for length, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return length
    return min(len(one), len(other))


def _without_crumbs(steps):
    """A few characters that happen to stay between two longer changes are noise to a reader: they
    go into the change. A single changed character beside them leaves them alone."""
    kept = [steps[0]]
    for same, deleted, inserted in steps[1:]:
        kept.append([same, deleted, inserted])
        while len(kept) > 1 and _is_crumb(kept[-2], kept[-1]):
            between, deleted, inserted = kept.pop()
            kept[-1][1] += between + deleted
            kept[-1][2] += between + inserted
    return kept


def _is_crumb(before, step):
    return len(step[0]) < min(_size(before), _size(step))


def _size(step):
    return max(len(step[1]), len(step[2]))


def _spans(steps):
    named = (
        (what, "".join(tokens))
        for step in steps
        for what, tokens in zip((SAME, DELETED, INSERTED), step, strict=True)
    )
    return tuple(Span(what, text) for what, text in named if text)


def places_in(spans):
    """Changed places; a deletion with the insertion that takes its stead is one."""
    places, in_change = 0, False
    for span in spans:
        is_change = span.what != SAME
        places += is_change and not in_change
        in_change = is_change
    return places


def characters_in(spans, what):
    """How many characters were inserted or deleted; white space is none."""
    return sum(len("".join(span.text.split())) for span in spans if span.what == what)


def compare(old, new):
    """The changes that make `new` of `old` (lists of Blocks), in the order of `new`; what was removed
    stands after what it stood behind."""
    partner = dict(_pair_up(old, new))
    stayed = _longest_rise(partner)
    source = {new_at: old_at for old_at, new_at in partner.items()}
    removed = _removed_after(old, partner, stayed)
    changes = removed.get(-1, [])
    for new_at, block in enumerate(new):
        if new_at in source:
            changes.append(_paired(old, new, source[new_at], new_at, stayed))
        else:
            changes.append(Change(ADDED, _whole(INSERTED, block.text), new=block, new_at=new_at))
        changes += removed.get(new_at, [])
    return changes


def _removed_after(old, partner, stayed):
    """The removed blocks by the place in new that they come after; -1 is before everything."""
    removed, last = {}, -1
    for old_at, block in enumerate(old):
        if old_at in stayed:
            last = partner[old_at]
        elif old_at not in partner:
            gone = Change(REMOVED, _whole(DELETED, block.text), old=block, old_at=old_at)
            removed.setdefault(last, []).append(gone)
    return removed


def _paired(old, new, old_at, new_at, stayed):
    one, other = old[old_at], new[new_at]
    what = KEPT if one == other else CHANGED
    change = Change(what, compare_texts(one.text, other.text), one, other, old_at, new_at)
    if old_at in stayed:
        return change
    above = sum(at < old_at for at in stayed), sum(at < new_at for at in stayed.values())
    return replace(change, moved=True, from_below=above[0] > above[1])


def _whole(what, text):
    return (Span(what, text),) if text else ()


def _pair_up(old, new):
    """[(place in old, place in new)] of the blocks that are the same or changed, by place in old."""
    pairs = _same_in_order(old, new)
    pairs |= _same_elsewhere(old, new, pairs)
    pairs |= _alike(old, new, pairs)
    return sorted(pairs.items())


def _same_in_order(old, new):
    pairs = {}
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            pairs |= zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            )
    return pairs


def _left(blocks, taken):
    return [(at, block) for at, block in enumerate(blocks) if at not in taken]


def _same_elsewhere(old, new, pairs):
    places = {}
    for at, block in _left(new, set(pairs.values())):
        places.setdefault(block, []).append(at)
    found = {}
    for at, block in _left(old, pairs):
        if places.get(block):
            found[at] = places[block].pop(0)
    return found


def _alike(old, new, pairs):
    """The rest by likeness, the most alike first; of equals those that stand the nearest."""
    ours, theirs = _left(old, pairs), _left(new, set(pairs.values()))
    if not ours or not theirs:
        return {}
    offers = []
    for a, b in _candidates(ours, theirs):
        score = likeness(a[1], b[1])
        if score >= ALIKE:
            offers.append((-score, abs(a[0] - b[0]), a[0], b[0]))
    found, taken = {}, set()
    for _, _, old_at, new_at in sorted(offers):
        if old_at not in found and new_at not in taken:
            found[old_at] = new_at
            taken.add(new_at)
    return found


def _candidates(ours, theirs):
    """Everything with everything, or, where that is too much, what stands at the same place."""
    cells = _length(ours) * _length(theirs)
    if len(ours) * len(theirs) <= MOST_PAIRS and cells <= MOST_CELLS:
        return ((a, b) for a in ours for b in theirs)
    return zip(ours, theirs, strict=False)


def _length(rows):
    return sum(len(block.text) for _, block in rows)


def likeness(one, other):
    """0 to 1. A photo is itself whatever is written below it; tables and photos are no text."""
    if one.thing and one.thing == other.thing:
        return 1
    if one.kind != other.kind and (one.thing or other.thing or "table" in (one.kind, other.kind)):
        return 0
    if not one.text and not other.text:
        return 1 if one.kind == other.kind else 0
    if len(one.text) * len(other.text) > MOST_CELLS:
        return 0
    return Indel.normalized_similarity(one.text, other.text, score_cutoff=ALIKE)


def _longest_rise(partner):
    """Of the pairs as many as possible that kept their order; the others moved."""
    ends, tops, behind = [], [], {}
    for old_at, new_at in partner.items():
        place = bisect_left(ends, new_at)
        behind[old_at] = tops[place - 1] if place else None
        ends[place : place + 1] = [new_at]
        tops[place : place + 1] = [old_at]
    stayed, at = {}, tops[-1] if tops else None
    while at is not None:
        stayed[at] = partner[at]
        at = behind[at]
    return stayed


@dataclass(frozen=True)
class Totals:
    places: int = 0
    inserted: int = 0
    deleted: int = 0
    moved: int = 0

    def __add__(self, other):
        return Totals(
            self.places + other.places,
            self.inserted + other.inserted,
            self.deleted + other.deleted,
            self.moved + other.moved,
        )

    def __str__(self):
        """改了5处：增12字，删3字，移动1段"""
        if not self.places:
            return "没有改动"
        parts = [
            f"{verb}{number}{unit}"
            for verb, number, unit in (
                ("增", self.inserted, "字"),
                ("删", self.deleted, "字"),
                ("移动", self.moved, "段"),
            )
            if number
        ]
        return f"改了{self.places}处" + ("：" + "，".join(parts) if parts else "")


def totals_of_text(spans):
    return Totals(places_in(spans), characters_in(spans, INSERTED), characters_in(spans, DELETED))


def totals(changes):
    """What a list of Changes adds up to."""
    sums = Totals()
    for change in changes:
        of_text = totals_of_text(change.spans)
        sums += Totals(change.places, of_text.inserted, of_text.deleted, int(change.moved))
    return sums


def folded(changes, shown=60):
    """Runs of blocks that stayed as lists, everything else as it is. A lone short one stays too: the
    line that stands for it would be no shorter."""
    rows, run = [], []
    for change in [*changes, None]:
        if change is not None and change.is_kept:
            run.append(change)
            continue
        if len(run) == 1 and len(run[0].block.text) <= shown:
            rows += run
        elif run:
            rows.append(run)
        run = []
        if change is not None:
            rows.append(change)
    return rows
