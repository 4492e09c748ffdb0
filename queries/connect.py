"""How two names are connected: the shortest and best supported paths, with the words under every hop.

    found = connect(store, "Mara Velde", "Oakmere", most_hops=4, limit=10)
    for path in found:
        for fact in (hop.best for hop in path.hops):
            fact.subject.name, fact.phrase, fact.object.name, fact.supports[0].quote

A path goes along facts that are asserted, by the outlet or by a source (`voice="outlet"`: by the outlet), whichever
way round they are. A hop holds all facts between its two, the best believed first; denials of a fact stand on it.
`Connections` also says what was not followed, so that no path is never taken for no connection, and what would link the
two in fewer hops: facts that nobody asserts (denied, planned, asked), `otherwise`; and names that may be one, on which
nobody has decided, `possibly`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from graph.store import Run, Store
from ontology.errors import QueryError
from ontology.model import Entity, Voice
from queries import cypher
from queries.evidence import SHOWN, Name, Statement, statements
from queries.frontier import Bounds, Cut, Ways, pairs, search
from queries.names import find_in
from queries.plain import one_line
from queries.possibly import Step, steps

FURTHEST = 6  # hops; further away everybody knows everybody
MOST = 200  # paths
FACTS = 5  # facts of one hop that are shown with their words
OTHERWISE = 5  # links that nobody asserts
POSSIBLY = 3  # ways that stand on two names being one
LOOKED_AT = 5000  # edges of the entities around an end whose facts are looked through for such links


@dataclass(frozen=True, slots=True)
class Hop:
    """From one entity to the next, in the order of the path. `facts`: the best believed first; `count`: all of them.

    `beside` are facts between the two that nobody asserts: a denial in other words stands there. `beside_count`: all.
    """

    source: Name
    target: Name
    facts: tuple[Statement, ...]
    count: int
    beside: tuple[Statement, ...] = ()
    beside_count: int = 0

    @property
    def best(self) -> Statement:
        """The fact that the path stands on here."""
        return self.facts[0]

    def forward(self, fact: Statement) -> bool:
        """Whether that fact runs in the direction of the path."""
        return fact.subject.id == self.source.id


@dataclass(frozen=True, slots=True)
class Path:
    """Hops from one name to the other. `cost`: the less, the better supported, and the less through hubs."""

    hops: tuple[Hop, ...]
    cost: float

    @property
    def nodes(self) -> tuple[Name, ...]:
        """The entities on it, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


@dataclass(frozen=True, slots=True)
class Link:
    """A fact that no path may take, between somebody near one end and somebody near the other.

    `hops` counts it and the asserted hops to it from both ends.
    """

    fact: Statement
    hops: int


@dataclass(frozen=True, slots=True)
class Possible:
    """A way that no path may take: `step` is no fact, but two entities that may be one; asserted hops lead to both."""

    before: tuple[Hop, ...]
    step: Step
    after: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """The paths between two entities, best first; a sequence of them.

    `more`: others exist. `cuts`: entities that were not followed to all of their neighbours, so that longer paths may
    be missing. `left_reach` and `right_reach`: how many entities the search came to from either end.
    """

    left: Entity
    right: Entity
    paths: tuple[Path, ...]
    most_hops: int
    more: bool = False
    cuts: tuple[Cut, ...] = ()
    left_reach: int = 0
    right_reach: int = 0
    otherwise: tuple[Link, ...] = ()
    possibly: tuple[Possible, ...] = ()
    also: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Path:
        return self.paths[index]


def connect(  # noqa: PLR0913  # all but the first three by name only
    store: Store,
    left: str,
    right: str,
    *,
    most_hops: int = 4,
    limit: int = 10,
    voice: Voice | None = None,
    least_belief: float = 0.0,
    evidence: int = SHOWN,
) -> Connections:
    """The best paths between two names, with at most so many claims of each kind as evidence of a fact.

    Errors: UnknownName, AmbiguousName; QueryError where both names mean one entity, or a number is out of range.
    """
    _check("the most hops", most_hops, 1, FURTHEST)
    _check("the limit", limit, 1, MOST)
    _check("the evidence", evidence, 1, MOST)
    _check("the least belief", least_belief, 0.0, 1.0)

    bounds = Bounds(most_hops, limit, least_belief, voice)

    def work(run: Run) -> Connections:
        one, other = find_in(run, left), find_in(run, right)
        if one.entity.id == other.entity.id:
            message = f"{one_line(left)!r} and {one_line(right)!r} both mean {one_line(one.entity.name)!r}"
            raise QueryError(message, "name two different ones; `triplewire show` tells what is known of one")
        ways = search(run, one.entity.id, other.entity.id, bounds)
        return Connections(
            left=one.entity,
            right=other.entity,
            paths=_paths(run, ways, bounds, evidence),
            most_hops=most_hops,
            more=ways.more,
            cuts=_named(run, ways.cuts),
            left_reach=len(ways.left) - 1,
            right_reach=len(ways.right) - 1,
            otherwise=_otherwise(run, ways, bounds, evidence),
            possibly=_possibly(run, (one.entity.id, other.entity.id), ways, bounds, evidence),
            also=one.also + other.also,
        )

    return store.reading(work)


def _check(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise QueryError(f"{what} is {value}", f"give {least} to {most}")


def _paths(run: Run, ways: Ways, bounds: Bounds, evidence: int) -> tuple[Path, ...]:
    hops = pairs(way for _, way in ways.ways)
    between: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    beside: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for row in run(cypher.EDGES_OF_PAIRS, pairs=hops, **bounds.filters):
        between[frozenset(row["pair"])].append(row["fact"])
    for row in run(cypher.UNASSERTED, pairs=hops + [pair[::-1] for pair in hops]):
        beside[frozenset(row["pair"])].append(row["fact"])
    shown = [id_ for group in (between, beside) for ids in group.values() for id_ in ids[:FACTS]]
    found = statements(run, shown, most=evidence)

    def hop(one: str, other: str) -> Hop:
        ids, others = between[frozenset((one, other))], beside[frozenset((one, other))]
        facts, unasserted = (tuple(found[id_] for id_ in group[:FACTS]) for group in (ids, others))
        ends = {name.id: name for fact in facts for name in (fact.subject, fact.object) if name}
        return Hop(ends[one], ends[other], facts, len(ids), unasserted, len(others))

    return tuple(Path(tuple(hop(*pair) for pair in pairwise(way)), cost) for cost, way in ways.ways)


def _otherwise(run: Run, ways: Ways, bounds: Bounds, evidence: int) -> tuple[Link, ...]:
    """The nearest links that no path may take: what is denied, planned, asked, unsure, or filtered out."""
    most = _fewer(ways, bounds)
    hops: dict[str, int] = {}
    for there, back in ((ways.left, ways.right), (ways.right, ways.left)):
        near = _near(there, ways.edges, most - 1)
        far = [node for node, depth in back.items() if depth < most]
        for row in run(cypher.OTHERWISE, left=near, right=far, most=LOOKED_AT, **bounds.filters):
            length = there[row["subject"]] + 1 + back[row["object"]]
            if row["subject"] != row["object"] and length <= most:
                hops[row["id"]] = min(length, hops.get(row["id"], length))
    nearest = sorted(hops, key=lambda id_: (hops[id_], id_))[:OTHERWISE]
    facts = statements(run, nearest, most=evidence)
    return tuple(Link(facts[id_], hops[id_]) for id_ in nearest)


def _possibly(run: Run, ends: tuple[str, str], ways: Ways, bounds: Bounds, evidence: int) -> tuple[Possible, ...]:
    """The nearest ways by two entities that may be one; that both ends may be one is told always."""
    most = max(1, _fewer(ways, bounds))
    left, right = (
        {node: reach[node] for node in _near(reach, ways.edges, most - 1)} for reach in (ways.left, ways.right)
    )
    found: list[Possible] = []
    for step in steps(run, left, right, most)[:POSSIBLY]:
        near, far = left[step.source.id], right[step.target.id]
        before = _best(run, (ends[0], step.source.id), replace(bounds, most_hops=near, limit=1), evidence)
        after = _best(run, (step.target.id, ends[1]), replace(bounds, most_hops=far, limit=1), evidence)
        if before is not None and after is not None:
            found.append(Possible(before, step, after))
    return tuple(found)


def _best(run: Run, ends: tuple[str, str], bounds: Bounds, evidence: int) -> tuple[Hop, ...] | None:
    """The hops of the best way, () from an entity to itself; None where it leads through what was not followed."""
    if bounds.most_hops == 0:
        return ()
    ways = search(run, *ends, bounds)
    return next((path.hops for path in _paths(run, ways, bounds, evidence)), None)


def _fewer(ways: Ways, bounds: Bounds) -> int:
    """The most hops of what no path may take: fewer than the best path has."""
    return len(ways.ways[0][1]) - 2 if ways.ways else bounds.most_hops


def _near(reach: dict[str, int], edges: dict[str, int], furthest: int) -> list[str]:
    """The entities around an end, nearest and least connected first, as far as their edges can be looked through."""
    ranked = sorted((depth, edges.get(node, 0), node) for node, depth in reach.items() if depth <= furthest)
    sums = accumulate(count for _, count, _ in ranked)
    return [node for (depth, _, node), total in zip(ranked, sums, strict=True) if depth == 0 or total <= LOOKED_AT]


def _named(run: Run, cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    names = {row["id"]: row["name"] for row in run(cypher.NAMES, ids=[cut.id for cut in cuts if not cut.name])}
    return tuple(Cut(cut.id, cut.name or names.get(cut.id, ""), cut.edges, cut.followed) for cut in cuts)
