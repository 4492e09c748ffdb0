"""Is this name anywhere? Full text over names, claims and articles, with the words that were found marked.

    table = search(store, "velde cyprus")
    table.columns == ("found", "line", "of", "outlet", "published", "where", "id")

Every word must occur, case and accents aside; a word of four letters or more also finds what begins with it, and in
names what is misspelt by a letter or two. Words in double quotes stand side by side. Names come first, those without
any claim too ("nothing is said of it"); then claims, then articles, each kind by the index's own score (Lucene's BM25)
and cut at `limit`. In `line` what was found stands between « and »; `where` has offsets in code points of the article's
text; of an article the line with the most of the words is shown, one of the story before one that was left out of it.
What a person struck out or retracted is found too, and says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import loads
from re import compile as pattern
from typing import Any, Literal, get_args

from rapidfuzz.distance import Levenshtein

from graph.store import Row, Run, Store
from ontology.errors import QueryError
from queries import cypher
from queries.names import edits
from queries.plain import fold, storable
from queries.table import Table

Kind = Literal["name", "claim", "article"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS = ("found", "line", "of", "outlet", "published", "where", "id")
ROWS = 10  # of each kind
LONGEST = 300  # characters of a question
MOST_WORDS = 12
MISSPELT = 2  # letters of a name's word, as `queries.names.edits` allows them
BEGINNING = 4  # letters from which a word also finds what begins with it
WIDEST = 240  # characters of a line around the first word
TERMS = pattern(r'"([^"]*)"|(\S+)')
TOKEN = pattern(r"\w+")
LINE = pattern(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several side by side, as `fold` spells them."""

    words: tuple[str, ...]

    def anywhere(self) -> str:
        """For texts, in the index's query language: nothing but letters, digits and blanks gets in from outside."""
        if len(self.words) > 1:
            return f'+"{" ".join(self.words)}"'
        word = self.words[0]
        return f"+({word} OR {word}*)" if len(word) >= BEGINNING else f"+{word}"

    def in_names(self) -> str:
        """For names, where a word may be misspelt."""
        if len(self.words) > 1:
            return self.anywhere()
        word = self.words[0]
        return f"+({word} OR {word}~{edits(word)} OR {word}*)"

    def spots(self, tokens: Sequence[str], wrong: int = 0) -> Iterator[int]:
        """The tokens, as `fold` spells them, that the term stands on; up to `wrong` letters of a word may differ."""
        count = len(self.words)
        for at in range(len(tokens) - count + 1):
            if count == 1 and self._meets(tokens[at], wrong):
                yield at
            elif count > 1 and tuple(tokens[at : at + count]) == self.words:
                yield from range(at, at + count)

    def _meets(self, token: str, wrong: int) -> bool:
        word = self.words[0]
        if token == word or (len(word) >= BEGINNING and token.startswith(word)):
            return True
        return 0 < Levenshtein.distance(token, word) <= min(wrong, edits(word))


def search(store: Store, words: str, *, kinds: Iterable[Kind] = KINDS, limit: int = ROWS) -> Table:
    """Names, claims and articles that the words stand in. Errors: QueryError, StoreError."""
    terms = terms_of(words)
    if limit < 1:
        raise QueryError(f"the limit is {limit}", "give 1 or more")
    wanted = frozenset(kinds)
    store.read(cypher.REFRESH)  # the two large indexes follow writes a little later

    def work(run: Run) -> tuple[list[tuple[Any, ...]], bool]:
        found: list[tuple[Any, ...]] = []
        more = False
        for kind, rows_of in FINDERS.items():
            if kind in wanted:
                rows = rows_of(run, terms, limit + 1)
                found += rows[:limit]
                more = more or len(rows) > limit
        return found, more

    rows, more = store.reading(work)
    return Table(COLUMNS, tuple(rows), more)


def terms_of(words: str) -> tuple[Term, ...]:
    """The terms of a question. Errors: QueryError where there is none, or far too many."""
    if len(words) > LONGEST:
        raise QueryError(f"the words to search for have {len(words)} characters", f"give at most {LONGEST}")
    found = []
    for quoted, single in TERMS.findall(storable(words)):
        folded = tuple(fold(quoted or single).split())
        found += [Term(folded)] if quoted and folded else [Term((word,)) for word in folded]
    if not found:
        raise QueryError(f"there is no word in {words!r}", "give words with letters or digits")
    if len(found) > MOST_WORDS:
        raise QueryError(f"{len(found)} words are too many", f"give at most {MOST_WORDS}")
    return tuple(found)


def marked(text: str, terms: Sequence[Term], wrong: int = 0) -> str:
    """The text with the words of the terms between « and »; up to `wrong` letters of each may differ."""
    tokens = list(TOKEN.finditer(text))
    folded = [fold(token[0]) for token in tokens]
    spots = {spot for term in terms for spot in term.spots(folded, wrong)}
    for spot in sorted(spots, reverse=True):
        start, end = tokens[spot].span()
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text.replace("» «", " ")


def _names(run: Run, terms: Sequence[Term], most: int) -> list[tuple[Any, ...]]:
    query = " ".join(term.in_names() for term in terms)
    rows = []
    for row in run(cypher.SEARCH_NAMES, words=query, most=most):
        of = f"{row['name']} ({row['type'] or 'of no known type'})"
        rows.append(_name((row["name"], *row["aliases"]), of, row, terms))
    for row in run(cypher.SEARCH_KEYS, words=query, most=most) if len(rows) < most else ():
        votes = loads(row["votes"])
        rows.append(_name((*votes["names"], *votes["aliases"], row["id"]), "nothing is said of it", row, terms))
    return rows[:most]


def _name(forms: Iterable[str], of: str, row: Row, terms: Sequence[Term]) -> tuple[Any, ...]:
    called = max(forms, key=lambda form: _score(form, terms, MISSPELT))
    count = row["articles"]
    where = f"{count} article{'' if count == 1 else 's'}"
    return ("name", marked(called, terms, MISSPELT), of, None, row["last"], where, row["id"])


def _claims(run: Run, terms: Sequence[Term], most: int) -> list[tuple[Any, ...]]:
    query = " ".join(term.anywhere() for term in terms)
    return [
        (
            _kind("claim", row),
            marked(row["quote"], terms),
            " | ".join(filter(None, row["stated"])),
            row["outlet"],
            row["published"],
            f"{row['url'] or row['article']}:{row['start']}-{row['end']}",
            row["id"],
        )
        for row in run(cypher.SEARCH_CLAIMS, words=query, most=most)
    ]


def _texts(run: Run, terms: Sequence[Term], most: int) -> list[tuple[Any, ...]]:
    query = " ".join(term.anywhere() for term in terms)
    rows = []
    for row in run(cypher.SEARCH_ARTICLES, words=query, most=most):
        start, end = best_line(row["text"], row["kept"], terms)
        place = row["url"] or row["id"]
        line = row["text"][start:end] or row["title"] or ""
        where = f"{place}:{start}-{end}" if end else place
        rows.append(
            (
                _kind("article", row),
                marked(line, terms),
                row["title"],
                row["outlet"],
                row["published"],
                where,
                row["id"],
            )
        )
    return rows


FINDERS: dict[Kind, Callable[[Run, Sequence[Term], int], list[tuple[Any, ...]]]] = {
    "name": _names,
    "claim": _claims,
    "article": _texts,
}


def _kind(kind: Kind, row: Row) -> str:
    """What was found, with a word for what counts no more."""
    return f"{kind}, {row['out']}" if row["out"] else kind


def best_line(text: str, kept: Sequence[int], terms: Sequence[Term]) -> tuple[int, int]:
    """Start and end of the line with the most of the terms, of the story if any is; (0, 0) where none has one."""
    spans = list(zip(kept[::2], kept[1::2], strict=True))
    best = (0, False, 0, 0)
    for line in LINE.finditer(text):
        score = _score(line[0], terms)
        told = any(start < line.end() and line.start() < end for start, end in spans)
        if score and (told, score, -line.start()) > (best[1], best[0], -best[2]):
            best = (score, told, *line.span())
    return _cut(text, best[2], best[3], terms)


def _cut(text: str, start: int, end: int, terms: Sequence[Term]) -> tuple[int, int]:
    """The part of a long line around the first word that was found."""
    if end - start <= WIDEST:
        return start, end
    tokens = list(TOKEN.finditer(text, start, end))
    folded = [fold(token[0]) for token in tokens]
    first = tokens[min((spot for term in terms for spot in term.spots(folded)), default=0)].start()
    at = max(start, first - WIDEST // 3)
    inside = [token for token in tokens if token.start() >= at and token.end() <= at + WIDEST]
    return (inside[0].start(), inside[-1].end()) if inside else (at, min(end, at + WIDEST))


def _score(text: str, terms: Sequence[Term], wrong: int = 0) -> int:
    folded = [fold(token[0]) for token in TOKEN.finditer(text)]
    return sum(any(True for _ in term.spots(folded, wrong)) for term in terms)
