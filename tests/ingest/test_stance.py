"""Tables of sentences: polarity, modality and source of single events, as tests/cases/*.toml write them.

A key of a case is a word of its text, the head of an event; "word/2" is the second such word. `xfail` gives the reason
of a case that is known to fail.
"""

from collections.abc import Iterator
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Token

from ingest.mentions import annotate
from ingest.nlp import Paragraph, Parsed, load_model, parse
from ingest.stance import Stance, read_stance
from ontology.model import Article, Span

CASES = Path(__file__).parents[1] / "cases"
APART = frozenset({"text", "xfail"})


def cases(*names: str) -> Iterator[Any]:
    for name in names:
        table = loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
        for case in table["case"]:
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            expected = {word: said for word, said in case.items() if word not in APART}
            yield pytest.param(case["text"], expected, id=f"{name}: {case['text'][:60]}", marks=marks)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def read(nlp: Language, text: str) -> Parsed:
    kept, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kept.append(Span(start, start + len(line)))
        start += len(line) + 1
    [parsed] = parse(nlp, [Article("a", text, "", kept=tuple(kept))])
    annotate(parsed)
    return parsed


def event(parsed: Parsed, word: str) -> tuple[Paragraph, Token]:
    wanted, _, number = word.partition("/")
    found = [(p, t) for p in parsed.paragraphs for t in p.doc if t.text == wanted]
    return found[int(number or 1) - 1]


def stances(nlp: Language, text: str, words: dict[str, Any]) -> dict[str, Stance]:
    parsed = read(nlp, text)
    made = read_stance(parsed)
    return {word: made.of(*event(parsed, word)) for word in words}


@pytest.mark.parametrize(("text", "expected"), list(cases("polarity", "modality", "undertakings")))
def test_is_it_so(text: str, expected: dict[str, str], nlp: Language) -> None:
    found = stances(nlp, text, expected)
    assert {word: f"{s.polarity} {s.modality}" for word, s in found.items()} == expected


@pytest.mark.parametrize(("text", "expected"), list(cases("attribution")))
def test_who_says_so(text: str, expected: dict[str, list[str]], nlp: Language) -> None:
    found = stances(nlp, text, expected)
    said = {
        word: [f"{a.source.text if a.source else ''} | {a.cue.text} | {a.stance}" for a in s.attribution]
        for word, s in found.items()
    }
    assert said == expected
