"""All that the graph holds of one name: what is asserted, what is denied, planned or asked, and in which articles.

    about = show(store, "Norvane Systems")
    about.asserted[0].property, about.asserted[0].facts[0].supports[0].quote

Facts stand in groups of one property and one direction. `said` are claims with something that is no entity at the
other end ("is | a security risk"), which make no fact; `struck` are those that a person struck out. Every list is cut,
and each has the count of all beside it.
"""

from dataclasses import dataclass

from graph.store import Row, Run, Store
from ontology.errors import QueryError
from ontology.model import Entity
from queries import cypher
from queries.evidence import SHOWN, Evidence, Statement, evidence_from, statements
from queries.names import find_in

LISTED = 10  # facts of a group, claims, articles
MOST = 1000


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one property in one direction (`outgoing`: the entity is the subject); `count` of all of them."""

    property: str
    outgoing: bool
    facts: tuple[Statement, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article in which the entity is named, and how many times."""

    article: str
    title: str
    outlet: str
    published: str | None
    url: str
    times: int


@dataclass(frozen=True, slots=True)
class About:
    """An entity and what is known of it. `open`: facts that nobody asserts, or not surely enough (`standing`)."""

    entity: Entity
    asserted: tuple[Group, ...]
    literal: tuple[Group, ...]
    open: tuple[Group, ...]
    said: tuple[Evidence, ...]
    said_count: int
    articles: tuple[Appearance, ...]
    article_count: int
    also: tuple[str, ...] = ()
    struck: tuple[Evidence, ...] = ()
    struck_count: int = 0


def show(store: Store, name: str, *, limit: int = LISTED, evidence: int = SHOWN) -> About:
    """What is known of a name, at most so many in each list. Errors: UnknownName, AmbiguousName, QueryError."""
    if not (1 <= limit <= MOST and 1 <= evidence <= MOST):
        raise QueryError(f"the limit is {limit}, the evidence {evidence}", f"give 1 to {MOST} for each")

    def work(run: Run) -> About:
        found = find_in(run, name)
        entity, keys = found.entity, list(found.entity.keys)
        rows = run(cypher.FACTS_OF, id=entity.id, most=limit)
        facts = statements(run, [id_ for row in rows for id_ in row["ids"]], most=evidence)
        [said] = run(cypher.SAID_OF, keys=keys, most=limit)
        [struck] = run(cypher.STRUCK, keys=keys, most=limit)
        [stands] = run(cypher.STANDS, keys=keys, most=limit)
        return About(
            entity=entity,
            asserted=_groups(rows, "asserted", facts),
            literal=_groups(rows, "literal", facts),
            open=_groups(rows, "open", facts),
            said=tuple(map(evidence_from, said["claims"])),
            said_count=said["count"],
            articles=tuple(Appearance(**row) for row in stands["articles"]),
            article_count=stands["count"],
            also=found.also,
            struck=tuple(map(evidence_from, struck["claims"])),
            struck_count=struck["count"],
        )

    return store.reading(work)


def _groups(rows: list[Row], kind: str, facts: dict[str, Statement]) -> tuple[Group, ...]:
    return tuple(
        Group(row["property"], row["outgoing"], tuple(facts[id_] for id_ in row["ids"]), row["count"])
        for row in rows
        if row["kind"] == kind
    )
