"""The rules of the form by name, each with what a book is without it: to count how often each one changed
a result, and to make a book smaller."""

import copy

STEP_KEYS = ("genre", "kind", "position", "use")


def lesser_books(book):
    """The book without one of its keys, or of the entries of a list or a table in it."""
    for key, rule in book.items():
        if key in ("name", "valid_from"):
            continue
        if key not in ("rates", "same_piece"):
            yield _without(book, key)
        if isinstance(rule, list) and len(rule) > 1 and key != "order":
            for nth in range(len(rule)):
                yield book | {key: rule[:nth] + rule[nth + 1 :]}
        if key == "events" and len(rule) > 1:
            for code in rule:
                yield book | {key: _without(rule, code)}
    optional = {
        "split": ("units", "each_in", "journalists", "remainder"),
        "length": ("as_genre", "growth"),
        "requires": ("bureau", "evidence"),
        "submissions": ("points", "limit"),
        "same_piece": ("window",),
        "ranking": ("apart", "ties"),
    }
    for key, inner in optional.items():
        for name in inner:
            if name in book.get(key, {}):
                yield book | {key: _without(book[key], name)}
    for code, event in book.get("events", {}).items():
        for name in event:
            if name not in ("clause", "text", "name"):
                yield book | {"events": book["events"] | {code: _without(event, name)}}


def _without(rule, key):
    return {name: value for name, value in rule.items() if name != key}


def without(name, case):
    """The case without the named rule, None if it has none such."""
    facts, books, through, instructions = case
    if name == "valid_from":
        if len(books) < 2:
            return None
        return facts, [min(books, key=lambda book: book["valid_from"])], through, instructions
    if name == "through":
        return None if through is None else (facts, books, None, instructions)
    if name == "instructions off":
        return None if instructions else (facts, books, through, True)
    changed = [_remove(name, copy.deepcopy(book)) for book in books]
    return None if changed == books else (facts, changed, through, instructions)


def _remove(name, book):
    REMOVALS[name](book)
    return book


def _key(*path):
    """Takes away one key, however deep."""

    def remove(book):
        inside = book
        for key in path[:-1]:
            inside = inside.get(key, {})
        inside.pop(path[-1], None)

    return remove


def _entries(key, chosen):
    """Takes the chosen entries out of a list."""

    def remove(book):
        if key in book:
            book[key] = [entry for entry in book[key] if not chosen(entry)]

    return remove


def _in_events(key):
    def remove(book):
        for event in book.get("events", {}).values():
            event.pop(key, None)

    return remove


def _in_tasks(*path):
    def remove(book):
        for task in book.get("tasks", []):
            _key(*path)(task)

    return remove


def _if(key, wanted, then):
    """Takes away a rule, if it is of the wanted kind."""

    def remove(book):
        if wanted(book.get(key, {})):
            then(book)

    return remove


def _same_piece(mode):
    def remove(book):
        if book["same_piece"]["mode"] == mode:
            book["same_piece"] = {"mode": "highest" if mode == "cumulative" else "cumulative"}

    return remove


def _window(window):
    return _if(
        "same_piece", lambda rule: rule.get("window") == window, _key("same_piece", "window")
    )


def _split(mode):
    return _if("split", lambda rule: rule.get("mode") == mode, _key("split", "mode"))


def _step(rule):
    return max(("base", *(key for key in STEP_KEYS if key in rule)), key=_STEP_ORDER.index)


_STEP_ORDER = ("base", "genre", "kind", "position", "use")

REMOVALS = {
    **{
        f"rates with {key}": _entries("rates", lambda rate, key=key: key in rate)
        for key in ("outlet", "level", "genre", "use", "position", "kind")
    },
    **{
        f"multipliers {step} {effect}": _entries(
            "multipliers",
            lambda rule, step=step, effect=effect: _step(rule) == step and effect in rule,
        )
        for step in _STEP_ORDER
        for effect in ("factor", "add")
    },
    "listed": _key("listed"),
    "listed.unlisted": _key("listed", "unlisted"),
    "uses": _key("uses"),
    "length.as_genre": _key("length", "as_genre"),
    "length.growth": _key("length", "growth"),
    "requires.bureau": _key("requires", "bureau"),
    "requires.evidence": _key("requires", "evidence"),
    "deadline zero": _if("deadline", lambda rule: rule.get("then") == "zero", _key("deadline")),
    "deadline move": _if("deadline", lambda rule: rule.get("then") == "move", _key("deadline")),
    "late zero": _if("late", lambda rule: "zero" in rule, _key("late")),
    "late points": _if("late", lambda rule: "points" in rule, _key("late")),
    "own_carriers": _key("own_carriers"),
    **{
        f"same_piece {mode}": _same_piece(mode)
        for mode in ("highest", "cumulative", "highest_plus", "top_levels")
    },
    "same_piece.levels": _key("same_piece", "levels"),
    "same_piece.window year": _window("year"),
    "same_piece.window always": _window("always"),
    **{f"split {mode}": _split(mode) for mode in ("equal", "ratio", "each")},
    "split.remainder": _key("split", "remainder"),
    "split.units each": _if(
        "split", lambda rule: rule.get("units", {}).get("mode") == "each", _key("split", "units")
    ),
    "split.units half": _if(
        "split", lambda rule: rule.get("units", {}).get("mode") == "half", _key("split", "units")
    ),
    "split.each_in": _key("split", "each_in"),
    "split.journalists": _key("split", "journalists"),
    "persons": _key("persons"),
    "submissions.points": _key("submissions", "points"),
    **{
        f"submissions.limit {per}": _if(
            "submissions",
            lambda rule, per=per: rule.get("limit", {}).get("per") == per,
            _key("submissions", "limit"),
        )
        for per in ("week", "month", "quarter")
    },
    **{
        f"events.{key}": _in_events(key)
        for key in ("points", "range", "times", "void", "wipe", "percent", "items", "instruction")
    },
    **{
        f"caps of {of}": _entries("caps", lambda cap, of=of: cap.get("of", "placements") == of)
        for of in ("placements", "submissions", "events", "all")
    },
    **{
        f"caps per {per}": _entries("caps", lambda cap, per=per: cap.get("per", "unit") == per)
        for per in ("placement", "outlet", "unit", "person")
    },
    **{
        f"caps {period}": _entries("caps", lambda cap, period=period: cap.get("period") == period)
        for period in ("month", "quarter", "year")
    },
    **{
        f"tasks {period}": _entries("tasks", lambda task, period=period: task["period"] == period)
        for period in ("month", "quarter", "year")
    },
    **{
        f"tasks {what}": _entries("tasks", lambda task, what=what: task["what"] == what)
        for what in ("submissions", "placements", "points")
    },
    "tasks.classes": _in_tasks("classes"),
    "tasks.units": _in_tasks("units"),
    "tasks.met": _in_tasks("met"),
    "tasks.met.year_cap": _in_tasks("met", "year_cap"),
    **{
        f"tasks.shortfall.{how}": _in_tasks("shortfall", how)
        for how in ("each", "times", "growing")
    },
    "adoption": _key("adoption"),
    "floor": _key("floor"),
    "tracks": _key("tracks"),
    "ranking": _key("ranking"),
    "ranking.apart": _key("ranking", "apart"),
    "ranking.ties": _key("ranking", "ties"),
    "rounding": _key("rounding"),
    "rounding.step": _key("rounding", "step"),
    "rounding.mode": _key("rounding", "mode"),
    "order": _key("order"),
}
NAMES = (*REMOVALS, "valid_from", "through", "instructions off")
