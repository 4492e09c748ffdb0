"""Where two entities would be connected if two others were one: a step that no path takes, as nobody has decided it.

    for step in steps(run, {"1f..": 0}, {"9a..": 1}, most=4):
        step.source.name, "may be", step.target.name, step.decision.why

A step stands on what a rule is unsure of (graph/suggestions.py), or on what a person recorded as unsure. A path has one
such step at most: two guesses in a row connect anybody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.ledger import pair, standing
from graph.store import Run
from ontology.model import Decision
from queries import cypher
from queries.evidence import Name

LOOKED_AT = 5000  # pairs that may be one, between the two ends


@dataclass(frozen=True, slots=True)
class Step:
    """Two entities that may be one: `source` is reached from the left end, `target` from the right.

    `hops` counts the step as one, and the asserted hops to it from both ends. `decision`: which keys, by whom or which
    rule, and why.
    """

    source: Name
    target: Name
    decision: Decision
    hops: int


def steps(run: Run, left: Mapping[str, int], right: Mapping[str, int], most: int) -> list[Step]:
    """One step for each two entities, the nearest first, then the likeliest. `left`, `right`: hops to each entity."""
    found: dict[frozenset[str], tuple[int, float, str, str, Decision]] = {}
    for one, other, decision in _between(run, sorted(left), sorted(right)):
        hops = left[one] + 1 + right[other]
        if one != other and hops <= most:
            ranked = (hops, -(decision.score or 0.0), one, other, decision)
            both = frozenset((one, other))
            found[both] = min(ranked, found.get(both, ranked), key=lambda each: each[:4])
    nearest = sorted(found.values(), key=lambda each: each[:4])
    names = {
        row["id"]: Name(row["id"], row["name"], row["type"] or "")
        for row in run(cypher.NAMES, ids=sorted({id_ for _, _, *ends, _ in nearest for id_ in ends}))
    }
    return [Step(names[one], names[other], decision, hops) for hops, _, one, other, decision in nearest]


def _between(run: Run, left: list[str], right: list[str]) -> Iterator[tuple[str, str, Decision]]:
    """Entities of either side by which they may be one: what rules say where nobody has decided, and people."""
    decided = {pair(decision): decision for decision in standing(run).values()}
    for row in run(cypher.MAY_BE, left=left, right=right, most=LOOKED_AT):
        decision = Decision(row["key"], row["other_key"], "unsure", row["by"], row["why"], row["score"])
        if pair(decision) not in decided:
            yield row["one"], row["other"], decision
    unsure = [decision for decision in decided.values() if decision.verdict == "unsure"]
    owners = _owners(run, {key for decision in unsure for key in pair(decision)}) if unsure else {}
    here, there = set(left), set(right)
    for decision in unsure:
        for ends in (pair(decision), pair(decision)[::-1]):
            one, other = (owners.get(key, "") for key in ends)
            if one in here and other in there:
                yield one, other, decision


def _owners(run: Run, keys: Iterable[str]) -> dict[str, str]:
    return {row["key"]: row["entity"] for row in run(cypher.OWNERS_OF_KEYS, keys=sorted(keys))}
