"""Candidates to claims: who is meant, is it so, which property is it, when, and where it stands in the article.

A candidate that becomes no claim leaves a `Rejected` with one of these reasons:

    sentence too long     more than `clauses.MAX_TOKENS` words: a list or a table
    too many candidates   more than `MAX_CANDIDATES` in one sentence
    same argument         subject and object are the same words or the same entity
    repeated              the same statement was made by a surer rule
    no property           a noun phrase that no pattern of the ontology reads ("Acme products")
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ontology.schema import Ontology

from ingest.candidates import Candidate, Detail, Phrase, verbal
from ingest.clauses import MAX_TOKENS, clauses_of
from ingest.coreference import Referents
from ingest.nlp import Paragraph, Parsed
from ingest.nominals import nominal
from ingest.properties import type_claim
from ingest.repairs import repair
from ingest.stance import Stance, Stances
from ingest.tree import Tokens, Tree
from ontology.ids import digest
from ontology.model import Argument, Article, Circumstance, Claim, Quote, Rejected, Relation, Span

MAX_CANDIDATES = 400  # in one sentence; news sentences have about 8


def candidates(paragraph: Paragraph) -> Iterator[Candidate]:
    """All candidate statements of a paragraph, surest reading of the grammar first within each clause."""
    tree = Tree(paragraph.doc)
    repair(tree)
    yield from candidates_of(tree)


def candidates_of(tree: Tree) -> Iterator[Candidate]:
    """All candidates of a repaired tree, sentence by sentence."""
    for clause in clauses_of(tree):
        yield from verbal(tree, clause)
    for start, end in tree.sentences():
        if end - start <= MAX_TOKENS:
            yield from nominal(tree, start, end)


def claims(
    parsed: Parsed, referents: Referents, stances: Stances, ontology: Ontology, base: date | None
) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """All claims of an article in the order of the text, and what became none. `base`: the article's date."""
    assembly = Assembly(parsed.article, referents, stances, ontology, base)
    for paragraph in parsed.paragraphs:
        assembly.read(paragraph)
    return tuple(assembly.claims), tuple(assembly.rejected)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence being read: its paragraph, tree and quote."""

    paragraph: Paragraph
    tree: Tree
    quote: Quote


class Assembly:
    """Turns the candidates of one article into claims, and remembers what it turned down."""

    def __init__(
        self, article: Article, referents: Referents, stances: Stances, ontology: Ontology, base: date | None
    ) -> None:
        self.article = article
        self.referents = referents
        self.stances = stances
        self.ontology = ontology
        self.base = base
        self.claims: list[Claim] = []
        self.rejected: list[Rejected] = []

    def read(self, paragraph: Paragraph) -> None:
        """Adds the claims of one paragraph, in the order of the text."""
        tree = Tree(paragraph.doc)
        repair(tree)
        by_sentence: dict[int, list[Candidate]] = {}
        starts = {i: start for start, end in tree.sentences() for i in range(start, end)}
        for candidate in candidates_of(tree):
            by_sentence.setdefault(starts[candidate.head], []).append(candidate)
        for start, end in tree.sentences():
            place = Place(paragraph, tree, self._quote(paragraph, start, end))
            if end - start > MAX_TOKENS:
                self._reject(place.quote, "", "sentence too long")
            self._sentence(place, by_sentence.get(start, []))

    def _sentence(self, place: Place, found: list[Candidate]) -> None:
        made: list[Claim] = []
        seen: set[tuple[object, ...]] = set()
        for number, candidate in enumerate(found):
            relation = self._relation(place, candidate)
            if number >= MAX_CANDIDATES:
                self._reject(relation, candidate.rule, "too many candidates")
                continue
            claim = self._claim(place, candidate, relation)
            if isinstance(claim, str):
                self._reject(relation, candidate.rule, claim)
                continue
            same = (claim.subject.start, claim.relation.text, claim.relation.start, claim.object and claim.object.start)
            if same in seen:
                self._reject(relation, candidate.rule, "repeated")
                continue
            seen.add(same)
            made.append(claim)
        self.claims += sorted(
            made, key=lambda c: (c.relation.start, c.subject.start, c.object.start if c.object else 0)
        )

    def _claim(self, place: Place, candidate: Candidate, relation: Relation) -> Claim | str:
        subject = self._argument(place, candidate.subject)
        target = self._argument(place, candidate.object)
        if (subject.start, subject.end) == (target.start, target.end) or (subject.key and subject.key == target.key):
            return "same argument"
        typing = type_claim(candidate.frame, subject.type, target.type, self.ontology)
        if candidate.typed and typing.property is None:
            return "no property"
        if typing.turned:
            subject, target = target, subject
        stance = self._stance(place, candidate, typing.property is not None)
        return Claim(
            id=digest(self.article.id, candidate.rule, *_spot(subject), relation.start, relation.text, *_spot(target)),
            article=self.article.id,
            quote=place.quote,
            subject=subject,
            relation=replace(relation, property=typing.property),
            object=target,
            frame=candidate.frame,
            polarity=stance.polarity,
            modality=stance.modality,
            factuality=stance.factuality,
            arguments=tuple(self._circumstance(place, d) for d in candidate.details),
            attribution=stance.attribution,
            confidence=candidate.confidence,
            rule=candidate.rule,
        )

    def _stance(self, place: Place, candidate: Candidate, typed: bool) -> Stance:
        """The stance of the event; of the whole phrase where it names its own failure ("declined to comment on")."""
        doc = place.paragraph.doc
        stance = self.stances.of(place.paragraph, doc[candidate.head])
        if candidate.first != candidate.head and stance.polarity == "negative" and not typed:
            governing = self.stances.of(place.paragraph, doc[candidate.first])
            if governing.polarity == "positive":
                return governing
        return stance

    def _argument(self, place: Place, phrase: Phrase) -> Argument:
        paragraph = place.paragraph
        spans = self._spans(paragraph, phrase.minimal)
        text = " ".join(self.article.text[s.start : s.end] for s in spans)
        whole = self._quote(paragraph, phrase.full[0], phrase.full[-1] + 1)
        referent = self.referents.of(paragraph, paragraph.doc[phrase.head])
        return Argument(
            text=text,
            start=spans[0].start,
            end=spans[-1].end,
            full=whole,
            spans=spans if len(spans) > 1 else (),
            key=referent.key if referent else "",
            name=referent.name if referent else text,
            type=referent.type if referent else place.tree.kinds[phrase.head],
        )

    def _relation(self, place: Place, candidate: Candidate) -> Relation:
        spans = self._spans(place.paragraph, candidate.relation)
        tree = place.tree
        return Relation(
            text=" ".join(self.article.text[s.start : s.end] for s in spans),
            start=spans[0].start,
            end=spans[-1].end,
            head=place.paragraph.start + place.paragraph.doc[candidate.head].idx,
            lemma=relation_lemma(tree, candidate),
            spans=spans if len(spans) > 1 else (),
        )

    def _circumstance(self, place: Place, detail: Detail) -> Circumstance:
        spans = self._spans(place.paragraph, detail.tokens)
        start, end = spans[0].start, spans[-1].end
        referent = self.referents.of(place.paragraph, place.paragraph.doc[detail.head])
        return Circumstance(detail.role, self.article.text[start:end], start, end, referent.key if referent else "")

    def _spans(self, paragraph: Paragraph, tokens: Tokens) -> tuple[Span, ...]:
        """Stretches of the article that the tokens cover; neighbours are one stretch."""
        runs: list[tuple[int, int]] = []
        for i in tokens:
            if runs and runs[-1][1] == i:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((i, i + 1))
        return tuple(Span(*self._offsets(paragraph, start, end)) for start, end in runs)

    def _offsets(self, paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
        doc = paragraph.doc
        return paragraph.start + doc[start].idx, paragraph.start + doc[end - 1].idx + len(doc[end - 1])

    def _quote(self, paragraph: Paragraph, start: int, end: int) -> Quote:
        lo, hi = self._offsets(paragraph, start, end)
        text = self.article.text[lo:hi]
        trimmed = text.strip()
        lo += len(text) - len(text.lstrip())
        return Quote(lo, lo + len(trimmed), trimmed)

    def _reject(self, words: Relation | Quote, rule: str, reason: str) -> None:
        start, end = (words.start, words.end)
        self.rejected.append(Rejected(start, end, self.article.text[start:end], rule, reason))


def relation_lemma(tree: Tree, candidate: Candidate) -> str:
    """The relation with every word reduced, without articles, auxiliaries and negation; "be" where no word says it."""
    kept = [i for i in candidate.relation if tree.deps[i] not in SILENT and tree.pos[i] not in {"PUNCT", "DET"}]
    if candidate.rule in {"apposition", "title"} or not kept:
        return "be"
    return " ".join(tree.lemmas[i] for i in kept)


SILENT = frozenset({"aux", "auxpass", "neg", "punct", "det"})


def _spot(argument: Argument) -> tuple[int, int]:
    return argument.start, argument.end
