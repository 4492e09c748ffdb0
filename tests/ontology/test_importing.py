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


def taken_over(path: Path) -> str:
    return imported(path).text


def test_what_is_taken_over_is_a_vocabulary_of_ours(tmp_path: Path) -> None:
    made = load_ontology(write(tmp_path, taken_over(write(tmp_path, CLUB)), "mine.ttl"))
    club, player = made.classes["Club"], made.classes["Player"]
    assert (club.label, club.comment, club.iri) == ("football club", 'A "club".', "http://club.example/ns#Club")
    assert player.parents == ("Human", "Person")
    plays, squad, rival, seats = (made.properties[n] for n in ("playsFor", "squadOf", "rivalClub", "seatCount"))
    assert (plays.domain, plays.range, plays.inverse, plays.label) == (("Player",), ("Club",), "squadOf", "plays for")
    assert (squad.functional, rival.symmetric, rival.domain, rival.range) == (True, True, ("Club",), ("Club",))
    assert (seats.datatype, seats.domain) == (True, ("Club", "Player"))


def test_what_is_left_to_do_is_told(tmp_path: Path) -> None:
    mine = write(tmp_path, taken_over(write(tmp_path, CLUB)), "mine.ttl")
    told = [finding.message for finding in check_ontology(mine)]
    assert all("no pattern reads" in message for message in told)
    assert len(told) == 4
    assert "# Ours are used for: Person" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "text"), [("a.rdf", XML), ("a.owl", XML), ("a.ttl", CLUB)])
def test_formats(tmp_path: Path, name: str, text: str) -> None:
    assert "n:Club a owl:Class" in taken_over(write(tmp_path, text, name))


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
        taken_over(path)
    assert name in str(told.value)
    assert told.value.remedy


def test_local_names_that_are_none_are_told(tmp_path: Path) -> None:
    text = HEAD + "<http://club.example/ns#a-b`c> a owl:Class . ex:Club a owl:Class ."
    assert "Left out" in taken_over(write(tmp_path, text))


def test_nothing_is_fetched_for_xml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *ends: asked.append(ends))
    entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    text = XML.replace(
        "</rdf:RDF>", '<owl:Class rdf:about="http://a.example/A"><b xmlns="b:">&x;</b></owl:Class></rdf:RDF>'
    )
    assert "n0:A a owl:Class" in taken_over(write(tmp_path, entity + text, "a.rdf"))
    assert not asked


CIRCLES = {
    "classes": ("club.ttl", "ex:A a owl:Class ;\n rdfs:subClassOf ex:B .\nex:B a owl:Class ; rdfs:subClassOf ex:A .",
                "line 9: A is above itself (A under B under A)"),
    "properties": ("club.ttl", ("ex:p a owl:ObjectProperty ; rdfs:subPropertyOf ex:q .\n"
                   "ex:q a owl:ObjectProperty ; rdfs:subPropertyOf ex:p ."), "line 9: p is above itself"),
    "through a term of ours": ("club.ttl", ("ex:Agent a owl:Class ; rdfs:subClassOf ex:Fan .\n"
                               "ex:Fan a owl:Class ; rdfs:subClassOf ex:Agent ."), "line 9: Agent is above itself"),
    "in XML": ("club.rdf", "", "line 2: Fan is above itself (Fan under Fans under Fan)"),
}  # fmt: skip
XML_CIRCLE = XML.replace(
    '#Club"/>',
    '#Fans"><s:subClassOf rdf:resource="http://club.example/ns#Fan"/></owl:Class>\n'
    '<owl:Class rdf:about="http://club.example/ns#Fan"><s:subClassOf rdf:resource="http://club.example/ns#Fans"/>'
    "</owl:Class>",
).replace("xmlns:owl", 'xmlns:s="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl')


@pytest.mark.parametrize(("name", "text", "says"), CIRCLES.values(), ids=CIRCLES)
def test_a_circle_is_refused(tmp_path: Path, *, name: str, text: str, says: str) -> None:
    path = write(tmp_path, f"{HEAD}\n{text}\n" if text else XML_CIRCLE, name)
    with pytest.raises(OntologyError) as caught:
        taken_over(path)
    assert f"{path}, {says}" in caught.value.message
    assert "take one of these" in caught.value.remedy


def test_a_term_under_itself_says_nothing(tmp_path: Path) -> None:
    text = HEAD + "ex:A a owl:Class ; rdfs:subClassOf ex:A . ex:B a owl:Class ."
    assert "subClassOf" not in taken_over(write(tmp_path, text)).partition("n:A a")[2]


def test_names_that_cypher_or_the_store_has_are_left_out(tmp_path: Path) -> None:
    text = (
        HEAD
        + "ex:match a owl:ObjectProperty . ex:in a owl:ObjectProperty . ex:Article a owl:Class . ex:Fan a owl:Class ."
    )
    made = taken_over(write(tmp_path, text))
    told = [finding.message for finding in check_ontology(write(tmp_path, made, "mine.ttl")) if finding.fatal]
    assert not told
    assert "# has for its own: http://club.example/ns#Article, http://club.example/ns#in" in made
