"""Pairs of keys that may be one, computed when they are asked for: nothing is merged, a person decides.

    for pair in suggestions(store, load_ontology()):
        print(pair.left, pair.right, pair.by, pair.why, pair.score)

The rules are those of graph.matching. Left out is what somebody has decided, of whichever verdict, and what is one
already. The rows depend on what the store holds, not on the order in which it came.
"""

from graph import cypher
from graph.ledger import ordered, pair, standing
from graph.matching import propose
from graph.store import Run, Store
from ontology.model import Decision
from ontology.schema import Ontology


def suggestions(store: Store, ontology: Ontology) -> tuple[Decision, ...]:
    """The suggestions, the surest first: verdict "unsure", by the rule's name. Errors: StoreError."""

    def work(run: Run) -> tuple[Decision, ...]:
        articles = {row["article"]: row["keys"] for row in run(cypher.KEYS_OF_ARTICLES)}
        owner = {row["key"]: row["entity"] for row in run(cypher.OWNERS)}
        decided = {pair(decision) for decision in standing(run).values()}
        found = (
            ordered(Decision(made.left, made.right, "unsure", made.by, made.why, made.score))
            for made in propose(articles, ontology)
            if owner.get(made.left) != owner.get(made.right)
        )
        return tuple(
            sorted((d for d in found if pair(d) not in decided), key=lambda d: (-(d.score or 0.0), d.left, d.right))
        )

    return store.reading(work)
