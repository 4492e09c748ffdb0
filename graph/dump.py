"""A whole store as one file, and back: JSON lines under gzip, the same bytes for the same store.

    with Path("case.jsonl.gz").open("wb") as stream:
        dump(store, stream)
    restore(elsewhere, Path("case.jsonl.gz"))

The first line says what the file is and of which schema; then nodes, by label and key, then relationships:

    {"node": ["Fact"], "row": {...}}
    {"edge": "SUPPORTS", "source": ["Claim", "3f2a..."], "target": ["Fact", "5c1e..."], "row": {}}

The last line counts them and has the SHA-256 of all lines before it. Both ways stream: memory holds a batch. A file is
read to its end before anything is written; a restore that is stopped leaves a store that is marked as half, and refused
until the restore is run again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from hashlib import sha256
from itertools import islice
from json import dumps, loads
from pathlib import Path
from typing import IO, Any
from zlib import error as BadPacking  # noqa: N812  # zlib spells its one exception in lower case

from graph import upkeep_cypher as statements
from graph.cypher import AWAIT_INDEXES, VERSION, WHOSE
from graph.store import Row, Store, Stream
from ontology.errors import InputError, StoreError, StoreRefused, StoreVersion

FORMAT = "triplewire-dump"
BATCH = 2000  # lines in a transaction
LONGEST = 200_000_000  # bytes of a line; an article has at most a tenth
REMEDY = "make the dump again, or copy it again"

Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """How much is in a dump."""

    nodes: int
    edges: int


def dump(store: Store, stream: IO[bytes], heard: Heard | None = None, *, again: bool = False) -> Written:
    """Writes all that the store holds. `heard` is told the lines so far. Errors: StoreError, OSError of the stream.

    Other writers wait for it. `again`: the stream is an empty file, in which it can begin anew; so they need not wait,
    unless one wrote meanwhile.
    """

    def work(rows: Stream) -> Written:
        if again:
            stream.seek(0)
            stream.truncate()
        return _pack(_lines(rows), stream, heard)

    return store.undisturbed(work, again=again)


def _pack(lines: Iterator[Row], stream: IO[bytes], heard: Heard | None) -> Written:
    counts = {"node": 0, "edge": 0}
    seal = sha256()
    with GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        for record in lines:
            text = _line(record)
            seal.update(text)
            packed.write(text)
            for kind in counts.keys() & record.keys():
                counts[kind] += 1
            if heard and not sum(counts.values()) % BATCH:
                heard(sum(counts.values()))
        packed.write(_line({"end": counts, "sha256": seal.hexdigest()}))
    return Written(counts["node"], counts["edge"])


def _line(record: Row) -> bytes:
    return (dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _lines(stream: Stream) -> Iterator[Row]:
    yield {"file": FORMAT, "schema": next(stream(WHOSE))["behind"] or VERSION}
    nodes = edges = 0
    for label in sorted(statements.KEYED):
        for row in stream(statements.nodes_of(label)):
            nodes += 1
            # The base label first, so that whoever reads it knows the node's key.
            yield {"node": [label, *sorted(set(row["labels"]) - {label})], "row": row["row"]}
    for label in sorted(statements.KEYED):
        for row in stream(statements.links_of(label), bases=sorted(statements.KEYED)):
            edges += 1
            ends = {"source": [label, row["source"]], "target": [row["target"], row["key"]]}
            yield {"edge": row["type"], **ends, "row": row["row"]}
    whole = tuple(next(stream(query))["n"] for query in (statements.NODES, statements.LINKS))
    if whole != (nodes, edges):
        known = f"of which {nodes:,} and {edges:,} are known"
        message = f"the store holds {whole[0]:,} nodes and {whole[1]:,} edges, {known}"
        raise StoreError(message, "take out what is not triplewire's, and dump again")


def restore(store: Store, file: Path, heard: Heard | None = None) -> Written:
    """Fills an empty store, opened with `halves`, from a dump. `heard` is told the lines so far.

    Errors: InputError for a file that is broken or cut, of which nothing is written; StoreVersion for a newer one;
    StoreRefused for a store that holds something; StoreError.
    """
    schema, counts = _checked(file)
    _make_room(store, schema)
    done = 0
    for batch in _batches(file):
        store.writing(lambda run, batch=batch: _put(run, batch))  # type: ignore[misc]
        done += len(batch)
        if heard:
            heard(done)
    store.write(AWAIT_INDEXES)
    store.write(statements.END_RESTORING)
    store.behind = schema if schema < VERSION else None
    return counts


def _make_room(store: Store, schema: int) -> None:
    half = store.read(WHOSE)[0]["restoring"]
    if not half and store.read(statements.NODES)[0]["n"]:
        raise StoreRefused(f"the store at {store.address} holds something", "restore into a new one, named by --store")
    store.write(statements.BEGIN_RESTORING, version=schema)
    while store.write(statements.TAKE_SOME_OUT, most=BATCH)[0]["n"]:
        pass


def _checked(file: Path) -> tuple[int, Written]:
    """The schema of a dump that is whole, and what is in it."""
    seal, last, schema = sha256(), b"", None
    counts = {"node": 0, "edge": 0}
    for number, text in enumerate(_texts(file), 1):
        if last:
            seal.update(last)
            counts_of = _record(file, number - 1, last)
            schema = schema or _schema(file, counts_of)
            for kind in counts.keys() & counts_of.keys():
                counts[kind] += 1
        last = text
    end = _record(file, 0, last) if last else {}
    if schema is None or end.get("end") != counts or end.get("sha256") != seal.hexdigest():
        raise InputError(f"{file}: the dump is cut or was changed", REMEDY)
    return schema, Written(counts["node"], counts["edge"])


def _schema(file: Path, first: Row) -> int:
    found = first.get("schema")
    if first.get("file") != FORMAT or not isinstance(found, int):
        raise InputError(f"{file} is no dump of a store", "name one that `triplewire store dump` wrote")
    if found > VERSION:
        raise StoreVersion(f"{file} has schema {found}, this triplewire knows {VERSION}", "update triplewire")
    return found


def _record(file: Path, number: int, text: bytes) -> Row:
    try:
        found = loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        where = f"line {number}" if number else "its last line"
        raise InputError(f"{file}: {where} is no record of a dump", REMEDY)
    return found


def _texts(file: Path) -> Iterator[bytes]:
    try:
        with GzipFile(file, "rb") as stream:
            while text := stream.readline(LONGEST):
                yield text
    except (BadGzipFile, EOFError, BadPacking):
        raise InputError(f"{file}: the dump is cut or was changed", REMEDY) from None
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})", "check the path and its permissions") from None


def _batches(file: Path) -> Iterator[list[Row]]:
    records = (record for record in map(loads, _texts(file)) if "node" in record or "edge" in record)
    while batch := list(islice(records, BATCH)):
        yield batch


def _put(run: Callable[..., list[Row]], batch: list[Row]) -> None:
    nodes, edges = defaultdict[tuple[str, ...], list[Any]](list), defaultdict[tuple[str, str, str], list[Any]](list)
    for record in batch:
        if "node" in record:
            nodes[tuple(record["node"])].append(record["row"])
        else:
            (source, from_), (target, to) = record["source"], record["target"]
            edges[source, record["edge"], target].append({"source": from_, "key": to, "row": record["row"]})
    for classes, rows in nodes.items():
        run(statements.create_nodes(classes), rows=rows)
    for (source, type_, target), rows in edges.items():
        if run(statements.create_links(source, type_, target), rows=rows)[0]["n"] != len(rows):
            raise StoreError(f"the dump has {type_} edges of which an end is missing", REMEDY)
