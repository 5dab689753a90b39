"""The sum of docs/scoring.md in the plainest form: dicts, Decimals, everything looked up again each time.
It owns no form check (books come valid) and keeps no explanation of its lines; imports nothing of the product."""

import calendar
import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

ALL = ""
ZERO = Decimal(0)
CONDITION = ("outlet", "level", "kind", "genre", "position", "use")
# What a rate names, the weightiest first.
SPECIFIC = ("outlet", "level", "genre", "use", "position", "kind")
HEIGHT = ("national", "province", "city", "county", "system")
PLACEMENT_STEPS = ("genre", "position", "length", "use")
UNIT_STEPS = ("bonus", "caps", "tasks", "floor")
ORDER = ("base", *PLACEMENT_STEPS, "same_piece", "split", *UNIT_STEPS)
# What a cap takes first on one day.
TAKEN_FIRST = ("placement", "submission", "event", "late", "task", "adoption", "floor")


def score(facts, books, through=None, instructions=True):
    """Points of units and persons by quarter, ranks, and the rows that are errors to settle."""
    with localcontext() as context:
        context.prec = 80
        world = {
            "books": books,
            "through": through,
            "instructions": instructions,
            "groups": {unit["name"]: unit["group"] for unit in facts["units"]},
            "classes": {unit["name"]: unit["class"] for unit in facts["units"]},
            "quarters": set(),
            "errors": set(),
        }
        facts = facts | {"events": [one for one in facts["events"] if not _left_out(world, one)]}
        world["units"] = _named_units(facts)
        world["placements"] = _placements(world, facts)
        world["lines"] = _credit_lines(world)
        world["submissions"] = _counted_submissions(world, facts)
        world["events"] = _events(world, facts)
        accounts = _accounts(world)
        return {
            "units": _totals(accounts, person=False),
            "persons": _totals(accounts, person=True),
            "ranks": _ranks(world, accounts),
            "errors": world["errors"],
        }


# Numbers, days, conditions


def number(given):
    return Decimal(str(given))


def unit_of_rounding(book):
    rounding = book.get("rounding", {})
    if "step" in rounding:
        return number(rounding["step"])
    return Decimal(1).scaleb(-int(rounding.get("scale", 2)))


def rounded(value, book):
    how = ROUND_DOWN if book.get("rounding", {}).get("mode") == "down" else ROUND_HALF_UP
    unit = unit_of_rounding(book)
    return (value / unit).quantize(Decimal(1), rounding=how) * unit


def quarter_of(day):
    return (day.year, (day.month - 1) // 3 + 1)


def quarter_name(quarter):
    return f"{quarter[0]}Q{quarter[1]}"


def first_day(quarter):
    return datetime.date(quarter[0], quarter[1] * 3 - 2, 1)


def month_end(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def period_key(day, period):
    """Equal for two days in the same period."""
    if period == "week":
        return tuple(day.isocalendar())[:2]
    if period == "month":
        return (day.year, day.month)
    return quarter_of(day) if period == "quarter" else (day.year,)


def book_on(books, day):
    begun = [book for book in books if datetime.date.fromisoformat(book["valid_from"]) <= day]
    return max(begun, key=lambda book: book["valid_from"], default=None)


def book_of(world, quarter):
    return book_on(world["books"], first_day(quarter))


def id_key(given):
    return (0, int(given), given) if given.isdecimal() else (1, 0, given)


def codes(given):
    return given if isinstance(given, list) else [given]


def fits(rule, seen):
    """Whether all that the condition names is so of a placement."""
    return all(seen[key] in codes(rule[key]) for key in CONDITION if key in rule)


# A placement


def _placements(world, facts):
    made = []
    for fact in facts["placements"]:
        placement = _placement(world, fact)
        if placement is None:
            world["errors"].add(("placement", fact["id"]))
        else:
            world["quarters"].add(placement["quarter"])
            made.append(placement)
    return made


def _placement(world, fact):
    """The fact with genre, value, counting day, quarter and track; None if it is an error."""
    book = book_on(world["books"], fact["date"])
    if book is None or _bad_credits(fact["credits"]):
        return None
    seen = dict(fact, genre=_genre(book, fact))
    listed = book.get("listed")
    if listed and seen["outlet"] not in listed["outlets"] and "unlisted" not in listed:
        return None
    rate = _rate(book, seen)
    if rate is None:
        return None
    seen["value"] = _value(book, rate, seen)
    seen["counts_on"] = _counting_day(book, seen)
    seen["quarter"] = quarter_of(seen["counts_on"])
    seen["track"] = _track_of_placement(book_of(world, seen["quarter"]), seen)
    return None if seen["track"] is None else seen


def _bad_credits(credits):
    shares = [credit["share"] for credit in credits]
    return not credits or min(shares) < 0 or sum(shares) == 0


def _genre(book, fact):
    for entry in book.get("length", {}).get("as_genre", []):
        of = "of" not in entry or fact["genre"] in codes(entry["of"])
        if of and fact["length"] is not None and int(entry["from"]) <= fact["length"]:
            return entry["genre"]
    return fact["genre"]


def _rate(book, seen):
    fitting = [rate for rate in book["rates"] if fits(rate, seen)]
    return max(fitting, key=lambda rate: [key in rate for key in SPECIFIC], default=None)


def _value(book, rate, seen):
    value = number(rate["points"])
    for step in ("base", *_ordered(book, PLACEMENT_STEPS)):
        for rule in book.get("multipliers", []):
            doubled = any(key in rule and key in rate for key in ("position", "genre", "use"))
            if _step_of(rule) == step and fits(rule, seen) and not doubled:
                value = _multiplied(value, rule)
        if step == "length":
            value *= _growth(book, seen)
        if step == "use" and seen["use"] in book.get("uses", {}) and "use" not in rate:
            value *= number(book["uses"][seen["use"]]["factor"])
    for cap in book.get("caps", []):
        if cap.get("per") == "placement" and fits(cap, seen):
            value = min(value, number(cap["points"]))
    return ZERO if _worthless(book, seen) else rounded(max(ZERO, value), book)


def _ordered(book, steps):
    return [step for step in book.get("order", ORDER) if step in steps]


def _step_of(rule):
    if "use" in rule:
        return "use"
    if "position" in rule:
        return "position"
    return "genre" if "genre" in rule or "kind" in rule else "base"


def _multiplied(value, rule):
    return value * number(rule["factor"]) if "factor" in rule else value + number(rule["add"])


def _growth(book, seen):
    growth = book.get("length", {}).get("growth")
    if not growth or seen["length"] is None or seen["length"] < int(growth["from"]):
        return Decimal(1)
    steps = (seen["length"] - int(growth["from"])) // int(growth["step"])
    if steps < 1:
        return Decimal(1)
    return min(number(growth["max"]), 1 + steps * number(growth["per_step"]))


def _worthless(book, seen):
    requires = book.get("requires", {})
    if "bureau" in requires and not seen["bureau"]:
        return True
    for entry in requires.get("evidence", []):
        if fits(entry, seen) and not set(entry["any_of"]) & set(seen["evidence"]):
            return True
    if book.get("deadline", {}).get("then") == "zero" and _after_tally_day(book, seen):
        return True
    return "zero" in book.get("late", {}) and _is_late(book, seen)


def _after_tally_day(book, seen):
    rule = book["deadline"]
    last_month = seen["date"].month
    if rule["after"] == "quarter":
        last_month = quarter_of(seen["date"])[1] * 3
    end = month_end(seen["date"].year, last_month)
    day = end + datetime.timedelta(days=int(rule["day"]))
    return seen["evidence_on"] is not None and seen["evidence_on"] > day


def _is_late(book, seen):
    if "late" not in book or seen["recorded_on"] is None:
        return False
    return (seen["recorded_on"] - seen["date"]).days > int(book["late"]["days"])


def _counting_day(book, seen):
    moves = book.get("deadline", {}).get("then") == "move" and _after_tally_day(book, seen)
    return seen["evidence_on"] if moves else seen["date"]


def _track_of_placement(book, seen):
    for track in book.get("tracks") or [{"code": ""}]:
        if fits(track, seen):
            return track["code"]
    return None


# A piece


def _given(world, placement):
    """What one placement is given in its own counting quarter, from its value and its fellows'."""
    if placement["value"] <= 0 or not placement["piece"]:
        return placement["value"]
    quarter = placement["quarter"]
    group = _group(world, placement, quarter)
    kept = _settled(book_of(world, quarter), group)
    earlier = [one for one in group if one["quarter"] < quarter]
    over = sum(_given(world, one) for one in earlier) - sum(kept[one["id"]] for one in earlier)
    own = [one for one in group if one["quarter"] == quarter]
    for one in sorted(own, key=lambda one: _worse(one, kept[one["id"]])):
        taken = max(ZERO, min(over, kept[one["id"]]))
        kept[one["id"]] -= taken
        over -= taken
    return kept[placement["id"]]


def _group(world, placement, quarter):
    window = book_of(world, quarter)["same_piece"].get("window", "quarter")
    return [
        one
        for one in world["placements"]
        if one["piece"] == placement["piece"]
        and one["value"] > 0
        and one["quarter"] <= quarter
        and (window != "quarter" or one["quarter"] == quarter)
        and (window != "year" or one["quarter"][0] == quarter[0])
    ]


def _worse(placement, points):
    """Sorts the better first."""
    return (-points, placement["date"], id_key(placement["id"]))


def _settled(book, group):
    points = {one["id"]: one["value"] for one in group}

    def best_of(some):
        return min(some, key=lambda one: _worse(one, points[one["id"]]), default=None)

    if "own_carriers" in book:
        carriers = [one for one in group if fits(book["own_carriers"], one)]
        best = best_of(carriers)
        points |= {one["id"]: ZERO for one in carriers if one is not best}
    left = [one for one in group if points[one["id"]] > 0]
    rule = book["same_piece"]
    best = best_of(left)
    if rule["mode"] == "top_levels":
        levels = [level for level in HEIGHT if any(one["level"] == level for one in left)]
        levels = levels[: int(rule.get("levels", 2))]
        stand = [best_of([one for one in left if one["level"] == level]) for level in levels]
        return {one["id"]: points[one["id"]] if one in stand else ZERO for one in group}
    for one in left:
        if one is best or rule["mode"] == "cumulative":
            continue
        fraction = number(rule["fraction"]) if rule["mode"] == "highest_plus" else ZERO
        points[one["id"]] = rounded(one["value"] * fraction, book)
    return points


# The split


def _credit_lines(world):
    lines = []
    for placement in world["placements"]:
        book = book_of(world, placement["quarter"])
        parts = _parts(book, placement, _given(world, placement))
        for nth, (credit, part) in enumerate(zip(placement["credits"], parts, strict=True)):
            lines.append(
                {
                    "kind": "placement",
                    "unit": credit["unit"],
                    "person": credit["person"] or None,
                    "track": placement["track"],
                    "quarter": placement["quarter"],
                    "day": placement["counts_on"],
                    "id": placement["id"],
                    "nth": nth,
                    "placement": placement,
                    "points": rounded(part, book),
                }
            )
    return lines


def _parts(book, placement, value):
    """One part for each credit, in their order."""
    split = book.get("split", {})
    credits = placement["credits"]
    units = list(dict.fromkeys(credit["unit"] for credit in credits))
    if placement["use"] in split.get("each_in", []):
        whole = value
    elif "units" in split and len(units) > 1:
        whole = rounded(value / 2, book) if split["units"]["mode"] == "half" else value
    else:
        return _divided(book, placement, credits, value)
    parts = {}
    for unit in units:
        own = [nth for nth, credit in enumerate(credits) if credit["unit"] == unit]
        shares = _divided(book, placement, [credits[nth] for nth in own], whole)
        parts.update(zip(own, shares, strict=True))
    return [parts[nth] for nth in range(len(credits))]


def _divided(book, placement, credits, value):
    split = book.get("split", {})
    mode = split.get("mode", "shares")
    if mode == "each":
        return [value for _ in credits]
    journalists = 0 if "journalists" in split else placement["journalists"]
    weights = [Decimal(1)] * (len(credits) + journalists)
    if mode == "shares":
        weights[: len(credits)] = [credit["share"] for credit in credits]
    if mode == "ratio":
        ratio = [number(part) for part in split["ratio"]]
        weights = (ratio + [ZERO] * len(weights))[: len(weights)]
    total = sum(weights)
    if not total:
        return [ZERO for _ in credits]
    unit = unit_of_rounding(book)
    parts = [value * weight // (total * unit) * unit for weight in weights]
    rest = value - sum(parts)
    heavy = [nth for nth in range(len(credits)) if weights[nth] > 0]
    if heavy:
        first = heavy[0]
        if split.get("remainder") == "largest":
            first = max(heavy, key=lambda nth: weights[nth])
        parts[first] += rest
    return parts[: len(credits)]


# Submissions and events


def _counted_submissions(world, facts):
    tracked = []
    for fact in facts["submissions"]:
        quarter = quarter_of(fact["date"])
        book = book_of(world, quarter)
        if book is None:
            continue
        world["quarters"].add(quarter)
        track = _track_of_submission(book, fact)
        if track is not None:
            tracked.append(dict(fact, track=track, quarter=quarter))
    return [one for one in tracked if _within_limit(world, one, tracked)]


def _track_of_submission(book, fact):
    for track in book.get("tracks") or [{"code": ""}]:
        if "genre" not in track or fact["genre"] in codes(track["genre"]):
            return track["code"]
    return None


def _within_limit(world, one, tracked):
    limit = book_of(world, one["quarter"]).get("submissions", {}).get("limit")
    if not limit:
        return True

    def before(other):
        return (other["date"], id_key(other["id"])) < (one["date"], id_key(one["id"]))

    def together(other):
        period = limit["per"]
        return (
            other["unit"] == one["unit"]
            and other["track"] == one["track"]
            and other["quarter"] == one["quarter"]
            and period_key(other["date"], period) == period_key(one["date"], period)
        )

    return sum(before(other) and together(other) for other in tracked) < int(limit["items"])


def _left_out(world, fact):
    book = book_of(world, quarter_of(fact["date"])) or {}
    rule = book.get("events", {}).get(fact["kind"], {})
    return "instruction" in rule and not world["instructions"]


def _events(world, facts):
    """The events that count, in their order."""
    made = []
    for fact in facts["events"]:
        book = book_of(world, quarter_of(fact["date"]))
        rule = (book or {}).get("events", {}).get(fact["kind"])
        track = rule and _track_of_event(book, fact)
        if not rule or track is None or _bad_event(rule, fact):
            world["errors"].add(("event", fact["id"]))
            continue
        world["quarters"].add(quarter_of(fact["date"]))
        made.append(dict(fact, rule=rule, track=track, quarter=quarter_of(fact["date"])))
    return sorted(made, key=lambda one: (one["date"], id_key(one["id"])))


def _track_of_event(book, fact):
    tracks = [track["code"] for track in book.get("tracks") or [{"code": ""}]]
    track = fact["track"] or tracks[0]
    return track if track in tracks else None


def _bad_event(rule, fact):
    if ("times" in rule or "void" in rule) and not fact["placement"] and not fact["piece"]:
        return True
    if "range" in rule:
        low, high = rule["range"]
        return fact["amount"] is None or not number(low) <= fact["amount"] <= number(high)
    return False


# A unit and a quarter


def _accounts(world):
    """{(track, unit, person or None, quarter): lines}; person None is the unit's own account."""
    world["accounts"], world["after_caps"], world["tasks"] = {}, {}, {}
    for quarter in _quarters(world):
        book = book_of(world, quarter)
        for track in _tracks(book):
            for unit in world["units"]:
                _account(world, book, (track, unit, None, quarter))
            if "persons" in book:
                for unit, person in _persons(world, track, quarter):
                    _account(world, book, (track, unit, person, quarter))
    return world["accounts"]


def _quarters(world):
    """From the first to the last with a fact, and on to the one of `through`."""
    if not world["quarters"]:
        return []
    quarter, last = min(world["quarters"]), max(world["quarters"])
    if world["through"] is not None:
        last = max(last, quarter_of(world["through"]))
    quarters = []
    while quarter <= last:
        quarters.append(quarter)
        quarter = (quarter[0] + 1, 1) if quarter[1] == 4 else (quarter[0], quarter[1] + 1)
    return quarters


def _tracks(book):
    return [track["code"] for track in book.get("tracks") or [{"code": ""}]]


def _persons(world, track, quarter):
    rows = world["lines"] + world["submissions"] + world["events"]
    return sorted(
        {
            (row["unit"], row["person"])
            for row in rows
            if row["person"] and row["track"] == track and row["quarter"] == quarter
        }
    )


def _account(world, book, key):
    lines = _placement_and_submission_lines(world, book, key)
    world["accounts"][key] = lines
    person = key[2]
    steps = {
        "bonus": _bonus_of_person if person else _bonus,
        "caps": _caps,
        "tasks": _tasks,
        "floor": _floor,
    }
    for step in _ordered(book, UNIT_STEPS):
        if not person or step in ("bonus", "caps"):
            steps[step](world, book, key, lines)
        if step == "caps":
            world["after_caps"][key] = [dict(line) for line in lines]


def _belongs(row, key):
    track, unit, person, quarter = key
    mine = row["track"] == track and row["unit"] == unit and row["quarter"] == quarter
    return mine and (person is None or row["person"] == person)


def _placement_and_submission_lines(world, book, key):
    lines = [dict(line, worth=line["points"]) for line in world["lines"] if _belongs(line, key)]
    points = book.get("submissions", {}).get("points")
    for one in world["submissions"]:
        if points is not None and _belongs(one, key) and not one["adopted"]:
            lines.append(_line(book, "submission", one["date"], one["id"], number(points)))
    return lines


def _line(book, kind, day, given_id, points, **more):
    points = rounded(points, book)
    line = {"kind": kind, "day": day, "id": given_id, "nth": 0, "points": points, "worth": points}
    return line | more


def _bonus(world, book, key, lines):
    lines += _late_lines(world, book, key)
    events = [one for one in world["events"] if _belongs(one, key)]
    for event in events:
        lines += _lines_of_event(book, event, lines)
    for event in events:
        if "wipe" in event["rule"]:
            _wipe(book, event, lines)
    for event in events:
        if "percent" in event["rule"]:
            total = sum(line["points"] for line in lines)
            if total > 0:
                points = total * number(event["rule"]["percent"]) / 100
                lines.append(_event_line(book, event, "percent", points))


def _late_lines(world, book, key):
    if "points" not in book.get("late", {}):
        return []
    points = number(book["late"]["points"])
    return [
        _line(book, "late", one["counts_on"], one["id"], points)
        for one in world["placements"]
        if one["track"] == key[0]
        and one["quarter"] == key[3]
        and any(credit["unit"] == key[1] for credit in one["credits"])
        and _is_late(book, one)
    ]


def _event_line(book, event, doing, points):
    negative = doing in ("points", "range") and points < 0
    line = _line(book, "event", event["date"], event["id"], points, doing=doing, negative=negative)
    if doing in ("wipe", "void"):
        line["worth"] = ZERO
    return line


def _lines_of_event(book, event, lines):
    """Of points, range, times, void: new lines. A void makes its lines worth nothing."""
    rule, made = event["rule"], _plain_lines(book, event)
    meant = _meant(event, lines)
    if "times" in rule:
        made += _lines_for(book, event, "times", meant, number(rule["times"]) - 1)
    if rule.get("void"):
        made += _lines_for(book, event, "void", meant, -1)
        _make_worthless(meant)
        for line in meant:
            line["void"] = True
    return made


def _plain_lines(book, event):
    rule, made = event["rule"], []
    if "points" in rule:
        points = number(rule["points"]) * event["count"]
        made.append(_event_line(book, event, "points", points))
    if "range" in rule:
        made.append(_event_line(book, event, "range", event["amount"]))
    return made


def _lines_for(book, event, doing, meant, factor):
    made = []
    for line in meant:
        points = rounded(factor * line["worth"], book)
        if points:
            extra = _event_line(book, event, doing, points)
            made.append(extra | {"person": line["person"], "placement": line["placement"]})
    return made


def _meant(event, lines):
    """The placement lines of the placement that an event names, else of its piece."""

    def is_meant(placement):
        if event["placement"]:
            return placement["id"] == event["placement"]
        return event["piece"] and placement["piece"] == event["piece"]

    return [line for line in lines if line["kind"] == "placement" and is_meant(line["placement"])]


def _make_worthless(lines):
    for line in lines:
        line["worth"] = ZERO


def _wipe(book, event, lines):
    period = event["rule"]["wipe"]
    wiped = [
        line
        for line in lines
        if period_key(line["day"], period) == period_key(event["date"], period)
        and (
            line["kind"] in ("placement", "submission")
            or (line["kind"] == "event" and not line["negative"])
        )
    ]
    worth = sum(line["worth"] for line in wiped)
    if worth > 0:
        _make_worthless(wiped)
        lines.append(_event_line(book, event, "wipe", -worth))


def _bonus_of_person(world, book, key, lines):
    """The person's own events, and what `times` and `void` made of this person's lines in the unit."""
    for event in world["events"]:
        if _belongs(event, key):
            lines += _plain_lines(book, event)
    track, unit, person, quarter = key
    for line in world["accounts"][track, unit, None, quarter]:
        if line.get("doing") in ("times", "void") and line["person"] == person:
            worth = line["points"] if line["doing"] == "times" else ZERO
            lines.append(dict(line, worth=worth))
        if line.get("void"):
            _make_worthless(
                own
                for own in lines
                if own["kind"] == "placement"
                and (own["id"], own["nth"]) == (line["id"], line["nth"])
            )


def _caps(world, book, key, lines):
    for cap in book.get("caps", []):
        per = cap.get("per", "unit")
        if per == "placement" or (per == "person") != (key[2] is not None):
            continue
        within = [line for line in lines if _capped(cap, line)]
        if cap["period"] == "year":
            within += [line for line in _earlier(world, key) if _capped(cap, line)]
        groups = {}
        for line in within:
            outlet = line["placement"]["outlet"] if per == "outlet" else None
            groups.setdefault((outlet, period_key(line["day"], cap["period"])), []).append(line)
        for group in groups.values():
            _cap(book, cap, group, lines, key[3])


def _capped(cap, line):
    of = cap.get("of", "placements")
    if of == "placements":
        return line["kind"] == "placement" and fits(cap, line["placement"])
    return line["kind"] != "cap" if of == "all" else line["kind"] + "s" == of


def _earlier(world, key):
    """The account's lines of the year's earlier quarters, as their own caps left them."""
    track, unit, person, quarter = key
    return [
        line
        for before in range(1, quarter[1])
        for line in world["after_caps"].get((track, unit, person, (quarter[0], before)), [])
    ]


def _cap(book, cap, group, lines, quarter):
    over = rounded(sum(line["worth"] for line in group) - number(cap["points"]), book)
    own = [line for line in group if line["worth"] > 0 and quarter_of(line["day"]) == quarter]
    over = min(over, sum(line["worth"] for line in own))
    if over <= 0:
        return
    lines.append(_line(book, "cap", own[-1]["day"], "", -over))
    for line in _latest_first(own):
        taken = min(over, line["worth"])
        line["worth"] -= taken
        over -= taken


def _latest_first(lines):
    lines = sorted(lines, key=lambda line: (id_key(line["id"]), line["nth"]), reverse=True)
    lines = sorted(lines, key=lambda line: TAKEN_FIRST.index(line["kind"]))
    return sorted(lines, key=lambda line: line["day"], reverse=True)


def _tasks(world, book, key, lines):
    for task in book.get("tasks", []):
        for end in _period_ends(world, task["period"], key[3]):
            points = _task_points(world, book, key, task, end)
            if points:
                lines.append(_line(book, "task", end, "", points))
    rule = book.get("adoption")
    for end in _period_ends(world, rule["period"], key[3]) if rule else []:
        sent = _submissions_in(world, key, rule["period"], end)
        adopted = sum(one["adopted"] for one in sent)
        if sent and Decimal(adopted) / len(sent) < number(rule["below"]):
            lines.append(_line(book, "adoption", end, "", number(rule["points"])))


def _period_ends(world, period, quarter):
    """The last days of the periods that end in a quarter and are over."""
    year, nth = quarter
    months = {"month": (nth * 3 - 2, nth * 3 - 1, nth * 3), "quarter": (nth * 3,)}
    months["year"] = (12,) if nth == 4 else ()
    ends = [month_end(year, month) for month in months[period]]
    return [end for end in ends if world["through"] is None or end <= world["through"]]


def _task_points(world, book, key, task, end):
    missing = _missing(world, key, task, end)
    if missing is None:
        return ZERO
    track, unit, _, quarter = key
    same = (track, unit, quarter[0], task["clause"], task["period"], task["what"])
    before = world["tasks"].setdefault(same, [])
    nth_missed = sum(one["missed"] for one in before)
    had = sum(one["had"] for one in before)
    if missing > 0:
        before.append({"missed": True, "had": ZERO})
        return _shortfall(task.get("shortfall", {}), missing, nth_missed)
    had_now = rounded(_met(task.get("met"), had), book)
    before.append({"missed": False, "had": had_now})
    return had_now


def _shortfall(shortfall, missing, nth):
    if "each" in shortfall:
        return number(shortfall["each"]) * missing
    if "times" in shortfall:
        return -number(shortfall["times"]) * missing
    growing = shortfall.get("growing", [0])
    return number(growing[min(nth, len(growing) - 1)])


def _met(met, had):
    if met is None:
        return ZERO
    points = number(met["points"])
    if "year_cap" not in met:
        return points
    return max(ZERO, min(points, number(met["year_cap"]) - had))


def _missing(world, key, task, end):
    target = _target(world, key[1], task)
    if target is None:
        return None
    period = task["period"]
    if task["what"] == "points":
        done = _task_worth(world, key, task, end)
    else:
        items = [
            number(event["rule"].get("items", 0)) * event["count"]
            for event in world["events"]
            if _in_period(event, key, period, event["date"], end)
        ]
        if task["what"] == "submissions":
            done = sum(items) + len(_submissions_in(world, key, period, end))
        else:
            done = sum(items) + len(_placements_in(world, key, task, end))
    return target - done


def _target(world, unit, task):
    if unit in task.get("units", {}):
        return number(task["units"][unit])
    target = task.get("classes", {}).get(world["classes"].get(unit))
    return None if target is None else number(target)


def _in_period(row, key, period, day, end):
    mine = row["track"] == key[0] and row.get("unit", key[1]) == key[1]
    return mine and period_key(day, period) == period_key(end, period)


def _submissions_in(world, key, period, end):
    return [one for one in world["submissions"] if _in_period(one, key, period, one["date"], end)]


def _placements_in(world, key, task, end):
    return [
        one
        for one in world["placements"]
        if _in_period(one, key, task["period"], one["counts_on"], end)
        and any(credit["unit"] == key[1] for credit in one["credits"])
        and one["value"] > 0
        and fits(task, one)
    ]


def _task_worth(world, key, task, end):
    track, unit, _, quarter = key
    return sum(
        line["worth"]
        for nth in range(1, quarter[1] + 1)
        for line in world["accounts"].get((track, unit, None, (quarter[0], nth)), [])
        if line["kind"] == "placement"
        and fits(task, line["placement"])
        and period_key(line["day"], task["period"]) == period_key(end, task["period"])
    )


def _floor(world, book, key, lines):
    total = sum(line["points"] for line in lines)
    if "floor" in book and total < number(book["floor"]["points"]):
        end = month_end(key[3][0], key[3][1] * 3)
        lines.append(_line(book, "floor", end, "", number(book["floor"]["points"]) - total))


# Standings


def _totals(accounts, person):
    totals = {}
    for (track, unit, name, quarter), lines in accounts.items():
        if (name is not None) == person:
            who = (unit, name) if person else (unit,)
            totals[(track, *who, quarter_name(quarter))] = sum(
                (line["points"] for line in lines), ZERO
            )
    return totals


def _named_units(facts):
    named = [unit["name"] for unit in facts["units"]]
    for placement in facts["placements"]:
        named += [credit["unit"] for credit in placement["credits"]]
    named += [row["unit"] for row in facts["submissions"] + facts["events"]]
    return list(dict.fromkeys(named))


def _ranks(world, accounts):
    ranks = {}
    quarters = _quarters(world)
    for year in sorted({quarter[0] for quarter in quarters}):
        own = [quarter for quarter in quarters if quarter[0] == year]
        for quarter in own:
            ranks |= _ranks_of(world, accounts, quarter_name(quarter), [quarter])
        ranks |= _ranks_of(world, accounts, str(year), own)
    return ranks


def _ranks_of(world, accounts, period, quarters):
    rule = book_of(world, quarters[-1]).get("ranking", {"by": "all"})
    tracks = {track for quarter in quarters for track in _tracks(book_of(world, quarter))}
    ranks = {}
    for track in tracks:
        keys, labels = {}, {}
        for unit in world["units"]:
            keys[unit] = _standing(world, accounts, track, unit, quarters, rule)
            labels[unit] = _label(rule, world["groups"].get(unit, ""))
        for unit in world["units"]:
            rivals = [other for other in world["units"] if labels[other] == labels[unit]]
            rank = 1 + sum(keys[other] > keys[unit] for other in rivals)
            ranks[(period, track, labels[unit], unit)] = rank
    return ranks


def _label(rule, group):
    return group if rule["by"] == "group" or group in rule.get("apart", []) else ALL


def _standing(world, accounts, track, unit, quarters, rule):
    """What a unit is compared by, the greater the better."""
    lines = [
        line for quarter in quarters for line in accounts.get((track, unit, None, quarter), [])
    ]
    standing = [sum((line["points"] for line in lines), ZERO)]
    for level in rule.get("ties", HEIGHT[:3]):
        placements = {
            line["id"]
            for line in lines
            if line["kind"] == "placement" and line["placement"]["level"] == level
        }
        standing.append(len(placements))
    return standing
