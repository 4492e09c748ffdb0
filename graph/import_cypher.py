"""Cypher text for a store that Neo4j's importer made: nodes and edges get the lists that the importer could not give.

As in graph/cypher.py: names are those of graph/columns.py, and Cypher 5 runs on both lines. Each statement is run by
itself, not in a transaction of ours: it makes its own.
"""

from collections.abc import Iterator

from graph.columns import LINKS, LONE, NODES, lists
from graph.cypher import name

END_IMPORT = "MATCH (s:TriplewireStore) REMOVE s.imported"
AWAIT_INDEXES = "CALL db.awaitIndexes(86400)"  # seconds: a large store is indexed at once


def completing() -> Iterator[str]:
    """The statements, in any order; each changes nothing where it was run before."""
    for label, columns in NODES.items():
        if lists(columns):
            yield _complete_nodes(label, lists(columns))
    for links in LINKS.values():
        if lists(links.columns):
            yield _complete_links(links.source, links.target, lists(links.columns))


def _complete_nodes(label: str, names: list[str]) -> str:
    lacking = " OR ".join(f"n.{text} IS NULL" for text in names)
    put = ", ".join(
        f"n.{text} = coalesce(n.{text}, CASE WHEN '{text}' IN n.{LONE} THEN [''] ELSE [] END)" for text in names
    )
    return f"""
    MATCH (n:{name(label)}) WHERE {lacking}
    CALL (n) {{ SET {put} REMOVE n.{LONE} }} IN TRANSACTIONS OF 10000 ROWS
    """


def _complete_links(source: str, target: str, names: list[str]) -> str:
    lacking = " OR ".join(f"r.{text} IS NULL" for text in names)
    put = ", ".join(f"r.{text} = coalesce(r.{text}, [])" for text in names)
    return f"""
    MATCH (:{name(source)})-[r]->(:{name(target)}) WHERE {lacking}
    CALL (r) {{ SET {put} }} IN TRANSACTIONS OF 10000 ROWS
    """
