"""The files that Neo4j's importer takes, and the command line to run: header files, gzip-compressed CSV, `import.sh`.

Text is quoted, so that "" is no null; nothing is escaped but a quote, which is doubled. Lists are joined by a control
character that the rows do not have. `bulk.json` tells `graph.importing` what is here.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from gzip import GzipFile
from io import TextIOWrapper
from json import dumps
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from graph.columns import LINKS, LONE, NODES, TEXT, Columns, link_header, lists, node_header
from graph.cypher import VERSION
from ontology.errors import InputError

if TYPE_CHECKING:
    from graph.sorting import Sorter

MANIFEST = "bulk.json"
SCRIPT = "import.sh"
BUFFER = 4 << 20  # characters, the importer's own default; it must hold the longest value
PACKING = 1  # of gzip: the files are read once
STORE = "TriplewireStore"

Row = dict[str, Any]
Write = Callable[[Row, Iterable[str]], None]

WORDS = """\
#!/bin/sh
# Fills a new, empty database from the files beside this one, while Neo4j is stopped. neo4j-admin must be on the path,
# or NEO4J_ADMIN name it; the argument is the database, else neo4j. The first triplewire that opens the database makes
# its constraints and indexes.
set -e
cd "$(dirname "$0")"
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}"\
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a folder of import files: options, and files by base label and by type ("" where rows have it)."""

    schema: int
    options: list[str]
    nodes: list[tuple[str, list[str]]]
    links: list[tuple[str, list[str]]]

    def arguments(self, folder: str) -> list[str]:
        """What the importer is to be told; `folder` is where the files lie."""
        groups = [("nodes", group) for group in self.nodes] + [("relationships", group) for group in self.links]
        return self.options + [
            f"--{kind}={name}{'=' if name else ''}{','.join(f'{folder}/{file}' for file in files)}"
            for kind, (name, files) in groups
        ]


class Files:
    """The files of one run, in a folder of their own."""

    def __init__(self, folder: Path, rows: "Sorter") -> None:
        self.folder, self.rows = folder, rows
        self._nodes: list[tuple[str, list[str]]] = []
        self._links: list[tuple[str, list[str]]] = []

    @cached_property
    def _separator(self) -> str:
        return self.rows.unused_control()

    @contextmanager
    def nodes(self, label: str) -> Iterator[Write]:
        """A writer of nodes, each with its further labels."""
        columns = NODES[label]
        with _text(self.folder / self._new(self._nodes, label, label, node_header(label))) as stream:

            def write(row: Row, labels: Iterable[str]) -> None:
                lone = [name for name in lists(columns) if row[name] == [""]]
                further = [self._cell(list(labels))] if label == "Entity" else []
                cells = [*(self._cell(row.get(name)) for name in columns), self._cell(lone), *further]
                stream.write(",".join(cells) + "\n")

            yield write

    @contextmanager
    def links(self, name: str) -> Iterator[Callable[..., None]]:
        """A writer of relationships: source, target, properties, and the type where that is not one for all."""
        links = LINKS[name]
        with _text(self.folder / self._new(self._links, links.type, name, link_header(links))) as stream:

            def write(source: str, target: str, row: Row, type_: str = "") -> None:
                cells = [*(text for text in (source, target, type_) if text), *(row.get(n) for n in links.columns)]
                stream.write(",".join(map(self._cell, cells)) + "\n")

            yield write

    def copy_nodes(self, label: str, query: str) -> None:
        """Writes the nodes that a query gives."""
        columns = NODES[label]
        name = self._new(self._nodes, label, label, node_header(label))
        lone = [f"CASE WHEN \"{name}\" = [''] THEN '{name}' END" for name in lists(columns)]
        self._copy(name, columns, query, self._joined(f"[{', '.join(lone) or 'NULL'}]", LONE))

    def copy_links(self, name: str, query: str) -> None:
        """Writes the relationships that a query gives, with the columns source and target."""
        links = LINKS[name]
        file = self._new(self._links, links.type, name, link_header(links))
        self._copy(file, {"source": TEXT, "target": TEXT} | links.columns, query)

    def _copy(self, file: str, columns: Columns, query: str, *further: str) -> None:
        chosen = [
            self._joined(f'"{name}"', name) if type_.endswith("[]") else f'"{name}"' for name, type_ in columns.items()
        ]
        quoted = [name for name, type_ in columns.items() if type_ == TEXT or type_.endswith("[]")]
        self.rows.write_csv(f"SELECT {', '.join([*chosen, *further])} FROM ({query})", self.folder / file, quoted)

    def _joined(self, list_: str, name: str) -> str:
        """SQL for a list as one text; nothing for an empty one."""
        return f"nullif(array_to_string({list_}, chr({ord(self._separator)})), '') AS \"{name}\""

    def _new(self, among: list[tuple[str, list[str]]], group: str, name: str, header: str) -> str:
        head, file = f"{name.lower()}-header.csv", f"{name.lower()}.csv.gz"
        (self.folder / head).write_text(header + "\n", encoding="utf-8")
        among.append((group, [head, file]))
        return file

    def _cell(self, value: object) -> str:
        if isinstance(value, str):
            return '"' + value.replace('"', '""') + '"'
        if value is None or value == []:
            return ""
        if isinstance(value, list):
            return self._cell(self._separator.join(map(str, value)))
        return str(value).lower() if isinstance(value, bool) else repr(value)

    def finish(self, longest: int) -> None:
        """Writes the store's own node, the command line and the manifest; `longest`: characters of a value."""
        header = f"name:ID({STORE}),version:long,imported:boolean"
        with _text(self.folder / self._new(self._nodes, STORE, "store", header)) as stream:
            stream.write(f'"triplewire",{VERSION},true\n')
        options = [
            f"--array-delimiter=U+{ord(self._separator):04X}",
            "--multiline-fields=true",
            f"--read-buffer-size={max(BUFFER, 2 * longest)}",
        ]
        manifest = Manifest(VERSION, options, self._nodes, self._links)
        (self.folder / MANIFEST).write_text(dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
        words = [f'"{word}"' for word in manifest.arguments("$PWD")]
        (self.folder / SCRIPT).write_text(" \\\n    ".join([WORDS, *words]) + "\n", encoding="utf-8")
        (self.folder / SCRIPT).chmod(0o755)


@contextmanager
def _text(file: Path) -> Iterator[TextIOWrapper]:
    with (
        file.open("wb") as stream,
        GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=PACKING) as packed,
        TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        yield text


@contextmanager
def new_folder(folder: Path) -> Iterator[tuple[Path, Path]]:
    """A folder beside the one that is wanted, which takes its place at the end, and one for what is not kept.

    Errors: InputError where it is there and not empty, or cannot be made.
    """
    draft = folder.absolute().with_name(f".{folder.absolute().name}.{token_hex(4)}.part")
    scratch = draft / "scratch"
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            raise InputError(f"{folder} {what}", "name a new or empty folder")
        scratch.mkdir(parents=True)
        try:
            yield draft, scratch
            rmtree(scratch)
            draft.replace(folder)
        finally:
            rmtree(draft, ignore_errors=True)
    except OSError as error:
        message = f"{folder}: cannot be written ({error.strerror or error})"
        raise InputError(message, "name a folder where you may write, on a disk with room") from None
