"""watchlist add, list, remove, and --watchlist: the three forms of a file, and what is refused."""

from collections.abc import Iterator
from json import dumps, loads
from pathlib import Path

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import InputError
from ontology.schema import Ontology, load_ontology
from tests.conftest import empty
from tests.graph.stories import Said, reading
from tests.triplewire.conftest import Run
from triplewire.watchfile import read_watchlist

STORIES = [reading("a1", Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person"))]
TABLE = 'id,name,type,country\n17,"Velde, Mara; M. Velde",Person,cy\n18,Norvane Systems Ltd,Company,\n'
FTM = {
    "id": "Q1",
    "schema": "Person",
    "caption": "Mara Velde",
    "properties": {"name": ["Mara Velde"], "alias": ["Mara Q. Velde"], "nationality": ["cy", "ru"]},
}
BOTH = [("Q1", f"person:mara {name}velde", "Person", ("place:cyprus", "place:russia")) for name in ("", "q ")]
MADE = [
    (TABLE, [("17", "person:mara velde", "Person", ("place:cyprus",)), ("18", "org:norvane systems", "Company", ())]),
    ("id;names\n1;Norvane Systems\n", [("1", "person:norvane systems", "", ()), ("1", "place:norvane systems", "", ()),
                                       ("1", "org:norvane systems", "", ()), ("1", "group:norvane systems", "", ())]),
    (dumps(FTM), BOTH),
    (dumps(FTM) + "\n" + dumps({"id": "s", "schema": "Sanction", "properties": {"name": ["x y"]}}),
     BOTH),
    ('\ufeff{"id": 7, "names": ["Jonas Reck"], "type": "individual", "country": "Kenya"}\n\n',
     [("7", "person:jonas reck", "Person", ("place:kenya",))]),
]  # fmt: skip
REFUSED = [
    (b"", "no column id"),
    (b"\xff\xfe1", "not UTF-8"),
    (b"name,type\nMara Velde,Person\n", "no column id"),
    (b"id,type\n1,Person\n", "no column name"),
    (b"id,name\n1,Mara Velde\n2\n", "line 3: not as many cells"),
    (b"id,name\n1,Mara Velde,x\n", "line 2: not as many cells"),
    (b'id,name\n1,"Mara\n', "not CSV"),
    (b"id,name\n,Mara Velde\n", "line 2: no id"),
    (b"id,name,type\n1,Velde,Person\n", "nobody is on the list"),  # a surname is nobody's in particular
    (b'{"id": "1", "name": "Mara Velde"}\n{"id": \n', "line 2: not JSON"),
    (b'{"id": "1", "name": "Mara Velde"}\n[1]\n', "line 2: no object"),
    (b'{"name": "Mara Velde"}\n', "line 1: no id"),
    (b'{"id": "1", "properties": "x", "name": "Mara Velde"}\n', "line 1: no object"),
    (b"id,name\n1,%s\n" % (b"x" * 5000), "nobody is on the list"),
    (b"id,name\n1,???\n", "nobody is on the list"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def case(store: Store, store_folder: Path) -> Iterator[Path]:
    load(store, STORIES, load_ontology())
    yield store_folder
    empty(store)


@pytest.mark.parametrize(("text", "made"), MADE)
def test_the_forms_of_a_list(text: str, made: list[tuple[object, ...]], ontology: Ontology) -> None:
    found = read_watchlist(text.encode(), "list.csv", ontology).entries
    wanted = {(e.outside, e.key, e.type, e.countries) for e in found}
    assert wanted == set(made)


@pytest.mark.parametrize(("data", "says"), REFUSED)
def test_a_file_that_cannot_be_used(data: bytes, says: str, ontology: Ontology) -> None:
    with pytest.raises(InputError, match=says) as refused:
        read_watchlist(data, "list.csv", ontology)
    assert "list.csv" in str(refused.value)
    assert refused.value.remedy


def test_a_list_is_put_in_shown_and_taken_out(run: Run, case: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text(TABLE)
    done = run("watchlist", "add", file, "--store", case)
    assert (done.exit_code, done.stderr) == (0, "desk: 2 entries under 2 names; 2 matched, 0 unsure\n")
    rows = loads(run("watchlist", "list", "--store", case, "--format", "json").stdout)["rows"]
    assert [(row["name"], row["outside"], row["sure"]) for row in rows] == [
        ("Mara Velde", "desk:17", True),
        ("Norvane Systems", "desk:18", True),
    ]
    assert "on the list desk:17" in run("show", "Mara Velde", "--store", case).stdout
    held = loads(run("watchlist", "list", "--lists", "--store", case, "--format", "json").stdout)["rows"]
    assert held == [{"list": "desk", "entries": 2, "names": 2}]
    assert run("watchlist", "remove", "desk", "--store", case).exit_code == 0
    assert "on the list" not in run("show", "Mara Velde", "--store", case).stdout


def test_a_list_that_is_refused_leaves_all_as_it_was(run: Run, case: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text(TABLE)
    run("watchlist", "add", file, "--store", case)
    file.write_text("id,name\n1\n")
    for command in (
        ("watchlist", "add", file),
        ("load", "-", "--watchlist", file),
        ("build", "-", "--watchlist", file),
    ):
        done = run(*command, "--store", case, input="")
        assert done.exit_code == 2
        assert "desk.csv, line 2" in done.stderr
    for path in (tmp_path / "missing.csv", tmp_path):
        assert run("watchlist", "add", path, "--store", case).exit_code == 2
    assert "desk:17" in run("watchlist", "list", "--store", case).stdout


def test_a_build_with_a_list(run: Run, store_folder: Path, store: Store, story: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text("id,name,type\n1,Mara Velde,Person\n2,Jonas Reck,Person\n3,Jonas Reck,Person\n")
    done = run("build", story, "--watchlist", file, "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    rows = loads(run("watchlist", "list", "--store", store_folder, "--format", "json").stdout)["rows"]
    assert [(row["name"], row["outside"], row["sure"]) for row in rows] == [
        ("Mara Velde", "desk:1", True),
        ("Jonas Reck", "desk:2", False),
        ("Jonas Reck", "desk:3", False),
    ]
    empty(store)
