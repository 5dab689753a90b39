"""What the feed says of a closed quarter, read from its frozen content (scoring.feed.closed) and nowhere
else. Points and marks are strings as they were frozen, counts and ranks integers; ranks are empty where
the quarter shows no ranking. Who may ask is scoring.feed.views'."""

from collections import defaultdict

from django.utils.timezone import localtime

from editorial.vocabulary import LEVELS
from scoring.arithmetic import closing
from scoring.arithmetic import marks as marking
from scoring.book.marks import METHOD_NAMES
from scoring.feed.closed import closed_of
from scoring.models import FeedRelease, FrozenQuarter, Quarter
from scoring.models.quarters import Mode, QuarterState
from scoring.quarter import QuarterSpan

COUNTS = ("submitted", "quota", "placed", *LEVELS, "wechat")
AMOUNTS = ("points", "corrections", "year_points")
LINE_FIELDS = ("kind", "account", "track", "points", "clause", "steps", "headline", "where")


# -- which quarters ----------------------------------------------------------------------------------


def released_quarters():
    """The newest first, as (quarter, its release)."""
    rows = FeedRelease.objects.filter(withdrawn_at=None, quarter__state=QuarterState.CLOSED)
    rows = rows.select_related("quarter").order_by("-quarter__year", "-quarter__number")
    return [(row.quarter, row) for row in rows]


def released(code):
    """The quarter of a code when it is closed and released, else None: open, unreleased, withdrawn
    and unheard-of are one."""
    try:
        span = QuarterSpan.parse(code)
    except ValueError:
        return None
    found = Quarter.objects.filter(
        year=span.year,
        number=span.number,
        state=QuarterState.CLOSED,
        releases__isnull=False,
        releases__withdrawn_at=None,
    )
    return found.first()


def why_not_release(quarter):
    """What keeps a quarter from being released at all, in a sentence; empty when nothing does."""
    if not quarter.is_closed:
        return "季度定稿以后才能向考核开放。"
    if quarter.mode != Mode.ASSESSED:
        return f"这个季度的用途是“{quarter.get_mode_display()}”，不能向考核开放。"
    if quarter.pk not in readable([quarter]):
        return "这个季度是旧版本关的账，存档里没有接口要的内容。"
    return ""


def readable(quarters):
    """The ids of those that were closed in the form that is read here."""
    pks = [quarter.pk for quarter in quarters]
    frozen = FrozenQuarter.objects.filter(quarter__in=pks, content__format=closing.FORMAT)
    return set(frozen.values_list("quarter", flat=True))


# -- what is said ------------------------------------------------------------------------------------


def quarters():
    return {
        "quarters": [
            head(quarter)
            | {
                "closed_at": localtime(quarter.closed_at).isoformat(timespec="seconds"),
                "released_at": localtime(release.released_at).isoformat(timespec="seconds"),
            }
            for quarter, release in released_quarters()
        ]
    }


def head(quarter):
    return {"quarter": quarter.code, "label": quarter.label, "digest": quarter.digest}


def standings(quarter):
    closed = closed_of(quarter)
    return head(quarter) | {
        "standings": [
            closed.named(row)
            | {"rank": row["rank"] if closed.shows_ranking else None}
            | {name: row[name] for name in (*AMOUNTS, *COUNTS)}
            for row in closed.rows
        ]
    }


def marks(quarter):
    """None when the book of the quarter gives no marks."""
    closed = closed_of(quarter)
    conversion = closed.rules.conversion
    if conversion.method is None:
        return None
    rows = closed.unit_rows(conversion.method.period)
    found = marking.compute(rows.values(), conversion)
    awards = _awards(rows.values(), conversion.awards and conversion.awards.units)
    return (
        head(quarter)
        | _rules(conversion)
        | {
            "marks": [
                closed.named(row)
                | {
                    "rank": rows[key].rank if closed.shows_ranking else None,
                    "points": str(rows[key].points),
                    "marks": str(found[key].marks),
                    "meets_minima": found[key].meets_minima,
                    "disqualified": rows[key].disqualified,
                    "award": awards.get(key, "none"),
                    "steps": [_step(step) for step in found[key].steps],
                }
                for row in closed.rows
                for key in [(row["track"], row["unit"])]
            ]
        }
    )


def lines(quarter):
    closed = closed_of(quarter)
    return head(quarter) | {
        "lines": [
            {
                "unit_id": line["unit"],
                "unit": closed.units[line["unit"]]["title"],
                "person_id": line["person"],
                "person": closed.content["persons_named"].get(str(line["person"])),
                "outlet": line["outlet_name"],
                "level": line["level"],
                "published_on": line["published_on"] or None,
                **{name: line[name] for name in LINE_FIELDS},
            }
            for line in closed.content["lines"]
        ]
    }


def persons(quarter):
    """Whoever is credited by name, if the book counts persons at all."""
    closed = closed_of(quarter)
    rows = closed.person_rows()
    awards = closed.rules.conversion.awards
    awards = _awards(rows.values(), awards and awards.persons)
    return head(quarter) | {
        "persons": [
            {
                "person_id": row["person"],
                "person": row["name"],
                "unit_id": row["unit"],
                "unit": closed.units[row["unit"]]["title"],
                "track": row["track"],
                "rank": rows[key].rank if closed.shows_ranking else None,
                "points": row["points"],
                "placed": row["placed"],
                "disqualified": rows[key].disqualified,
                "award": awards.get(key, "none"),
            }
            for row in closed.content["persons"]
            for key in [(row["track"], row["unit"], row["person"])]
        ]
    }


def _awards(rows, quota):
    """{key: named or undecided}; each list has its own quota."""
    lists = defaultdict(list)
    for row in rows:
        lists[row.group].append(row)
    return {
        award.key: "undecided" if award.undecided else "named"
        for ranked in lists.values()
        for award in marking.awarded(ranked, quota or 0)
    }


def _rules(conversion):
    method, awards = conversion.method, conversion.awards
    return {
        "method": {
            "method": method.name,
            "name": METHOD_NAMES[method.name],
            "period": method.period,
            "clause": method.clause,
            "text": method.text,
        },
        "minima": [
            {
                "clause": minimum.clause,
                "text": minimum.text,
                "points": str(minimum.points),
                "levels": list(minimum.levels),
            }
            for minimum in conversion.minima
        ],
        "awards": awards
        and {
            "clause": awards.clause,
            "text": awards.text,
            "units": awards.units,
            "persons": awards.persons,
        },
    }


def _step(step):
    return {
        "name": step.name,
        "clause": step.clause,
        "text": step.text,
        "working": step.working,
        "value": str(step.value),
    }
