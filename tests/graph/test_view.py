"""The graph for notebooks: records as they were loaded, tables with a row for each, and the drawn graph of networkx."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import triplewire
from graph.load import load
from graph.store import Store
from graph.view import COLUMNS, Graph, Table, open_graph
from ontology.errors import InputError
from ontology.schema import load_ontology
from tests.graph.stories import Said, reading

STORIES = [
    reading(
        "a1",
        Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", speaker="Mara Velde", stance="says"),
        Said("Norvane Systems", "acquires", "Quillon", "acquired", modality="planned"),
        Said("Norvane Systems", "is", "a security risk", object_type=""),
        published="2024-01-02",
    ),
    reading("a2", Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo"), published="2024-02-02"),
]


@pytest.fixture(scope="module")
def view(store: Store, store_folder: Path, environ: dict[str, str]) -> Iterator[Graph]:
    load(store, STORIES, load_ontology())
    with open_graph(store_folder, environ=environ) as graph:
        yield graph


def test_claims_are_those_that_were_read(view: Graph) -> None:
    read = sorted(
        (claim for story in STORIES for claim in story.claims), key=lambda c: (c.article, c.quote.start, c.id)
    )
    assert list(view.claims()) == read
    assert list(view.claims("a2")) == list(STORIES[1].claims)
    assert list(view.claims("a3")) == []


def test_facts_name_their_ends(view: Graph) -> None:
    told = {(view.name_of(f.subject), f.property, view.name_of(f.object)): f.drawn for f in view.facts()}
    assert told == {
        ("Norvane Systems", "suppliesTo", "Oakmere"): True,
        ("Norvane Systems", "acquired", "Quillon"): False,
    }
    assert view.name_of("no such id") == ""


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_a_frame_has_a_row_for_each_record(view: Graph, table: Table, kind: str) -> None:
    frame = view.frame(table, kind)  # type: ignore[arg-type]  # parameters are plain text
    assert list(frame.columns) == list(COLUMNS[table])
    assert list(frame["id"]) == [record.id for record in getattr(view, table)()]


def test_a_frame_can_be_asked(view: Graph) -> None:
    claims = view.frame("claims")
    assert list(claims[claims.speaker == "Mara Velde"].object) == ["Oakmere"]
    facts = view.frame("facts")
    assert list(facts[facts.drawn].origins) == [2]


def test_networkx_has_what_is_drawn(view: Graph) -> None:
    graph = view.networkx()
    [(one, other, key, edge)] = graph.edges(keys=True, data=True)
    assert (graph.nodes[one]["name"], graph.nodes[other]["name"]) == ("Norvane Systems", "Oakmere")
    assert (edge["property"], edge["origins"], edge["first_reported"]) == ("suppliesTo", 2, "2024-01-02")
    assert key in {fact.id for fact in view.facts()}


def test_no_such_table_and_no_such_library(view: Graph) -> None:
    with pytest.raises(InputError, match="no table"):
        view.frame("people")  # type: ignore[arg-type]  # a wrong name on purpose
    with pytest.raises(InputError, match="is not installed"):
        view.frame("facts", "no_such_library")  # type: ignore[arg-type]  # likewise


def test_it_is_a_public_name() -> None:
    assert triplewire.open_graph is open_graph
