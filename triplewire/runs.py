"""Runs over articles: read them, and put what was read into a store. What the commands of the same names do.

    tally = build(store, read_articles(["articles/"]), Reader())
    for reading in extract(read_articles(["a.txt"]), Reader(), tally): ...

All of it streams: memory holds one batch, and what a batch brought is in the store before the next is read. A run that
was killed is taken up where it stopped by running it again.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from graph.contents import totals
from graph.load import known, load
from graph.store import Store
from ingest.pipeline import Reader
from ontology.errors import ArticleError
from ontology.ids import article_digest, digest
from ontology.model import Article, Reading
from ontology.schema import Ontology
from triplewire.tally import Tally

ASKED = 50  # articles that the store is asked about at a time

Item = TypeVar("Item")
Found = Article | ArticleError
Heard = Callable[[Tally], None]


def begun(found: Iterator[Item | ArticleError], tally: Tally) -> Iterator[Item | ArticleError] | None:
    """The stream, looked up to its first good item; None where it has none, and the reasons are in the tally.

    So that neither a model nor a server is started for nothing.
    """
    for item in found:
        if not isinstance(item, ArticleError):
            return chain([item], found)
        tally.skip(item)
    return None


def extract(found: Iterable[Found], reader: Reader, tally: Tally, heard: Heard | None = None) -> Iterator[Reading]:
    """A reading for each article that can be read; the tally has the others. `heard` is told after each."""

    def articles() -> Iterator[Article]:
        for item in found:
            if isinstance(item, ArticleError):
                tally.skip(item)
            else:
                yield item

    for reading in reader.read(articles()):
        if isinstance(reading, ArticleError):
            tally.skip(reading)
            continue
        tally.read(reading)
        if heard:
            heard(tally)
        yield reading


def build(
    store: Store, found: Iterable[Found], reader: Reader, tally: Tally | None = None, heard: Heard | None = None
) -> Tally:
    """Reads articles into the store; those that are there under the same text and reader are not read again.

    Errors: StoreError. What was finished before stays, whole.
    """
    tally = tally or Tally()
    due = _due(store, once(found, tally), reader.version, tally)
    return put(store, extract(due, reader, tally, heard), reader.ontology, tally)


def put(store: Store, readings: Iterable[Reading], ontology: Ontology, tally: Tally) -> Tally:
    """Loads readings, and notes in the tally what that did. Errors: StoreError."""
    report = load(store, readings, ontology)
    tally.added += report.added
    tally.changed += report.changed
    tally.unchanged += report.unchanged
    tally.readings = tally.added + tally.changed
    tally.effects += report.effects
    tally.totals = totals(store)
    return tally


def once(found: Iterable[Found], tally: Tally) -> Iterator[Found]:
    """Each article once. The same id with another text is told: which of the two is right, only people know."""
    seen: dict[str, str] = {}  # two short digests an article: some 200 bytes
    for item in found:
        if isinstance(item, ArticleError):
            yield item
            continue
        id_, text = digest(item.id), digest(item.sha256)
        first = seen.setdefault(id_, "")
        if not first:
            seen[id_] = text
            yield item
        elif first == text:
            tally.repeated += 1
        else:
            message = f"{item.id}: came before in this run with another text, which was kept"
            yield ArticleError(message, "give each article its own id")


def _due(store: Store, found: Iterable[Found], version: str, tally: Tally) -> Iterator[Found]:
    """Those that the store does not have yet, as they are."""
    stream = iter(found)
    while group := list(islice(stream, ASKED)):
        there = known(store, [item.id for item in group if isinstance(item, Article)])
        for item in group:
            if isinstance(item, Article) and there.get(item.id) == (article_digest(item), version):
                tally.unchanged += 1
            else:
                yield item
