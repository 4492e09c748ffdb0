"""Who is who: entities are clusters of keys, computed from decisions and never written over the claims.

A key is made in the article ("org:acme", "person:jane roe"). Where no decision joins it, it is an entity of its own.
`Votes` is what the articles say of one key: names, aliases and types, with counts; they add up and subtract, so an
article can come and go. The entity's id is the digest of the smallest key of its cluster, whether or not an article
says that one yet, so that no article moves it; its name, type and aliases follow from the votes of its keys.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import networkx as nx

from ontology.ids import digest
from ontology.model import Decision, Entity

DESCRIBED = "described:"
ALIASES = 20  # kept on an entity, the most frequent; all are in the votes of its keys
CERTAIN = 1.0  # the weight of a decision without a score: a person's

Chain = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Votes:
    """What is said of one key: best names, further names (short forms, acronyms) and types, each with its count.

    `uses` counts the ends of claims that mean this key; without any the key is only a name that was mentioned.
    """

    names: Mapping[str, int] = field(default_factory=dict)
    aliases: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, int] = field(default_factory=dict)
    uses: int = 0

    def plus(self, other: "Votes", sign: int = 1) -> "Votes":
        """The sum; with sign -1 the difference, which may hold counts below 0: a change that is yet to be applied."""
        return Votes(
            _sum(self.names, other.names, sign),
            _sum(self.aliases, other.aliases, sign),
            _sum(self.types, other.types, sign),
            self.uses + sign * other.uses,
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two keys that are decided not to be the same and that other decisions join; `cut` gave way."""

    left: str
    right: str
    cut: tuple[str, str]


def _sum(left: Mapping[str, int], right: Mapping[str, int], sign: int) -> dict[str, int]:
    total = Counter(left)
    for word, count in right.items():
        total[word] += sign * count
    return {word: total[word] for word in sorted(total) if total[word]}


def clusters(decisions: Iterable[Decision]) -> tuple[dict[str, tuple[str, ...]], tuple[Conflict, ...]]:
    """For each key that a decision joins, all keys of its cluster, sorted; and the conflicts that had to be cut.

    Withdrawn and unsure decisions join nothing. Where "same" decisions join what a "not-same" decision keeps apart,
    the weakest link between the two gives way.
    """
    valid = [d for d in decisions if d.withdrawn is None]
    graph: nx.Graph[str] = nx.Graph()
    for decision in sorted((d for d in valid if d.verdict == "same"), key=_weight):
        graph.add_edge(decision.left, decision.right, weight=_weight(decision))  # the surest of several wins
    conflicts: list[Conflict] = []
    for apart in sorted({_pair(d) for d in valid if d.verdict == "not-same"}):
        conflicts.extend(_cut(graph, *apart))
    found: dict[str, tuple[str, ...]] = {}
    for component in nx.connected_components(graph):
        keys = tuple(sorted(component))
        found.update(dict.fromkeys(keys, keys))
    return found, tuple(conflicts)


def _pair(decision: Decision) -> tuple[str, str]:
    return min(decision.left, decision.right), max(decision.left, decision.right)


def _weight(decision: Decision) -> tuple[float, str, str]:
    return (CERTAIN if decision.score is None else decision.score, *_pair(decision))


def _cut(graph: "nx.Graph[str]", left: str, right: str) -> Iterable[Conflict]:
    while left in graph and right in graph and nx.has_path(graph, left, right):
        path = min(nx.all_shortest_paths(graph, left, right))
        weakest = min(pairwise(path), key=lambda edge: graph.edges[edge]["weight"])
        graph.remove_edge(*weakest)
        yield Conflict(left, right, (min(weakest), max(weakest)))


def entity_id(cluster: Iterable[str]) -> str:
    """The id of the entity of this cluster of keys."""
    return digest(min(cluster))


def entity_of(cluster: Iterable[str], votes: Mapping[str, Votes], chain: Chain) -> Entity:
    """The entity of a cluster, of which `votes` holds the keys that articles say.

    `chain` gives a class and its superclasses, () for what is no class.
    """
    keys = tuple(sorted(votes))
    total = Votes()
    for key in keys:
        total = total.plus(votes[key])
    described = all(key.startswith(DESCRIBED) for key in keys)
    # A cluster that holds a name is called by it, whatever a description says more often.
    naming = [votes[key] for key in keys if described or not key.startswith(DESCRIBED)]
    name = _display(vote.names for vote in naming) or _display(vote.aliases for vote in naming) or keys[0]
    return Entity(
        id=entity_id(cluster),
        name=name,
        type=type_of(total.types, chain),
        keys=keys,
        aliases=_aliases(total, name),
        described=described,
    )


def _display(counts: Iterable[Mapping[str, int]]) -> str:
    names: Counter[str] = Counter()
    for count in counts:
        names.update(count)
    # Full before one word, then the most frequent, then the longest, then by the alphabet.
    return min(names, key=lambda n: (" " not in n, -names[n], -len(n), n), default="")


def votes_name(counts: Mapping[str, int]) -> str:
    """What is best called so, of names with their counts; "" for none."""
    return _display([counts])


def _aliases(votes: Votes, name: str) -> tuple[str, ...]:
    counts = Counter(votes.names)
    counts.update(votes.aliases)
    ranked = sorted((alias for alias in counts if alias != name), key=lambda a: (-counts[a], a))
    return tuple(ranked[:ALIASES])


def type_of(types: Mapping[str, int], chain: Chain) -> str:
    """The class with most votes, where a vote for a class is also one for all below it; "" without votes.

    So "Organization" three times and "Company" twice is a company, and a person once is none against it.
    """
    known = {name: chain(name) for name in types if chain(name)}
    scores = {name: sum(types.get(above, 0) for above in known[name]) for name in known}
    return min(scores, key=lambda n: (-scores[n], -len(known[n]), n), default="")
