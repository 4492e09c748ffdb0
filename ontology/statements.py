"""From statements to claims: typed by the vocabulary, turned where it says so, one claim for what is said twice.

    claims, rejected = settle(statements, ontology)        # those of one sentence; nothing else is needed
    settle(map(plain, claims), other)                      # typed again, under another vocabulary

A statement is a claim as the grammar has it: subject before object, no property. Everything that typing decides is
decided here, from records alone, so that a store can be typed again without its articles:

    which property, and which way round             `ontology.properties`
    unread noun phrase                              a claim only where a property reads it (`only_typed`)
    repeated                                        the same was said by a surer rule of the same sentence
    how it stands                                   `otherwise` of a claim, where that depends on having a property

What becomes no claim is kept with its `Rejected`, for another vocabulary may read it.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from ontology.ids import digest
from ontology.model import Argument, Claim, Reading, Rejected, Relation, Standing
from ontology.properties import type_claim
from ontology.schema import Ontology

UNREAD = "unread noun phrase"
REPEATED = "repeated"
IS = frozenset({"apposition", "title"})  # rules whose relation has no word of its own


def settle(statements: Iterable[Claim], ontology: Ontology) -> tuple[list[Claim], list[Rejected]]:
    """The claims of one sentence in the order of the text, and what became none."""
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    seen: set[tuple[object, ...]] = set()
    found = [(statement, typed(statement, ontology)) for statement in statements]
    rejected += [_rejected(statement, UNREAD) for statement, claim in found if claim is None]
    for claim in sorted((claim for _, claim in found if claim), key=_surest):
        at = claim.object.start if claim.object else -1
        same = (claim.subject.start, claim.relation.start, claim.relation.text, at, claim.rule in IS)
        if same in seen:
            rejected.append(_rejected(plain(claim), REPEATED))
            continue
        seen.add(same)
        claims.append(claim)
    return sorted(claims, key=_place), rejected


def settle_again(reading: Reading, ontology: Ontology) -> Reading:
    """The reading of an article as it would be under another vocabulary, but for the classes of its names."""
    statements = [plain(claim) for claim in reading.claims]
    statements += [rejected.unread for rejected in reading.rejected if rejected.unread]
    claims: list[Claim] = []
    others = [rejected for rejected in reading.rejected if not rejected.unread]
    statements.sort(key=lambda s: s.quote.start)
    for _, group in groupby(statements, key=lambda s: s.quote.start):
        made, left = settle(group, ontology)
        claims += made
        others += left
    return replace(reading, claims=tuple(claims), rejected=in_order(others))


def in_order(rejected: Iterable[Rejected]) -> tuple[Rejected, ...]:
    """In the order of the text."""
    return tuple(sorted(rejected, key=lambda r: (r.start, r.end, r.rule, r.reason, r.unread.id if r.unread else "")))


def typed(statement: Claim, ontology: Ontology) -> Claim | None:
    """The claim that a statement is; None for one that only a property would make a claim."""
    if statement.object is None:
        return statement
    typing = type_claim(statement.frame, statement.subject.type, statement.object.type, ontology)
    if typing.property is None:
        return None if statement.only_typed else statement
    relation, ends = replace(statement.relation, property=typing.property), (statement.subject, statement.object)
    if typing.turned:
        label = ontology.properties[typing.property].label
        relation, ends = replace(relation, text=label, words=relation.text), (ends[1], ends[0])
    return _stated(statement, relation, ends)


def plain(claim: Claim) -> Claim:
    """The statement that a claim was made of."""
    if claim.relation.property is None or claim.object is None:
        return claim
    relation, ends = replace(claim.relation, property=None), (claim.subject, claim.object)
    if relation.words:
        relation, ends = replace(relation, text=relation.words, words=""), (ends[1], ends[0])
    return _stated(claim, relation, ends)


def claim_id(article: str, rule: str, subject: Argument, relation: Relation, target: Argument | None) -> str:
    """The id of a claim: the digest of its article, its rule and where its words stand."""
    ends = (subject.start, subject.end, relation.start, relation.text)
    return digest(article, rule, *ends, *((target.start, target.end) if target else ()))


def _stated(claim: Claim, relation: Relation, ends: tuple[Argument, Argument]) -> Claim:
    """The claim with this relation between these two."""
    subject, target = ends
    own = claim_id(claim.article, claim.rule, subject, relation, target)
    return _standing_otherwise(replace(claim, id=own, subject=subject, relation=relation, object=target))


def _standing_otherwise(claim: Claim) -> Claim:
    other = claim.otherwise
    if other is None:
        return claim
    return replace(
        claim,
        polarity=other.polarity,
        modality=other.modality,
        factuality=other.factuality,
        attribution=other.attribution,
        otherwise=Standing(claim.polarity, claim.modality, claim.factuality, claim.attribution),
    )


def _rejected(statement: Claim, reason: str) -> Rejected:
    words = statement.relation
    start, quote = words.start - statement.quote.start, statement.quote
    text = quote.text[start : words.end - quote.start]
    return Rejected(words.start, words.end, text, statement.rule, reason, statement)


def _surest(claim: Claim) -> tuple[object, ...]:
    """What a property reads first, then surer rules; the rest makes the order one, whatever order they came in."""
    frame, end = claim.frame, claim.object.end if claim.object else 0
    untyped = claim.relation.property is None
    return untyped, -claim.confidence, end, claim.rule, frame.kind, frame.lemma, frame.subject, frame.object, claim.id


def _place(claim: Claim) -> tuple[int, int, int, str]:
    """Where a claim stands in the text."""
    target = claim.object.start if claim.object else 0
    return claim.relation.start, claim.subject.start, target, claim.rule
