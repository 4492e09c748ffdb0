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


PROPERTY = "tw:sails a owl:ObjectProperty "
BAD = {
    "syntax": ("tw:sails a\n", "line 4: not Turtle"),
    "a missing prefix": ("tx:sails a owl:ObjectProperty .", "line 4: the prefix tx: is not declared"),
    "too broad": (BROAD, "line 4: too broad"),
    "a keyword": ("tw:match a owl:ObjectProperty .", "line 4: MATCH is a keyword of Cypher"),
    "a backtick": ("<https://triplewire.example/schema#a`b> a owl:ObjectProperty .", "line 4: 'a`b' is no name"),
    "a quote": ("<https://triplewire.example/schema#a'b> a owl:ObjectProperty .", 'line 4: "a\'b" is no name'),
    "a circle": ("tw:A a owl:Class ; rdfs:subClassOf tw:B .\ntw:B a owl:Class ; rdfs:subClassOf tw:A .",
                 "line 4: class 'A' is above itself"),
    "20 MB": ("#" * 20_000_000, ": larger than 5 MB"),
}  # fmt: skip
USES = [
    "ontology check FILE",
    "build STORY --ontology FILE --store STORE",
    "extract STORY --ontology FILE",
    "load CLAIMS --ontology FILE --store STORE",
    "retype --ontology FILE --store STORE",
    "ontology diff ours FILE --store STORE",
    "ontology diff FILE ours --store STORE",
]
OTHER_USES = [
    "explain STORY --ontology FILE",
    "connect Norvane Oakmere --ontology FILE --store STORE", "show Norvane --ontology FILE --store STORE",
    "run owners --name Norvane --ontology FILE --store STORE", "remove there --ontology FILE --store STORE",
    "ontology gaps --ontology FILE --store STORE",
    "ontology show --ontology FILE", "ontology shapes --ontology FILE",
    "ontology validate --ontology FILE --store STORE", "export rdf OUT --ontology FILE --store STORE",
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), BAD.values(), ids=BAD)
def test_a_bad_vocabulary_changes_nothing(
    run: Run, store: Store, store_folder: Path, story: Path, tmp_path: Path, *, text: str, says: str
) -> None:
    load(store, [reading("there", Said("Norvane", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    before = totals(store)
    path, out, claims = written(tmp_path, text), tmp_path / "out", tmp_path / "claims.jsonl"
    claims.write_text(run("extract", story).stdout)
    words = {"FILE": path, "STORY": story, "STORE": store_folder, "CLAIMS": claims, "OUT": out}
    for use in (*USES, *(OTHER_USES if text == BROAD else ())):
        ended = run(*(words.get(word, word) for word in use.split()))
        assert ended.exit_code == 2, use
        told = ended.stdout + ended.stderr if use.startswith("ontology check") else ended.stderr
        assert says.partition(": ")[2] in " ".join(told.split()), (use, told)
        if not use.startswith("ontology check"):
            assert f"{path}" in told
            assert says in told
            assert (ended.stdout, told.count("\n")) == ("", 1), use
    assert totals(store) == before
    assert not out.exists()


@pytest.mark.parametrize("name", ["syntax", "a missing prefix", "a circle", "20 MB"])
def test_import_of_a_bad_file(run: Run, tmp_path: Path, name: str) -> None:
    text, says = BAD[name]
    path = written(tmp_path, text)
    ended = run("ontology", "import", path)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert f"{path}{says[:2] if says[0] == ':' else ', line 4: '}" in ended.stderr


@pytest.mark.parametrize("name", ["a keyword", "a backtick", "a quote"])
def test_import_leaves_out_names_that_are_none(run: Run, tmp_path: Path, name: str) -> None:
    ended = run("ontology", "import", written(tmp_path, f"{BAD[name][0]}\ntw:Hull a owl:Class ."))
    assert ended.exit_code == 0
    assert "1 term left out" in ended.stderr
    made = tmp_path / "made.ttl"
    made.write_text(ended.stdout, encoding="utf-8")
    assert run("ontology", "check", made).exit_code == 0


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
