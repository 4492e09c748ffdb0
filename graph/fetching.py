"""Fetches Neo4j Community once: every jar of the lock file, by jgo, from the Maven registry, checked by SHA-256.

No dependency is resolved at the user's: the lock file says it all, so neither `mvn` nor a filled ~/.m2 is needed, and
every machine runs the same bytes. A company's mirror is honoured as jgo's own configuration names it.

    python -m graph.fetching 2026.08.1 > graph/neo4j.lock

makes the lock file anew (for maintainers): resolves the dependencies as Maven does, downloads and hashes.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from os import environ as process_environ
from pathlib import Path
from sys import argv, stdout
from tempfile import TemporaryDirectory

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext
from requests import RequestException

from graph.locking import locked
from graph.runtime import FETCH_REMEDY, Jar, Lock, hash_of, home_of, is_verified, lock_of, note_verified
from ontology.errors import StoreError, StoreUnavailable

AT_ONCE = 8  # downloads side by side: more gain nothing on 225 small files
PATIENCE = 600.0  # seconds to wait for another process that is fetching the same
COORDINATE = "org.neo4j:neo4j"

Progress = Callable[[int, int], None]


def fetch(environ: Mapping[str, str], lock: Lock | None = None, progress: Progress | None = None) -> Path:
    """Brings every jar into the cache and checks it; returns their folder. `progress` hears (done, all).

    What is there already is kept. Errors: StoreUnavailable (no network, no room, no right to write), StoreError (a jar
    that is not the one of the lock file; it is removed).
    """
    lock = lock or lock_of(environ)
    home = home_of(lock, environ)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with locked(home / "fetch.lock", PATIENCE, "the folder for Neo4j"):
            if not is_verified(home, lock):
                _fetch_all(home, lock, progress)
                note_verified(home, lock)
    except OSError as error:
        message = f"Neo4j {lock.version} cannot be kept in {home} ({error})"
        raise StoreUnavailable(message, "make room there, or name another folder by TRIPLEWIRE_CACHE") from None
    return home


def _fetch_all(home: Path, lock: Lock, progress: Progress | None) -> None:
    context = _context(home)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(_fetch_one, context, home, jar) for jar in lock.jars]
        try:
            for done, future in enumerate(as_completed(waiting), 1):
                future.result()
                if progress:
                    progress(done, len(waiting))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _context(home: Path) -> MavenContext:
    mirrors = dict(GlobalSettings.load().repositories or {})
    return MavenContext(repo_cache=home, remote_repos={"central": MAVEN_CENTRAL_URL, **mirrors}, timeout=60)


def _fetch_one(context: MavenContext, home: Path, jar: Jar) -> None:
    path = home / jar.path
    if path.exists():
        if hash_of(path) == jar.sha256:
            return
        path.unlink()  # half a download of a run that was killed
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier, "jar")
    try:
        artifact.resolve()
    except (RequestException, RuntimeError) as error:
        path.unlink(missing_ok=True)
        reason = str(error).partition("\n")[0][:200]
        raise StoreUnavailable(f"Neo4j cannot be fetched: {jar.coordinate} ({reason})", FETCH_REMEDY) from None
    found = hash_of(path)
    if found != jar.sha256:
        path.unlink()
        message = f"{jar.coordinate} has the SHA-256 {found}, not the {jar.sha256} of the lock file; it was removed"
        raise StoreError(message, "try again; if it stays so, something between here and the registry changes files")


def make_lock(version: str) -> str:
    """The text of a lock file for that version of Neo4j. Needs the network; some minutes."""
    with TemporaryDirectory() as folder:
        context = _context(Path(folder))
        wanted = context.create_dependency(f"{COORDINATE}:{version}")
        wanted.raw = True  # its pom is no bill of materials for others: Maven, asked for it alone, does not use it so
        inputs, others = context.resolver.resolve([wanted])
        with ThreadPoolExecutor(AT_ONCE) as pool:
            lines = sorted(set(pool.map(_locked_line, [d.artifact for d in (*inputs, *others)])))
    head = f"# The jars of Neo4j Community, made by `python -m graph.fetching {version}`.\n# version: {version}\n"
    return head + "".join(f"{line}\n" for _, line in lines)


def _locked_line(artifact: object) -> tuple[str, str]:
    path: Path = artifact.resolve()  # type: ignore[attr-defined]  # jgo keeps this class to itself
    parts = [getattr(artifact, name) for name in ("groupId", "artifactId", "version", "classifier")]
    hashed = hash_of(path)
    coordinate = ":".join(part for part in parts if part)
    return coordinate, f"{hashed}  {coordinate}"


if __name__ == "__main__":
    if len(argv) == 2:
        stdout.write(make_lock(argv[1]))
    else:
        fetch(process_environ)
