"""Readings into the store: batches of articles, each batch one transaction, the same graph in whatever order they come.

    report = load(store, readings, load_ontology())
    known(store, ["https://..."])            # what is there, so that a run need not read it again
    remove(store, ["https://..."], load_ontology())

An article that is there as it is, read by the same reader, is left alone; one that changed is taken out and put in
anew, with what only it supported. A crash leaves whole batches or nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from graph import cypher
from graph.assembly import Effects, Run, assemble
from graph.catching import catch_up
from graph.rows import rows_of
from graph.store import Store
from graph.terms import Terms
from ontology.ids import article_digest, origin_of
from ontology.model import Reading
from ontology.schema import Ontology

BATCH = 50  # articles in a transaction
CLAIMS = 5000  # and no more claims, as far as whole articles go: a transaction's memory is bounded

Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of `load` or `remove` did. Articles: `added`, `changed`, `unchanged`, `removed`."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    effects: Effects = field(default_factory=Effects)

    def __add__(self, other: "Report") -> "Report":
        return Report(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
            self.effects + other.effects,
        )


def known(store: Store, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For those of the articles that are there: their `article_digest`, and the reader that read them."""
    return _known(store.read, sorted(set(ids)))


def _known(run: Run, ids: list[str]) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["digest"], row["reader"]) for row in run(cypher.KNOWN, ids=ids)}


def load(
    store: Store, readings: Iterable[Reading], ontology: Ontology, *, batch: int = BATCH, heard: Heard | None = None
) -> Report:
    """Loads readings, streaming: memory holds one batch. `heard` is told the articles of each finished batch.

    Errors: StoreError. What was finished before an error stays, whole.
    """
    terms = Terms(ontology)
    total = Report()
    catch_up(store, terms)
    for group in _batches(readings, batch):
        total += store.writing(lambda run, group=group: _load(run, terms, group))  # type: ignore[misc]
        if heard:
            heard(len(group))
    return total


def remove(store: Store, ids: Iterable[str], ontology: Ontology) -> Report:
    """Takes articles out, with exactly what only they supported. Ids that are not there are passed over.

    Errors: StoreError. Whole batches are out before an error.
    """
    terms, total = Terms(ontology), Report()
    catch_up(store, terms)
    waiting = iter(sorted(set(ids)))
    while group := list(islice(waiting, BATCH)):
        total += store.writing(lambda run, group=group: _remove(run, terms, group))  # type: ignore[misc]
    return total


def _remove(run: Run, terms: Terms, group: list[str]) -> Report:
    run(cypher.TAKE_TURN)
    there = sorted(_known(run, group))
    return Report(removed=len(there), effects=assemble(run, terms, there, ()))


def _load(run: Run, terms: Terms, group: list[Reading]) -> Report:
    run(cypher.TAKE_TURN)
    there = _known(run, [reading.article.id for reading in group])
    due = [r for r in group if there.get(r.article.id) != (article_digest(r.article), r.reader)]
    changed = [reading.article.id for reading in due if reading.article.id in there]
    effects = assemble(run, terms, changed, [rows_of(r, origin_of(r.article), terms) for r in due])
    return Report(len(due) - len(changed), len(changed), len(group) - len(due), 0, effects)


def _batches(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    """Groups of readings; one article twice is two groups, so that the second finds the first."""
    group: dict[str, Reading] = {}
    claims = 0
    for reading in readings:
        if reading.article.id in group or len(group) >= size or claims > CLAIMS:
            yield list(group.values())
            group, claims = {}, 0
        group[reading.article.id] = reading
        claims += len(reading.claims)
    if group:
        yield list(group.values())
