"""PURE: titles and the order of names by the bureau's list of people; wrong titles in its list are found
by `words`."""

import re
from collections.abc import Iterator

from editorial.checks import offices
from editorial.checks.article import Article, Finding, Kind, Outlet
from editorial.checks.lists import Lists, Person

TITLE = Kind("title_word", "职务称谓", "titles")
PERSON_TITLE = Kind("person_title", "姓名与职务不符", "titles")
ORDER = Kind("person_order", "人员排序", "titles")
KINDS = (TITLE, PERSON_TITLE, ORDER, offices.OFFICE_ORDER)

ROLE = (
    r"(?:第一|常务副|执行副|名誉|副|代理?)?"
    r"(?:秘书长|书记|局长|部长|主任|处长|科长|主席|县长|市长|区长|镇长|乡长|厅长|组长|校长|会长|院长|站长|所长|行长|调研员|巡视员|理事长|经理|董事长|委员)"
)
ROLE_BEFORE = re.compile(rf"({ROLE})$")
ROLE_IN = re.compile(ROLE)
# Of former times, or in a row of titles of several people.
FORMER = re.compile(rf"(?:(?:原|前|时任|曾任|历任)[^，。；、]{{0,12}}|老){ROLE}$")
JOINED = re.compile(
    rf"(?:同志)?(?:(?:[、和及与]|以及)[^，,。；：\n]{{0,16}}?|[，,][^，,。；：、\n]{{0,14}}?{ROLE})"
)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    for where, text in article.texts():
        yield from offices.find(where, text)
        if not lists.people:
            continue
        people = lists.people_in(text)
        for person, start, _end in people:
            yield from _person_title(where, text, person, start)
        for (one, start, left), (other, right, end) in zip(people, people[1:], strict=False):
            if one.rank > other.rank > 0 and JOINED.fullmatch(text, left, right):
                message = f"{other.name}的排序在{one.name}之前。"
                yield ORDER.at(where, text, start, end, message, f"先写{other.name}。")


def _person_title(where: str, text: str, person: Person, start: int) -> Iterator[Finding]:
    before = text[max(0, start - 24) : start]
    role = ROLE_BEFORE.search(before)
    expected = set(ROLE_IN.findall(person.title))
    if not role or not expected or role[1] in expected or FORMER.search(before):
        return
    place = start - len(role[1])
    message = f"词库里{person.name}的职务是“{person.title}”。"
    yield PERSON_TITLE.at(where, text, place, start + len(person.name), message, "请核对职务。")
