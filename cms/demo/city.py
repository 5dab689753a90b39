"""Builds the demo's city out of cms.demo.stories: units, people, pieces in every stage, routings,
placements with evidence, and the quarters behind us closed. Only dates are set back by hand."""

import io
import random
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFilter

from cms.demo import stories as words
from cms.demo.desk import fill_the_desk
from cms.demo.people import DEMO_PASSWORD
from editorial import roles, stages
from editorial.assets.models import PhotoAsset
from editorial.files.evidence import clean_all
from editorial.outlets.models import Outlet
from editorial.people import unit_actions
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.units import UnitIndexPage
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.placements import actions as placements
from editorial.record.canonical import digest
from editorial.record.seals import unsealed
from editorial.review import moves as review
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.series.models import SeriesPage
from scoring.bulletin.actions import hand_in, issue, save_words
from scoring.ledger.tally import ensure_quarter
from scoring.quarter import QuarterSpan
from scoring.quarters.close import close_quarter, publish_quarter

BUREAU = (
    ("bianji", "徐静", roles.EDITOR),
    ("fushen", "郑安", roles.REVIEWER),
    ("zhongshen", "胡正华", roles.CHIEF),
    ("jifen", "曹敏", roles.SCORER),
    ("zhuanlan", "汪洋", roles.SERIES),
    ("guanli", "许立", roles.MANAGER),
)
PRINTED_AT = ("jjrb", "laoyou", "xxqg", "jjlgb", "jxrb", "xywb")


class City:
    """`build` makes everything, in one transaction of the caller; the same every time."""

    def __init__(self):
        self.dice = random.Random(20231)
        self.today = timezone.localdate()
        self.units, self.writers, self.heads, self.photos = [], {}, {}, {}
        self.written_on = {}

    def build(self):
        self.open_units()
        self.seat_people()
        this = QuarterSpan.of(self.today)
        past = [this.previous.previous, this.previous]
        for span in [*past, this]:
            ensure_quarter(span)
        for span in past:
            self.a_quarter_of_pieces(span)
        self.set_back()
        self.pieces_of_today()
        for span in past:
            self.close(span)

    # -- units and people --------------------------------------------------------------------------

    def open_units(self):
        index = UnitIndexPage.objects.get()
        for group, rows in (("county", words.COUNTIES), ("city", words.DEPARTMENTS)):
            for number, (short, title, slug) in enumerate(rows):
                unit = unit_actions.found_unit(
                    index,
                    title=title,
                    short_name=short,
                    ranking_group=group,
                    slug=slug,
                    quota_class=1 + number % 4,
                )
                self.units.append(unit)

    def seat_people(self):
        admin = User.objects.filter(username="admin").first()
        self.admin = admin or User.objects.create_superuser(
            "admin", password=DEMO_PASSWORD, name="系统管理员"
        )
        self.bureau = {}
        for username, name, role in BUREAU:
            self.bureau[role] = self._person(username, name, role, None)
        for unit, writer, head in zip(self.units, words.WRITERS, words.HEADS, strict=True):
            is_ours = unit.slug == "duchang"
            self.writers[unit.pk] = self._person(
                "tongxun" if is_ours else f"tx_{unit.slug}", writer, roles.CORRESPONDENT, unit
            )
            self.heads[unit.pk] = self._person(
                "fuze" if is_ours else f"fz_{unit.slug}", head, roles.HEAD, unit
            )

    def _person(self, username, name, role, unit):
        user = User(username=username, name=name)
        user.set_password(DEMO_PASSWORD)
        user.save()
        RoleGroup.objects.get(role=role, unit=unit).group.user_set.add(user)
        if unit:
            Contributor.objects.create(name=name, unit=unit, user=user)
        return user

    # -- pieces ------------------------------------------------------------------------------------

    def write(self, unit, story, day, with_photo=True):
        """A complete draft of a story by the unit's correspondent."""
        slug, genre, headline, paragraphs = story
        body = [("paragraph", f"<p>{text.format(u=unit.short_name)}</p>") for text in paragraphs]
        if with_photo:
            photo = {
                "photo": self._photo(unit),
                "caption": f"图为{unit.short_name}活动现场",
                "photographer": self.writers[unit.pk].name,
            }
            body.insert(1, ("photo", photo))
        author = self.writers[unit.pk]
        piece = PiecePage(
            title=headline.format(u=unit.short_name),
            owner=author,
            live=False,
            genre=genre,
            body=body,
            series=SeriesPage.objects.filter(slug=slug).first(),
            event_date=day,
            is_secret_free=True,
            web_allowed=True,
            people_consent=True,
        )
        piece.bylines = [Byline(contributor=Contributor.objects.get(user=author))]
        unit.add_child(instance=piece)
        piece.save_revision(user=author)
        return piece

    def bring_to(self, stage, piece, unit):
        """Submit and approve until the piece stands at `stage`."""
        review.submit(piece.pk, self.writers[unit.pk])
        people = (
            self.heads[unit.pk],
            self.bureau[roles.EDITOR],
            self.bureau[roles.REVIEWER],
            self.bureau[roles.CHIEF],
        )
        for step, user in zip(stages.STEPS, people, strict=True):
            if step == stage:
                break
            review.approve(piece.pk, user, seen_revision=self._token(piece))

    def _token(self, piece):
        return review.revision_token(PiecePage.objects.get(pk=piece.pk))

    def route(self, piece, codes, send=True):
        version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
        outlets = list(Outlet.objects.filter(code__in=codes))
        rows = routing.route(
            piece.pk,
            [outlet.pk for outlet in outlets],
            self.bureau[roles.EDITOR],
            version_id=version,
        )
        for row in rows:
            if send and row.state == stages.TO_SEND:
                routing.mark_sent(row.pk, self.bureau[roles.EDITOR], seen_state=row.state)
        return rows

    def place(self, piece, unit, code, day, verify=True):
        """The outlet ran it: recorded by the editor with a clipping, verified by the reviewer."""
        row = self.record(piece, [unit], code, day)
        if verify:
            self.verify(row)

    def record(self, piece, units, code, day, by=None, **other):
        """A placement with a clipping that credits the correspondents of these units."""
        outlet = Outlet.objects.get(code=code)
        upload = SimpleUploadedFile("剪报.jpg", _clipping(self.dice))
        fields = {
            "outlet": outlet,
            "published_on": day,
            "headline": piece.title if piece else "",
            "genre": piece.genre if piece else "news",
            "position": self.dice.choice(("front", "inner", "inner", "special"))
            if outlet.kind == "paper"
            else "online",
            "page": "第3版" if outlet.kind == "paper" else "",
            "url": "",
            "length": None,
            "use": "sole",
            **other,
        }
        credits = [
            placements.CreditData(unit, Contributor.objects.get(user=self.writers[unit.pk]))
            for unit in units
        ]
        data = placements.PlacementData(fields, credits, clean_all([upload]), piece)
        return placements.record_placement(data, by or self.bureau[roles.EDITOR])

    def verify(self, row):
        seen = placements.newest_act_id(row)
        placements.verify_placement(row.pk, self.bureau[roles.REVIEWER], seen_act=seen)

    def a_quarter_of_pieces(self, span):
        """A past quarter: pieces of most units, live in their series and printed somewhere."""
        length = (span.last_day - span.first_day).days
        for number, unit in enumerate(self.units):
            if number % 6 == 5:
                continue  # some units send nothing, and the circular names them
            story = words.STORIES[(number + span.number) % len(words.STORIES)]
            day = span.first_day + timedelta(days=self.dice.randrange(length - 8))
            piece = self.write(unit, story, day, with_photo=number % 3 == 0)
            self.bring_to(None, piece, unit)
            codes = self.dice.sample(PRINTED_AT, 2)
            self.route(piece, [*codes, "site"] if story[0] else codes)
            for code in codes[: 1 + number % 2]:
                self.place(piece, unit, code, day + timedelta(days=self.dice.randrange(1, 7)))
            self.written_on[piece] = day

    def pieces_of_today(self):
        """The open quarter: one piece in every stage, and more where a unit is busy."""
        ours = next(unit for unit in self.units if unit.slug == "duchang")
        others = [unit for unit in self.units if unit != ours]
        first = QuarterSpan.of(self.today).first_day
        day = max(first, self.today - timedelta(days=6))
        plan = [
            (ours, None), (ours, stages.UNIT), (ours, stages.FIRST), (ours, stages.APPROVED),
            (ours, stages.RETURNED), (others[0], stages.FIRST), (others[3], stages.SECOND),
            (others[5], stages.FINAL), (others[7], stages.SPIKED), (others[9], stages.WITHDRAWN),
            (others[2], stages.FIRST), (others[13], stages.UNIT), (others[14], stages.SECOND),
            (others[16], stages.APPROVED), (others[18], stages.REOPENED),
        ]  # fmt: skip
        for number, (unit, stage) in enumerate(plan):
            story = words.STORIES[number % len(words.STORIES)]
            piece = self.write(unit, story, day, with_photo=number % 2 == 0)
            self._move_to(stage, piece, unit)
        printed = []
        for number, unit in enumerate(others[::4]):
            story = words.STORIES[(number + 4) % len(words.STORIES)]
            piece = self.write(unit, story, day, with_photo=True)
            self.bring_to(None, piece, unit)
            self.route(piece, ["jjrb", "jjlgb", "site"] if story[0] else ["jjrb", "jjlgb"])
            self.place(piece, unit, "jjrb", min(self.today, day + timedelta(days=2)), number % 2)
            printed.append((piece, unit))
        fill_the_desk(self, ours, printed, min(self.today, day + timedelta(days=3)))

    def _move_to(self, stage, piece, unit):
        author, editor = self.writers[unit.pk], self.bureau[roles.EDITOR]
        if stage is None:
            return
        if stage == stages.RETURNED:
            self.bring_to(stages.FIRST, piece, unit)
            reason = "第二段“四十六件”与附表不符，请核对后再交。"
            review.return_to_author(
                piece.pk, editor, seen_revision=self._token(piece), comment=reason
            )
        elif stage == stages.SPIKED:
            self.bring_to(stages.FIRST, piece, unit)
            review.spike(piece.pk, editor, comment="活动已过半月，且与上周一篇内容重复。")
        elif stage == stages.WITHDRAWN:
            self.bring_to(stages.FIRST, piece, unit)
            review.withdraw(piece.pk, author, comment="照片要换一张")
        elif stage == stages.REOPENED:
            self.bring_to(None, piece, unit)
            reopening.reopen(piece.pk, editor, comment="出席人员职务有变动，请更新后重报。")
        else:
            self.bring_to(stage, piece, unit)

    def set_back(self):
        """History happened then, not while the demo was being made."""
        with unsealed(connection):
            for piece, day in self.written_on.items():
                self._set_back(piece, day)

    def _set_back(self, piece, day):
        noon = timezone.make_aware(datetime.combine(day, time(10)))
        PieceStatus.objects.filter(pk=piece.pk).update(
            submitted_at=noon, since=noon + timedelta(days=1)
        )
        for order, pk in enumerate(
            ReviewAct.objects.filter(piece=piece).values_list("pk", flat=True)
        ):
            ReviewAct.objects.filter(pk=pk).update(at=noon + timedelta(hours=5 * order))
        PiecePage.objects.filter(pk=piece.pk, live=True).update(
            first_published_at=noon + timedelta(days=1), last_published_at=noon + timedelta(days=1)
        )

    def close(self, span):
        keeper = self.bureau[roles.SCORER]
        quarter = publish_quarter(ensure_quarter(span), keeper, until=span.next.first_day)
        quarter = close_quarter(quarter, keeper)
        save_words(
            quarter,
            keeper,
            number=f"九老干通〔{span.year}〕{span.number}号",
            issuer="中共九江市委老干部局",
            addressees="各县（市、区）委老干部局，市直各单位老干部工作部门",
            texts={"next": "请各单位抓住重要节点主动组稿，坚持先审后报，及时登记刊发情况。"},
        )
        bulletin = hand_in(quarter, keeper)
        issue(quarter, self.bureau[roles.CHIEF], digest(bulletin.content))

    def _photo(self, unit):
        """One photo a unit: enough to look at, quick to make."""
        if unit.pk not in self.photos:
            photo = PhotoAsset(title=f"{unit.short_name}活动", collection=unit.image_collection)
            photo.file = ContentFile(_landscape(self.dice), name=f"{unit.slug}.jpg")
            photo.uploaded_by_user = self.writers[unit.pk]
            photo.save()
            self.photos[unit.pk] = photo
        return self.photos[unit.pk]


def _landscape(dice):
    """Hills, a lake and the sun in muted colours: a picture of no person and no place."""
    width, height = 1200, 800
    sky = [(236, 226, 208), (214, 224, 230), (240, 216, 196), (222, 230, 220)][dice.randrange(4)]
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    x, y = dice.randrange(200, 1000), dice.randrange(90, 230)
    draw.ellipse((x - 50, y - 50, x + 50, y + 50), fill=(214, 120, 86))
    for layer in range(4):
        base, shade = 340 + layer * 95, 1 - layer * 0.17
        color = tuple(int(part * shade) for part in (150, 164, 160))
        points = [(0, height)]
        level = base
        for step in range(0, width + 60, 60):
            level += dice.randrange(-26, 27)
            points.append((step, level))
        draw.polygon([*points, (width, height)], fill=color)
    draw.rectangle((0, 690, width, height), fill=(126, 148, 156))
    for _ in range(40):
        left, line = dice.randrange(width), dice.randrange(696, height)
        draw.line((left, line, left + dice.randrange(40, 160), line), fill=(150, 170, 176), width=2)
    return _jpeg(image.filter(ImageFilter.GaussianBlur(1.2)))


def _clipping(dice):
    """Newsprint with a headline bar, columns of grey lines and a small picture."""
    image = Image.new("RGB", (700, 520), (244, 240, 230))
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 660, 86), fill=(60, 56, 52))
    for column in range(3):
        for row in range(22):
            left, top = 40 + column * 215, 120 + row * 17
            if column == 1 and 4 < row < 14:
                continue
            right = left + dice.randrange(150, 196)
            draw.line((left, top, right, top), fill=(130, 126, 120), width=5)
    draw.rectangle((255, 200, 446, 352), fill=(170, 172, 166))
    return _jpeg(image)


def _jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
