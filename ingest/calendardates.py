"""Readers of calendar names: days, months, seasons, quarters, years, decades, centuries, holidays.

A reader turns what a line of the grammar found into a `Period`. It raises ValueError for what is no date ("February
30") and for what cannot be told without the article's date.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from ingest.periods import (
    SEASON_STARTS,
    Period,
    century,
    day,
    decade,
    half,
    month,
    quarter,
    season,
    unit_at,
    year,
)
from ingest.timewords import DECADES, DIRECTIONS, HOLIDAYS, MONTHS, ONES, PARTS, SEASONS, TENS, name, ordinal

FAR = 40  # days: a cue of tense overrides the nearest date only when that lies further on the other side
UNRESOLVED = Period("", "unresolved")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the article's date, the words that lead in, which way the clause looks.

    `way` is 1 for the future, -1 for the past, 0 where nothing tells. `quarter` is the quarter (year, number) that the
    article named last and shortly before.
    """

    base: date | None
    leads: tuple[str, ...] = ()
    way: int = 0
    quarter: tuple[int, int] | None = None

    @property
    def today(self) -> date:
        """The article's date. Errors: ValueError where it has none."""
        if self.base is None:
            raise ValueError("the article has no date")
        return self.base


Reader = Callable[[Match[str], Setting], Period]


def occurrence(setting: Setting, dated: Callable[[int], Period]) -> Period:
    """What comes every year, in the year that is meant: the nearest, or the next or last where the clause tells."""
    today = setting.today
    found = list(_possible(dated, today.year))
    ahead = [p for p in found if p.last is not None and p.last >= today]
    behind = [p for p in found if p.first is not None and p.first <= today]
    nearest = min(found, key=lambda p: _distance(p, today))
    if _distance(nearest, today) <= FAR:
        return nearest
    if setting.way > 0 and ahead:
        return ahead[0]
    return behind[-1] if setting.way < 0 and behind else nearest


def _possible(dated: Callable[[int], Period], around: int) -> Iterator[Period]:
    made = 0
    for number_ in range(around - 1, around + 2):
        try:
            yield dated(number_)
        except ValueError:  # 29 February of another year, or off the calendar
            continue
        made += 1
    if not made:
        raise ValueError("no such day")


def _distance(period: Period, today: date) -> int:
    assert period.first is not None
    assert period.last is not None
    return max((period.first - today).days, (today - period.last).days, 0)


def year_of(found: Match[str]) -> int | None:
    """The year that an expression names."""
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return _century_of(int(groups["short"]))
    return _spelled_year(found) if groups.get("tens") else None


def _century_of(short: int) -> int:
    return (1900 if short >= 40 else 2000) + short


def iso(found: Match[str], _: Setting) -> Period:
    """Reads "2019-05-03"."""
    return day(date(int(found["year"]), int(found["mm"]), int(found["dd"])))


def slashed(found: Match[str], _: Setting) -> Period:
    """Day and month in figures: only what can be read one way."""
    one, two, year_ = int(found["one"]), int(found["two"]), int(found["year"])
    if one <= 12 and two <= 12 and one != two:
        return UNRESOLVED
    return day(date(year_, two, one) if one > 12 else date(year_, one, two))


def month_day(found: Match[str], setting: Setting) -> Period:
    """Reads "May 3", "3 May 2019", "May 3-5"."""
    number_, year_ = MONTHS[name(found["month"])], year_of(found)
    at = ordinal(found["day"])
    last = int(found["to_day"]) if found.groupdict().get("to_day") else at
    if last < at:
        raise ValueError(last)

    def dated(in_year: int) -> Period:
        period = day(date(in_year, number_, at))
        return period if last == at else Period(period.value, "day", period.first, date(in_year, number_, last))

    return dated(year_) if year_ is not None else occurrence(setting, dated)


def week_named(found: Match[str], setting: Setting) -> Period:
    """Reads "the week of May 6"."""
    at = month_day(found, setting).first
    assert at is not None
    return unit_at("W", at)


def month_alone(found: Match[str], setting: Setting) -> Period:
    """Reads "May", "May 2019"."""
    number_, year_ = MONTHS[name(found["month"])], year_of(found)
    return month(year_, number_) if year_ is not None else occurrence(setting, lambda y: month(y, number_))


def month_of_year(found: Match[str], setting: Setting) -> Period:
    """Reads "June last year"."""
    return month(setting.today.year + DIRECTIONS[name(found["direction"])], MONTHS[name(found["month"])])


def directed_month(found: Match[str], setting: Setting) -> Period:
    """The latest whole one, this year's, the next."""
    today, number_ = setting.today, MONTHS[name(found["month"])]
    way = DIRECTIONS.get(name(found["direction"]), -1)
    if way == 0:
        return month(today.year, number_)
    passed = number_ < today.month
    return month(today.year + (way if passed == (way > 0) else 0), number_)


def season_named(found: Match[str], setting: Setting) -> Period:
    """Reads "last winter", "the spring of 2014"."""
    code, year_ = SEASONS[name(found["season"])], year_of(found)
    if year_ is not None:
        made = season(year_, code)
        # "the winter of 2014" may be the one that ended in it
        return made if code != "WI" else Period(made.value, "season", season(year_ - 1, code).first, made.last)
    way = found.groupdict().get("direction")
    if way is None:
        return occurrence(setting, lambda y: season(y, code))
    today, step = setting.today, DIRECTIONS.get(name(way), -1)
    if step < 0:
        ended = [p for y in (-2, -1, 0) if (p := season(today.year + y, code)).last and p.last < today]
        return ended[-1]
    if step == 0:
        return season(today.year, code)
    return season(today.year + (SEASON_STARTS[code] <= today.month), code)


def quarter_named(found: Match[str], setting: Setting) -> Period:
    """Reads "the third quarter", "Q3 2018"; the quarters of a fiscal year are unknown."""
    groups = found.groupdict()
    index = 4 if groups.get("final") else ordinal(groups.get("nth") or groups["q"])
    if index > 4:
        raise ValueError(index)
    year_ = year_of(found)
    if year_ is None and groups.get("direction"):
        year_ = setting.today.year + DIRECTIONS[name(groups["direction"])]
    made = quarter(year_, index) if year_ is not None else latest_quarter(setting, index)
    return made.guessed() if groups.get("fiscal") else made


def latest_quarter(setting: Setting, index: int) -> Period:
    """Without a year: the latest that has begun, or is about to."""
    today = setting.today
    found = [quarter(today.year + y, index) for y in (-1, 0, 1)]
    limit = today + timedelta(92 if setting.way > 0 else 20)
    begun = [p for p in found if p.first is not None and p.first <= limit]
    return begun[-1]


def half_named(found: Match[str], setting: Setting) -> Period:
    """Reads "the first half of 2018", "H1"."""
    groups = found.groupdict()
    index = 2 if groups.get("final") else ordinal(groups.get("nth") or groups["q"])
    if index > 2:
        raise ValueError(index)
    year_ = year_of(found)
    if year_ is None and groups.get("direction"):
        year_ = setting.today.year + DIRECTIONS[name(groups["direction"])]
    return half(year_, index) if year_ is not None else occurrence(setting, lambda y: half(y, index))


def year_named(found: Match[str], _: Setting) -> Period:
    """Reads "2019"; a fiscal year may begin in any month."""
    number_ = year_of(found)
    assert number_ is not None
    made = year(number_)
    return made.guessed() if found.groupdict().get("fiscal") else made


def year_spelled(found: Match[str], _: Setting) -> Period:
    """Reads "nineteen ninety-four", "two thousand"."""
    return year(_spelled_year(found))


def _spelled_year(found: Match[str]) -> int:
    ones = ONES[name(found["ones"])] if found["ones"] else 0
    tens = found.groupdict().get("tens")
    return 1900 + TENS[name(tens)] + ones if tens else 2000 + ones


def years(found: Match[str], _: Setting) -> Period:
    """Reads "2015-2018", "2015-18"."""
    first, text = int(found["year"]), found["to"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if last <= first and len(text) == 2:
        return month(first, int(text))
    if last <= first:
        raise ValueError(last)
    return Period(f"{first:04}", "year", date(first, 1, 1), date(last, 12, 31))


def decade_named(found: Match[str], _: Setting) -> Period:
    """Reads "the 1990s", "the '90s", "the nineties"."""
    groups = found.groupdict()
    if groups.get("year"):
        return decade(int(groups["year"]))
    if groups.get("short"):
        return decade(1900 + int(groups["short"]) if int(groups["short"]) >= 30 else 2000 + int(groups["short"]))
    return decade(DECADES[name(groups["decade"])])


def century_named(found: Match[str], _: Setting) -> Period:
    """Reads "the 19th century"."""
    return century(ordinal(found["ordinal"]))


def part_of(found: Match[str]) -> str:
    """The part of the day that an expression names, as a value's end."""
    part = found.groupdict().get("part")
    return PARTS[name(part)] if part else ""


def holiday(found: Match[str], setting: Setting) -> Period:
    """Reads "Christmas 2016", "last Thanksgiving"."""
    rule, year_ = HOLIDAYS[name(found["holiday"])], year_of(found)
    if year_ is not None:
        return holiday_in(rule, year_)
    way = DIRECTIONS.get(name(found.groupdict().get("direction") or ""))
    if way is None:
        return occurrence(setting, lambda y: holiday_in(rule, y))
    today = setting.today
    if way == 0:
        return holiday_in(rule, today.year)
    others = list(_possible(lambda y: holiday_in(rule, y), today.year))
    strict = [p for p in others if p.first is not None and p.first != today and (p.first > today) == (way > 0)]
    if not strict:
        raise ValueError("off the calendar")
    return strict[0] if way > 0 else strict[-1]


def holiday_in(rule: list[int], year_: int) -> Period:
    """A holiday of a year: month and day, or month, weekday and its number."""
    if len(rule) == 2:
        return day(date(year_, *rule))
    month_, weekday_, number_ = rule
    first = date(year_, month_, 1)
    found = first + timedelta((weekday_ - first.weekday()) % 7 + 7 * max(number_ - 1, 0))
    if number_ < 0:
        found += timedelta(28)
        found -= timedelta(7 if found.month != month_ else 0)
    return day(found)


def year_end(found: Match[str], setting: Setting) -> Period:
    """Reads "the end of last year", "year-end"."""
    number_ = year_of(found) or setting.today.year + DIRECTIONS[name(found["direction"] or "this")]
    return Period(f"{number_:04}-12-31", "month", date(number_, 12, 1), date(number_, 12, 31))
