"""What the demo's bureau does besides the pieces: placements that outlets wrote on their own, doubles and
late ones worth a hint, an outlet that no rate knows, points given and taken by hand, a feed's key."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.demo import pictures
from cms.demo.workdays import at, working_days_before
from editorial import roles
from editorial.files.evidence import clean_all
from editorial.outlets.actions import save_outlet
from editorial.outlets.models import Kind, Level, Outlet
from editorial.people import actions as people
from editorial.people.models import Contributor
from editorial.placements import actions as placements
from editorial.placements.models import Placement, PlacementState
from scoring.adjustments import actions as adjustments
from scoring.feed import actions as feed
from scoring.flags.actions import review_flag
from scoring.flags.reading import flags_in
from scoring.ledger.in_force import BooksInForce

# days ago, code, headline, genre, units, how it was used, whether it is verified
ON_THEIR_OWN = (
    (210, "xxqg", "鄱阳湖畔的银发志愿队", "feature", ("duchang",), "sole", True),
    (
        150,
        "xywb",
        "三地老同志同上一堂课",
        "news",
        ("xunyang", "lianxi", "duchang"),
        "composite",
        True,
    ),
    (100, "jjfb", "修水老茶人讲茶", "video", ("xiushui",), "excerpt", True),
    (60, "gplgb", "九江：敬老月里暖意浓", "news", ("wuning", "ruichang"), "composite", True),
    (12, "jjfb", "候鸟日记（上）", "feature", ("duchang",), "sole", True),
    (11, "jjfb", "候鸟日记（中）", "feature", ("duchang",), "sole", True),
    (10, "jjfb", "候鸟日记（下）", "feature", ("duchang",), "sole", True),
    (7, "jxrb", "银发力量点亮山村", "feature", ("xiushui",), "reprint", True),
    (5, "jjfb", "都昌老干部巡湖护鸟", "news", ("duchang",), "sole", False),
)
# days ago, kind, unit, reason, basis, what became of it
BY_HAND = (
    (220, "invited", "xiushui", "按时完成“新春走基层”约稿", "约稿单2号", "confirm"),
    (130, "named", "hukou", "图片说明有误，被省局通报", "赣老干通〔2026〕12号", "confirm"),
    (40, "prize", "jiujiangxueyuan", "获全省离退休干部征文二等奖", "获奖证书", "confirm"),
    (9, "invited", "duchang", "按时完成“我看鄱阳湖”约稿", "约稿单11号", "confirm"),
    (8, "invited_missed", "lushan", "“秋到庐山”约稿逾期没有交稿", "约稿单9号", "confirm"),
    (6, "invited_missed", "dean", "“小城故事”约稿没有交稿", "约稿单10号", "refuse"),
    (5, "invited", "wuning", "完成“水库移民村”约稿", "约稿单12号", "withdraw"),
    (4, "instruction_city", "xiushui", "市领导对“移动药箱”作出批示", "批示件登记第18号", "wait"),
    (3, "invited", "ruichang", "按时完成“老站长”约稿", "约稿单13号", "wait"),
)  # fmt: skip
FRONT_LEAD = {"position": "front_lead", "page": "第1版"}
REFUSED_BECAUSE = "单位已说明当周抗洪值守，约稿顺延，不扣分。"


def desk_lives(city):
    for number, row in enumerate(ON_THEIR_OWN):
        yield life_of_placement(city, 900 + number, *row)
    for row in BY_HAND:
        yield life_of_adjustment(city, *row)
    yield life_of_unknown_outlet(city)
    yield life_of_late_placement(city)
    yield life_of_late_correction(city)
    yield life_of_feed(city)
    yield life_of_people(city)


def life_of_placement(city, number, ago, code, headline, genre, slugs, use, is_verified):
    day = working_days_before(city.last_day, ago)
    yield city.later_on(day)
    by = city.bureau[roles.EDITOR] if is_verified else city.writers[slugs[0]]
    row = record(city, number, code, day, headline, genre, slugs, use, by)
    if is_verified:
        yield city.later()
        verify(city, row)


def record(city, number, code, day, headline, genre, slugs, use, by):
    outlet = Outlet.objects.get(code=code)
    is_paper = outlet.kind == Kind.PAPER
    fields = {
        "outlet": outlet,
        "published_on": day,
        "headline": headline,
        "genre": genre,
        "position": "special" if is_paper else "online",
        "page": "第5版" if is_paper else "",
        "url": "" if is_paper else f"https://{code}.example/{day:%Y%m}/{number}.html",
        "length": 600 + number % 7 * 40,
        "journalists": 1 if use == "composite" else 0,
        "use": use,
    }
    credits = [
        placements.CreditData(city.units[slug], Contributor.objects.get(user=city.writers[slug]))
        for slug in slugs
    ]
    clip = SimpleUploadedFile("剪报.jpg", pictures.clipping(number))
    data = placements.PlacementData(fields, credits, clean_all([clip]))
    return placements.record_placement(data, by)


def verify(city, row):
    seen = placements.newest_act_id(row)
    placements.verify_placement(row.pk, city.bureau[roles.REVIEWER], seen_act=seen)


def life_of_late_placement(city):
    """Printed seven weeks before anybody told."""
    day = working_days_before(city.last_day, 4)
    yield city.later_on(day)
    printed = day - timedelta(days=40)
    row = record(city, 950, "jjrb", printed, "湖边茶馆里的读书会", "news", ("hukou",), "sole",
                 city.writers["hukou"])  # fmt: skip
    yield city.later()
    verify(city, row)
    yield city.later()
    look_at_hint(city, row)


def look_at_hint(city, row):
    """The score keeper asked the unit about the late one."""
    quarter = BooksInForce().kept(row.published_on)
    for flag in flags_in(quarter):
        if row.pk in [pk for pk, _odd in flag.placements]:
            note = "已同单位核对：通讯员住院，由同事补登，原报齐全。"
            review_flag(quarter, city.bureau[roles.SCORER], key=flag.key, note=note)


def life_of_late_correction(city):
    """A front page of a closed quarter that was entered as an inner one: its points are made up for in
    the next open quarter."""
    yield city.later_on(working_days_before(city.last_day, 14))
    span = city.spans()[-3]
    row = Placement.objects.filter(
        state=PlacementState.VERIFIED,
        outlet__code="jjrb",
        position="inner",
        piece__isnull=False,
        published_on__range=(span.first_day, span.last_day),
    ).first()
    fields = {name: getattr(row, name) for name in placements.FIELDS} | FRONT_LEAD
    credits = [
        placements.CreditData(credit.unit, credit.contributor, credit.share)
        for credit in row.credits.all()
    ]
    data = placements.PlacementData(fields, credits, [], row.piece, row.routing)
    placements.correct_placement(
        row.pk,
        data,
        city.bureau[roles.EDITOR],
        seen_act=placements.newest_act_id(row),
        reason="单位送来原报，见报在头版头条，登记时误写内页。",
    )
    yield city.later()
    verify(city, row)


def life_of_unknown_outlet(city):
    """A new outlet of which the rule book says nothing: its first placement is a problem to settle."""
    day = working_days_before(city.last_day, 3)
    yield city.later_on(day)
    outlet = Outlet(
        code="lndx",
        name="九江老年教育",
        level=Level.SYSTEM,
        kind=Kind.INTERNAL,
        contact="bianjibu@lndx.example",
        answer_days=15,
        sort_order=105,
    )
    save_outlet(outlet, city.bureau[roles.EDITOR])
    yield city.later()
    row = record(city, 960, "lndx", day, "老年大学里的“同桌”", "feature", ("jiaoyu",), "sole",
                 city.bureau[roles.EDITOR])  # fmt: skip
    yield city.later()
    verify(city, row)


def life_of_adjustment(city, ago, kind, slug, reason, basis, fate):
    day = working_days_before(city.last_day, ago)
    yield city.later_on(day)
    scorer, chief = city.bureau[roles.SCORER], city.bureau[roles.CHIEF]
    data = adjustments.AdjustmentData(
        kind=kind, unit=city.units[slug], happened_on=day, reason=reason, basis=basis
    )
    row = adjustments.enter(data, scorer)
    if fate == "wait":
        return
    yield city.later()
    if fate == "confirm":
        adjustments.confirm(row.pk, chief)
    elif fate == "refuse":
        adjustments.refuse(row.pk, chief, REFUSED_BECAUSE)
    else:
        adjustments.withdraw(row.pk, scorer)


def life_of_people(city):
    """Two who joined and have not logged in yet, and one who has handed over."""
    yield city.later_on(working_days_before(city.last_day, 7))
    manager = city.bureau[roles.MANAGER]
    for name, slug in (("邓小梅", "guozi"), ("余新民", "dean"), ("方大同", "zhujian")):
        person, _password = people.add_person(
            manager, name=name, roles=[roles.CORRESPONDENT], unit=city.units[slug]
        )
        yield city.later()
    people.retire_person(manager, person.pk)


def life_of_feed(city):
    """Two keys for the assessment feed, one of them no longer in use."""
    yield at(working_days_before(city.last_day, 15), 10, 20)
    scorer = city.bureau[roles.SCORER]
    for consumer, scopes in (("市考核办", ["standings", "marks"]), ("市委组织部", ["standings"])):
        row, _secret = feed.make_token(
            scorer,
            consumer=consumer,
            purpose="年度综合目标考核",
            scopes=scopes,
            expires_at=timezone.now() + timedelta(days=180),
        )
    yield city.later(days=2)
    feed.revoke_token(row.pk, scorer)
