"""A store's folder that cannot be one: told before a server is started, with a remedy, and nothing in it is changed."""

from collections.abc import Callable, Mapping
from json import dumps
from pathlib import Path
from shutil import which
from subprocess import run

import pytest

from graph.embedded import lease, stop
from graph.folder import LAYOUT, MARKER, Folder, Mode
from graph.store import open_store
from ontology.errors import StoreError, StoreRefused, StoreVersion


def holding(files: Mapping[str, str]) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")

    return make


def marker(**changes: object) -> str:
    return dumps({"layout": LAYOUT, "neo4j": ""} | changes)


DATABASE = "neo4j/data/databases/neo4j/neostore"
UNUSABLE = {
    "a file": (lambda root: root.write_text("notes"), StoreError, "is a file: name a folder"),
    "something else": (holding({"notes.txt": "mine"}), StoreError, "is no store and holds something else (notes.txt)"),
    "a database without a marker": (holding({DATABASE: "", "secret": "x"}), StoreError, "holds something else (neo4j"),
    "an empty marker": (holding({MARKER: ""}), StoreError, "triplewire.json cannot be read: restore it"),
    "half a marker": (holding({MARKER: marker()[:9]}), StoreError, "triplewire.json cannot be read: restore it"),
    "a foreign marker": (holding({MARKER: "[1]"}), StoreError, "triplewire.json cannot be read: restore it"),
    "a newer layout": (holding({MARKER: marker(layout=LAYOUT + 1)}), StoreVersion, "by a newer triplewire"),
    "a newer Neo4j": (
        holding({MARKER: marker(neo4j="2999.1.0"), DATABASE: "", "secret": "x"}),
        StoreVersion,
        "was last run by Neo4j 2999.1.0, newer than",
    ),
    "no database": (holding({MARKER: marker(neo4j="5.26.0"), "secret": "x"}), StoreError, "has lost its database"),
    "no password": (holding({MARKER: marker(neo4j="5.26.0"), DATABASE: ""}), StoreError, "has lost its password"),
}


def content(root: Path) -> list[tuple[str, bytes]]:
    return sorted((str(path), path.read_bytes()) for path in (root, *root.rglob("*")) if path.is_file())


@pytest.mark.parametrize(("make", "kind", "said"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_folder_that_is_no_store_of_ours(
    make: Callable[[Path], object],
    kind: type[StoreError],
    said: str,
    *,
    tmp_path: Path,
    environ: dict[str, str],
    neo4j_at_hand: None,
) -> None:
    root = tmp_path / "store"
    make(root)
    before = content(root)
    with pytest.raises(kind) as caught:
        open_store(root, environ=environ)
    assert said in str(caught.value)
    assert str(root) in str(caught.value)
    assert caught.value.remedy
    assert content(root) == before


def test_what_a_killed_beginning_leaves_is_begun_anew(tmp_path: Path) -> None:
    holding({f"{MARKER}.4711": marker()[:5], "keeper.log": ""})(tmp_path)
    Folder(tmp_path).prepare()
    assert Folder(tmp_path).is_store()


@pytest.mark.parametrize("files", [{}, {MARKER: marker()}], ids=["new", "there"])
def test_a_folder_without_writes(tmp_path: Path, environ: dict[str, str], files: dict[str, str]) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if which("mount") is None or run(mount, check=False).returncode:
        pytest.skip("no right to mount a small file system here")
    try:
        root = tmp_path / "store"
        holding(files)(root)
        run(["mount", "-o", "remount,ro", str(tmp_path)], check=True)
        with pytest.raises(
            StoreError, match=r"cannot be used \(Read-only file system\): give the right to write there"
        ):
            open_store(root, environ=environ)
    finally:
        run(["umount", "-l", str(tmp_path)], check=True)


def test_an_empty_database_that_takes_no_constraints(
    tmp_path: Path, environ: dict[str, str], neo4j_at_hand: None
) -> None:
    theirs = tmp_path / "theirs"
    with open_store(theirs, environ=environ) as store:
        store.write("MATCH (n) DETACH DELETE n")
        store.write("DROP CONSTRAINT fact_id")
    stop(theirs, environ)
    with lease(theirs, environ, mode=Mode(read_only=True)) as state:
        settings = {"NEO4J_URI": state.uri, "NEO4J_USERNAME": state.username, "NEO4J_PASSWORD": state.password}
        with pytest.raises(StoreRefused, match="takes no writes now") as caught:
            open_store(environ=settings)
        assert "NEO4J_DATABASE" in caught.value.remedy
        assert state.password not in str(caught.value)
    stop(theirs, environ)
