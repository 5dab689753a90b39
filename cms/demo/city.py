"""The demo's city: its units, its people and its outlets' terms, and the year that they live through.
What happens to a piece is cms.demo.lives', to a quarter cms.demo.seasons', at the desk cms.demo.desk's."""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cms.demo import stories as words
from cms.demo.clock import Clock, live_through
from cms.demo.desk import desk_lives
from cms.demo.lives import life_of
from cms.demo.people import DEMO_PASSWORD
from cms.demo.seasons import life_of_book, life_of_quarter
from cms.demo.workdays import (
    at,
    later,
    some_time_on,
    working_day_from,
    working_days_before,
)
from editorial import roles
from editorial.outlets.actions import save_outlet
from editorial.outlets.models import Outlet
from editorial.people import unit_actions
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.units import UnitIndexPage
from scoring.ledger.tally import ensure_quarter
from scoring.quarter import QuarterSpan

BUREAU = (
    ("bianji", "徐静", roles.EDITOR),
    ("fushen", "郑安", roles.REVIEWER),
    ("zhongshen", "胡正华", roles.CHIEF),
    ("jifen", "曹敏", roles.SCORER),
    ("zhuanlan", "汪洋", roles.SERIES),
    ("guanli", "许立", roles.MANAGER),
)
# Nobody's: the top-level domain .example reaches no one (RFC 2606).
MAIL_DOMAIN = "jjlgb.example"
# code: (headline, length, days until an answer, mailbox, note)
OUTLET_TERMS = {
    "laoyou": (20, 1500, 20, "tougao@laoyou.example", "每月10日截稿；人物和文艺稿优先。"),
    "jjrb": (24, 900, 5, "dangjian@jjrb.example", "照片单独发附件，写明摄影者。"),
    "xywb": (22, 700, 5, "wanbao@xywb.example", "周四、周五有老年版。"),
    "jxrb": (26, 800, 7, "jiujiang@jxrb.example", ""),
    "xxqg": (30, 1200, 10, "", "由本局账号上传，审核较慢。"),
    "rmrb": (28, 800, 10, "", "须经省局推荐。"),
}


class City:
    """`build` lives through a year up to the last working day before `today`, in one transaction of the
    caller; the same every time for the same day."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()
        self.last_day = working_days_before(self.today, 1)
        self.first_day = working_day_from(self.today - timedelta(days=365))
        self.dice = random.Random(20231)
        self.password = make_password(DEMO_PASSWORD)
        self.units, self.writers, self.heads, self.bureau = {}, {}, {}, {}

    def build(self):
        clock = Clock(at(self.first_day, 8, 40))
        with clock.running():
            self.open_units()
            self.seat_people()
            self.agree_with_outlets()
            spans = self.spans()
            for span in spans:
                ensure_quarter(span)
            lives = [
                life_of_book(self),
                *(life_of_quarter(self, span) for span in spans[:-1]),
                *(life_of(self, number, story) for number, story in enumerate(words.stories())),
                *desk_lives(self),
                self.register_addresses(),
            ]
            live_through(clock, lives, at(self.last_day, 17, 30))

    def spans(self):
        """The quarters of the year, the oldest first."""
        found = [QuarterSpan.of(self.today)]
        while found[-1].first_day > self.first_day:
            found.append(found[-1].previous)
        return found[::-1]

    def day_of(self, story):
        """When it happened: so many working days ago, or on its day of the year as last seen."""
        if isinstance(story.day, int):
            return working_days_before(self.last_day, -story.day)
        month, day = story.day
        found = self.last_day.replace(month=month, day=day)
        return found if found <= self.last_day else found.replace(year=found.year - 1)

    # -- who there is ------------------------------------------------------------------------------

    def open_units(self):
        index = UnitIndexPage.objects.get()
        for group, rows in (("county", words.COUNTIES), ("city", words.DEPARTMENTS)):
            for number, (short, title, slug, *_people) in enumerate(rows):
                self.units[slug] = unit_actions.found_unit(
                    index,
                    title=title,
                    short_name=short,
                    ranking_group=group,
                    slug=slug,
                    quota_class=2 + number % 3,
                )

    def seat_people(self):
        self.admin = User.objects.filter(username="admin").first()
        self.admin = self.admin or User.objects.create_superuser(
            "admin", password=DEMO_PASSWORD, name="系统管理员"
        )
        for username, name, role in BUREAU:
            self.bureau[role] = self._person(username, name, role)
        for *_names, slug, writer, head in (*words.COUNTIES, *words.DEPARTMENTS):
            unit, is_ours = self.units[slug], slug == "duchang"
            self.writers[slug] = self._person(
                "tongxun" if is_ours else f"tx_{slug}", writer, roles.CORRESPONDENT, unit
            )
            self.heads[slug] = self._person(
                "fuze" if is_ours else f"fz_{slug}", head, roles.HEAD, unit
            )

    def _person(self, username, name, role, unit=None):
        user = User.objects.create(username=username, name=name, password=self.password)
        RoleGroup.objects.get(role=role, unit=unit).group.user_set.add(user)
        if unit:
            Contributor.objects.create(name=name, unit=unit, user=user)
        return user

    def agree_with_outlets(self):
        for code, (headline, length, days, contact, note) in OUTLET_TERMS.items():
            outlet = Outlet.objects.get(code=code)
            outlet.headline_limit, outlet.length_limit = headline, length
            outlet.answer_days, outlet.contact, outlet.note = days, contact, note
            save_outlet(outlet, self.bureau[roles.EDITOR])

    def register_addresses(self):
        """Everybody has an address for mail since some days ago, so that a year's mails do not all wait
        for the first start of the worker."""
        yield at(working_days_before(self.last_day, 2), 8, 31)
        for user in User.objects.all():
            user.email = f"{user.username}@{MAIL_DOMAIN}"
            user.save(update_fields=["email"])

    # -- what lives ask ----------------------------------------------------------------------------

    def later(self, days=0):
        return later(timezone.localtime(), self.dice, days)

    def later_on(self, day):
        """Some time of a working day."""
        return some_time_on(working_day_from(day), self.dice)
