"""Cypher that people write: it may read the graph, and nothing else.

    answer = ask(store, "MATCH (a:Entity {name: $name})-[r]->(b) RETURN type(r), b.name", {"name": "Oakmere"})
    answer.columns, answer.rows, answer.more

Before it runs, the database explains it, which runs nothing. It is refused where it would write, call a procedure
that is not in PROCEDURES or a function of a plugin, load a file or an address (LOAD CSV counts as reading), or see to
settings, users and transactions (so do SHOW and TERMINATE). Then it runs in a transaction that reads, against a time
limit, and only so many rows are fetched. What this cannot stop: an expression that fills the server's memory.
"""

from collections.abc import Iterator, Mapping
from re import Match
from re import compile as pattern
from typing import Any

from graph.store import Store
from ontology.errors import QueryError, StoreError, UnsafeQuery
from queries.plain import one_line
from queries.table import Table, parameters, table

ROWS = 1000
SECONDS = 30.0
LONGEST = 50_000  # characters
LONGEST_TIME = 86_400  # seconds; the database takes 0 for no limit at all

# Procedures that only look at the graph and its schema.
PROCEDURES = frozenset({
    "db.info", "db.labels", "db.ping", "db.propertyKeys", "db.relationshipTypes", "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties", "db.schema.visualization", "db.index.fulltext.listAvailableAnalyzers",
    "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships", "dbms.components",
})  # fmt: skip
# Functions with a dot in their name that come with the database; others are of plugins, and may do anything.
FUNCTIONS = pattern(r"(?:date|datetime|duration|localdatetime|localtime|time|point|vector|graph)\.[\w.]+")
DOTTED_CALL = pattern(r"(?<![\w.$`])([A-Za-z_]\w*(?:\.\w+)+)\s*\(")
NO_READING = ("LoadCSV", "Show", "Terminate", "Administration", "System", "Alter", "Drop", "Create", "Do")
PLACE = pattern(r"line (\d+), column (\d+) \(offset: \d+\)")
BEFORE = len("EXPLAIN ")  # what stands before the query where the database counts columns
PREFIX = pattern(r"(?is)^\s*(?:explain|profile)\b")


def ask(
    store: Store, cypher: str, params: Mapping[str, object] | None = None, *, rows: int = ROWS, seconds: float = SECONDS
) -> Table:
    """The rows that a reading query returns, at most so many, within so many seconds.

    Errors: UnsafeQuery; QueryError for a query with a mistake or that takes too long; StoreError.
    """
    if not (rows >= 1 and 0 < seconds < LONGEST_TIME):
        raise QueryError(f"{rows} rows in {seconds:g} s", f"allow at least one, and up to {LONGEST_TIME:,} s")
    values = parameters(params or {})
    check(store, cypher, values)
    try:
        columns, found, more = store.table(cypher, values, most=rows, timeout=seconds)
    except StoreError as error:
        if "TransactionTimedOut" in error.message or "Transaction.Terminated" in error.message:
            raise QueryError(f"the query took longer than {seconds:g} s", "ask for less, or allow more time") from None
        raise
    return table(columns, found, more=more)


def check(store: Store, cypher: str, params: Mapping[str, object] | None = None) -> None:
    """Errors: UnsafeQuery where the query would do more than read the graph; QueryError where it is none."""
    if not cypher.strip():
        raise QueryError("the query is empty", "write one, as in MATCH (e:Entity) RETURN e.name LIMIT 10")
    if len(cypher) > LONGEST:
        raise QueryError(f"the query has {len(cypher):,} characters", f"write one of at most {LONGEST:,}")
    if PREFIX.match(cypher):
        raise QueryError("EXPLAIN and PROFILE give a plan, no rows", "leave the word out")
    try:
        plan = store.explain(cypher, **dict(params or {}))
    except QueryError as error:
        raise QueryError(PLACE.sub(_place, error.message), error.remedy) from None
    if plan.type != "r":
        message = "the query would change the graph or the database"
        raise UnsafeQuery(message, "only MATCH, RETURN and what goes with them are allowed")
    for operator, details in _operators(plan.tree):
        if operator.startswith(NO_READING):
            message = f"the query would read outside the graph ({operator})"
            raise UnsafeQuery(message, "leave LOAD CSV, SHOW and TERMINATE out")
        if operator.startswith("ProcedureCall"):
            _check_procedure(details)
        for name in DOTTED_CALL.findall(details):
            if not operator.startswith("ProcedureCall") and not FUNCTIONS.fullmatch(name):
                raise UnsafeQuery(f"the function {one_line(name)} is not allowed", "use those of Cypher itself")


def _place(found: Match[str]) -> str:
    line, column = int(found[1]), int(found[2])
    return f"line {line}, column {column - BEFORE if line == 1 else column}"


def _check_procedure(details: str) -> None:
    name = details.partition("(")[0].strip().replace("`", "")
    if name not in PROCEDURES:
        allowed = ", ".join(sorted(PROCEDURES))
        raise UnsafeQuery(f"the procedure {one_line(name)} is not allowed", f"use one of {allowed}")


def _operators(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        operator = str(node.get("operatorType", "")).partition("@")[0]
        yield operator, str((node.get("args") or {}).get("Details", ""))
        waiting.extend(node.get("children") or [])
