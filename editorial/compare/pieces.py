"""What changed from one state of a piece to another, field by field and through the body, and what
the reviewers changed since the author's last submission. How texts are compared is
editorial.compare.texts; who may see it is the views' to ask."""

from dataclasses import dataclass

from django.utils.dateparse import parse_date

from editorial import stages
from editorial.assets.models import PhotoAsset
from editorial.compare.texts import (
    DELETED,
    INSERTED,
    Block,
    Span,
    Totals,
    compare,
    compare_texts,
    folded,
    totals,
    totals_of_text,
)
from editorial.manuscripts.blocks import Paragraph, Quote, Table
from editorial.people.models import Contributor
from editorial.pieces.body import PhotoPart, parts_of
from editorial.pieces.models import Topic
from editorial.pieces.page import PiecePage
from editorial.pieces.rich_text import RichList, markup_of
from editorial.pieces.terms import BylineRole, Genre, Source, same_writing
from editorial.series.models import SeriesPage

FIELDS = (
    "kicker", "title", "subtitle", "bylines", "genre", "event_date", "topics", "series",
    "source", "source_note", "is_secret_free", "web_allowed", "people_consent",
)  # fmt: skip
TYPED = frozenset({"kicker", "title", "subtitle", "bylines", "source_note"})
# Where the model's own name is no heading.
LABELS = {
    "title": "标题",
    "bylines": "署名",
    "is_secret_free": "保密审查声明",
    "web_allowed": "同意上网",
    "people_consent": "照片中人同意",
}


@dataclass(frozen=True)
class FieldChange:
    label: str
    spans: tuple[Span, ...]
    is_typed: bool

    @property
    def totals(self):
        return totals_of_text(self.spans) if self.is_typed else Totals(places=1)


@dataclass(frozen=True)
class Comparison:
    fields: tuple[FieldChange, ...]
    body: tuple  # of Change, in order
    photos: dict

    @property
    def totals(self):
        return sum((field.totals for field in self.fields), totals(self.body))

    @property
    def rows(self):
        return folded(self.body)

    def __bool__(self):
        return bool(self.totals.places)


def compare_contents(old, new):
    """`old` and `new` as revisions hold a piece."""
    names = _names_in(old, new)
    fields = (_field_change(name, old, new, names) for name in FIELDS)
    body = compare(blocks_of(old), blocks_of(new))
    return Comparison(tuple(field for field in fields if field), tuple(body), _photos_in(body))


def edited_since_submission(page, acts):
    """What the reviewers changed in what the author submitted last, or None: before the first
    submission, and while nobody changed anything. `acts` are the piece's ReviewActs, newest first."""
    submission = next((act for act in acts if act.act == stages.SUBMIT), None)
    if submission is None:
        return None
    old, new = submission.revision.content, _content_after_review(page, acts[0])
    if same_writing(old, new):
        return None
    return compare_contents(old, new) or None


def _content_after_review(page, last_act):
    """The signed text; in review the latest; else what the last act had before it, since what came
    later is the author's own."""
    status = page.status_row
    if status.approved_version_id:
        return status.approved_version.content
    if status.stage in stages.IN_REVIEW:
        return page.latest_revision.content
    return last_act.revision.content


def _field_change(name, old, new, names):
    was, now = (_words_of(name, content, names) for content in (old, new))
    if was == now:
        return None
    label = LABELS.get(name) or str(PiecePage._meta.get_field(name).verbose_name)
    if name in TYPED:
        return FieldChange(label, compare_texts(was, now), is_typed=True)
    spans = (Span(DELETED, was), Span(INSERTED, now))
    return FieldChange(label, tuple(span for span in spans if span.text), is_typed=False)


def _words_of(name, content, names):
    value = content.get(name)
    if isinstance(value, bool):
        return "已勾选" if value else "未勾选"
    if not value:
        return ""
    if name == "bylines":
        return "、".join(_byline(row, names) for row in value)
    if name == "topics":
        return "、".join(names["topics"].get(pk, "已删除的主题") for pk in value)
    if name == "series":
        return names["series"].get(value, "已删除的专栏")
    if name == "event_date":
        day = parse_date(str(value))
        return f"{day.year}年{day.month}月{day.day}日"
    choices = {"genre": Genre, "source": Source}
    return str(choices[name](value).label) if name in choices else value


def _byline(row, names):
    name = names["people"].get(row.get("contributor")) or row.get("typed_name") or "？"
    share = str(row.get("share", "1")).rstrip("0").rstrip(".") if row.get("share") else "1"
    of = "" if share == "1" else f"，份额{share}"
    return f"{name}（{BylineRole(row['role']).label}{of}）"


def _names_in(*contents):
    """Names for the ids in these contents, each kind in one query."""
    people, topics, series = set(), set(), set()
    for content in contents:
        people |= {row.get("contributor") for row in content.get("bylines", [])}
        topics |= set(content.get("topics", []))
        series.add(content.get("series"))
    return {
        "people": _named(Contributor, "name", people),
        "topics": _named(Topic, "name", topics),
        "series": _named(SeriesPage, "title", series),
    }


def _named(model, field, ids):
    ids = ids - {None}
    return dict(model.objects.filter(pk__in=ids).values_list("pk", field)) if ids else {}


def blocks_of(content):
    """The body as the comparison reads it: every paragraph and list item by itself."""
    return [block for part in parts_of(content.get("body")) for block in _blocks_in(part)]


def _blocks_in(part):
    if isinstance(part, Paragraph):
        return [_marked(part.kind, part)]
    if isinstance(part, RichList):
        return [_marked("item", item) for item in part.items]
    if isinstance(part, PhotoPart):
        credit = f"（{part.photographer} 摄）" if part.photographer else ""
        return [Block(part.kind, part.caption + credit, thing=str(part.photo_id or ""))]
    if isinstance(part, Table):
        lines = [" ｜ ".join(row) for row in part.rows]
        return [Block(part.kind, "\n".join([part.caption, *lines] if part.caption else lines))]
    if isinstance(part, Quote):
        source = f"\n——{part.attribution}" if part.attribution else ""
        return [Block(part.kind, part.text + source)]
    return [Block(part.kind, part.text)]


def _marked(kind, paragraph):
    """`form` is empty where nothing is bold or italic."""
    form = markup_of(paragraph).strip() if paragraph.marks else ""
    return Block(kind, paragraph.text.strip(), form=form)


def _photos_in(body):
    """The photos that came, went, moved or took another's place, by id as text, with renditions."""
    wanted = {
        block.thing
        for change in body
        for block in (change.old, change.new)
        if block and block.thing.isdecimal() and not change.is_kept
    }
    if not wanted:
        return {}
    photos = PhotoAsset.objects.filter(pk__in=wanted).prefetch_renditions("max-320x240")
    return {str(photo.pk): photo for photo in photos}
