"""The vocabulary: complete, consistent, and every wording reads the sentence that stands beside it."""

from ast import Constant, Expr, parse, walk
from collections.abc import Iterator
from pathlib import Path
from re import fullmatch

import pytest
from rdflib import Graph

from ingest.pipeline import Reader
from ontology.docs import PAGE, page
from ontology.errors import OntologyError
from ontology.model import Claim
from ontology.schema import load_ontology

ROOT = Path(__file__).parents[2]
OURS = load_ontology()
# Not worded: read off their inverse, implied by others, or the property of what nothing reads.
WITHOUT_WORDING = {"foundedBy", "hasSubsidiary", "relatedTo", "knows"}
PREFIXES = """@prefix tw: <https://triplewire.example/schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ontology=OURS)


def examples() -> Iterator[tuple[str, str, str]]:
    for made in OURS.properties.values():
        for wording in made.wordings:
            for sentence in wording.examples:
                yield made.name, wording.pattern.text, sentence


def test_it_is_turtle() -> None:
    assert len(Graph().parse(ROOT / "ontology" / "schema.ttl", format="turtle")) > 500


def test_it_says_what_news_is_about() -> None:
    assert len([c for c in OURS.classes.values() if not c.literal]) >= 20
    assert len(OURS.properties) >= 45


@pytest.mark.parametrize("name", sorted(n for n, c in OURS.classes.items() if not c.literal))
def test_a_class_says_what_it_is(name: str) -> None:
    made = OURS.classes[name]
    assert made.label
    assert made.comment.endswith(".")
    assert fullmatch(r"#[0-9a-f]{6}", made.colour)


def test_no_two_classes_look_alike() -> None:
    colours = [c.colour for c in OURS.classes.values() if c.colour]
    assert len(colours) == len(set(colours))


@pytest.mark.parametrize("name", sorted(OURS.properties))
def test_a_property_says_what_it_means(name: str) -> None:
    made = OURS.properties[name]
    assert made.label
    assert made.comment.endswith(".")
    assert made.kind in {"state", "event"}
    if not made.generic:
        assert made.domain
        assert made.range
    assert bool(made.wordings) != (name in WITHOUT_WORDING)
    assert all(wording.examples for wording in made.wordings)
    if made.inverse:
        back = OURS.properties[made.inverse]
        assert (back.inverse, set(back.domain), set(back.range)) == (name, set(made.range), set(made.domain))


def said(claims: tuple[Claim, ...], name: str) -> list[Claim]:
    return [c for c in claims if c.relation.property and name in OURS.implies(c.relation.property)]


@pytest.mark.parametrize(("name", "pattern", "sentence"), sorted(set(examples())))
def test_a_wording_reads_its_example(name: str, pattern: str, sentence: str, reader: Reader) -> None:
    claims = reader.read_text(sentence).claims
    assert said(claims, name), [(c.subject.text, c.relation.text, c.object and c.object.text, c.frame) for c in claims]


def literals(path: Path) -> Iterator[str]:
    """The string constants of a module, without its docstrings."""
    tree = parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in walk(tree) if isinstance(node, Expr)}
    for node in walk(tree):
        if isinstance(node, Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_property_name_in_the_code() -> None:
    for room in ("ontology", "ingest", "graph", "queries", "triplewire"):
        for path in sorted((ROOT / room).rglob("*.py")):
            assert not OURS.properties.keys() & set(literals(path)), path


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(OURS), "run `python -m ontology.docs`"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def test_a_users_file_extends_and_overrides(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        tw:Ship a owl:Class ; rdfs:subClassOf tw:Product ; tw:headNoun "ship", "tanker" .
        tw:Person tw:colour "#000000" .
        tw:sailsUnder a owl:ObjectProperty ; rdfs:domain tw:Ship ; rdfs:range tw:Country ;
            tw:wording [ tw:reads "verb sail : S=subj O=under" ; tw:example "Vela Star sailed under Malta." ] .
        """,
    )
    both = load_ontology(path)
    assert both.is_a("Ship", "Product")
    assert both.classes["Person"].colour == "#000000"
    assert both.classes["Person"].head_nouns == OURS.classes["Person"].head_nouns
    assert both.digest != OURS.digest
    claims = Reader(ontology=both).read_text("The tanker Vela Star sailed under Malta.").claims
    assert [(c.subject.text, c.object and c.object.text) for c in claims if c.relation.property == "sailsUnder"] == [
        ("Vela Star", "Malta")
    ]


NARROWER = """
tw:Ship a owl:Class ; rdfs:subClassOf tw:Organization ; tw:headNoun "tanker" ; tw:nameWord "Star" .
tw:{name} a owl:ObjectProperty ; rdfs:domain tw:Person ; rdfs:range tw:Ship ; {more}
    tw:wording [ tw:reads "verb join : S=subj! O=obj!" ; tw:example "Mara Velde joined the tanker Vela Star." ] .
"""


@pytest.mark.parametrize("more", ["", "rdfs:subPropertyOf tw:worksFor ;", "rdfs:subPropertyOf tw:affiliatedWith ;"])
@pytest.mark.parametrize("name", ["boarded", "zBoarded"])  # before and behind ours by name
def test_a_users_own_property_goes_before_ours(name: str, more: str, tmp_path: Path) -> None:
    both = load_ontology(written(tmp_path, NARROWER.format(name=name, more=more)))
    claims = (
        Reader(ontology=both).read_text("Mara Velde joined the tanker Vela Star. Jonas Reck joined Acme Ltd.").claims
    )
    assert [c.relation.property for c in claims if c.relation.property] == [name, "worksFor"]


def test_but_not_before_one_that_implies_it(tmp_path: Path) -> None:
    text = """
    tw:zLinkedTo a owl:ObjectProperty ; tw:wording [ tw:reads "verb sue : S=subj O=obj" ; tw:example "." ] .
    tw:sued rdfs:subPropertyOf tw:zLinkedTo .
    """
    claims = Reader(ontology=load_ontology(written(tmp_path, text))).read_text("Acme Ltd sued Jonas Reck.").claims
    assert [c.relation.property for c in claims if c.relation.property] == ["sued"]


def test_the_digest_is_the_same_in_every_run() -> None:
    assert load_ontology().digest == OURS.digest


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("tw:x a owl:ObjectProperty ;; .\n<", 4, "Turtle"),
        ('tw:Person tw:colour "red" .', 3, "colour"),
        ('tw:x a owl:ObjectProperty ; tw:wording [ tw:reads "verb : S=subj" ] .', 3, "pattern"),
        ('tw:x a owl:ObjectProperty ; tw:wording [ tw:reads "noun @nobody : S=subj O=obj" ] .', 3, "@nobody"),
        ("tw:x a owl:ObjectProperty ; rdfs:range tw:Nothing .", 3, "Nothing"),
        ("tw:x a owl:ObjectProperty ; tw:ends tw:nothing .", 3, "nothing"),
    ],
)
def test_a_broken_file_names_the_line(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(OntologyError) as caught:
        load_ontology(path)
    assert says in caught.value.message
    assert f"{path}, line {line}" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "tw:A a owl:Class ; rdfs:subClassOf tw:B . tw:B a owl:Class ; rdfs:subClassOf tw:A .",
        "tw:a a owl:ObjectProperty ; rdfs:subPropertyOf tw:a .",
        "tw:second a owl:ObjectProperty ; tw:generic true .",
    ],
)
def test_a_file_that_does_not_fit_together(text: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError):
        load_ontology(written(tmp_path, text))


def test_a_missing_file() -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        load_ontology(Path("nowhere.ttl"))


def test_a_guard_asks_for_classes_in_slots_and_for_lists(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix tw: <https://triplewire.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
tw:more tw:list "more grain ore" .
tw:hauls a owl:ObjectProperty ; tw:wording
    [ tw:reads "verb haul : S=subj O=to ; not obj:Organization|@title|obj:@more" ] .
""",
        encoding="utf-8",
    )
    [wording] = load_ontology(path).properties["hauls"].wordings
    assert {"obj:Organization", "obj:Company", "engineer", "obj:grain", "obj:ore"} <= wording.pattern.barred
    assert "obj:Person" not in wording.pattern.barred


@pytest.mark.parametrize("noun", ["supplier", "customer", "friend", "lawyer", "parent"])
def test_former_ends_what_a_noun_says(noun: str) -> None:
    """Of a state that a noun words, "former" tells that it is over."""
    for entry in load_ontology().triggered("noun", noun).entries:
        if load_ontology().properties[entry.property].name != "parentOf":
            assert "former" in entry.pattern.ended, entry
