"""Keeping an embedded store up on purpose: for notebooks, drivers and Neo4j Browser, if wanted without writes.

    with serving(Path("triplewire.db"), Mode(browser=True, read_only=True)) as state:
        state.uri, state.username, state.password, state.browser      # until the context ends

A server takes its mode from its start, so one that runs is stopped first, unless somebody works on it. Read-only is
Neo4j's own setting, under which no way in can write, and nothing short of a restart takes it back. At the end the
server is stopped: the next command that writes finds it as it always is. Where this process is killed first, the next
command stops what it left.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from os import environ as process_environ
from pathlib import Path

from graph.embedded import DEFAULT_STORE, SERVING, Progress, lease, stop
from graph.folder import AS_EVER, Folder, Mode, State
from graph.locking import locked
from graph.runtime import locate, read_lock
from graph.server import BROWSER_LOCK
from graph.store import open_store
from ontology.errors import StoreError, StoreLocked

BUSY = "wait until the other is done, or end it by `triplewire store stop`"


@contextmanager
def serving(
    path: Path = DEFAULT_STORE,
    mode: Mode = AS_EVER,
    environ: Mapping[str, str] = process_environ,
    progress: Progress | None = None,
) -> Iterator[State]:
    """The running server of that store in that mode, stopped at the end.

    Errors: StoreLocked where another program works on the store; StoreUnavailable where Neo4j or Neo4j Browser cannot
    be fetched or started; StoreError.
    """
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file", "name the folder of a store by --store")
    if not Folder(path.expanduser().absolute()).is_store():
        raise StoreError(
            f"there is no store in {path}", "name its folder by --store; a Neo4j of your own is up already"
        )
    open_store(path, environ=environ, progress=progress).close()  # it is a store, and has its schema
    if mode.browser:
        fetch_browser(environ)
    _make_way(path, mode)
    with _wanted(path, mode), lease(path, environ, progress, mode) as state:
        if state.mode != mode:
            raise StoreLocked(f"the store {path} was started by another program just now", BUSY)
        try:
            yield state
        finally:
            stop(path, environ)


@contextmanager
def _wanted(path: Path, mode: Mode) -> Iterator[None]:
    """Says for the life of this process that the store is to be read-only; when it is killed, nobody wants that."""
    with ExitStack() as holding:
        if mode.read_only:
            with suppress(StoreLocked):  # two that want the same
                holding.enter_context(locked(path / SERVING, 1.0, "the store"))
        yield


def fetch_browser(environ: Mapping[str, str]) -> None:
    """Brings Neo4j Browser into the cache. Errors: StoreUnavailable, StoreError."""
    lock = read_lock(BROWSER_LOCK)
    if locate({k: v for k, v in environ.items() if k != "NEO4J_HOME"}, lock) is None:
        from graph.fetching import fetch  # noqa: PLC0415  # as in graph.embedded: needed once in a machine's life

        fetch(environ, lock)


def _make_way(path: Path, mode: Mode) -> None:
    state = Folder(path.expanduser().absolute()).state()
    if state is None or state.mode == mode:
        return
    if state.server.serves(state.port):
        raise StoreLocked(f"another program works on the store {path}", BUSY)
    stop(path)
