"""The gaps of a vocabulary: what is said between two entities and no property reads, counted by what would read it."""

from pathlib import Path

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import QueryError
from ontology.schema import load_ontology
from queries.gaps import COLUMNS, gaps
from tests.graph.stories import Said, reading

OURS = load_ontology()
STORIES = [
    reading("a1", Said("Mara Velde", "outbids", "Oakmere", subject_type="Person"),
            Said("Norvane Systems", "outbids", "Oakmere")),
    reading("a2", Said("Norvane Systems", "outbids", "Brightlake Capital"),
            Said("Norvane Systems", "outbids", "a rival", object_type=""),
            Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo")),
    reading("a3", Said("Mara Velde", "acquire", "Jonas Reck", subject_type="Person", object_type="Person")),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(store: Store) -> Store:
    load(store, STORIES, OURS)
    return store


def test_the_most_frequent_come_first_with_what_would_read_them(filled: Store) -> None:
    table = gaps(filled, OURS)
    assert (table.columns, table.more) == (COLUMNS, False)
    first, second = table.rows
    pattern = "verb outbids : S=subj! O=obj!"
    assert first[:7] == ("outbids", 3, 2, "Company", "Company", pattern, "no pattern")
    assert first[7] == ["Mara Velde outbids Oakmere.", "Norvane Systems outbids Oakmere."]
    assert second[:5] == ("acquire", 1, 1, "Person", "Person")
    assert second[6] == "acquired: not for Person and Person"


def test_the_pattern_reads_what_it_was_made_of(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    pattern = gaps(filled, OURS).rows[0][5]
    path.write_text(
        "@prefix tw: <https://triplewire.example/schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        f'tw:outbid a owl:ObjectProperty ; tw:wording [ tw:reads "{pattern}" ; tw:example "." ] .\n',
        encoding="utf-8",
    )
    assert gaps(filled, load_ontology(path)).rows[0][6] == "outbid reads it: `triplewire retype`"


def test_limits(filled: Store) -> None:
    table = gaps(filled, OURS, limit=1, sentences=1)
    assert (len(table.rows), table.more, len(table.rows[0][7])) == (1, True, 1)
    with pytest.raises(QueryError):
        gaps(filled, OURS, limit=0)
