"""Records to JSON lines and back: one generic codec over the frozen dataclasses of `ontology.model`.

Field names are those of the records, but where a field's metadata gives another ("from" and "to" of When). A Span is
written as a pair, [start, end]. Empty optional parts (`spans`, `words`, what
only typing again needs) are left out; everything else is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from json import JSONDecodeError, JSONEncoder, loads
from operator import attrgetter
from types import NoneType, UnionType
from typing import IO, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ontology.errors import InputError
from ontology.model import Span

Record = TypeVar("Record")

REMEDY = "write it with `triplewire extract`"
LINE = JSONEncoder(ensure_ascii=False)
PLAIN = frozenset({str, int, float, bool, NoneType})
LEFT_OUT_WHEN_EMPTY = frozenset({"spans", "words", "only_typed", "otherwise", "unread"})


def to_json(record: object) -> Any:
    """A record as plain lists, dictionaries, strings and numbers."""
    kind = type(record)
    if kind in PLAIN:
        return record
    if kind is Span:
        return [record.start, record.end]  # type: ignore[attr-defined]
    layout = _layout(kind)  # type: ignore[arg-type]  # a class is hashable
    if layout is not None:
        made = {}
        for (name, optional), value in zip(layout.names, layout.values(record), strict=True):
            if value or not optional:
                made[name] = value if type(value) in PLAIN else to_json(value)
        return made
    if isinstance(record, Mapping):
        return {str(key): to_json(record[key]) for key in sorted(record)}
    if isinstance(record, list | tuple):
        return [to_json(value) for value in record]
    return record


@dataclass(frozen=True, slots=True)
class _Layout:
    """The fields of a kind of record: for each its name in JSON and whether it is left out when empty; their values."""

    names: tuple[tuple[str, bool], ...]
    values: Callable[[object], tuple[Any, ...]]


@cache
def _layout(kind: type[Any]) -> _Layout | None:
    if not is_dataclass(kind):
        return None
    own = [f.name for f in fields(kind)]
    names = tuple((_json_name(f), f.name in LEFT_OUT_WHEN_EMPTY) for f in fields(kind))
    return _Layout(names, attrgetter(*own) if len(own) > 1 else lambda record: tuple(getattr(record, n) for n in own))


def from_json(kind: type[Record], data: object) -> Record:
    """The record of that kind that `to_json` wrote. Unknown keys are passed over. Errors: InputError."""
    made = _decoder(kind)(data, (None, kind.__name__))  # type: ignore[arg-type]  # a type can be hashed
    if not isinstance(made, kind):
        raise InputError(f"not a {kind.__name__}", REMEDY)
    return made


def line(record: object) -> str:
    """One JSON line, keys in the order of the record, no escapes but those JSON asks for."""
    return LINE.encode(to_json(record))


def read_lines(stream: IO[str] | Iterable[str], name: str) -> Iterator[tuple[int, Any]]:
    """Line numbers (from 1) and JSON values; blank lines are passed over. Errors: InputError with file and line."""
    for number, text in enumerate(stream, 1):
        if not text.strip():
            continue
        try:
            yield number, loads(text)
        except (JSONDecodeError, RecursionError) as error:
            message = f"{name}, line {number}: not JSON ({error})"
            raise InputError(message, "one JSON object a line is expected") from None


def _json_name(f: "Field[Any]") -> str:
    return str(f.metadata.get("json", f.name))


# Where in a record something is: the place around it, and the step from there. It is put into words for errors only.
Where = tuple[Any, str | int]
Decoder = Callable[[Any, Where], Any]


@cache
def _decoder(kind: Any) -> Decoder:
    """What makes values of that type out of JSON; put together once for each type."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _of_union(get_args(kind))
    if origin is Literal:
        return _one_of(get_args(kind))
    if kind in (Any, object):
        return lambda data, _: data
    if origin is tuple:
        return _of_tuple(get_args(kind))
    if origin is not None:  # Mapping[str, str]
        return _expecting(Mapping)
    if kind is Span:
        pair = _decoder(tuple[int, int])
        return lambda data, where: Span(*pair(data, where))
    if is_dataclass(kind):
        return _of_record(kind)  # type: ignore[arg-type]
    if kind is float:
        whole = _expecting(float)
        return lambda data, where: float(data) if type(data) is int else whole(data, where)
    return _expecting(kind)


def _of_union(args: tuple[Any, ...]) -> Decoder:
    arms = [arm for arm in args if arm is not NoneType]
    if all(get_origin(arm) is Literal for arm in arms):
        inner = _one_of([value for arm in arms for value in get_args(arm)])
    else:
        inner = _decoder(arms[0])  # unions of records have one arm beside None
    if NoneType not in args:
        return inner
    return lambda data, where: None if data is None else inner(data, where)


def _one_of(values: Sequence[object]) -> Decoder:
    def decode(data: Any, where: Where) -> Any:
        if data not in values:
            message = f"{_told(where)}: {str(data)[:40]!r} is none of {', '.join(map(repr, values))}"
            raise InputError(message, REMEDY)
        return data

    return decode


def _of_tuple(args: tuple[Any, ...]) -> Decoder:
    listed = _expecting((list, tuple))
    if len(args) == 2 and args[1] is Ellipsis:
        one = _decoder(args[0])
        return lambda data, where: tuple([one(item, (where, i)) for i, item in enumerate(listed(data, where))])
    arms = [_decoder(arg) for arg in args]

    def decode(data: Any, where: Where) -> Any:
        items = listed(data, where)
        if len(items) != len(arms):
            raise InputError(f"{_told(where)}: {len(arms)} values expected, {len(items)} found")
        return tuple([arm(item, (where, i)) for i, (arm, item) in enumerate(zip(arms, items, strict=True))])

    return decode


def _of_record(kind: type[Any]) -> Decoder:
    hints, mapping = get_type_hints(kind), _expecting(Mapping)
    parts = [
        (_json_name(f), f.name, _decoder(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
    ]

    def decode(data: Any, where: Where) -> Any:
        given = mapping(data, where)
        values = {}
        for name, own, part, needed in parts:
            if name in given:
                values[own] = part(given[name], (where, name))
            elif needed:
                raise InputError(f"{_told(where)}: {name!r} is missing", REMEDY)
        return kind(**values)

    return decode


def _expecting(kind: Any) -> Decoder:
    numeric = kind in (int, float)

    def decode(data: Any, where: Where) -> Any:
        if not isinstance(data, kind) or (numeric and isinstance(data, bool)):
            wanted = getattr(kind, "__name__", "list")
            raise InputError(f"{_told(where)}: {wanted} expected, {type(data).__name__} found", REMEDY)
        return data

    return decode


def _told(where: Where) -> str:
    around, step = where
    if around is None:
        return str(step)
    return f"{_told(around)}[{step}]" if isinstance(step, int) else f"{_told(around)}.{step}"
