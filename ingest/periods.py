"""Stretches of the calendar, each with its first and last day and its TimeML value (TIMEX3, ISO-TimeML 2009).

    day 2019-05-03   week 2019-W18   weekend 2019-W18-WE   month 2019-05   quarter 2019-Q2   half 2019-H1
    season 2019-SP   year 2019       decade 201            century 20 (21st)   duration P3M  reference PAST_REF

A period without days is one that no calendar can tell ("recently", "for three years", "fiscal 2019"). Weeks begin on
Monday (ISO 8601), seasons are those of the northern hemisphere. What lies outside the years 1 to 9999 is a ValueError.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PRECISIONS = {
    "D": "day", "W": "week", "WE": "day", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, ends included; `first` and `last` are None where it has none or is open."""

    value: str
    precision: str
    first: date | None = None
    last: date | None = None

    def guessed(self) -> "Period":
        """The same value without days: what is likeliest meant, but not said."""
        return Period(self.value, "unresolved")

    def to(self, last: date) -> "Period":
        """The part up to a day."""
        cut = self.last is not None and last < self.last and (self.first is None or self.first <= last)
        return replace(self, last=last) if cut else self

    def since(self, first: date) -> "Period":
        """The part from a day on."""
        cut = self.first is not None and first > self.first and (self.last is None or first <= self.last)
        return replace(self, first=first) if cut else self


def day(at: date, part: str = "") -> Period:
    """A day, or a part of it ("TMO", "T10:35")."""
    return Period(at.isoformat() + part, "day", at, at)


def week(at: date) -> Period:
    """The week, Monday to Sunday, that a day lies in."""
    monday = at - timedelta(at.weekday())
    iso = at.isocalendar()
    return Period(f"{iso.year:04}-W{iso.week:02}", "week", monday, monday + timedelta(6))


def weekend(at: date) -> Period:
    """Saturday and Sunday of the week that a day lies in."""
    whole = week(at)
    assert whole.first is not None
    return Period(f"{whole.value}-WE", "day", whole.first + timedelta(5), whole.last)


def month(year_: int, number: int) -> Period:
    """A month; `number` may run over the year's end."""
    return _months(year_, number, 1, "month", "{:04}-{:02}")


def quarter(year_: int, number: int) -> Period:
    """A quarter, from 1; `number` may run over the year's end."""
    year_, index = year_ + (number - 1) // 4, (number - 1) % 4
    return replace(_months(year_, index * 3 + 1, 3, "quarter", ""), value=f"{year_:04}-Q{index + 1}")


def half(year_: int, number: int) -> Period:
    """The first or second half of a year."""
    return replace(_months(year_, number * 6 - 5, 6, "half", ""), value=f"{year_:04}-H{number}")


def season(year_: int, code: str) -> Period:
    """A season by the year that it begins in."""
    return replace(_months(year_, SEASON_STARTS[code], 3, "season", ""), value=f"{year_:04}-{code}")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(f"{number:04}", "year", date(number, 1, 1), date(number, 12, 31))


def decade(start: int) -> Period:
    """Ten years from one that ends in 0."""
    return Period(f"{start // 10:03}", "decade", date(max(start, 1), 1, 1), date(start + 9, 12, 31))


def century(number: int) -> Period:
    """The first is the years 1 to 100."""
    return Period(f"{number - 1:02}", "century", date(number * 100 - 99, 1, 1), date(number * 100, 12, 31))


def _months(year_: int, first: int, count: int, precision: str, form: str) -> Period:
    begin = shifted(date(year_, 1, 1), "M", first - 1)
    last = shifted(begin, "M", count) - timedelta(1)
    return Period(form.format(begin.year, begin.month), precision, begin, last)


def unit_at(unit: str, at: date, count: int = 0) -> Period:
    """The day, week, month ... that lies `count` of its kind from the one that a day lies in."""
    there = shifted(at, unit, count)
    if unit == "D":
        return day(there)
    if unit == "W":
        return week(there)
    if unit == "WE":
        return weekend(there)
    if unit == "M":
        return month(there.year, there.month)
    if unit == "Q":
        return quarter(there.year, (there.month + 2) // 3)
    if unit == "DE":
        return decade(there.year // 10 * 10)
    if unit == "CE":
        return century((there.year - 1) // 100 + 1)
    return year(there.year)


MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "W": 7, "WE": 7}


def shifted(at: date, unit: str, count: int) -> date:
    """The day that lies so many units later; the last of a shorter month. Errors: ValueError off the calendar."""
    if abs(count) > 20_000:
        raise ValueError(count)
    if unit in DAYS:
        return date.fromordinal(at.toordinal() + DAYS[unit] * count)
    number = at.year * 12 + at.month - 1 + MONTHS[unit] * count
    year_, month_ = divmod(number, 12)
    date(year_, 1, 1)
    return date(year_, month_ + 1, min(at.day, monthrange(year_, month_ + 1)[1]))


def duration(count: str, unit: str) -> Period:
    """A length of time: `count` is a number or "X", `unit` that of a duration ("Y", "TH" for hours)."""
    value = f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"
    return Period(value, "duration")


def reference(value: str) -> Period:
    """A vague time: PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Period(value, "vague")
