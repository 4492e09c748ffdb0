"""Names that may be one: beside the paths with what speaks for it, never in one, and gone once somebody decides."""

from io import StringIO

import pytest

from graph.load import load
from graph.resolution import decide
from graph.store import Store
from ontology.model import Decision
from ontology.schema import Ontology, load_ontology
from queries.connect import Connections, connect
from queries.flat import flatten
from queries.formats import write
from queries.render import console, display
from tests.conftest import empty
from tests.graph.stories import Said, reading

# Reck works for "Acme", Oakmere is supplied by "Acme Bank", and both names stand beside Calder and Orrin.
STORIES = [
    reading("a1", Said("Jonas Reck", "works for", "Acme", "worksFor", "Person"),
            Said("Calder", "supplies", "Lagos", None, object_type="City"), Said("Orrin", "left", "", None)),
    reading("a2", Said("Acme Bank", "supplies", "Oakmere", "suppliesTo"),
            Said("Calder", "supplies", "Kano", None, object_type="City"), Said("Orrin", "left", "", None)),
]  # fmt: skip
DIRECT = reading("a3", Said("Jonas Reck", "runs", "Oakmere", None, "Person"))
ACME, BANK = "org:acme", "org:acme bank"


@pytest.fixture
def story(store: Store, ontology: Ontology) -> Store:
    empty(store)
    load(store, STORIES, ontology)
    return store


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def steps(found: Connections) -> list[tuple[str, ...]]:
    """Names on each way, the two that may be one with a mark between them."""
    return [
        (*(hop.source.name for hop in p.before), p.step.source.name, "?", p.step.target.name,
         *(hop.target.name for hop in p.after))
        for p in found.possibly
    ]  # fmt: skip


def text(found: Connections, ontology: Ontology) -> str:
    stream = StringIO()
    display(console(stream), found, ontology)
    return stream.getvalue()


def decided(store: Store, ontology: Ontology, verdict: str) -> None:
    decide(store, [Decision(ACME, BANK, verdict, "mv", "one register", made="2026-01-01")], ontology)  # type: ignore[arg-type]


def test_a_way_by_two_names_that_may_be_one_is_no_path(story: Store, ontology: Ontology) -> None:
    found = connect(story, "Jonas Reck", "Oakmere")
    assert not found.paths
    assert steps(found) == [("Jonas Reck", "Acme", "?", "Acme Bank", "Oakmere")]
    [possible] = found.possibly
    assert (possible.step.hops, possible.step.decision.by, possible.step.decision.verdict) == (
        3, "rule:subsidiary", "unsure",
    )  # fmt: skip
    assert possible.before[0].best.supports[0].quote == "Jonas Reck works for Acme."
    assert steps(connect(story, "Oakmere", "Jonas Reck")) == [("Oakmere", "Acme Bank", "?", "Acme", "Jonas Reck")]
    assert not connect(story, "Jonas Reck", "Oakmere", most_hops=2).possibly


def test_both_ends_may_be_one(story: Store) -> None:
    found = connect(story, "Acme", "Acme Bank")
    assert (found.paths, steps(found)) == ((), [("Acme", "?", "Acme Bank")])


def test_it_is_marked_in_every_form(story: Store, ontology: Ontology) -> None:
    found = connect(story, "Jonas Reck", "Oakmere")
    shown = text(found, ontology)
    assert "no asserted path of up to 4 hops" in shown
    assert shown.index("Possibly, if two names are one") < shown.index("[possibly] Acme —may be— Acme Bank")
    assert "rule:subsidiary · score 0.60 · articles of both name org:calder, org:orrin" in shown
    rows = [dict(zip(flatten(found, ontology).columns, row, strict=True)) for row in flatten(found, ontology).rows]
    assert [(row["path"], row["hop"], row["relation"], row["standing"], row["belief"]) for row in rows] == [
        ("possibly 1", 1, "works for", "asserted", 0.57),
        ("possibly 1", 2, "may be", "possibly", None),
        ("possibly 1", 3, "supplies", "asserted", 0.57),
    ]
    for format_ in ("json", "jsonl", "csv", "markdown"):
        stream = StringIO()
        write(stream, found, format_, ontology)
        assert "possibly" in stream.getvalue()


def test_after_a_path_that_is_no_longer_it_is_silent(story: Store, ontology: Ontology) -> None:
    load(story, [DIRECT], ontology)
    found = connect(story, "Jonas Reck", "Oakmere")
    assert (len(found.paths), found.possibly) == (1, ())


@pytest.mark.parametrize(("verdict", "paths", "possible"), [("same", 1, 0), ("not-same", 0, 0), ("unsure", 0, 1)])
def test_a_person_decides(story: Store, ontology: Ontology, verdict: str, paths: int, possible: int) -> None:
    decided(story, ontology, verdict)
    found = connect(story, "Jonas Reck", "Oakmere")
    assert (len(found.paths), len(found.possibly)) == (paths, possible)
    if possible:
        assert (found.possibly[0].step.decision.by, found.possibly[0].step.decision.why) == ("mv", "one register")
