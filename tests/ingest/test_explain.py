"""What `explain` tells about a sentence: its parse, clauses, claims, rejected candidates and names left apart."""

import pytest

from ingest.explain import Explanation
from ingest.pipeline import Reader
from ontology.model import Article

TEXT = "Jonas Reck paid Mara Velde. Norvane Systems rose as Brightlake Capital fell."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def told(reader: Reader) -> tuple[Explanation, ...]:
    return reader.explain(TEXT)


def test_a_record_for_each_sentence(told: tuple[Explanation, ...]) -> None:
    assert [e.quote.text for e in told] == [
        "Jonas Reck paid Mara Velde.",
        "Norvane Systems rose as Brightlake Capital fell.",
    ]


def test_rows_cut_back_and_point_into_the_sentence(told: tuple[Explanation, ...]) -> None:
    for explanation in told:
        for row in explanation.rows:
            assert TEXT[row.start : row.end] == row.word
            assert 0 <= row.head < len(explanation.rows)


def test_clauses_in_words(told: tuple[Explanation, ...]) -> None:
    (paid,) = told[0].predicates
    assert (paid.source, paid.verb, paid.voice, paid.subjects) == ("main", "paid", "active", ("Reck",))
    assert paid.slots == (("obj", "Velde"),)


def test_claims_are_those_of_the_reading(told: tuple[Explanation, ...], reader: Reader) -> None:
    assert tuple(claim for e in told for claim in e.claims) == reader.read_text(TEXT).claims


def test_names_without_a_claim(told: tuple[Explanation, ...]) -> None:
    assert told[0].apart == ()
    assert told[1].apart == (("Norvane Systems", "Brightlake Capital"),)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "?!"])
def test_nothing_to_explain(text: str, reader: Reader) -> None:
    assert not [claim for e in reader.explain(text) for claim in e.claims]


def test_an_article_without_paragraphs(reader: Reader) -> None:
    assert reader.explain(Article("a", "Jonas Reck left.", "0")) == ()


def test_reasons_stand_in_their_sentence(reader: Reader) -> None:
    (told,) = reader.explain("Jonas Reck dislikes the habits of Norvane Systems.")
    assert {r.reason for r in told.rejected} == {"unread noun phrase"}
