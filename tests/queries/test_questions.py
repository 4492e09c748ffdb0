"""The competency questions, asked of the story in examples/: Cypher over the store and SPARQL over its RDF agree."""

from io import BytesIO
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from graph.load import load
from graph.rdf import FORMATS, TE, Format, write_rdf
from graph.store import Store
from ingest.documents import read_articles
from ingest.pipeline import Reader
from ontology.model import Article, Reading
from ontology.questions import Question, competency_questions
from ontology.schema import load_ontology

ROOT = Path(__file__).parent.parent.parent
PARSERS = {"turtle": "turtle", "ntriples": "nt", "json-ld": "json-ld"}


@pytest.fixture(scope="module")
def story(store: Store) -> Store:
    articles = [a for a in read_articles([ROOT / "examples" / "port"]) if isinstance(a, Article)]
    load(store, [r for r in Reader().read(articles) if isinstance(r, Reading)], load_ontology())
    return store


def exported(store: Store, format_: Format) -> bytes:
    stream = BytesIO()
    write_rdf(stream, store, load_ontology(), format_)
    return stream.getvalue()


@pytest.fixture(scope="module")
def rdf(story: Store) -> Graph:
    return Graph().parse(data=exported(story, "turtle"), format="turtle")


@pytest.mark.parametrize("question", competency_questions(), ids=[q.name for q in competency_questions()])
def test_cypher_and_sparql_agree(question: Question, story: Store, rdf: Graph) -> None:
    by_cypher = sorted(tuple(map(plain, row.values())) for row in story.read(question.cypher))
    assert by_cypher
    assert by_cypher == sorted(answers(rdf, question.sparql))


def answers(rdf: Graph, sparql: str) -> list[tuple[str, ...]]:
    found = rdf.query(sparql)
    return [tuple(plain(binding.get(variable)) for variable in found.vars or ()) for binding in found.bindings]


def plain(value: object) -> str:
    python = value.toPython() if isinstance(value, Literal) else value  # "true" of RDF is True
    return "" if python is None else str(python)


def test_there_are_at_least_twenty() -> None:
    names = [q.name for q in competency_questions()]
    assert len(set(names)) == len(names) >= 20


# rdflib's own JSON-LD parser still uses what it deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_all_formats_say_the_same(story: Store, rdf: Graph) -> None:
    for format_ in FORMATS:
        assert set(Graph().parse(data=exported(story, format_), format=PARSERS[format_])) == set(rdf), format_


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_graph_gives_the_same_bytes(story: Store, format_: Format) -> None:
    assert exported(story, format_) == exported(story, format_)


def test_terms_of_evidence_are_declared(rdf: Graph) -> None:
    declared = Graph().parse(ROOT / "ontology" / "evidence.ttl")
    used = {str(t) for triple in rdf for t in triple if str(t).startswith(str(TE))}
    assert used <= {str(term) for term in declared.subjects()}


def test_only_what_is_asserted_is_a_triple_of_its_own(rdf: Graph) -> None:
    asked = """SELECT ?f WHERE { ?f te:drawn false ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o
        FILTER (isIRI(?o)) FILTER NOT EXISTS {
            ?g te:drawn true ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }"""
    assert not list(rdf.query(asked))
