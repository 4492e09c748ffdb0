"""What the store holds, streamed in the order of ids: for exporters, and for whoever compares two stores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph import cypher, upkeep_cypher
from graph.rows import Row
from graph.store import Store
from ontology.model import Entity, Fact, Voice


@dataclass(frozen=True, slots=True)
class Node:
    """An entity and how many edges it has."""

    entity: Entity
    edges: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the store holds; `edges` are the facts that are drawn."""

    articles: int
    claims: int
    entities: int
    facts: int
    edges: int


def totals(store: Store) -> Totals:
    """How much there is."""
    return Totals(**store.read(cypher.TOTALS)[0])


def stats(store: Store) -> dict[str, int | str | None]:
    """Counts of all that the store holds, and from when to when its articles were published."""
    counts, reach = store.reading(lambda run: (run(upkeep_cypher.STATS)[0], run(upkeep_cypher.REACH)[0]))
    return counts | reach


def entities(store: Store) -> Iterator[Entity]:
    """All entities, by id."""
    for row in store.stream(cypher.ALL_ENTITIES):
        yield entity_of_row(row)


def connected(store: Store, *, voice: Voice | None = None, least_belief: float = 0.0) -> Iterator[Node]:
    """The entities that have an edge, of that voice and at least that belief, by id."""
    for row in store.stream(cypher.CONNECTED_ENTITIES, voice=voice, least=least_belief):
        yield Node(entity_of_row(row), row["edges"])


def edges(store: Store, *, voice: Voice | None = None, least_belief: float = 0.0) -> Iterator[Fact]:
    """The facts that are edges, of that voice and at least that belief, by subject, object and property."""
    for row in store.stream(cypher.DRAWN_FACTS, voice=voice, least=least_belief):
        yield _fact(row)


def facts(store: Store, *, drawn: bool = False) -> Iterator[Fact]:
    """All facts, by id, with the claims for, against and neither; with `drawn` those that are edges."""
    for row in store.stream(cypher.ALL_FACTS):
        if row["row"]["drawn"] or not drawn:
            yield _fact(row)


def facts_of(store: Store, article: str) -> tuple[Fact, ...]:
    """The facts that claims of an article are for, against or neither, by id, each with all its claims."""
    return tuple(map(_fact, store.read(cypher.FACTS_OF_ARTICLE, article=article)))


def entities_of(store: Store, ids: Iterable[str]) -> tuple[Entity, ...]:
    """Those entities, by id."""
    return tuple(map(entity_of_row, store.read(cypher.ENTITIES_WITH_IDS, ids=sorted(ids))))


def entity_of_row(row: Row) -> Entity:
    """The entity of a row that has its properties; what is on no list has none of it."""
    lists = (tuple(row[name] or ()) for name in ("keys", "aliases", "listed", "listed_unsure"))
    keys, aliases, listed, unsure = lists
    return Entity(row["id"], row["name"], row["type"], keys, aliases, row["described"], listed, unsure)


def _fact(found: Row) -> Fact:
    row = found["row"]
    return Fact(
        id=row["id"],
        subject=row["subject"],
        property=row["property"],
        object=row["object"],
        phrase=row["phrase"],
        belief=row["belief"],
        voice=row["voice"],
        disputed=row["disputed"],
        supports=tuple(found["supports"]),
        opposes=tuple(found["opposes"]),
        mentions=tuple(found["mentions"]),
        articles=row["articles"],
        origins=row["origins"],
        first_reported=row.get("first_reported"),
        last_reported=row.get("last_reported"),
        drawn=row["drawn"],
        value=row["value"],
        disputed_by=tuple(row["disputed_by"]),
        valid=tuple(_interval(text) for text in row["valid"]),
        quote=row["quote"],
    )


def _interval(text: str) -> tuple[str, str]:
    since, _, until = text.partition("/")
    return since, until
