"""What the program left out, and why: lines that are not the story, candidates that became no claim.

    table = dropped(store, article="https://...", what="line")
    table.columns == ("what", "reason", "words", "rule", "start", "end")     # and "article" first, where it is of all

In the order of the articles, then of the text. `words` are verbatim: the article's text from `start` to `end`, in code
points.
"""

from collections.abc import Iterator
from itertools import islice
from json import loads
from typing import Any, Literal

from graph.store import Row, Store
from ontology.errors import QueryError
from queries import cypher
from queries.names import find_article
from queries.table import Table

COLUMNS = ("article", "what", "reason", "words", "rule", "start", "end")
ROWS = 1000
What = Literal["line", "candidate"]


def dropped(store: Store, article: str | None = None, *, what: What | None = None, limit: int = ROWS) -> Table:
    """What was left out of all articles, or of the one of that id or address; of one kind or of both.

    Errors: UnknownName, QueryError, StoreError.
    """
    if limit < 1:
        raise QueryError(f"the limit is {limit}", "give 1 or more")
    found = list(islice(_rows(store, find_article(store, article) if article else None, what), limit + 1))
    first = 1 if article else 0  # of one article each row need not say which
    return Table(COLUMNS[first:], tuple(row[first:] for row in found[:limit]), len(found) > limit)


def _rows(store: Store, article: str | None, what: What | None) -> Iterator[tuple[Any, ...]]:
    for row in store.stream(cypher.LEFT_OUT, article=article):
        if what != "candidate":
            yield from _lines(row)
        if what != "line":
            yield from _candidates(row)


def _lines(row: Row) -> Iterator[tuple[Any, ...]]:
    for entry in row["dropped"]:
        start, end, reason = entry.split(" ", 2)
        words = row["text"][int(start) : int(end)]
        yield row["article"], "line", reason, words, "", int(start), int(end)


def _candidates(row: Row) -> Iterator[tuple[Any, ...]]:
    for entry in loads(row["rejected"]):
        spot = entry["start"], entry["end"]
        yield row["article"], "candidate", entry["reason"], entry["text"], entry["rule"], *spot
