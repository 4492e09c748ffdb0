"""Answers for programs: json, jsonl, csv, markdown.

    write(stdout, connect(store, "A", "B"), "csv", ontology)

json     the whole answer, nested, as its record has it; of a table an object of "columns", "rows" and "more"
jsonl    a line for each path, fact, claim, row or query
csv      RFC 4180. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break)
         gets an apostrophe in front: articles are written by strangers. Such words are verbatim in json only.
markdown a table; whatever has a meaning in Markdown or HTML is escaped, control characters are written out

Numbers stand as they are, lists in one cell with "; " between, and dates are ISO.
"""

from collections.abc import Iterable
from csv import writer
from json import dumps
from re import compile as pattern
from typing import IO, Any

from ontology.jsonl import to_json
from ontology.schema import Ontology
from queries.flat import Answer, flatten, records
from queries.plain import one_line
from queries.table import GraphEdge, GraphNode, GraphPath, Table

FORMATS = ("json", "jsonl", "csv", "markdown")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARKUP = pattern(r"([\\`*_\[\]|~$])")
NAMES = ("name", "title", "phrase", "relation", "key", "id")  # what a node is best called by
LONG = 200  # characters of a node's text in a cell


def write(stream: IO[str], answer: Answer, format_: str, ontology: Ontology) -> None:
    """Writes an answer in one of FORMATS. The stream takes text, and should not change line ends."""
    if format_ == "json":
        stream.write(dumps(_whole(answer), ensure_ascii=False, indent=2) + "\n")
    elif format_ == "jsonl":
        for record in records(answer):
            stream.write(dumps(record, ensure_ascii=False) + "\n")
    elif format_ == "csv":
        _csv(stream, flatten(answer, ontology))
    else:
        _markdown(stream, flatten(answer, ontology))


def _whole(answer: Answer) -> Any:
    if isinstance(answer, Table):
        return {"columns": list(answer.columns), "rows": list(records(answer)), "more": answer.more}
    return to_json(answer)


def _csv(stream: IO[str], table: Table) -> None:
    out = writer(stream)
    out.writerow([harmless(column) for column in table.columns])
    out.writerows([value if _is_number(value) else harmless(text(value)) for value in row] for row in table.rows)


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _markdown(stream: IO[str], table: Table) -> None:
    for row in (table.columns, ["---"] * len(table.columns)):
        stream.write(_row(row if row is not table.columns else map(escaped, table.columns)))
    for cells in table.rows:
        stream.write(_row(escaped(text(value)) for value in cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def escaped(cell: str) -> str:
    """A text that means nothing in Markdown and HTML, on one line."""
    safe = one_line(cell).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKUP.sub(r"\\\1", safe)


def text(value: Any) -> str:
    """A cell as text: lists joined, nodes by their names, paths with arrows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(text, value))
    if isinstance(value, dict):
        return dumps(to_json(value), ensure_ascii=False)
    if isinstance(value, GraphNode):
        return _called(value.properties) or ":".join(value.labels)
    if isinstance(value, GraphEdge):
        return value.type
    if isinstance(value, GraphPath):
        return _path(value)
    return str(value)


def _called(properties: Any) -> str:
    found = next((str(properties[name]) for name in NAMES if properties.get(name)), "")
    return found if len(found) <= LONG else f"{found[:LONG]} ..."


def _path(path: GraphPath) -> str:
    parts = [text(path.nodes[0])] if path.nodes else []
    for edge, before, after in zip(path.edges, path.nodes, path.nodes[1:], strict=False):
        forward = edge.source == before.properties.get("id") or edge.target == after.properties.get("id")
        parts.append(f"-[{edge.type}]-> {text(after)}" if forward else f"<-[{edge.type}]- {text(after)}")
    return " ".join(parts)
