"""Readings as JSON lines of claims, and back: what `triplewire extract` prints and `triplewire load` takes.

Every line is a claim. The first claim of an article carries, as its last key, what a store needs beside the claims:

    {"id": ..., "subject": ..., "quote": ..., "readings": [{"article": {...}, "mentions": [...], "rejected": [...],
                                                            "reader": "...", "claims": 14}]}

so that whoever wants claims reads claims and passes over one key, and a pipe into `load` has the whole articles. An
article of which nothing could be claimed rides along on the line of the one before it, or of the one that follows.
`claims` counts what belongs to the article: when lines were lost on the way, the article is refused, not halved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json import dumps, loads
from re import compile as pattern
from typing import Any

from ontology.errors import ArticleError, InputError
from ontology.ids import content_hash
from ontology.jsonl import from_json, line, to_json
from ontology.model import Article, Claim, Mention, Quote, Reading, Rejected
from queries.table import Table

COLUMNS = (
    "subject", "relation", "object", "property", "polarity", "modality", "speaker", "stance", "from", "until",
    "confidence", "rule", "words", "title", "outlet", "published", "article", "start", "end", "id",
)  # fmt: skip
RIDER = "readings"
PART = 4_000_000  # bytes
_BEGINS = pattern(rb'"readings"\s*:')  # a line that brings articles; within a text, its quotes are escaped
SHOWN = 2  # problems of one article that are told
PIPE = "pass on every line that `triplewire extract` prints"


@dataclass(frozen=True, slots=True)
class Head:
    """A reading without its claims, and how many those are."""

    article: Article
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]
    reader: str
    claims: int


def lines_of(readings: Iterable[Reading], *, bare: bool = False) -> Iterator[str]:
    """A line for each claim. `bare`: the claims alone, without what `load` needs."""
    if bare:
        yield from (line(claim) for reading in readings for claim in reading.claims)
        return
    held: list[Reading] = []
    for reading in readings:
        if reading.claims and any(earlier.claims for earlier in held):
            yield from _lines(held)
            held = []
        held.append(reading)
    yield from _lines(held)


def _lines(held: list[Reading]) -> Iterator[str]:
    heads = [Head(r.article, r.mentions, r.rejected, r.reader, len(r.claims)) for r in held]
    for number, claim in enumerate(claim for reading in held for claim in reading.claims):
        rider = {} if number else {RIDER: to_json(heads)}
        yield dumps(to_json(claim) | rider, ensure_ascii=False, separators=(", ", ": "))


def table_of(readings: Iterable[Reading]) -> Table:
    """The claims in rows, for spreadsheets: less than the lines hold, and all of it in memory."""
    return Table(COLUMNS, tuple(_row(reading.article, claim) for reading in readings for claim in reading.claims))


def _row(article: Article, claim: Claim) -> tuple[Any, ...]:
    about, outermost = claim.object, claim.attribution[0] if claim.attribution else None
    speaker = (outermost.source.name or outermost.source.text) if outermost else ""
    when = (claim.when.since, claim.when.until) if claim.when else (None, None)
    return (
        claim.subject.name or claim.subject.text,
        claim.relation.text,
        (about.name or about.text) if about else "",
        claim.relation.property,
        claim.polarity,
        claim.modality,
        speaker,
        outermost.stance if outermost else "",
        *when,
        claim.confidence,
        claim.rule,
        claim.quote.text,
        article.title,
        article.outlet,
        article.published,
        article.id,
        claim.quote.start,
        claim.quote.end,
        claim.id,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a file that belong together, and the number of the first."""

    name: str
    first: int
    lines: tuple[bytes, ...]


def parts_of(stream: Iterable[bytes], name: str) -> Iterator[Part]:
    """Lines in parts of some megabytes, each of whole articles."""
    held: list[bytes] = []
    size, first, number = 0, 1, 0
    for number, text in enumerate(stream, 1):
        if size > PART and _BEGINS.search(text):
            yield Part(name, first, tuple(held))
            held, size, first = [], 0, number
        held.append(text)
        size += len(text)
    if held:
        yield Part(name, first, tuple(held))


def readings_of_part(part: Part) -> Iterator[Reading | ArticleError]:
    """As `readings_of`."""
    return readings_of(part.lines, part.name, part.first)


def readings_of(stream: Iterable[bytes], name: str, first: int = 1) -> Iterator[Reading | ArticleError]:
    """The readings of lines as `lines_of` gives them, in UTF-8; an ArticleError for an article that is not whole."""
    group = _Group(name)
    for number, text in enumerate(stream, first):
        if not text.strip():
            continue
        try:
            claim, heads = _read(text)
        except (InputError, ValueError, RecursionError) as error:
            reason = error.message if isinstance(error, InputError) else f"not JSON ({str(error)[:80]})"
            group.problems.append(f"{name}, line {number}: {reason}")
            continue
        if heads:
            yield from group.finish()
            group = _Group(name, {head.article.id: head for head in heads})
        group.add(claim, number)
    yield from group.finish()


def _read(text: bytes) -> tuple[Claim, tuple[Head, ...]]:
    data = loads(text)
    if b"\\ud" in text.lower():
        dumps(data, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair is no text, and no store takes it
    heads = from_json(_Heads, data).readings if isinstance(data, dict) and RIDER in data else ()
    return from_json(Claim, data), heads


@dataclass(frozen=True, slots=True)
class _Heads:
    readings: tuple[Head, ...]


@dataclass(slots=True)
class _Group:
    """The articles that one line brings, and the claims found for them."""

    name: str
    heads: dict[str, Head] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    strangers: dict[str, int] = field(default_factory=dict)

    def add(self, claim: Claim, number: int) -> None:
        if claim.article in self.heads:
            self.claims.setdefault(claim.article, []).append(claim)
        else:
            self.strangers.setdefault(claim.article, number)

    def finish(self) -> Iterator[Reading | ArticleError]:
        for article, number in self.strangers.items():
            yield ArticleError(f"{self.name}, line {number}: the article {article} is not in the stream", PIPE)
        for head in self.heads.values():
            found = tuple(self.claims.get(head.article.id, ()))
            try:
                yield _whole(head, found, self.name)
            except ArticleError as error:
                self.problems.append(error.message)
        if self.problems:
            more = f"; and {len(self.problems) - SHOWN:,} more like it" if len(self.problems) > SHOWN else ""
            yield ArticleError("; ".join(self.problems[:SHOWN]) + more, PIPE)


def _whole(head: Head, claims: tuple[Claim, ...], name: str) -> Reading:
    article = head.article
    if len(claims) != head.claims:
        raise ArticleError(f"{name}: {len(claims)} of the {head.claims} claims of {article.id} are there", PIPE)
    if len({claim.id for claim in claims}) != len(claims):
        raise ArticleError(f"{name}: two claims of {article.id} have one id", PIPE)
    if content_hash(article.text) != article.sha256:
        raise ArticleError(f"{name}: the text of {article.id} is not the one that was read", PIPE)
    spans = [(span.start, span.end) for span in article.kept] + [(drop.start, drop.end) for drop in article.dropped]
    for start, end in spans:
        if not 0 <= start <= end <= len(article.text):
            raise ArticleError(f"{name}: {article.id} has spans outside of its text", PIPE)
    for mention in head.mentions:
        _check(mention, article, name)
    for claim in claims:
        if not 0 <= claim.confidence <= 1 or not -3 <= claim.factuality <= 3:
            message = f"{name}: {article.id} has a claim with a confidence of {claim.confidence}"
            raise ArticleError(message, "give 0 to 1, and a factuality of -3 to 3")
        ends = (claim.subject.full, claim.object.full) if claim.object else (claim.subject.full,)
        for words in (claim.quote, *ends):
            _check(words, article, name)
    return Reading(article, claims, head.mentions, head.rejected, head.reader)


def _check(words: Quote | Mention, article: Article, name: str) -> None:
    if not 0 <= words.start <= words.end or article.text[words.start : words.end] != words.text:
        message = f"{name}: {article.id} has other words at {words.start} to {words.end} than a claim quotes"
        raise ArticleError(message, PIPE)
