"""A disk that is full in the middle of a commit: a small file system in memory as the store's folder.

Each point is a seed, as in test_faults.py: it says how many bytes of the commits still fit, and what happens before
there is room again. Making such a file system takes the rights of root.
"""

from collections.abc import Iterator
from os import statvfs
from pathlib import Path
from random import Random
from shutil import which
from subprocess import run

import pytest

from graph.embedded import stop
from tests.faults.bench import FIRST, PATIENCE, POINTS, Bench

SMALL, LARGE = "size=48m", "size=96m"
CUT = range(FIRST // 10, FIRST // 10 + max(1, POINTS // 10))


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", str(place)]
    if which("mount") is None or run(mount, check=False).returncode:
        pytest.skip("no right to mount a small file system here")
    yield place
    run(["umount", "-l", str(place)], check=True)


@pytest.fixture(scope="module")
def bench(disk: Path, environ: dict[str, str], neo4j_at_hand: None) -> Iterator[Bench]:
    resize(disk, LARGE)
    yield Bench(disk, environ)
    stop(disk / "store", environ)


def resize(disk: Path, size: str) -> None:
    run(["mount", "-o", f"remount,{size}", str(disk)], check=True)


def fill(disk: Path, left: int) -> None:
    """Leaves so many bytes."""
    found = statvfs(disk)
    with (disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(max(0, found.f_bavail * found.f_frsize - left)))


def refused(bench: Bench) -> None:
    """The command says in one line what is wrong, where, and what to do."""
    begun = bench.load()
    _, told = begun.communicate(timeout=PATIENCE)
    assert begun.returncode == 2, told
    assert told.count("\n") == 1
    assert f"there is no room left on the disk of the store {bench.folder}: make room" in told


@pytest.mark.parametrize("seed", CUT)
def test_after_a_full_disk_the_same_command_makes_the_same_graph(bench: Bench, disk: Path, seed: int) -> None:
    random = Random(seed)
    bench.clear()
    resize(disk, SMALL)
    fill(disk, random.randrange(bench.bytes))
    refused(bench)
    if random.choice((True, False)):
        refused(bench)
    if random.choice((True, False)):
        stop(bench.folder, bench.environ)
    resize(disk, LARGE)
    bench.check()
    bench.finish()
    assert bench.rows() == bench.expected
    (disk / "ballast").unlink()


def test_a_disk_that_fills_up_while_nobody_writes(bench: Bench, disk: Path) -> None:
    resize(disk, SMALL)
    fill(disk, 0)
    assert bench.rows() == bench.expected
    stop(bench.folder, bench.environ)
    refused(bench)
    resize(disk, LARGE)
    assert bench.rows() == bench.expected
    (disk / "ballast").unlink()
