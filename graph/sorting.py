"""Rows on disk that DuckDB sorts, joins and groups, in memory that is bounded whatever their number.

with Sorter(folder) as rows:
    with rows.spool("claims", CLAIM) as put:
        put({"id": "..."})
    for row in rows.stream("SELECT ... FROM claims ORDER BY ..."):
        ...
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from re import compile as pattern
from types import TracebackType
from typing import Any, Self

from duckdb import DuckDBPyConnection, connect
from duckdb import Error as DuckDBError

from graph.columns import Columns
from ontology.errors import InputError

MEMORY = "600MB"  # that DuckDB may use before it goes to the disk; not counted by it: some buffers of its readers
THREADS = 2
LONGEST = 200_000_000  # bytes of a row
ROWS = 2000  # fetched together
CONTROLS = "\x1f\x1e\x1d\x1c\x01\x02\x03\x04\x05\x06\x07"
_ESCAPED = pattern(r"\\u00(?:0[1-7]|1[c-f])")  # as JSON must write them


class Sorter:
    """A DuckDB of our own in a folder; a context manager. What it spills lies there too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
    def spool(self, table: str, columns: Columns) -> Iterator[Callable[[dict[str, Any]], None]]:
        """Makes a table of the rows that are put: by a file, as DuckDB reads one many times faster than single rows."""
        file = self._folder / f"{table}.jsonl"
        with file.open("w", encoding="utf-8") as stream:

            def put(row: dict[str, Any]) -> None:
                line = dumps(row, ensure_ascii=False, separators=(",", ":"))
                if "\\u00" in line:
                    self._controls.update(found.encode().decode("unicode_escape") for found in _ESCAPED.findall(line))
                stream.write(line + "\n")

            yield put
        self._load(table, columns, file)
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

    def _load(self, table: str, columns: Columns, file: Path) -> None:
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
        # Names are ours (graph/columns.py), the path is a parameter.
        self.run(
            f"CREATE TABLE {table} AS FROM read_json(?, format = 'newline_delimited', columns = {{{types}}}, "
            f"maximum_object_size = {LONGEST})",
            [str(file)],
        )


@contextmanager
def _told() -> Iterator[None]:
    """DuckDB's errors as ours."""
    try:
        yield
    except DuckDBError as error:
        message = f"the rows cannot be sorted ({str(error).splitlines()[0][:200]})"
        raise InputError(message, "make room in memory and on the disk of the folder that is written") from None
