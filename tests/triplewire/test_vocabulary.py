"""The commands about the vocabulary, and a bad vocabulary in every command that takes one."""

from json import loads
from pathlib import Path

import pytest

from graph.contents import totals
from graph.load import load
from graph.store import Store
from ontology.schema import load_ontology
from tests.graph.stories import Said, reading
from tests.triplewire.conftest import Run

HEAD = """@prefix tw: <https://triplewire.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SOUND = """tw:sails a owl:ObjectProperty ; rdfs:domain tw:Person ; rdfs:range tw:Place ; tw:wording
    [ tw:reads "verb sail : S=subj! O=to!" ; tw:example "Mara Velde sailed to Malta." ] .
"""
UNREAD = SOUND.replace("sailed", "went")
BROAD = 'tw:does a owl:ObjectProperty ; tw:wording [ tw:reads "verb do : S=subj O=obj" ] .'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize("term", ["owns", "OWNS", "tw:owns", "Owns"])
def test_show_one_term(run: Run, term: str) -> None:
    shown = run("ontology", "show", term, "--format", "json")
    rows = [(row["what"], row["is"]) for row in loads(shown.stdout)["rows"]]
    assert rows[0] == ("term", "owns")
    assert ("in the graph", "OWNS") in rows
    assert ("example", "Norvane Systems owns Brightlake Capital.") in rows


def test_show_all_terms_and_those_of_a_file(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, SOUND)
    ours = run("ontology", "show", "--format", "jsonl").stdout.splitlines()
    both = run("ontology", "show", "--format", "jsonl", "--ontology", path).stdout.splitlines()
    [added] = set(both) - set(ours)
    assert loads(added) == {
        "term": "sails", "is": "state", "from": ["Person"], "to": ["Place"], "implies": [], "patterns": 1,
        "in the graph": "SAILS",
    }  # fmt: skip
    about = run("ontology", "show", "sails", "--ontology", path).stdout
    assert f"{path}, line 4" in "".join(about.split("\n"))


def test_show_what_nobody_declared(run: Run) -> None:
    shown = run("ontology", "show", "cmpany")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "did you mean Company?" in shown.stderr


@pytest.mark.parametrize(
    ("text", "code", "is_", "what"),
    [(SOUND, 0, None, ""), (UNREAD, 1, "doubtful", "does not read its example"), (BROAD, 2, "wrong", "too broad")],
)
def test_check(run: Run, tmp_path: Path, *, text: str, code: int, is_: str | None, what: str) -> None:
    path = written(tmp_path, text)
    checked = run("ontology", "check", path, "--format", "jsonl")
    assert checked.exit_code == code, checked.stderr
    rows = [loads(row) for row in checked.stdout.splitlines()]
    assert [row["is"] for row in rows] == ([is_] if is_ else [])
    for row in rows:
        assert (row["file"], row["line"] > 3) == (str(path), True)
        assert what in row["what"]
        assert row["remedy"]
    table = run("ontology", "check", path)
    assert table.exit_code == code
    assert bool(table.stdout) == bool(is_)


def test_check_of_no_turtle_is_one_line(run: Run, tmp_path: Path) -> None:
    checked = run("ontology", "check", written(tmp_path, "tw:x a\n"))
    assert (checked.exit_code, checked.stdout, checked.stderr.count("\n")) == (2, "", 1)
    assert "own.ttl, line" in checked.stderr


@pytest.mark.parametrize("command", ["build", "extract", "explain", "connect", "show", "run owners", "remove", "load"])
def test_a_bad_vocabulary_changes_nothing(
    run: Run, store: Store, store_folder: Path, *, story: Path, tmp_path: Path, command: str
) -> None:
    load(store, [reading("there", Said("Norvane", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    before = totals(store)
    path = written(tmp_path, BROAD)
    claims = tmp_path / "claims.jsonl"
    claims.write_text(run("extract", story).stdout)
    words: dict[str, list[object]] = {
        "connect": ["Norvane", "Oakmere"],
        "show": ["Norvane"],
        "run owners": ["--name", "Norvane"],
        "remove": ["there"],
        "load": [claims],
    }
    given = [*command.split(), *words.get(command, [story]), "--ontology", path]
    ended = run(*given, *([] if command in {"extract", "explain"} else ["--store", store_folder]))
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert f"{path}, line 4: too broad" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert totals(store) == before


def test_gaps(run: Run, store: Store, store_folder: Path) -> None:
    load(store, [reading("gap", Said("Norvane", "outbids", "Oakmere"))], load_ontology())
    found = run("ontology", "gaps", "--store", store_folder, "--format", "csv", "--limit", "1")
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "phrase,claims,articles,from,to,pattern,why,examples")
    assert found.stdout.splitlines()[1].startswith("outbids,1,1,Company,Company,verb outbids : S=subj! O=obj!,")


OTHER = Path(__file__).parents[1] / "cases" / "other.ttl"


def test_diff_then_retype_then_nothing_to_build(run: Run, store: Store, store_folder: Path, story: Path) -> None:
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    where = ["--store", store_folder]
    assert run("build", story, *where).exit_code == 0
    told = run("ontology", "diff", "ours", OTHER, *where, "--format", "jsonl")
    rows = [loads(row) for row in told.stdout.splitlines()]
    assert {row["what"] for row in rows} >= {"another property", "new property"}
    assert run("ontology", "diff", OTHER, OTHER, *where, "--format", "jsonl").stdout == ""
    retyped = run("retype", "--ontology", OTHER, *where)
    assert (retyped.exit_code, retyped.stdout) == (0, "")
    assert retyped.stderr.startswith("1 article typed again, 0 so already")
    assert "0 articles typed again, 1 so already" in run("retype", "--ontology", OTHER, *where).stderr
    assert "0 articles read, 1 unchanged" in run("build", story, "--ontology", OTHER, *where).stderr


def test_diff_tells_that_classes_differ(run: Run, store_folder: Path, tmp_path: Path) -> None:
    path = written(tmp_path, 'tw:Person tw:headNoun "skipper" .')
    told = run("ontology", "diff", "ours", path, "--store", store_folder)
    assert told.exit_code == 0
    assert "the classes differ too" in told.stderr
