"""Reading a rule book that stands as a row: its faults, its form, and what keeps it from being changed."""

from editorial.outlets.models import Outlet
from editorial.refused import Refused
from scoring.book import RuleBookFaulty, Vocabulary, parse
from scoring.models import RuleBook
from scoring.models.rulebooks import RuleBookState

NAME_LENGTH = RuleBook._meta.get_field("name").max_length


def read_form(data):
    """(rules, name, first day) of the JSON form; the latter two are columns of the row."""
    try:
        parsed = parse(data)
    except RuleBookFaulty as faulty:
        raise Refused("；".join(faulty.faults)) from faulty
    rules = {key: value for key, value in data.items() if key not in ("name", "valid_from")}
    return rules, parsed.name[:NAME_LENGTH], parsed.valid_from


def form_of(book):
    """The book as one JSON form, with its name and its first day."""
    return {"name": book.name, "valid_from": book.valid_from.isoformat(), **book.rules}


def why_barred(reached):
    """Why a book can't reach these quarters, in Chinese, or None."""
    if closed := [q for q in reached if q.is_closed]:
        return f"{closed[0].label}已定稿，计分办法只能从以后的季度起施行。请改施行日期。"
    if public := [q for q in reached if q.is_public]:
        return (
            f"{public[0].label}正在公示，各单位正在核对，公示期间不能改计分办法。"
            "请先撤回公示，或改从以后的季度起施行。"
        )
    return None


def faults_of(book):
    """What the rules have wrong today, in Chinese."""
    try:
        parse(book.rules, vocabulary())
    except RuleBookFaulty as faulty:
        return [_by_name(fault, book.rules) for fault in faulty.faults]
    return []


def _by_name(fault, rules):
    """An adjustment by its name where people know no codes."""
    for code, row in (rules.get("events") or {}).items():
        fault = fault.replace(f"加减分“{code}”", f"加减分“{row.get('name') or code}”")
    return fault


def is_in_force(day, book):
    """Whether `book` counts on a day: from its first day until the next adopted book's."""
    later = RuleBook.objects.filter(
        state=RuleBookState.ADOPTED, valid_from__gt=book.valid_from, valid_from__lte=day
    )
    return book.valid_from <= day and not later.exists()


def vocabulary():
    """The codes that a rule may name today: the outlets are the bureau's."""
    return Vocabulary(outlet=frozenset(Outlet.objects.values_list("code", flat=True)))
