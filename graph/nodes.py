"""Entities and facts as the properties of their nodes, and the edges that facts draw."""

from typing import Any

from graph.facts import FactKey
from graph.rows import Row
from ontology.model import Entity, Fact


def entity_row(entity: Entity) -> Row:
    """An entity as the properties of its node."""
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "keys": list(entity.keys),
        "aliases": list(entity.aliases),
        "described": entity.described,
    }


def fact_row(fact: Fact, key: FactKey) -> Row:
    """A fact as the properties of its node. What is not known is left out: Neo4j holds no null."""
    row: dict[str, Any] = {
        "id": fact.id,
        "subject": fact.subject,
        "property": fact.property,
        "object": fact.object,
        "value": fact.value,
        "lemma": key.lemma,
        "phrase": fact.phrase,
        "quote": fact.quote,
        "belief": fact.belief,
        "voice": fact.voice,
        "disputed": fact.disputed,
        "disputed_by": list(fact.disputed_by),
        "articles": fact.articles,
        "origins": fact.origins,
        "first_reported": fact.first_reported,
        "last_reported": fact.last_reported,
        "valid": [f"{since}/{until}" for since, until in fact.valid],
        "drawn": fact.drawn,
    }
    return {name: value for name, value in row.items() if value is not None}


EDGE = (
    "id", "belief", "voice", "disputed", "phrase", "quote", "articles", "origins", "first_reported", "last_reported",
    "valid",
)  # fmt: skip


def edge_row(row: Row) -> Row:
    """The edge that a fact's node draws: its ends, and its own properties."""
    edge = {name: row[name] for name in EDGE if name in row}
    return {"id": row["id"], "subject": row["subject"], "object": row["object"], "edge": edge}
