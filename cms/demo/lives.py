"""The life of a piece in the demo, as a generator of moments (cms.demo.clock): written, reviewed, sent,
printed, each through the same action that people use."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.demo import pictures
from cms.demo.stories import DAY, Picture
from editorial import roles, stages
from editorial.assets.models import PhotoAsset
from editorial.files.evidence import clean_all
from editorial.outlets.models import Outlet
from editorial.people.models import Contributor
from editorial.pieces.models import Byline, PieceStatus, Topic, stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.placements import actions as placements
from editorial.placements.models import EvidenceKind
from editorial.proofs.reading import key_of, proofs_of
from editorial.proofs.waivers import waive
from editorial.review import moves as review
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.routing.models import Routing
from editorial.series.models import SeriesPage

WITHDRAWN_BECAUSE = "再核一遍，改好再交。"
PULLED_BECAUSE = "单位来电，数字要再核，先不送。"
NOT_USED_BECAUSE = (
    "版面已满，建议改投其他媒体。",
    "近期同类稿件较多，这次没有采用。",
    "超过约定时间没有答复。",
)
PAGES = {"jjrb": "第3版", "xywb": "第6版", "laoyou": "第22页"}


def life_of(city, number, story):
    day = city.day_of(story)
    yield city.later_on(day)
    piece = write(city, number, story, day)
    if "draft" in story.moves:
        return
    yield city.later()
    review.submit(piece.pk, city.writers[story.unit])
    yield from review_of(city, story, piece)
    if stage_of_piece(piece.pk) != stages.APPROVED:
        return
    yield from printing_of(city, story, piece, number)
    if "reopen" in story.moves:
        yield city.later()
        reopening.reopen(piece.pk, city.bureau[roles.EDITOR], story.reason)


# -- writing ---------------------------------------------------------------------------------------


def write(city, number, story, day):
    """A complete draft by the unit's correspondent, with whoever took the photos."""
    unit, author = city.units[story.unit], city.writers[story.unit]
    piece = PiecePage(
        title=story.headline,
        owner=author,
        live=False,
        genre=story.genre,
        body=list(_body(unit, author, story, number, day)),
        series=SeriesPage.objects.filter(slug=story.series).first(),
        event_date=day,
        is_secret_free=True,
        web_allowed=True,
        people_consent=True,
    )
    piece.bylines = list(_bylines(unit, author, story))
    piece.topics = list(Topic.objects.filter(sort_order__in=[n * 10 for n in story.topics]))
    unit.add_child(instance=piece)
    piece.save_revision(user=author)
    return piece


def _body(unit, author, story, number, day):
    for part in story.parts:
        if isinstance(part, Picture):
            photo = _photo(unit, author, part, number)
            yield (
                "photo",
                {
                    "photo": photo,
                    "caption": part.caption,
                    "photographer": part.photographer,
                },
            )
        else:
            yield "paragraph", f"<p>{part.replace(DAY, f'{day.month}月{day.day}日')}</p>"


def _photo(unit, author, picture, number):
    photo = PhotoAsset(title=picture.caption, collection=unit.image_collection)
    drawn = pictures.draw(picture.motif, picture.shape, number)
    photo.file = ContentFile(drawn, name=f"{unit.slug}-{number}.jpg")
    photo.uploaded_by_user = author
    photo.save()
    return photo


def _bylines(unit, author, story):
    own = Contributor.objects.get(user=author)
    yield Byline(contributor=own)
    for name in {picture.photographer for picture in story.pictures} - {author.name}:
        known = Contributor.objects.filter(unit=unit, name=name).first()
        yield Byline(contributor=known, typed_name="" if known else name, role="photo", share="0.5")


# -- review ----------------------------------------------------------------------------------------


def review_of(city, story, piece):
    """Step by step, until it is approved or until its story says otherwise."""
    people = {
        stages.UNIT: city.heads[story.unit],
        **{step: city.bureau[stages.STEP_ROLES[step]] for step in stages.STEPS[1:]},
    }
    moves = dict(story.moves)
    while (step := stage_of_piece(piece.pk)) in stages.IN_REVIEW:
        if moves.get("stop") == step:
            return
        yield city.later(days=0 if step == stages.UNIT else 1)
        if step == stages.FIRST and "waive" in moves:
            _let_stand(piece, people[step], story.waiver)
        if "withdraw" in moves and step == stages.FIRST:
            review.withdraw(piece.pk, city.writers[story.unit], story.reason or WITHDRAWN_BECAUSE)
        elif moves.get("spike") == step:
            review.spike(piece.pk, people[step], story.reason)
        elif moves.get("return") == step:
            _return(piece, people[step], story)
        elif moves.get("fixed") == step:
            del moves["fixed"]
            _return(piece, people[step], story)
            yield city.later()
            _mend(city, story, piece)
        elif moves.get("back", "").startswith(f"{step}>"):
            _send_back(piece, people[step], story, moves["back"].partition(">")[2])
            return
        else:
            review.approve(piece.pk, people[step], seen_revision=token_of(piece))


def token_of(piece):
    return review.revision_token(PiecePage.objects.get(pk=piece.pk))


def _return(piece, user, story):
    review.return_to_author(piece.pk, user, seen_revision=token_of(piece), comment=story.reason)


def _send_back(piece, user, story, step):
    review.send_back(
        piece.pk, user, seen_revision=token_of(piece), comment=story.reason, to_step=step
    )


def _mend(city, story, piece):
    """What was asked for is put right, and it goes up again."""
    author = city.writers[story.unit]
    latest = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    latest.subtitle = "数字已与附表核对"
    latest.save_revision(user=author)
    review.submit(piece.pk, author)


def _let_stand(piece, user, reason):
    """The first finding is let stand, with the reason."""
    latest = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    found = [proof for proof in proofs_of(latest) if proof.finding.text]
    if found:
        kind, text, message = key_of(found[0].finding)
        waive(piece.pk, user, kind=kind, text=text, message=message, reason=reason)


# -- sending and printing --------------------------------------------------------------------------


def printing_of(city, story, piece, number):
    """To all its outlets at once; then each answers in its own time."""
    codes = [printing.code for printing in story.printings] + ["site"] * story.for_site
    if not codes:
        return
    editor = city.bureau[roles.EDITOR]
    yield city.later()
    series = SeriesPage.objects.get(slug=story.series or "wokan")
    version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
    outlets = Outlet.objects.filter(code__in=codes)
    routing.route(
        piece.pk, [o.pk for o in outlets], editor, version_id=version, series_id=series.pk
    )
    yield city.later()
    for printing in story.printings:
        if printing.sign in "=-?":
            row = routing_of(piece, printing.code)
            routing.mark_sent(row.pk, editor, seen_state=row.state)
    for printing in story.printings:
        if printing.sign in "=-~":
            yield from ANSWERS[printing.sign](city, story, piece, printing, number)


def routing_of(piece, code):
    return Routing.objects.get(piece=piece, outlet__code=code)


def _pulled(city, story, piece, printing, number):
    yield city.later()
    row = routing_of(piece, printing.code)
    routing.pull(row.pk, city.bureau[roles.EDITOR], seen_state=row.state, note=PULLED_BECAUSE)


def _not_used(city, story, piece, printing, number):
    yield city.later(days=2)
    row, note = routing_of(piece, printing.code), NOT_USED_BECAUSE[number % 3]
    routing.mark_not_used(row.pk, city.bureau[roles.EDITOR], seen_state=row.state, note=note)


def _printed(city, story, piece, printing, number):
    """Recorded by the editor, now and then by the correspondent, and verified by the reviewer."""
    moment = city.later(days=1 + city.dice.randrange(2))
    yield moment
    by = city.writers[story.unit] if number % 4 == 1 else city.bureau[roles.EDITOR]
    row = record(city, story, piece, printing, moment.date(), by, number)
    if printing.turn == "wait":
        return
    yield city.later()
    reviewer, seen = city.bureau[roles.REVIEWER], placements.newest_act_id(row)
    if printing.turn == "reject":
        placements.reject_placement(row.pk, reviewer, seen_act=seen, reason=story.reason)
        return
    placements.verify_placement(row.pk, reviewer, seen_act=seen)
    if printing.turn == "fix":
        yield from _corrected(city, story, piece, printing, row)


def _corrected(city, story, piece, printing, row):
    yield city.later()
    data = data_of(story, piece, printing, row.published_on, credits_of(city, story))
    data.fields["position"], data.fields["page"] = "front", "第1版"
    seen = placements.newest_act_id(row)
    editor = city.bureau[roles.EDITOR]
    placements.correct_placement(row.pk, data, editor, seen_act=seen, reason=story.reason)
    yield city.later()
    seen = placements.newest_act_id(row)
    placements.verify_placement(row.pk, city.bureau[roles.REVIEWER], seen_act=seen)


ANSWERS = {"=": _printed, "-": _not_used, "~": _pulled}


def record(city, story, piece, printing, day, by, number):
    clip = SimpleUploadedFile(f"{printing.code}剪报.jpg", pictures.clipping(number))
    data = data_of(story, piece, printing, day, credits_of(city, story), clean_all([clip]))
    return placements.record_placement(data, by)


def data_of(story, piece, printing, day, credits, evidence=()):
    outlet = Outlet.objects.get(code=printing.code)
    is_paper = outlet.kind in ("paper", "magazine")
    fields = {
        "outlet": outlet,
        "published_on": day,
        "headline": story.headline,
        "genre": story.genre,
        "position": (printing.position or "inner") if is_paper else "online",
        "page": PAGES.get(printing.code, ""),
        "url": "" if is_paper else f"https://{printing.code}.example/{day:%Y%m}/{piece.pk}.html",
        "length": sum(len(part) for part in story.parts if isinstance(part, str)),
        "use": "sole",
    }
    kind = EvidenceKind.ORIGINAL if is_paper else EvidenceKind.SCREENSHOT
    sent = routing_of(piece, printing.code)
    return placements.PlacementData(fields, credits, list(evidence), piece, sent, kind)


def credits_of(city, story):
    unit = city.units[story.unit]
    names = {city.writers[story.unit].name, *(p.photographer for p in story.pictures)}
    people = Contributor.objects.filter(unit=unit, name__in=names, is_active=True).order_by("pk")
    return [placements.CreditData(unit, person) for person in people]
