"""SHACL shapes of a vocabulary over the store: what breaks one is told with its fact, its shape and its article."""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from graph.contents import facts
from graph.load import load
from graph.store import Store
from graph.validation import Violation, violations
from ontology.errors import OntologyError
from ontology.places import Source
from ontology.schema import load_ontology
from ontology.shapes import TE, TS, shapes
from ontology.turtle import parse
from tests.graph.stories import Said, reading

SOUND = (
    Said("Mara Velde", "works for", "Norvane Systems", "worksFor", "Person"),
    Said("Norvane Systems", "did not sue", "Brightlake Capital", "sued", speaker="Jonas Reck", stance="denies"),
    Said("Norvane Systems", "resembles", "Oakmere"),
)
UNSOUND = (
    Said("Oakmere Steel", "works for", "Brightlake Capital", "worksFor"),
    Said("Mara Velde", "works for", "Lagos", "worksFor", "Person", "City"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    load(store, [reading("sound", *SOUND), reading("unsound", *UNSOUND)], load_ontology())
    return store


def told(found: Violation) -> tuple[str, str, str]:
    return found.article, found.shape, found.words


def test_a_violation_names_the_fact_the_shape_and_the_article(filled: Store) -> None:
    found = list(violations(filled, load_ontology()))
    assert sorted(map(told, found)) == [
        ("unsound", "worksFor", "Oakmere Steel works for Brightlake Capital"),
        ("unsound", "worksFor-range", "Mara Velde works for Lagos"),
    ]
    assert {f.fact for f in found} <= {fact.id for fact in facts(filled)}
    assert [f.severity for f in found] == ["violation", "violation"]
    assert "the subject of 'works for' is person" in {f.message for f in found}


def test_a_lost_quote_and_a_belief_out_of_bounds_are_found(filled: Store) -> None:
    filled.write("MATCH (c:Claim) WHERE c.property = 'sued' SET c.quote = ''")
    filled.write("MATCH (f:Fact {property: 'relatedTo'}) SET f.belief = 1.5")
    found = {f.shape: f for f in violations(filled, load_ontology()) if f.article == "sound"}
    assert set(found) == {"Claim-quote", "Fact-belief"}
    assert found["Claim-quote"].words.startswith("claim:")
    assert found["Fact-belief"].words == "Norvane Systems resembles Oakmere"


def test_a_property_that_the_vocabulary_lacks(filled: Store) -> None:
    filled.write("MATCH (f:Fact {property: 'sued'}) SET f.property = 'serenaded'")
    assert ("sound", "Fact-property") in {told(f)[:2] for f in violations(filled, load_ontology())}


OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tw: <https://triplewire.example/schema#> .
@prefix own: <https://own.example/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
own:NoSystems a sh:NodeShape ; sh:targetObjectsOf tw:worksFor ; sh:property own:name .
own:name sh:path rdfs:label ; sh:pattern "Capital$" ; sh:severity sh:Warning ; sh:message "no capital" .
"""


def test_shapes_of_a_user(filled: Store) -> None:
    own = parse(Source("own.ttl", OWN))
    found = [f for f in violations(filled, load_ontology(), own=own) if f.shape == "name"]
    assert {(f.article, f.severity, f.message) for f in found} == {
        ("sound", "warning", "no capital"), ("unsound", "warning", "no capital"),
    }  # fmt: skip
    broken = parse(Source("own.ttl", OWN.replace('sh:pattern "Capital$"', 'sh:minCount "many"')))
    with pytest.raises(OntologyError, match="shapes cannot be used"):
        list(violations(filled, load_ontology(), own=broken))


@pytest.mark.parametrize("file", ["tests/cases/other.ttl", "examples/shipping.ttl"])
def test_a_shape_for_each_property_and_class_of_a_users_file(file: str) -> None:
    ontology = load_ontology(Path(__file__).parents[2] / file)
    made = shapes(ontology)
    assert {TS[name] for name in ontology.properties} <= set(made.subjects(RDF.type, SH.NodeShape))
    functional = {name for name, p in ontology.properties.items() if p.functional}
    assert functional
    assert {TS[f"{name}-functional"] for name in functional} == set(made.subjects(SH.severity, SH.Warning))
    classes = {URIRef(c.iri) for c in ontology.classes.values()}
    assert set(made.objects(None, SH["class"])) - {TE.Entity} <= classes
    again = Graph().parse(data=made.serialize(format="turtle"), format="turtle")
    assert len(again) == len(made)
