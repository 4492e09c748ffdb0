"""The search against all simple paths, on small random graphs: nothing missing, nothing out of order."""

from itertools import pairwise
from math import log
from random import Random

import networkx as nx
import pytest

from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from queries.connect import connect
from queries.frontier import HUB_EDGES
from tests.conftest import empty
from tests.graph.stories import Said, reading

PROPERTIES = ("suppliesTo", "owns", "paid")


def random_story(random: Random, nodes: int, edges: int) -> list[Said]:
    names = [f"Firm {number:02}" for number in range(nodes)]
    said = []
    for _ in range(edges):
        one, other = random.sample(names, 2)
        said.append(
            Said(one, "deals with", other, random.choice(PROPERTIES), confidence=random.choice([0.4, 0.6, 0.8]))
        )
    return said


def all_ways(said: list[Said], left: str, right: str, hops: int) -> list[tuple[int, float, tuple[str, ...]]]:
    facts = {(s.subject, s.property, s.object): 0.0 for s in said}
    for s in said:  # one article, one origin: the best confidence counts
        facts[s.subject, s.property, s.object] = max(facts[s.subject, s.property, s.object], s.confidence)
    graph: nx.Graph[str] = nx.Graph()
    for (one, _, other), confidence in facts.items():
        belief = max(0.95 * confidence, graph.get_edge_data(one, other, {}).get("belief", 0.0))
        graph.add_edge(one, other, belief=belief)
    degrees = {node: sum(node in (one, other) for one, _, other in facts) for node in graph}
    ways = []
    for way in nx.all_simple_paths(graph, left, right, cutoff=hops):
        cost = sum(-log(graph.edges[hop]["belief"]) for hop in pairwise(way))
        cost += sum(log(1 + degrees[node] / HUB_EDGES) for node in way[1:-1])
        ways.append((len(way) - 1, round(cost, 5), tuple(way)))
    return sorted(ways)


@pytest.mark.parametrize(("seed", "nodes", "edges"), [(1, 8, 10), (2, 9, 16), (3, 10, 24)])
def test_no_path_is_missing(store: Store, seed: int, nodes: int, edges: int) -> None:
    random = Random(seed)
    said = random_story(random, nodes, edges)
    empty(store)
    load(store, [reading("a1", *said)], load_ontology())
    names = sorted({name for s in said for name in (s.subject, s.object)})
    for hops in (1, 2, 3, 4, 5, 6):
        left, right = random.sample(names, 2)
        expected = all_ways(said, left, right, hops)[:200]
        found = connect(store, left, right, most_hops=hops, limit=200)
        assert not found.cuts
        ranked = [(len(path.hops), round(path.cost, 5), tuple(n.name for n in path.nodes)) for path in found]
        assert [way[0] for way in ranked] == [way[0] for way in expected], (left, right, hops)
        assert [way[1] for way in ranked] == pytest.approx([way[1] for way in expected], abs=1e-4)
        assert {way[2] for way in ranked} == {way[2] for way in expected}
        assert connect(store, left, right, most_hops=hops, limit=200) == found
