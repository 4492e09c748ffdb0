"""The store against SHACL shapes, an article at a time: each violation with its fact, its shape and its article.

    for found in violations(store, load_ontology()):
        print(found.article, found.fact, found.shape, found.message)

What is validated of an article is what `graph.rdf` exports of it: the article, its claims, their facts, the entities at
the ends. So memory does not grow with the store. A fact of several articles is told under the first of them. What only
the whole store can show is for `graph.check`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from logging import getLogger
from typing import Literal

from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from graph import cypher
from graph.contents import entities_of, facts_of
from graph.rdf import DATA, of_article, of_entity, of_fact, terms
from graph.store import Row, Store
from ontology.errors import OntologyError
from ontology.model import Entity, Fact
from ontology.places import local
from ontology.schema import Ontology
from ontology.shapes import shapes

# pySHACL prints its errors on stderr besides raising them; ours are told once.
getLogger("pyshacl-validate").disabled = True

Severity = Literal["violation", "warning", "info"]
SEVERITIES: dict[Node | None, Severity] = {SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a shape. `fact` is an id, "" where a claim or the article does; `words` say what was stated."""

    article: str
    fact: str
    shape: str
    severity: Severity
    message: str
    words: str


def violations(store: Store, ontology: Ontology, *, own: Graph | None = None) -> Iterator[Violation]:
    """All of them, by article. `own` are further shapes. Errors: StoreError; OntologyError for shapes that are none."""
    against = shapes(ontology) + (own or Graph())
    vocabulary = Graph()
    for triple in terms(ontology):
        vocabulary.add(triple)
    told: set[tuple[str, str, str]] = set()
    for row in store.stream(cypher.ARTICLES_WITH_CLAIMS):
        facts = facts_of(store, row["article"]["id"])
        ends = entities_of(store, {end for fact in facts for end in (fact.subject, fact.object) if end})
        chunk = _chunk(row, facts, ends, ontology) + vocabulary
        for found in _of_article(row["article"]["id"], chunk, facts, ends, against):
            same = (found.fact or found.words, found.shape, found.message)
            if same not in told:
                told.add(same)
                yield found


def _chunk(row: Row, facts: tuple[Fact, ...], ends: tuple[Entity, ...], ontology: Ontology) -> Graph:
    chunk = Graph()
    for triples in (
        of_article(row, ontology),
        *(of_entity(end, ontology) for end in ends),
        *(of_fact(fact, ontology) for fact in facts),
    ):
        for triple in triples:
            chunk.add(triple)
    return chunk


def _of_article(
    article: str, chunk: Graph, facts: tuple[Fact, ...], ends: tuple[Entity, ...], against: Graph
) -> Iterator[Violation]:
    report = _report(chunk, against)
    names, known = {end.id: end.name for end in ends}, {fact.id: fact for fact in facts}
    for result in sorted(report.subjects(RDF.type, SH.ValidationResult), key=lambda r: _key(report, r)):
        for broken in _broken(chunk, report, result) or ("",):
            fact = known.get(broken)
            focus = str(report.value(result, SH.focusNode))
            yield Violation(
                article=article,
                fact=broken,
                shape=local(str(report.value(result, SH.sourceShape))),
                severity=SEVERITIES.get(report.value(result, SH.resultSeverity), "violation"),
                message=str(report.value(result, SH.resultMessage)),
                words=_stated(fact, names) if fact else focus.removeprefix(DATA),
            )


def _report(chunk: Graph, against: Graph) -> Graph:
    try:
        _, report, _ = validate(chunk, shacl_graph=against, inplace=True)
    except ReportableRuntimeError as error:
        why = str(error).splitlines()[0]
        raise OntologyError(f"the shapes cannot be used ({why})", "mend the file of --shapes") from None
    assert isinstance(report, Graph)
    return report


def _key(report: Graph, result: Node) -> tuple[str, ...]:
    return tuple(str(report.value(result, part)) for part in (SH.focusNode, SH.sourceShape, SH.value, SH.resultMessage))


def _broken(chunk: Graph, report: Graph, result: Node) -> tuple[str, ...]:
    """The ids of the facts that a result is about: the focus itself, or the facts that state its triple."""
    focus, path, value = (report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value))
    if str(focus).startswith(f"{DATA}fact:"):
        return (str(focus).removeprefix(f"{DATA}fact:"),)
    shape = str(report.value(result, SH.sourceShape))
    properties = {path} if isinstance(path, URIRef) else set(_targets(chunk, shape))
    objects = {value} if isinstance(path, URIRef) and value is not None else None
    stating = (fact for fact in chunk.subjects(RDF.subject, focus) if chunk.value(fact, RDF.predicate) in properties)
    return tuple(
        sorted(
            str(fact).removeprefix(f"{DATA}fact:")
            for fact in stating
            if objects is None or chunk.value(fact, RDF.object) in objects
        )
    )


def _targets(chunk: Graph, shape: str) -> Iterator[Node]:
    """The property that a shape of ours is named after."""
    return (term for term in set(chunk.objects(None, RDF.predicate)) if local(str(term)) == local(shape))


def _stated(fact: Fact, names: dict[str, str]) -> str:
    return f"{names.get(fact.subject, fact.subject)} {fact.phrase} {names.get(fact.object, fact.value)}".strip()
