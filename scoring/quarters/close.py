"""A quarter's way: 进行中 → 公示 → 已定稿, and never back. Publishing stops one-person changes and asks the
units; closing counts once more, freezes facts, books, lines and standings with a digest and writes the
canonical file. From there on the database refuses every change (scoring.models.seals)."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from editorial.people.seats import may_keep_scores
from editorial.refused import Refused
from scoring.arithmetic import closing
from scoring.ledger.in_force import BooksInForce
from scoring.ledger.tally import quarter_for, retally_quarter
from scoring.models import FrozenQuarter, FrozenStanding, Quarter, QuarterAct
from scoring.models.quarters import Mode, QuarterMove, QuarterState
from scoring.quarters.content import content_of, differences, write_file
from scoring.quarters.obstacles import closing_obstacles, publishing_obstacles
from scoring.refused import NotReady, QuarterClosed

DAYS_OF_NOTICE = 5
SCORERS_ONLY = "季度由计分人员办理，您没有这项权限。"


@transaction.atomic
def publish_quarter(quarter, user, until=None, today=None):
    """公示: units see their lines as they will stand and may appeal until a day."""
    today = today or timezone.localdate()
    quarter = _locked(quarter, user)
    if quarter.is_public:
        raise Refused("这个季度刚刚已由他人公示。")
    _refuse_unless_ready(publishing_obstacles(quarter, today), "公示")
    quarter.judged_through = quarter.span.last_day
    quarter.state = QuarterState.PUBLIC
    quarter.public_at = timezone.now()
    quarter.public_until = until or today + timedelta(days=DAYS_OF_NOTICE)
    quarter.save()
    retally_quarter(quarter)
    _refuse_unless_ready(publishing_obstacles(quarter, today), "公示")
    _record(quarter, QuarterMove.PUBLISH, user, f"公示到{_day(quarter.public_until)}")
    return quarter


@transaction.atomic
def withdraw_publication(quarter, user, reason):
    """撤回公示: back to 进行中, e.g. to change a rule; the units are told why by the record."""
    quarter = _locked(quarter, user)
    if not quarter.is_public:
        raise Refused("这个季度不在公示。")
    if not reason.strip():
        raise Refused("撤回公示必须写明理由。")
    quarter.state = QuarterState.OPEN
    quarter.public_at = quarter.public_until = None
    quarter.save()
    _record(quarter, QuarterMove.WITHDRAW, user, reason)
    return quarter


@transaction.atomic
def set_purpose(quarter, user, *, mode, ranking, instructions):
    """What the quarter's points are for, and its two switches (None: as the mode has it)."""
    quarter = _locked(quarter, user)
    if quarter.is_public:
        raise Refused("公示中不能改用途。要改，请先撤回公示。")
    quarter.mode, quarter.ranking_switch, quarter.instruction_switch = mode, ranking, instructions
    quarter.save()
    retally_quarter(quarter)
    words = Mode(mode).label
    switches = (("排名", quarter.shows_ranking), ("批示加分", quarter.counts_instructions))
    words += "".join(f"，{name}{'开' if on else '关'}" for name, on in switches)
    _record(quarter, QuarterMove.SETTINGS, user, words)
    return quarter


@transaction.atomic
def close_quarter(quarter, user, today=None):
    """NotReady names the obstacles that still stand; QuarterClosed when somebody was faster."""
    today = today or timezone.localdate()
    quarter = _locked(quarter, user)
    if not quarter.is_public:
        raise NotReady(closing_obstacles(quarter, today), "定稿")
    _refuse_unless_ready(closing_obstacles(quarter, today), "定稿")
    retally_quarter(quarter)
    # Counting again may find what counting bit by bit could not know, e.g. a changed outlet.
    _refuse_unless_ready(closing_obstacles(quarter, today), "定稿")
    if wrong := differences(quarter):
        raise Refused(f"账目与复算不一致，没有定稿：{wrong[0]}。请联系管理员。")
    content = _freeze(quarter)
    _record(quarter, QuarterMove.CLOSE, user, "")
    quarter.state = QuarterState.CLOSED
    quarter.closed_at, quarter.closed_by = timezone.now(), user
    quarter.book = BooksInForce().book_in_force(quarter.span)
    quarter.digest = closing.digest(content)
    quarter.save()
    transaction.on_commit(lambda: write_file(quarter, content))
    quarter_for(quarter.span.next)
    return quarter


@shared_task(name="scoring.tasks.recount_open_quarters")
def recount_open_quarters():
    """{code: how many differences} of every quarter that is not closed; by beat, each night."""
    today = timezone.localdate()
    quarters = Quarter.objects.exclude(state=QuarterState.CLOSED).order_by("year", "number")
    return {quarter.code: len(recount(quarter, today)) for quarter in quarters}


def recount(quarter, today):
    """The nightly proof for a quarter that is not closed: tasks of periods that ended are judged, then
    the ledger is compared with a count from nothing. Returns the differences, which are recorded."""
    with transaction.atomic():
        quarter = Quarter.objects.select_for_update().get(pk=quarter.pk)
        if quarter.is_closed:
            return []
        found = differences(quarter)
        if found:
            QuarterAct.objects.create(
                quarter=quarter,
                act=QuarterMove.RECOUNT,
                comment=f"夜间复算发现{len(found)}处不一致：{found[0]}"[:200],
            )
        before, yesterday = quarter.judged_through, today - timedelta(days=1)
        if before is None or before < yesterday:
            quarter.judged_through = yesterday
            quarter.save(update_fields=["judged_through"])
        if found or _a_month_ended(before or quarter.span.first_day, yesterday):
            retally_quarter(quarter)
    return found


def _a_month_ended(before, now):
    """Whether tasks that were not judged on a day are judged on a later one."""
    day_after = timedelta(days=1)
    return (before + day_after).replace(day=1) < (now + day_after).replace(day=1)


@transaction.atomic
def count_anew(quarter, user):
    """重新计算 by the score keeper."""
    quarter = _locked(quarter, user)
    retally_quarter(quarter)
    _record(quarter, QuarterMove.RECOUNT, user, "重新计算")


def _locked(quarter, user):
    if not may_keep_scores(user):
        raise Refused(SCORERS_ONLY)
    quarter = Quarter.objects.select_for_update().get(pk=quarter.pk)
    if quarter.is_closed:
        raise QuarterClosed("这个季度刚刚已由他人定稿，您的操作没有执行。")
    return quarter


def _refuse_unless_ready(obstacles, what):
    if obstacles:
        raise NotReady(obstacles, what)


def _freeze(quarter):
    content = content_of(quarter)
    FrozenQuarter.objects.create(quarter=quarter, content=content)
    FrozenStanding.objects.bulk_create(
        [
            FrozenStanding(
                quarter=quarter,
                unit_id=row["unit"],
                **{key: value for key, value in row.items() if key != "unit"},
            )
            for row in content["standings"]
        ],
        500,
    )
    return content


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _record(quarter, act, user, comment):
    QuarterAct.objects.create(quarter=quarter, act=act, actor=user, comment=comment[:200])
