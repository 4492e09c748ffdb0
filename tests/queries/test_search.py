"""Search: names without claims, words marked, misspelt names, words side by side, and questions that are none."""

from dataclasses import replace

import pytest

from graph.load import load
from graph.retractions import retract
from graph.store import Store
from ontology.errors import QueryError
from ontology.model import Mention
from ontology.schema import load_ontology
from queries.search import Kind, best_line, marked, search, terms_of
from tests.graph.stories import Said, reading

SILENT = reading(
    "a2", Said("Jonas Reck", "is", "a lawyer", subject_type="Person", object_type=""), published="2024-02-02"
)
NOBODY = Mention(0, 8, "Tom Hale", "Person", "name", "person:tom hale", "Tom Hale")
STORIES = [
    reading(
        "a1",
        Said("Norvane Systems", "supplies", "Société Oakmere", "suppliesTo"),
        Said("Mara Velde", "joins", "Norvane Systems", "worksFor", subject_type="Person"),
        published="2024-01-02",
    ),
    replace(
        SILENT, mentions=(*SILENT.mentions, Mention(0, 8, "Tom Hale", "Person", "name", "person:tom hale", "Tom Hale"))
    ),
]


@pytest.fixture(scope="module")
def filled(store: Store) -> Store:
    load(store, STORIES, load_ontology())
    return store


@pytest.mark.parametrize(
    ("words", "kinds", "lines"),
    [
        ("norvane", ("name",), ["«Norvane» Systems"]),
        ("Norvame systems", ("name",), ["«Norvane Systems»"]),
        ("societe oakmere", ("name",), ["«Société Oakmere»"]),
        ("jonas", ("name",), ["«Jonas» Reck"]),  # nothing is said of him with anybody
        ("supplies NORVANE", ("claim",), ["«Norvane» Systems «supplies» Société Oakmere."]),
        ('"norvane systems"', ("claim",), ["«Norvane Systems» supplies Société Oakmere.",
                                           "Mara Velde joins «Norvane Systems»."]),
        ('"systems norvane"', ("claim", "article"), []),
        ("suppl oakm", ("article",), ["Norvane Systems «supplies» Société «Oakmere»."]),
        ("norvame", ("claim", "article"), []),
        ("velde lawyer", ("claim",), []),
    ],
)  # fmt: skip
def test_what_is_found(filled: Store, words: str, kinds: tuple[Kind, ...], lines: list[str]) -> None:
    found = search(filled, words, kinds=kinds)
    assert sorted(row[found.columns.index("line")] for row in found.rows) == sorted(lines)


def test_a_name_without_a_claim_says_so(filled: Store) -> None:
    [row] = search(filled, "hale", kinds=["name"]).rows
    assert row == ("name", "Tom «Hale»", "nothing is said of it", None, "2024-02-02", "1 article", "person:tom hale")


def test_where_cuts_back_to_the_line(filled: Store) -> None:
    [row] = search(filled, "supplies", kinds=["article"]).rows
    start, end = map(int, row[5].rpartition(":")[2].split("-"))
    text = filled.read("MATCH (a:Article {id: $id}) RETURN a.text AS text", id=row[6])[0]["text"]
    assert text[start:end] == row[1].replace("«", "").replace("»", "")


def test_the_limit_is_of_each_kind_and_told(filled: Store) -> None:
    found = search(filled, "norvane", limit=1)
    assert [row[0] for row in found.rows] == ["name", "claim", "article"]
    assert found.more


@pytest.mark.parametrize("words", ["", "  ", "??", '""', "x" * 301, "a " * 13])
def test_no_question(filled: Store, words: str) -> None:
    with pytest.raises(QueryError):
        search(filled, words)


@pytest.mark.parametrize("words", ['a" OR *:*', "name:x AND (", "'; MATCH (n) DETACH DELETE n //", "[a TO b]"])
def test_signs_of_query_languages_are_words(filled: Store, words: str) -> None:
    assert not search(filled, words).rows
    assert search(filled, "norvane").rows


def test_the_line_of_the_story_goes_before_what_was_left_out() -> None:
    text = "Velde Velde Reck\nMara Velde left."
    assert best_line(text, [17, len(text)], terms_of("velde reck")) == (17, len(text))
    assert best_line(text, [], terms_of("velde reck")) == (0, 16)


def test_a_long_line_is_cut_around_what_was_found() -> None:
    text = "word " * 200 + "Velde " + "word " * 200
    start, end = best_line(text, [0, len(text)], terms_of("velde"))
    assert "Velde" in text[start:end]
    assert end - start <= 240


def test_words_beside_each_other_share_their_marks() -> None:
    assert (
        marked("The Port Authority of Port Velde", terms_of('"port authority"')) == "The «Port Authority» of Port Velde"
    )


def test_what_counts_no_more_says_so(filled: Store) -> None:
    retract(filled, ["a1"], load_ontology(), by="mv", why="withdrawn", made="2026-01-02T03:04:05Z")
    found = search(filled, "supplies")
    assert [row[0] for row in found.rows] == ["claim, retracted", "article, retracted"]
