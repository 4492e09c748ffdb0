"""The one place that talks Bolt: opens the embedded store or the user's own Neo4j, reads and writes.

    with open_store() as store:                                    # NEO4J_URI's, else ./triplewire.db
        rows = store.read("MATCH (e:Entity {id: $id}) RETURN e.name AS name", id="...")
        store.write("MATCH ...", value=1)

`target` is a folder, or an address (`bolt://`, `neo4j://`, each also with `+s` and `+ssc`); NEO4J_USERNAME,
NEO4J_PASSWORD and NEO4J_DATABASE belong to an address. Every read and write is a managed transaction: transient errors
are tried again. On first use the constraints and indexes are made, and a node that says whose data this is; a database
with other data in it is refused and not touched. Foreign exceptions become the errors of `ontology.errors`, with a
remedy; no message, and no traceback of ours, holds a password.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from logging import NullHandler, getLogger
from os import environ as process_environ
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import Address, Driver, GraphDatabase, ManagedTransaction, Query, Session, Transaction, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from graph.cypher import AWAIT_INDEXES, MARK, PING, SCHEMA, TAKE_TURN, TURNS, VERSION, WHOSE
from graph.embedded import DEFAULT_STORE, Progress, end_broken, lease, port_of
from graph.faults import is_broken, translated
from graph.import_cypher import AWAIT_INDEXES as AWAIT_MANY_INDEXES
from graph.import_cypher import END_IMPORT, completing
from ontology.errors import StoreRefused, StoreUnavailable, StoreVersion

Row = dict[str, Any]
Run = Callable[..., list[Row]]
Stream = Callable[..., Iterator[Row]]
Resolver = Callable[[Address], list[Address]]
Result = TypeVar("Result")

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
DEFAULT_DATABASE = "neo4j"
WAKE_PATIENCE = 60.0  # seconds from the open port of a server that starts to its first answer; mostly under one
RETRY_TIME = 30.0  # seconds that managed transactions try again

# The driver tells of its retries on a logger; where nobody listens, Python would print them on stderr.
getLogger("neo4j").addHandler(NullHandler())


@dataclass(frozen=True, slots=True)
class Plan:
    """What EXPLAIN says of a query: its type (r, w, rw, s) and the tree of its operators, as the driver gives it."""

    type: str
    tree: Mapping[str, Any]


class Store:
    """An open store; a context manager that closes its connections."""

    def __init__(self, driver: Driver, database: str, address: str, broken: Callable[[], None] = lambda: None) -> None:
        self._driver, self._database, self.address, self._broken = driver, database, address, broken
        self.former_version: int | None = None  # of its schema, before it was opened; None for a new store
        self.behind: int | None = None  # the schema from which what lies in it is yet to follow (graph/catching.py)
        self._closing = ExitStack()
        self._closing.callback(driver.close)

    def __repr__(self) -> str:
        return f"Store({self.address!r}, database={self._database!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the connections back."""
        self._closing.close()

    def read(self, query: str, /, **params: object) -> list[Row]:
        """The rows of a query that only reads. Errors: StoreError, QueryError where the query itself is wrong."""
        return self.reading(lambda run: run(query, **params))

    def write(self, query: str, /, **params: object) -> list[Row]:
        """Runs a query that writes, in a transaction of its own; its rows. Errors: as `read`."""
        return self.writing(lambda run: run(query, **params))

    def reading(self, work: Callable[[Run], Result], timeout: float | None = None) -> Result:
        """Several reads that see one state of the graph. `work` gets `run(query, **params) -> rows`; it may run twice.

        `timeout` in seconds ends each of its queries.
        """
        with self._session() as session:
            return session.execute_read(unit_of_work(timeout=timeout)(lambda tx: work(_run(tx))))

    def writing(self, work: Callable[[Run], Result]) -> Result:
        """Several reads and writes that happen together or not at all. `work` may run twice: it must not count."""
        with self._session() as session:
            return session.execute_write(lambda tx: work(_run(tx)))

    def rehearsing(self, work: Callable[[Run], Result]) -> Result:
        """What `writing` would give; all of it is rolled back. Not tried again."""
        with self._session() as session, session.begin_transaction() as transaction:
            found = work(_run(transaction))
            transaction.rollback()
        return found

    def undisturbed(self, work: Callable[[Stream], Result], *, again: bool = True) -> Result:
        """What `work` makes of streams of rows that all see one state of the graph. All it does is rolled back.

        Other writers are not kept waiting: where one wrote meanwhile, `work` begins anew, and then they wait for it; at
        once if it cannot (`again` is False).
        """
        if again:
            before = self._turns()
            try:
                found = self._once(work)
            except Exception:
                if self._turns() == before:
                    raise
            else:
                if self._turns() == before:
                    return found
        return self._once(work, TAKE_TURN)

    def _turns(self) -> object:
        """How many writers had their turn; waits for the one that has it now."""
        return self._once(lambda stream: next(stream(TURNS), None), TAKE_TURN)

    def _once(self, work: Callable[[Stream], Result], *first: str) -> Result:
        with self._session() as session, session.begin_transaction() as transaction:
            for statement in first:
                transaction.run(statement).consume()
            found = work(lambda query, /, **params: (dict(record) for record in transaction.run(query, params)))
            transaction.rollback()
        return found

    def stream(self, query: str, /, **params: object) -> Iterator[Row]:
        """Rows one by one, for results that do not fit in memory. Not tried again: rows may be out already."""
        with self._session() as session:
            for record in session.run(query, params):
                yield dict(record)

    def table(
        self, query: str, params: Mapping[str, object], *, most: int, timeout: float | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]], bool]:
        """Columns and the first rows of a query that only reads, and whether there were more rows than `most`.

        `timeout` in seconds ends it. Errors: as `read`.
        """

        def work(transaction: ManagedTransaction) -> tuple[tuple[str, ...], list[tuple[Any, ...]], bool]:
            result = transaction.run(query, dict(params))
            rows = [tuple(record.values()) for record in islice(result, most + 1)]
            return tuple(result.keys()), rows[:most], len(rows) > most

        with self._session() as session:
            return session.execute_read(unit_of_work(timeout=timeout)(work))

    def explain(self, query: str, /, **params: object) -> Plan:
        """What the database would do for this query; nothing is run. Errors: QueryError where it is no query."""
        with self._session() as session:
            summary = session.execute_read(lambda tx: tx.run(f"EXPLAIN {query}", params).consume())
        return Plan(summary.query_type or "", summary.plan or {})

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with translated(self.address, self._database):
            try:
                with self._driver.session(database=self._database, fetch_size=1000) as session:
                    yield session
            except Neo4jError as error:
                if is_broken(error):
                    self._broken()
                raise


def _run(transaction: ManagedTransaction | Transaction) -> Run:
    def run(query: str, /, **params: object) -> list[Row]:
        return [dict(record) for record in transaction.run(query, params)]

    return run


def open_store(
    target: str | Path | None = None,
    *,
    environ: Mapping[str, str] = process_environ,
    progress: Progress | None = None,
    halves: bool = False,
) -> Store:
    """The store that `target` names, ready for use; close it, or use it as a context manager.

    `halves`: also one of which a restore was stopped midway.
    `progress` hears (done, all) while Neo4j is fetched. Errors: StoreError and its kinds.
    """
    address = _address(target, environ)
    if address is None:
        return _embedded(Path(target or DEFAULT_STORE), environ, progress, halves=halves)
    username = environ.get("NEO4J_USERNAME") or "neo4j"
    database = environ.get("NEO4J_DATABASE") or DEFAULT_DATABASE
    with translated(address, database):
        driver = _driver(address, username, environ.get("NEO4J_PASSWORD") or "")
    store = Store(driver, database, address)
    try:
        with translated(address, database):
            driver.verify_connectivity()
        _prepare(store, halves=halves)
    except BaseException:
        store.close()
        raise
    return store


def _address(target: str | Path | None, environ: Mapping[str, str]) -> str | None:
    named = str(target or environ.get("NEO4J_URI") or "")
    scheme, mark, _ = named.partition("://")
    if not mark:
        if named and target is None:
            raise StoreUnavailable(f"NEO4J_URI is {named!r}, no address", "use one as bolt://localhost:7687")
        return None
    if scheme not in SCHEMES:
        message = f"{scheme}:// is no address of a Neo4j"
        raise StoreUnavailable(message, f"use one of {', '.join(SCHEMES)}, as in bolt://localhost:7687")
    return named


def _as_named(address: Address) -> list[Address]:
    return [address]


def _driver(address: str, username: str, password: str, resolver: Resolver = _as_named) -> Driver:
    return GraphDatabase.driver(
        address,
        auth=(username, password),
        max_transaction_retry_time=RETRY_TIME,
        connection_timeout=10.0,
        notifications_min_severity="OFF",
        user_agent="triplewire",
        resolver=resolver,
    )


def _embedded(path: Path, environ: Mapping[str, str], progress: Progress | None, *, halves: bool) -> Store:
    store = _leased(path, environ, progress, halves=halves)
    if store is None:
        end_broken(path)
        store = _leased(path, environ, progress, halves=halves)
    if store is None:
        raise StoreUnavailable(f"the server of {path} takes no work", f"see {path / 'neo4j' / 'logs' / 'debug.log'}")
    return store


def _leased(path: Path, environ: Mapping[str, str], progress: Progress | None, *, halves: bool) -> Store | None:
    """The open store; None where its server takes no work until it is started again."""

    def where(_: Address) -> list[Address]:
        """Every new connection asks: a server that was killed is up again when its work is tried again."""
        return [Address(("127.0.0.1", port_of(path, environ)))]

    with lease(path, environ, progress) as state:
        driver = _driver(state.uri, state.username, state.password, where)
        store = Store(driver, DEFAULT_DATABASE, str(path), lambda: end_broken(path))
        try:
            if not _wake(store, state.server.alive):
                store.close()
                return None
            _prepare(store, halves=halves)
        except BaseException:
            store.close()
            raise
    return store


def _wake(store: Store, alive: Callable[[], bool]) -> bool:
    """Waits for the first answer: a server's port opens a moment before its database does. False: it will not work."""
    end = monotonic() + WAKE_PATIENCE
    while True:
        try:
            store._driver.execute_query(Query(PING), database_=DEFAULT_DATABASE)
        except (Neo4jError, DriverError) as error:
            if is_broken(error):
                return False
            passing = isinstance(error, ServiceUnavailable | SessionExpired | TransientError)
            if monotonic() > end or not passing or not alive():
                with translated(store.address, DEFAULT_DATABASE):
                    raise
            sleep(0.05)
        else:
            return True


def _prepare(store: Store, *, halves: bool = False) -> None:
    found = store.read(WHOSE)[0]
    if found["version"] is None:
        if found["filled"]:
            message = f"the database at {store.address} holds other data, which triplewire does not touch"
            raise StoreRefused(message, "name an empty database by NEO4J_DATABASE, or a folder by --store")
    elif found["restoring"] and not halves:
        message = f"the store at {store.address} is half of a dump: a restore of it was stopped"
        raise StoreRefused(message, "run `triplewire store restore` again; it begins anew")
    elif found["version"] > VERSION:
        message = f"the store at {store.address} has schema {found['version']}, this triplewire knows {VERSION}"
        raise StoreVersion(message, "update triplewire")
    store.former_version, store.behind = found["version"], found["behind"]
    imported = found["imported"]
    if imported:
        for statement in completing():
            list(store.stream(statement))
    if found["version"] != VERSION or imported:  # what an older or imported one lacks are constraints and indexes
        for statement in SCHEMA:
            store.write(statement)
        store.write(AWAIT_MANY_INDEXES if imported else AWAIT_INDEXES)
        store.write(MARK, version=VERSION)
        store.write(END_IMPORT)
    if found["version"] != VERSION:
        store.behind = store.behind or store.former_version
