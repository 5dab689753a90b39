"""PURE: a quarter of the calendar. Whether one is open or closed is scoring.models.Quarter's."""

import calendar
import re
from datetime import date
from typing import NamedTuple

CODE = re.compile(r"([0-9]{4})Q([1-4])")
ORDINALS = {1: "第一", 2: "第二", 3: "第三", 4: "第四"}


class _YearAndNumber(NamedTuple):
    year: int
    number: int


class QuarterSpan(_YearAndNumber):
    """Comparable by time. `number` is 1 to 4."""

    __slots__ = ()

    def __new__(cls, year, number):
        if number not in ORDINALS or not 1 <= year <= 9999:
            raise ValueError(f"no such quarter: {year} {number}")
        return super().__new__(cls, year, number)

    @classmethod
    def of(cls, day):
        """The quarter of a date. A datetime must be made local first: the edge is local midnight."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, code):
        """From '2026Q3'; ValueError for anything else."""
        match = CODE.fullmatch(code)
        if not match:
            raise ValueError(f"not a quarter: {code!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def code(self):
        return f"{self.year:04}Q{self.number}"

    @property
    def label(self):
        return f"{self.year}年{ORDINALS[self.number]}季度"

    @property
    def first_day(self):
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self):
        month = self.number * 3
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def previous(self):
        return (
            QuarterSpan(self.year, self.number - 1)
            if self.number > 1
            else QuarterSpan(self.year - 1, 4)
        )

    @property
    def next(self):
        return (
            QuarterSpan(self.year, self.number + 1)
            if self.number < 4
            else QuarterSpan(self.year + 1, 1)
        )

    def contains(self, day):
        return self.first_day <= day <= self.last_day

    def __str__(self):
        return self.label
