"""claim reject, accept, undo, list: from the id that show prints to the graph without the claim, and back."""

from csv import DictReader
from io import StringIO
from json import loads
from pathlib import Path

import pytest

from tests.triplewire.conftest import Run


@pytest.fixture
def case(run: Run, story: Path, store_folder: Path) -> Path:
    assert run("build", story, "--store", store_folder).exit_code == 0
    return store_folder


def owning(run: Run, case: Path) -> list[dict[str, str]]:
    table = run("show", "Norvane Systems", "--format", "csv", "--store", case).stdout
    return [row for row in DictReader(StringIO(table)) if row["phrase"].startswith("owns")]


def test_an_editor_strikes_what_he_sees_and_takes_it_back(run: Run, case: Path, story: Path) -> None:
    [row] = owning(run, case)
    assert row["part"] == "asserted"
    assert f"claim {row['claim']}" in run("show", "Norvane Systems", "--store", case).stdout
    graph = run("export", "gephi", "-", "--store", case).stdout_bytes
    done = run("claim", "reject", row["claim"], "--why", "never said", "--by", "mv", "--store", case)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "1 claim struck: 1 fact fell, 0 changed, 0 new\n"

    assert run("build", story, "--store", case).exit_code == 0
    [struck] = owning(run, case) or [{}]
    assert (struck["part"], struck["verdict"]) == ("struck", "reject")
    assert "Struck out by a person (1)" in run("show", "Norvane Systems", "--store", case).stdout
    [ruling] = loads(run("claim", "list", "--format", "json", "--store", case).stdout)["rows"]
    assert (ruling["claim"], ruling["verdict"], ruling["by"], ruling["why"]) == (
        row["claim"],
        "reject",
        "mv",
        "never said",
    )

    done = run("claim", "undo", row["claim"], "--store", case)
    assert done.stderr == "1 claim taken back: 0 facts fell, 0 changed, 1 new\n"
    assert run("export", "gephi", "-", "--store", case).stdout_bytes == graph
    assert not loads(run("claim", "list", "--format", "json", "--store", case).stdout)["rows"]
    [ruling] = loads(run("claim", "list", "--all", "--format", "json", "--store", case).stdout)["rows"]
    assert ruling["withdrawn"] >= ruling["made"]


def test_an_editor_confirms(run: Run, case: Path) -> None:
    [row] = owning(run, case)
    done = run("claim", "accept", row["claim"], "--why", "checked", "--store", case, LOGNAME="velde")
    assert done.stderr == "1 claim confirmed: 0 facts fell, 1 changed, 0 new\n"
    assert "confirmed by a person" in run("show", "Norvane Systems", "--store", case).stdout
    [ruling] = loads(run("claim", "list", "--format", "json", "--store", case).stdout)["rows"]
    assert ruling["by"] == "velde"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["claim", "reject", "beef", "--why", "x"], "no claim has the id 'beef'"),
        (["claim", "reject", "a\x1b[2J", "--why", "x"], "no claim has the id 'a\\x1b[2J'"),
        (["claim", "accept", "beef", "--why", " "], "a verdict needs who gives it, and why"),
        (["claim", "undo", "beef"], "no standing verdict on a claim has the id 'beef'"),
    ],
)
def test_what_cannot_be_ruled_on(run: Run, case: Path, command: list[str], said: str) -> None:
    done = run(*command, "--store", case)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"triplewire: {said}")
    assert done.stderr.count("\n") == 1
