"""The ledger of identity: what people decided about pairs of keys, as rows of the store, and what they cannot mean.

    decision_of(row), decision_row(decision)        a decision as the properties of its node, and back
    standing(run)                                   the rows that hold today
    contradiction(decisions)                        keys held to be one and not one at a time, or None

A pair has no order: `left` is the smaller key. Rows are never deleted, a withdrawn one stays for the record. All rows
are people's: what rules suggest is computed when it is asked for (graph/suggestions.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

import networkx as nx

from graph import cypher
from graph.rows import Row
from ontology.ids import digest
from ontology.model import Decision

Run = Callable[..., list[Row]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair that is decided not to be the same, and the chain of decisions by which it is."""

    apart: Decision
    chain: tuple[Decision, ...]


def pair(decision: Decision) -> Pair:
    """Its two keys, the smaller one first."""
    return min(decision.left, decision.right), max(decision.left, decision.right)


def ordered(decision: Decision) -> Decision:
    """The decision with its keys in order."""
    left, right = pair(decision)
    return replace(decision, left=left, right=right)


def decision_id(decision: Decision) -> str:
    """The same for the same decision in every store: of its keys, verdict, maker, reason and time."""
    return digest("decision", *pair(decision), decision.verdict, decision.by, decision.why, decision.made)


def decision_row(decision: Decision) -> Row:
    """A decision as the properties of its node."""
    row = {name: value for name, value in asdict(ordered(decision)).items() if value is not None}
    return {"id": decision_id(decision)} | row


def decision_of(row: Row) -> Decision:
    """What `decision_row` made."""
    return Decision(**{name: value for name, value in row.items() if name != "id"})


def standing(run: Run) -> dict[str, Decision]:
    """The decisions that hold, by id."""
    return {row["row"]["id"]: decision_of(row["row"]) for row in run(cypher.STANDING_DECISIONS)}


def contradiction(decisions: Iterable[Decision]) -> Contradiction | None:
    """The first pair, by key, that is decided apart and joined by other decisions; None where there is none."""
    valid = [d for d in decisions if d.withdrawn is None]
    graph: nx.Graph[str] = nx.Graph()
    for decision in sorted((d for d in valid if d.verdict == "same"), key=pair):
        graph.add_edge(*pair(decision), decision=decision)
    place = {key: number for number, keys in enumerate(nx.connected_components(graph)) for key in keys}
    for apart in sorted((d for d in valid if d.verdict == "not-same"), key=pair):
        left, right = pair(apart)
        if left in place and place[left] == place.get(right):
            path = min(nx.all_shortest_paths(graph, left, right))
            return Contradiction(apart, tuple(graph.edges[edge]["decision"] for edge in pairwise(path)))
    return None
