"""Closing a quarter (关账): count once more, copy facts, books, lines and standing into frozen rows
with a digest, then shut. From there on the database refuses every change (scoring.seals)."""

import json
from dataclasses import asdict

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from editorial.actions import Refused
from editorial.actions.approval import digest
from editorial.permissions import may_keep_scores
from scoring.actions import NotReady, QuarterClosed
from scoring.actions.tally import book_for, quarter_for, retally_quarter
from scoring.facts import facts_and_copies, verified_in
from scoring.gates import quarter_gates
from scoring.models import FrozenQuarter, FrozenStanding, Quarter, ScoreEntry
from scoring.models.quarters import QuarterState
from scoring.totals import StandingRow, standing_of, summary_of

LINE_FIELDS = (
    "id", "kind", "origin_id", "corrects_id", "placement_id", "piece_id", "unit_id",
    "unit__title", "contributor_id", "contributor__name", "book_id", "points", "clause", "steps",
    "headline", "outlet_name", "outlet_level", "outlet_kind", "published_on", "where",
)  # fmt: skip


@transaction.atomic
def close_quarter(quarter, user, today=None):
    """NotReady names the gates that still stand; QuarterClosed when somebody was faster."""
    if not may_keep_scores(user):
        raise Refused("只有计分人员可以关账。")
    quarter = Quarter.objects.select_for_update().get(pk=quarter.pk)
    if quarter.is_closed:
        raise QuarterClosed("这个季度刚刚已由他人关账，您的操作没有执行。")
    _refuse_unless_ready(quarter, today)
    retally_quarter(quarter)
    # Counting again may find what counting bit by bit could not know, e.g. a changed outlet.
    _refuse_unless_ready(quarter, today)
    content = _freeze(quarter)
    quarter.state = QuarterState.CLOSED
    quarter.closed_at, quarter.closed_by = timezone.now(), user
    quarter.digest = digest(content)
    quarter.save()
    quarter_for(quarter.span.next)
    return quarter


def digest_holds(quarter):
    """Whether what was frozen is what was closed on: the content by its digest, the ledger's lines
    by the content."""
    content = FrozenQuarter.objects.get(quarter=quarter).content
    same_lines = _plain(_lines(quarter)) == content["lines"]
    return same_lines and digest(content) == quarter.digest


def _refuse_unless_ready(quarter, today):
    gates = quarter_gates(quarter, today)
    if gates:
        raise NotReady(gates)


def _freeze(quarter):
    standing = [row for rows in standing_of(quarter).values() for row in rows]
    content = _plain(_content(quarter, standing))
    FrozenQuarter.objects.create(quarter=quarter, content=content)
    FrozenStanding.objects.bulk_create(
        [FrozenStanding(quarter=quarter, **asdict(row)) for row in standing], 500
    )
    return content


def _content(quarter, standing: list[StandingRow]):
    facts, _copies = facts_and_copies(verified_in(quarter))
    book = book_for(quarter.span)
    return {
        "quarter": quarter.code,
        "book": {"id": book.pk, "name": book.name, "rules": book.rules} if book else {},
        "facts": [asdict(fact) for fact in facts],
        "lines": _lines(quarter),
        "standing": [asdict(row) for row in standing],
        "summary": summary_of(quarter),
    }


def _lines(quarter):
    return list(ScoreEntry.objects.filter(quarter=quarter).order_by("pk").values(*LINE_FIELDS))


def _plain(content):
    """As JSON has it: Decimals and dates as text, so that today's and a later reading are equal."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False))
