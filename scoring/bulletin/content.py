"""What the circular says, as plain data composed from the ledger in the skeleton of the domain: four
sections and four annexes. How it looks is the template's and scoring.bulletin.word's."""

from dataclasses import dataclass

from django.utils import timezone

from editorial.people.units import RankingGroup
from editorial.vocabulary import LEVELS
from scoring.models import Quarter, ScoreEntry
from scoring.models.ledger import EntryKind
from scoring.numbers import plain
from scoring.quarter import ORDINALS
from scoring.standing.totals import standing_of, summary_of, task_rate

HIGHLIGHTS = 5
NEXT_STEPS = "请各单位按照信息宣传工作计划，继续做好组稿、报送和刊发登记工作。"
STANDING_COLUMNS = (
    "排名", "单位", "报送", "采用", "国家", "省", "市", "县", "系统内", "公众号", "加减分", "得分",
    "累计", "任务完成率",
)  # fmt: skip
LINE_COLUMNS = ("单位", "标题", "媒体", "版面/链接", "日期", "作者", "分值", "依据条款")


def compose(quarter, bulletin):
    """The whole circular as JSON-ready data."""
    groups = standing_of(quarter)
    rows = [row for group in groups.values() for row in group]
    day = bulletin.issued_at or timezone.now()
    return {
        "title": "".join(title_lines(quarter)),
        "title_lines": title_lines(quarter),
        "number": bulletin.number,
        "addressees": bulletin.addressees,
        "sections": [as_said(section) for section in sections_of(quarter, bulletin, groups)],
        "issuer": bulletin.issuer,
        "date": chinese_date(timezone.localtime(day).date()),
        "annexes": [
            _standing_annex(1, "县（市、区）得分表", groups[RankingGroup.COUNTY]),
            _standing_annex(2, "市直单位得分表", groups[RankingGroup.CITY]),
            _lines_annex(quarter),
            _task_annex(rows),
        ],
        "quarter_label": quarter.label,
        "digest": quarter.digest,
    }


def title_lines(quarter):
    """Broken where the meaning allows, the longer line above."""
    return [f"关于{quarter.label}全市老干部", "信息宣传工作情况的通报"]


def chinese_date(day):
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Section:
    """One of the four: what the figures say, and what somebody wrote instead (None: nothing).
    `outdated`: the figures say something else today than when it was written."""

    key: str
    heading: str
    automatic: list[str]
    written: list[str] | None = None
    outdated: bool = False


def sections_of(quarter, bulletin, groups=None):
    """The prose, computed from the figures or as edited for this circular."""
    groups = groups or standing_of(quarter)
    rows = [row for group in groups.values() for row in group]
    computed = (
        ("overall", "一、总体情况", [_overall(quarter)]),
        ("placed", "二、采用情况", _placed(quarter, groups)),
        ("problems", "三、存在问题", _problems(rows)),
        ("next", "四、下步要求", [NEXT_STEPS]),
    )
    return [_section(*section, bulletin.edits.get(section[0])) for section in computed]


def _section(key, heading, automatic, edit):
    if edit is None:
        return Section(key, heading, automatic)
    outdated = edit["instead_of"] != automatic
    return Section(key, heading, automatic, paragraphs_of(edit["text"]), outdated)


def as_said(section):
    paragraphs = section.automatic if section.written is None else section.written
    return {"key": section.key, "heading": section.heading, "paragraphs": paragraphs}


def paragraphs_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _overall(quarter):
    now = summary_of(quarter)
    text = (
        f"{quarter.label}，全市各单位共报送稿件{now['submitted']}篇，"
        f"经核实被各级媒体采用{now['placed']}篇次"
    )
    if now["submitted"]:
        share = now["submitted_and_placed"] * 100 / now["submitted"]
        text += f"；本季度报送的稿件中已有{now['submitted_and_placed']}篇被采用，采用率{share:.1f}%"
    text += "。"
    span = quarter.span.previous
    before = Quarter.objects.filter(year=span.year, number=span.number).first()
    if before is None:
        return text
    then = summary_of(before)
    name = f"{span.year}年" if span.year != quarter.year else ""
    return text + (
        f"与{name}{ORDINALS[span.number]}季度相比，报送{_change(now['submitted'], then['submitted'])}，"
        f"采用{_change(now['placed'], then['placed'], '篇次')}。"
    )


def _change(now, then, unit="篇"):
    if now == then:
        return "持平"
    return f"{'增加' if now > then else '减少'}{abs(now - then)}{unit}"


def _placed(quarter, groups):
    now = summary_of(quarter)
    if not now["placed"]:
        return ["本季度没有经核实的采用。"]
    counts = "，".join(f"{word}{now[level]}篇次" for level, word in LEVELS.items() if now[level])
    parts = [f"级别分布。按媒体级别统计，其中{counts}。"]
    leaders = [_leaders(group, groups[group]) for group in RankingGroup]
    if leaders := [leader for leader in leaders if leader]:
        parts.append(f"得分情况。{'；'.join(leaders)}。")
    if best := _highlights(quarter):
        parts.append(f"突出稿件。{'；'.join(best)}。")
    return [f"（{number}）{part}" for number, part in zip("一二三", parts, strict=False)]


def _leaders(group, rows):
    top = [row for row in rows if row.points > 0][:3]
    names = "、".join(f"{row.unit_title}（{plain(row.points)}分）" for row in top)
    return f"{group.label}得分居前的是{names}" if top else ""


def _highlights(quarter):
    """The pieces of the highest single points, national and provincial outlets first by points."""
    lines = ScoreEntry.objects.filter(quarter=quarter, kind=EntryKind.LINE, points__gt=0)
    lines = lines.exclude(placement=None)
    rows = lines.order_by("-points", "published_on", "pk").values_list(
        "placement", "headline", "outlet_name", "unit__title"
    )[: HIGHLIGHTS * 4]
    best = {}
    for placement, headline, outlet, unit in rows:
        best.setdefault(placement, f"{unit}《{headline}》在{outlet}刊发")
    return list(best.values())[:HIGHLIGHTS]


def _problems(rows):
    silent = [row.unit_title for row in rows if not row.submitted]
    behind = [row for row in rows if row.submitted and (task_rate(row) or 100) < 100]
    paragraphs = []
    if silent:
        paragraphs.append(f"本季度没有报送稿件的单位有{len(silent)}个：{'、'.join(silent)}。")
    if behind:
        paragraphs.append(f"报送了稿件但未完成任务的单位有{len(behind)}个，详见附件4。")
    return paragraphs or ["各单位都报送了稿件，完成了任务。"]


# -- annexes ---------------------------------------------------------------------------------------


def _annex(number, title, columns, numeric, rows):
    return {
        "title": f"附件{number} {title}",
        "columns": list(columns),
        "numeric": numeric,
        "rows": rows,
    }


def _standing_annex(number, title, rows):
    numeric = [i for i, name in enumerate(STANDING_COLUMNS) if name not in ("排名", "单位")]
    return _annex(number, title, STANDING_COLUMNS, numeric, [_standing_row(row) for row in rows])


def _standing_row(row):
    rate = task_rate(row)
    counts = [row.submitted, row.placed, *(getattr(row, level) for level in LEVELS), row.wechat]
    sums = [row.corrections, row.points, row.year_points]
    return [
        str(row.rank),
        row.unit_title,
        *map(str, counts),
        *map(plain, sums),
        "—" if rate is None else f"{rate}%",
    ]


def _lines_annex(quarter):
    rows = ScoreEntry.objects.filter(quarter=quarter).order_by(
        "unit__title", "published_on", "headline", "-points", "pk"
    )
    fields = (
        "unit__title", "headline", "outlet_name", "where", "published_on", "contributor__name",
        "points", "clause", "kind",
    )  # fmt: skip
    table = []
    for unit, headline, outlet, where, day, author, points, clause, kind in rows.values_list(
        *fields
    ):
        table.append(
            [
                unit,
                _what(headline, EntryKind(kind)),
                outlet,
                where,
                day.isoformat() if day else "",
                author or "",
                plain(points),
                clause,
            ]
        )
    return _annex(3, "采用稿件明细", LINE_COLUMNS, [6], table)


def _what(headline, kind):
    """A line that is no placement's says what it is."""
    if kind == EntryKind.LINE:
        return headline
    return f"{headline}（{kind.label}）" if headline else kind.label


def _task_annex(rows):
    """Units below their task; without tasks in the rule book, units that sent nothing."""
    behind = [
        row for row in rows if (task_rate(row) or 0) < 100 and (row.quota or not row.submitted)
    ]
    table = [
        [
            row.unit_title,
            RankingGroup(row.group).label,
            str(row.quota or "—"),
            str(row.submitted),
            "—" if row.quota is None else str(row.quota - row.submitted),
        ]
        for row in behind
    ]
    return _annex(4, "未完成任务单位", ("单位", "排名组", "任务", "报送", "还差"), [2, 3, 4], table)
