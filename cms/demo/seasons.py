"""The demo's quarters: counted, published for objections, closed and told of in a circular, each step on
its day; and the rule book as it was revised in between."""

from datetime import date, timedelta

from django.utils import timezone

from cms.demo.workdays import at, working_day_from, working_days_after, working_days_before
from editorial import roles
from editorial.record.canonical import digest
from editorial.record.seen import token_of_save
from scoring.adjustments import actions as adjustments
from scoring.appeals import actions as appeals
from scoring.books import actions as books
from scoring.bulletin import actions as bulletins
from scoring.feed import actions as feed
from scoring.ledger.tally import ensure_quarter
from scoring.models import RuleBook, ScoreEntry
from scoring.quarter import QuarterSpan
from scoring.quarters.close import close_quarter, publish_quarter
from scoring.quarters.obstacles import closing_obstacles, publishing_obstacles

DAYS_OF_NOTICE = 7
NEXT_STEPS = (
    "请各单位抓住重要节点主动组稿，坚持先审后报。\n"
    "刊发后三个工作日内登记，佐证材料随登记一并上传；尚未宣传报道的单位，请于下季度首月报送选题。"
)
SHORTER = "第四部分请写具体些，说明几时登记、由谁登记。"
# Of each closed quarter in turn: unit, its reason, the answer, what makes it good ("" where the points
# stay as they are), and whether it is about a line of the account.
OBJECTIONS = (
    (
        ("xiushui", "与市局约定的一篇“新春走基层”已按时交稿，没有计入。",
         "经核对约稿单，情况属实，补登一次。", "invited", False),
        ("duchang", "这一条请核对版面：我们手里的报样登在头版。",
         "经核对报样，该篇在第3版，头版上的是导读，不按头版计分。", "", True),
    ),
    (
        ("wuning", "刺绣一稿系市局约稿，请补计约稿分。", "情况属实，约稿单漏登，补登一次。", "invited", False),
    ),
    (
        ("jiujiangxueyuan", "手机摄影展作品获省级奖，按办法可折合报送篇数。",
         "证书齐全，情况属实，补登获奖一次。", "prize", False),
        ("pengze", "棉花课一稿被外地报纸转载，请补计。",
         "转载媒体未列入计分范围，维持原计分；转载情况已在通报中提到。", "", False),
    ),
)  # fmt: skip
# Of the quarter that is in 公示 now: one has its answer, one waits.
PRESENT_OBJECTIONS = (
    ("lianxi", "暑期一篇请补计省级转载。", "没有见到转载的佐证材料，维持原计分；有了可再登记。", "", True),
    ("ruichang", "这篇通讯占了半个版面，请核对是否应按专版登记。", None, "", True),
)  # fmt: skip


def life_of_quarter(city, span):
    """Published on the seventh working day after its end, or once nothing stands in the way; closed when
    its days of notice are over. The last one before today is in 公示 as the demo ends."""
    keeper, quarter = city.bureau[roles.SCORER], ensure_quarter(span)
    is_last = span == QuarterSpan.of(city.today).previous
    yield city.later_on(_first_day_of_notice(city, span, is_last))
    while publishing_obstacles(quarter):
        yield city.later(days=1)
    until = timezone.localdate() + timedelta(days=DAYS_OF_NOTICE)
    quarter = publish_quarter(quarter, keeper, until=until)
    yield city.later(days=1)
    yield from objections(city, quarter, objections_to(city, span, is_last))
    if is_last:
        yield from drafted(city, quarter)
        return
    yield city.later_on(working_day_from(until + timedelta(days=1)))
    while closing_obstacles(quarter):
        yield city.later(days=1)
    quarter = close_quarter(quarter, keeper)
    yield from signed(city, quarter)
    if span == city.spans()[-3]:
        return  # not opened to the feed yet
    yield city.later(days=1)
    feed.release_quarter(quarter, keeper, understood=True, note="随通报一并开放")


def _first_day_of_notice(city, span, is_last):
    usual = working_days_after(span.last_day, 7)
    recent = working_days_after(city.last_day - timedelta(days=5), 0)
    return max(usual, working_day_from(recent)) if is_last else usual


def objections_to(city, span, is_last):
    number = city.spans().index(span)
    return PRESENT_OBJECTIONS if is_last else OBJECTIONS[number % len(OBJECTIONS)]


def objections(city, quarter, rows):
    scorer = city.bureau[roles.SCORER]
    for slug, reason, answer, makes_good, is_about_a_line in rows:
        unit = city.units[slug]
        lines = ScoreEntry.objects.filter(quarter=quarter, unit=unit, placement__isnull=False)
        objection = appeals.raise_appeal(
            quarter,
            unit,
            city.writers[slug],
            reason=reason,
            entry=lines.order_by("-points").first() if is_about_a_line else None,
        )
        yield city.later()
        if answer is None:
            continue
        appeals.answer(objection.pk, scorer, accepted=bool(makes_good), words=answer)
        if makes_good:
            objection.refresh_from_db()
            yield from made_good(city, objection, quarter, makes_good)


def made_good(city, objection, quarter, kind):
    """What follows from an objection that was right: points by hand, by two people."""
    data = adjustments.AdjustmentData(
        kind=kind,
        unit=objection.unit,
        happened_on=quarter.span.last_day,
        reason=f"异议属实：{objection.reason}",
        basis=f"{quarter.label}异议答复",
        appeal=objection,
    )
    row = adjustments.enter(data, city.bureau[roles.SCORER])
    yield city.later()
    adjustments.confirm(row.pk, city.bureau[roles.CHIEF], "同意。")


# -- circulars -------------------------------------------------------------------------------------


def _write(city, quarter, texts):
    span = quarter.span
    return bulletins.save_words(
        quarter,
        city.bureau[roles.SCORER],
        number=f"九老干通〔{span.next.year}〕{_number(span)}号",
        issuer="中共九江市委老干部局",
        addressees="各县（市、区）委老干部局，市直各单位老干部工作部门",
        texts=texts,
    )


def _number(span):
    """Each quarter is told of in the next one; its circular is that quarter's of its year."""
    return span.next.number * 4 - 1


def drafted(city, quarter):
    yield city.later()
    _write(city, quarter, {"next": NEXT_STEPS})


def signed(city, quarter):
    """Handed in, taken back for a slip, sent back by the chief for a better fourth part, signed."""
    scorer, chief = city.bureau[roles.SCORER], city.bureau[roles.CHIEF]
    yield city.later(days=1)
    _write(city, quarter, {})
    bulletins.hand_in(quarter, scorer)
    yield city.later()
    bulletins.take_back(quarter, scorer)
    bulletins.hand_in(quarter, scorer)
    yield city.later(days=1)
    bulletins.send_back(quarter, chief, SHORTER)
    yield city.later()
    _write(city, quarter, {"next": NEXT_STEPS})
    bulletin = bulletins.hand_in(quarter, scorer)
    yield city.later(days=1)
    bulletins.issue(quarter, chief, digest(bulletin.content))


# -- the rule book ---------------------------------------------------------------------------------


def life_of_book(city):
    """Revised with the new year, since what is summed over a year should be counted by one book: two
    tracks kept apart, a cap, and own outlets by name."""
    first_day = date((city.last_day - timedelta(days=30)).year, 1, 1)
    yield at(working_day_from(max(first_day, city.first_day + timedelta(days=1))), 9, 40)
    keeper = city.bureau[roles.SCORER]
    draft = books.copy_book(RuleBook.objects.get(), keeper, timezone.localdate())
    yield city.later()
    draft = books.save_draft(
        draft.pk,
        keeper,
        token_of_save(draft),
        name=f"老干部信息宣传工作计分办法（{first_day.year}年修订）",
        valid_from=first_day,
        rules=revised(draft.rules),
    )
    yield city.later()
    books.adopt(draft.pk, keeper)
    yield city.later_on(working_days_before(city.last_day, 5))
    books.copy_book(draft, keeper, timezone.localdate())


def revised(rules):
    system = [rate for rate in rules["rates"] if rate.get("level") == "system"]
    rates = [rate for rate in rules["rates"] if rate not in system]
    named = [
        {
            "clause": "第三条（五）",
            "text": "九江老干部微讯和本站专栏采用，每篇3分",
            "points": "3",
            "outlet": code,
        }
        for code in ("jjlgb", "site")
    ]
    return rules | {
        "rates": [*rates, *named],
        "tracks": [
            {
                "clause": "第十一条",
                "text": "新闻宣传单独统计、单独排名",
                "code": "news",
                "name": "新闻宣传",
                "genre": ["news", "brief", "feature", "picture", "video", "literary"],
            },
            {
                "clause": "第十一条",
                "text": "调研理论另行统计，不与新闻宣传混排",
                "code": "research",
                "name": "调研理论",
                "genre": ["research", "theory"],
            },
        ],
        "caps": [
            {
                "clause": "第十二条",
                "text": "同一单位每季度在本系统媒体的得分不超过15分",
                "of": "placements",
                "per": "unit",
                "period": "quarter",
                "level": "system",
                "points": "15",
            }
        ],
    }
