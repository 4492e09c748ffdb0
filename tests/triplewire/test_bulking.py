"""bulk as a command: what it refuses, what it skips and names, and that nothing half-written is left."""

from json import loads
from pathlib import Path

import pytest

from graph.bulk_files import MANIFEST, SCRIPT
from tests.graph.stories import Said, reading
from tests.triplewire.conftest import Run
from triplewire.lines import lines_of

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
STORIES = [reading("a1", SUPPLIES), reading("a2", SUPPLIES), reading("a3", SUPPLIES, SUPPLIES)]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(lines_of(STORIES)) + "\n", encoding="utf-8")
    return file


def test_files_and_the_command_to_run(run: Run, claims: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "import"
    done = run("bulk", folder, claims)
    assert (done.exit_code, done.stdout) == (0, f"sh {folder / SCRIPT}\n"), done.stderr
    assert "3 articles" in done.stderr
    assert "1 fact, 1 edge" in done.stderr
    script = (folder / SCRIPT).read_text(encoding="utf-8")
    named = {
        file
        for group in ("nodes", "links")
        for _, files in loads((folder / MANIFEST).read_text())[group]
        for file in files
    }
    assert {path.name for path in folder.iterdir()} == named | {SCRIPT, MANIFEST}
    assert all(f"$PWD/{file}" in script for file in named)
    again = run("bulk", folder, claims)
    assert (again.exit_code, again.stdout) == (2, "")
    assert f"{folder} is not empty: name a new or empty folder" in again.stderr


def test_standard_input_into_an_empty_folder(run: Run, claims: Path, tmp_path: Path) -> None:
    (tmp_path / "import").mkdir()
    assert run("bulk", tmp_path / "import", "-", input=claims.read_bytes()).exit_code == 0
    assert (tmp_path / "import" / SCRIPT).is_file()


def test_broken_lines_are_skipped_and_named(run: Run, claims: Path, tmp_path: Path) -> None:
    lines = claims.read_text(encoding="utf-8").splitlines()
    strange = lines[2].replace('"article": "a3"', '"article": "a9"')
    claims.write_text("\n".join([lines[0], "{", lines[1], *lines[2:], strange]) + "\n", encoding="utf-8")
    done = run("bulk", tmp_path / "import", claims)
    assert done.exit_code == 1
    assert f"skipped: {claims}, line 2: not JSON" in done.stderr
    assert "the article a9 is not in the stream" in done.stderr


BAD = {
    "no claims": ("/dev/null", "import", "there are no claims in the input"),
    "no file": ("/no/such", "import", "/no/such: cannot be read"),
    "a file in its place": ("{claims}", "claims.jsonl", "is a file: name a new or empty folder"),
    "a folder within a file": ("{claims}", "claims.jsonl/import", "cannot be written"),
    "no lines of claims": ("{text}", "import", "there are no claims in the input"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_it_refuses(run: Run, claims: Path, tmp_path: Path, what: str) -> None:
    source, folder, words = BAD[what]
    text = tmp_path / "text.txt"
    text.write_text("No claims.\n", encoding="utf-8")
    done = run("bulk", tmp_path / folder, source.format(claims=claims, text=text))
    assert done.exit_code == 2, done.stderr
    assert words in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"claims.jsonl", "text.txt"}
