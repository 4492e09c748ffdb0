"""Who is who across articles: the product's own keys for the named mentions of a benchmark.

The mentions are given with their place and kind, so this measures keys and chains, not the finding of names: each
article's names are chained, then keys of one topic are joined as the graph joins them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.chains import Chains, Name
from ontology.ids import digest
from ontology.schema import load_ontology

TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


def predictions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The key of each mention."""
    ontology = load_ontology()
    for row in items:
        text = row["text"]
        given = [m for m in row["mentions"] if m["named"]]
        names = [
            Name(m["start"], m["end"], m["text"], TYPES.get(m["type"], "Thing"), before(text, m["start"]))
            for m in given
        ]
        chains = Chains(names, text, digest(row["id"]), ontology)
        for mention, chain in zip(given, chains.of, strict=True):
            yield {"id": mention["id"], "cluster": chain.key}


def before(text: str, start: int) -> str:
    """The word before an offset."""
    words = text[max(0, start - 30) : start].split()
    return words[-1].lower() if words else ""


BENCHES = {"identity_meantime": predictions, "identity_ecb": predictions}
