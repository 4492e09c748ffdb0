"""From the graph of the Turtle files to typed records, with all that is wrong in it, not only the first.

draft = build(graph, places)
draft.faults        # each with file, line and remedy; where there is one, `draft.ontology` is not to be used
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from re import compile as regex
from typing import TypeVar

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.errors import OntologyError
from ontology.ids import digest
from ontology.patterns import compile_pattern
from ontology.places import Finding, Place, Places, local
from ontology.vocabulary import Class, Entry, Ontology, Property, Triggered, Wording

TW = Namespace("https://triplewire.example/schema#")
LOCAL_NAME = regex(r"^[A-Za-z][A-Za-z0-9_]{0,63}$")
COLOUR = regex(r"^#[0-9a-fA-F]{6}$")
KINDS = ("state", "event")
DECLARED = (OWL.Class, RDFS.Datatype, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
REFERRING = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf)

Term = TypeVar("Term", Class, Property)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the files say, and what is wrong with single statements of theirs."""

    ontology: Ontology
    faults: tuple[Finding, ...]


def build(graph: Graph, places: Places, theirs: Set[Node] = frozenset()) -> Draft:
    """The vocabulary that a graph says. Whether its terms fit together is for `ontology.rules` to tell.

    `theirs`: the terms that users' files describe.
    """
    return _Builder(graph, places, theirs).build()


def near(name: str, known: Mapping[str, object] | frozenset[str]) -> str:
    """A remedy for a name that nobody knows: the known one that looks like it, else to declare it."""
    alike = get_close_matches(name, sorted(known), 1)
    return f"did you mean {alike[0]}?" if alike else "declare it"


class _Builder:
    def __init__(self, graph: Graph, places: Places, theirs: Set[Node]) -> None:
        self.graph, self.places, self.theirs = graph, places, theirs
        self.faults: list[Finding] = []
        self.lists = {name: tuple(words) for name, *words in self._lists()}

    def build(self) -> Draft:
        classes: dict[str, Class] = {}
        self._terms(classes, OWL.Class, self._class)
        self._terms(classes, RDFS.Datatype, self._class)
        properties: dict[str, Property] = {}
        self._terms(properties, OWL.ObjectProperty, self._property)
        self._terms(properties, OWL.DatatypeProperty, self._property)
        self._undeclared()
        made = _ontology(dict(sorted(classes.items())), dict(sorted(properties.items())))
        return Draft(made, tuple(dict.fromkeys(self.faults)))

    def _terms(self, found: dict[str, Term], kind: URIRef, make: Callable[[URIRef, URIRef], Term]) -> None:
        for node in self._named(set(self.graph.subjects(RDF.type, kind))):
            place = self.places.term(local(node))
            try:
                made = make(node, kind)
            except OntologyError as error:
                self._fault(place, error.message, error.remedy)
                continue
            if made.name in found:
                remedy = (
                    "give one of them another name, or one IRI to both: a term of ours is extended as tw:" + made.name
                )
                self._fault(place, f"two terms have the local name {made.name!r}", remedy)
            found[made.name] = made

    def _fault(self, place: Place, message: str, remedy: str) -> None:
        self.faults.append(Finding(place, message, remedy))

    def _lists(self) -> Iterator[list[str]]:
        for text in self.graph.objects(None, TW["list"]):
            words = str(text).split()
            if words:
                yield words

    def _class(self, node: URIRef, kind: URIRef) -> Class:
        name, colour = _name(node), self._text(node, TW.colour)
        if colour and not COLOUR.match(colour):
            self._fault(self.places.inside(name, colour), f"{colour!r} is no colour", "write #rrggbb")
        return Class(
            name=name,
            label=self._text(node, RDFS.label) or name,
            comment=self._text(node, RDFS.comment),
            parents=self._parents(node, RDFS.subClassOf, OWL.Class),
            colour=colour,
            head_nouns=self._texts(node, TW.headNoun),
            name_words=self._texts(node, TW.nameWord),
            literal=kind == RDFS.Datatype,
            matches=self._matches(node),
            iri=str(node),
        )

    def _property(self, node: URIRef, kind: URIRef) -> Property:
        types = set(self.graph.objects(node, RDF.type))
        name, lasts = _name(node), self._text(node, TW.kind) or "state"
        if lasts not in KINDS:
            self._fault(self.places.inside(name, lasts), f"{lasts!r} is no kind", f"write {' or '.join(KINDS)}")
        inverse = self._first_name(node, OWL.inverseOf) or next(
            (local(n) for n in self._named(self.graph.subjects(OWL.inverseOf, node))), ""
        )
        return Property(
            name=name,
            label=self._text(node, RDFS.label) or name,
            comment=self._text(node, RDFS.comment),
            parents=self._parents(node, RDFS.subPropertyOf, OWL.ObjectProperty),
            domain=tuple(self._union(node, RDFS.domain)),
            range=tuple(self._union(node, RDFS.range)),
            inverse=inverse,
            symmetric=OWL.SymmetricProperty in types,
            functional=OWL.FunctionalProperty in types,
            transitive=OWL.TransitiveProperty in types,
            datatype=kind == OWL.DatatypeProperty,
            generic=self._text(node, TW.generic) == "true",
            kind=lasts,
            ends=tuple(sorted(local(n) for n in self.graph.objects(node, TW.ends) if isinstance(n, URIRef))),
            wordings=tuple(sorted(self._wordings(node, name), key=lambda w: w.pattern.text)),
            matches=self._matches(node),
            iri=str(node),
            theirs=node in self.theirs,
        )

    def _wordings(self, node: URIRef, name: str) -> Iterator[Wording]:
        for blank in self.graph.objects(node, TW.wording):
            for text in self.graph.objects(blank, TW.reads):
                try:
                    pattern = compile_pattern(str(text), self.lists)
                    pattern = replace(pattern, near=self._below(pattern.near), barred=self._below(pattern.barred))
                    yield Wording(pattern, self._texts(blank, TW.example))
                except OntologyError as error:
                    self._fault(self.places.inside(name, str(text)), error.message, error.remedy)

    def _below(self, words: frozenset[str]) -> frozenset[str]:
        """The words, with every class below one that a guard asks for in a slot ("obj:Organization")."""
        asked = (word.partition(":") for word in words if ":" in word)
        return words | {f"{slot}:{local(n)}" for slot, _, name in asked for n in self._subclasses(name)}

    def _subclasses(self, name: str) -> Iterator[URIRef]:
        """The class and all below it."""
        for node in self._named(self.graph.subjects(RDF.type, OWL.Class)):
            if local(node) == name:
                below = self.graph.transitive_subjects(RDFS.subClassOf, node)
                yield from (found for found in below if isinstance(found, URIRef))

    def _union(self, node: URIRef, predicate: URIRef) -> Iterator[str]:
        for found in self.graph.objects(node, predicate):
            if isinstance(found, URIRef):
                yield local(found)
            elif isinstance(found, BNode):
                for listed in self.graph.objects(found, OWL.unionOf):
                    yield from sorted(local(n) for n in Collection(self.graph, listed) if isinstance(n, URIRef))

    def _parents(self, node: URIRef, predicate: URIRef, kind: URIRef) -> tuple[str, ...]:
        """Parents among our own terms; those of other vocabularies are matches."""
        found = (n for n in self.graph.objects(node, predicate) if (n, RDF.type, kind) in self.graph)
        return tuple(sorted(local(n) for n in found if isinstance(n, URIRef)))

    def _first_name(self, node: URIRef, predicate: URIRef) -> str:
        return next((local(n) for n in self._named(self.graph.objects(node, predicate))), "")

    def _named(self, nodes: Iterable[Node]) -> list[URIRef]:
        """Those that are no blank nodes, in order."""
        return sorted(node for node in nodes if isinstance(node, URIRef))

    def _matches(self, node: URIRef) -> tuple[str, ...]:
        close = self.graph.objects(node, SKOS.closeMatch)
        return tuple(sorted(self.graph.namespace_manager.normalizeUri(str(n)) for n in close))

    def _text(self, node: Node, predicate: URIRef) -> str:
        return next(iter(self._texts(node, predicate)), "")

    def _texts(self, node: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(n) for n in self.graph.objects(node, predicate) if isinstance(n, Literal)))

    def _undeclared(self) -> None:
        """Misspelt terms, which would be passed over without a word."""
        declared = {node for kind in DECLARED for node in self.graph.subjects(RDF.type, kind)}
        known = frozenset(local(str(node)) for node in declared)
        for subject, predicate, target in sorted(self.graph, key=str):
            name = local(str(subject)) if isinstance(subject, URIRef) else ""
            if _ours(predicate) and predicate not in declared:
                place = self.places.inside(name, local(str(predicate)))
                self._fault(place, f"no term is named {local(str(predicate))!r}", near(local(str(predicate)), known))
            if predicate in REFERRING and _ours(target) and target not in declared:
                place = self.places.inside(name, local(str(target)))
                self._fault(place, f"no term is named {local(str(target))!r}", near(local(str(target)), known))
            describes = _ours(predicate) and predicate != TW["list"]
            if name and (describes or predicate in {RDFS.domain, RDFS.range}) and subject not in declared:
                message = f"{name!r} is described but not declared"
                known_as = near(name, known).removesuffix("declare it")
                remedy = f"{known_as} say what it is, as in tw:{name} a owl:ObjectProperty".strip()
                self._fault(self.places.term(name), message, remedy)


def _ours(node: Node) -> bool:
    return isinstance(node, URIRef) and node.startswith(str(TW))


def _name(node: URIRef) -> str:
    name = local(node)
    if not LOCAL_NAME.match(name):
        raise OntologyError(f"{name!r} is no name for a term", "use letters, digits and _, a letter first")
    return name


def _ontology(classes: Mapping[str, Class], properties: Mapping[str, Property]) -> Ontology:
    index: dict[tuple[str, str], list[Entry]] = {}
    for made in properties.values():
        for wording in made.wordings:
            for trigger in dict.fromkeys(wording.pattern.triggers):
                index.setdefault((wording.pattern.kind, trigger), []).append(Entry(made.name, wording.pattern))
    content = digest(*(repr(c) for c in classes.values()), *(repr(p.plain) for p in properties.values()))
    return Ontology(classes, properties, content, {key: _triggered(found) for key, found in index.items()})


def _triggered(entries: list[Entry]) -> Triggered:
    free = tuple(entry for entry in entries if not entry.pattern.near)
    near = frozenset(word for entry in entries for word in entry.pattern.near)
    return Triggered(tuple(entries), free, near)
