"""Lines of a page of plain text, and what each is worth as a line of the article.

A line scores its words when it reads like prose: eight words or more, enough of them stop words, and a sentence's end;
menus, credits, links and repeats do not, whatever their length. Headings that end an article ("Related posts"), times
ago and comment headers score far below nothing, so that no run of lines gets past them. The weights were chosen on a
development set of scraped news pages; they stand with the word lists in lexicons/pages.toml.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from re import IGNORECASE, Pattern
from re import compile as regex
from tomllib import loads
from typing import Any

WORD = regex(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True)
class Line:
    """A line of a page with its place in the text, without blanks at its ends."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return [w.lower() for w in WORD.findall(self.text)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line scores, and as what: "prose", or the reason why it is none."""

    score: float
    kind: str


class Lists:
    """The patterns and weights of lexicons/pages.toml, compiled."""

    def __init__(self) -> None:
        data: dict[str, Any] = loads(files("ingest").joinpath("lexicons", "pages.toml").read_text(encoding="utf-8"))
        self.weight: dict[str, float] = data["weight"]
        self.english = frozenset(data["stopword"]["english"])
        self.other = frozenset(data["stopword"]["other"]) - self.english
        self.menu = _any(data["menu"]["patterns"], r"(?<!\w)(?:{})(?!\w)")
        self.asking = _any(data["menu"]["asking"])
        self.tail = _any(data["tail"]["patterns"], r"^\W*(?:{})\s*:?\s*$")
        self.time_ago = _any(data["time_ago"]["patterns"])
        self.comment = _any(data["comment_header"]["patterns"])
        self.credit = _any(data["credit"]["patterns"])
        self.byline = _any(data["byline"]["patterns"])
        self.closing = _any(data["agency_credit"]["patterns"])
        self.opening = regex(data["line"]["opening"])
        self.bullet = regex(data["line"]["bullet"], IGNORECASE)
        self.address = regex(data["line"]["address"], IGNORECASE)
        self.sentence_end = regex(data["line"]["sentence_end"])
        self.line_end = regex(data["line"]["line_end"])
        self.date = regex(data["line"]["date"], IGNORECASE)
        self.cjk = regex(data["line"]["cjk"])
        self.labels = _any(data["dateline"]["headline_labels"])


def _any(patterns: list[str], frame: str = "{}") -> Pattern[str]:
    cleaned = (p.replace("{agency}", r"[A-Z][\w ]{1,30}") for p in patterns)
    return regex("|".join(f"(?:{frame.format(p)})" if "{}" in frame else p for p in cleaned), IGNORECASE)


LISTS = Lists()


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank; the lines of a paragraph that was wrapped by hand are one."""
    return list(_unwrapped(text, list(_lines(text))))


def _unwrapped(text: str, lines: list[Line]) -> Iterator[Line]:
    """Joins the lines of blocks that were set to a width: three or more of like length, few ending a sentence."""
    block: list[Line] = []
    for line in [*lines, None]:
        if block and (line is None or text.count("\n", block[-1].end, line.start) > 1):
            if _wrapped(block):
                yield Line(block[0].start, block[-1].end, text[block[0].start : block[-1].end])
            else:
                yield from block
            block = []
        if line is not None:
            block.append(line)


def _wrapped(block: list[Line]) -> bool:
    inner = [line.text for line in block[:-1]]
    if len(inner) < 2 or any(LISTS.bullet.match(line) for line in inner):
        return False
    alike = all(WRAP[0] <= len(line) <= WRAP[1] for line in inner)
    return alike and sum(bool(LISTS.sentence_end.search(line)) for line in inner) * 2 < len(inner)


WRAP = (45, 100)  # characters in a line of a text that was set to a width


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        kept = raw.strip()
        if kept:
            at = start + len(raw) - len(raw.lstrip())
            yield Line(at, at + len(kept), kept)
        start += len(raw)


def judge(lines: list[Line]) -> list[Verdict]:
    """A verdict for each line of a page."""
    seen = Counter(line.text for line in lines)
    return [_judge(line, seen[line.text] > 1) for line in lines]


def _judge(line: Line, repeated: bool) -> Verdict:
    w = LISTS.weight
    count = len(line.words)
    marked = _mark(line, count)
    if marked:
        return marked
    reason = _not_prose(line, count, repeated)
    if not reason:
        return Verdict(min(count, w["prose_cap"]), "prose")
    short = count < w["short_line_words"]
    return Verdict(w["short_line"] if short else w["other_line"], reason)


def _mark(line: Line, count: int) -> Verdict | None:
    """Lines that end an article or stand among its comments."""
    w = LISTS.weight
    if count < 12 and LISTS.tail.search(line.text):
        return Verdict(w["tail"], "tail heading")
    if count < 12 and LISTS.time_ago.search(line.text):
        return Verdict(w["time_ago"], "time ago")
    if count < 25 and LISTS.comment.search(line.text):
        return Verdict(w["comment_header"], "comment header")
    return None


def _not_prose(line: Line, count: int, repeated: bool) -> str:
    """Why a line is no prose; "" where it is."""
    w = LISTS.weight
    if LISTS.closing.search(line.text):
        return "credit"
    if repeated and count < w["repeat_under_words"]:
        return "repeated"
    if count < w["menu_under_words"] and LISTS.menu.search(line.text) and not tells(line, count):
        return "menu"
    if count < 35 and LISTS.credit.search(line.text):
        return "credit"
    if count < 14 and LISTS.byline.search(line.text):
        return "byline"
    if count < w["menu_under_words"] and LISTS.address.search(line.text):
        return "link"
    if LISTS.bullet.match(line.text) and count < w["bullet_prose_words"]:
        return "list item"
    if count < w["prose_min_words"]:
        return "short line"
    return _shape(line, count)


def tells(line: Line, count: int) -> bool:
    """Whether a line is a whole sentence that does not call upon the reader."""
    whole = count >= 4 and LISTS.sentence_end.search(line.text) and LISTS.opening.match(line.text)
    if not whole or LISTS.asking.search(line.text):
        return False
    return len(LISTS.menu.findall(line.text)) <= 1 and not LISTS.address.search(line.text)


def _shape(line: Line, count: int) -> str:
    """Reasons that need the words: too few stop words of any language, capitals, no end of a sentence."""
    w = LISTS.weight
    stops = sum(word in LISTS.english or word in LISTS.other for word in line.words) / count
    if len(LISTS.cjk.findall(line.text)) >= w["cjk_characters"]:
        return ""
    latin = any("a" <= c <= "z" for word in line.words for c in word)
    if stops < (w["prose_min_stop_share"] if latin else w["other_script_stop_share"]):
        return "no prose"
    letters = [c for c in line.text if c.isalpha()]
    if latin and sum(c.islower() for c in letters) < w["lower_case_share"] * len(letters) and count < 25:
        return "no prose"
    if not LISTS.sentence_end.search(line.text):
        return "no sentence"
    return ""
