"""Random cases for the two implementations: one or two valid books over the whole form of docs/scoring.md, and
facts of a few units over one or two years, crowded into few pieces and outlets and onto the edges of periods."""

import calendar
import datetime
import random
from decimal import Decimal

OUTLETS = {
    "rmrb": ("national", "paper"),
    "xxqg": ("national", "client"),
    "jxrb": ("province", "paper"),
    "laoyou": ("province", "magazine"),
    "jjrb": ("city", "paper"),
    "jjtv": ("city", "broadcast"),
    "xcw": ("county", "web"),
    "weixun": ("system", "wechat"),
    "neikan": ("system", "internal"),
}
LEVELS = ["national", "province", "city", "county", "system"]
KINDS = ["paper", "magazine", "broadcast", "web", "wechat", "client", "internal"]
GENRES = ["news", "brief", "feature", "research", "theory", "picture", "video", "literary"]
POSITIONS = ["front_lead", "front", "special", "inner", "online"]
USES = ["sole", "composite", "reprint", "excerpt"]
EVIDENCE = ["original", "screenshot", "broadcast", "slip", "link", "other"]
# The genres of the facts; few, so that the rules meet them.
COMMON_GENRES = ["news", "brief", "research", "picture"]
UNITS = ["都昌", "湖口", "彭泽", "市教育局", "市医院", "老干部局"]
PEOPLE = ["张三", "李四", "王五"]
GROUPS = ["county", "city", "own"]
EVENTS = ["pishi", "yuegao", "shishi", "shigu", "tongbao", "huojiang", "zageng"]
START = datetime.date(2026, 1, 1)


class Case:
    """One case from its seed: `facts`, `books`, `through`, `instructions`."""

    def __init__(self, seed):
        self.seed = seed
        rng = random.Random(seed)
        years = rng.choice([1, 1, 2])
        self.books = Books(rng).some(years)
        self.facts = Facts(rng, years, self.books).all()
        self.through = rng.choice([None, None, _edge_day(rng, years)])
        self.instructions = rng.random() < 0.7

    def arguments(self):
        return self.facts, self.books, self.through, self.instructions


def _edge_day(rng, years):
    """A day of the period, mostly on the edge of a month, quarter, year or week."""
    day = START + datetime.timedelta(days=rng.randrange(365 * years))
    edge = rng.choice(["none", "month", "month", "quarter", "quarter", "year", "week"])
    month = {"quarter": (day.month - 1) // 3 * 3 + 3, "year": 12}.get(edge, day.month)
    if edge == "none":
        return day
    if edge == "week":
        return day + datetime.timedelta(days=rng.choice([-day.weekday(), 6 - day.weekday()]))
    last = datetime.date(day.year, month, calendar.monthrange(day.year, month)[1])
    return last + datetime.timedelta(days=rng.choice([0, 0, 1]))


class Books:
    def __init__(self, rng):
        self.rng = rng
        self.clause = 0
        # So that both books of a case speak of the same tracks and tasks.
        self.with_tracks = rng.random() < 0.3

    def some(self, years):
        rng = self.rng
        first = self.book(rng.choice(["2025-01-01"] * 8 + ["2026-01-01", "2026-04-01"]))
        if rng.random() < 0.6:
            return [first]
        second_from = rng.choice(
            ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"][: 3 + (years > 1)]
        )
        second = self.book(second_from)
        if rng.random() < 0.6:
            kept = rng.sample(sorted(first), len(first) * 2 // 3)
            second |= {key: first[key] for key in kept if key not in ("name", "valid_from")}
        books = [first, second] if first["valid_from"] != second["valid_from"] else [first]
        rng.shuffle(books)
        return books

    def book(self, valid_from):
        rng = self.rng
        book = {"name": f"办法{valid_from}", "valid_from": valid_from}
        book["rates"] = self.rates()
        book["same_piece"] = self.same_piece()
        for key, chance in (
            ("listed", 0.2),
            ("multipliers", 0.6),
            ("uses", 0.4),
            ("length", 0.4),
            ("requires", 0.3),
            ("deadline", 0.4),
            ("late", 0.4),
            ("own_carriers", 0.35),
            ("split", 0.8),
            ("persons", 0.8),
            ("submissions", 0.6),
            ("events", 0.8),
            ("caps", 0.6),
            ("tasks", 0.6),
            ("adoption", 0.35),
            ("floor", 0.4),
            ("ranking", 0.7),
            ("rounding", 0.7),
            ("order", 0.5),
        ):
            if rng.random() < chance:
                book[key] = getattr(self, key)()
        if self.with_tracks:
            book["tracks"] = self.tracks()
        return book

    def ruled(self, **rule):
        self.clause += 1
        return {"clause": f"第{self.clause}条", "text": "原文", **rule}

    def number(self, *given):
        """The same number as text, or as an integer where it is one."""
        chosen = self.rng.choice(given)
        return int(chosen) if chosen.lstrip("-").isdigit() and self.rng.random() < 0.3 else chosen

    def condition(self, keys, single=False, at_least=1):
        rng = self.rng
        values = {
            "outlet": list(OUTLETS),
            "level": LEVELS,
            "kind": KINDS,
            "genre": COMMON_GENRES * 3 + GENRES,
            "position": POSITIONS,
            "use": USES,
        }
        chosen = rng.sample(keys, min(len(keys), max(at_least, rng.choice([0, 1, 1, 1, 2]))))
        condition = {}
        for key in chosen:
            if single or rng.random() < 0.3:
                condition[key] = rng.choice(values[key])
            else:
                condition[key] = sorted(set(rng.choices(values[key], k=rng.randint(1, 4))))
        return condition

    def rates(self):
        rng = self.rng
        conditions = [{"level": level} for level in LEVELS if rng.random() < 0.96]
        for _ in range(rng.randint(3, 12)):
            outlet_or_level = rng.choice(["outlet", "level", "level", None, None])
            base = self.condition([outlet_or_level], single=True) if outlet_or_level else {}
            keys = ["genre", "use", "position", "kind"]
            more = self.condition(keys, single=True, at_least=0 if "outlet" in base else 1)
            if not base and "genre" not in more:
                more |= self.condition(["genre"], single=True)
            conditions.append(base | more)
        rates, seen = [], []
        for condition in conditions:
            if condition not in seen:
                seen.append(condition)
                points = self.number("20", "10", "8", "7", "5", "3", "2", "1", "0.7", "3.25", "0")
                rates.append(self.ruled(**condition, points=points))
        rng.shuffle(rates)
        return rates

    def listed(self):
        outlets = self.rng.sample(list(OUTLETS), 7)
        unlisted = {"unlisted": self.ruled()} if self.rng.random() < 0.7 else {}
        return self.ruled(outlets=outlets, **unlisted)

    def multipliers(self):
        keys = ["outlet", "level", "kind", "genre", "position", "use"]
        made = []
        for _ in range(self.rng.randint(2, 7)):
            effect = (
                {"factor": self.number("2", "0.5", "1.5", "0.6", "3", "0")}
                if self.rng.random() < 0.6
                else {"add": self.number("1", "5", "0.5", "-1", "-4", "2")}
            )
            made.append(self.ruled(**self.condition(keys), **effect))
        return made

    def uses(self):
        uses = self.rng.sample(USES, self.rng.randint(1, 3))
        return {use: self.ruled(factor=self.number("0.5", "0.3", "2", "0")) for use in uses}

    def length(self):
        rng, length = self.rng, {}
        if rng.random() < 0.7:
            length["as_genre"] = [self._as_genre() for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.7 or not length:
            length["growth"] = self.ruled(
                **{"from": rng.choice([500, 800]), "step": rng.choice([100, 250])},
                per_step=self.number("0.1", "0.25"),
                max=self.number("3", "1.3"),
            )
        return length

    def _as_genre(self):
        of = {"of": self.rng.sample(COMMON_GENRES, 2)} if self.rng.random() < 0.6 else {}
        from_length = self.rng.choice([500, 800, 1000])
        return self.ruled(**of, **{"from": from_length}, genre=self.rng.choice(COMMON_GENRES))

    def requires(self):
        rng, requires = self.rng, {}
        if rng.random() < 0.6:
            requires["bureau"] = self.ruled()
        if rng.random() < 0.7 or not requires:
            requires["evidence"] = [
                self.ruled(
                    **self.condition(["kind", "level", "outlet"], at_least=0),
                    any_of=rng.sample(EVIDENCE[:3], rng.randint(1, 2)),
                )
                for _ in range(rng.randint(1, 2))
            ]
        return requires

    def deadline(self):
        return self.ruled(
            day=self.rng.choice([1, 5, 10, 28]),
            after=self.rng.choice(["month", "quarter"]),
            then=self.rng.choice(["zero", "move", "move"]),
        )

    def late(self):
        days = self.rng.choice([0, 5, 10, 30])
        if self.rng.random() < 0.5:
            return self.ruled(days=days, zero=True)
        return self.ruled(days=days, points=self.number("-1", "-10", "-0.5"))

    def own_carriers(self):
        rng = self.rng
        few = [
            {"level": ["system", "county", "city"]},
            {"outlet": ["weixun", "neikan", "jjrb", "jjtv"]},
            {"kind": ["paper", "wechat", "internal", "client", "magazine"]},
        ]
        return self.ruled(**rng.choice([*few, *few, self.condition(["level", "kind", "outlet"])]))

    def same_piece(self):
        rng = self.rng
        mode = rng.choice(["highest", "cumulative", "highest_plus", "top_levels"])
        rule = {"mode": mode}
        if mode == "highest_plus":
            rule["fraction"] = self.number("0.2", "0.5", "0.33")
        if mode == "top_levels" and rng.random() < 0.7:
            rule["levels"] = rng.choice([1, 1, 2, 3, 4])
        if rng.random() < 0.75:
            rule["window"] = rng.choice(["quarter", "year", "year", "always"])
        return self.ruled(**rule)

    def split(self):
        rng, split = self.rng, {}
        if rng.random() < 0.85:
            split["mode"] = rng.choice(["shares", "equal", "equal", "ratio", "ratio", "each"])
        if split.get("mode") == "ratio":
            ratio = rng.choice([["3", "2"], ["5", "3", "2"], ["2"], [7, 3], ["1", "2"]])
            split["ratio"] = ratio
        if rng.random() < 0.6:
            split["remainder"] = rng.choice(["first", "largest", "largest", "largest"])
        if rng.random() < 0.5:
            split["units"] = self.ruled(mode=rng.choice(["each", "half"]))
        if rng.random() < 0.4:
            split["each_in"] = rng.sample(USES, rng.randint(1, 2))
        if rng.random() < 0.4:
            split["journalists"] = self.ruled()
        return self.ruled(**split)

    def persons(self):
        return self.ruled()

    def submissions(self):
        rng, rule = self.rng, {}
        if rng.random() < 0.7:
            rule["points"] = self.number("1", "0.5", "2")
        if rng.random() < 0.6 or not rule:
            per = rng.choice(["week", "month", "quarter"])
            rule["limit"] = self.ruled(items=rng.choice([1, 1, 2, 3]), per=per)
        return self.ruled(**rule)

    def events(self):
        rng = self.rng
        codes = [code for code in EVENTS if rng.random() < 0.9] or EVENTS
        return {code: self.ruled(name=code, **self._event(code)) for code in codes}

    def _event(self, code):
        rng = self.rng
        own = {
            "pishi": lambda: {"instruction": True, **rng.choice([self._range(), self._times()])},
            "yuegao": lambda: {"points": self.number("2", "-5", "1.5", "10")},
            "shishi": lambda: {"void": True, "points": self.number("-5", "-1")},
            "shigu": lambda: {"wipe": rng.choice(["month", "quarter"])},
            "tongbao": lambda: {"percent": self.number("-50", "10", "-33.3")},
            "huojiang": lambda: {"items": rng.choice([1, 3])},
            "zageng": lambda: {},
        }
        event = own[code]()
        others = [
            {"points": self.number("2", "-2", "40", "0.25")},
            self._range(),
            self._times(),
            {"void": True},
            {"wipe": rng.choice(["month", "quarter"])},
            {"percent": self.number("-50", "20")},
            {"items": rng.choice([1, 2])} if rng.random() < 0.5 else {"items": 3, "points": "1"},
            {"disqualify": True},
            {"instruction": True},
        ]
        for other in others:
            if rng.random() < (0.3 if code == "zageng" else 0.1):
                event = other | event
        if "range" in event:
            event.pop("points", None)
        if not event.keys() - {"instruction"}:
            event["points"] = self.number("3", "-3")
        return event

    def _range(self):
        return {"range": self.rng.choice([["5", "10"], ["-10", "-2"], [0, "20.5"], ["-3", 3]])}

    def _times(self):
        return {"times": self.number("2", "1.5", "3", "0", "0.5")}

    def caps(self):
        return [self._cap() for _ in range(self.rng.randint(1, 4))]

    def _cap(self):
        rng = self.rng
        of = rng.choice([None, None, "placements", "submissions", "events", "all"])
        per = rng.choice([None, "unit", "person", "person"])
        if of in (None, "placements"):
            per = rng.choice([None, "unit", "person", "person", "placement", "outlet"])
        cap = (
            {}
            if of in ("submissions", "events", "all")
            else self.condition(["outlet", "level", "kind", "genre", "position", "use"], at_least=0)
        )
        cap |= {"of": of} if of else {}
        cap |= {"per": per} if per else {}
        if per != "placement":
            cap["period"] = rng.choice(["month", "quarter", "year", "year"])
        return self.ruled(**cap, points=self.number("2", "5", "8", "12", "1.5", "0"))

    def tasks(self):
        return [self._task() for _ in range(self.rng.randint(1, 3))]

    def _task(self):
        rng = self.rng
        what = rng.choice(["submissions", "placements", "points"])
        keys = ["level", "kind", "genre", "outlet", "use", "position"]
        task = {} if what == "submissions" else self.condition(keys, at_least=0)
        if rng.random() < 0.8:
            task["classes"] = {"1": self.number("1", "2", "6"), "2": self.number("1", "0", "0.5")}
        if rng.random() < 0.4 or "classes" not in task:
            task["units"] = {rng.choice(UNITS): self.number("1", "3"), "都昌": self.number("2")}
        if rng.random() < 0.6:
            task["met"] = {"points": self.number("10", "2", "0.5")}
            if rng.random() < 0.6:
                task["met"]["year_cap"] = self.number("20", "5", "3")
        if rng.random() < 0.8 or "met" not in task:
            task["shortfall"] = rng.choice(
                [
                    {"each": self.number("-1", "-0.5")},
                    {"times": self.number("2", "1.5")},
                    {"growing": [self.number("-1"), self.number("-2"), self.number("-4")]},
                ]
            )
        period = rng.choice(["month", "month", "quarter", "year"])
        return self.ruled(period=period, what=what, **task)

    def adoption(self):
        return self.ruled(
            below=self.number("0.3", "0.5"),
            points=self.number("-1", "-3"),
            period=self.rng.choice(["month", "quarter"]),
        )

    def floor(self):
        return self.ruled(points=self.number("0", "-2", "1", "4"))

    def tracks(self):
        news = self.condition(["genre", "kind", "outlet", "level"], at_least=1)
        tracks = [self.ruled(code="xuanchuan", name="新闻宣传", **news)]
        last = {} if self.rng.random() < 0.8 else self.condition(["genre"], at_least=1)
        return [*tracks, self.ruled(code="zhengwu", name="政务信息", **last)]

    def ranking(self):
        rng = self.rng
        ranking = {"by": rng.choice(["group", "all"])}
        if rng.random() < 0.5:
            ranking["apart"] = ["own"]
        if rng.random() < 0.5:
            ranking["ties"] = rng.sample(LEVELS, rng.randint(1, 3))
        return self.ruled(**ranking)

    def rounding(self):
        rounding = self.rng.choice(
            [
                {"scale": 0},
                {"scale": 1},
                {"scale": 2},
                {"scale": 1, "step": "0.5"},
                {"scale": 2, "step": "0.25"},
            ]
        )
        mode = self.rng.choice([{}, {"mode": "half_up"}, {"mode": "down"}])
        return rounding | mode

    def order(self):
        middle = ["genre", "position", "length", "use"]
        last = ["bonus", "caps", "tasks", "floor"]
        self.rng.shuffle(middle)
        if self.rng.random() < 0.7:
            self.rng.shuffle(last)
        return ["base", *middle, "same_piece", "split", *last]


class Facts:
    def __init__(self, rng, years, books):
        self.rng = rng
        self.years = years
        self.pieces = [f"g{number}" for number in range(1, rng.randint(2, 6))]
        self.units = rng.sample(UNITS, rng.randint(2, 5))
        # A few days that much happens on, so that sums of a period and ties come up.
        self.days = [_edge_day(rng, years) for _ in range(rng.randint(4, 12))]
        self.tracks = [track["code"] for book in books for track in book.get("tracks", [])]
        self.ids = rng.choice(["digits", "letters", "mixed"])

    def all(self):
        rng = self.rng
        rows = 12 * self.years
        placements = [self.placement(nth) for nth in range(rng.randint(5, 18 * self.years + 6))]
        submissions = [self.submission(nth) for nth in range(rng.randint(0, 2 * rows))]
        self.placements = placements
        events = [self.event(nth) for nth in range(rng.randint(0, rows))]
        for rows in (placements, submissions, events):
            rng.shuffle(rows)
        return {
            "units": [self.unit(name) for name in self.units if rng.random() < 0.9],
            "placements": placements,
            "submissions": submissions,
            "events": events,
        }

    def unit(self, name):
        rng = self.rng
        return {"name": name, "group": rng.choice(GROUPS), "class": rng.choice(["1", "2", "3", ""])}

    def id(self, nth):
        """So that 9 and 10, a9 and a10 come up; the order of digits and letters both matter."""
        letters = self.ids == "letters" or (self.ids == "mixed" and nth % 3 == 0)
        return f"a{nth + 5}" if letters else str(nth + 5)

    def day(self):
        rng = self.rng
        near = datetime.timedelta(days=rng.choice([0, 0, 0, 1, -1]))
        return rng.choice(self.days) + near if rng.random() < 0.8 else _edge_day(rng, self.years)

    def piece(self):
        return self.rng.choice([*self.pieces, *self.pieces, None])

    def person(self):
        return self.rng.choice([*PEOPLE, None])

    def placement(self, nth):
        rng = self.rng
        outlet = rng.choice(list(OUTLETS))
        level, kind = OUTLETS[outlet]
        date = self.day()
        return {
            "id": self.id(nth),
            "piece": self.piece(),
            "date": date,
            "outlet": outlet,
            "level": level,
            "kind": kind if rng.random() < 0.95 else "",
            "genre": rng.choice(COMMON_GENRES if rng.random() < 0.85 else GENRES),
            "position": rng.choice(POSITIONS),
            "use": rng.choice(["sole", *USES]),
            "length": rng.choice([None, 499, 500, 800, 899, 900, 1000, 1250, 2600]),
            "credits": self.credits(),
            "journalists": rng.choice([0, 0, 0, 1, 2]),
            "bureau": rng.random() < 0.85,
            "evidence": rng.sample(EVIDENCE[:3], rng.choice([0, 1, 2, 3])),
            "evidence_on": self.later(date, [0, 5, 10, 31, 36, 60, 95, 120]),
            "recorded_on": self.later(date, [-1, 0, 1, 5, 6, 10, 11, 30, 31]),
        }

    def later(self, date, days):
        """Some days later, or the last or first day around a tally day; often not given."""
        rng = self.rng
        if rng.random() < 0.4:
            return None
        if rng.random() < 0.5:
            return date + datetime.timedelta(days=rng.choice(days))
        month = date.replace(day=1) + datetime.timedelta(days=rng.choice([32, 63, 94]))
        return max(date, month.replace(day=rng.choice([1, 2, 5, 6, 10, 11, 28])))

    def credits(self):
        rng = self.rng
        if rng.random() < 0.01:
            return []
        number = rng.choice([1, 1, 2, 2, 3, 4])
        shares = rng.choice([["1"], ["1", "2", "3"], ["1", "0"], ["0.5", "1.5"]])
        if rng.random() < 0.01:
            shares = ["0", "-1"]
        return [
            {
                "unit": rng.choice(self.units[:3] if rng.random() < 0.7 else self.units),
                "person": self.person(),
                "share": Decimal(rng.choice(shares)),
            }
            for _ in range(number)
        ]

    def submission(self, nth):
        rng = self.rng
        return {
            "id": self.id(nth),
            "unit": rng.choice(self.units),
            "person": self.person(),
            "date": self.day(),
            "piece": self.piece(),
            "genre": rng.choice([*COMMON_GENRES, *COMMON_GENRES, None]),
            "adopted": rng.random() < 0.35,
        }

    def event(self, nth):
        rng = self.rng
        about = rng.choice(self.placements)
        named = rng.choice(["placement", "placement", "piece", "piece", "both", "none"])
        units = [credit["unit"] for credit in about["credits"]]
        # Half of them where the placement they speak of counts.
        near = units and rng.random() < 0.5
        return {
            "id": self.id(nth),
            "kind": rng.choice(EVENTS) if rng.random() < 0.99 else "weizhi",
            "unit": rng.choice(units if near else self.units if rng.random() < 0.95 else UNITS),
            "person": self.person(),
            "date": about["evidence_on"] or about["date"] if near else self.day(),
            "count": rng.choice([1, 1, 1, 2, 3]),
            "amount": rng.choice([None, *map(Decimal, ["5", "7.5", "10", "-2", "0", "20.5", "3"])]),
            "placement": about["id"] if named in ("placement", "both") else None,
            "piece": rng.choice([about["piece"], *self.pieces])
            if named in ("piece", "both")
            else None,
            "track": rng.choice([None, *self.tracks]),
        }
