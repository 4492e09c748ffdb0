"""When: the time expressions of an article as intervals of days, the words kept.

    times = Times(article.text, base)           base: the article's date, or None
    times.read(start, end)                      the first expression in these words, a `Dated`; None where there is none
    times.at(start)                             the expression that begins there
    when_of(text, start, end, base)             what a phrase says, as the `When` of a claim

An expression may be led in by words that bound it ("since 2015", "until last year"), may join two ("from May to June",
"between 2015 and 2018") and may go on behind `end` ("three years" in "three years ago"), never past the sentence. What
cannot be resolved keeps its words with the precision "unresolved": "12/03/2019", "the following week", "two days before
the trial", and every relative date of an article without a date. The grammar is a table: ingest/timegrammar.py.
"""

from bisect import bisect_left, bisect_right
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from re import IGNORECASE
from re import compile as pattern

from ingest.calendardates import UNRESOLVED, Setting, latest_quarter
from ingest.periods import quarter
from ingest.timegrammar import GRAMMAR
from ingest.timewords import (
    FUTURE_AFTER,
    FUTURE_BEFORE,
    FUTURE_LEAD,
    LEAD,
    LEADS,
    NO_PAST,
    PAST_BEFORE,
    name,
    ordinal,
    spelled,
)
from ontology.model import When

NEAR = 8  # words in which cues of direction are looked for
CLOSE = 3  # words in which "by", "payable" and their like are looked for
MEMORY = 600  # characters in which "a year earlier" goes back to a quarter that was named
MAX_LEADS = 6
LAST_QUARTER = 4
LONGEST = 120  # characters of an expression with its leads
SENTENCE_END = pattern(r"[.!?;]['\"”’)]*\s+(?=[A-Z\"“])|\n\s*\n|$")
PAST = pattern(r"[a-z]{3,}ed[,;]?")
WORD = pattern(r"[\w'’]+")
JOIN = pattern(r"\s*(?:(?P<dash>-|–|—)|(?P<word>to|until|till|through|and|or)\b)\s*(?:the\s+)?", IGNORECASE)
QUARTER = spelled(r"{nth}[- ]quarter(?:(?: of)? {year})?")


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression: its place with the words that lead in, the place of its core, and what it says.

    `value` is a TimeML value ("2019-05", "P3Y", "PAST_REF", "" for none); `since` and `until` are the days that the
    whole expression bounds, None where it is open.
    """

    start: int
    core: int
    end: int
    value: str
    precision: str
    since: date | None = None
    until: date | None = None


class Times:
    """Reads the time expressions of one article."""

    def __init__(self, text: str, base: date | None) -> None:
        self.text = text
        self.base = base
        self._read: dict[tuple[int, int, int], Dated | None] = {}

    def read(self, start: int, end: int, stop: int | None = None) -> Dated | None:
        """The first expression that begins in these words. `stop`: where the words end that it may use."""
        for word in WORD.finditer(self.text, start, end):
            found = self.at(word.start(), self._sentence_end(end) if stop is None else stop)
            if found is not None:
                return found
        return None

    def at(self, start: int, stop: int | None = None, tense: int = 0) -> Dated | None:
        """The expression that begins at a place, an apostrophe before it included ("’90s").

        `tense`: -1 where its verb is in the past; it decides only where no word around does.
        """
        stop = self._sentence_end(start + 1) if stop is None else stop
        if self.text[start - 1 : start] in {"'", "’"} and self.text[start : start + 1].isdecimal():
            start -= 1
        key = (start, stop, tense)
        if key not in self._read:
            self._read[key] = self._joined(start, stop, tense)
        return self._read[key]

    def when(self, dated: Dated) -> When:
        """An expression as a claim keeps it."""
        words = self.text[dated.start : dated.end]
        since, until = (day.isoformat() if day else None for day in (dated.since, dated.until))
        return When(words, dated.start, dated.end, dated.precision, since, until)

    def _joined(self, at: int, stop: int, tense: int) -> Dated | None:
        """An expression at a place, or several that make a range or a list."""
        first = self._one(at, stop, self.base, tense=tense)
        if first is None:
            return None
        leads = _leads(self.text[first.start : first.core])
        second = self._second(first, stop, leads)
        if second is None:
            return _bounded(first, leads)
        words = self.text[first.end : second.core].split()
        listed = "between" not in leads and bool({"and", "or"} & set(words))
        if first.since is not None and second.since is not None and first.since > second.since:
            again = self._one(at, first.end, second.since)  # "November" in "from November to March 2017"
            first = again if again is not None and again.since is not None else first
        if first.since is None or first.until is None or second.until is None or first.since > second.until:
            return Dated(first.start, first.core, second.end, first.value, "unresolved")
        if listed and "and" in words and (second.since is None or (second.since - first.until).days > 1):
            return Dated(first.start, first.core, second.end, first.value, "unresolved")  # "in 2007 and 2014"
        whole = Dated(first.start, first.core, second.end, first.value, second.precision, first.since, second.until)
        return _bounded(whole, leads) if listed else whole

    def _second(self, first: Dated, stop: int, leads: tuple[str, ...]) -> Dated | None:
        """The other end of a range, the other one of a list."""
        join = JOIN.match(self.text, first.end, stop)
        if join is None or first.since is None:
            return None
        second = self._one(join.end(), stop, self.base, bare=True)
        if second is None or second.until is None:
            return None
        word = (join["word"] or "").lower()
        if word in {"and", "or"} and "between" not in leads:
            return second if second.precision == first.precision else None
        return second

    def _one(self, at: int, stop: int, base: date | None, *, bare: bool = False, tense: int = 0) -> Dated | None:
        """The longest single expression at a place, read against a day, its bounds not yet applied."""
        best: tuple[int, int, int] | None = None
        place, limit = at, min(stop, at + LONGEST)
        for _ in range(MAX_LEADS):
            line, end = _longest(self.text, place, limit)
            if line >= 0 and end > (best[1] if best else at):
                best = (place, end, line)
            lead = LEAD.match(self.text, place, limit)
            if lead is None or (bare and LEADS.get(name(lead[1])) != "at"):
                break
            place = lead.end()
        if best is None:
            return None
        core, end, line = best
        leads = _leads(self.text[at:core])
        setting = Setting(base, leads, self._way(at, end, stop, leads) or tense, self._quarter(at))
        found = GRAMMAR[line][0].match(self.text, core, limit)
        assert found is not None
        try:
            made = GRAMMAR[line][1](found, setting)
        except (ValueError, OverflowError):
            made = UNRESOLVED
        return Dated(at, core, end, made.value, made.precision, made.first, made.last)

    @cached_property
    def _breaks(self) -> list[int]:
        return [0, *(found.end() for found in SENTENCE_END.finditer(self.text))]

    def _sentence_start(self, at: int) -> int:
        return self._breaks[max(bisect_right(self._breaks, at) - 1, 0)]

    def _sentence_end(self, at: int) -> int:
        after = bisect_left(self._breaks, at)
        return self._breaks[after] if after < len(self._breaks) else len(self.text)

    def _way(self, at: int, end: int, stop: int, leads: tuple[str, ...]) -> int:
        """Which way the clause looks: 1 ahead, -1 back, 0 where no word tells. The cue that stands nearest decides."""
        if any(lead in FUTURE_LEAD for lead in leads):
            return 1
        words = self.text[max(self._sentence_start(at), at - 15 * NEAR) : at].split()[-NEAR:]
        for i in range(len(words) - 1, -1, -1):
            near = {words[i].lower(), " ".join(words[i : i + 2]).lower(), " ".join(words[i : i + 3]).lower()}
            if near & FUTURE_BEFORE or (len(words) - i <= CLOSE and near & FUTURE_LEAD):
                return 1
            if near & PAST_BEFORE or (PAST.fullmatch(words[i]) and words[i] not in NO_PAST):
                return -1
        behind = name(self.text[end : min(stop, end + 30)])
        return 1 if behind.startswith(FUTURE_AFTER) else 0

    @cached_property
    def _quarters(self) -> list[tuple[int, int, int]]:
        """Every quarter that the article names by its number and that has begun: where it stands, year, number."""
        found: list[tuple[int, int, int]] = []
        if "quarter" not in self.text.casefold():
            return found
        for match in QUARTER.finditer(self.text):
            number = ordinal(match["nth"])
            if self.base is None or number > LAST_QUARTER:
                continue
            with suppress(ValueError):  # off the calendar
                year = int(match["year"]) if match["year"] else None
                made = quarter(year, number) if year else latest_quarter(Setting(self.base), number)
                if made.first is not None and made.first <= self.base:
                    found.append((match.start(), int(made.value[:4]), number))
        return found

    def _quarter(self, at: int) -> tuple[int, int] | None:
        """The quarter that was named last before a place, not too far away."""
        index = bisect_left(self._quarters, (at, 0, 0)) - 1
        if index < 0 or at - self._quarters[index][0] > MEMORY:
            return None
        return self._quarters[index][1:]


def when_of(text: str, start: int, end: int, base: date | None) -> When | None:
    """What the words `text[start:end]` say about the time of their clause; None where they name no time."""
    times = Times(text, base)
    dated = times.read(start, end)
    return times.when(dated) if dated is not None else None


def _longest(text: str, place: int, limit: int) -> tuple[int, int]:
    """The line of the grammar that takes most of the text at a place, and where it ends."""
    line, end = -1, place
    for number, (words, _) in enumerate(GRAMMAR):
        found = words.match(text, place, limit)
        if found is not None and found.end() > end:
            line, end = number, found.end()
    return line, end


def _leads(text: str) -> tuple[str, ...]:
    """The words that lead in, one after the other."""
    found, at = [], 0
    while (lead := LEAD.match(text, at)) is not None and lead.end() > at:
        found.append(name(lead[1]))
        at = lead.end()
    if any(lead not in LEADS for lead in found):  # "after 5 p.m. on Friday" is that day
        found = [lead for lead in found if LEADS.get(lead) not in {"before", "after"}]
    return tuple(found)


def _bounded(dated: Dated, leads: tuple[str, ...]) -> Dated:
    """The expression with what its leads say of its ends."""
    since, until = dated.since, dated.until
    groups = {LEADS.get(lead, "at") for lead in leads}
    if dated.precision in {"vague", "unresolved"} or (since is None and until is None):
        return dated
    if "since" in groups:
        until = None
    elif "until" in groups:
        since = None
    try:
        if "before" in groups:
            since, until = None, since and since - timedelta(1)
        elif "after" in groups:
            since, until = until and until + timedelta(1), None
    except OverflowError:
        since = until = None
    precision = "unresolved" if since is None and until is None else dated.precision
    return replace(dated, precision=precision, since=since, until=until)
