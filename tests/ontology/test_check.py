"""What is found in a vocabulary: each mistake with its line and a remedy, all of them at once; ours has none."""

from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.places import Finding, Places, Source
from ontology.schema import check_ontology, load_ontology

PREFIXES = """@prefix tw: <https://triplewire.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PROPERTY = "tw:sails a owl:ObjectProperty ; tw:wording "

WRONG = {
    "an unknown class": ("tw:Hull a owl:Class ; rdfs:subClassOf tw:Prodct .", "no term is named 'Prodct'", "Product"),
    "an unknown annotation": ('tw:Hull a owl:Class ; tw:headnoun "hull" .', "no term is named 'headnoun'", "headNoun"),
    "a term that nobody declared": ('tw:Persn tw:colour "#ffffff" .', "'Persn' is described", "Person"),
    "an unknown domain": ("tw:sails a owl:ObjectProperty ; rdfs:domain tw:Persn .", "no class is named", "Person"),
    "an unknown inverse": ("tw:sails a owl:ObjectProperty ; owl:inverseOf tw:owms .", "'owms'", "owns"),
    "no kind": ('tw:sails a owl:ObjectProperty ; tw:kind "sate" .', "'sate' is no kind", "state or event"),
    "a class of the store": ("tw:Claim a owl:Class .", "own nodes named Claim", "another name"),
    "a keyword of Cypher": ("tw:match a owl:ObjectProperty .", "MATCH is a keyword", "another name"),
    "a relationship of the store": ("tw:supports a owl:ObjectProperty .", "named SUPPORTS", "another name"),
    "one type twice": ("tw:works_for a owl:ObjectProperty .", "both WORKS_FOR", "another name"),
    "a backtick": ("<https://triplewire.example/schema#ow`ns> a owl:ObjectProperty .", "no name", "letters"),
    "a quote": ("<https://triplewire.example/schema#ow\"ns> a owl:ObjectProperty .", "no name", "letters"),
    "a name of ours elsewhere": ("<http://other.example/owns> a owl:ObjectProperty .", "two terms", "another name"),
    "a class circle": ("tw:A a owl:Class ; rdfs:subClassOf tw:B . tw:B a owl:Class ; rdfs:subClassOf tw:A .",
                       "class 'A' is above itself (A under B under A)", "parents"),
    "a property circle": ("tw:sails a owl:ObjectProperty ; rdfs:subPropertyOf tw:sails .", "above itself", "parents"),
    "too broad": (PROPERTY + '[ tw:reads "verb do : S=subj O=obj" ] .', "too broad: 'do'", "near"),
    "too broad, agents": (PROPERTY + '[ tw:reads "verb have : S=subj:Agent! O=obj:Agent!" ] .', "too broad", "near"),
    "no slot of a noun": (PROPERTY + '[ tw:reads "noun crew : S=subj O=of" ] .', "never fire: S=subj", "bearer"),
    "no slot at all": (PROPERTY + '[ tw:reads "verb sail : S=subj O=objekt" ] .', "never fire: O=objekt", "obj"),
    "no lemma": (PROPERTY + '[ tw:reads "verb Sail : S=subj O=to" ] .', "'Sail' is no lemma", "lower case"),
    "no shape": (PROPERTY + '[ tw:reads "shape comma : S=inner O=outer" ] .', "no shape is named", "place_based"),
    "one modifier twice": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to ; near a ; near b" ] .', "twice", "join"),
    "an unknown class of a guard": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to ; not obj:Persn" ] .',
                                    "'Persn'", "Person"),
    "no slot of a guard": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to ; near objekt:Person" ] .',
                           "can never be met: 'objekt'", "obj:stake"),
    "an unknown class asked for": (PROPERTY + '[ tw:reads "verb sail : S=subj:Persn O=to" ] .', "'Persn'", "Person"),
}  # fmt: skip
DOUBTFUL = {
    "no pattern": ("tw:sails a owl:ObjectProperty .", "no pattern reads 'sails'", "tw:wording"),
    "no example": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to" ] .', "without an example", "tw:example"),
    "asks and bars": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to ; near sea ; not sea|lake" ; tw:example "." ] .',
                      "can never fire: \"near\" and \"not\"", "take them out"),
    "asks for itself": (PROPERTY + '[ tw:reads "verb sail : S=subj O=to ; near sail" ; tw:example "." ] .',
                        "are its triggers", "beside"),
    "neither end first": (PROPERTY + '[ tw:reads "verb sail : S=from O=to" ; tw:example "." ] .',
                          "neither end is one of obj, subj, surface", "begins"),
    "claimed twice": (PROPERTY + '[ tw:reads "verb acquire : S=subj O=obj" ; tw:example "." ] .',
                      "'sails' and 'acquired' claim the same: acquire", "take the trigger out"),
    "outside its domain": (PROPERTY.replace("tw:w", "rdfs:domain tw:Company ; tw:w")
                           + '[ tw:reads "verb sail : S=subj:Person! O=to" ; tw:example "." ] .',
                           "asks for Person, which the domain (Company) does not admit", "own is asked for"),
    "claimed twice, turned": (PROPERTY + '[ tw:reads "verb hire : S=subj:Agent! O=obj:Person" ; tw:example "." ] .',
                              "'sails' and 'worksFor' claim the same: hire", "yours goes first; if 'worksFor'"),
}  # fmt: skip


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(f"{PREFIXES}\n{text}\n", encoding="utf-8")
    return path


def told(found: tuple[Finding, ...], message: str) -> Finding:
    hits = [f for f in found if message in f.message]
    assert hits, [str(f) for f in found]
    return hits[0]


@pytest.mark.parametrize(("text", "message", "remedy"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(text: str, message: str, remedy: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    found = check_ontology(path)
    hit = told(found, message)
    assert hit.fatal
    assert (hit.place.file, hit.place.line) == (str(path), 5)
    assert remedy in hit.remedy
    with pytest.raises(OntologyError) as caught:
        load_ontology(path)
    assert str(found[0]) in caught.value.message


@pytest.mark.parametrize(("text", "message", "remedy"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_doubtful_can_be_used(text: str, message: str, remedy: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    hit = told(check_ontology(path), message)
    assert not hit.fatal
    assert hit.place.line == 5 or hit.place.file == "schema.ttl"
    assert remedy in hit.remedy
    load_ontology(path)


@pytest.mark.parametrize(
    "pattern",
    [
        "verb have : S=subj! O=obj! ; near lawsuit",
        "verb make : S=subj:Company! O=obj:Product!",
        "verb sail : S=subj O=on_behalf_of|on+of",
        "noun @boss : S=bearer! O=scope!",
        "verb step_down|co-own : S=subj O=as+of",
    ],
)
def test_what_may_be_written(pattern: str, tmp_path: Path) -> None:
    assert not [f for f in check_ontology(written(tmp_path, f'{PROPERTY}[ tw:reads "{pattern}" ] .')) if f.fatal]


SYNTAX = {
    "a prefix": ("tx:sails a owl:ObjectProperty .", 5, "the prefix tx: is not declared", "@prefix tx:"),
    "an open text": ('tw:Person tw:colour "#fff .\ntw:x a owl:Class .', 5, "not Turtle", "syntax"),
    "no full stop": ("tw:A a owl:Class\ntw:B a owl:Class .", 6, "not Turtle", "syntax"),
    "no Turtle": ('{"classes": []}', 5, "not Turtle", "syntax"),
    "deep": ("[" * 5000, 0, "not Turtle", "syntax"),
}


@pytest.mark.parametrize(("text", "line", "message", "remedy"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_turtle(text: str, line: int, message: str, remedy: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    for use in (check_ontology, load_ontology):
        with pytest.raises(OntologyError) as caught:
            use(path)
        assert message in caught.value.message
        assert not line or f"{path}, line {line}:" in caught.value.message
        assert remedy in caught.value.remedy


def test_a_file_of_20_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.ttl"
    path.write_bytes(b"a" * 20_000_000)
    with pytest.raises(OntologyError, match="larger than 5 MB"):
        check_ontology(path)


def test_all_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "\n".join(text for text, *_ in list(WRONG.values())[:6]))
    lines = [f.place.line for f in check_ontology(path)]
    assert lines == sorted(lines)
    assert set(lines) == set(range(5, 11))
    with pytest.raises(OntologyError, match="more: see `triplewire ontology check`"):
        load_ontology(path)


def test_nothing_is_wrong_or_doubtful_in_ours() -> None:
    assert not [str(f) for f in check_ontology()]


def test_places_know_statements_from_mentions() -> None:
    text = '# tw:a\ntw:b a owl:Class ; tw:says "x \\"y\\" z" , """long\nlong""" .\ntw:a tw:of tw:b ;\n  tw:says "x" .\n'
    places = Places([Source("first.ttl", text), Source("last.ttl", "tw:c a owl:Class .")])
    assert [str(places.term(n)) for n in "abc"] == ["first.ttl, line 4", "first.ttl, line 2", "last.ttl, line 1"]
    assert places.inside("b", 'x "y" z').line == 2
    assert places.inside("a", "x").line == 5
    assert places.inside("a", "b").line == 4
    assert str(places.term("nowhere")) == "last.ttl"
