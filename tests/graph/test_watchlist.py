"""Outside lists: who is on one, who may be, and that neither depends on what came first."""

from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.check import check
from graph.contents import entities
from graph.dump import dump as dump_store
from graph.dump import restore
from graph.load import load, remove
from graph.resolution import decide, withdraw
from graph.store import Store
from graph.terms import Terms
from graph.watchlist import Entry, lists, matched, matches, unwatch, watch
from ontology.errors import InputError, UnknownName
from ontology.model import Decision
from ontology.schema import Ontology
from tests.conftest import empty
from tests.graph.stories import Said, dump, reading

STORIES = [
    reading("a1", Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")),
    reading("a2", Said("Mara Velde", "lives in", "Cyprus", "livesIn", subject_type="Person", object_type="Country")),
    reading("a3", Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")),
]
VELDE = Entry("17", "Velde, Mara", "person:mara velde", "Person", ("place:cyprus",))
ELSEWHERE = Entry("18", "Mara Velde", "person:mara velde", "Person", ("place:kenya",))
NORVANE = Entry("Q4", "Norvane Systems Ltd", "org:norvane systems", "Company")
NOBODY = Entry("99", "Jonas Reck", "person:jonas reck", "Person")


def found(store: Store) -> set[tuple[str, str, bool]]:
    return {(match.name, match.outside, match.sure) for match in matches(store)}


def row(outside: str, type_: str = "", *countries: str, list_: str = "desk") -> dict[str, Any]:
    return {"list": list_, "outside": outside, "type": type_, "countries": list(countries)}


@pytest.mark.parametrize(
    ("type_", "rows", "places", "sure", "unsure"),
    [
        ("Person", [row("1", "Person")], (), ["desk:1"], []),
        ("Person", [row("1")], (), ["desk:1"], []),  # the list says no kind
        ("", [row("1", "Person")], (), ["desk:1"], []),  # the articles say none
        ("Company", [row("1", "Organization")], (), ["desk:1"], []),
        ("Company", [row("1", "Person")], (), [], []),  # another kind of thing
        ("Person", [row("1", "Person"), row("1", "Person")], (), ["desk:1"], []),  # two names of one entry
        ("Person", [row("1", "Person"), row("2", "Person")], (), [], ["desk:1", "desk:2"]),  # namesakes
        ("Person", [row("1", "Person"), row("2", "Company")], (), ["desk:1"], []),
        ("Person", [row("1"), row("9", list_="press")], (), ["desk:1", "press:9"], []),
        ("Person", [row("1", "", "place:kenya")], ("place:kenya", "place:cyprus"), ["desk:1"], []),
        ("Person", [row("1", "", "place:kenya")], ("place:cyprus",), [], ["desk:1"]),  # in another place
        ("Person", [row("1", "", "place:kenya"), row("2", "", "place:cyprus")], ("place:cyprus",), [],
         ["desk:1", "desk:2"]),  # never the likelier one alone
        ("Person", [], ("place:cyprus",), [], []),
    ],
)  # fmt: skip
def test_who_is_on_a_list(  # noqa: PLR0917  # the columns of the table
    type_: str, rows: list[dict[str, Any]], places: tuple[str, ...], sure: list[str], unsure: list[str],
    ontology: Ontology,
) -> None:  # fmt: skip
    assert matched(type_, rows, frozenset(places), Terms(ontology).chain) == (sure, unsure)


def test_a_list_may_come_before_or_after_the_articles(clean: Store, ontology: Ontology) -> None:
    seen = set()
    for order in permutations([*STORIES, None]):
        for story in order:
            if story is None:
                watch(clean, "desk", [VELDE, NORVANE, NOBODY], ontology)
            else:
                load(clean, [story], ontology)
        assert found(clean) == {("Mara Velde", "desk:17", True), ("Norvane Systems", "desk:Q4", True)}
        assert check(clean, ontology) == []
        seen.add("\n".join(dump(clean)))
        empty(clean)
    assert len(seen) == 1


def test_what_an_article_says_of_a_place_counts_until_it_goes(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    watch(clean, "desk", [ELSEWHERE], ontology)
    assert found(clean) == {("Mara Velde", "desk:18", False)}
    remove(clean, ["a2"], ontology)
    assert found(clean) == {("Mara Velde", "desk:18", True)}
    load(clean, STORIES, ontology)
    assert found(clean) == {("Mara Velde", "desk:18", False)}


def test_a_merged_name_brings_its_entry(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    watch(clean, "desk", [Entry("7", "Brightlake", "org:brightlake", "Company")], ontology)
    before = dump(clean, but=("Decision",))
    assert found(clean) == set()
    load(clean, [reading("a4", Said("Brightlake", "owns", "Quillon", "owns"))], ontology)
    made = "2026-01-01T00:00:00Z"
    one = Decision("org:brightlake", "org:brightlake capital", "same", "mv", "one register number", made=made)
    done = decide(clean, [one], ontology)
    assert found(clean) == {("Brightlake Capital", "desk:7", True)}
    withdraw(clean, [row_["id"] for row_ in clean.read("MATCH (d:Decision) RETURN d.id AS id")], ontology, made=made)
    assert len(done.recorded) == 1
    assert found(clean) == {("Brightlake", "desk:7", True)}
    remove(clean, ["a4"], ontology)
    assert dump(clean, but=("Decision",)) == before


def test_a_list_replaces_one_of_its_name_and_leaves_nothing_behind(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    before = dump(clean)
    watch(clean, "desk", [VELDE, ELSEWHERE], ontology)
    assert found(clean) == {("Mara Velde", "desk:17", False), ("Mara Velde", "desk:18", False)}
    watch(clean, "desk", [VELDE], ontology)
    assert found(clean) == {("Mara Velde", "desk:17", True)}
    assert [(held.list, held.entries, held.names) for held in lists(clean)] == [("desk", 1, 1)]
    assert [entity.listed for entity in entities(clean) if entity.name == "Mara Velde"] == [("desk:17",)]
    assert unwatch(clean, "desk", ontology) == 1
    assert dump(clean) == before


def test_lists_are_in_a_dump(clean: Store, ontology: Ontology, tmp_path: Path) -> None:
    load(clean, STORIES, ontology)
    watch(clean, "desk", [VELDE], ontology)
    before, stream = dump(clean), BytesIO()
    dump_store(clean, stream)
    (tmp_path / "case.jsonl.gz").write_bytes(stream.getvalue())
    empty(clean)
    restore(clean, tmp_path / "case.jsonl.gz")
    assert dump(clean) == before


def test_what_is_refused(clean: Store, ontology: Ontology) -> None:
    with pytest.raises(UnknownName, match="no list is called 'desk'"):
        unwatch(clean, "desk", ontology)
    for name in ("", "a b", "x:y", "'; MATCH (n) DETACH DELETE n"):
        with pytest.raises(InputError, match="no name for a list"):
            watch(clean, name, [VELDE], ontology)
    assert lists(clean) == ()
