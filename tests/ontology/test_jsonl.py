"""A claim on a line of JSON: the shape that design, checks and other programs read, and the way back."""

from json import loads

import pytest

from ontology.errors import InputError
from ontology.jsonl import from_json, line, to_json
from ontology.model import (
    Argument,
    Article,
    Attribution,
    Circumstance,
    Claim,
    Dropped,
    Frame,
    Quote,
    Relation,
    Source,
    Span,
    When,
)

TEXT = "Norvane Systems, police said, sold Brightlake Capital off in May 2019."
FULL = Quote(0, 15, "Norvane Systems")
CLAIM = Claim(
    id="c1",
    article="a1",
    quote=Quote(0, len(TEXT), TEXT),
    subject=Argument("Norvane Systems", 0, 15, FULL, (), "organization:norvane", "Norvane Systems", "Company"),
    relation=Relation("sold off", 30, 57, 30, "sell off", (Span(30, 34), Span(54, 57)), "sold"),
    object=Argument("Brightlake Capital", 35, 53, Quote(35, 53, "Brightlake Capital"), (), "", "Brightlake Capital"),
    frame=Frame("verb", "sell", "subj", "obj", {"subj": "systems", "obj": "capital"}, "off", "active", "", ("may",)),
    arguments=(Circumstance("time", "in May 2019", 58, 69),),
    attribution=(Attribution(Source("police", 17, 23, "k", "police"), Quote(24, 28, "said"), "says"),),
    when=When("in May 2019", 58, 69, "month", "2019-05-01", "2019-05-31"),
    confidence=0.75,
    rule="main.object",
)
SHAPE = {
    "id": "c1",
    "article": "a1",
    "quote": {"start": 0, "end": 70, "text": TEXT},
    "subject": {
        "text": "Norvane Systems",
        "start": 0,
        "end": 15,
        "full": {"start": 0, "end": 15, "text": "Norvane Systems"},
        "key": "organization:norvane",
        "name": "Norvane Systems",
        "type": "Company",
    },
    "relation": {
        "text": "sold off",
        "start": 30,
        "end": 57,
        "head": 30,
        "lemma": "sell off",
        "spans": [[30, 34], [54, 57]],
        "property": "sold",
    },
    "object": {
        "text": "Brightlake Capital",
        "start": 35,
        "end": 53,
        "full": {"start": 35, "end": 53, "text": "Brightlake Capital"},
        "key": "",
        "name": "Brightlake Capital",
        "type": "",
    },
    "frame": {
        "kind": "verb",
        "lemma": "sell",
        "subject": "subj",
        "object": "obj",
        "roles": {"obj": "capital", "subj": "systems"},
        "particle": "off",
        "voice": "active",
        "noun": "",
        "near": ["may"],
    },
    "polarity": "positive",
    "modality": "asserted",
    "factuality": 3.0,
    "arguments": [{"role": "time", "text": "in May 2019", "start": 58, "end": 69, "key": ""}],
    "attribution": [
        {
            "source": {"text": "police", "start": 17, "end": 23, "key": "k", "name": "police"},
            "cue": {"start": 24, "end": 28, "text": "said"},
            "stance": "says",
        }
    ],
    "when": {
        "text": "in May 2019",
        "start": 58,
        "end": 69,
        "precision": "month",
        "from": "2019-05-01",
        "to": "2019-05-31",
    },
    "confidence": 0.75,
    "rule": "main.object",
}


def test_shape_of_a_claim() -> None:
    assert to_json(CLAIM) == SHAPE


def test_a_line_reads_back_as_the_same_claim() -> None:
    assert from_json(Claim, loads(line(CLAIM))) == CLAIM


def test_spans_of_an_article_are_pairs() -> None:
    article = Article("a", TEXT, "0", kept=(Span(0, 5),), dropped=(Dropped(5, 9, "menu"),))
    written = to_json(article)
    assert written["kept"] == [[0, 5]]
    assert written["dropped"] == [{"start": 5, "end": 9, "reason": "menu"}]
    assert from_json(Article, written) == article


@pytest.mark.parametrize("spans", [[[1]], [[1, 2, 3]], [{"start": 1, "end": 2}], [["1", "2"]], 7, [[True, False]]])
def test_what_is_no_span_is_refused(spans: object) -> None:
    relation = {**to_json(CLAIM)["relation"], "spans": spans}
    with pytest.raises(InputError):
        from_json(Relation, relation)
