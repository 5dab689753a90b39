"""The admin's home: what waits for this person, as cards. Which rows wait is editorial's and scoring's
to say; here they are only put together, at a cost that does not grow with the number of rows."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component

from editorial import roles, stages
from editorial.desk.stations import who_acts_next
from editorial.people.models import User
from editorial.people.seats import (
    has_role,
    may_manage_people,
    may_record_placements,
    may_route,
    may_verify_placements,
    unit_ids_of,
)
from editorial.people.units import UnitPage
from editorial.pieces.acts import ReviewAct
from editorial.pieces.visible import own_pieces_of, statuses_visible_to
from editorial.placements.visible import placements_to_verify, placements_turned_down
from editorial.review.queue import queue_of
from editorial.routing.visible import routable_statuses
from editorial.series.models import SeriesPage
from scoring.bulletin.content import chinese_date
from scoring.numbers import plain
from scoring.panels import (
    adjustments_to_confirm,
    appeals_answered_for,
    appeals_to_answer,
    bulletins_to_mend,
    bulletins_to_sign,
    quarter_card,
    quarter_of_today,
    unit_quarter_score,
)
from scoring.quarters.reading import quarter_to_work_on

URGENT = 3
OWN = "我的稿件"


@dataclass
class Row:
    """One line of a card: where it leads, and a word on why it waits."""

    title: str
    url: str
    note: str = ""


@dataclass
class Card:
    """One kind of work: how much there is, the most urgent of it, one button."""

    title: str
    count: int | None
    rows: list = field(default_factory=list)
    button: str = ""
    url: str = ""
    empty: str = "现在没有。"
    unit: str = "篇"
    is_primary: bool = False
    # Another way to begin: its words and address.
    also: tuple[str, str] | None = None


class WorkPanel(Component):
    """All cards of one person in one panel."""

    order = 10

    def __init__(self, request):
        self.request = request

    def render_html(self, parent_context=None) -> SafeString:
        user = self.request.user
        context = {"cards": cards_for(user), "user": user}
        return render_to_string("cms/admin/work_panel.html", context, self.request)


def cards_for(user):
    """The cards of a user in the order of their day: what blocks others first, own pieces next."""
    cards = []
    if has_role(user, roles.HEAD, roles.EDITOR, roles.REVIEWER, roles.CHIEF):
        cards.append(queue_card(user))
    elif may_manage_people(user) and (on_behalf := queue_card(user)).count:
        cards.append(on_behalf)
    if may_route(user):
        cards.append(routing_card(user))
    if may_verify_placements(user):
        cards.append(verify_card(user))
    if may_record_placements(user):
        cards += turned_down_cards(user)
    if unit_ids_of(user):
        returned = returned_card(user)
        cards += [*([returned] if returned.count else []), own_card(user), *score_cards(user)]
        cards += answer_cards(user)
    if has_role(user, roles.CHIEF):
        cards += [*adjustment_cards(user), *signing_cards(user)]
    if has_role(user, roles.SCORER):
        cards += [*appeal_cards(user), *mending_cards(user), *quarter_cards()]
    if has_role(user, roles.SERIES):
        cards.append(series_card())
    if may_manage_people(user):
        cards.append(people_card())
    return _with_one_primary(cards)


def _with_one_primary(cards):
    """One button a page stands out: the first card with something waiting; else writing, which is
    what correspondents come for; else the first of all."""
    waiting = [card for card in cards if card.count and card.title != OWN]
    writing = [card for card in cards if card.title == OWN]
    for card in (waiting or writing or cards)[:1]:
        card.is_primary = True
    return cards


def _piece_rows(statuses, note):
    return [
        Row(row.piece.draft_title, reverse("piece", args=(row.pk,)), note(row))
        for row in statuses.select_related("piece", "piece__owner", "unit")[:URGENT]
    ]


def queue_card(user):
    waiting = queue_of(user)
    return Card(
        "等您审的稿件",
        waiting.count(),
        _piece_rows(waiting, lambda row: f"{row.unit.title} · {row.get_stage_display()}"),
        "去审稿",
        reverse("piece_queue"),
        "没有等您审的稿件，可以歇一歇。",
    )


def returned_card(user):
    mine = statuses_visible_to(user).filter(
        owner=user, stage__in=(stages.RETURNED, stages.REOPENED)
    )
    reasons = reasons_of(mine.order_by("since")[:URGENT])
    return Card(
        "请您修改的稿件",
        mine.count(),
        _piece_rows(mine.order_by("since"), lambda row: f"理由：{reasons.get(row.pk, '')}"),
        "看全部",
        reverse("my_pieces") + "?stage=returned&stage=reopened",
    )


def reasons_of(statuses):
    """{piece id: why it came back}, the newest reason of each."""
    acts = ReviewAct.objects.filter(
        piece__in=[row.pk for row in statuses], act__in=(stages.RETURN, stages.REOPEN)
    )
    return dict(acts.order_by("pk").values_list("piece", "comment"))


def own_card(user):
    mine = own_pieces_of(user)
    return Card(
        OWN,
        mine.count(),
        _piece_rows(mine.order_by("-since"), _where_and_whose),
        "写稿件",
        reverse("write_piece"),
        "您还没有写过稿件。点下面的“写稿件”开始，随时可以保存；已经写在Word里的，点“上传Word”。",
        also=("上传Word", reverse("upload_word")),
    )


def _where_and_whose(status):
    status.piece.status_row = status
    actor = who_acts_next(status.piece)
    where = f"现在：{status.get_stage_display()}"
    return f"{where} · 接下来由{actor}办理" if actor else where


def routing_card(user):
    ready = routable_statuses(user)
    return Card(
        "审定了、还没送出的稿件",
        ready.count(),
        _piece_rows(ready, lambda row: row.unit.title),
        "去送稿",
        reverse("routable_pieces"),
        "审定的稿件都送出去了。",
    )


def verify_card(user):
    waiting = placements_to_verify(user)
    rows = [
        Row(
            f"《{p.headline}》",
            reverse("placement", args=(p.pk,)),
            f"{p.outlet.name} · {p.published_on}",
        )
        for p in waiting.select_related("outlet")[:URGENT]
    ]
    return Card(
        "等您核实的刊发",
        waiting.count(),
        rows,
        "去核实",
        reverse("placements_to_verify"),
        "没有等着核实的刊发。",
        unit="条",
    )


def turned_down_cards(user):
    """Placements that did not pass, for whoever recorded them."""
    return _cards_of_any(
        "请您改正的刊发",
        placements_turned_down(user),
        lambda p: Row(
            f"《{p.headline}》", reverse("placement", args=(p.pk,)), f"未通过：{p.reason}"
        ),
        "看全部",
        reverse("placements") + "?state=rejected",
    )


def _cards_of_any(title, waiting, as_row, button, url, unit="条"):
    """One card, and none when nothing waits: what comes seldom takes no place on most days."""
    if not (count := waiting.count()):
        return []
    return [Card(title, count, [as_row(row) for row in waiting[:URGENT]], button, url, unit=unit)]


def people_card():
    """Who was given a first password and has not come in with it."""
    waiting = User.objects.filter(is_active=True, must_change_password=True).order_by("-pk")
    rows = [
        Row(user.name, reverse("person", args=(user.pk,)), user.username)
        for user in waiting[:URGENT]
    ]
    return Card(
        "还没有用过首次密码的人员",
        waiting.count(),
        rows,
        "去人员",
        reverse("people"),
        "开设的账号都登录过了。",
        unit="人",
    )


def score_cards(user):
    """A unit's own quarter, one card for each unit the person belongs to."""
    quarter = quarter_of_today()
    if quarter is None:
        return []
    return [
        _score_card(unit, quarter) for unit in UnitPage.objects.filter(pk__in=unit_ids_of(user))
    ]


def _score_card(unit, quarter):
    score = unit_quarter_score(unit.pk, quarter)
    place = f"，组内第{score.rank}名（共{score.group_size}个单位）" if score.rank else ""
    row = Row(f"{quarter.label}得{plain(score.points)}分", score.url, f"{score.lines}条计分{place}")
    return Card(f"{unit.short_name}的得分", None, [row], "看每一条", score.url)


def answer_cards(user):
    """What the bureau said to the unit's appeals; no card when there is none."""
    rows = [
        Row(
            row.about or row.reason,
            reverse("scoring:appeal", args=(row.pk,)),
            f"{row.get_state_display()}：{row.answer}",
        )
        for row in appeals_answered_for(user)[:URGENT]
    ]
    if not rows:
        return []
    return [Card("申诉的答复", None, rows, "看全部", reverse("scoring:appeals"))]


def adjustment_cards(user):
    return _cards_of_any(
        "等您确认的加减分",
        adjustments_to_confirm(user),
        lambda row: Row(
            f"{row.kind_name}：{row.reason}",
            reverse("scoring:adjustment", args=(row.pk,)),
            row.unit.title,
        ),
        "去确认",
        reverse("scoring:adjustments") + "?state=waiting",
    )


def appeal_cards(user):
    return _cards_of_any(
        "等您答复的申诉",
        appeals_to_answer(user),
        lambda row: Row(
            row.about or row.reason, reverse("scoring:appeal", args=(row.pk,)), row.unit.title
        ),
        "去答复",
        reverse("scoring:appeals") + "?state=open",
    )


def signing_cards(user):
    return _cards_of_any(
        "等您签发的通报",
        bulletins_to_sign(user),
        lambda row: _bulletin_row(
            row, f"{row.number} · {chinese_date(timezone.localdate(row.handed_in_at))}送签"
        ),
        "去签发",
        reverse("scoring:bulletins"),
        unit="份",
    )


def mending_cards(user):
    """Circulars that the chief returned, for whoever writes them."""
    return _cards_of_any(
        "请您修改的通报",
        bulletins_to_mend(user),
        lambda row: _bulletin_row(row, f"理由：{row.reason}"),
        "去修改",
        reverse("scoring:bulletins"),
        unit="份",
    )


def _bulletin_row(bulletin, note):
    return Row(str(bulletin), reverse("scoring:bulletin", args=(bulletin.quarter.code,)), note)


def quarter_cards():
    """The score keeper's quarter: what stands in the way of closing it."""
    quarter = quarter_to_work_on()
    if quarter is None:
        return []
    card = quarter_card(quarter)
    rows = [Row(gate.text, gate.url or card["url"]) for gate in card["gates"]][:URGENT]
    return [
        Card(
            quarter.label,
            len(card["gates"]),
            rows,
            "去办理",
            card["url"],
            "都办完了，可以关账。",
            unit="件待办",
        )
    ]


def series_card():
    series = SeriesPage.objects.open().annotate(n=Count("pieces", filter=Q(pieces__live=True)))
    rows = [Row(f"《{s.title}》", s.url, f"已刊出{s.n}篇") for s in series.order_by("-n")[:URGENT]]
    return Card(
        "专栏", series.count(), rows, "去专栏", reverse("series_list"), "还没有专栏。", unit="个"
    )
