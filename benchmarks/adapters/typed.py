"""Typed relations: the product's claims with a property, under the names that CoNLL04 and KnowledgeNet have for it.

Only positive claims count. CoNLL04 annotates names, so that a claim is given with the nearest name of who is meant, and
none of who has no name; it counts who is accused or suspected of a killing: possible claims are given as well.
KnowledgeNet asks for every mention, so that a claim about somebody is given once for each of theirs; the graph has it
once. Who lives in a town lives in its state: both benchmarks list each place, the graph has the inner one and a
transitive property.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from re import IGNORECASE
from re import compile as regex
from tomllib import loads
from typing import Any

from ingest.gazetteer import CLASS
from ingest.pipeline import Reader
from ontology.errors import ArticleError
from ontology.ids import content_hash
from ontology.model import Argument, Article, Claim, Modality, Reading, Span
from ontology.schema import load_ontology

ONTOLOGY = load_ontology()
NAMES: dict[str, dict[str, list[str]]] = loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
VOICES: dict[str, frozenset[Modality]] = {
    "conll04": frozenset({"asserted", "possible"}),
    "knowledgenet": frozenset({"asserted"}),
}
Voices = frozenset[Modality]
UNNAMED = frozenset({"definite", "described"})  # neither benchmark annotates common nouns
PRONOUNS = frozenset({"he", "him", "his", "she", "her", "it", "its", "who", "which", "they", "i", "my", "me", "we"})
RELATIVE = regex(r",? (who|which|whom|that|where)\b")
SAME = (("i", "me", "my", "myself"), ("we", "us", "our"), ("he", "him", "his", "himself"), ("she", "her", "herself"))
Spot = tuple[int, int]
Stated = tuple[Claim, Argument, str]


@dataclass(frozen=True, slots=True)
class Label:
    """A benchmark's name for a property: whether its ends are turned, and which class our object must be of."""

    name: str
    turned: bool
    kind: str


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


def labels(bench: str) -> dict[str, list[Label]]:
    """Our property to the benchmark's labels."""
    found = defaultdict[str, list[Label]](list)
    for label, names in NAMES[bench].items():
        for name in names:
            bare, _, kind = name.removeprefix("-").partition(":")
            found[bare].append(Label(label, name.startswith("-"), kind))
    return dict(found)


def stated(reading: Reading, voices: Voices) -> Iterator[Stated]:
    """The positive claims with a property and an object, and what follows for the places around their object."""
    around = containers(reading)
    for claim in reading.claims:
        if not (claim.object and claim.relation.property) or claim.polarity != "positive":
            continue
        if claim.modality in voices:
            yield claim, claim.object, claim.relation.property
            for outer in around.get(claim.object.key or claim.object.text, ()):
                yield claim, outer, claim.relation.property


def containers(reading: Reading) -> dict[str, tuple[Argument, ...]]:
    """Each place, by its key, with the places that a transitive property puts it into."""
    direct = defaultdict[str, list[Argument]](list)
    for claim in reading.claims:
        made = ONTOLOGY.properties.get(claim.relation.property or "")
        if made and made.transitive and claim.object and ONTOLOGY.is_a(claim.object.type, CLASS["place"]):
            direct[claim.subject.key or claim.subject.text].append(claim.object)
    return {key: _reached(key, direct) for key in direct}


def _reached(key: str, direct: dict[str, list[Argument]]) -> tuple[Argument, ...]:
    """Every place that steps of the table lead to from this one."""
    seen: dict[str, Argument] = {}
    waiting = list(direct[key])
    for outer in waiting:  # grows as it goes
        name = outer.key or outer.text
        if name not in seen and name != key:
            seen[name] = outer
            waiting.extend(direct.get(name, ()))
    return tuple(seen.values())


def spots(reading: Reading, argument: Argument, every: bool) -> list[Spot]:
    """Where an argument stands: the name of who is meant that is nearest to its words, or its names and pronouns."""
    own = (argument.start, argument.end)
    kinds = UNNAMED if every else UNNAMED | {"pronoun"}
    same = [m for m in reading.mentions if argument.key and m.key == argument.key and m.kind not in kinds]
    found = [(m.start, m.end) for m in same]
    if not every:
        return [min(found, key=lambda s: (max(own[0] - s[1], s[0] - own[1], 0), s))] if found else []
    literal = ONTOLOGY.classes.get(argument.type)
    said = argument.text.lower() in PRONOUNS or bool(literal and literal.literal)
    if said and own not in found:
        found = [own, *found]
    if not argument.key:
        found += alike(reading, argument)
    return sorted({*found, *relatives(reading, argument, found)})


def alike(reading: Reading, argument: Argument) -> list[Spot]:
    """The other pronouns of the person and sex of one that nobody is named for: in one passage they mean the same."""
    forms = next((forms for forms in SAME if argument.text.lower() in forms), None)
    named = {m.start for m in reading.mentions if m.key}
    words = regex(rf"\b({'|'.join(forms)})\b", IGNORECASE).finditer(reading.article.text) if forms else ()
    return [match.span() for match in words if match.start() not in named]


def relatives(reading: Reading, argument: Argument, found: list[Spot]) -> list[Spot]:
    """The relative pronouns behind these mentions, and behind a noun that a relative clause's subject is ("a firm")."""
    ends = {end for _, end in found}
    for claim in reading.claims:
        if claim.rule.startswith("relative.") and argument.key and claim.subject.key == argument.key:
            ends |= {claim.subject.end, claim.subject.full.end}
    behind = (RELATIVE.match(reading.article.text, end) for end in sorted(ends))
    return [match.span(1) for match in behind if match]


def triples(bench: str, reading: Reading, *, every: bool) -> Iterator[dict[str, Any]]:
    """The claims as triples of the benchmark."""
    known, text = labels(bench), reading.article.text
    for claim, target, name in stated(reading, VOICES[bench]):
        for label in known.get(name, ()):
            if label.kind and not ONTOLOGY.is_a(target.type, label.kind):
                continue
            ends = (target, claim.subject) if label.turned else (claim.subject, target)
            pairs = [ends, ends[::-1]] if ONTOLOGY.properties[name].symmetric else [ends]
            places = [(spots(reading, one, every), spots(reading, other, every)) for one, other in pairs]
            for lefts, rights in places:
                for left, right in product(lefts, rights):
                    yield {
                        "subject": text[left[0] : left[1]],
                        "relation": claim.relation.text,
                        "object": text[right[0] : right[1]],
                        "property": label.name,
                        "subject_span": list(left),
                        "object_span": list(right),
                        "confidence": claim.confidence,
                    }


def found(reading: Reading) -> list[Spot]:
    """Every place that stands for somebody or something: names, pronouns, the ends of claims."""
    ends = [end for claim in reading.claims for end in (claim.subject, claim.object) if end]
    return sorted({(m.start, m.end) for m in reading.mentions} | {(end.start, end.end) for end in ends})


def _predict(bench: str, items: Iterable[dict[str, Any]], *, every: bool) -> Iterator[dict[str, Any]]:
    rows = list(items)
    for row, reading in zip(rows, readings(rows), strict=True):
        made = list(triples(bench, reading, every=every))
        yield {"id": row["id"], "sentence": row["sentence"], "triples": made, "found": found(reading)}


def conll04(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for CoNLL04."""
    return _predict("conll04", items, every=False)


def knowledgenet(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for KnowledgeNet."""
    return _predict("knowledgenet", items, every=True)


BENCHES = {"conll04": conll04, "knowledgenet": knowledgenet}
