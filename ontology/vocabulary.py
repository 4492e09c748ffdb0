"""The vocabulary as typed records: classes, properties, how news words them, and the look-ups that every room asks.

`ontology.schema` reads the files that say it. A term is known by its local name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from re import sub
from typing import TypeVar

from ontology.ids import digest
from ontology.patterns import Pattern

Name = TypeVar("Name", bound=str)


def relationship_type(name: str) -> str:
    """The relationship type of a property: its local name in upper snake case."""
    return sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


@dataclass(frozen=True, slots=True)
class Class:
    """A class of entities, or a literal type. `parents` are local names of direct superclasses."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...]
    colour: str
    head_nouns: tuple[str, ...]
    name_words: tuple[str, ...]
    literal: bool
    matches: tuple[str, ...]
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way that news words a property, and sentences that show it."""

    pattern: Pattern
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property. `domain` and `range` are local names, any of which fits; empty: anything does.

    `theirs`: a user's file says what it is or how news words it.
    """

    name: str
    label: str
    comment: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str
    symmetric: bool
    functional: bool
    transitive: bool
    datatype: bool
    generic: bool
    kind: str
    ends: tuple[str, ...]
    wordings: tuple[Wording, ...]
    matches: tuple[str, ...]
    iri: str = ""
    theirs: bool = False

    @property
    def plain(self) -> tuple[object, ...]:
        """What of it decides what is read and drawn, without sets, whose order is not fixed."""
        guards = ((w.pattern.near, w.pattern.barred, w.pattern.begun, w.pattern.ended) for w in self.wordings)
        asked = tuple(tuple(map(sorted, sets)) for sets in guards)
        words = (tuple((w.pattern.text, w.pattern.triggers) for w in self.wordings), asked)
        flags = (self.symmetric, self.functional, self.transitive, self.datatype, self.generic, self.kind, self.theirs)
        return self.name, self.label, self.parents, self.domain, self.range, self.inverse, flags, self.ends, words

    @property
    def cypher_name(self) -> str:
        """The relationship type: the local name in upper snake case."""
        return relationship_type(self.name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern as it is looked up by its trigger."""

    property: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Triggered:
    """The patterns with one trigger. `near`: all words that guards of theirs ask for; `free`: those without one."""

    entries: tuple[Entry, ...]
    free: tuple[Entry, ...]
    near: frozenset[str]


@dataclass(frozen=True)
class Ontology:
    """The whole vocabulary. Look-ups are by local name."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    digest: str
    index: Mapping[tuple[str, str], Triggered] = field(repr=False)

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Each class with all its superclasses, itself included."""
        return {name: frozenset(above(name, lambda n: self.classes[n].parents)) for name in self.classes}

    @cached_property
    def reading_digest(self) -> str:
        """Changes with whatever decides which names are found, and of which class."""
        kept = ((c.name, c.parents, c.head_nouns, c.name_words, c.literal) for c in self.classes.values())
        return digest(*map(repr, kept))

    @cached_property
    def typing_digest(self) -> str:
        """Changes with whatever decides which property a claim has, and which facts it makes."""
        return digest(*(repr(p.plain) for p in self.properties.values()))

    @cached_property
    def generic(self) -> str:
        """The property of claims that no pattern reads."""
        return next(p.name for p in self.properties.values() if p.generic)

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """Class to colour (#rrggbb), for classes that have one."""
        return {c.name: c.colour for c in self.classes.values() if c.colour}

    @cached_property
    def noun_classes(self) -> Mapping[str, str]:
        """Head noun to class; of several classes the most special one."""
        by_depth = sorted(self.classes.values(), key=lambda c: (len(self.ancestors[c.name]), c.name))
        return {noun: c.name for c in by_depth if not c.literal for noun in c.head_nouns}

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """The words that say what kind of thing a name names, lower case: head nouns, and words inside names."""
        inside = {word.lower() for c in self.classes.values() for word in c.name_words}
        return frozenset(self.noun_classes) | inside

    def narrowness(self, pattern: Pattern) -> int:
        """How special the classes are that a pattern asks for itself; 0 where it takes its property's."""
        asked = (end.wanted for end in (pattern.subject, pattern.object))
        return sum(len(self.ancestors.get(name, ())) for name in asked if name)

    def is_a(self, kind: str, wanted: str) -> bool:
        """Whether every thing of one class is of the other. An unknown class is only itself."""
        return kind == wanted or wanted in self.ancestors.get(kind, ())

    def labels(self, kind: str) -> tuple[str, ...]:
        """The labels of an entity of that class, general first; () for an unknown class."""
        return tuple(sorted(self.ancestors.get(kind, ()), key=lambda n: (len(self.ancestors[n]), n)))

    def implies(self, name: str) -> tuple[str, ...]:
        """The property and all that it implies, most special first."""
        if name not in self.properties:
            return (name,)
        return tuple(above(name, lambda n: self.properties[n].parents))

    def triggered(self, kind: str, trigger: str) -> Triggered:
        """The patterns of that class with that trigger."""
        return self.index.get((kind, trigger), UNTRIGGERED)


UNTRIGGERED = Triggered((), (), frozenset())


def above(name: str, parents: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    """The term and all above it, nearest first, each once; a circle ends the walk."""
    seen, waiting = set(), [name]
    while waiting:
        here = waiting.pop(0)
        if here not in seen:
            seen.add(here)
            yield here
            waiting.extend(parents(here))


def way_back(name: Name, parents: Callable[[Name], Iterable[Name]]) -> tuple[Name, ...]:
    """The terms from this one up to itself; () where no way leads back."""
    waiting: list[tuple[Name, ...]] = [(name,)]
    seen = {name}
    while waiting:
        way = waiting.pop(0)
        for parent in parents(way[-1]):
            if parent == name:
                return way
            if parent not in seen:
                seen.add(parent)
                waiting.append((*way, parent))
    return ()
