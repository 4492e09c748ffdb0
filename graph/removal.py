"""Which articles a removal means, and what would fall by it: the removal itself, rehearsed and rolled back.

ids = chosen(store, outlet="The Ledger", before="2020-01-01")
seen = preview(store, ids, load_ontology())
[fall.fact for fall in seen.falls if fall.after is None]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from re import fullmatch

from graph import cypher, upkeep_cypher
from graph.assembly import Run, assemble
from graph.catching import catch_up
from graph.store import Store
from graph.terms import Terms
from ontology.errors import InputError
from ontology.schema import Ontology


@dataclass(frozen=True, slots=True)
class Fall:
    """A fact that loses evidence. Belief and independent reports before and after; after is None where it is gone."""

    fact: str
    subject: str
    phrase: str
    object: str
    before: float
    after: float | None
    reports: int
    left: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a removal of these articles would do: facts by id, and the entities that would go, by id and name."""

    articles: tuple[str, ...] = ()
    falls: tuple[Fall, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()


def chosen(store: Store, *, outlet: str | None = None, before: str | None = None) -> tuple[str, ...]:
    """The ids of the articles of that outlet, or published before that ISO date, or both; undated ones are before none.

    Errors: InputError for what is no date, StoreError.
    """
    if before is not None and not fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", before):
        raise InputError(f"{before!r} is no date", "write it as 2024-05-01, 2024-05 or 2024")
    return tuple(row["id"] for row in store.read(upkeep_cypher.CHOSEN, outlet=outlet, before=before))


def preview(store: Store, ids: Iterable[str], ontology: Ontology) -> Preview:
    """What `graph.load.remove` of these articles would do; nothing is changed. Errors: StoreError."""
    wanted, terms = sorted(set(ids)), Terms(ontology)
    catch_up(store, terms)

    def work(run: Run) -> Preview:
        run(cypher.TAKE_TURN)
        there = sorted(row["id"] for row in run(cypher.KNOWN, ids=wanted))
        facts = run(upkeep_cypher.TOUCHED, ids=there)
        keys = [row["key"] for row in run(upkeep_cypher.KEYS_OF_ARTICLES, ids=there)]
        entities = run(upkeep_cypher.ENTITY_NAMES, keys=keys)
        assemble(run, terms, there, ())
        left = {
            row["row"]["id"]: row["row"] for row in run(upkeep_cypher.FACT_ROWS, ids=[f["row"]["id"] for f in facts])
        }
        stay = {row["id"] for row in run(cypher.ENTITIES, ids=[entity["id"] for entity in entities])}
        falls = (_fall(fact["row"], fact["subject"], fact["object"], left.get(fact["row"]["id"])) for fact in facts)
        gone = tuple((entity["id"], entity["name"]) for entity in entities if entity["id"] not in stay)
        return Preview(tuple(there), tuple(sorted(falls, key=lambda f: (f.left, f.subject, f.phrase, f.fact))), gone)

    return store.rehearsing(work)


def _fall(before: dict[str, object], subject: str, object_: str, after: dict[str, object] | None) -> Fall:
    return Fall(
        fact=str(before["id"]),
        subject=subject,
        phrase=str(before["phrase"]),
        object=object_,
        before=float(str(before["belief"])),
        after=float(str(after["belief"])) if after else None,
        reports=int(str(before["origins"])),
        left=int(str(after["origins"])) if after else 0,
    )
