"""The words of lexicons/dates.toml as look-up tables and as pieces of regular expressions.

`spelled` turns a line of the grammar ("{month} {day}") into a pattern: pieces in braces, blanks for any white space.
"""

from collections.abc import Iterable
from importlib.resources import files
from re import IGNORECASE, Pattern, escape
from re import compile as pattern
from re import sub as replaced
from tomllib import loads
from typing import Any

_DATA: dict[str, Any] = loads(files("ingest").joinpath("lexicons", "dates.toml").read_text(encoding="utf-8"))


def _numbered(table: dict[str, list[Any]]) -> dict[str, int]:
    """Names and abbreviations to their number."""
    return {name: entry[0] for full, entry in table.items() for name in (full, *entry[1:])}


CAPITAL = frozenset(_DATA["capital"])
MONTHS = _numbered(_DATA["month"])
WEEKDAYS = _numbered(_DATA["weekday"])
UNITS: dict[str, str] = _DATA["unit"]
LENGTHS: dict[str, tuple[int, str]] = {name: (count, code) for name, (count, code) in _DATA["length"].items()}
NUMBERS: dict[str, int] = _DATA["number"]
TENS = {name: value for name, value in NUMBERS.items() if value >= 20}
ONES = {name: value for name, value in NUMBERS.items() if 0 < value < 20 and len(name) > 2}
INDEFINITE = frozenset(_DATA["indefinite"]["words"])
ORDINALS: dict[str, int] = _DATA["ordinal"]
SEASONS: dict[str, str] = _DATA["season"]
PARTS: dict[str, str] = _DATA["part_of_day"]
DAY_WORDS: dict[str, int] = _DATA["day_word"]
DIRECTIONS: dict[str, int] = _DATA["direction"]
HOLIDAYS: dict[str, list[int]] = {day.rstrip("."): rule for day, rule in _DATA["holiday"].items()}
DECADES: dict[str, int] = _DATA["decade"]
SETS: dict[str, str] = _DATA["set"]
ENDED = frozenset(_DATA["vague"]["ended"])
VAGUE = {word: value for value, words in _DATA["vague"].items() if value != "ended" for word in words}
LEADS = {word: group for group, words in _DATA["lead"].items() for word in words}
FUTURE_LEAD = frozenset(_DATA["cue"]["future_lead"])
FUTURE_AFTER: tuple[str, ...] = tuple(_DATA["cue"]["future_after"])
FUTURE_BEFORE, PAST_BEFORE = frozenset(_DATA["cue"]["future_before"]), frozenset(_DATA["cue"]["past_before"])

MOVED, COMPARED = frozenset(_DATA["verb"]["moved"]), frozenset(_DATA["verb"]["compared"])
NO_PAST = frozenset(_DATA["cue"]["no_past"])


def any_of(words: Iterable[str], dot: bool = False) -> str:
    """Alternatives, longest first. A word that is common in small letters must begin with a capital."""
    made = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        form = escape(word).replace("'", "['’]").replace(r"\ ", " ")
        made.append(f"(?-i:{form.capitalize()}|{form.upper()})" if word in CAPITAL else form)
    return f"(?:{'|'.join(made)})" + (r"\.?" if dot else "")


def _names(table: Iterable[str], full: Iterable[str]) -> str:
    whole = frozenset(full)
    return f"(?:{any_of(whole)}|{any_of(set(table) - whole, dot=True)})"


PIECES = {
    "month": f"(?P<month>{_names(MONTHS, _DATA['month'])})",
    "weekday": f"(?P<weekday>{_names(WEEKDAYS, _DATA['weekday'])})",
    "day": rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])|{any_of(ORDINALS)})",
    "to_day": r"(?P<to_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])",
    "year": r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|[.,:]\d)",
    "short": r"['’](?P<short>\d\d)",
    "unit": rf"(?P<unit>{any_of(UNITS)})",
    "units": rf"(?P<unit>centuries|(?:{any_of((*UNITS, *LENGTHS))})s?)",
    "n": rf"(?P<n>\d{{1,4}}(?:\.\d+)?|{any_of(TENS)}[- ]{any_of(ONES)}|{any_of((*NUMBERS, *INDEFINITE))})",
    "nth": rf"(?P<nth>{any_of(ORDINALS)}|[1-9](?:st|nd|rd|th))",
    "ordinal": rf"(?P<ordinal>{any_of(ORDINALS)}|\d\d?(?:st|nd|rd|th)|{any_of(TENS)}[- ]{any_of(ORDINALS)})",
    "season": rf"(?P<season>{any_of(SEASONS)})",
    "part": rf"(?P<part>{any_of(PARTS)})",
    "direction": rf"(?P<direction>{any_of(DIRECTIONS)})",
    "told": rf"(?:{any_of(_DATA['told']['words'])})",
    "filler": rf"(?:{any_of(_DATA['filler']['words'])} )?",
    "day_word": rf"(?P<day_word>{any_of(DAY_WORDS)})",
    "holiday": rf"(?P<holiday>{any_of(HOLIDAYS)})",
    "decade": rf"(?P<decade>{any_of(DECADES)})",
    "tens": rf"(?P<tens>{any_of(TENS)})",
    "ones": rf"(?P<ones>{any_of(ONES)})",
    "vague": rf"(?P<vague>{any_of(VAGUE)})",
    "set": rf"(?P<set>{any_of(SETS)})",
}  # fmt: skip


def spelled(line: str) -> Pattern[str]:
    """The pattern of a line of the grammar: what it names, with or without "the" before it, up to a word's end."""
    filled = replaced(r"\{([a-z_]+)\}", lambda m: PIECES[m[1]], line)
    return pattern(rf"(?:the )?{filled}(?!\w|-old\b)".replace(" ", r"\s+"), IGNORECASE)


CLOCK = r"\d{1,2}(?::\d\d)? ?[ap]\.? ?m\b\.?(?: (?-i:[A-Z]{2,4})\b| local time)?,?|midnight|noon|dawn|dusk"
# Words without which a phrase names no time; figures apart.
TRIGGERS = frozenset(
    word
    for phrase in (
        *MONTHS, *WEEKDAYS, *UNITS, *LENGTHS, *SEASONS, *PARTS, *DAY_WORDS, *HOLIDAYS, *DECADES, *SETS, *VAGUE
    )
    for word in (phrase, f"{phrase}s", f"{phrase}.", *phrase.split())
    if word not in {"a", "at", "day", "in", "the", "two"} | CAPITAL - set(_DATA["month"])
)  # fmt: skip
LEAD = pattern(rf"({any_of(LEADS)}|{CLOCK})(?:\s+|(?<=-)\s*)".replace(" ", r"\s+").replace(r"\s+?", r"\s?"), IGNORECASE)


def number(text: str) -> int | None:
    """A count in figures or words; None for one that nobody counted."""
    words = " ".join(text.lower().split())
    if words in NUMBERS:
        return NUMBERS[words]
    if words.replace(".", "", 1).isdecimal():
        return int(float(words))
    tens, _, ones = words.replace("-", " ").partition(" ")
    return TENS[tens] + ONES[ones] if tens in TENS and ones in ONES else None


def ordinal(text: str) -> int:
    """The number of "third", "3rd", "twenty-first"."""
    words = " ".join(text.lower().replace("-", " ").split())
    digits = "".join(c for c in words if c.isdecimal())
    if digits:
        return int(digits)
    tens, _, ones = words.rpartition(" ")
    return TENS.get(tens, 0) + ORDINALS[ones]


def name(text: str) -> str:
    """A word of a table as the table writes it."""
    return " ".join(text.lower().replace("’", "'").split()).rstrip(".")
