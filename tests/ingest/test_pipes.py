"""Our faster components against spaCy's own: the same Docs to the last attribute."""

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ingest.nlp import load_model
from ingest.pipes import Ruler, annotated

TEXTS = [
    "Norvane Systems of Lagos said on Tuesday that Mara Velde, its chief executive, won't pay Oakmere $4 million.",
    "He's gonna go. Let's see. There's hope, there were two. Y'all gotta stay. C'mon, tell 'em nothin' of it.",
    "You saw it  and it saw you.   Doesn't everybody have to? What Kestrel did, the ministry has.",
    "",
    " ",
    "PORT OF KANO - 3,000 tonnes – “quoted” (and bracketed) #1 @ 5%",
    "That which is to be had was got; he gets it, Tom'd got it.",
]
ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def said(doc: Doc) -> tuple[str, list[list[int]], list[str]]:
    return doc.text, doc.to_array(ATTRIBUTES).tolist(), [token.lemma_ for token in doc]


@pytest.mark.parametrize("batch", [2, 64])
def test_docs_are_those_of_the_pipeline(nlp: Language, batch: int) -> None:
    bare = [said(doc) for doc in nlp.pipe(TEXTS, batch_size=batch)]
    assert [said(doc) for doc in annotated(nlp, TEXTS, batch)] == bare


@pytest.mark.parametrize(
    ("patterns", "attrs", "index"),
    [
        ([[{"LOWER": "saw"}, {"LOWER": "it"}]], {"LEMMA": "see it"}, -1),  # counted from the end
        ([[{"LOWER": "it"}], [{"TAG": "PRP", "LOWER": {"REGEX": "^y"}}]], {"POS": "X"}, 0),  # two patterns, two tests
        ([[{"LOWER": "to"}, {}, {"LOWER": "had"}]], {"LEMMA": "own"}, 2),  # any word between
    ],
)
def test_other_rules_are_followed_as_spacy_does(
    patterns: list[list[dict[str, object]]], attrs: dict[str, str], index: int
) -> None:
    other = load_model()
    other.get_pipe("attribute_ruler").add(patterns, attrs, index)  # type: ignore[attr-defined]
    before = [said(doc) for doc in load_model().pipe(TEXTS)]
    bare = [said(doc) for doc in other.pipe(TEXTS)]
    assert bare != before
    assert [said(doc) for doc in annotated(other, TEXTS, 64)] == bare


def test_rules_that_look_further_stay_with_spacy(nlp: Language) -> None:
    other = load_model()
    ruler: Any = other.get_pipe("attribute_ruler")
    assert Ruler.reads(ruler)
    ruler.add([[{"LOWER": "it", "OP": "+"}]], {"POS": "X"})
    assert not Ruler.reads(ruler)
    bare = [said(doc) for doc in other.pipe(TEXTS)]
    assert [said(doc) for doc in annotated(other, TEXTS, 64)] == bare
