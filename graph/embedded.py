"""The embedded store: a Neo4j of our own on a folder, started when needed and kept up for an idle time.

    with lease(Path("triplewire.db"), environ) as state:      # starts a server, or finds the one that runs
        ...                                                   # state.uri, state.username, state.password
    status(Path("triplewire.db"), environ); stop(Path("triplewire.db"), environ); fetch(environ)

After kill -9 of the program, of the keeper or of the server the next command finds what is left, adopts or clears it,
and goes on. There are never two servers on one store: one keeper holds the store's lock, and Neo4j locks its files.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from os import environ as process_environ
from os import utime
from pathlib import Path
from socket import socket
from subprocess import DEVNULL, run
from sys import executable
from time import monotonic, sleep

from graph.folder import AS_EVER, Folder, Mode, State, check_room
from graph.keeper import START_PATIENCE
from graph.locking import is_free
from graph.runtime import FETCH_REMEDY, Runtime, locate, lock_of
from graph.server import STOP_PATIENCE, answers
from ontology.errors import StoreError, StoreLocked, StoreUnavailable, StoreVersion

DEFAULT_STORE = Path("triplewire.db")
SERVING = "serve.lock"
IDLE = 300.0  # seconds

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Status:
    """What `triplewire store status` tells. `fetched`: a Neo4j to start is at hand."""

    folder: Path
    exists: bool
    fetched: bool
    version: str
    uri: str = ""
    pid: int = 0
    keeper: int = 0


def fetch(environ: Mapping[str, str] = process_environ, progress: Progress | None = None) -> Runtime:
    """The Neo4j at hand, fetched where there is none. `progress` hears (jars done, all jars). Errors: StoreError."""
    found = locate(environ)
    if found is None:
        # jgo and its HTTP client take 0.2 s to import, and are needed once in a machine's life.
        from graph.fetching import fetch as fetch_jars  # noqa: PLC0415

        fetch_jars(environ, progress=progress)
        found = locate(environ)
    if found is None:
        raise StoreUnavailable("Neo4j was fetched but is not there any more", FETCH_REMEDY)
    return found


def idle_time(environ: Mapping[str, str]) -> float:
    """Seconds that an unused server stays up: TRIPLEWIRE_IDLE, else 300. Errors: StoreError."""
    given = environ.get("TRIPLEWIRE_IDLE", "")
    try:
        seconds = float(given or IDLE)
    except ValueError:
        seconds = -1.0
    if seconds < 0:
        raise StoreError(f"TRIPLEWIRE_IDLE is {given!r}, no number of seconds", "set it to 300, or unset it")
    return seconds


@contextmanager
def lease(
    path: Path = DEFAULT_STORE,
    environ: Mapping[str, str] = process_environ,
    progress: Progress | None = None,
    mode: Mode = AS_EVER,
) -> Iterator[State]:
    """The running server of that store, started where none runs, held up by a connection while the context lasts.

    `mode`: how it is started; one that runs is taken as it is, unless a `serve --read-only` that was killed left it.

    Errors: StoreError (no store can be there), StoreVersion, StoreUnavailable (cannot be fetched or started).
    """
    folder = Folder(path.expanduser().absolute())
    idle = idle_time(environ)
    folder.prepare()
    if folder.state() is None:
        _check_version(folder, fetch(environ, progress))
    state, link = _server(folder, idle, environ, mode)
    if state.read_only and not mode.read_only and is_free(folder / SERVING):
        link.close()
        stop(path, environ)
        state, link = _server(folder, idle, environ, mode)
    with closing(link):
        yield state


def port_of(path: Path, environ: Mapping[str, str] = process_environ) -> int:
    """Where the server of that store, which the caller has open, listens now. One that died is started again.

    Errors: StoreUnavailable for a store that was stopped on purpose, or is gone; others as `lease`.
    """
    folder = Folder(path.expanduser().absolute())
    if not folder.is_store():
        raise StoreUnavailable(f"the store {folder.root} is gone", "name another by --store")
    state, link = _server(folder, idle_time(environ), environ, AS_EVER, again=True)
    link.close()
    return state.port


def end_broken(path: Path) -> None:
    """Kills the server of that store, which could not write its log and takes no work; the next command starts another.

    Not stopped: at a clean stop it would write, if there is room by then, what it still holds of the log, which nobody
    can read any more afterwards. After a kill it starts without what was not committed.
    """
    state = Folder(path.expanduser().absolute()).state()
    if state:
        state.server.kill()


def _check_version(folder: Folder, runtime: Runtime) -> None:
    last = str(folder.marker().get("neo4j") or "")
    if _ordered(last) > _ordered(runtime.version):
        message = f"the store {folder.root} was last run by Neo4j {last}, newer than the {runtime.version} here"
        raise StoreVersion(message, "update triplewire, or the Neo4j that NEO4J_HOME names")


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _server(
    folder: Folder, idle: float, environ: Mapping[str, str], mode: Mode, *, again: bool = False
) -> tuple[State, socket]:
    """The running server, and a connection that holds it up. `again`: unless it was stopped on purpose."""
    end = monotonic() + START_PATIENCE
    asked = False
    while monotonic() < end:
        state = folder.state()
        link = answers(state.port) if state and not state.stopping else None
        if state and link:
            now = folder.state()
            if now and not now.stopping and now.server == state.server:
                with suppress(OSError):
                    utime(folder / "server.json")
                if not now.keeper.alive():
                    _spawn_keeper(folder, idle, environ)
                return now, link
            link.close()
        elif is_free(folder / "keeper.lock"):
            check_room(folder.root)
            if asked:
                _raise_failure(folder)
            elif again and folder.noted_state() is None:  # who dies does not clear up
                raise StoreUnavailable(f"the store {folder.root} was stopped meanwhile", "run the command again")
            folder.forget(["failure.txt"])
            _spawn_keeper(folder, idle, environ, mode)
            asked = True
        sleep(0.05)
    raise StoreUnavailable(f"the store {folder.root} did not start in {START_PATIENCE:.0f} s", _see_log(folder))


def _spawn_keeper(folder: Folder, idle: float, environ: Mapping[str, str], mode: Mode = AS_EVER) -> None:
    # -P: a folder "graph" in the user's working directory must not pass for ours. No shell, no foreign word.
    command = [executable, "-P", "-m", "graph.keeper", str(folder.root), str(idle), *mode.words]
    with (folder / "keeper.log").open("wb") as log:
        done = run(command, stdin=DEVNULL, stdout=log, stderr=log, cwd=folder.root.anchor, env=dict(environ))  # noqa: S603, PLW1510
    if done.returncode:
        raise StoreUnavailable(f"the keeper of the store {folder.root} did not start", _see_log(folder))


def _raise_failure(folder: Folder) -> None:
    with suppress(OSError):
        reason = (folder / "failure.txt").read_text(encoding="utf-8")
        if "store_lock" in reason or "Lock file has been locked" in reason:
            message = f"the database in {folder.home} is held by another Neo4j"
            raise StoreLocked(message, "stop that one first")
        raise StoreUnavailable(reason, _see_log(folder))


def _see_log(folder: Folder) -> str:
    return f"see {folder / 'server.log'} and {folder / 'keeper.log'}"


def stop(path: Path = DEFAULT_STORE, environ: Mapping[str, str] = process_environ) -> bool:
    """Stops the server of that store. False where none runs. Errors: StoreError where there is no store."""
    folder = Folder(path.expanduser().absolute())
    if not folder.is_store():
        raise StoreError(f"there is no store in {folder.root}", "name it by --store")
    state = folder.state()
    if state is None:
        return False
    (folder / "stop.request").touch(mode=0o600)
    end = monotonic() + STOP_PATIENCE + 20
    while folder.noted_state() is not None and monotonic() < end:
        if is_free(folder / "keeper.lock"):  # its keeper was killed: a new one adopts the server, and stops it
            _spawn_keeper(folder, IDLE, environ)
        sleep(0.1)
    folder.forget(["stop.request"])
    if state.server.alive():
        raise StoreUnavailable(f"the server of {folder.root} (process {state.server.pid}) does not stop", "end it")
    return True


def status(path: Path = DEFAULT_STORE, environ: Mapping[str, str] = process_environ) -> Status:
    """What is there: the store, its server, the Neo4j to run it. Changes nothing."""
    folder = Folder(path.expanduser().absolute())
    runtime = locate(environ)
    version = runtime.version if runtime else lock_of(environ).version
    state = folder.state()
    if state is None:
        return Status(folder.root, folder.is_store(), runtime is not None, version)
    keeper = state.keeper.pid if state.keeper.alive() else 0
    return Status(folder.root, True, runtime is not None, state.version, state.uri, state.server.pid, keeper)
