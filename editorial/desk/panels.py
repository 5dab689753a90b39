"""The home's cards of pieces: what waits for a reviewer, what came back, what is one's own."""

from django.urls import reverse

from editorial import roles, stages
from editorial.desk.stations import who_acts_next
from editorial.people.seats import has_role, may_manage_people, unit_ids_of
from editorial.pieces.acts import ReviewAct
from editorial.pieces.visible import own_pieces_of, statuses_visible_to
from editorial.review.queue import queue_of
from editorial.screens.cards import URGENT, Card, Row


def queue_cards(user):
    """Always for whoever reviews; for a manager when there is a piece to sign in a unit's stead."""
    reviews = has_role(user, roles.HEAD, roles.EDITOR, roles.REVIEWER, roles.CHIEF)
    if not reviews and not may_manage_people(user):
        return []
    waiting = queue_of(user)
    count = waiting.count()
    if not reviews and not count:
        return []
    return [
        Card(
            "等您审的稿件",
            count,
            _piece_rows(waiting, lambda row: f"{row.unit.title} · {row.get_stage_display()}"),
            "去审稿",
            reverse("desk:piece_queue"),
            "目前没有需要您审的稿件。",
            whole=reverse("desk:piece_queue"),
        )
    ]


def _piece_rows(statuses, note):
    return [
        Row(row.piece.draft_title, reverse("desk:piece", args=(row.pk,)), note(row))
        for row in statuses.select_related("piece", "piece__owner", "unit")[:URGENT]
    ]


def returned_cards(user):
    if not unit_ids_of(user):
        return []
    mine = statuses_visible_to(user).filter(
        owner=user, stage__in=(stages.RETURNED, stages.REOPENED)
    )
    if not (count := mine.count()):
        return []
    reasons = reasons_of(mine.order_by("since")[:URGENT])
    return [
        Card(
            "请您修改的稿件",
            count,
            _piece_rows(mine.order_by("since"), lambda row: f"理由：{reasons.get(row.pk, '')}"),
            "看全部",
            address := reverse("desk:my_pieces") + "?stage=returned&stage=reopened&mine=me",
            whole=address,
        )
    ]


def reasons_of(statuses):
    """{piece id: why it came back}, the newest reason of each."""
    acts = ReviewAct.objects.filter(
        piece__in=[row.pk for row in statuses], act__in=(stages.RETURN, stages.REOPEN)
    )
    return dict(acts.order_by("pk").values_list("piece", "comment"))


def own_cards(user):
    if not unit_ids_of(user):
        return []
    mine = own_pieces_of(user)
    return [
        Card(
            "我的稿件",
            mine.count(),
            _piece_rows(mine.order_by("-since"), _where_and_whose),
            empty="您还没有写过稿件。点上面的“写稿件”开始，随时可以保存；"
            "已经写在Word里的，点“上传Word”。",
            whole=reverse("desk:my_pieces"),
        )
    ]


def ways_to_begin(user):
    """[(words, address, icon)] of a new piece, first of all on the page: what most people come for."""
    if not unit_ids_of(user):
        return []
    return [
        ("写稿件", reverse("writing:write_piece"), "plus"),
        ("上传Word", reverse("intake:upload_word"), "upload"),
        ("粘贴文字", reverse("intake:paste_text"), "clipboard-list"),
    ]


def _where_and_whose(status):
    status.piece.status_row = status
    actor = who_acts_next(status.piece)
    where = f"现在：{status.get_stage_display()}"
    return f"{where} · 接下来由{actor}办理" if actor else where
