"""A start for a vocabulary of one's own: the classes and properties of another OWL or RDFS file, in our form.

    imported(Path("org.ttl")).text          # Turtle, to be completed by hand: patterns, colours, head nouns

Taken over: classes (owl:Class, rdfs:Class) with label, comment, parents; properties (owl:ObjectProperty,
owl:DatatypeProperty, rdf:Property) with label, comment, parents, domain and range (rdfs:, schema:domainIncludes and
schema:rangeIncludes), inverse, symmetric, transitive, functional. A term keeps its IRI;
where ours has one of its name and kind, ours is used. What a file says of terms that
it does not declare is left out, and told at the top; blank classes but for owl:unionOf are too. Formats by the file's
name: Turtle, RDF/XML, N-Triples, JSON-LD. A class or property that is above itself is refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from json import JSONDecodeError, loads
from pathlib import Path
from re import compile as pattern
from re import escape
from typing import Any

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.errors import OntologyError
from ontology.places import Place, Places, Source
from ontology.rules import is_reserved
from ontology.schema import Ontology, load_ontology
from ontology.turtle import MOST_BYTES, parse
from ontology.vocabulary import way_back

SCHEMA = Namespace("https://schema.org/")
OLD_SCHEMA = Namespace("http://schema.org/")
FORMATS = {
    ".ttl": "turtle", ".turtle": "turtle", ".n3": "turtle", ".rdf": "xml", ".owl": "xml", ".xml": "xml", ".nt": "nt",
    ".jsonld": "json-ld", ".json": "json-ld",
}  # fmt: skip
CLASSES = (OWL.Class, RDFS.Class)
OBJECT, DATATYPE = OWL.ObjectProperty, OWL.DatatypeProperty
PROPERTIES = (OBJECT, DATATYPE, RDF.Property)
MARKS = (OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.FunctionalProperty)
DOMAINS = (RDFS.domain, SCHEMA.domainIncludes, OLD_SCHEMA.domainIncludes)
RANGES = (RDFS.range, SCHEMA.rangeIncludes, OLD_SCHEMA.rangeIncludes)
MATCHES = (OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch, SKOS.exactMatch)
LITERALS = frozenset({RDFS.Literal, SCHEMA.Text, SCHEMA.Date, SCHEMA.DateTime, SCHEMA.Number, SCHEMA.Boolean,
                      OLD_SCHEMA.Text, OLD_SCHEMA.Date, OLD_SCHEMA.DateTime, OLD_SCHEMA.Number})  # fmt: skip
NAME = pattern(r"[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class Imported:
    """A vocabulary as Turtle, and the IRIs of the terms that could not be taken over."""

    text: str
    left_out: tuple[str, ...]


def imported(path: Path) -> Imported:
    """The file's classes and properties. Errors: OntologyError with file and remedy."""
    graph = _read(path)
    made = _Import(graph, path.name, load_ontology())
    for term, way in made.circles():
        message = f"{_place(path, term)}: {_local(term)} is above itself ({' under '.join(map(_local, (*way, term)))})"
        raise OntologyError(message, f"take one of these {len(way)} parents out of the file")
    return Imported("".join(f"{line}\n" for line in made.lines()), tuple(made.left_out))


def _place(path: Path, term: URIRef) -> Place:
    """Where the file says what a term is, as far as its text tells."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if FORMATS[path.suffix.lower()] == "turtle":
        return Places([Source(str(path), text)]).term(_local(term))
    named = pattern(rf"\b{escape(_local(term))}\b")
    return Place(str(path), next((n for n, line in enumerate(text.splitlines(), 1) if named.search(line)), 0))


def _read(path: Path) -> Graph:
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise OntologyError(f"{path}: its name does not tell the format", f"name it {', '.join(sorted(FORMATS))}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror})", "name a file of terms") from None
    if len(data) > MOST_BYTES:
        message = f"{path}: larger than {MOST_BYTES // 10**6} MB"
        raise OntologyError(message, "a vocabulary is expected, not data: keep the terms, leave the instances out")
    if format_ == "json-ld":
        _refuse_remote(path, data)
    try:
        if format_ == "turtle":
            return parse(Source(str(path), data.decode("utf-8-sig")))
        return Graph().parse(data=data, format=format_)
    except OntologyError:
        raise
    except Exception as error:  # each parser of rdflib has exceptions of its own
        why = " ".join(str(error).split())[:120]
        raise OntologyError(f"{path}: not {format_} ({why})", "mend the file, or name it by its format") from None


def _refuse_remote(path: Path, data: bytes) -> None:
    """Refuses a context that stands elsewhere: nothing is fetched. Errors: OntologyError, also for what is no JSON."""
    try:
        waiting: list[Any] = [loads(data)]
    except ValueError as error:
        at = f", line {error.lineno}" if isinstance(error, JSONDecodeError) else ""
        raise OntologyError(f"{path}{at}: not json-ld ({error})", "mend the syntax") from None
    for value in waiting:  # grows as it goes
        if isinstance(value, dict):
            named = [value.get("@import"), *_listed(value.get("@context"))]
            for address in (a for a in named if isinstance(a, str)):
                line = data[: max(0, data.find(address.encode()))].count(b"\n") + 1
                message = f"{path}, line {line}: its context stands at {address}, and nothing is fetched"
                raise OntologyError(message, "write the context itself into the file, in place of its address")
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Import:
    def __init__(self, graph: Graph, name: str, ours: Ontology) -> None:
        self.graph = graph
        self.name = name
        self.classes = self._declared(CLASSES) - LITERALS
        self.properties = self._declared(PROPERTIES)
        if not self.classes and not self.properties:
            remedy = "it must have owl:Class or rdfs:Class, owl:ObjectProperty, owl:DatatypeProperty or rdf:Property"
            raise OntologyError(f"{name}: no classes and no properties", remedy)
        self.taken = self._one_name_each()
        self.ours = self._of_ours(ours)
        named = ours.classes.keys() | ours.properties.keys()
        self.taken -= {n for n in self.taken - self.ours if _local(n) in named}
        self.left_out = sorted((self.classes | self.properties) - self.taken)

    def _declared(self, kinds: Iterable[URIRef]) -> set[URIRef]:
        return {n for kind in kinds for n in self.graph.subjects(RDF.type, kind) if isinstance(n, URIRef)}

    def _one_name_each(self) -> set[URIRef]:
        """Terms that can be taken over: one for each local name, which a term is known by, the first by IRI."""
        named: dict[str, URIRef] = {}
        for node in sorted(self.classes | self.properties):
            name = _local(node)
            if NAME.fullmatch(name) and not is_reserved(name, property_=node not in self.classes):
                named.setdefault(name, node)
        return set(named.values())

    def _of_ours(self, ours: Ontology) -> set[URIRef]:
        """Terms whose name is one of ours of the same kind: ours is meant then, and says more."""
        known = {n for n in self.taken & self.classes if _local(n) in ours.classes}
        return known | {n for n in self.taken & self.properties if _local(n) in ours.properties}

    def circles(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        """Terms that are above themselves by way of others, each with the terms of that way."""
        for link, known in ((RDFS.subClassOf, self.classes), (RDFS.subPropertyOf, self.properties)):
            parents = {n: self._parents(n, link, known) for n in known}
            for node in sorted(known):
                way = way_back(node, parents.__getitem__)
                if way:
                    yield node, way

    def lines(self) -> Iterator[str]:
        yield f"# Imported from {self.name}: {len(self.classes)} classes, {len(self.properties)} properties."
        yield "# To do: tw:headNoun and tw:nameWord of classes, tw:wording with tw:example of properties; then"
        yield "# `triplewire ontology check` this file. Every property that has no wording yet is marked."
        if self.left_out:
            yield "# Left out, as another term has the local name, or it is no name, or one that Cypher or the store"
            yield f"# has for its own: {', '.join(self.left_out)}"
        if self.ours:
            yield f"# Ours are used for: {', '.join(sorted(map(_local, self.ours)))}"
        yield ""
        spaces = sorted({_space(node) for node in self.taken - self.ours})
        prefixes = {space: f"n{i}" for i, space in enumerate(spaces)} if len(spaces) > 1 else dict.fromkeys(spaces, "n")
        for space, prefix in prefixes.items():
            yield f"@prefix {prefix}: <{space}> ."
        yield "@prefix tw: <https://triplewire.example/schema#> ."
        for prefix, bound in (("owl", OWL), ("rdfs", RDFS), ("skos", SKOS)):
            yield f"@prefix {prefix}: <{bound}> ."
        self.prefixes = prefixes
        for node in sorted(self.taken - self.ours):
            yield ""
            yield from self._class(node) if node in self.classes else self._property(node)

    def _class(self, node: URIRef) -> Iterator[str]:
        yield from self._term(node, ["owl:Class"], RDFS.subClassOf, self.classes, [])

    def _property(self, node: URIRef) -> Iterator[str]:
        domains = self._ends(node, DOMAINS)
        ranges = self._ends(node, RANGES)
        literal = self._literal(node)
        kinds = ["owl:DatatypeProperty" if literal else "owl:ObjectProperty"]
        kinds += [f"owl:{_local(mark)}" for mark in MARKS if (node, RDF.type, mark) in self.graph]
        said = [_union("rdfs:domain", domains)] if domains else []
        said += [_union("rdfs:range", ranges)] if ranges and not literal else []
        inverse = next((n for n in self._objects(node, OWL.inverseOf) if n in self.taken), None)
        said += [f"owl:inverseOf {self._short(inverse)}"] if inverse is not None else []
        said += ['tw:kind "state"']
        yield "# no wording yet"
        yield from self._term(node, kinds, RDFS.subPropertyOf, self.properties, said)

    def _term(
        self, node: URIRef, kinds: list[str], above: URIRef, known: set[URIRef], said: list[str]
    ) -> Iterator[str]:
        parents = [self._short(n) for n in self._parents(node, above, known) if n in self.taken]
        parts = [f"rdfs:label {_text(self._word(node, RDFS.label) or _spaced(_local(node)))}@en"]
        comment = self._word(node, RDFS.comment) or self._word(node, SKOS.definition)
        parts += [f"rdfs:comment {_text(comment)}@en"] if comment else []
        rdfs = "rdfs:subClassOf" if above == RDFS.subClassOf else "rdfs:subPropertyOf"
        parts += [f"{rdfs} {' , '.join(parents)}"] if parents else []
        same = sorted({f"<{n}>" for link in MATCHES for n in self._objects(node, link) if isinstance(n, URIRef)})
        parts += [*said, *([f"skos:closeMatch {' , '.join(same)}"] if same else [])]
        yield f"{self._short(node)} a {' , '.join(kinds)} ;"
        for i, part in enumerate(parts):
            yield f"    {part} {'.' if i == len(parts) - 1 else ';'}"

    def _parents(self, node: URIRef, above: URIRef, known: set[URIRef]) -> list[URIRef]:
        """Its parents but itself, which says nothing."""
        return [n for n in self._objects(node, above) if isinstance(n, URIRef) and n in known and n != node]

    def _objects(self, node: Node, link: URIRef) -> list[Node]:
        return sorted(self.graph.objects(node, link), key=str)

    def _ends(self, node: URIRef, links: Iterable[URIRef]) -> list[str]:
        found = [n for link in links for end in self._objects(node, link) for n in self._members(end)]
        return [self._short(n) for n, _ in groupby(n for n in sorted(found) if n in self.classes and n in self.taken)]

    def _members(self, end: Node) -> Iterator[URIRef]:
        if isinstance(end, URIRef):
            yield end
        for union in self.graph.objects(end, OWL.unionOf):
            yield from (n for n in Collection(self.graph, union) if isinstance(n, URIRef))

    def _literal(self, node: URIRef) -> bool:
        ends = {end for link in RANGES for end in self._objects(node, link)}
        values = {end for end in ends if end in LITERALS or str(end).startswith(str(XSD))}
        return (node, RDF.type, DATATYPE) in self.graph or bool(ends and ends == values)

    def _word(self, node: URIRef, link: URIRef) -> str:
        words = [n for n in self.graph.objects(node, link) if isinstance(n, Literal)]
        ranked = sorted(words, key=lambda n: (not (n.language or "en").startswith("en"), n.language or "", str(n)))
        return " ".join(str(ranked[0]).split()) if ranked else ""

    def _short(self, node: Node) -> str:
        assert isinstance(node, URIRef)
        return f"tw:{_local(node)}" if node in self.ours else f"{self.prefixes[_space(node)]}:{_local(node)}"


def _local(node: URIRef) -> str:
    return str(node)[len(_space(node)) :]


def _space(node: URIRef) -> str:
    text = str(node)
    return text[: max(text.rfind("#"), text.rfind("/"), text.rfind(":")) + 1]


def _spaced(name: str) -> str:
    return pattern(r"(?<=[a-z0-9])(?=[A-Z])").sub(" ", name).lower()


def _text(words: str) -> str:
    return Literal(words).n3()


def _union(link: str, classes: list[str]) -> str:
    if len(classes) == 1:
        return f"{link} {classes[0]}"
    return f"{link} [ a owl:Class ; owl:unionOf ( {' '.join(classes)} ) ]"
