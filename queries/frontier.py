"""The shortest and best supported ways between two entities, without ever listing long paths in the database.

Both ends are widened one step at a time, by one bounded query for both, to half of the hops; the halves meet in the
middle, in Python. A step goes to the best supported neighbours only, and a hub inside is reached but not passed
through by widening it; what that leaves out is told (`Cut`). One and two hops are never left out.

Ways are ranked by their hops, then by cost: -ln of the best belief of each hop, and for each entity on the way
ln(1 + edges / HUB_EDGES), as a way through an entity that everybody has to do with says little.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush, merge
from itertools import pairwise
from math import log

from graph.store import Run
from ontology.model import Voice
from queries import cypher

AT_ENDS = 100  # neighbours that either end is followed to
INSIDE = 20  # neighbours that an entity on the way is followed to
HUB = 1000  # edges; an entity on the way that has more is not followed further
WIDEST = 1000  # entities that are followed in one step, the cheapest to reach
SHARED = 200  # entities that both ends have an edge with, where they must be asked for apart
HUB_EDGES = 50  # an entity on the way with so many edges costs as much as a hop of belief 1/2
LEAST = 1e-6  # a belief of 0 has no logarithm
PATIENCE = 20_000  # ways that are looked at, of one length, to find the best without loops

Nodes = tuple[str, ...]
Half = tuple[float, Nodes]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far and along what: hops, number of ways, and the edges that count."""

    most_hops: int = 4
    limit: int = 10
    least_belief: float = 0.0
    voice: Voice | None = None

    @property
    def filters(self) -> dict[str, object]:
        """The parameters of the edges that count."""
        return {"least": self.least_belief, "voice": self.voice}


@dataclass(frozen=True, slots=True)
class Cut:
    """An entity of whose `neighbours` only so many were followed."""

    id: str
    name: str
    edges: int
    followed: int


@dataclass(frozen=True, slots=True)
class Ways:
    """What was found: ways as ids of entities with their cost, best first; `more`: others exist.

    `left` and `right` give for each entity that an end reaches the least number of hops to it, `edges` how many it has.
    """

    ways: tuple[Half, ...]
    more: bool
    cuts: tuple[Cut, ...]
    left: dict[str, int]
    right: dict[str, int]
    edges: dict[str, int]


@dataclass(slots=True)
class _Side:
    """One end: its half-ways by length, and by the entity that they lead to."""

    root: str
    levels: list[dict[str, list[Half]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.levels.append({self.root: [(0.0, (self.root,))]})

    def reach(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for depth, level in enumerate(self.levels):
            for node in level:
                found.setdefault(node, depth)
        return found


class _Search:
    def __init__(self, run: Run, filters: dict[str, object]) -> None:
        self.run, self.filters = run, filters
        self.beliefs: dict[tuple[str, str], float] = {}
        self.edges: dict[str, int] = {}
        self.followed: dict[str, list[str]] = {}
        self.cuts: dict[str, Cut] = {}

    def widen(self, sides: Sequence[_Side], ends: bool) -> None:
        """One step further from each of these ends."""
        frontiers = [self._frontier(side) for side in sides]
        new = sorted({node for frontier in frontiers for node in frontier} - self.followed.keys())
        self._follow(new, AT_ENDS if ends else INSIDE, None if ends else HUB)
        for side, frontier in zip(sides, frontiers, strict=True):
            level: dict[str, list[Half]] = {}
            for node in frontier:
                for cost, path in side.levels[-1][node]:
                    passed = cost + (self.toll(node) if len(path) > 1 else 0.0)
                    for other in self.followed[node]:
                        if other not in path:
                            level.setdefault(other, []).append((passed + self.hop(node, other), (*path, other)))
            side.levels.append({node: sorted(halves) for node, halves in sorted(level.items())})

    def _frontier(self, side: _Side) -> list[str]:
        last = side.levels[-1]
        ranked = sorted(last, key=lambda node: (last[node][0][0], node))
        for node in ranked[WIDEST:]:
            if node not in self.followed:
                self.cuts.setdefault(node, Cut(node, "", self.edges.get(node, 0), 0))
        return ranked[:WIDEST]

    def _follow(self, nodes: list[str], most: int, hub: int | None) -> None:
        limit = hub if hub is not None else 2**62
        for row in self.run(cypher.EXPAND, nodes=nodes, most=most + 1, hub=limit, **self.filters):
            near = row["neighbours"][:most]
            self.followed[row["id"]] = [other["id"] for other in near]
            self.edges[row["id"]] = row["degree"]
            for other in near:
                self.edges[other["id"]] = other["degree"]
                self.beliefs[_pair(row["id"], other["id"])] = other["belief"]
            if len(row["neighbours"]) > most or row["degree"] > limit:
                self.cuts[row["id"]] = Cut(row["id"], row["name"], row["degree"], len(near))

    def around(self, side: _Side, steps: int) -> dict[str, int]:
        """The entities that this end reaches in so many steps, without the ways to them."""
        reach = side.reach()
        last = sorted(side.levels[-1])
        for depth in range(len(side.levels), steps + 1):
            self._follow(sorted(set(last[:WIDEST]) - self.followed.keys()), INSIDE, HUB)
            last = sorted({other for node in last[:WIDEST] for other in self.followed[node]} - reach.keys())
            reach.update(dict.fromkeys(last, depth))
        return reach

    def near(self, left: _Side, right: _Side) -> None:
        """Direct edges and shared neighbours of two hubs, which their best neighbours may miss."""
        ends = {"left": left.root, "right": right.root}
        belief = self.run(cypher.DIRECT, **ends, **self.filters)[0]["belief"]
        if belief is not None:
            self.beliefs[_pair(left.root, right.root)] = belief
            self._add(left, right.root)
            self._add(right, left.root)
        for row in self.run(cypher.SHARED, **ends, most=SHARED, **self.filters):
            self.beliefs[_pair(left.root, row["id"])] = row["near"]
            self.beliefs[_pair(right.root, row["id"])] = row["far"]
            self.edges[row["id"]] = row["degree"]
            self._add(left, row["id"])
            self._add(right, row["id"])

    def _add(self, side: _Side, node: str) -> None:
        if node not in side.levels[1]:
            side.levels[1][node] = [(self.hop(side.root, node), (side.root, node))]

    def hop(self, one: str, other: str) -> float:
        """What a hop costs."""
        return -log(max(LEAST, self.beliefs[_pair(one, other)]))

    def toll(self, node: str) -> float:
        """What it costs to pass through an entity."""
        return log(1 + self.edges[node] / HUB_EDGES)


def search(run: Run, left: str, right: str, bounds: Bounds) -> Ways:
    """The best ways between two different entities, by id."""
    work = _Search(run, bounds.filters)
    sides = _Side(left), _Side(right)
    for depth in range(-(-bounds.most_hops // 2)):
        # One hop is found from either end; an odd number of hops takes one step more on the left.
        work.widen(sides if depth < max(1, bounds.most_hops // 2) else sides[:1], ends=depth == 0)
        if depth == 0 and {left, right} & work.cuts.keys():
            work.near(*sides)
    found: list[Half] = []
    more = False
    for hops in range(1, bounds.most_hops + 1):
        ways, weary = _joined(sides, hops, work.toll, bounds.limit + 1 - len(found))
        found += ways
        more = more or weary
    # Where there is no way, a link that nobody asserts may be the first hop or the last.
    steps = 0 if found else bounds.most_hops - 1
    left_reach, right_reach = (work.around(side, steps) for side in sides)
    return Ways(
        tuple(found[: bounds.limit]),
        more or len(found) > bounds.limit,
        tuple(sorted(work.cuts.values(), key=lambda cut: (-cut.edges, cut.id))),
        left_reach,
        right_reach,
        work.edges,
    )


def _joined(sides: tuple[_Side, _Side], hops: int, toll: Callable[[str], float], most: int) -> tuple[list[Half], bool]:
    """The best ways of that length: half-ways that meet, from all middles, without loops, each once.

    And whether the search was given up among too many loops.
    """
    left, right = sides
    streams = [
        _sums(halves, right.levels[hops - depth][middle], toll(middle) if 0 < depth < hops else 0.0)
        for depth in range(max(0, hops - len(right.levels) + 1), min(hops, len(left.levels) - 1) + 1)
        for middle, halves in left.levels[depth].items()
        if middle in right.levels[hops - depth]
    ]
    found: dict[Nodes, float] = {}
    looked = 0
    for cost, way in merge(*streams):
        if len(found) >= most or looked >= PATIENCE:
            break
        looked += 1
        if len(set(way)) == len(way):
            found.setdefault(way, round(cost, 6))
    return sorted((cost, way) for way, cost in found.items()), looked >= PATIENCE


def _sums(one: Sequence[Half], other: Sequence[Half], toll: float) -> Iterator[Half]:
    """The ways that two sorted lists of half-ways make, cheapest first, as far as somebody asks for them."""
    heap = [_sum(one, other, 0, 0, toll)]
    while heap:
        cost, way, i, j = heappop(heap)
        yield cost, way
        if j + 1 < len(other):
            heappush(heap, _sum(one, other, i, j + 1, toll))
        if j == 0 and i + 1 < len(one):
            heappush(heap, _sum(one, other, i + 1, 0, toll))


def _sum(one: Sequence[Half], other: Sequence[Half], i: int, j: int, toll: float) -> tuple[float, Nodes, int, int]:
    (cost, path), (further, rest) = one[i], other[j]
    return round(cost + toll + further, 9), path + rest[-2::-1], i, j


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def pairs(ways: Iterable[Nodes]) -> list[list[str]]:
    """The hops of the ways, each once whichever way round, in order."""
    return [list(pair) for pair in sorted({_pair(*hop) for way in ways for hop in pairwise(way)})]
