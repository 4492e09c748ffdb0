"""remove and retract as commands."""

from json import loads
from pathlib import Path

import pytest

from graph.contents import totals
from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from tests.conftest import empty
from tests.graph.stories import Said, reading
from tests.triplewire.conftest import Run

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")


@pytest.fixture
def filled(store: Store) -> Store:
    empty(store)
    stories = [reading("a1", WORKS, SUPPLIES, outlet="The Ledger"), reading("a2", SUPPLIES, published="2020-01-01")]
    load(store, stories, load_ontology())
    return store


def test_a_dry_run_lists_and_changes_nothing(run: Run, filled: Store, store_folder: Path) -> None:
    before = totals(filled)
    done = run("remove", "--outlet", "The Ledger", "--dry-run", "--format", "jsonl", "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    rows = [loads(line) for line in done.stdout.splitlines()]
    assert [(row["outcome"], row["subject"]) for row in rows] == [
        ("removed", None), ("falls", "Mara Velde"), ("weaker", "Norvane Systems"), ("gone", "Mara Velde"),
    ]  # fmt: skip
    assert totals(filled) == before
    done = run("remove", "--outlet", "The Ledger", "--store", store_folder)
    assert "1 article removed: 1 fact fell, 1 changed, 1 entity gone" in done.stderr
    assert totals(filled).articles == 1


def test_an_article_is_retracted_and_comes_back(run: Run, filled: Store, store_folder: Path) -> None:
    done = run("retract", "a1", "--why", "withdrawn", "--by", "mv", "--store", store_folder)
    assert "1 article retracted: 1 fact fell, 1 changed, 0 new" in done.stderr
    assert run("show", "Mara Velde", "--store", store_folder).exit_code == 2
    said = run("run", "articles", "--name", "Norvane Systems", "--format", "csv", "--store", store_folder)
    assert "a1" in said.stdout  # for the record
    [row] = map(loads, run("retract", "--list", "--format", "jsonl", "--store", store_folder).stdout.splitlines())
    assert (row["article"], row["why"], row["by"], row["withdrawn"]) == ("a1", "withdrawn", "mv", None)
    back = run("retract", "a1", "--undo", "--store", store_folder)
    assert "1 article back: 0 facts fell, 1 changed, 1 new" in back.stderr
    assert run("show", "Mara Velde", "--store", store_folder).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["remove"], "which articles?"),
        (["remove", "a1", "--outlet", "The Ledger"], "which articles?"),
        (["remove", "--before", "soon"], "no date"),
        (["remove", "no-such"], "no-such"),
        (["retract"], "which articles?"),
        (["retract", "a1"], "--why"),
        (["retract", "a1", "--why", "x", "--undo"], "--undo"),
        (["retract", "a1", "--undo"], "no retraction"),
        (["retract", "no-such", "--why", "x"], "no-such"),
    ],
)
def test_what_cannot_be_meant(run: Run, filled: Store, store_folder: Path, words: list[str], said: str) -> None:
    before = totals(filled)
    done = run(*words, "--store", store_folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert totals(filled) == before
