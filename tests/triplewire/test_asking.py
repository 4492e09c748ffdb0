"""connect, show, ask, queries, run, dropped, export: each command on a small graph, in every format."""

from csv import reader
from io import StringIO
from json import loads
from pathlib import Path
from re import fullmatch

import pytest

from graph.store import Store
from queries.catalogue import catalogue
from queries.dropped import dropped
from tests.triplewire.conftest import EXAMPLES, Run


@pytest.fixture(scope="module")
def story_store(run: Run, store_folder: Path) -> Path:
    done = run("build", EXAMPLES, "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    return store_folder


COMMANDS = {
    "connect": ["connect", "Mara Velde", "Jonas Reck"],
    "show": ["show", "Norvane Systems"],
    "ask": ["ask", "MATCH (e:Entity) RETURN e.name AS name, e.type AS type ORDER BY name LIMIT 5"],
    "dropped": ["dropped"],
    "search": ["search", "velde", "kestrel", "--limit", "3"],
    "run": ["run", "denials"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "markdown"])
def test_every_format(run: Run, story_store: Path, command: list[str], format_: str) -> None:
    done = run(*command, "--format", format_, "--store", story_store)
    notes = {
        "search": r"There are more rows than these 6\.\n",
        "connect": r"There are more paths than these 10\.\n",
        "show": r"Not shown: \d+ claims that are no facts\.\n",
    }
    told = "" if format_ in ("table", "json") else notes.get(command[0], "")
    assert done.exit_code == 0
    assert fullmatch(told, done.stderr)
    assert done.stdout.endswith("\n")
    if format_ == "json":
        assert loads(done.stdout)
    if format_ == "jsonl":
        assert [loads(line) for line in done.stdout.splitlines()]
    if format_ == "csv":
        rows = list(reader(StringIO(done.stdout)))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 1
    if format_ == "markdown":
        assert done.stdout.splitlines()[1].startswith("| --- |")
    assert done.stdout == run(*command, "--format", format_, "--store", story_store).stdout


def test_a_connection_has_its_words(run: Run, story_store: Path) -> None:
    found = loads(run("connect", "Mara Velde", "Jonas Reck", "--format", "json", "--store", story_store).stdout)
    assert found["paths"]
    for path in found["paths"]:
        for hop in path["hops"]:
            assert hop["facts"][0]["supports"][0]["quote"]


def test_only_what_outlets_say(run: Run, story_store: Path) -> None:
    command = ["connect", "Norvane Systems", "Brightlake Capital", "--voice", "outlet", "--format", "json"]
    found = loads(run(*command, "--store", story_store).stdout)
    facts = [fact for path in found["paths"] for hop in path["hops"] for fact in hop["facts"]]
    assert facts
    assert {fact["voice"] for fact in facts} == {"outlet"}


def test_parameters_of_a_query(run: Run, story_store: Path) -> None:
    query = "RETURN $name AS name, $n + 1 AS next"
    done = run("ask", query, "--param", "name=Norvane", "--param", "n=41", "--format", "jsonl", "--store", story_store)
    assert loads(done.stdout) == {"name": "Norvane", "next": 42}
    piped = run("ask", "-", "--format", "jsonl", "--store", story_store, input="RETURN 1 AS one")
    assert loads(piped.stdout) == {"one": 1}


def test_the_catalogue(run: Run) -> None:
    done = run("queries")
    assert done.exit_code == 0
    assert all(query.title in done.stdout for query in catalogue())
    one = run("queries", "denials", "--format", "json")
    assert [query["name"] for query in loads(one.stdout)] == ["denials"]


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_every_question_has_a_help_text(run: Run, name: str) -> None:
    done = run("run", name, "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout


def test_what_was_dropped_is_verbatim(run: Run, story_store: Path, store: Store) -> None:
    table = dropped(store)
    texts = {row["id"]: row["text"] for row in store.read("MATCH (a:Article) RETURN a.id AS id, a.text AS text")}
    lines = [row for row in table.rows if row[1] == "line"]
    assert any("Dr. Zuma" in row[3] for row in lines)
    for article, _, reason, words, _, start, end in lines:
        assert reason
        assert texts[article][start:end] == words


def test_what_was_dropped_of_one_article(run: Run, story_store: Path) -> None:
    url = "https://harbour-gazette.example/norvane-contract"
    done = run("dropped", url, "--what", "line", "--format", "csv", "--store", story_store)
    rows = list(reader(StringIO(done.stdout)))[1:]
    assert {row[0] for row in rows} == {"line"}
    assert run("dropped", "no such article", "--store", story_store).exit_code == 2


def test_the_export_goes_to_standard_output(run: Run, story_store: Path, tmp_path: Path) -> None:
    piped = run("export", "gephi", "-", "--store", story_store)
    run("export", "gephi", tmp_path / "a.gexf", "--store", story_store)
    assert piped.stdout_bytes == (tmp_path / "a.gexf").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.gexf"]


def test_the_demo(run: Run, story_store: Path) -> None:
    done = run("demo", "--store", story_store)
    assert done.exit_code == 0, done.stderr
    for said in ("How are Mara Velde and Jonas Reck connected?", "What was left out, and why", "Dr. Zuma", "“"):
        assert said in done.stdout
    assert "triplewire show" in done.stderr


def test_wire_copies_are_one_origin(run: Run, story_store: Path) -> None:
    [copies] = loads(run("run", "copies", "--format", "json", "--store", story_store).stdout)["rows"]
    assert copies["outlets"] == ["Northwire", "The Oakmere Post"]
