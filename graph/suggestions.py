"""What rules say of pairs of keys: those that they merge, and those that may be one, which a person decides.

    for pair in suggestions(store):
        print(pair.left, pair.right, pair.by, pair.why, pair.score)
    ruled(store)                            # merged by rule, and with `cut` where that had to give way

The rules are those of graph.matching. Left out is what somebody has decided, of whichever verdict. The rows depend on
what the store holds, not on the order in which it came.
"""

from dataclasses import dataclass

from graph import linking_cypher
from graph.ledger import ordered, pair, standing
from graph.linking import link_of
from graph.store import Run, Store
from ontology.model import Decision


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule decided. `cut`: it would join what people hold apart, as the weakest link between them."""

    decision: Decision
    one: bool

    @property
    def cut(self) -> bool:
        """Whether it gave way."""
        return self.decision.verdict == "same" and not self.one


def ruled(store: Store) -> tuple[Ruled, ...]:
    """What rules say and nobody has decided, the surest first. Errors: StoreError."""

    def work(run: Run) -> tuple[Ruled, ...]:
        decided = {pair(decision) for decision in standing(run).values()}
        rows = run(linking_cypher.ALL_LINKS)
        found = (Ruled(ordered(link_of(row)), row["one"]) for row in rows)
        return tuple(each for each in found if pair(each.decision) not in decided)

    return store.reading(work)


def suggestions(store: Store) -> tuple[Decision, ...]:
    """The pairs that may be one and are not, the surest first: verdict "unsure", by the rule's name."""
    return tuple(each.decision for each in ruled(store) if each.decision.verdict == "unsure" and not each.one)
