"""Readings into rows on disk; where they come in parts, by as many processes as the machine has cores.

    take(parts, read, rows, ontology, heard)        # tables of the sorter; `read` makes readings of a part

A part is anything that can be sent to another process.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from multiprocessing import get_context
from operator import or_
from os import cpu_count, getpid
from pathlib import Path
from typing import Any

from graph.columns import ARTICLE, CLAIM, MENTION, WHOLE, Columns
from graph.rows import mention_id, rows_of
from graph.sorting import Seen, Sorter, Spool
from graph.terms import Terms
from ontology.errors import ArticleError, InputError
from ontology.ids import origin_of
from ontology.model import Reading
from ontology.schema import Ontology

NUMBER: Columns = {"number": WHOLE}
TABLES: dict[str, Columns] = {
    "articles": NUMBER | ARTICLE,
    "claims": NUMBER | CLAIM,
    "mentions": NUMBER | MENTION,
}
MOST = 1 << 32  # readings of a part, at most: a reading's number is that of its part and its own
FEW = 4  # parts are read here: other processes take seconds to begin
AHEAD = 2  # parts for each process that are read from the input before they are due

MOST_PROCESSES = 4

Read = Callable[[Any], Iterable[Reading | ArticleError]]
Heard = Callable[["Taken"], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a part: how many readings, which could not be read, the files that their rows are in."""

    readings: int
    errors: tuple[ArticleError, ...]
    files: tuple[tuple[str, Path], ...]
    seen: Seen


class Rows:
    """The rows of readings, in files of their own."""

    def __init__(self, folder: Path, name: str, ontology: Ontology) -> None:
        self.terms = Terms(ontology)
        self.spools = {table: Spool(folder / f"{table}-{name}.jsonl") for table in TABLES}

    def take(self, number: int, found: Iterable[Reading | ArticleError]) -> Taken:
        """Adds the rows of a part."""
        count, errors = 0, []
        for item in found:
            if isinstance(item, ArticleError):
                errors.append(item)
            else:
                self._put(number * MOST + count, item)
                count += 1
        for spool in self.spools.values():
            spool.flush()
        files = tuple((table, spool.file) for table, spool in self.spools.items())
        seen = reduce(or_, (spool.seen for spool in self.spools.values()))
        return Taken(count, tuple(errors), files, seen)

    def _put(self, number: int, reading: Reading) -> None:
        made = rows_of(reading, origin_of(reading.article), self.terms)
        which = {"number": number}
        self.spools["articles"].put(which | made.article)
        for claim in made.claims:
            self.spools["claims"].put(which | claim)
        for mention in made.mentions:
            self.spools["mentions"].put(which | {"id": mention_id(mention)} | mention)

    def close(self) -> None:
        """Ends the files."""
        for spool in self.spools.values():
            spool.close()


def take(parts: Iterable[Any], read: Read, rows: Sorter, ontology: Ontology, heard: Heard) -> None:
    """Makes the tables of all parts; `heard` is told of each, in their order."""
    waiting = iter(parts)
    first = list(islice(waiting, FEW + 1))
    several = len(first) > FEW and (cpu_count() or 1) > 1
    taken = (_by_several if several else _by_one)(chain(first, waiting), read, rows.folder, ontology)
    files: dict[str, set[Path]] = {table: set() for table in TABLES}
    seen = Seen()
    for part in taken:
        heard(part)
        seen |= part.seen
        for table, file in part.files:
            files[table].add(file)
    for table, columns in TABLES.items():
        if not files[table]:
            raise InputError("there are no claims in the input", "pipe in what `triplewire extract` prints")
        rows.load(table, columns, sorted(files[table]), seen)


def _by_one(parts: Iterable[Any], read: Read, folder: Path, ontology: Ontology) -> Iterator[Taken]:
    with closing(Rows(folder, "own", ontology)) as rows:
        for number, part in enumerate(parts):
            yield rows.take(number, read(part))


def _by_several(parts: Iterable[Any], read: Read, folder: Path, ontology: Ontology) -> Iterator[Taken]:
    # Started anew, not forked: DuckDB's threads are in this process.
    processes = min(cpu_count() or 1, MOST_PROCESSES)
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (folder, read, ontology)) as pool:
        due: deque[Future[Taken]] = deque()
        for number, part in enumerate(parts):
            due.append(pool.submit(_take, number, part))
            if len(due) > AHEAD * processes:
                yield due.popleft().result()
        while due:
            yield due.popleft().result()


_OWN: dict[str, tuple[Rows, Read]] = {}  # of this process, where it is one of several


def _begin(folder: Path, read: Read, ontology: Ontology) -> None:
    _OWN["rows"] = Rows(folder, str(getpid()), ontology), read


def _take(number: int, part: object) -> Taken:
    rows, read = _OWN["rows"]
    return rows.take(number, read(part))
