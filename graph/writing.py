"""Entities and facts that are made anew, against what is stored: only what differs is written.

Existing rows are read before, under the writer's lock, and only the new is created: MERGE is slow.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from graph import cypher
from graph.facts import Evidence, FactKey
from graph.nodes import edge_row, entity_row, fact_row
from graph.rows import Row
from graph.terms import Terms
from ontology.model import Entity, Fact
from ontology.schema import relationship_type

Run = Callable[..., list[Row]]


def write(run: Run, statement: str, rows: list[Row]) -> None:
    """Runs a statement over rows, if there are any."""
    if rows:
        run(statement, rows=rows)


def write_entities(
    run: Run, terms: Terms, stored: Mapping[str, Row], labels: Mapping[str, frozenset[str]], made: Mapping[str, Entity]
) -> None:
    """Creates and changes entities, with their classes."""
    new: list[Row] = []
    changed: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[Row]] = defaultdict(list)
    for id_, entity in made.items():
        row, classes = entity_row(entity), terms.chain(entity.type)
        if id_ not in stored:
            new.append({"id": id_, "classes": list(classes), "row": row})
        elif stored[id_] != row or labels[id_] != frozenset(classes):
            others = tuple(sorted(labels[id_].difference(classes)))
            changed[classes, others].append(row)
    write(run, cypher.CREATE_ENTITIES, new)
    for (classes, others), rows in changed.items():
        run(cypher.set_entities(classes, others), rows=rows)


def write_facts(
    run: Run,
    stored: Mapping[str, Row],
    made: Mapping[str, tuple[Fact, FactKey]],
    fresh: Mapping[str, Iterable[Evidence]],
) -> tuple[int, int, int]:
    """Creates, changes and deletes facts and their edges, and files the fresh claims; how many facts of each."""
    rows = {id_: fact_row(fact, key) for id_, (fact, key) in made.items()}
    new = rows.keys() - stored.keys()
    changed = [rows[id_] for id_ in rows if id_ in stored and stored[id_] != rows[id_]]
    gone = sorted(stored.keys() - rows.keys())
    filed = {id_: [{"id": c.claim, "type": c.effect.upper()} for c in claims] for id_, claims in fresh.items()}
    facts = ({"id": id_, "row": row, "claims": filed.get(id_, [])} for id_, row in rows.items() if id_ in new)
    write(run, cypher.CREATE_FACTS, list(facts))
    write(run, cypher.SET_FACTS, changed)
    links = ({"fact": id_, "claims": claims} for id_, claims in filed.items() if id_ not in new)
    write(run, cypher.LINK_CLAIMS, list(links))
    _draw(run, stored, rows, [*(row["id"] for row in changed), *gone])
    if gone:
        run(cypher.DELETE_FACTS, ids=gone)
    return len(new), len(changed), len(gone)


def _draw(run: Run, stored: Mapping[str, Row], rows: Mapping[str, Row], touched: Iterable[str]) -> None:
    """Edges follow their facts: new ones are drawn, changed ones set, and those of no drawn fact taken away."""
    make = [row for id_, row in rows.items() if id_ not in stored and row["drawn"]]
    keep: list[Row] = []
    drop: list[Row] = []
    for id_ in touched:
        was, is_ = stored[id_]["drawn"], id_ in rows and rows[id_]["drawn"]
        group = keep if was and is_ else drop if was else make if is_ else None
        if group is not None:
            group.append(rows.get(id_, stored[id_]))
    write(run, cypher.CREATE_EDGES, [edge_row(row) | {"type": relationship_type(row["property"])} for row in make])
    write(run, cypher.SET_EDGES, [edge_row(row) for row in keep])
    write(run, cypher.DELETE_EDGES, [edge_row(row) for row in drop])
