from functools import cache

import pytest
from spacy.language import Language

from ingest.coreference import Referents, resolve
from ingest.mentions import annotate
from ingest.nlp import load_model, parse
from ontology.ids import content_hash
from ontology.model import Article, Span


@cache
def model() -> Language:
    return load_model()


def read(text: str, outlet: str = "") -> Referents:
    """Each line of the text is a paragraph."""
    kept, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kept.append(Span(start, start + len(line.rstrip("\n"))))
        start += len(line)
    article = Article("x", text, content_hash(text), outlet=outlet, language="en", kept=tuple(kept))
    parsed = next(parse(model(), [article]))
    annotate(parsed)
    return resolve(parsed)


def meant(text: str) -> str:
    """The name that the words between brackets stand for; "" for nobody."""
    start, end = text.index("["), text.index("]") - 1
    found = read(text.replace("[", "", 1).replace("]", "", 1)).mentions()
    return next((m.name for m in found if (m.start, m.end) == (start, end)), "")


# who is meant by the words between brackets
MEANT = [
    ("Mara Velde left Norvane Systems in May. [She] now runs Brightlake Capital.", "Mara Velde"),
    ("Mara Velde left Norvane Systems in May. [Velde] declined to comment.", "Mara Velde"),
    ("The Lagos Institute of Biology shut down. Officials from the [LIB] left.", "Lagos Institute of Biology"),
    ("Norvane Systems declined to comment. [The company] said nothing.", "Norvane Systems"),
    ("A report on the deal was published. [It] names nobody.", ""),
]


@pytest.mark.parametrize(("text", "name"), MEANT, ids=[t[:60] for t, _ in MEANT])
def test_who_is_meant(text: str, name: str) -> None:
    assert meant(text) == name
