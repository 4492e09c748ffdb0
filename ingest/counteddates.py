"""Readers of what is counted: from the article's date, from what the text spoke of, not at all.

What is counted from a day that the text spoke of ("the following week", "two years later", "ten days before the
murder") is not resolved: `guessed` keeps the likeliest value, without days. So is what only accounts can tell ("the
latest period"), unless the article named a quarter shortly before.
"""

from datetime import date, timedelta
from re import Match

from ingest.calendardates import UNRESOLVED, Setting, part_of, year_of
from ingest.periods import (
    PRECISIONS,
    Period,
    day,
    duration,
    half,
    quarter,
    reference,
    shifted,
    unit_at,
    weekend,
    year,
)
from ingest.timewords import DAY_WORDS, DIRECTIONS, ENDED, LENGTHS, SETS, UNITS, VAGUE, WEEKDAYS, name, number


def told_unit(found: Match[str], setting: Setting) -> Period:
    """Reads "the year", "that week", "the previous month": one that the text spoke of."""
    code, way = UNITS[name(found["unit"])], 0
    words = found[0].lower()
    if "previous" in words or "prior" in words or "preceding" in words:
        way = -1
    elif "following" in words or "next" in words:
        way = 1
    if code == "WE" and not way:  # "over the weekend": the last one
        return past_unit(found, setting)
    if code == "Q" and setting.quarter is not None:
        return quarter(setting.quarter[0], setting.quarter[1] + way).guessed()
    return unit_at(code, setting.today, way).guessed()


def told_day(found: Match[str], setting: Setting) -> Period:
    """Reads "that night", "the next morning"."""
    return day(setting.today, part_of(found)).guessed()


def past_unit(found: Match[str], setting: Setting) -> Period:
    """Reads "over the past year": the stretch up to today, by the name of the unit before."""
    code = UNITS[name(found["unit"])]
    if code == "WE":
        return weekend(shifted(setting.today, "W", -1 if setting.today.weekday() < 5 else 0))
    return Period(
        unit_at(code, setting.today, -1).value, PRECISIONS[code], shifted(setting.today, code, -1), setting.today
    )


def directed(found: Match[str], setting: Setting) -> Period:
    """Reads "last week", "this year", "next quarter"; with "earlier" or "later" the part up to or from today."""
    code, way = UNITS[name(found["unit"])], DIRECTIONS[name(found["direction"])]
    if found[0].lower().startswith("the "):
        if name(found["direction"]) == "last":
            return past_unit(found, setting)
        if way > 0:
            return told_unit(found, setting)
    made = unit_at(code, setting.today, way)
    part = name(found.groupdict().get("part_of") or "")
    if code == "WE" and way < 0 and setting.today.weekday() < 5:
        made = weekend(shifted(setting.today, "W", -1))
    if way == 0 and part == "earlier":
        return made.to(setting.today)
    if way == 0 and part == "later":
        return made.since(setting.today)
    return made


def _counted(found: Match[str]) -> tuple[int | None, str, str]:
    """Count (None: indefinite), code of the unit in the calendar, code of the length."""
    unit = name(found["unit"])
    unit = "century" if unit == "centuries" else unit if unit in UNITS or unit in LENGTHS else unit[:-1]
    text = found.groupdict().get("n")
    count = number(text) if text else None
    if unit in LENGTHS:
        each, code = LENGTHS[unit]
        return (count * each if count is not None else None), "D" if code.startswith("T") else code, code
    return count, UNITS[unit], UNITS[unit]


def ago(found: Match[str], setting: Setting) -> Period:
    """Reads "three years ago": that unit of the calendar; with "more than", everything before it."""
    count, code, length = _counted(found)
    if count is None:
        return Period(duration("X", length).value, "vague")
    if length.startswith("T"):
        return Period(day(setting.today).value, "day", setting.today - timedelta(1), setting.today)
    if code == "Y" and count == 1 and setting.quarter is not None:
        return quarter(setting.quarter[0] - 1, setting.quarter[1])
    if code in {"DE", "CE"}:
        return about(setting.today, code, count)
    made = unit_at(code, setting.today, -count)
    if "more than" in setting.leads:
        return Period(made.value, made.precision, None, made.last)
    return (
        made.to(setting.today)
        if "less than" not in setting.leads
        else Period(made.value, made.precision, made.first, setting.today)
    )


def about(today: date, code: str, count: int) -> Period:
    """Decades and centuries ago are counted roughly: half of one to either side."""
    margin, middle = {"DE": 5, "CE": 50}[code], shifted(today, code, -count).year
    return Period(f"{middle:04}", PRECISIONS[code], date(middle - margin, 1, 1), date(middle + margin, 12, 31))


def from_now(found: Match[str], setting: Setting) -> Period:
    """Reads "two weeks from now"."""
    count, code, _ = _counted(found)
    return unit_at(code, setting.today, count) if count is not None else reference("FUTURE_REF")


def told_count(found: Match[str], setting: Setting) -> Period:
    """Reads "two years later", "a year earlier": counted from what the text spoke of."""
    count, code, length = _counted(found)
    later = found["way"].lower() in {"later", "after", "afterwards", "on"}
    if count is None:
        return Period("", "unresolved")
    if code == "Y" and count == 1 and not later and setting.quarter is not None:
        return quarter(setting.quarter[0] - 1, setting.quarter[1]).guessed()
    if length.startswith("T"):
        return UNRESOLVED
    return unit_at(code, setting.today, count if later else -count).guessed()


def elsewhere(_: Match[str], __: Setting) -> Period:
    """Counted from an event."""
    return UNRESOLVED


def window(found: Match[str], setting: Setting) -> Period:
    """Reads "the past two years", "the next few weeks": a stretch that begins or ends today."""
    count, code, length = _counted(found)
    value = duration("X" if count is None else str(count), length).value
    if count is None or setting.base is None:
        return Period(value, "vague" if count is None else "unresolved")
    if length.startswith("T"):
        return Period(value, "day", setting.base - timedelta(1), setting.base)
    if name(found["window"]) in {"next", "coming"}:
        return Period(value, PRECISIONS[code], setting.base, shifted(setting.base, code, count))
    return Period(value, PRECISIONS[code], shifted(setting.base, code, -count), setting.base)


def length(found: Match[str], setting: Setting) -> Period:
    """A length of time; "in two weeks" is a day where the clause looks ahead."""
    count, code, unit = _counted(found)
    ahead = setting.way > 0 and setting.base is not None and count is not None and not unit.startswith("T")
    if ahead and count is not None and setting.leads[-1:] == ("in",):
        return unit_at(code, setting.today, count)
    if setting.way > 0 and not setting.leads and name(found[0]) == "one day":
        return reference("FUTURE_REF")
    made = duration("X" if count is None else str(count), unit)
    if ahead and count is not None and setting.leads[-1:] == ("within",):
        return Period(made.value, PRECISIONS[code], setting.today, shifted(setting.today, code, count))
    return made


def first_months(found: Match[str], _: Setting) -> Period:
    """Reads "the first nine months of 2018"."""
    count, code, unit = _counted(found)
    value, year_ = duration("X" if count is None else str(count), unit).value, year_of(found)
    if year_ is None or count is None or code not in {"Q", "M", "W", "D"}:
        return Period(value, "duration")
    first = date(year_, 1, 1)
    if code == "Q" and count == 2:
        return half(year_, 1)
    return Period(value, PRECISIONS[code], first, shifted(first, code, count) - timedelta(1))


def year_ago_quarter(_: Match[str], setting: Setting) -> Period:
    """Reads "the year-earlier period", "the corresponding period last year"."""
    if setting.quarter is None:
        return unit_at("Y", setting.today, -1).guessed()
    return quarter(setting.quarter[0] - 1, setting.quarter[1])


def latest_period(found: Match[str], setting: Setting) -> Period:
    """Reads "the latest quarter", "the period": the one that the article named, else the last that is complete."""
    named = quarter(*setting.quarter) if setting.quarter is not None else None
    if (
        named is not None
        and named.last is not None
        and ("latest" not in found[0].lower() or named.last < setting.today)
    ):
        return named
    return unit_at("Q", setting.today, -1).guessed()


def latest_year(_: Match[str], setting: Setting) -> Period:
    """Reads "the latest fiscal year": the last that is complete."""
    return unit_at("Y", setting.today, -1).guessed()


def quarter_of_year(found: Match[str], setting: Setting) -> Period:
    """Reads "the 1988 quarter", "last year's quarter"."""
    year_ = year_of(found)
    if year_ is None:
        year_ = setting.today.year + DIRECTIONS[name(found["direction"])]
    if setting.quarter is None:
        return year(year_)
    return quarter(year_, setting.quarter[1])


def vague(found: Match[str], setting: Setting) -> Period:
    """Reads "now", "recently"; what was "formerly" so is over."""
    said = name(found["vague"])
    if said in ENDED and setting.base is not None:
        return Period(VAGUE[said], "vague", None, setting.base)
    return reference(VAGUE[said])


def repeated(found: Match[str], _: Setting) -> Period:
    """Reads "daily", "every Friday"."""
    groups = found.groupdict()
    if groups.get("set"):
        return Period(SETS[name(groups["set"])], "set")
    if groups.get("weekday"):
        return Period(f"XXXX-WXX-{WEEKDAYS[name(groups['weekday'])]}", "set")
    count, _code, unit = _counted(found)
    return Period(duration(str(count or 1), unit).value, "set")


def part_of_today(found: Match[str], setting: Setting) -> Period:
    """Reads "this morning", "last night"."""
    back = 1 if name(found["direction"]) == "last" else 0
    return day(setting.today - timedelta(back), part_of(found))


def day_word(found: Match[str], setting: Setting) -> Period:
    """Reads "yesterday", "tomorrow night"."""
    said = name(found["day_word"])
    at = setting.today + timedelta(DAY_WORDS.get(said, DAY_WORDS.get(f"the {said}", 0)))
    return day(at, "TNI" if said == "tonight" else part_of(found))


def weekday(found: Match[str], setting: Setting) -> Period:
    """On or before the story, on or after it where the clause looks ahead; "last" and "next" are strict."""
    today, number_ = setting.today, WEEKDAYS[name(found["weekday"])] - 1
    back, ahead = (today.weekday() - number_) % 7, (number_ - today.weekday()) % 7
    said = name(found.groupdict().get("direction") or "")
    if said == "last":
        back = back or 7
    elif said in {"next", "coming"}:
        return day(today + timedelta(ahead or 7), part_of(found))
    elif said or setting.way > 0:
        return day(today + timedelta(ahead), part_of(found))
    return day(today - timedelta(back), part_of(found))


def week_ago(found: Match[str], setting: Setting) -> Period:
    """Reads "a week ago Friday"."""
    return weekday(found, Setting(shifted(setting.today, "W", -1)))


def of_week(found: Match[str], setting: Setting) -> Period:
    """Reads "Tuesday of last week"."""
    monday = unit_at("W", setting.today, DIRECTIONS[name(found["direction"])]).first
    assert monday is not None
    return day(monday + timedelta(WEEKDAYS[name(found["weekday"])] - 1), part_of(found))
