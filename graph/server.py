"""Starts and stops the Java process of an embedded store: its configuration, its password, its command line.

Loopback only, a free port, no HTTP, no usage report. The password never stands on a command line: its salted hash goes
into Neo4j's own file for the initial user, before the first start. The command line itself is in a file of its
own (`java @file`), which also makes the process recognisable.

The ahead-of-time cache (classes loaded and linked; a start of 4 s, not 9) is written by Java when a server that ran
without one stops cleanly. Java itself checks whether a cache fits and goes on without one that does not;
`refused_cache` tells from its log, so that the next start makes a new one.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from os import environ, pathsep
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from shutil import copyfileobj
from socket import create_connection, socket
from subprocess import DEVNULL, STDOUT, Popen

from graph.folder import Folder, write_private
from graph.processes import MEGABYTE, Running, memory, with_argument
from graph.runtime import Runtime, home_of, read_lock

USER = "neo4j"
STOP_PATIENCE = 90.0  # seconds; a clean stop takes one, the first one 15 more to write the ahead-of-time cache
HASH_ROUNDS = 1024  # what Neo4j's own set-initial-password uses

CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled={http}
server.https.enabled=false
server.memory.pagecache.size={pagecache}m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
"""
BY_LINE = {5: "internal.dbms.bolt.netty_server_shutdown_quiet_period=0\n"}
NEWER = """\
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
server.fleet_discovery.enabled=false
dbms.fleet_manager.enabled=false
"""
BROWSER = "server.http.listen_address=127.0.0.1:{port}\n"
READ_ONLY = "server.databases.read_only=neo4j\n"
BROWSER_LOCK = Path(__file__).with_name("browser.lock")
# Variables by which a user's Java or Neo4j would change ours.
FOREIGN = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


def free_port() -> int:
    """A port of loopback that is free now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> socket | None:
    """A connection to that port of loopback, or None where nobody listens."""
    try:
        return create_connection(("127.0.0.1", port), timeout=2.0)
    except OSError:
        return None


def password_of(folder: Folder) -> str:
    """The store's password; made, with the database's user, before the first start."""
    secret = folder / "secret"
    if secret.is_file():
        return secret.read_text(encoding="utf-8").strip()
    password = token_urlsafe(24)
    salt = token_bytes(32)
    hashed = sha256(salt + password.encode()).digest()
    for _ in range(HASH_ROUNDS - 1):
        hashed = sha256(hashed).digest()
    (folder.home / "data" / "dbms").mkdir(parents=True, exist_ok=True)
    user = f"{USER}:SHA-256,{hashed.hex()},{salt.hex()},{HASH_ROUNDS}:\n"
    write_private(folder.home / "data" / "dbms" / "auth.ini", user)
    write_private(secret, password)
    return password


def launch(runtime: Runtime, folder: Folder, port: int, http: int = 0, *, read_only: bool = False) -> Popen[bytes]:
    """Starts the server, with Neo4j Browser at the port `http` unless that is 0.

    Its words go to server.log, what was there to server.log.1.
    """
    (folder.home / "conf").mkdir(parents=True, exist_ok=True)
    pages, browser = max(128, min(1024, memory() // 16)), str(bool(http)).lower()
    configuration = CONFIGURATION.format(port=port, pagecache=pages, http=browser)
    configuration += BROWSER.format(port=http) if http else ""
    configuration += READ_ONLY if read_only else ""
    configuration += BY_LINE.get(runtime.line, NEWER)
    (folder.home / "conf" / "neo4j.conf").write_text(configuration, encoding="utf-8")
    heap = max(512, min(2048, memory() // 8))
    write_private(
        folder.arguments,
        "".join(f"{quoted(word)}\n" for word in _command(runtime, folder, heap, browser_jars() if http else ())),
    )
    log = folder / "server.log"
    if log.exists():
        log.replace(folder / "server.log.1")
    own = {k: v for k, v in environ.items() if k not in FOREIGN and not k.startswith("NEO4J_")}
    with log.open("wb") as stream:
        # No shell, and both words are ours.
        return Popen(  # noqa: S603
            [str(runtime.java), f"@{folder.arguments}"], stdin=DEVNULL, stdout=stream, stderr=STDOUT, env=own,
            cwd=folder.home,
        )  # fmt: skip


def _command(runtime: Runtime, folder: Folder, heap: int, further: Sequence[Path]) -> Iterator[str]:
    yield "--add-opens=java.base/java.nio=ALL-UNNAMED"
    yield "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
    yield "--enable-native-access=ALL-UNNAMED"
    yield "--sun-misc-unsafe-memory-access=allow"
    yield "-Xms64m"
    yield f"-Xmx{heap}m"
    yield "-XX:+ExitOnOutOfMemoryError"
    if runtime.aot.is_file():
        yield f"-XX:AOTCache={runtime.aot}"
    elif runtime.aot.parent.is_dir():
        yield f"-XX:AOTCacheOutput={cache_draft(runtime, folder)}"
    yield "-classpath"
    yield pathsep.join(map(str, (*runtime.jars, *further)))
    yield runtime.main_class
    yield f"--home-dir={folder.home}"
    yield f"--config-dir={folder.home / 'conf'}"


def browser_jars() -> list[Path]:
    """Where Neo4j Browser lies; the server finds its pages on the class path."""
    lock = read_lock(BROWSER_LOCK)
    return [home_of(lock, environ) / jar.path for jar in lock.jars]


def quoted(word: str) -> str:
    """A word as a file of Java's arguments has it."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cache_draft(runtime: Runtime, folder: Folder) -> Path:
    """Where Java writes the ahead-of-time cache at its stop: in the store, so that two servers never write one file."""
    return folder / runtime.aot.name


def keep_cache(runtime: Runtime, folder: Folder) -> None:
    """Brings a finished cache to its place, whole or not at all; call it when the server has ended cleanly."""
    draft = cache_draft(runtime, folder)
    if not draft.is_file():
        return
    if not runtime.aot.exists():
        half = runtime.aot.with_name(f"{runtime.aot.name}.{folder.root.stat().st_ino}")
        with draft.open("rb") as source, half.open("wb") as target:
            copyfileobj(source, target, MEGABYTE)
        half.replace(runtime.aot)
    draft.unlink()


def refused_cache(folder: Folder) -> bool:
    """Whether Java said that the ahead-of-time cache does not fit."""
    words = log_tail(folder, lines=10_000)
    return "processing the AOT cache" in words or "Unable to map shared spaces" in words


def log_tail(folder: Folder, lines: int = 15) -> str:
    """The last lines of the server's words."""
    try:
        text = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(line.rstrip() for line in text.splitlines()[-lines:] if line.strip())


def orphans(folder: Folder) -> list[Running]:
    """Servers on this store that no state file tells of (their keeper was killed before it could write)."""
    return with_argument(f"@{folder.arguments}")
