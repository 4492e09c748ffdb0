"""Descriptions: what a common noun phrase says of whom it means, and what makes it somebody in particular.

    definite     "the company"                   head alone: it means somebody spoken of before, or nobody
    anchored     "a subsidiary of Acme", "police in Kashgar", "a Chinese company", "its chairman"
    no entity    "officials", "some Chinese firms", "the deal", "scrutiny of Acme"

Only a noun that the ontology lists as a class's `headNoun` can be an entity, of that class. A phrase that is said of a
name (apposition, title, predicate) names nothing of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ingest.keys import country_of_adjective
from ingest.salience import words
from ingest.tree import Tree
from ontology.schema import Ontology

Determiner = Literal["a", "another", "the", "own", ""]

_MASS = words("described", "mass")
_PLURAL_MASS = words("described", "plural_mass")
_VAGUE = words("described", "vague")
_QUANTIFIERS = words("described", "quantifiers")
_PARTITIVE = words("described", "partitive")
_ANCHORING = words("described", "anchoring")
_NOT_OWNED = words("described", "not_owned")
KIN = words("person", "kin")
PLURAL_PERSONS = words("person", "plural")
PERSON_NOUNS = words("person", "nouns")
_PERSONS = PERSON_NOUNS | KIN | words("person", "also")
_AGENTS = ("ist", "man", "woman", "person", "eer", "ician", "ator")  # of columnists, chairmen and educators
_INDEFINITE = frozenset({"a", "an", "one"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NAMING_NOUNS = words("definite", "organization") | words("definite", "place") | words("definite", "needs_description")
PARTING = frozenset({"“", "”", '"', "``", "''", ":", ";", ".", "!", "?"})
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class HeadNouns:
    """The ontology's head nouns: noun, or noun with the noun before it, to the class that it makes a phrase."""

    ontology: Ontology

    @cached_property
    def table(self) -> Mapping[str, str]:
        """Noun to class. A noun of several classes is of what they have in common, or of the more special one."""
        found: dict[str, str] = {}
        for made in self.ontology.classes.values():
            for noun in made.head_nouns:
                found[noun] = self._common(found[noun], made.name) if noun in found else made.name
        return {noun: kind for noun, kind in found.items() if kind}

    def _common(self, left: str, right: str) -> str:
        if self.ontology.is_a(left, right):
            return left
        if self.ontology.is_a(right, left):
            return right
        ancestors = self.ontology.ancestors
        shared = ancestors.get(left, frozenset()) & ancestors.get(right, frozenset())
        return max(shared, key=lambda n: (len(ancestors[n]), n), default="")

    def of(self, tree: Tree, noun: int) -> tuple[str, str]:
        """The noun of a phrase as the ontology has it, and its class; ("", "") for other nouns."""
        lemma, lower = tree.lemmas[noun], tree.lower[noun]
        before = [k for k in tree.under(noun, "compound", "amod") if k == noun - 1]
        for part in before:
            for head in (lemma, lower):
                pair = f"{tree.lower[part]} {head}"
                if pair in self.table:
                    return pair, self.table[pair]
        for head in (lower, lemma):
            if head in self.table:
                return head, self.table[head]
        return "", ""


@dataclass(frozen=True, slots=True)
class Described:
    """A common noun phrase.

    `said`: noun with what stands before it ("prime minister"), "" where more follows; `anchors`: tokens that may name
    somebody, with the preposition, surest first.
    """

    head: int
    noun: str
    kind: str
    determiner: Determiner
    plural: bool
    mass: bool
    bare_head: bool
    said: str
    anchors: tuple[tuple[str, int], ...]
    modifiers: tuple[int, ...]

    @property
    def several(self) -> bool:
        """Whether they and their can mean it."""
        return self.plural or self.noun in _PLURAL_MASS

    @property
    def particular(self) -> bool:
        """Whether the phrase can mean one thing: a singular with a determiner, a body, or all that somebody has."""
        if self.mass:
            return True
        if self.noun in _NOT_OWNED and self.determiner in {"own", ""}:
            return False
        if self.plural:
            return self.determiner in {"the", "own"}
        return self.determiner != ""


def phrase_of(tree: Tree, noun: int, nouns: HeadNouns) -> Described | None:
    """Reads the phrase of a common noun; None where it is about nobody in particular ("some firms", "two banks")."""
    kids = tree.kids[noun]
    if any(_quantifies(tree, k) for k in kids):
        return None
    if tree.lemmas[noun] in _PARTITIVE and _of_plural(tree, noun):
        return None
    word, kind = nouns.of(tree, noun)
    mass = tree.lower[noun] in _MASS or word in _MASS or word in _PLURAL_MASS
    owner = tree.first(noun, "poss")
    modifiers = tuple(k for k in kids if k < noun and tree.deps[k] in {"amod", "compound", "nmod", "nummod"})
    after = any(_narrows(tree, noun, k) for k in kids if k > noun)
    return Described(
        head=noun,
        noun=word or tree.lemmas[noun],
        kind=kind,
        determiner="own" if owner is not None else _determiner(tree, noun),
        plural=tree.tags[noun] in {"NNS", "NNPS"} and not mass,
        mass=mass,
        bare_head=owner is None and not modifiers and not after,
        said=" ".join(tree.lower[k] for k in (*modifiers, noun)) if owner is None and not after else "",
        anchors=tuple(_anchors(tree, noun)),
        modifiers=modifiers,
    )


def _quantifies(tree: Tree, k: int) -> bool:
    dep, lower = tree.deps[k], tree.lower[k]
    if dep in {"det", "amod", "predet", "quantmod", "neg"} and lower in _QUANTIFIERS:
        return True
    return dep in {"nummod", "quantmod"} and lower != "one" and not tree.named(k)  # "the Varna 100 index"


def _narrows(tree: Tree, noun: int, k: int) -> bool:
    """Whether what follows a noun says which one is meant; a relative clause behind a comma only adds to it."""
    if tree.deps[k] == "relcl":
        return not any(tree.words[i] == "," for i in range(noun + 1, k))
    return tree.deps[k] in {"prep", "acl", "appos"}


def _of_plural(tree: Tree, noun: int) -> bool:
    pairs = [o for p in tree.under(noun, "prep") if tree.lower[p] == "of" for o in tree.under(p, "pobj")]
    return any(tree.tags[o] in {"NNS", "NNPS"} for o in pairs)


def _determiner(tree: Tree, noun: int) -> Determiner:
    found = [tree.lower[k] for k in tree.under(noun, "det", "nummod")]
    if "another" in found:
        return "another"
    if any(word in _INDEFINITE for word in found):
        return "a"
    return "the" if any(word in _DEFINITE for word in found) else ""


def _anchors(tree: Tree, noun: int) -> Iterator[tuple[str, int]]:
    for owner in tree.under(noun, "poss"):
        yield "poss", owner
    for part in tree.under(noun, "compound", "nmod", "amod"):
        # "a Norwegian shipping company": the parser hangs the adjective on the word beside it
        for word in (part, *tree.under(part, "compound", "nmod", "amod")):
            if word < noun and (tree.named(word) or country_of_adjective(tree.words[word])):
                yield "compound", word
    for prep in _prepositions(tree, noun):
        for target in tree.under(prep, "pobj"):
            yield tree.lower[prep], target
    for participle in tree.under(noun, "acl"):
        if tree.tags[participle] == "VBN":
            for prep in tree.under(participle, "agent", "prep"):
                for target in tree.under(prep, "pobj"):
                    yield f"{tree.lower[participle]} {tree.lower[prep]}", target


def _prepositions(tree: Tree, noun: int) -> Iterator[int]:
    """Those that hang on the noun; "in" behind a body as well where the parser hung it on the verb."""
    nearby = noun + 1
    found = [prep for prep in tree.under(noun, "prep") if prep > noun and tree.lower[prep] in _ANCHORING]
    if tree.lower[noun] in _PLURAL_MASS and nearby < len(tree) and tree.lower[nearby] == "in" and nearby not in found:
        found.insert(0, nearby)
    yield from found


def said_of(tree: Tree, noun: int) -> int | None:
    """The name that a noun is said of: as apposition, as title in front, or as predicate; None where it is not."""
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep == "appos":
        return head if _beside(tree, head, noun) else None
    if dep in {"compound", "nmod"} and tree.named(head) and not tree.named(noun) and noun < head:
        return head
    for kid in tree.under(noun, "appos"):
        if tree.named(kid) and _beside(tree, noun, kid):
            return kid  # "its parent company, Acme"
    if dep in {"attr", "oprd"}:
        subject = tree.first(head, "nsubj", "nsubjpass")
        return head if subject is None else subject
    if dep == "pobj" and tree.lower[head] == "as":
        return tree.heads[head]
    if dep == "conj" and head < noun and tree.pos[head] == "NOUN" and tree.tags[head] == tree.tags[noun]:
        return said_of(tree, head)  # "the founder and chairman, Mara Velde"
    return None


def _beside(tree: Tree, left: int, right: int) -> bool:
    """Whether nothing parts a noun from its apposition: no quotation, colon, or clause ("a firm of Roe's, a man")."""
    lo, hi = min(left, right), max(left, right)
    if any(tree.words[i] in PARTING for i in range(lo + 1, hi)):
        return False
    return not any(lo < k < hi and tree.deps[k] in {"acl", "relcl"} for k in tree.kids[lo])


def is_person_noun(noun: str) -> bool:
    """Whether a noun's lemma tells who a person is ("columnist", "great-uncle")."""
    last = noun.lower().rpartition("-")[2]
    return last in _PERSONS or (len(last) > len("mist") and last.endswith(_AGENTS))


def key_phrase(tree: Tree, phrase: Described, anchors: set[int]) -> str:
    """The words that tell described things of one anchor apart: the noun and what modifies it, names left out."""
    kept = [
        tree.lower[k] if k != phrase.head else tree.lemmas[k]
        for k in sorted({*_modifying(tree, phrase, anchors), phrase.head})
        if tree.lower[k] not in _VAGUE
    ]
    return " ".join(kept)


def _modifying(tree: Tree, phrase: Described, anchors: set[int]) -> Iterator[int]:
    for modifier in phrase.modifiers:
        for token in tree.subtree(modifier):
            if token not in anchors and tree.pos[token] not in {"PUNCT", "DET"} and not tree.literal(token):
                yield token
