"""Types a store again under another vocabulary, from what it holds: no article is read.

    for change in differences(store, load_ontology(old), load_ontology(new)): ...      # what would happen
    report = retype(store, load_ontology(new))                                         # makes it so

Every claim keeps its frame and the types of its ends, and what became no claim for want of a property is kept beside
them; `ontology.statements` makes claims of both again, as reading the article under that vocabulary would, but for the
classes of names, which only reading can change: `Retyped.reread` counts the articles where those differ.

A batch of articles is one transaction. A run that was stopped goes on where it stopped; running twice changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from graph import cypher
from graph.assembly import Effects, Run, assemble
from graph.catching import catch_up
from graph.load import BATCH
from graph.rows import Row, reading_of, rows_of
from graph.store import Store
from graph.terms import Terms
from ontology.model import Claim, Reading
from ontology.schema import Ontology
from ontology.statements import plain, settle_again

PARTS = 3  # of a reader's version: rules, classes, properties

Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Retyped:
    """Counts of articles: typed again; typed so already; of an older program, so left alone; to be read again."""

    done: int = 0
    unchanged: int = 0
    unfit: int = 0
    reread: int = 0
    effects: Effects = field(default_factory=Effects)

    def __add__(self, other: "Retyped") -> "Retyped":
        return Retyped(
            self.done + other.done,
            self.unchanged + other.unchanged,
            self.unfit + other.unfit,
            self.reread + other.reread,
            self.effects + other.effects,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One statement under two vocabularies; None where it is no claim under that one."""

    before: Claim | None
    after: Claim | None


def retype(store: Store, ontology: Ontology, *, batch: int = BATCH, heard: Heard | None = None) -> Retyped:
    """Brings claims, facts and edges to what the vocabulary says. `heard` is told the articles of each batch.

    Errors: StoreError. What was finished before an error stays, whole.
    """
    terms, total = Terms(ontology), Retyped()
    catch_up(store, terms)
    for page in _pages(store, batch):
        total += store.writing(lambda run, page=page: _retype(run, terms, ontology, page))  # type: ignore[misc]
        if heard:
            heard(len(page))
    return total


def _retype(run: Run, terms: Terms, ontology: Ontology, page: dict[str, str]) -> Retyped:
    run(cypher.TAKE_TURN)
    due = sorted(id_ for id_, reader in page.items() if reader != version_under(reader, ontology))
    rows = run(cypher.READINGS, ids=due)
    come = []
    for row in rows:
        reading = _reading(row)
        if reading:
            again = replace(settle_again(reading, ontology), reader=version_under(reading.reader, ontology))
            come.append(rows_of(again, row["article"].get("body", row["article"]["origin"]), terms))
    effects = assemble(run, terms, [row.article["id"] for row in come], come)
    stale = sum(_classes(reader) not in ("", ontology.reading_digest) for reader in page.values())
    return Retyped(len(come), len(page) - len(due), len(rows) - len(come), stale, effects)


def differences(store: Store, old: Ontology, new: Ontology, *, batch: int = BATCH) -> Iterator[Change]:
    """The statements that the two vocabularies type otherwise, in the order of the articles and of their text."""
    for page in _pages(store, batch):
        for row in store.read(cypher.READINGS, ids=sorted(page)):
            reading = _reading(row)
            if reading:
                before, after = (_by_statement(settle_again(reading, each)) for each in (old, new))
                for id_ in sorted(before.keys() | after.keys(), key=lambda i: _at(before.get(i) or after[i])):
                    if before.get(id_) != after.get(id_):
                        yield Change(before.get(id_), after.get(id_))


def version_under(reader: str, ontology: Ontology) -> str:
    """The version of a reader that differs from this one by the vocabulary's properties alone."""
    parts = reader.split(".")
    rules, classes = (parts[0], parts[1]) if len(parts) == PARTS else (reader, "")
    return ".".join((rules, classes, ontology.typing_digest))


def _classes(reader: str) -> str:
    """Under which classes it read; "" where it does not say."""
    parts = reader.split(".")
    return parts[1] if len(parts) == PARTS else ""


def _reading(row: Row) -> Reading | None:
    return reading_of(row["article"], row["claims"], row["mentions"])


def _by_statement(reading: Reading) -> dict[str, Claim]:
    return {plain(claim).id: claim for claim in reading.claims}


def _at(claim: Claim) -> tuple[int, int, int, str]:
    target = claim.object.start if claim.object else 0
    return claim.quote.start, claim.relation.start, claim.subject.start + target, claim.id


def _pages(store: Store, size: int) -> Iterator[dict[str, str]]:
    """Articles with the versions of their readers, by id, so many at a time."""
    after = ""
    while rows := store.read(cypher.READERS, after=after, most=size):
        yield {row["id"]: row["reader"] for row in rows}
        after = rows[-1]["id"]
