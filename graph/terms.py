"""What the store needs to know of the ontology: each property as a relationship type, each class as labels.

A property and its inverse say one thing: both become facts of the one that news words (of the first by name where it
words both), the ends turned.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.facts import FactKey
from graph.matching import company_words
from ontology.model import Frame
from ontology.patterns import Pattern
from ontology.schema import Ontology, Property


@dataclass(frozen=True, slots=True)
class Term:
    """A property, as facts have it. `typed`: no generic one; `turned`: subject and object change places."""

    name: str
    label: str
    cypher: str
    typed: bool
    literal: bool
    symmetric: bool
    state: bool
    turned: bool


class Terms:
    """The ontology, as the store asks it."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self.of = lru_cache(maxsize=None)(self._of)
        self._enders = lru_cache(maxsize=None)(self._enders_of)
        self.company_words = company_words(ontology)
        outlet = ontology.classes.get("NewsOutlet")
        self.outlets = frozenset(word.lower() for word in outlet.name_words) if outlet else frozenset()

    def chain(self, name: str) -> tuple[str, ...]:
        """A class and all above it; () for a literal type and what is no class."""
        known = self._ontology.classes.get(name)
        return () if known is None or known.literal else self._ontology.labels(name)

    def _of(self, name: str | None) -> Term:
        """The term of a claim's property; the generic one for none, and for one that this ontology does not know."""
        known = self._ontology.properties
        found = known.get(name or "") or known[self._ontology.generic]
        main = self._main(found)
        return Term(
            name=main.name,
            label="" if main.generic else main.label,
            cypher=main.cypher_name,
            typed=not main.generic,
            literal=main.datatype or (bool(main.range) and all(self._ontology.classes[r].literal for r in main.range)),
            symmetric=main.symmetric,
            state=main.kind == "state",
            turned=main is not found,
        )

    def _main(self, found: Property) -> Property:
        inverse = self._ontology.properties.get(found.inverse)
        if inverse is None or inverse is found:
            return found
        return min(found, inverse, key=lambda p: (not p.wordings, p.name))

    def fact_key(self, claim: Mapping[str, Any], entity: Callable[[str], str]) -> FactKey | None:
        """The fact that a claim's row is about, where `entity` gives the entity of a key; None for about no fact."""
        term = self.of(claim["property"])
        if not claim["subject_key"]:
            return None
        subject = entity(claim["subject_key"])
        if term.literal:
            return FactKey(subject, term.name, value=claim["object"]) if claim["object"] else None
        if not claim["object_key"]:
            return None
        object_ = entity(claim["object_key"])
        if term.turned:
            subject, object_ = object_, subject
        if term.symmetric:
            subject, object_ = sorted((subject, object_))
        return FactKey(subject, term.name, object_, lemma="" if term.typed else claim["lemma"])

    def ended_by(self, fact: FactKey) -> Iterator[FactKey]:
        """The facts that this one ends: states between the same two, whichever way round the ending is told."""
        ending = self._ontology.properties.get(fact.relation)
        for name in ending.ends if ending else ():
            yield from self._pairs(name, fact)

    def enders(self, fact: FactKey) -> Iterator[FactKey]:
        """The facts that end this one."""
        for name in self._enders(fact.relation):
            yield from self._pairs(name, fact)

    def _enders_of(self, relation: str) -> tuple[str, ...]:
        endings = self._ontology.properties.values()
        return tuple(end.name for end in endings if relation in (self.of(name).name for name in end.ends))

    def _pairs(self, name: str, fact: FactKey) -> Iterator[FactKey]:
        term = self.of(name)
        if fact.object:
            yield FactKey(fact.subject, term.name, fact.object)
            if fact.object != fact.subject:
                yield FactKey(fact.object, term.name, fact.subject)

    def ended(self, name: str | None, frame: Frame) -> bool:
        """Whether the claim's words say that it is over ("former"), as the property's wordings have it."""
        return any(words & pattern.ended for pattern, words in self._wordings(name, frame))

    def begun(self, name: str | None, frame: Frame) -> bool:
        """Whether the claim's words say that it begins ("joined"): its time is then the start alone."""
        return any(words & pattern.begun for pattern, words in self._wordings(name, frame))

    def _wordings(self, name: str | None, frame: Frame) -> Iterator[tuple[Pattern, set[str]]]:
        found = self._ontology.properties.get(name or "")
        words = {*frame.near, frame.lemma, frame.noun}
        for wording in found.wordings if found else ():
            yield wording.pattern, words
