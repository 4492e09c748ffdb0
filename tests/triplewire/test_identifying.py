"""identity same, not-same, unmerge, list, show, export, import: on a small graph, and what they refuse."""

from collections.abc import Iterator
from csv import DictReader
from io import StringIO
from json import loads
from pathlib import Path
from typing import Any

import pytest

from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from tests.graph.stories import Said, dump, reading
from tests.triplewire.conftest import Run

STORIES = [
    reading("a1", Said("Norvane", "supplies", "Oakmere", "suppliesTo"),
            Said("Mara Velde", "works for", "Norvane", "worksFor", subject_type="Person")),
    reading("a2", Said("Norvane Systems", "owns", "Quillon", "owns")),
]  # fmt: skip
HEAD = "left,right,verdict,by,why,made,withdrawn\n"


@pytest.fixture
def case(store: Store, store_folder: Path) -> Iterator[Path]:
    load(store, STORIES, load_ontology())
    yield store_folder
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def rows(run: Run, *command: object) -> list[dict[str, Any]]:
    done = run(*command, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = loads(done.stdout)["rows"]
    return found


def joined(run: Run, case: Path) -> str:
    done = run("identity", "same", "norvane", "Norvane Systems", "--why", "one register", "--by", "mv", "--store", case)
    assert (done.exit_code, done.stdout) == (0, "")
    return done.stderr


def test_a_merge_and_its_undoing(run: Run, case: Path, store: Store) -> None:
    before = dump(store, but=("Decision",))
    assert joined(run, case) == (
        "1 decision recorded: 1 entity gone, 0 new; 1 fact gone, 0 changed, 1 new\n"
    )  # fmt: skip
    again = run("identity", "same", "org:norvane systems", "org:norvane", "--why", "also", "--store", case)
    assert again.stderr.startswith("nothing new: ")
    found = rows(run, "identity", "show", "Norvane", "--store", case)
    assert [(row["key"], row["name"], row["articles"]) for row in found] == [
        ("org:norvane", "Norvane", 1),
        ("org:norvane systems", "Norvane Systems", 1),
    ]
    assert "Quillon" in run("connect", "Mara Velde", "Quillon", "--store", case).stdout
    [decision] = rows(run, "identity", "list", "Norvane", "--store", case)
    assert (decision["verdict"], decision["by"], decision["why"]) == ("same", "mv", "one register")
    assert f"= org:norvane systems, mv: one register ({decision['id']})" in found[0]["decisions"]
    assert not rows(run, "identity", "list", "Quillon", "--store", case)

    done = run("identity", "unmerge", decision["id"], "--store", case)
    assert done.stderr.startswith("1 decision taken back: 0 entities gone, 1 new; ")
    assert dump(store, but=("Decision",)) == before
    assert not rows(run, "identity", "list", "--store", case)
    assert rows(run, "identity", "list", "--all", "--store", case)[0]["withdrawn"]


def test_a_ledger_goes_through_a_spreadsheet_into_another_store(
    run: Run, case: Path, store: Store, tmp_path: Path
) -> None:
    joined(run, case)
    run("identity", "not-same", "Quillon", "Oakmere", "--why", "=cmd()", "--store", case)
    graph, out = dump(store), tmp_path / "ledger.csv"
    assert run("identity", "export", out, "--store", case).stderr == f"2 decisions: {out}\n"
    assert "'=cmd()" in out.read_text()
    assert run("identity", "export", "-", "--store", case).stdout_bytes == out.read_bytes()
    assert run("identity", "import", out, "--store", case).stderr.startswith("nothing new: ")
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    out.write_bytes(b"\xef\xbb\xbf" + out.read_bytes().replace(b",", b";"))
    done = run("identity", "import", out, "--store", case)
    assert (done.exit_code, "no article says the key" in done.stderr) == (2, True)
    done = run("identity", "import", "-", "--ahead", "--store", case, input=out.read_bytes())
    assert done.stderr.startswith("2 decisions recorded: ")
    load(store, STORIES, load_ontology())
    assert dump(store) == graph


def test_three_columns_are_enough(run: Run, case: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Verdict,Left,Right,BY\nSame,org:norvane systems,org:norvane,rule:subsidiary\n,,,\n\n")
    done = run("identity", "import", table, "--by", "mv", "--why", "by hand", "--store", case)
    assert done.exit_code == 0, done.stderr
    [row] = rows(run, "identity", "list", "--store", case)
    assert (row["left"], row["by"], row["why"]) == ("org:norvane", "mv", "by hand")
    written = next(DictReader(StringIO(run("identity", "export", "-", "--store", case).stdout)))
    assert (written["made"] > "2020", written["withdrawn"]) == (True, "")


SAME = "org:norvane,org:norvane systems,same,mv,why,,\n"
FILES = {
    "half a line": (HEAD + SAME + "org:norv", "line 3: 1 cells, where there are 7 columns"),
    "half a quote": (HEAD + SAME + 'org:norvane,"org:oak', "line 3: not CSV (unexpected end of data)"),
    "an unknown column": ("left,right,verdict,whose\n", "unknown column 'whose'"),
    "no column": ("left,verdict\na:b,same\n", "no column right"),
    "no file at all": ("", "no column left, right, verdict"),
    "another verdict": (HEAD + "org:norvane,org:quillon,maybe,mv,why,,\n", "line 2: the verdict is 'maybe'"),
    "no time": (HEAD + "org:norvane,org:quillon,same,mv,why,2026-11-2,\n", "line 2, made: '2026-11-2' is no time"),
    "an unknown key": (HEAD + SAME + "org:nobody,org:quillon,same,mv,why,,\n", "no article says the key 'org:nobody'"),
    "no key": (HEAD + "Norvane,org:quillon,same,mv,why,,\n", "'Norvane' is no key"),
    "itself": (HEAD + "org:quillon,org:quillon,same,mv,why,,\n", "'org:quillon' stands on both sides"),
    "one pair twice": (HEAD + SAME + SAME.replace("same", "not-same"), "are not-same, says one, and same"),
    "a circle": (
        HEAD + SAME + "org:norvane,org:oakmere,same,mv,why,,\norg:oakmere,org:norvane systems,not-same,mv,why,,\n",
        "org:norvane systems and org:oakmere cannot be not the same (mv) while",
    ),
    "a circle with what was decided before": (
        HEAD + SAME + "org:norvane systems,org:oakmere,same,mv,why,,\norg:norvane,org:quillon,same,mv,why,,\n",
        "org:oakmere and org:quillon cannot be not the same (",
    ),
    "one column twice": ("left,left,right,verdict\norg:norvane,org:x,org:quillon,same\n", "column left twice"),
    "a time that does not sort": (
        HEAD + "org:norvane,org:quillon,same,mv,why,20261102,\n",
        "line 2, made: '20261102' is no time",
    ),
    "taken back before it was made": (
        HEAD + "org:norvane,org:quillon,same,mv,why,2026-11-02,2026-11-01\n",
        "line 2: withdrawn on 2026-11-01, before",
    ),
    "a page": ("<html><body>404</body></html>", "no column left, right, verdict"),
    "a cell without end": (HEAD + f"org:{'x' * 140_000},org:quillon,same,mv,why,,\n", "field larger than field limit"),
    "bytes": ("\udcff\udcfe", "not UTF-8"),
}


@pytest.mark.parametrize(("text", "said"), FILES.values(), ids=FILES.keys())
def test_a_bad_file_is_refused_whole(
    run: Run, case: Path, store: Store, tmp_path: Path, *, text: str, said: str
) -> None:
    run("identity", "not-same", "Quillon", "Oakmere", "--why", "x", "--store", case)
    before, table = dump(store), tmp_path / "t.csv"
    table.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("identity", "import", table, "--store", case)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert dump(store) == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["identity", "same", "Norvane", "Nobody At All", "--why", "x"], "called 'Nobody At All'"),
        (["identity", "same", "Norvane", "norvane", "--why", "x"], "'org:norvane' stands on both sides"),
        (["identity", "same", "Norvane", "Oakmere", "--why", " "], "a decision needs who makes it, and why"),
        (["identity", "same", "org:x", "org:y", "--why", "x"], "called 'org:x'"),
        (["identity", "unmerge", "beef"], "no standing decision has the id 'beef'"),
        (["identity", "show", "Nobody At All"], "called 'Nobody At All'"),
        (["identity", "import", "/no/such.csv"], "/no/such.csv: cannot be read"),
        (["identity", "export", "/no/such/a.csv"], "/no/such/a.csv: cannot be written"),
    ],
)
def test_what_cannot_be_done(run: Run, case: Path, store: Store, command: list[str], said: str) -> None:
    before = dump(store)
    done = run(*command, "--store", case)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert dump(store) == before


def test_two_names_of_one_entity(run: Run, case: Path) -> None:
    joined(run, case)
    done = run("identity", "not-same", "Norvane", "Norvane Systems", "--why", "x", "--store", case)
    assert done.exit_code == 2
    assert done.stderr == (
        "triplewire: 'Norvane' and 'Norvane Systems' are one entity, of 2 keys: name the two that you mean\n"
        "  org:norvane\n  org:norvane systems\n"
    )
    done = run("identity", "not-same", "org:norvane", "org:norvane systems", "--why", "x", "--store", case)
    assert done.stderr.startswith("1 decision recorded, 1 decision taken back: ")


ALIKE = [
    reading("b1", Said("Norvane", "supplies", "Oakmere", "suppliesTo"),
            Said("Mara Velde", "works for", "Norvane", "worksFor", subject_type="Person"), published="2024-01-02"),
    reading("b2", Said("Norvane Systems", "owns", "Quillon", "owns"),
            Said("Mara Velde", "leads", "Norvane Systems", "leads", subject_type="Person"), published="2024-02-02"),
]  # fmt: skip
PAIR = ("org:norvane", "may be", "org:norvane systems", "rule:subsidiary")


@pytest.fixture
def alike(store: Store, store_folder: Path) -> Iterator[Path]:
    load(store, ALIKE, load_ontology())
    yield store_folder
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def suggested(run: Run, case: Path, *name: str) -> list[tuple[str, ...]]:
    found = rows(run, "identity", "list", *name, "--suggested", "--store", case)
    return [(row["left"], row["verdict"], row["right"], row["by"]) for row in found]


def test_a_suggestion_is_listed_and_merges_nothing(run: Run, alike: Path, store: Store) -> None:
    before = dump(store)
    assert suggested(run, alike) == [PAIR]
    assert suggested(run, alike, "Norvane Systems") == [PAIR]
    assert suggested(run, alike, "Quillon") == []
    assert dump(store) == before


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        ("s", (1, [], 1)),
        ("n", (1, [], 2)),
        ("u", (1, [], 2)),
        ("xs", (1, [], 1)),  # a key that means nothing is asked again
        (" ", (0, [PAIR], 2)),
        ("q", (0, [PAIR], 2)),
        ("", (0, [PAIR], 2)),
    ],
)
def test_review(run: Run, alike: Path, store: Store, keys: str, after: tuple[int, list[object], int]) -> None:
    answered, left, entities = after
    done = run("identity", "review", "--by", "mv", "--store", alike, input=keys)
    assert (done.exit_code, done.stderr) == (0, f"{answered} of 1 suggestion decided\n")
    assert "Norvane supplies Oakmere." in done.stdout
    assert "Norvane Systems owns Quillon." in done.stdout
    assert suggested(run, alike) == left
    count = store.read("MATCH (e:Entity) WHERE e.name STARTS WITH 'Norvane' RETURN count(e) AS n")[0]["n"]
    assert count == entities
    decided = rows(run, "identity", "list", "--store", alike)
    assert [(d["by"], d["why"]) for d in decided] == [("mv", "rule:subsidiary: articles of both name velde")] * answered
