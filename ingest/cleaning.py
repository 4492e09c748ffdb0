"""Which lines of a page are the story, and why each other line is not.

The article is the run of lines that scores best (Kadane's maximum sum); where a run before it is worth half as much,
that one is (long comments follow short articles). A page without any prose keeps its longest lines rather than nothing.
Reasons for a dropped line, a closed list:

    before          stands before the article: menus, teasers
    after           stands after it: related stories, comments, spam, page furniture
    tail heading    "Related posts", "Leave a reply"         time ago         "21 hours ago"
    comment header  "Jane says:", "12 comments"              menu             "Sign in", "Share"
    link            an address                               list item        a short bullet
    credit          agency and picture credits               byline           "By Jane Roe"
    repeated        stands more than once                    short line       neither sentence nor heading
    no prose        a table, a list of names                 no sentence      an unfinished teaser
    dateline        "SHANGHAI (Reuters) -"                   label            "Exclusive:", "Risky partner:"
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pages import LISTS, Line, Verdict, judge, lines_of, tells
from ontology.model import Dropped, Span

HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Lines kept and dropped, in the order of the text, and the title, one of the kept, where one stands out."""

    kept: tuple[Span, ...]
    dropped: tuple[Dropped, ...]
    title: Span | None = None


def clean(text: str) -> Cleaned:
    """Sorts the lines of a page. Every line that is not blank is kept or dropped."""
    lines = lines_of(text)
    verdicts = judge(lines)
    first, last = article_run(verdicts)
    last = to_last_sentence(lines, verdicts, last)
    kept, dropped = [], []
    title = title_of(lines, verdicts, first)
    for i, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        reason = _reason(i, verdict, first, last, line)
        if reason and i != title:
            dropped.append(Dropped(line.start, line.end, reason))
        else:
            kept.append(Span(line.start, line.end))
    found = Span(lines[title].start, lines[title].end) if title >= 0 else None
    return Cleaned(tuple(kept), tuple(dropped), found)


ENDS = frozenset({"tail heading", "time ago", "comment header"})
FURNITURE = frozenset({"link", "menu", "credit"})
STORY_WORDS = 60  # of prose before what may end a story


def trim(text: str) -> Cleaned:
    """Sorts the lines of a body that was taken out of its page already: only what is surely none of it goes.

    That is all from the first heading that ends a story on, and single lines of page furniture. On real pages it keeps
    what trafilatura finds (F1 .957; .913 with `clean` on top), and cuts the comment spam of pages of loose paragraphs.
    """
    lines = lines_of(text)
    kept, dropped, words, over = [], [], 0, False
    for line, verdict in zip(lines, judge(lines), strict=True):
        over = over or (verdict.kind in ENDS and words >= STORY_WORDS)
        words += len(line.words) if verdict.kind == "prose" else 0
        if over or verdict.kind in FURNITURE:
            reason = "after" if over and verdict.kind not in ENDS | FURNITURE else verdict.kind
            dropped.append(Dropped(line.start, line.end, reason))
        else:
            kept.append(Span(line.start, line.end))
    return Cleaned(tuple(kept), tuple(dropped))


def article_run(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """First and last line of the article, last excluded."""
    scores = [v.score for v in verdicts]
    if not any(s > 0 for s in scores):
        return _longest(verdicts)
    total, first, last = best_run(scores)
    if total < LISTS.weight["fallback_under_words"]:
        weaker = [8.0 if v.kind in ("no sentence", "short line") else v.score for v in verdicts]
        _, first, last = best_run(weaker)
    before = best_run(scores[:first]) if first else (0.0, 0, 0)
    if before[0] >= max(LISTS.weight["first_run_worth"] * total, LISTS.weight["first_run_min"]):
        first, last = before[1], before[2]
    return first, last


def to_last_sentence(lines: Sequence[Line], verdicts: Sequence[Verdict], last: int) -> int:
    """The end of the article, short sentences that follow on it at once included ("She declined to comment.")."""
    while 0 < last < len(lines) and verdicts[last].kind == "short line" and tells(lines[last], len(lines[last].words)):
        last += 1
    return last


def _longest(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """A page without prose: all up to the first line that ends an article, else all."""
    ends = (i for i, v in enumerate(verdicts) if v.kind in ("tail heading", "time ago", "comment header") and i)
    return 0, next(ends, len(verdicts))


def best_run(scores: Sequence[float]) -> tuple[float, int, int]:
    """The run with the greatest sum: sum, first, last excluded (Kadane's algorithm). The earliest of equals."""
    best, here, start = (0.0, 0, 0), 0.0, 0
    for i, score in enumerate(scores):
        if here <= 0:
            here, start = 0.0, i
        here += score
        if here > best[0]:
            best = (here, start, i + 1)
    return best


def title_of(lines: Sequence[Line], verdicts: Sequence[Verdict], first: int) -> int:
    """The number of the line that is the article's title; -1 where none stands out.

    The title is the first line of the run when that is no sentence, else the heading nearest before it with no more
    than a byline, a date or a short line between.
    """
    if first < len(lines) and _heading(lines[first], verdicts[first]):
        return first
    for back in range(1, 5):
        i = first - back
        if i < 0:
            break
        if _heading(lines[i], verdicts[i]):
            return i
        if verdicts[i].kind in ("tail heading", "comment header", "prose"):
            break
    return -1


def _heading(line: Line, verdict: Verdict) -> bool:
    if verdict.kind not in ("short line", "no sentence", "no prose"):
        return False
    count = len(line.words)
    ended = LISTS.line_end.search(line.text) and not line.text.endswith("?")
    return 4 <= count <= HEADING_WORDS + 4 and not ended and not LISTS.date.search(line.text)


LONGEST_MENU = 8  # words; a longer line that asks for a click is a comment or an advertisement


def _reason(i: int, verdict: Verdict, first: int, last: int, line: Line) -> str:
    if verdict.kind == "menu" and len(line.words) > LONGEST_MENU and not first <= i < last:
        return "before" if i < first else "after"
    if i < first:
        return "before" if verdict.kind in ("prose", "short line", "no sentence", "no prose") else verdict.kind
    if i >= last:
        return "after" if verdict.kind in ("prose", "short line", "no sentence", "no prose") else verdict.kind
    if verdict.kind in ("prose", "short line", "no sentence", "no prose", "list item", "byline"):
        return "" if verdict.kind != "byline" or len(line.words) > 8 else verdict.kind
    return verdict.kind
