"""Two people under one name: what cannot hold of one is told with both sentences; what can, is not."""

import pytest

from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from queries.catalogue import run
from tests.conftest import empty
from tests.graph.stories import Said, reading


def born(name: str, when: str = "", where: str = "") -> Said:
    if where:
        return Said(name, "was born in", where, "bornIn", "Person", "City")
    return Said(name, "was born on", when, "bornOn", "Person", "")


LIVES = [
    ("two years", [born("Mara Velde", "8 April 1971"), born("Mara Velde", "May 1980")], [("8 April 1971", "May 1980")]),
    ("one day in two spellings", [born("Mara Velde", "8 April 1971"), born("Mara Velde", "April 8, 1971")], []),
    ("a year and a day of it", [born("Mara Velde", "1971"), born("Mara Velde", "April 8, 1971")], []),
    ("no year", [born("Mara Velde", "8 April"), born("Mara Velde", "1980")], []),
    ("two people", [born("Mara Velde", "1971"), born("Jonas Reck", "1980")], []),
    ("two places", [born("Mara Velde", "", "Kano"), born("Mara Velde", "", "Oslo")], [("Kano", "Oslo")]),
    ("one of which is in the other",
     [born("Mara Velde", "", "Kano"), born("Mara Velde", "", "Nigeria"),
      Said("Kano", "is in", "Nigeria", "locatedIn", "City", "City")], []),
    ("once denied",
     [born("Mara Velde", "1971"),
      Said("Mara Velde", "was born on", "1980", "bornOn", "Person", "", speaker="Jonas Reck", stance="denies")], []),
]  # fmt: skip


@pytest.mark.parametrize(("said", "rows"), [life[1:] for life in LIVES], ids=[life[0] for life in LIVES])
def test_what_cannot_hold_of_one(store: Store, said: list[Said], rows: list[tuple[str, str]]) -> None:
    empty(store)
    load(store, [reading(f"a{n}", one) for n, one in enumerate(said)], load_ontology())
    found = run(store, "two-lives")
    assert [tuple(sorted(row[2:4])) for row in found.rows] == rows
    for row in found.rows:
        told = dict(zip(found.columns, row, strict=True))
        assert (told["name"], sorted(told["articles"]), told["keys"]) == (
            "Mara Velde", ["a0", "a1"], ["person:mara velde"],
        )  # fmt: skip
        assert {told["words"], told["against"]} == {f"{s.subject} {s.phrase} {s.object}." for s in said}
