"""Rows on disk that DuckDB sorts, joins and groups, in memory that is bounded whatever their number.

with Sorter(folder) as rows:
    with rows.spool("claims", CLAIM) as put:
        put({"id": "..."})
    for row in rows.stream("SELECT ... FROM claims ORDER BY ..."):
        ...
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from re import compile as pattern
from types import TracebackType
from typing import Any, Self

from duckdb import DuckDBPyConnection, connect
from duckdb import Error as DuckDBError

from graph.columns import Columns
from ontology.errors import InputError

Row = dict[str, Any]

MEMORY = "600MB"  # that DuckDB may use before it goes to the disk; not counted by it: some buffers of its readers
THREADS = 2
ROOM = 4 << 20  # bytes for a row that is read, at least; DuckDB takes some times as much for each thread
WIDEST = 4  # bytes of a character
ROWS = 2000  # fetched together
CONTROLS = "\x1f\x1e\x1d\x1c\x01\x02\x03\x04\x05\x06\x07"
_ESCAPED = pattern(r"\\u00(?:0[1-7]|1[c-f])")  # as JSON must write them


class Sorter:
    """A DuckDB of our own in a folder; a context manager. What it spills lies there too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._controls: set[str] = set()
        self._rows: DuckDBPyConnection = connect(
            str(folder / "rows.duckdb"),
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "temp_directory": str(folder / "spilled"),
                "preserve_insertion_order": False,
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def function(self, name: str, made: Callable[..., str], arguments: int) -> None:
        """Lets SQL call a function of texts that gives a text."""
        self._rows.create_function(name, made, ["VARCHAR"] * arguments, "VARCHAR")

    def run(self, statement: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Runs a statement; its rows, few."""
        with _told(), self._rows.cursor() as cursor:
            return cursor.execute(statement, given).fetchall()

    def stream(self, query: str, given: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one by one."""
        with _told(), self._rows.cursor() as cursor:
            found = cursor.execute(query, given)
            while rows := found.fetchmany(ROWS):
                yield from rows

    @contextmanager
    def spool(self, table: str, columns: Columns) -> Iterator[Callable[[Row], None]]:
        """Makes a table of the rows that are put."""
        rows = Spool(self.folder / f"{table}.jsonl")
        with closing(rows):
            yield rows.put
        self.load(table, columns, [rows.file], rows.seen)

    def load(self, table: str, columns: Columns, files: Sequence[Path], seen: "Seen") -> None:
        """Makes a table of files of rows, of which this was seen, and takes the files away."""
        self._controls |= seen.controls
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
        # Names are ours (graph/columns.py), the paths are a parameter.
        self.run(
            f"CREATE TABLE {table} AS FROM read_json(?, format = 'newline_delimited', columns = {{{types}}}, "
            f"maximum_object_size = {max(ROOM, WIDEST * seen.longest)})",
            [[str(file) for file in files]],
        )
        for file in files:
            file.unlink()

    def unused_control(self) -> str:
        """A control character that no row holds that was put. Errors: InputError where every one is in use."""
        for control in CONTROLS:
            if control not in self._controls:
                return control
        raise InputError("the texts use every control character there is", "clean the texts of the articles")

    def write_csv(self, query: str, file: Path, quoted: Sequence[str]) -> None:
        """Writes the rows of a query, gzip-compressed, without a header; `quoted` columns in quotes, nulls never."""
        columns = ", ".join(f'"{name}"' for name in quoted)
        target = str(file).replace("'", "''")  # COPY takes no parameter
        self.run(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER false, FORCE_QUOTE ({columns}), COMPRESSION gzip)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What must be known of rows before they are read: control characters in them, characters of the longest."""

    controls: frozenset[str] = frozenset()
    longest: int = 0

    def __or__(self, other: "Seen") -> "Seen":
        return Seen(self.controls | other.controls, max(self.longest, other.longest))


class Spool:
    """Rows that are put into a file of JSON lines, as DuckDB reads one many times faster than it takes single rows."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._controls: set[str] = set()
        self._longest = 0
        self._stream = file.open("w", encoding="utf-8")

    def put(self, row: Row) -> None:
        """Adds a row."""
        line = dumps(row, ensure_ascii=False, separators=(",", ":"))
        if "\\u00" in line:
            self._controls.update(found.encode().decode("unicode_escape") for found in _ESCAPED.findall(line))
        self._longest = max(self._longest, len(line))
        self._stream.write(line + "\n")

    @property
    def seen(self) -> Seen:
        """What the rows so far are like."""
        return Seen(frozenset(self._controls), self._longest)

    def flush(self) -> None:
        """Brings all rows to the file."""
        self._stream.flush()

    def close(self) -> None:
        """Ends the file."""
        self._stream.close()


@contextmanager
def _told() -> Iterator[None]:
    """DuckDB's errors as ours."""
    try:
        yield
    except DuckDBError as error:
        message = f"the rows cannot be sorted ({str(error).splitlines()[0][:200]})"
        raise InputError(message, "make room in memory and on the disk of the folder that is written") from None
