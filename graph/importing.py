"""Import files (graph/bulk.py) into a new embedded store by Neo4j's own importer, and what it leaves to be done.

    import_files(Path("import"), Path("case.db"))     # the next `open_store` finishes it

The importer knows no empty list and makes no constraint. The first program that opens such a store puts the lists
right (graph/import_cypher.py), makes constraints and indexes, and takes the mark of an import away; one that is killed
meanwhile is followed by one that goes on.
"""

from collections.abc import Mapping
from json import loads
from os import environ as process_environ
from os import pathsep
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, STDOUT, run

from graph.bulk_files import MANIFEST, Manifest
from graph.cypher import VERSION
from graph.embedded import Progress, fetch
from graph.folder import Folder, write_private
from graph.runtime import Runtime
from graph.server import FOREIGN, password_of, quoted
from ontology.errors import InputError, StoreError, StoreRefused, StoreVersion

MAIN = "org.neo4j.server.startup.Neo4jAdminCommand"
OPENED = ("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
HEAP = "1g"
OFF_HEAP = "1g"
REMEDY = "make the files again with `triplewire bulk`"


def import_files(
    files: Path, store: Path, environ: Mapping[str, str] = process_environ, progress: Progress | None = None
) -> None:
    """Fills a new embedded store. Errors: InputError for a folder that is none of import files, StoreError."""
    manifest = read_manifest(files)
    folder = Folder(store.expanduser().absolute())
    folder.prepare()
    data = folder.home / "data"
    if folder.state() or (data / "databases" / "neo4j").exists():
        raise StoreRefused(f"the store {folder.root} holds something", "import into a new one, named by --store")
    runtime = fetch(environ, progress)
    password_of(folder)  # a store with a database and without a password is a broken one
    said = _run(runtime, folder, manifest.arguments(str(files.absolute())))
    if said is not None:
        for part in ("databases", "transactions"):
            rmtree(data / part, ignore_errors=True)
        raise StoreError(f"Neo4j's importer failed: {said}", REMEDY)


def read_manifest(files: Path) -> Manifest:
    """What is in a folder of import files. Errors: InputError, StoreVersion for one of a newer program."""
    try:
        found = Manifest(**loads((files / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise InputError(f"{files} holds no import files", "name a folder that `triplewire bulk` wrote") from None
    if found.schema > VERSION:
        message = f"{files} was written under schema {found.schema}, this triplewire knows {VERSION}"
        raise StoreVersion(message, "update triplewire")
    for _, group in (*found.nodes, *found.links):
        for file in group:
            if not (files / file).is_file():
                raise InputError(f"{files}: {file} is missing", REMEDY)
    return found


def _run(runtime: Runtime, folder: Folder, arguments: list[str]) -> str | None:
    """Runs the importer; what it said last where it failed."""
    home, conf = folder.home, folder.home / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    settings = [f"server.jvm.additional={word}" for word in OPENED]  # it starts a second Java by itself
    settings += ["dbms.usage_report.enabled=false", "db.tx_log.preallocate=false"]
    (conf / "neo4j.conf").write_text("\n".join(settings) + "\n", encoding="utf-8")
    command = [*OPENED, "-classpath", pathsep.join(map(str, runtime.jars)), MAIN, "database", "import", "full", "neo4j"]
    command += [*arguments, f"--max-off-heap-memory={OFF_HEAP}", f"--report-file={folder / 'import.report'}"]
    listed = conf / "import.args"
    write_private(listed, "".join(f"{quoted(word)}\n" for word in command))
    own = {k: v for k, v in process_environ.items() if k not in FOREIGN and not k.startswith("NEO4J_")}
    own |= {"NEO4J_HOME": str(home), "NEO4J_CONF": str(conf), "HEAP_SIZE": HEAP}
    own |= {"JAVA_HOME": str(runtime.java.parent.parent)}
    log = folder / "import.log"
    with log.open("wb") as stream:
        done = run(  # noqa: S603  # no shell, and both words are ours
            [str(runtime.java), f"@{listed}"],
            stdin=DEVNULL,
            stdout=stream,
            stderr=STDOUT,
            env=own,
            check=False,
            cwd=home,
        )
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    return f"{' '.join([line for line in lines if line][-3:])[-500:]} (see {log})"
