"""Speed of loading: rows a second of `graph.load` against the same rows by bare `UNWIND ... CREATE`.

Rows are nodes and relationships. Both write the same rows into the same emptied database, with the same constraints, in
turn (A B A B ...); the figure is the ratio of each pair, median first. Loading also finds out what is there already,
joins keys into entities and works out facts and belief; the bare writes are given all that.

Then the naive way, one transaction of MERGEs for each triple and no evidence, as programs do that are made in an hour:
claims a second of ours, with everything, against triples a second of it (aim: 20 times).
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from benchmarks.corpus import articles
from graph.cypher import labels, name
from graph.embedded import stop
from graph.load import load
from graph.store import Store, open_store
from ingest.documents import read_text_article
from ingest.pipeline import Reader
from ontology.model import Reading
from ontology.schema import load_ontology

BATCH = 10_000
KEY = {"Key": "key"}  # the property that names a node; "id" for all other labels
Row = dict[str, Any]
NODES = "MATCH (n) WHERE NOT n:TriplewireStore RETURN labels(n) AS labels, properties(n) AS row"
LINKS = """
MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS left, coalesce(a.id, a.key) AS source, type(r) AS type, properties(r) AS row,
    labels(b)[0] AS right, coalesce(b.id, b.key) AS target
"""
NAIVE = """
MERGE (s:Entity {id: $subject})
MERGE (o:Entity {id: $object})
MERGE (s)-[:RELATED_TO {phrase: $phrase}]->(o)
"""
TRIPLES = 1000
EMPTY = "MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n"


def main() -> None:
    """Prints rows, rates and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ontology, reader = load_ontology(), Reader()
    read = reader.read(read_text_article(article) for article in articles(options.articles))
    readings = [reading for reading in read if isinstance(reading, Reading)]
    pairs = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        with open_store(folder) as store:
            for _ in range(options.rounds + 1):
                start = monotonic()
                load(store, readings, ontology)
                ours = monotonic() - start
                nodes, links = taken_out(store)
                store.write(EMPTY)
                start = monotonic()
                put_in(store, nodes, links)
                pairs.append((ours, monotonic() - start))
                store.write(EMPTY)
            naive = naively(store, readings)
        stop(folder)
    pairs = pairs[1:]  # the first round warms the server
    count = sum(map(len, nodes.values())) + sum(map(len, links.values()))
    ours, bare = (median(pair[i] for pair in pairs) for i in (0, 1))
    ratios = sorted(b / a for a, b in pairs)
    print(f"{len(readings)} articles: {count} nodes and relationships")
    print(f"loading     {count / ours:7.0f} rows a second")
    print(f"bare CREATE {count / bare:7.0f} rows a second")
    print(f"ratio {median(ratios):.3f} (min {ratios[0]:.3f}, max {ratios[-1]:.3f}, {len(ratios)} pairs)")
    claims = sum(len(reading.claims) for reading in readings)
    print(f"{claims / ours:.0f} claims a second, {claims / ours / naive:.1f} times one MERGE a triple ({naive:.0f})")


def naively(store: Store, readings: list[Reading]) -> float:
    """Triples a second by one MERGE statement each."""
    claims = (claim for reading in readings for claim in reading.claims if claim.object)
    triples = [
        {"subject": c.subject.text, "phrase": c.relation.text, "object": c.object.text} for c in claims if c.object
    ]
    start = monotonic()
    for triple in triples[:TRIPLES]:
        store.write(NAIVE, **triple)
    return len(triples[:TRIPLES]) / (monotonic() - start)


def taken_out(store: Store) -> tuple[dict[tuple[str, ...], list[Row]], dict[tuple[str, str, str], list[Row]]]:
    """All nodes by their labels, and all relationships by label of source, type, label of target."""
    nodes, links = defaultdict[tuple[str, ...], list[Row]](list), defaultdict[tuple[str, str, str], list[Row]](list)
    for row in store.stream(NODES):
        nodes[tuple(row["labels"])].append(row["row"])
    for row in store.stream(LINKS):
        links[row["left"], row["type"], row["right"]].append(row)
    return nodes, links


def put_in(store: Store, nodes: dict[tuple[str, ...], list[Row]], links: dict[tuple[str, str, str], list[Row]]) -> None:
    """Creates them with nothing but UNWIND and CREATE."""
    for names, rows in nodes.items():
        for batch in batches(rows):
            store.write(f"UNWIND $rows AS row CREATE (n{labels(names)}) SET n = row", rows=batch)
    for (left, type_, right), rows in links.items():
        ends = (
            f"(a:{name(left)} {{{KEY.get(left, 'id')}: row.source}})",
            f"(b:{name(right)} {{{KEY.get(right, 'id')}: row.target}})",
        )
        query = f"UNWIND $rows AS row MATCH {ends[0]} MATCH {ends[1]} CREATE (a)-[r:{name(type_)}]->(b) SET r = row.row"
        for batch in batches(rows):
            store.write(query, rows=batch)


def batches(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows in groups of `BATCH`."""
    waiting = iter(rows)
    while group := list(islice(waiting, BATCH)):
        yield group


if __name__ == "__main__":
    main()
