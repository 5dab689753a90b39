"""PURE: when it happened: 近日 without a date, news that has grown old, a date whose year is unclear."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from editorial.checks.article import NOTE, Article, Finding, Kind, Outlet, fold, paragraphs
from editorial.checks.lists import Lists

VAGUE = Kind("vague_date", "时间不明", "timeliness")
STALE = Kind("stale", "时效已过", "timeliness")
NO_YEAR = Kind("no_year", "缺年份", "timeliness", NOTE)
KINDS = (VAGUE, STALE, NO_YEAR)

FRESH_DAYS = 2
VAGUE_WORDS = re.compile(
    r"(?<![最附邻靠亲临接])(?:近日(?!内)|日前(?![的，,]?安排)|近期(?![目规工任计的内重])|前不久|不久前|前几天|前些天|前些日子|连日来)"
)
DAY = re.compile(
    r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日|(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
)
YEAR_WORDS = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?=年|-)|[一二][〇○零九一二三四五六七八]{3}年|今年|去年|前年|明年|本年|当年|次年|今天|昨天|昨日|今日"
)
# 自9月1日起, 每年5月5日: a span or a custom, not the day of the report.
NOT_THE_DAY = re.compile(r"(?:自|从|截至|每年|截止|至|到|前|凡|于?\d+年前的)$")
CUSTOM = re.compile(r"^[）)]?(?:前|起|以来|之前|截止|为|是)")


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    folded = fold(article.body)
    days = list(DAY.finditer(folded))
    if not days and not article.event_date:
        yield from _vague(article, folded)
    yield from _stale(article, folded)
    if not article.event_date and not article.today and not YEAR_WORDS.search(folded):
        for match in days[:1]:
            message = "日期没有年份，过后读者不知是哪一年。"
            yield NO_YEAR.at("body", article.body, *match.span(), message, "首次出现时写明年份。")
    elif article.today and not article.event_date:
        yield from _unclear_year(article, folded, days)


def _vague(article: Article, folded: str) -> Iterator[Finding]:
    if match := VAGUE_WORDS.search(folded):
        message = f"“{match[0]}”没有交代具体日期。"
        yield VAGUE.at("body", article.body, *match.span(), message, "写明几月几日。")


def _stale(article: Article, folded: str) -> Iterator[Finding]:
    if not article.today or not article.is_news:
        return
    if article.event_date:
        age = article.today - article.event_date
        if age.days > FRESH_DAYS:
            yield STALE.whole("body", _age(age), "请尽快报送。")
        return
    match = _lead_day(folded)
    day = _day(match, article.today) if match else None
    if match and day and (article.today - day).days > FRESH_DAYS:
        message = _age(article.today - day)
        yield STALE.at("body", article.body, *match.span(), message, "请尽快报送。")


def _age(old: timedelta) -> str:
    return f"事情已过去{old.days}天，新闻一般不超过{FRESH_DAYS}天。"


def _lead_day(folded: str) -> re.Match | None:
    """The first day that the first paragraph tells as the day of the event."""
    for start, lead in paragraphs(folded):
        if not lead.strip():
            continue
        for match in DAY.finditer(folded, start, start + len(lead)):
            before, after = folded[start : match.start()], folded[match.end() : start + len(lead)]
            if not NOT_THE_DAY.search(before) and not CUSTOM.search(after):
                return match
        return None
    return None


def _day(match: re.Match, today: date) -> date | None:
    """Its date; without a year the last such day before today."""
    year, month, day = (
        (match[1], match[2], match[3]) if match[2] else (match[4], match[5], match[6])
    )
    try:
        if year:
            return date(int(year), int(month), int(day))
        this = date(today.year, int(month), int(day))
        return this if this <= today else date(today.year - 1, int(month), int(day))
    except ValueError:
        return None


def _unclear_year(article: Article, folded: str, days: list[re.Match]) -> Iterator[Finding]:
    """A day later in the year than today may be of last year or of this."""
    if YEAR_WORDS.search(folded) or not article.today:
        return
    for match in days:
        if not match[1] and match[2] and 1 <= int(match[2]) <= 12:
            months = int(match[2]) - article.today.month
            if months >= 2:
                message = f"{match[0]}没有年份，看不出是今年还是去年。"
                yield NO_YEAR.at("body", article.body, *match.span(), message, "写明年份。")
                return
