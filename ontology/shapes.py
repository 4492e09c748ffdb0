"""SHACL shapes of a vocabulary: what domain, range and cardinality say, as a validator reads it.

    shapes(load_ontology()).serialize(format="turtle")

For each property: its subjects and objects are of a class that domain and range admit, or of none that is known; a
functional one has one object (a warning: articles may disagree, and terms follow each other); literals stand where the
vocabulary has literals. Every fact's property is one of the vocabulary. What holds of any export (a claim has its words
and their place) is in ontology/evidence_shapes.ttl. The shapes fit the files of `triplewire export rdf`, in any SHACL
Core validator; a shape is named after its property.
"""

from collections.abc import Iterable
from importlib.resources import files

from rdflib import RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.vocabulary import Ontology, Property

EVIDENCE = "https://triplewire.example/evidence#"
TS = Namespace("https://triplewire.example/shapes#")
TE = Namespace(EVIDENCE)
FIXED = "evidence_shapes.ttl"


def shapes(ontology: Ontology) -> Graph:
    """All shapes, of the vocabulary and of the evidence."""
    graph = Graph().parse(data=files("ontology").joinpath(FIXED).read_text(encoding="utf-8"), format="turtle")
    for made in ontology.properties.values():
        _of_property(graph, made, ontology)
    known = TS["Fact-property"]
    graph.add((TS.Fact, SH.property, known))
    graph.add((known, SH.path, RDF.predicate))
    graph.add((known, SH["in"], _list(graph, "known", (URIRef(p.iri) for p in ontology.properties.values()))))
    graph.add((known, SH.message, Literal("the vocabulary has no such property: `triplewire retype` under this one")))
    return graph


def _of_property(graph: Graph, made: Property, ontology: Ontology) -> None:
    shape, ends, term = TS[made.name], TS[f"{made.name}-range"], URIRef(made.iri)
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetSubjectsOf, term))
    graph.add((shape, SH.property, ends))
    graph.add((ends, SH.path, term))
    graph.add((ends, SH.nodeKind, SH.Literal if made.datatype else SH.IRI))
    _admits(graph, shape, made.domain, ontology)
    graph.add((shape, SH.message, Literal(f"the subject of {made.label!r} is {_named(made.domain, ontology)}")))
    graph.add((ends, SH.message, Literal(f"the object of {made.label!r} is {_named(made.range, ontology)}")))
    if not made.datatype:
        _admits(graph, ends, made.range, ontology)
    if made.functional:
        single = TS[f"{made.name}-functional"]
        graph.add((shape, SH.property, single))
        graph.add((single, SH.path, term))
        graph.add((single, SH.maxCount, Literal(1)))
        graph.add((single, SH.severity, SH.Warning))
        graph.add((single, SH.message, Literal(f"{made.label!r} has one object at a time")))


def _admits(graph: Graph, shape: URIRef, classes: tuple[str, ...], ontology: Ontology) -> None:
    """One of those classes; or none at all: te:Entity is then the only type."""
    kinds = [ontology.classes[name] for name in classes if name in ontology.classes]
    if not kinds or any(kind.literal for kind in kinds):
        return
    choices: list[Node] = []
    for kind in kinds:
        choice = BNode(f"{_local(shape)}-{kind.name}")
        graph.add((choice, SH["class"], URIRef(kind.iri)))
        choices.append(choice)
    unknown, types = BNode(f"{_local(shape)}-unknown"), BNode(f"{_local(shape)}-types")
    graph.add((unknown, SH.property, types))
    graph.add((types, SH.path, RDF.type))
    graph.add((types, SH.maxCount, Literal(1)))
    graph.add((shape, SH["or"], _list(graph, _local(shape), [*choices, unknown])))


def _list(graph: Graph, name: str, items: Iterable[Node]) -> BNode:
    head = BNode(f"{name}-list")
    Collection(graph, head, list(items))
    return head


def _local(shape: URIRef) -> str:
    return shape.removeprefix(str(TS))


def _named(classes: tuple[str, ...], ontology: Ontology) -> str:
    return " or ".join(ontology.classes[n].label if n in ontology.classes else n for n in classes) or "an entity"
