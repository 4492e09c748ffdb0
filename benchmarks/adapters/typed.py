"""Typed relations: the product's claims with a property, under the names that CoNLL04 and KnowledgeNet have for it.

Only plain, positive claims count. KnowledgeNet asks for every mention of who is meant, so that a claim about somebody
is given once for each of their mentions; the graph has it once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tomllib import loads
from typing import Any

from ingest.pipeline import Reader
from ontology.errors import ArticleError
from ontology.ids import content_hash
from ontology.model import Argument, Article, Claim, Reading, Span

NAMES: dict[str, dict[str, list[str]]] = loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
Spot = tuple[int, int]


def readings(rows: list[dict[str, Any]]) -> Iterator[Reading]:
    """A reading of each item's text."""
    articles = (
        Article(str(n), row["text"], content_hash(row["text"]), language="en", kept=(Span(0, len(row["text"])),))
        for n, row in enumerate(rows)
    )
    for reading in Reader().read(articles):
        if isinstance(reading, ArticleError):
            raise reading
        yield reading


def labels(bench: str) -> dict[str, list[tuple[str, bool]]]:
    """Our property to the benchmark's labels, each with whether the ends are turned."""
    found = defaultdict[str, list[tuple[str, bool]]](list)
    for label, names in NAMES[bench].items():
        for name in names:
            found[name.removeprefix("-")].append((label, name.startswith("-")))
    return dict(found)


def stated(reading: Reading) -> Iterator[tuple[Claim, Argument, str]]:
    """The plain claims with a property and an object."""
    for claim in reading.claims:
        if claim.object and claim.relation.property and (claim.polarity, claim.modality) == ("positive", "asserted"):
            yield claim, claim.object, claim.relation.property


def spots(reading: Reading, argument: Argument, every: bool) -> list[Spot]:
    """Where an argument stands: its own words, or all mentions of who is meant."""
    own = [(argument.start, argument.end)]
    if not every or not argument.key:
        return own
    return own + [(m.start, m.end) for m in reading.mentions if m.key == argument.key and (m.start, m.end) not in own]


def triples(bench: str, reading: Reading, *, every: bool) -> Iterator[dict[str, Any]]:
    """The claims as triples of the benchmark."""
    known, text = labels(bench), reading.article.text
    for claim, target, name in stated(reading):
        for label, turned in known.get(name, ()):
            ends = (target, claim.subject) if turned else (claim.subject, target)
            for left in spots(reading, ends[0], every):
                for right in spots(reading, ends[1], every):
                    yield {
                        "subject": text[left[0] : left[1]],
                        "relation": claim.relation.text,
                        "object": text[right[0] : right[1]],
                        "property": label,
                        "subject_span": list(left),
                        "object_span": list(right),
                        "confidence": claim.confidence,
                    }


def _predict(bench: str, items: Iterable[dict[str, Any]], *, every: bool) -> Iterator[dict[str, Any]]:
    rows = list(items)
    for row, reading in zip(rows, readings(rows), strict=True):
        made = list(triples(bench, reading, every=every))
        yield {"id": row["id"], "sentence": row["sentence"], "triples": made}


def conll04(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for CoNLL04."""
    return _predict("conll04", items, every=False)


def knowledgenet(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for KnowledgeNet."""
    return _predict("knowledgenet", items, every=True)


BENCHES = {"conll04": conll04, "knowledgenet": knowledgenet}
