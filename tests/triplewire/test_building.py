"""build, extract and load on the real store: what goes in, what is told, and that a second time changes nothing."""

from csv import DictReader
from io import StringIO
from json import loads
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from subprocess import run as run_process

import pytest

from graph.contents import Totals, totals
from graph.store import Store, open_store
from tests.conftest import empty
from tests.triplewire.conftest import EXAMPLES, STORY, TRIPLEWIRE, Run


@pytest.fixture
def clean(store: Store) -> Store:
    empty(store)
    return store


def exported(run: Run, store_folder: Path, out: Path) -> bytes:
    done = run("export", "gephi", out, "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    return out.read_bytes()


def test_build_twice(run: Run, clean: Store, store_folder: Path, tmp_path: Path) -> None:
    first = run("build", EXAMPLES, "--store", store_folder)
    assert (first.exit_code, first.stdout) == (0, ""), first.stderr
    assert "8 articles read" in first.stderr
    before, bytes_before = totals(clean), exported(run, store_folder, tmp_path / "a.gexf")
    assert before.edges > 20
    second = run("build", EXAMPLES, "--store", store_folder)
    assert second.exit_code == 0
    assert "0 articles read, 8 unchanged" in second.stderr
    assert totals(clean) == before
    assert exported(run, store_folder, tmp_path / "b.gexf") == bytes_before


def test_extract_into_load_equals_build(run: Run, clean: Store, store_folder: Path, tmp_path: Path) -> None:
    run("build", EXAMPLES, "--store", store_folder)
    built, bytes_built = totals(clean), exported(run, store_folder, tmp_path / "a.gexf")
    empty(clean)
    lines = run("extract", EXAMPLES)
    assert lines.exit_code == 0
    loaded = run("load", "-", "--store", store_folder, input=lines.stdout)
    assert loaded.exit_code == 0, loaded.stderr
    assert totals(clean) == built
    assert exported(run, store_folder, tmp_path / "b.gexf") == bytes_built


def test_extract_prints_claims_and_nothing_else(run: Run, story: Path) -> None:
    done = run("extract", story)
    claims = [loads(line) for line in done.stdout.splitlines()]
    text = claims[0]["readings"][0]["article"]["text"]
    assert claims
    for claim in claims:
        assert text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]
    assert "1 article read" in done.stderr


def test_claims_for_a_spreadsheet(run: Run, story: Path) -> None:
    done = run("extract", story, "--format", "csv")
    rows = list(DictReader(StringIO(done.stdout)))
    assert {"Norvane Systems", "Mara Velde"} <= {row["subject"] for row in rows}
    assert len(rows) == run("extract", story, "--bare").stdout.count("\n")


def test_extract_from_standard_input(run: Run, story: Path) -> None:
    assert run("extract", "-", "--bare", input=STORY.encode()).stdout == run("extract", story, "--bare").stdout


def test_a_changed_article_replaces_the_former(run: Run, clean: Store, store_folder: Path, tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text('{"id": "a", "text": "Norvane Systems acquired Kestrel Port Services in 2020."}\n')
    run("build", feed, "--store", store_folder)
    feed.write_text('{"id": "a", "text": "Brightlake Capital acquired Kestrel Port Services in 2020."}\n')
    done = run("build", feed, "--store", store_folder)
    assert "1 of them changed" in done.stderr
    found = run("ask", "MATCH (e:Entity) RETURN e.name AS name", "--format", "csv", "--store", store_folder).stdout
    assert "Norvane" not in found
    assert "Brightlake" in found


def test_a_date_that_comes_later_is_taken(run: Run, clean: Store, store_folder: Path, story: Path) -> None:
    run("build", story.parent, "--store", store_folder)
    (story.parent / "articles.csv").write_text("file,published,url\nstory.txt,2024-05-01,\n")
    done = run("build", story.parent, "--store", store_folder)
    assert "1 of them changed" in done.stderr
    assert clean.read("MATCH (a:Article) RETURN a.published AS published") == [{"published": "2024-05-01"}]


def test_what_was_removed_leaves_nothing(run: Run, clean: Store, store_folder: Path, story: Path) -> None:
    feed = '{"id": "b", "url": "https://news.example/b", "text": "Norvane Systems acquired Kestrel Holdings."}'
    run("build", story, "--store", store_folder)
    before = totals(clean)
    run("build", "-", "--store", store_folder, input=feed)
    assert totals(clean) != before
    unknown = run("remove", "https://news.example/b", "no such article", "--store", store_folder)
    assert unknown.exit_code == 2
    done = run("remove", "https://news.example/b", "--store", store_folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 article removed" in done.stderr
    assert totals(clean) == before


def test_one_id_with_two_texts_is_told(run: Run, clean: Store, store_folder: Path) -> None:
    feed = "".join(
        f'{{"id": "a", "text": "{who} met Jonas Reck in Vienna."}}\n' for who in ("Mara Velde", "Lena Ostrow")
    )
    for _ in range(2):
        done = run("build", "-", "--store", store_folder, input=feed)
        assert done.exit_code == 1
        assert "skipped: a: came before in this run with another text, which was kept" in done.stderr
    assert clean.read("MATCH (a:Article) RETURN a.text AS text") == [{"text": "Mara Velde met Jonas Reck in Vienna."}]


def test_one_article_twice_in_a_run_is_one(run: Run, clean: Store, store_folder: Path, story: Path) -> None:
    done = run("build", story, story, "--store", store_folder)
    assert done.exit_code == 0
    assert "1 article read, 1 repeated" in done.stderr


def test_a_lost_line_loses_no_article_in_silence(run: Run, clean: Store, store_folder: Path, story: Path) -> None:
    lines = run("extract", story).stdout.splitlines(keepends=True)
    done = run("load", "-", "--store", store_folder, input="".join(lines[:-1]))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "claims of" in done.stderr
    assert totals(clean) == Totals(0, 0, 0, 0, 0)


def test_whoever_reads_may_go(story: Path) -> None:
    program = Popen([*TRIPLEWIRE, "extract", str(EXAMPLES)], stdout=PIPE, stderr=PIPE)
    assert program.stdout
    assert program.stderr
    program.stdout.readline()
    program.stdout.close()
    errors = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) == 141
    assert errors == b""


def test_a_killed_run_is_taken_up(
    run: Run, clean: Store, store_folder: Path, tmp_path: Path, environ: dict[str, str]
) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(
        "".join(f'{{"id": "a{n}", "text": "Mara Velde met Jonas Reck in room {n}."}}\n' for n in range(400))
    )
    program = Popen([*TRIPLEWIRE, "build", str(feed), "--store", str(store_folder)], env=environ, stderr=PIPE)
    for _ in range(600):
        if totals(clean).articles:
            break
        try:
            program.wait(0.1)
        except TimeoutExpired:
            continue
        break
    program.kill()
    program.communicate()
    kept = totals(clean).articles
    assert 0 < kept <= 400
    done = run("build", feed, "--store", store_folder)
    assert done.exit_code == 0
    assert f"{400 - kept} articles read" in done.stderr
    assert f"{kept} unchanged" in done.stderr
    assert totals(clean).articles == 400


def test_it_runs_as_a_module() -> None:
    done = run_process([*TRIPLEWIRE, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("triplewire ")


def test_a_store_is_opened_where_none_was(run: Run, session_folder: Path, environ: dict[str, str]) -> None:
    with open_store(session_folder, environ=environ) as opened:
        assert run("store", "status", "--store", session_folder).stdout.count("bolt://") == 1
        assert opened.address == str(session_folder)
