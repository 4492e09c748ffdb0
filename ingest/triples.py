"""Candidates to claims: who is meant, is it so, which property is it, when, and where it stands in the article.

A candidate that becomes no claim leaves a `Rejected` with one of these reasons:

    sentence too long     more than `clauses.MAX_TOKENS` words: a list or a table
    too many candidates   more than `MAX_CANDIDATES` in one sentence
    same argument         subject and object are the same words or the same entity
    repeated              the same statement was made by a surer rule
    unread noun phrase    no pattern of the ontology reads it ("Acme products"); a clause would keep its own words
    not said to exist     a new thing in a denied or planned clause ("will not found a unit of Acme")
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.candidates import Candidate, verbal
from ingest.clauses import MAX_TOKENS, clauses_of
from ingest.confidence import SOURCE, WARNING
from ingest.coreference import Referents
from ingest.doubts import doubtful
from ingest.factuality import ONE_OF
from ingest.moments import Moments
from ingest.negation import one_of
from ingest.nlp import Paragraph, Parsed
from ingest.nominals import nominal
from ingest.rendering import Rendering
from ingest.salience import DESCRIBED
from ingest.signatures import SIGNATURES, says_no
from ingest.stance import Stance, Stances
from ingest.tree import VERBS, Tree
from ingest.words import WORDS
from ontology.model import Article, Claim, Quote, Rejected, Relation, Standing
from ontology.schema import Ontology
from ontology.statements import claim_id, in_order, settle

NEW = frozenset({"a", "an", "any", "another"})
CHARGING = SIGNATURES.charge.keys()
MAX_CANDIDATES = 400  # in one sentence; news sentences have about 8
TOO_MANY = "too many candidates"


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
    return tuple(assembly.claims), in_order(assembly.rejected)


class Assembly:
    """Turns the candidates of one article into claims, and remembers what it turned down."""

    def __init__(
        self, article: Article, referents: Referents, stances: Stances, ontology: Ontology, base: date | None
    ) -> None:
        self.article = article
        self.referents = referents
        self.stances = stances
        self.ontology = ontology
        self.moments = Moments(article.text, base)
        self.claims: list[Claim] = []
        self.rejected: list[Rejected] = []

    def read(self, paragraph: Paragraph) -> None:
        """Adds the claims of one paragraph, in the order of the text."""
        tree = self.stances.tree(paragraph)
        shown = Rendering(self.article, paragraph, tree, self.referents, self.ontology)
        found: dict[int, list[Candidate]] = {}
        starts = {i: start for start, end in tree.sentences() for i in range(start, end)}
        for candidate in candidates_of(tree):
            found.setdefault(starts[candidate.head], []).append(candidate)
        for start, end in tree.sentences():
            quote = shown.quote(start, end)
            if end - start > MAX_TOKENS:
                self._reject(quote, "", "sentence too long")
            self._sentence(shown, quote, found.get(start, []))

    def _sentence(self, shown: Rendering, quote: Quote, found: list[Candidate]) -> None:
        statements: list[Claim] = []
        for number, candidate in enumerate(found):
            relation = shown.relation(candidate)
            made = self._statement(shown, quote, candidate, relation) if number < MAX_CANDIDATES else TOO_MANY
            if isinstance(made, str):
                self._reject(relation, candidate.rule, made)
            else:
                statements.append(made)
        claims, rejected = settle(statements, self.ontology)
        self.claims += claims
        self.rejected += rejected

    def _statement(self, shown: Rendering, quote: Quote, candidate: Candidate, relation: Relation) -> Claim | str:
        verbal = candidate.rule.partition(".")[0] in SOURCE
        inner = candidate.rule.startswith(("participle.", "relative."))
        subject = shown.argument(candidate.subject, by_name=verbal, predicated=inner)
        target = shown.argument(candidate.object, by_name=verbal) if candidate.object else None
        if target is not None:
            if (subject.start, subject.end) == (target.start, target.end) or (
                subject.key and subject.key == target.key
            ):
                return "same argument"
            if candidate.rule.endswith(".complement") and target.key.startswith(DESCRIBED):
                target = replace(target, key="", name=target.text)  # "is the head of Acme": who it is, not what it has
        if doubtful(shown.tree, candidate, subject, target, self.ontology):
            candidate = replace(candidate, confidence=round(candidate.confidence * WARNING["doubtful"], 3))
        stance = self._stance(shown, candidate)
        if stance is None:
            return "not said to exist"
        if stance.modality == "asserted" and stance.factuality > ONE_OF and open_ended(shown.tree, candidate):
            stance = replace(stance, modality="possible", factuality=ONE_OF)
        plain, otherwise = self._whole(shown, candidate, stance), None
        governing = self._governing(shown, candidate, stance)
        if governing is not None:  # without a property
            plain, otherwise = self._whole(shown, candidate, governing), plain
        deed = self._deed(shown, candidate, stance)
        if deed is not None:
            otherwise = self._whole(shown, candidate, deed)
        return Claim(
            id=claim_id(self.article.id, candidate.rule, subject, relation, target),
            article=self.article.id,
            quote=quote,
            subject=subject,
            relation=relation,
            object=target,
            frame=candidate.frame,
            polarity=plain.polarity,
            modality=plain.modality,
            factuality=plain.factuality,
            arguments=tuple(shown.circumstance(d) for d in candidate.details),
            attribution=plain.attribution,
            when=self.moments.of(shown.paragraph, shown.tree, candidate),
            confidence=candidate.confidence,
            rule=candidate.rule,
            only_typed=candidate.typed,
            otherwise=otherwise,
        )

    def _whole(self, shown: Rendering, candidate: Candidate, stance: Stance) -> Standing:
        sources = tuple(shown.attribution(level) for level in stance.attribution)
        if candidate.cited is not None:
            sources = (*sources, shown.citation(*candidate.cited))
        return Standing(stance.polarity, stance.modality, stance.factuality, sources)

    def _stance(self, shown: Rendering, candidate: Candidate) -> Stance | None:
        """The stance of the event.

        What a noun phrase takes for granted is the speaker's own fact; None for a new thing that is not said to be.
        """
        stance = self._of(shown, candidate.head)
        if candidate.assumed:
            outer = governor(shown.tree, candidate.head)
            if candidate.assumed == "new" and outer is not None:
                around = self._of(shown, outer)
                if around.polarity == "negative" or around.modality != "asserted":
                    return None
            quoted = shown.tree.quoted(candidate.head)
            return Stance("positive", "asserted", 3.0, stance.attribution if quoted else ())
        return self._around(shown, candidate) or stance

    def _governing(self, shown: Rendering, candidate: Candidate, stance: Stance) -> Stance | None:
        """The stance of the whole phrase, where it names its own failure ("declined to comment on") and no property.

        None where it is that of the event.
        """
        if stance.polarity == "positive" or candidate.assumed or not carried(shown.tree, candidate):
            return None
        governing = self._of(shown, candidate.first)
        return governing if governing.polarity == "positive" else None

    def _deed(self, shown: Rendering, candidate: Candidate, stance: Stance) -> Stance | None:
        """The stance that a property has of a noun in the relation, where the verb's is another.

        Who "was not convicted of the murder of" may have done it; who is "seen as the next head of" is not yet.
        """
        noun = chained(shown.tree, candidate)
        if noun is None:
            return None
        if self._ends(candidate, shown.tree.lemmas[noun]):
            return None
        deed = self._of(shown, noun)
        charge = shown.tree.lemmas[candidate.head] in CHARGING
        opened = stance.modality == "asserted" and stance.polarity == "positive" and deed.factuality < stance.factuality
        return deed if charge or (opened and deed.modality != "asserted") else None

    def _ends(self, candidate: Candidate, noun: str) -> bool:
        """Whether a property reads the verb as the end of what the noun names ("halted funding from")."""
        for entry in self.ontology.triggered("verb", candidate.frame.lemma).entries:
            if noun in entry.pattern.near and self.ontology.properties[entry.property].ends:
                return True
        return False

    def _around(self, shown: Rendering, candidate: Candidate) -> Stance | None:
        """The stance of the clause that would bring about the thing of a participle ("wants a ship built by Acme")."""
        tree = shown.tree
        if candidate.rule.partition(".")[0] != "participle" or tree.deps[candidate.first] != "acl":
            return None
        noun = tree.heads[candidate.first]
        outer = tree.heads[noun]
        new = any(tree.lower[k] in NEW for k in tree.under(noun, "det"))
        if not new or tree.lemmas[outer] not in WORDS.creating or tree.deps[noun] not in {"dobj", "attr"}:
            return None
        around = self._of(shown, outer)
        return around if around.modality != "asserted" or around.polarity == "negative" else None

    def _of(self, shown: Rendering, token: int) -> Stance:
        return self.stances.of(shown.paragraph, shown.paragraph.doc[token])

    def _reject(self, words: Relation | Quote, rule: str, reason: str) -> None:
        text = self.article.text[words.start : words.end]
        self.rejected.append(Rejected(words.start, words.end, text, rule, reason))


def governor(tree: Tree, token: int) -> int | None:
    """The verb whose clause a noun stands in."""
    while tree.heads[token] != token:
        token = tree.heads[token]
        if tree.pos[token] in VERBS:
            return token
    return None


def chained(tree: Tree, candidate: Candidate) -> int | None:
    """The noun that hands on the phrase which is the object ("was not convicted of the [murder] of")."""
    if ".chain" not in candidate.rule or candidate.object is None:
        return None
    prep = tree.heads[candidate.object.head]
    noun = tree.heads[prep]
    return noun if tree.deps[prep] == "prep" and noun in candidate.relation and noun != candidate.head else None


def open_ended(tree: Tree, candidate: Candidate) -> bool:
    """Whether an end of a statement is one of several, and "or" leaves open which ("Roe or Doe paid")."""
    return any(one_of(tree, p.head) for p in (candidate.subject, candidate.object) if p is not None)


def carried(tree: Tree, candidate: Candidate) -> bool:
    """Whether the relation says itself that its event did not come about ("failed to pay"; not "has yet to pay")."""
    words = (tree.lemmas[i] for i in candidate.relation if i != candidate.head)
    return candidate.first != candidate.head and any(says_no(word) for word in words)
