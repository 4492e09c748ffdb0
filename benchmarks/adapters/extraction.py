"""Open extraction: the product's claims as triples for BenchIE, BenchIE-FL and CaRB.

    carb        one tuple a clause and core argument: full phrases, the circumstances as further arguments
    benchie     a triple a claim: minimal phrases; claims of the confidence that the benchmark's precision asks for
    benchie_fl  the same with the claims of noun phrases; what has no words of its own is called "is" and "has"

Nothing is extracted here: every triple is a claim of `Reader`, in other words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from ingest.pipeline import Reader
from ontology.errors import ArticleError
from ontology.ids import content_hash
from ontology.model import Argument, Article, Claim, Span

ARTICLES = frozenset({"a", "an", "the"})
# Chosen on the development sentences, both halves together.
FLOOR = {"benchie": 0.3, "benchie_fl": 0.3, "carb": 0.3}
ADVERBS = frozenset(
    {"also", "always", "already", "even", "ever", "first", "just", "long", "never", "now", "often", "once", "soon"}
    | {"sometimes", "still", "then", "thus", "usually", "well"}
)
NOMINAL = frozenset(
    {"apposition", "apposition.phrase", "title", "title.phrase", "possessive", "of", "phrase", "compound", "event"}
) | {"shape"}
BESIDE = frozenset({"control", "infinitive"})  # said again by the clause that governs them
CORE = ("object", "complement", "content", "agent", "prep", "prep.after", "receiver", "time")


def items_read(items: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], tuple[Claim, ...]]]:
    """Each item with the claims that the product reads in its text."""
    rows = list(items)
    articles = [
        Article(str(n), row["text"], content_hash(row["text"]), language="en", kept=(Span(0, len(row["text"])),))
        for n, row in enumerate(rows)
    ]
    for row, reading in zip(rows, Reader().read(articles), strict=True):
        if isinstance(reading, ArticleError):
            raise reading
        yield row, tuple(map(worded, reading.claims))


def worded(claim: Claim) -> Claim:
    """A claim in the order of its words, where the property turns its ends round."""
    if not claim.relation.words or claim.object is None:
        return claim
    relation = replace(claim.relation, text=claim.relation.words)
    return replace(claim, subject=claim.object, relation=relation, object=claim.subject)


def kind(claim: Claim) -> str:
    """The rule without the kind of clause."""
    first, _, rest = claim.rule.partition(".")
    return claim.rule if claim.rule in NOMINAL else rest or first


def verbal(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of clauses."""
    return [c for c in claims if c.rule not in NOMINAL and c.object is not None]


def triple(claim: Claim, *, full: bool = False) -> dict[str, Any]:
    """A claim as the benchmarks write it."""
    assert claim.object is not None
    show = _full if full else _minimal
    return {
        "subject": show(claim.subject),
        "relation": claim.relation.text,
        "object": show(claim.object),
        "confidence": claim.confidence,
        "rule": claim.rule,
    }


def _minimal(argument: Argument) -> str:
    """The least words, with the article that stands before them."""
    first, _, rest = argument.full.text.partition(" ")
    behind = argument.full.start + len(first) + 1 == argument.start
    return f"{first} {argument.text}" if behind and rest and first.lower() in ARTICLES else argument.text


def _full(argument: Argument) -> str:
    return argument.full.text


def compact(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """BenchIE: a triple for each claim of a clause."""
    return [triple(c) for c in verbal(claims) if c.confidence >= FLOOR["benchie"]]


def facts(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """BenchIE-FL: with appositions and titles as "is", possessions as "has", and "was | arrested".

    What a content clause says is one fact with who says it: its own claims are left out.
    """
    made = []
    for claim in claims:
        if claim.confidence < FLOOR["benchie_fl"] or claim.rule.startswith("complement."):
            continue
        if claim.object is None:
            auxiliaries, _, verb = claim.relation.text.rpartition(" ")
            if auxiliaries:
                made.append(
                    {
                        "subject": _minimal(claim.subject),
                        "relation": auxiliaries,
                        "object": verb,
                        "confidence": claim.confidence,
                        "rule": claim.rule,
                    }
                )
        elif claim.rule in {"apposition", "title"}:
            made.append(triple(claim) | {"relation": "is", "object": bare(_minimal(claim.object))})
        elif claim.rule == "possessive":
            made.append(
                triple(claim) | {"subject": _minimal(claim.object), "relation": "has", "object": claim.relation.text}
            )
        elif claim.rule == "shape" and claim.relation.text == ",":
            made.append(triple(claim) | {"relation": "is in"})
        elif claim.rule == "including":
            made.append(triple(claim) | {"relation": "included"})
        elif claim.rule == "participle.agent" and claim.relation.text.endswith(" by"):
            made.append(active(claim))
        elif claim.rule not in NOMINAL:
            made.append(moved(triple(claim)))
    return made


def active(claim: Claim) -> dict[str, Any]:
    """BenchIE-FL has "Roe | wrote | a book" where BenchIE has "a book | written by | Roe"."""
    assert claim.object is not None
    turned = {"subject": _minimal(claim.object), "object": _minimal(claim.subject)}
    return triple(claim) | turned | {"relation": claim.relation.text.removesuffix(" by")}


def bare(text: str) -> str:
    """A phrase without its article."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ARTICLES and rest else text


def moved(made: dict[str, Any]) -> dict[str, Any]:
    """BenchIE-FL has "said that | ..." where BenchIE has "said | that ..."."""
    first, _, rest = made["object"].partition(" ")
    return made | {"relation": f"{made['relation']} that", "object": rest} if first == "that" and rest else made


def clauses(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """CaRB: a tuple for each clause and core argument, with the circumstances; subjects joined again."""
    made: list[dict[str, Any]] = []
    wanted = [c for c in verbal(claims) if kind(c) in CORE and c.rule.partition(".")[0] not in BESIDE]
    wanted.sort(key=lambda c: (c.quote.start, c.relation.head, c.rule.partition(".")[0], c.relation.start))
    for _, group in groupby(wanted, key=lambda c: (c.quote.start, c.relation.head, c.rule.partition(".")[0])):
        made += clause(list(group))
    for claim in claims:
        if claim.rule in {"apposition", "title"}:
            made.append(triple(claim, full=True) | {"relation": "is"})
    return made


def clause(claims: list[Claim]) -> list[dict[str, Any]]:
    """The tuples of one clause: its objects, complements or contents; else its first phrase."""
    best = [c for c in claims if kind(c) in {"object", "complement", "content"}]
    if not best:
        first = min(claims, key=lambda c: CORE.index(kind(c)))
        best = [c for c in claims if c.relation.text == first.relation.text]
    made = []
    for target in dict.fromkeys(c.object for c in best):
        same = [c for c in best if c.object == target]
        made.append(joined(same))
    return made


def joined(claims: list[Claim]) -> dict[str, Any]:
    """One statement about several subjects, with the words between them."""
    first, last = claims[0], claims[-1]
    whole = triple(first, full=True)
    lo = min(c.subject.full.start for c in claims)
    hi = max(c.subject.full.end for c in claims)
    offset = first.quote.start
    if len(claims) > 1 and lo >= offset and hi <= first.quote.end:
        whole["subject"] = first.quote.text[lo - offset : hi - offset]
    del last
    whole["relation"] = with_adverbs(first)
    whole["args"] = [a.text for a in first.arguments]
    return whole


def with_adverbs(claim: Claim) -> str:
    """The relation's words with the adverbs that stand before and among them ("was [personally] involved in")."""
    text, at = claim.quote.text, claim.quote.start
    spans = claim.relation.spans or (Span(claim.relation.start, claim.relation.end),)
    if claim.relation.words or any(a.start > b.start for a, b in pairwise(spans)):
        return claim.relation.text
    lead = text[claim.subject.full.end - at : spans[0].start - at] if claim.subject.full.end >= at else ""
    gaps = [text[a.end - at : b.start - at] for a, b in pairwise(spans)]
    pieces = [gap.strip() if adverbial(gap) else "" for gap in (lead, *gaps)]
    words = [text[s.start - at : s.end - at] for s in spans]
    return " ".join(word for pair in zip(pieces, words, strict=True) for word in pair if word)


def adverbial(gap: str) -> bool:
    """Whether words between others are adverbs, by their form."""
    words = gap.split()
    return 0 < len(words) < 3 and all(w in ADVERBS or (w.isalpha() and w.endswith("ly")) for w in words)


RENDER = {"carb": clauses, "benchie": compact, "benchie_fl": facts}


def _predict(form: str, items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, claims in items_read(items):
        yield {"id": row["id"], "sentence": row["sentence"], "triples": RENDER[form](claims)}


def carb(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for CaRB."""
    return _predict("carb", items)


def benchie(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for BenchIE."""
    return _predict("benchie", items)


def benchie_fl(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for BenchIE-FL."""
    return _predict("benchie_fl", items)


BENCHES = {"carb": carb, "benchie": benchie, "benchie_fl": benchie_fl}
