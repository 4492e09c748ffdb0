"""kill -9 of the program, the keeper and Neo4j, cut connections, two programs at once: real processes, real commits.

Each point is a seed: it says what is hit and when, by the clock or just as the server writes a commit to its log.
Afterwards the store must be in order (every article wholly there or not at all), the same command must complete by
itself, one server with a keeper must run, and the rows of the graph must be those of an undisturbed run.

TRIPLEWIRE_FAULTS=200 gives the number of points, TRIPLEWIRE_FAULT_SEED the first of them; without it each day has its
own 20 in CI, 6 elsewhere, so that CI walks through them. `make faults` runs all.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from select import select
from socket import create_connection, socket
from threading import Thread
from time import sleep

import pytest
from psutil import Process, process_iter

from graph.embedded import stop
from graph.folder import Folder
from graph.server import orphans
from tests.faults.bench import FIRST, PATIENCE, POINTS, Bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, environ: dict[str, str], neo4j_at_hand: None) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("faults")
    yield Bench(folder, environ)
    stop(folder / "store", environ)


def program(bench: Bench, random: Random) -> None:
    """The program is killed in the middle of its run."""
    run = bench.load()
    bench.moment(run, random)
    run.kill()
    run.communicate(timeout=PATIENCE)


def keeper(bench: Bench, random: Random) -> None:
    """The keeper is killed, every second time the program too: the server is nobody's, and goes on."""
    run, victim = bench.load(), bench.state().keeper
    bench.moment(run, random)
    victim.kill()
    if random.choice((True, False)):
        run.kill()
    _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode <= 0, told


def server(bench: Bench, random: Random) -> None:
    """Neo4j is killed, sometimes the keeper with it; the program brings up another, or says what to do."""
    run, state = bench.load(), bench.state()
    bench.moment(run, random)
    if random.choice((True, False)):
        state.keeper.kill()
    state.server.kill()
    _, told = run.communicate(timeout=PATIENCE)
    assert "Traceback" not in told
    assert run.returncode == 0 or (run.returncode == 2 and "run the command again" in told), told


def starting(bench: Bench, random: Random) -> None:
    """The keeper is killed while it starts the server, every second time the program too."""
    stop(bench.folder, bench.environ)
    run = bench.load()
    while run.poll() is None and not keepers(bench.folder):
        sleep(0.01)
    sleep(random.uniform(0.0, 6.0))
    for process in keepers(bench.folder):
        process.kill()
    if random.choice((True, False)):
        run.kill()
    _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode <= 0, told


def keepers(folder: Path) -> list[Process]:
    """The keepers of a store, also those that have not told of themselves yet."""
    words = {"graph.keeper", str(folder), "--detached"}
    return [found for found in process_iter(["cmdline"]) if words <= set(found.info["cmdline"] or ())]


def connection(bench: Bench, random: Random) -> None:
    """The connection breaks after so many bytes, once or several times; the driver's retries may overcome it."""
    state = bench.state()
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        limits = [random.randrange(2_000, 600_000) for _ in range(random.randrange(1, 4))]
        Thread(target=relay, args=(listening, state.port, limits), daemon=True).start()
        address = f"bolt://127.0.0.1:{listening.getsockname()[1]}"
        run = bench.load(NEO4J_URI=address, NEO4J_PASSWORD=state.password)
        _, told = run.communicate(timeout=PATIENCE)
    assert "Traceback" not in told
    assert state.password not in told


def relay(listening: socket, port: int, limits: list[int]) -> None:
    """Carries bytes to and fro; each connection as far as the next limit, those after the last without one."""
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        limit = limits.pop(0) if limits else 1 << 60
        Thread(target=carry, args=(near, create_connection(("127.0.0.1", port)), limit), daemon=True).start()


def carry(near: socket, far: socket, limit: int) -> None:
    with near, far, suppress(OSError):
        while limit > 0:
            for ready in select([near, far], [], [])[0]:
                data = ready.recv(min(limit, 65_536))
                if not data:
                    return
                (far if ready is near else near).sendall(data)
                limit -= len(data)


def together(bench: Bench, random: Random) -> None:
    """Two programs load the same, one is killed in the middle of it."""
    first, second = bench.load(), bench.load()
    bench.moment(first, random)
    first.kill()
    first.communicate(timeout=PATIENCE)
    _, told = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, told


FAULTS = (program, connection, together, keeper, server, program, connection, keeper, server, starting)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + POINTS))
def test_after_a_fault_the_same_command_makes_the_same_graph(bench: Bench, seed: int) -> None:
    fault = FAULTS[seed % len(FAULTS)]
    bench.clear()
    fault(bench, Random(seed))
    bench.check()
    bench.finish()
    assert bench.rows() == bench.expected, fault.__name__
    assert len(orphans(Folder(bench.folder))) == len(keepers(bench.folder)) == 1, fault.__name__
