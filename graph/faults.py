"""Turns the Neo4j driver's exceptions into the errors of `ontology.errors`, each with what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.folder import AGAIN, without_room
from ontology.errors import QueryError, StoreError, StoreLocked, StoreRefused, StoreUnavailable

START = "start it, or set NEO4J_URI to where it runs; without NEO4J_URI triplewire runs its own"
TWICE = "give each claim an id of its own in the input; what was loaded before it is there, whole"
READ_ONLY = "make it writable (server.databases.read_only), or name another database by NEO4J_DATABASE"
PASSWORD = "set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"  # noqa: S105  # the name of a variable


@contextmanager
def translated(address: str, database: str) -> Iterator[None]:
    """Within it, a foreign exception leaves as a StoreError, or as a QueryError where the query was wrong."""
    try:
        yield
    except Neo4jError as error:
        raise _of_server(error, address, database) from None
    except DriverError as error:
        raise _of_driver(error, address) from None


def is_broken(error: Exception) -> bool:
    """Whether the server takes no work until it is started again: it could not write its log of transactions."""
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    return "TransactionLogError" in code or (code.startswith("Neo.DatabaseError.") and "restarted" in str(error))


def _of_server(error: Neo4jError, address: str, database: str) -> StoreError | QueryError:
    code, words = error.code or "", _short(error.message or str(error))
    if isinstance(error, AuthError) and not isinstance(error, Forbidden):
        return StoreRefused(f"{address} does not accept the user name or the password", PASSWORD)
    if "AuthenticationRateLimit" in code:
        return StoreRefused(f"{address} saw too many wrong passwords", f"wait a little; {PASSWORD}")
    if isinstance(error, Forbidden):
        return StoreRefused(f"the user of {address} may not do this ({words})", "give it the right, or use another")
    if "DatabaseNotFound" in code:
        remedy = "name another by NEO4J_DATABASE, or make it"
        return StoreUnavailable(f"{address} has no database {database!r}", remedy)
    if isinstance(error, DatabaseUnavailable):
        return StoreUnavailable(f"the database {database!r} of {address} is not available ({words})", "try again later")
    if "LockClient" in code or "Deadlock" in code or "LockAcquisition" in code:
        return StoreLocked(f"{address}: another program holds what this one needs ({words})", "try again")
    if "ReadOnly" in code or "read only" in words or "read-only" in words:
        remedy = READ_ONLY if "://" in address else "end `triplewire serve --read-only`, or run `triplewire store stop`"
        return StoreRefused(f"{address} takes no writes now ({words})", remedy)
    if isinstance(error, TransientError):
        return StoreUnavailable(f"{address} cannot do this now ({words})", "try again")
    if isinstance(error, ClientError) and (".Statement." in code or ".Procedure." in code):
        return QueryError(f"the database does not take the query ({words})", "see the Cypher manual")
    return _of_failure(error, address, words)


def _of_failure(error: Neo4jError, address: str, words: str) -> StoreError:
    if "ConstraintValidation" in (error.code or ""):
        return StoreError(f"{address}: an id is there already ({words})", TWICE)
    if not is_broken(error):
        return StoreError(f"{address} failed ({error.code}: {words})", "see its log")
    if "://" in address:
        remedy = "see its log, and whether its disk is full; it takes no work until it is started again"
        return StoreUnavailable(f"{address} could not write its log of transactions ({words})", remedy)
    return without_room(address) or StoreUnavailable(f"{address} could not write its log of transactions", AGAIN)


def _of_driver(error: Exception, address: str) -> StoreError:
    words = _short(str(error))
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable(f"{address} went away while it wrote the last batch, which is there or not", AGAIN)
    if isinstance(error, ServiceUnavailable | SessionExpired):
        remedy = START if "://" in address else AGAIN  # a folder's own server is started by every command
        return StoreUnavailable(f"no Neo4j answers at {address} ({words})", remedy)
    if isinstance(error, ConfigurationError):
        return StoreUnavailable(f"{address} cannot be used ({words})", "use an address as bolt://localhost:7687")
    return StoreError(f"the driver failed at {address} ({words})", "try again")


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    # The end says where the mistake is.
    return line if len(line) <= 300 else f"{line[:220]} ... {line[-75:]}"
