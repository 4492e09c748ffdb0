"""The command that tells copies from other reports, and lets people decide."""

from collections.abc import Iterator
from json import loads
from pathlib import Path

import pytest

from tests.triplewire.conftest import EXAMPLES, Run


@pytest.fixture(scope="module")
def story_store(run: Run, store_folder: Path) -> Path:
    done = run("build", EXAMPLES, "--store", store_folder)
    assert done.exit_code == 0, done.stderr
    return store_folder


@pytest.fixture
def pair(run: Run, story_store: Path) -> Iterator[tuple[str, str]]:
    """Two articles of one origin; what is decided on them is taken back."""
    rows = loads(run("origins", "--format", "json", "--store", story_store).stdout)["rows"]
    assert [row["outlet"] for row in rows] == ["Northwire", "The Oakmere Post"]
    yield rows[0]["article"], rows[1]["article"]
    made = loads(run("identity", "list", "--format", "json", "--store", story_store).stdout)["rows"]
    ids = [row["id"] for row in made if row["left"].startswith("article:")]
    if ids:
        assert run("identity", "unmerge", *ids, "--store", story_store).exit_code == 0


def test_copies_are_told_with_the_reason_and_people_overrule(
    run: Run, story_store: Path, pair: tuple[str, str]
) -> None:
    def told(outcome: str) -> dict[str, str]:
        found = loads(run("origins", pair[0], "--format", "json", "--store", story_store).stdout)["rows"]
        return {row["article"]: row["why"] for row in found if row["outcome"] == outcome}

    assert "of the shorter report's word runs" in told("one origin")[pair[1]]
    done = run("origins", pair[0], "--split", pair[1], "--why", "two desks", "--by", "mv", "--store", story_store)
    assert (done.exit_code, "1 decision recorded" in done.stderr) == (0, True), done.stderr
    assert told("another")[pair[1]].startswith("split by mv: two desks (")
    done = run("origins", pair[1], "--join", pair[0], "--why", "one desk", "--by", "mv", "--store", story_store)
    assert done.exit_code == 0, done.stderr
    assert told("one origin")[pair[1]].startswith("joined by mv: one desk (")


BAD = {
    "no reason": (["a", "--join", "b"], "a decision is about two articles"),
    "both": (["a", "--join", "b", "--split", "b", "--why", "x"], "a decision is about two articles"),
    "one article": (["--join", "b", "--why", "x"], "a decision is about two articles"),
    "a reason alone": (["--why", "x"], "a reason for what?"),
    "unknown": (["never"], "no article in the graph has the id or address 'never'"),
}


@pytest.mark.parametrize(("arguments", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_no_decision_is_refused(run: Run, story_store: Path, arguments: list[str], said: str) -> None:
    done = run("origins", *arguments, "--store", story_store)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
