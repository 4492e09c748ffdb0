"""Another domain, in a namespace of its own: examples/shipping.ttl drives reading, typing, store, colours and RDF."""

from json import loads
from pathlib import Path

import pytest
from rdflib import Graph, Variable

from tests.triplewire.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
SHIPPING = EXAMPLES / "shipping.ttl"
SHIP = "https://shipping.example/terms#"


@pytest.fixture(scope="module")
def harbour(run: Run, store_folder: Path) -> Path:
    done = run("build", EXAMPLES / "shipping", "--ontology", SHIPPING, "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    return store_folder


def asked(run: Run, store: Path, cypher: str) -> list[list[object]]:
    done = run("ask", cypher, "--format", "jsonl", "--store", store)
    return [list(loads(line).values()) for line in done.stdout.splitlines()]


def test_it_is_sound(run: Run) -> None:
    found = run("ontology", "check", SHIPPING)
    assert (found.exit_code, "sound" in found.stdout + found.stderr) == (0, True)


def test_its_properties_are_edges_and_its_classes_labels(run: Run, harbour: Path) -> None:
    edges = asked(run, harbour, "MATCH (a)-[r]->(b:Vessel) RETURN a.name, type(r), b.name ORDER BY type(r), a.name")
    assert [edge for edge in edges if edge[1] != "RELATED_TO"] == [
        ["Varga Shipyards", "BUILT", "Aurelia Star"],
        ["Ines Corvo", "CAPTAINS", "Aurelia Star"],
        ["Port police in Saltmere", "DETAINED", "Aurelia Star"],
        ["Halden Lines", "OPERATES", "Aurelia Star"],
        ["Torvik Shipping", "OPERATES", "Northern Voyager"],
    ]
    assert asked(run, harbour, "MATCH (s:Shipyard) RETURN s.name, s:Company") == [["Varga Shipyards", True]]


def test_what_is_denied_is_no_edge(run: Run, harbour: Path) -> None:
    assert asked(run, harbour, "MATCH ({name: 'Torvik Shipping'})--({name: 'Aurelia Star'}) RETURN 1") == []


def test_gephi_gets_its_colours(run: Run, harbour: Path, tmp_path: Path) -> None:
    out = tmp_path / "ships.gexf"
    assert run("export", "gephi", out, "--ontology", SHIPPING, "--store", harbour).exit_code == 0
    assert 'r="8" g="48" b="107"' in out.read_text(encoding="utf-8")  # #08306b, a vessel's


def test_rdf_has_its_namespace(run: Run, harbour: Path, tmp_path: Path) -> None:
    out = tmp_path / "ships.ttl"
    assert run("export", "rdf", out, "--ontology", SHIPPING, "--store", harbour).exit_code == 0
    graph = Graph().parse(out)
    asked_of = f"SELECT ?ship WHERE {{ ?who <{SHIP}captains> ?s . ?s a <{SHIP}Vessel> ; rdfs:label ?ship }}"
    assert [str(row[Variable("ship")]) for row in graph.query(asked_of).bindings] == ["Aurelia Star"]
