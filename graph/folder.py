"""The folder of an embedded store: what lies in it, whether it is one, and who runs on it.

triplewire.db/           mode 0700
  triplewire.json        that this is a store, its layout's number, the Neo4j that last ran on it
  secret                 the password of its database, mode 0600
  server.json            the running server: pid, start time, port, password, its keeper; mode 0600
  keeper.lock            held by the keeper for its life
  serve.lock             held by a program that wants the store read-only
  stop.request           asks the keeper to stop the server        failure.txt    why the last start failed
  keeper.log server.log  what they said                            neo4j/         Neo4j's own home
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from errno import ENOSPC
from json import dumps, loads
from os import O_CREAT, O_TRUNC, O_WRONLY, fdopen, getpid
from os import open as open_file
from pathlib import Path
from shutil import disk_usage

from graph.processes import Running
from ontology.errors import StoreError, StoreUnavailable, StoreVersion

LAYOUT = 1
MARKER = "triplewire.json"
WHOLE = "put it back from a copy, or name a new store by --store and restore a dump into it"
AGAIN = "run the command again; what is there is passed over"
LEAST_ROOM = 16 << 20  # bytes; the files of an empty store take a third
_OURS_BEFORE_MARKER = frozenset({"keeper.lock", "keeper.log"})


@dataclass(frozen=True, slots=True)
class Mode:
    """How a server is started: with Neo4j Browser on a port of its own, and without writes."""

    browser: bool = False
    read_only: bool = False

    @property
    def words(self) -> list[str]:
        """As the keeper's command line says it."""
        return [f"--{name.replace('_', '-')}" for name, on in asdict(self).items() if on]

    @classmethod
    def of(cls, words: list[str]) -> "Mode":
        """What `words` made, other words among them or not."""
        return cls("--browser" in words, "--read-only" in words)


AS_EVER = Mode()


@dataclass(frozen=True, slots=True)
class State:
    """The running server of a store. `stopping`: take no new work to it. `http`: the port of Neo4j Browser, or 0."""

    server: Running
    keeper: Running
    port: int
    username: str
    password: str
    version: str
    stopping: bool = False
    http: int = 0
    read_only: bool = False

    def __repr__(self) -> str:  # a traceback may print it
        return f"State(pid={self.server.pid}, port={self.port}, stopping={self.stopping})"

    @property
    def uri(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser; "" where it is not up."""
        return f"http://127.0.0.1:{self.http}/browser/" if self.http else ""

    @property
    def mode(self) -> Mode:
        """How it was started."""
        return Mode(bool(self.http), self.read_only)


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of a store."""

    root: Path

    @property
    def home(self) -> Path:
        """Neo4j's home."""
        return self.root / "neo4j"

    @property
    def arguments(self) -> Path:
        """The file with the server's command line; its name on `java @...` tells whose server a process is."""
        return self.home / "conf" / "java.args"

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def prepare(self) -> None:
        """Makes the folder where there is none. Errors: StoreError where it cannot be one, StoreVersion."""
        try:
            self._prepare()
        except OSError as error:
            if error.errno == ENOSPC:
                raise _full(self.root) from None
            message = f"the store {self.root} cannot be used ({error.strerror or error})"
            raise StoreError(message, "give the right to write there, or name another by --store") from None

    def _prepare(self) -> None:
        if self.root.exists() and not self.root.is_dir():
            raise StoreError(f"the store {self.root} is a file", "name a folder by --store")
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (self.root / MARKER).is_file():
            self._check_layout()
            self._check_whole()
            write_private(self.root / "writable", "")  # a read-only folder must be told here, not by a server's log
            (self.root / "writable").unlink(missing_ok=True)
            return
        # A program that was killed just here leaves the draft of its marker.
        there = {path.name for path in self.root.iterdir() if not path.name.startswith(f"{MARKER}.")}
        others = sorted(there - _OURS_BEFORE_MARKER)
        if others:
            message = f"the folder {self.root} is no store and holds something else ({', '.join(others[:3])})"
            raise StoreError(message, "name a new or empty folder by --store")
        self.mark("")

    def _check_layout(self) -> None:
        found = self.marker().get("layout")
        if not isinstance(found, int):
            raise StoreError(f"{self.root / MARKER} cannot be read", "restore it, or name another store by --store")
        if found > LAYOUT:
            message = f"the store {self.root} was made by a newer triplewire (layout {found}, this one knows {LAYOUT})"
            raise StoreVersion(message, "update triplewire")

    def _check_whole(self) -> None:
        """A server would start on what is left, as on an empty store or with a password that nobody knows."""
        data = self.home / "data"  # there, as is the password, before the first start
        if self.marker().get("neo4j") and not data.is_dir():
            raise StoreError(f"the store {self.root} has lost its database ({data})", WHOLE)
        if (data / "databases").is_dir() and not (self / "secret").is_file():
            raise StoreError(f"the store {self.root} has lost its password ({self / 'secret'})", WHOLE)

    def is_store(self) -> bool:
        """Whether there is a store here."""
        return (self.root / MARKER).is_file()

    def marker(self) -> dict[str, object]:
        """What triplewire.json says; empty where it says nothing."""
        return _read_json(self.root / MARKER)

    def mark(self, version: str) -> None:
        """Notes which Neo4j runs on it."""
        write_private(self.root / MARKER, dumps({"layout": LAYOUT, "neo4j": version}))

    def state(self) -> State | None:
        """The server that the state file tells of, if it lives; None for none, and for a stale or broken file."""
        noted = self.noted_state()
        return noted if noted and noted.server.alive() else None

    def noted_state(self) -> State | None:
        """What the state file says, dead or alive."""
        data = _read_json(self.root / "server.json")
        try:
            server, keeper = (Running(**data.pop(name)) for name in ("server", "keeper"))  # type: ignore[arg-type]
            return State(server, keeper, **data)  # type: ignore[arg-type]  # a wrong type fails below or at first use
        except (KeyError, TypeError):
            return None

    def write_state(self, state: State) -> None:
        """Notes the running server."""
        write_private(self.root / "server.json", dumps(asdict(state)))

    def set_stopping(self, state: State, *, stopping: bool) -> State:
        """Notes that the server takes no new work, or does again."""
        changed = replace(state, stopping=stopping)
        self.write_state(changed)
        return changed

    def forget(self, names: Iterable[str]) -> None:
        """Removes files of that name."""
        for name in names:
            (self.root / name).unlink(missing_ok=True)


def check_room(root: Path) -> None:
    """Errors: StoreUnavailable where the disk of a store is full, or has no room to start a server."""
    full = without_room(root)
    if full:
        raise full


def without_room(root: Path | str) -> StoreUnavailable | None:
    """The error that there is no room left on the disk of a store; None where there is, or nobody knows."""
    with suppress(OSError):
        if disk_usage(Path(root).expanduser()).free < LEAST_ROOM:
            return _full(root)
    return None


def _full(root: Path | str) -> StoreUnavailable:
    message = f"there is no room left on the disk of the store {root}"
    return StoreUnavailable(message, f"make room, {LEAST_ROOM >> 20} MB at the least, and {AGAIN}")


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read; in one step, so that nobody reads half of it."""
    draft = path.with_name(f"{path.name}.{getpid()}")
    try:
        with fdopen(open_file(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            stream.write(text)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _read_json(path: Path) -> dict[str, object]:
    try:
        data = loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
