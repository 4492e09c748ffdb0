"""Reads schema.ttl, and files of users that extend or override it, into typed records: the only reader of it.

    ontology = load_ontology()                      # ours
    ontology = load_ontology(Path("shipping.ttl"))  # ours, extended: what a file says of a term replaces what ours says

A term is known by its local name. `Ontology.digest` changes with anything that could change what is read or drawn.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from re import compile as regex
from re import escape, sub

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from ontology.errors import OntologyError
from ontology.ids import digest
from ontology.patterns import Pattern, compile_pattern

TW = Namespace("https://triplewire.example/schema#")
LOCAL_NAME = regex(r"^[A-Za-z][A-Za-z0-9_]{0,63}$")
COLOUR = regex(r"^#[0-9a-fA-F]{6}$")
MOST_BYTES = 5_000_000  # a vocabulary is written by hand; schema.org has 1 MB


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


@dataclass(frozen=True, slots=True)
class Wording:
    """One way that news words a property, and sentences that show it."""

    pattern: Pattern
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property. `domain` and `range` are local names, any of which fits; empty: anything does."""

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

    @property
    def cypher_name(self) -> str:
        """The relationship type: the local name in upper snake case."""
        return relationship_type(self.name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern as it is looked up by its trigger."""

    property: str
    pattern: Pattern


@dataclass(frozen=True)
class Ontology:
    """The whole vocabulary. Look-ups are by local name."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    digest: str
    index: Mapping[tuple[str, str], tuple[Entry, ...]] = field(repr=False)

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Each class with all its superclasses, itself included."""
        return {name: frozenset(_above(name, lambda n: self.classes[n].parents)) for name in self.classes}

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
        return tuple(_above(name, lambda n: self.properties[n].parents))

    def entries(self, kind: str, trigger: str) -> tuple[Entry, ...]:
        """The patterns of that class with that trigger."""
        return self.index.get((kind, trigger), ())


def load_ontology(*paths: Path) -> Ontology:
    """Our vocabulary, extended by those files in order. Errors: OntologyError with file, line and remedy."""
    ours = files("ontology").joinpath("schema.ttl").read_text(encoding="utf-8")
    texts = [("schema.ttl", ours), *((str(path), _read(path)) for path in paths)]
    merged = Graph()
    for name, text in texts:
        _override(merged, _parse(name, text))
    return _Builder(merged, texts).build()


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OntologyError(f"{path}: larger than {MOST_BYTES // 10**6} MB", "a vocabulary is expected, not data")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read ({error})", "name a Turtle file in UTF-8") from None


def _parse(name: str, text: str) -> Graph:
    try:
        return Graph().parse(data=text, format="turtle")
    except BadSyntax as error:
        why = str(error).split("\n")[-1].strip() if "\n" in str(error) else str(error)
        raise OntologyError(f"{name}, line {error.lines + 1}: not Turtle ({why[:120]})", "mend the syntax") from None
    except (ParserError, ValueError, RecursionError) as error:
        raise OntologyError(f"{name}: not Turtle ({error})", "mend the syntax") from None


def _override(merged: Graph, later: Graph) -> None:
    """What the later file says of a term's property replaces what was said before; blank nodes come along."""
    for subject, predicate in set(later.subject_predicates()):
        if isinstance(subject, URIRef) and (subject, predicate, None) in merged and predicate != RDF.type:
            merged.remove((subject, predicate, None))
    for triple in later:
        merged.add(triple)


def _above(name: str, parents: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    seen, waiting = set(), [name]
    while waiting:
        here = waiting.pop(0)
        if here not in seen:
            seen.add(here)
            yield here
            waiting.extend(parents(here))


class _Builder:
    """Turns a graph into records, and checks that they fit together."""

    def __init__(self, graph: Graph, texts: list[tuple[str, str]]) -> None:
        self.graph = graph
        self.texts = texts
        self.lists = self._lists()

    def build(self) -> Ontology:
        """The ontology. Errors: OntologyError."""
        classes = {c.name: c for c in sorted(self._classes(), key=lambda c: c.name)}
        properties = {p.name: p for p in sorted(self._properties(), key=lambda p: p.name)}
        self._check(classes, properties)
        index: dict[tuple[str, str], list[Entry]] = {}
        for made in properties.values():
            for wording in made.wordings:
                for trigger in dict.fromkeys(wording.pattern.triggers):
                    index.setdefault((wording.pattern.kind, trigger), []).append(Entry(made.name, wording.pattern))
        content = digest(*(repr(c) for c in classes.values()), *(repr(_plain(p)) for p in properties.values()))
        return Ontology(classes, properties, content, {key: tuple(found) for key, found in index.items()})

    def _lists(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for text in self.graph.objects(None, TW["list"]):
            name, *words = str(text).split()
            found[name] = tuple(words)
        return found

    def _classes(self) -> Iterator[Class]:
        for kind in (OWL.Class, RDFS.Datatype):
            for node in set(self.graph.subjects(RDF.type, kind)):
                if isinstance(node, URIRef):
                    yield self._class(node, kind == RDFS.Datatype)

    def _class(self, node: URIRef, literal: bool) -> Class:
        colour = self._text(node, TW.colour)
        if colour and not COLOUR.match(colour):
            raise OntologyError(f"{self._where(node)}: {colour!r} is no colour", "write #rrggbb")
        return Class(
            name=self._name(node),
            label=self._text(node, RDFS.label) or self._name(node),
            comment=self._text(node, RDFS.comment),
            parents=self._own_names(node, RDFS.subClassOf, OWL.Class),
            colour=colour,
            head_nouns=self._texts(node, TW.headNoun),
            name_words=self._texts(node, TW.nameWord),
            literal=literal,
            matches=self._matches(node),
        )

    def _properties(self) -> Iterator[Property]:
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
            for node in set(self.graph.subjects(RDF.type, kind)):
                if isinstance(node, URIRef):
                    yield self._property(node, kind == OWL.DatatypeProperty)

    def _property(self, node: URIRef, datatype: bool) -> Property:
        types = set(self.graph.objects(node, RDF.type))
        inverse = self._first_name(node, OWL.inverseOf) or next(
            (self._name(n) for n in self.graph.subjects(OWL.inverseOf, node) if isinstance(n, URIRef)), ""
        )
        return Property(
            name=self._name(node),
            label=self._text(node, RDFS.label) or self._name(node),
            comment=self._text(node, RDFS.comment),
            parents=self._own_names(node, RDFS.subPropertyOf, OWL.ObjectProperty),
            domain=tuple(self._union(node, RDFS.domain)),
            range=tuple(self._union(node, RDFS.range)),
            inverse=inverse,
            symmetric=OWL.SymmetricProperty in types,
            functional=OWL.FunctionalProperty in types,
            transitive=OWL.TransitiveProperty in types,
            datatype=datatype,
            generic=self._text(node, TW.generic) == "true",
            kind=self._text(node, TW.kind) or "state",
            ends=tuple(sorted(self._name(n) for n in self.graph.objects(node, TW.ends) if isinstance(n, URIRef))),
            wordings=tuple(sorted(self._wordings(node), key=lambda w: w.pattern.text)),
            matches=self._matches(node),
        )

    def _wordings(self, node: URIRef) -> Iterator[Wording]:
        for blank in self.graph.objects(node, TW.wording):
            for text in self.graph.objects(blank, TW.reads):
                pattern = compile_pattern(str(text), self.lists, self._where(text))
                yield Wording(pattern, self._texts(blank, TW.example))

    def _union(self, node: URIRef, predicate: URIRef) -> Iterator[str]:
        for found in self.graph.objects(node, predicate):
            if isinstance(found, URIRef):
                yield self._name(found)
            elif isinstance(found, BNode):
                for listed in self.graph.objects(found, OWL.unionOf):
                    yield from sorted(self._name(n) for n in Collection(self.graph, listed) if isinstance(n, URIRef))

    def _own_names(self, node: URIRef, predicate: URIRef, kind: URIRef) -> tuple[str, ...]:
        """Parents among our own terms; those of other vocabularies are matches."""
        found = (n for n in self.graph.objects(node, predicate) if (n, RDF.type, kind) in self.graph)
        return tuple(sorted(self._name(n) for n in found if isinstance(n, URIRef)))

    def _first_name(self, node: URIRef, predicate: URIRef) -> str:
        return next((self._name(n) for n in self.graph.objects(node, predicate) if isinstance(n, URIRef)), "")

    def _matches(self, node: URIRef) -> tuple[str, ...]:
        close = self.graph.objects(node, URIRef("http://www.w3.org/2004/02/skos/core#closeMatch"))
        return tuple(sorted(self.graph.namespace_manager.normalizeUri(str(n)) for n in close))

    def _text(self, node: Node, predicate: URIRef) -> str:
        return next(
            (str(n) for n in sorted(self.graph.objects(node, predicate), key=str) if isinstance(n, Literal)), ""
        )

    def _texts(self, node: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(n) for n in self.graph.objects(node, predicate) if isinstance(n, Literal)))

    def _name(self, node: URIRef) -> str:
        name = sub(r"^.*[#/]", "", str(node))
        if not LOCAL_NAME.match(name):
            raise OntologyError(f"{self._where(node)}: {name!r} is no name", "letters, digits and _, a letter first")
        return name

    def _where(self, node: object) -> str:
        """File and line where a literal or the local name of a term is first written."""
        wanted = sub(r"^.*[#/]", "", str(node)) if isinstance(node, URIRef) else str(node)
        term = regex(rf"[:#/]{escape(wanted)}(?![\w-])") if isinstance(node, URIRef) else regex(escape(wanted))
        for name, text in reversed(self.texts):
            for number, line in enumerate(text.splitlines(), 1):
                if term.search(line):
                    return f"{name}, line {number}"
        return self.texts[-1][0]

    def _check(self, classes: Mapping[str, Class], properties: Mapping[str, Property]) -> None:
        if sum(p.generic for p in properties.values()) != 1:
            raise OntologyError(
                f"{self.texts[-1][0]}: one property must be tw:generic", "mark the one for untyped claims"
            )
        _no_cycle(classes, "class", self.texts[-1][0])
        _no_cycle(properties, "property", self.texts[-1][0])
        for made in properties.values():
            asked = [w.wanted for x in made.wordings for w in (x.pattern.subject, x.pattern.object) if w.wanted]
            for name in (*made.domain, *made.range, *asked):
                if name not in classes:
                    raise OntologyError(f"{self._where(TW[made.name])}: no class is named {name!r}", "declare it")
            for name in made.ends:
                if name not in properties:
                    raise OntologyError(f"{self._where(TW[made.name])}: no property is named {name!r}", "declare it")


def _plain(made: Property) -> tuple[object, ...]:
    """What of a property its digest depends on, without sets, whose order is not fixed."""
    words = tuple((w.pattern.text, w.pattern.triggers) for w in made.wordings)
    flags = (made.symmetric, made.functional, made.transitive, made.datatype, made.generic, made.kind)
    return made.name, made.label, made.parents, made.domain, made.range, made.inverse, flags, made.ends, words


def _no_cycle(terms: Mapping[str, Class] | Mapping[str, Property], kind: str, where: str) -> None:
    for name in terms:
        below = [n for parent in terms[name].parents for n in _above(parent, lambda n: terms[n].parents)]
        if name in below:
            raise OntologyError(f"{where}: {kind} {name!r} is above itself", "take one of the parents out")
