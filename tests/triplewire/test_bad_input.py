"""What users get wrong: one line with the remedy, an exit code that says it, nothing on stdout, nothing lost."""

from json import dumps, loads
from pathlib import Path
from subprocess import PIPE
from subprocess import run as run_process

import pytest

from graph.contents import totals
from graph.embedded import stop
from graph.folder import Folder
from graph.load import load, remove
from graph.store import Store, open_store
from ontology.schema import load_ontology
from tests.graph.stories import Said, dump, reading
from tests.triplewire.conftest import STORY, TRIPLEWIRE, Run
from triplewire.lines import lines_of

GOOD = '{"id": "g%d", "text": "Mara Velde met Jonas Reck in Vienna, a spokesman said on Monday, item %d."}\n'
BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty: take it out"),
    "blank": (b" \n\n ", "take it out"),
    "binary": (bytes(range(256)) * 20, "binary, not text: convert it"),
    "too large": (b"Mara Velde met Jonas Reck in Vienna. " * 1_400_000, "larger than 20 MB, too large for one article"),
    "another language": (
        "Die Behörde hat im Juni vier Millionen Euro bezahlt, wie sie mitteilte. ".encode() * 5,
        "'de'",
    ),
}


@pytest.fixture(scope="module")
def filled(store: Store) -> Store:
    load(store, [reading("there", Said("Norvane", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    return store


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_bad_file_alone_and_among_others(
    run: Run, filled: Store, *, store_folder: Path, tmp_path: Path, content: bytes, said: str, command: str
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(STORY)
    before = totals(filled)
    store = ["--store", store_folder] if command == "build" else []
    alone = run(command, bad, *store)
    assert (alone.exit_code, alone.stdout, alone.stderr.count("\n")) == (2, "", 1)
    assert alone.stderr.startswith(f"triplewire: {bad}")
    assert said in alone.stderr
    assert totals(filled) == before
    among = run(command, bad, good, *store)
    assert among.exit_code == 1
    assert "1 skipped" in among.stderr
    assert f"skipped: {bad}" in among.stderr
    assert totals(filled).articles >= before.articles


def test_broken_json_on_line_7(run: Run, filled: Store, store_folder: Path, tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join("{broken\n" if n == 7 else GOOD % (n, n) for n in range(1, 10)))
    done = run("build", feed, "--store", store_folder)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"skipped: {feed}, line 7: not JSON" in done.stderr
    assert "8 articles read, 1 skipped" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((STORY + "The owner of the café, José Peña, declined to comment.\n").encode(encoding))
    done = run("extract", path, "--bare")
    assert done.exit_code == 0
    assert "José Peña" in done.stdout


def test_a_folder_without_articles(run: Run, tmp_path: Path) -> None:
    done = run("build", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"triplewire: {tmp_path}: no articles in this folder: put text, HTML or JSON-lines files in\n"


NOTHING_DONE = {
    "no such path": (["build", "/no/such"], "/no/such: no such file or folder: check the path"),
    "no such table": (["build", "{story}", "--metadata", "/no/such.csv"], "/no/such.csv: cannot be read"),
    "no such model": (["extract", "{story}", "--model", "no_such"], "python -m spacy download no_such"),
    "no such ontology": (["extract", "{story}", "--ontology", "/no/such.ttl"], "/no/such.ttl: cannot be read"),
    "a broken ontology": (["extract", "{story}", "--ontology", "{story}"], "{story}"),
    "a server that is down": (["show", "x", "--store", "bolt://127.0.0.1:9"], "no Neo4j answers at bolt://127.0.0.1:9"),
    "no address": (["show", "x", "--store", "http://localhost"], "http:// is no address of a Neo4j"),
    "a folder that is no store": (["show", "x", "--store", "{folder}"], "{folder}"),
    "no store to stop": (["store", "stop", "--store", "/no/such.db"], "there is no store in /no/such.db"),
    "unknown name": (["show", "Norvanne", "--store", "{store}"], "did you mean Norvane"),
    "one name twice": (["connect", "Norvane", "norvane", "--store", "{store}"], "both mean 'Norvane'"),
    "too many hops": (["connect", "Norvane", "Oakmere", "--hops", "99", "--store", "{store}"], "the most hops is 99"),
    "a writing query": (["ask", "MATCH (n) DETACH DELETE n", "--store", "{store}"], "would change the graph"),
    "no query": (["ask", "MATCH (n", "--store", "{store}"], "the database does not take the query"),
    "no pair": (["ask", "RETURN $a", "--param", "a", "--store", "{store}"], "'a' is no NAME=VALUE"),
    "unknown question": (["run", "denails", "--store", "{store}"], "did you mean denials?"),
    "nowhere to write": (["export", "gephi", "/no/such/a.gexf", "--store", "{store}"], "/no/such/a.gexf: cannot be"),
    "nothing to load": (["load", "/dev/null", "--store", "{store}"], "there are no claims in the input"),
    "no file to load": (["load", "/no/such", "--store", "{store}"], "/no/such: cannot be read"),
    "no lines of claims": (["load", "{story}", "--store", "{store}"], "{story}, line 1: not JSON"),
}


@pytest.mark.parametrize(("command", "said"), NOTHING_DONE.values(), ids=NOTHING_DONE.keys())
def test_nothing_could_be_done(
    run: Run, filled: Store, *, store_folder: Path, story: Path, command: list[str], said: str
) -> None:
    before = totals(filled)
    places = {"story": story, "store": store_folder, "folder": story.parent}
    done = run(*(part.format(**places) for part in command))
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert said.format(**places) in done.stderr
    assert totals(filled) == before


OWN, OTHER = (list(lines_of([reading(name, Said("Norvane", "owns", "Oakmere", "owns"))])) for name in ("own", "other"))
ID, FOREIGN = (loads(lines[0])["id"] for lines in (OWN, OTHER))
CLAIMS = {
    "a broken line": ([OWN[0], OTHER[0][:50]], 1, "line 2: not JSON"),
    "an unknown article": (
        [OWN[0], dumps({name: value for name, value in loads(OTHER[0]).items() if name != "readings"})],
        1,
        "line 2: the article other is not in the stream",
    ),
    "the id of another article's claim": (
        [OWN[0], OTHER[0].replace(FOREIGN, ID)],
        2,
        "give each claim an id of its own",
    ),
}


@pytest.mark.parametrize(("lines", "code", "said"), CLAIMS.values(), ids=CLAIMS.keys())
def test_claims_that_cannot_be_loaded(
    run: Run, filled: Store, *, store_folder: Path, tmp_path: Path, lines: list[str], code: int, said: str
) -> None:
    load(filled, [reading("there", Said("Norvane", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    before, file = dump(filled), tmp_path / "claims.jsonl"
    file.write_text("\n".join(lines))
    done = run("load", file, "--store", store_folder)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    remove(filled, ["own"], load_ontology())
    assert dump(filled) == before


def test_a_wrong_password(run: Run, filled: Store, store_folder: Path) -> None:
    state = Folder(store_folder).state()
    assert state
    done = run("show", "Norvane", NEO4J_URI=state.uri, NEO4J_PASSWORD="wrong")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"triplewire: {state.uri} does not accept the user name or the password: set NEO4J_")


def test_a_locked_store(run: Run, tmp_path: Path, environ: dict[str, str]) -> None:
    fcntl = pytest.importorskip("fcntl", reason="locks a file as Neo4j does on Unix")
    with open_store(tmp_path / "store", environ=environ) as opened:
        load(opened, [reading("there", Said("Norvane", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    stop(tmp_path / "store", environ)
    with (Folder(tmp_path / "store").home / "data" / "databases" / "store_lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        done = run("show", "Norvane", "--store", tmp_path / "store")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("is held by another Neo4j: stop that one first\n")
    assert run("show", "Norvane", "--store", tmp_path / "store").exit_code == 0
    stop(tmp_path / "store", environ)


@pytest.mark.parametrize("command", [["frobnicate"], ["build"], ["show", "x", "--format", "xml"], ["run", "owners"]])
def test_usage_errors(run: Run, command: list[str]) -> None:
    done = run(*command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage:" in done.stderr


def test_an_output_without_room(story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run_process([*TRIPLEWIRE, "extract", str(story)], stdout=full, stderr=PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("triplewire: the output cannot be written (No space left")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("path", "code"), [("-", 2), ("{story}", 0)])
def test_a_closed_standard_input(story: Path, path: str, code: int) -> None:
    command = f"exec {' '.join(TRIPLEWIRE)} extract {path.format(story=story)} <&-"
    done = run_process(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
