"""The questions that come with the program: one `*.cypher` file each, documented by its own header.

    for query in catalogue():
        query.name, query.title, query.parameters
    run(store, "denials", {"name": "Norvane Systems"}).rows

Values may be given as text, as from the command line, or as what they are. A query reads and nothing else, as `ask`
does. How a header is written: queries/header.py.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from math import isfinite, nan
from re import compile as pattern

from rapidfuzz.process import extract

from graph.store import Store
from ontology.errors import QueryError, UnknownName
from ontology.schema import relationship_type
from queries import cypher
from queries.ask import SECONDS
from queries.header import ANY, Parameter, Query, parse
from queries.names import find
from queries.plain import one_line, storable
from queries.table import LARGEST, Table, table

SUFFIX = ".cypher"
LIMIT = "limit"
ROWS = 10_000  # of a query without a limit of its own
DATE = pattern(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
YES, NO = ("true", "yes", "1"), ("false", "no", "0")
NEAR = 60.0  # rapidfuzz's score of names of queries, 0 to 100

Convert = Callable[[Store, Parameter, object], object]


@cache
def catalogue() -> tuple[Query, ...]:
    """All questions, by name."""
    found = [entry for entry in files("queries").iterdir() if entry.name.endswith(SUFFIX)]
    read = [parse(entry.name.removesuffix(SUFFIX), entry.read_text(encoding="utf-8")) for entry in found]
    return tuple(sorted(read, key=lambda query: query.name))


def query(name: str) -> Query:
    """The question of that name. Errors: UnknownName."""
    wanted = name.strip().lower().replace("_", "-").removesuffix(SUFFIX)
    known = {entry.name: entry for entry in catalogue()}
    if wanted not in known:
        nearest = tuple(hit[0] for hit in extract(wanted, sorted(known), limit=3, score_cutoff=NEAR))
        offer = f"did you mean {' or '.join(nearest)}?" if nearest else f"there are {', '.join(sorted(known))}"
        raise UnknownName(f"no query is called {one_line(name)!r}", offer, nearest)
    return known[wanted]


def run(store: Store, name: str, params: Mapping[str, object] | None = None, *, seconds: float = SECONDS) -> Table:
    """The answer to a question of the catalogue.

    Errors: UnknownName for the query, an entity or an article; AmbiguousName; QueryError for a parameter; StoreError.
    """
    asked = query(name)
    values = bind(store, asked, params or {})
    most = ROWS
    if isinstance(limit := values.get(LIMIT), int):
        most, values[LIMIT] = limit, limit + 1  # one more tells whether there is more
    columns, rows, more = store.table(asked.text, values, most=most, timeout=seconds)
    return table(columns, rows, more=more)


def bind(store: Store, asked: Query, params: Mapping[str, object]) -> dict[str, object]:
    """The values of all parameters of a query, as its text takes them. Errors: as `run`."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in sorted(params.keys() - known.keys()):
        takes = ", ".join(known) or "none"
        raise QueryError(f"{asked.name} has no parameter {one_line(name)!r}", f"it takes {takes}")
    values: dict[str, object] = {}
    for parameter in asked.parameters:
        given = params.get(parameter.name)
        if given is None and parameter.default is None:
            message = f"{asked.name} needs the parameter {parameter.name!r}"
            raise QueryError(message, f"give it: {parameter.description}")
        value = parameter.default if given is None else given
        nothing = value == ANY == parameter.default
        values[parameter.name] = None if nothing else CONVERT[parameter.type](store, parameter, value)
    return values


def _name(store: Store, _: Parameter, value: object) -> object:
    return find(store, str(value)).entity.id


def _article(store: Store, parameter: Parameter, value: object) -> object:
    rows = store.read(cypher.ARTICLE, article=storable(str(value)).strip())
    if not rows:
        message = f"no article in the graph has the id or address {one_line(str(value))!r}"
        raise UnknownName(message, f"{parameter.name} is an id, as the query `articles` lists them")
    return rows[0]["id"]


def _text(_: Store, __: Parameter, value: object) -> object:
    return storable(str(value))


def _integer(_: Store, parameter: Parameter, value: object) -> object:
    text = str(value).strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    if not 1 <= number < LARGEST - 1:
        raise _wrong(parameter, value, "a whole number from 1 on")
    return number


def _number(_: Store, parameter: Parameter, value: object) -> object:
    try:
        number = float(str(value))
    except ValueError:
        number = nan
    if not isfinite(number):
        raise _wrong(parameter, value, "a number, as 0.5")
    return number


def _boolean(_: Store, parameter: Parameter, value: object) -> object:
    text = str(value).strip().lower()
    if text not in YES + NO:
        raise _wrong(parameter, value, "true or false")
    return text in YES


def _date(_: Store, parameter: Parameter, value: object) -> object:
    text = str(value).strip()
    if not DATE.fullmatch(text):
        raise _wrong(parameter, value, "a year, month or day, as 2024, 2024-05 or 2024-05-01")
    return text


def _words(_: Store, __: Parameter, value: object) -> list[str]:
    items = value if isinstance(value, list | tuple) else str(value).split(",")
    return [word for item in items if (word := storable(str(item)).strip())]


def _relations(store: Store, parameter: Parameter, value: object) -> object:
    return [relationship_type(name) for name in _words(store, parameter, value)]


def _choice(_: Store, parameter: Parameter, value: object) -> object:
    text = str(value).strip().lower()
    if text not in parameter.choices:
        raise _wrong(parameter, value, f"one of {', '.join(parameter.choices)}")
    return text


def _wrong(parameter: Parameter, value: object, wanted: str) -> QueryError:
    return QueryError(f"{parameter.name} is {one_line(str(value))[:100]!r}", f"give {wanted}")


CONVERT: Mapping[str, Convert] = {
    "name": _name,
    "article": _article,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "words": _words,
    "relations": _relations,
    "choice": _choice,
}
