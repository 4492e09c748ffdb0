"""The keeper of an embedded store: a small process of ours that starts its server, watches it, and stops it in time.

    python -P -m graph.keeper DIR IDLE_SECONDS [--browser] [--read-only] [--detached]

One keeper holds `keeper.lock` for its life, so two commands that come at once start one server. It stops the server
when no program was connected for the idle time, when it is asked to (`stop.request`), and when the store's folder is
gone; and it goes when the server goes. A keeper that finds a server whose keeper was killed adopts it. Without
`--detached` this module starts the keeper as a process of its own and returns: a caller has no child to wait for.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from os import environ
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from subprocess import DEVNULL, Popen
from sys import argv, executable, platform
from time import monotonic, sleep, time

from graph.folder import Folder, Mode, State, without_room
from graph.locking import try_lock
from graph.processes import Running
from graph.runtime import Runtime, locate
from graph.server import (
    STOP_PATIENCE,
    USER,
    answers,
    free_port,
    keep_cache,
    launch,
    log_tail,
    orphans,
    password_of,
    refused_cache,
)
from ontology.errors import TriplewireError

START_PATIENCE = 120.0  # seconds; a start takes 4 to 10, 30 on a loaded machine
TICK = 0.25  # seconds between looks at the stop request and at the folder
LOOK = 1.0  # seconds between looks at the connections
TRIES = 3  # another program may take the free port before the server does


def detach(folder: Path, idle: float, modes: list[str]) -> None:
    """Starts the keeper proper as a session of its own, with no terminal and no pipe of the caller's."""
    command = [executable, "-P", "-m", "graph.keeper", str(folder), str(idle), *modes, "--detached"]
    flags = 0x00000008 | 0x00000200 if platform == "win32" else 0  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    with (folder / "keeper.log").open("ab") as log:
        # No shell; the interpreter is this one. Not waited for: that is the point.
        Popen(  # noqa: S603
            command, stdin=DEVNULL, stdout=log, stderr=log, cwd=folder.anchor, start_new_session=True,
            creationflags=flags,
        )  # fmt: skip


def keep(folder: Folder, idle: float, mode: Mode) -> None:
    """The keeper's life. Returns at once where another keeper holds the store."""
    with suppress(OSError):  # the folder may be gone before we are there
        if not _held(folder):
            return
        try:
            runtime = locate(environ)
            state = _adopted(folder) or _start(folder, runtime, mode)
            _Watch(folder, state, idle, runtime).run()
        except TriplewireError as error:
            (folder / "failure.txt").write_text(str(error), encoding="utf-8")
        except OSError as error:  # a full disk: then the next line fails too, and the command looks by itself
            (folder / "failure.txt").write_text(f"{folder.root}: {error.strerror}", encoding="utf-8")


def _held(folder: Folder) -> bool:
    """Takes the keeper's lock for the life of this process; a command that only looks holds it for an instant."""
    return _wait_for(lambda: try_lock(folder / "keeper.lock") is not None, lambda: False, patience=1.0)


def _adopted(folder: Folder) -> State | None:
    state = folder.state()
    if state is None:
        folder.forget(["server.json"])
        return None
    state = replace(state, keeper=Running.here(), stopping=False)
    with suppress(OSError):  # on a full disk it is watched all the same
        folder.write_state(state)
    return state


def _start(folder: Folder, runtime: Runtime | None, mode: Mode) -> State:
    if runtime is None:  # the caller had it a moment ago
        raise TriplewireError("Neo4j is not fetched")
    for orphan in orphans(folder):
        orphan.end(STOP_PATIENCE)
    folder.forget(["stop.request", "failure.txt"])
    folder.home.mkdir(exist_ok=True)
    password = password_of(folder)
    for _ in range(TRIES):
        port, http = free_port(), free_port() if mode.browser else 0
        process = launch(runtime, folder, port, http, read_only=mode.read_only)
        if _wait_for(lambda p=port: _listens(p), lambda p=process: p.poll() is not None):  # type: ignore[misc]
            server, keeper = Running.of(process.pid), Running.here()
            state = State(server, keeper, port, USER, password, runtime.version, http=http, read_only=mode.read_only)
            try:
                folder.mark(runtime.version)
                folder.write_state(state)
            except OSError:  # a server that nobody knows of would hold the store
                _end(process)
                raise
            if refused_cache(folder):
                runtime.aot.unlink(missing_ok=True)
            return state
        _end(process)
        if "already in use" not in log_tail(folder):
            break
    raise TriplewireError(f"Neo4j {runtime.version} did not start; its last words:\n{log_tail(folder)}")


def _end(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _listens(port: int) -> bool:
    link = answers(port)
    if link:
        link.close()
    return link is not None


def _wait_for(ready: Callable[[], bool], gone: Callable[[], bool], patience: float = START_PATIENCE) -> bool:
    end = monotonic() + patience
    while monotonic() < end and not gone():
        if ready():
            return True
        sleep(0.05)
    return False


class _Watch:
    """Watches one server until it is to stop, and stops it."""

    def __init__(self, folder: Folder, state: State, idle: float, runtime: Runtime | None) -> None:
        self.folder, self.state, self.idle, self.runtime = folder, state, idle, runtime
        self.asked = self.starved = False
        for number in (SIGTERM, SIGINT):
            signal(number, self._ask)

    def _ask(self, _number: int, _frame: object) -> None:
        self.asked = True

    def run(self) -> None:
        """Until the server is gone, wanted no longer, or without a folder."""
        last_use, last_look = time(), 0.0
        place = self.folder.root.stat().st_ino
        while self.state.server.alive():
            if not self._in_place(place):
                self.state.server.kill()
                return
            if self.asked or (self.folder / "stop.request").exists():
                self._stop()
                return
            if time() - last_look >= LOOK:
                last_look = time()
                self.starved |= without_room(self.folder.root) is not None
                last_use = max(last_use, self._last_use())
                if time() - last_use > self.idle and self._stop_unless_used():
                    return
            sleep(TICK)
        # The server died. What it left tells programs that have the store open that nobody stopped it on purpose.

    def _in_place(self, place: int) -> bool:
        try:
            return self.folder.root.stat().st_ino == place and self.folder.is_store()
        except OSError:
            return False

    def _last_use(self) -> float:
        """When the store was last used, in seconds since the epoch: now while anybody is connected."""
        if self.state.server.serves(self.state.port):
            return time()
        try:
            return (self.folder / "server.json").stat().st_mtime  # touched by every command at its start
        except OSError:
            return 0.0

    def _stop_unless_used(self) -> bool:
        # A client connects, then reads the state; we write the state, then look for clients: one sees the other.
        try:
            self.state = self.folder.set_stopping(self.state, stopping=True)
        except OSError:  # a full disk: nobody could be told, so it stays up
            return False
        if self.state.server.serves(self.state.port):
            self.state = self.folder.set_stopping(self.state, stopping=False)
            return False
        self._stop()
        return True

    def _stop(self) -> None:
        with suppress(OSError):  # also on a full disk
            self.state = self.folder.set_stopping(self.state, stopping=True)
        if self.starved:  # what a full disk kept it from writing it must not write now: `graph.embedded.end_broken`
            self.state.server.kill()
        elif self.state.server.end(STOP_PATIENCE) and self.runtime is not None:
            keep_cache(self.runtime, self.folder)
        self.folder.forget(["server.json", "stop.request"])


def main(words: list[str]) -> None:
    """`python -P -m graph.keeper DIR IDLE_SECONDS [--browser] [--read-only] [--detached]`."""
    folder, idle = Path(words[0]), float(words[1])
    if "--detached" in words[2:]:
        keep(Folder(folder), idle, Mode.of(words))
    else:
        detach(folder, idle, words[2:])


if __name__ == "__main__":
    main(argv[1:])
