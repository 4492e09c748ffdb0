"""The answer to a question in rows, and what stands in its cells: plain values, nodes, edges and paths.

Cells are None, bool, int, float, str, lists and dictionaries of these, and the three records below; what the database
has beyond that (dates, durations, points, bytes) becomes its text. `ontology.jsonl.to_json` takes all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from neo4j.graph import Node, Path, Relationship

from ontology.errors import QueryError
from queries.plain import storable

LARGEST = 2**63  # integers of the database have 64 bits
DEEPEST = 20  # lists within lists of a parameter


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node: its labels, sorted, and its properties."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relationship. `source` and `target` are the ids of its nodes; "" where the query did not return the nodes."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GraphPath:
    """A path: its nodes in order, and the edges between them, whichever way round they are."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows. `more`: there were more rows than these; they are not known to be the most important."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool = False


def table(columns: Iterable[str], rows: Iterable[Iterable[Any]], *, more: bool = False) -> Table:
    """The table of what the driver gives."""
    return Table(tuple(columns), tuple(tuple(map(cell, row)) for row in rows), more)


def cell(value: Any) -> Any:
    """A value of the driver as one of ours."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, Path):
        return GraphPath(tuple(map(cell, value.nodes)), tuple(map(cell, value.relationships)))
    if isinstance(value, Node):
        return GraphNode(tuple(sorted(value.labels)), _properties(value))
    if isinstance(value, Relationship):
        ends = [str(node.get("id", "")) if node else "" for node in (value.start_node, value.end_node)]
        return GraphEdge(value.type, ends[0], ends[1], _properties(value))
    if isinstance(value, Mapping):
        return {str(key): cell(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list):
        return [cell(item) for item in value]
    if isinstance(value, bytes | bytearray):
        return value.hex()
    # Dates and times of the driver write themselves as ISO; durations and points in Cypher's own way.
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: cell(value) for key, value in sorted(entity.items())}


def parameters(params: Mapping[str, object]) -> dict[str, object]:
    """Parameters as the database can take them. Errors: QueryError for a value that it cannot."""
    return {storable(name): _parameter(name, value, 0) for name, value in params.items()}


def _parameter(name: str, value: object, depth: int) -> object:
    if depth > DEEPEST:
        raise QueryError(f"the parameter {name!r} has lists in lists deeper than {DEEPEST}", "give a flatter value")
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        if not -LARGEST <= value < LARGEST:
            raise QueryError(f"the parameter {name!r} is too large a number", "give it as text")
        return value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list | tuple):
        return [_parameter(name, item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {storable(str(key)): _parameter(name, item, depth + 1) for key, item in value.items()}
    raise QueryError(f"the parameter {name!r} is of type {type(value).__name__}", "give text, numbers, lists of them")
