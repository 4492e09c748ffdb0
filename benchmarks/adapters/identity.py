"""Who is who across articles: the product's own keys for the named mentions of a benchmark.

The mentions are given with their place and kind, so this measures keys and chains, not the finding of names: each
article's names are chained, then keys of one topic are joined as the graph joins them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.identity import clusters
from graph.matching import propose
from ingest.chains import Chains
from ingest.joins import Name
from ontology.ids import digest
from ontology.schema import load_ontology

TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


def predictions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The cluster of keys that each mention is of."""
    ontology = load_ontology()
    found: dict[str, str] = {}
    articles: dict[str, list[str]] = {}
    aliases: dict[str, set[str]] = {}
    for row in items:
        given = [m for m in row["mentions"] if m["named"]]
        names = [name_of(mention, row["text"]) for mention in given]
        chains = Chains(names, row["text"], digest(row["id"]), ontology)
        articles[row["id"]] = [chain.key for chain in chains.of]
        found |= {mention["id"]: chain.key for mention, chain in zip(given, chains.of, strict=True)}
        for name, chain in zip(names, chains.of, strict=True):
            aliases.setdefault(chain.key, set()).add(name.text)
    joined, _ = clusters(propose(articles, ontology, aliases))
    for mention, key in found.items():
        yield {"id": mention, "cluster": min(joined.get(key, (key,)))}


def name_of(mention: dict[str, Any], text: str) -> Name:
    """A mention of the benchmark as a name."""
    start = mention["start"]
    kind = TYPES.get(mention["type"], "Thing")
    return Name(start, mention["end"], mention["text"], kind, before(text, start))


def before(text: str, start: int) -> str:
    """The word before an offset."""
    words = text[max(0, start - 30) : start].split()
    return words[-1].lower() if words else ""


BENCHES = {"identity_meantime": predictions, "identity_ecb": predictions}
