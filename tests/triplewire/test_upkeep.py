"""store check, stats, migrate, dump and restore as commands."""

from json import loads
from pathlib import Path

import pytest

from graph.cypher import VERSION
from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from tests.conftest import empty
from tests.graph.stories import Said, dump, reading
from tests.triplewire.conftest import Run

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")


@pytest.fixture(scope="module")
def filled(store: Store) -> Store:
    load(store, [reading("a1", SUPPLIES), reading("a2", SUPPLIES, published=None)], load_ontology())
    return store


def test_stats(run: Run, filled: Store, store_folder: Path) -> None:
    done = run("store", "stats", "--format", "jsonl", "--store", store_folder)
    counts = {row["what"]: row["count"] for row in map(loads, done.stdout.splitlines())}
    assert (counts["articles"], counts["claims"], counts["facts"], counts["edges"]) == (2, 2, 1, 1)
    assert (counts["schema"], counts["undated"], counts["first"]) == (VERSION, 1, "2024-05-01")


def test_dump_and_restore(run: Run, filled: Store, store_folder: Path, tmp_path: Path) -> None:
    file, before = tmp_path / "case.jsonl.gz", dump(filled)
    done = run("store", "dump", file, "--store", store_folder)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert run("store", "dump", "-", "--store", store_folder).stdout_bytes == file.read_bytes()
    refused = run("store", "restore", file, "--store", store_folder)
    assert refused.exit_code == 2
    assert "holds something" in refused.stderr
    empty(filled)
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(file.read_bytes()[:-20])
    assert "cut or was changed" in run("store", "restore", cut, "--store", store_folder).stderr
    assert run("store", "restore", file, "--store", store_folder).exit_code == 0
    assert dump(filled) == before


def test_check_tells_that_all_is_in_order_or_what_is_not(run: Run, filled: Store, store_folder: Path) -> None:
    done = run("store", "check", "--store", store_folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "all is in order" in done.stderr
    filled.write("MATCH (f:Fact) SET f.belief = 1.0")
    broken = run("store", "check", "--format", "jsonl", "--store", store_folder)
    assert broken.exit_code == 1
    rows = [loads(line) for line in broken.stdout.splitlines()]
    [row] = [row for row in rows if row["what"] == "not what its evidence makes"]
    assert "belief is 1.0, should be" in row["words"]
    filled.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def test_migrate(run: Run, filled: Store, store_folder: Path) -> None:
    assert "nothing to do" in run("store", "migrate", "--store", store_folder).stdout
    filled.write("MATCH (s:TriplewireStore) SET s.version = 1")
    assert f"schema 1 brought to {VERSION}" in run("store", "migrate", "--store", store_folder).stdout
    filled.write("MATCH (s:TriplewireStore) SET s.version = $v", v=VERSION + 1)
    newer = run("store", "migrate", "--store", store_folder)
    assert newer.exit_code == 2
    assert "update triplewire" in newer.stderr
    filled.write("MATCH (s:TriplewireStore) SET s.version = $v", v=VERSION)
