"""Another vocabulary as a start for ours: what is taken over, in every format, and files that are none."""

from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.importing import imported
from ontology.schema import check_ontology, load_ontology

HEAD = """
@prefix ex: <http://club.example/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLUB = (
    HEAD
    + """
ex:Club a owl:Class ; rdfs:label "Verein"@de , "football club"@en ; rdfs:comment "A \\"club\\"." .
ex:Human a rdfs:Class .
ex:Player a owl:Class ; rdfs:subClassOf ex:Human , ex:Person , ex:Unknown .
ex:playsFor a owl:ObjectProperty ; rdfs:domain ex:Player ; rdfs:range ex:Club ; owl:inverseOf ex:squadOf .
ex:squadOf a owl:ObjectProperty , owl:FunctionalProperty .
ex:rivalClub a owl:ObjectProperty , owl:SymmetricProperty ;
    schema:domainIncludes ex:Club ; schema:rangeIncludes ex:Club .
ex:seatCount a rdf:Property ; rdfs:range xsd:integer ; rdfs:domain [ owl:unionOf ( ex:Club ex:Player ) ] .
ex:Person a owl:Class .
"""
)
XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
<owl:Class rdf:about="http://club.example/ns#Club"/></rdf:RDF>"""


def write(tmp_path: Path, text: str, name: str = "club.ttl") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_taken_over_is_a_vocabulary_of_ours(tmp_path: Path) -> None:
    made = load_ontology(write(tmp_path, imported(write(tmp_path, CLUB)), "mine.ttl"))
    club, player = made.classes["Club"], made.classes["Player"]
    assert (club.label, club.comment, club.iri) == ("football club", 'A "club".', "http://club.example/ns#Club")
    assert player.parents == ("Human", "Person")
    plays, squad, rival, seats = (made.properties[n] for n in ("playsFor", "squadOf", "rivalClub", "seatCount"))
    assert (plays.domain, plays.range, plays.inverse, plays.label) == (("Player",), ("Club",), "squadOf", "plays for")
    assert (squad.functional, rival.symmetric, rival.domain, rival.range) == (True, True, ("Club",), ("Club",))
    assert (seats.datatype, seats.domain) == (True, ("Club", "Player"))


def test_what_is_left_to_do_is_told(tmp_path: Path) -> None:
    mine = write(tmp_path, imported(write(tmp_path, CLUB)), "mine.ttl")
    told = [finding.message for finding in check_ontology(mine)]
    assert all("no pattern reads" in message for message in told)
    assert len(told) == 4
    assert "# Ours are used for: Person" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "text"), [("a.rdf", XML), ("a.owl", XML), ("a.ttl", CLUB)])
def test_formats(tmp_path: Path, name: str, text: str) -> None:
    assert "n:Club a owl:Class" in imported(write(tmp_path, text, name))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.txt", CLUB, "its name does not tell the format"),
        ("a.ttl", "ex:Club a owl:Class .", "line 1: the prefix ex: is not declared"),
        ("a.xml", "<html>", "not xml"),
        ("a.ttl", HEAD, "no classes and no properties"),
        ("a.ttl", "# " + "x" * 6_000_000, "larger than 5 MB"),
        ("missing.ttl", None, "cannot be read"),
        ("a.ttl", "@prefix ex: <http://x.example/> .\nex:A ex:b ex:c ;; <", "line 2: not Turtle"),
        ("a.jsonld", '{"@id":\n', "line 2: not json-ld"),
        ("a.jsonld", '{\n"@context": "https://schema.org/"}', "line 2: its context stands at https://schema.org/"),
        ("a.json", '[{"@context": [{"a": "b"}, "c.jsonld"]}]', "line 1: its context stands at c.jsonld"),
        ("a.json", '{"@context": {"@import": "http://x.example/"}}', "nothing is fetched"),
        ("a.json", '{"@context": {"p": {"@id": "p", "@context": "http://x.example/"}}}', "nothing is fetched"),
    ],
)
def test_files_that_are_no_vocabulary(tmp_path: Path, name: str, text: str | None, why: str) -> None:
    path = tmp_path / name if text is None else write(tmp_path, text, name)
    with pytest.raises(OntologyError, match=why) as told:
        imported(path)
    assert name in str(told.value)
    assert told.value.remedy


def test_local_names_that_are_none_are_told(tmp_path: Path) -> None:
    text = HEAD + "<http://club.example/ns#a-b`c> a owl:Class . ex:Club a owl:Class ."
    assert "Left out" in imported(write(tmp_path, text))


def test_nothing_is_fetched_for_xml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *ends: asked.append(ends))
    entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    text = XML.replace(
        "</rdf:RDF>", '<owl:Class rdf:about="http://a.example/A"><b xmlns="b:">&x;</b></owl:Class></rdf:RDF>'
    )
    assert "n0:A a owl:Class" in imported(write(tmp_path, entity + text, "a.rdf"))
    assert not asked


def test_a_circle_is_told_by_the_check(tmp_path: Path) -> None:
    text = HEAD + "ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A ."
    found = check_ontology(write(tmp_path, imported(write(tmp_path, text)), "mine.ttl"))
    assert [f.message for f in found if f.fatal] == ["class 'A' is above itself (A under B under A)"]
    assert found[0].place.line
