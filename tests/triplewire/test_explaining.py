"""explain: why a sentence gives its claims and no others."""

from json import loads
from pathlib import Path

import pytest

from tests.triplewire.conftest import Run

SENTENCE = "Norvane Systems did not pay Mara Velde, who met Jonas Reck."


def test_a_sentence(run: Run) -> None:
    done = run("explain", SENTENCE)
    assert (done.exit_code, done.stderr) == (0, "")
    told = " ".join(done.stdout.split())
    for words in (
        "pay ROOT VB",
        "Velde dobj NNP Person",
        "main, active: did not pay; subject: Systems; obj: Velde",
        "Norvane Systems | did not pay | Mara Velde [paid; negative; asserted;",
        "rule main.object",
        "Norvane Systems and Jonas Reck",
    ):
        assert words in told


def test_a_sentence_of_an_article(run: Run, story: Path) -> None:
    whole = run("explain", story)
    assert "Brightlake Capital owns 30 percent" in whole.stdout
    second = run("explain", story, "--sentence", 2)
    assert second.stdout.startswith("Mara Velde, a director of Norvane Systems, met Jonas Reck")
    assert "Brightlake" not in second.stdout


def test_for_programs(run: Run, story: Path) -> None:
    done = run("explain", story, "--format", "jsonl")
    found = [loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 4
    assert {"quote", "rows", "predicates", "claims", "rejected", "apart"} == set(found[0])


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([" "], "empty"),
        (["Norvane paid.", "--sentence", "9"], "no sentence 9"),
        (["Norvane paid.", "--sentence", "0"], "no sentence 0"),
        (["Norvane paid.", "--model", "no_such_pipeline"], "no_such_pipeline"),
    ],
)
def test_what_cannot_be_explained(run: Run, args: list[str], says: str) -> None:
    done = run("explain", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_holds_no_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    done = run("explain", path)
    assert done.exit_code == 2
    assert str(path) in done.stderr
